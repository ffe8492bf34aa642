"""How every verb writes: show what would change, ask, append on the head that was shown.

Without a terminal nothing is asked. If the head has moved since it was shown, nothing is written.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs
import click

from chrono.cli.exit_codes import DONE, NO
from chrono.cli.input.appending import by_whom
from chrono.cli.input.event_flags import by_flag
from chrono.cli.input.kept_drafts import KeptDraft
from chrono.cli.input.new_keys import declared_with, unknown_keys, unknown_reason
from chrono.cli.input.open_chronology import OpenChronology, open_chronology
from chrono.cli.input.prompting import prompting
from chrono.cli.render.appended import appended_line, note_after
from chrono.cli.render.output import Output
from chrono.cli.render.preview import preview_lines
from chrono.cli.render.terminal import line, note, say, tell
from chrono.cli.workflows.editing import DraftText
from chrono.errors import ChronoError, Fault, Refused
from chrono.events.drafts import Draft
from chrono.events.entries import CORRECTION
from chrono.events.history import History
from chrono.ingest.drafting import Drafted
from chrono.log.clock import system_clock
from chrono.log.contract import Appended
from chrono.queries.preview import Preview, preview
from chrono.state.moments import moment
from chrono.values.hidden_characters import revealed

WRITE_FLAGS: Final = (
    "file",
    "chronology",
    "new_key",
    "dry_run",
    "resume",
    "yes",
    "as_json",
    "color",
)
"""The flags of every verb that proposes an append."""


_NEW_KEY: Final = "new key"
"""The code of the fault of a key that was never used."""


class NobodyToAsk(ChronoError):
    """An append that has to be confirmed, without a terminal to ask on."""

    def __init__(self, what: str = "add --yes to append, or --dry-run to look") -> None:
        super().__init__(f"no terminal to ask on, so nothing was written; {what}")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Proposal:
    """Drafts that were tried on a copy of the log.

    Attributes:
        drafts: What is to be appended.
        tried: What came of it on the copy.
        after: The history with them.
        preview: What they change; None where the log says it all already.
    """

    drafts: Sequence[Draft]
    tried: Appended
    after: History
    preview: Preview | None

    @classmethod
    def of(cls, opened: OpenChronology, read: Drafted, *, new_key: bool) -> "_Proposal":
        """Return drafts tried on a copy of the log, with what they change.

        Raises:
            Refused: With every fault; those of flags name the flag.
        """
        unknown = unknown_keys(opened, read.drafts)
        drafts = [*declared_with(opened, unknown, read.drafts), *read.drafts]
        faults = [*read.faults, *(() if new_key else _unknown_faults(opened, unknown))]
        try:
            tried = opened.trial.append(drafts)
        except Refused as error:
            sources = max(len(draft.body.get("sources", ())) for draft in drafts)
            faults.extend(by_flag(fault, sources) for fault in error.faults)
        if faults:
            raise Refused(dict.fromkeys(map(by_flag, faults)))
        before = opened.history
        if not tried.new:
            return cls(drafts=drafts, tried=tried, after=before, preview=None)
        after = History.of(before.chronology, opened.trial.entries(before.chronology))
        change = preview(before, after, moment("now", before, system_clock()))
        return cls(drafts=drafts, tried=tried, after=after, preview=change)

    def body(self, done: Appended, *, dry_run: bool) -> dict[str, Any]:
        """Return what was, or would be, appended as JSON."""
        shown = self.preview.body(self.after) if self.preview else None
        return {**done.body(dry_run=dry_run), "preview": shown}


def propose(
    make: Callable[[OpenChronology], Drafted],
    flags: Mapping[str, Any],
    kept: KeptDraft | None = None,
    text: DraftText | None = None,
) -> int:
    """Append drafts made on an open log, after showing what they change and asking.

    Args:
        make: Makes the drafts.
        flags: Those of `WRITE_FLAGS`, among others.
        kept: Where the text of drafts is kept once somebody has edited it.
        text: That text, where it is what `make` reads.

    Returns:
        The exit code: DONE when appended or only shown, NO when the answer was no.

    Raises:
        NobodyToAsk: It has to be confirmed, and there is no terminal.
        Refused: The drafts have faults, or a key that was never used, and no flag allows new keys.
        HeadMoved: Somebody appended meanwhile.
    """
    faults: Sequence[Fault] = ()
    while True:
        try:
            came = _proposed(make if text is None else text.drafted, flags)
        except Refused as refused:
            if text is None:
                raise
            if _new_keys_meant(refused):
                flags = {**flags, "new_key": True}
                continue
            if not _edits_again(refused):
                raise
            faults = refused.faults
        else:
            if isinstance(came, int):
                return came
            text, faults = text or came, ()
        text = text.edited(faults)
        if kept:
            kept.keep(text=text.text, format="jsonl" if text.as_json else "yaml")


def _proposed(
    make: Callable[[OpenChronology], Drafted], flags: Mapping[str, Any]
) -> int | DraftText:
    """Return the exit code, or the text of drafts that somebody wants to edit first."""
    output = Output(as_json=flags["as_json"], color=flags["color"])
    dry_run, yes = flags["dry_run"], flags["yes"]
    with open_chronology(flags["file"], flags["chronology"], write=not dry_run) as opened:
        read = make(opened)
        proposal = _Proposal.of(opened, read, new_key=flags["new_key"])
        done = proposal.tried
        if proposal.preview is None:
            note(f"nothing new: e{done.positions[0]} says the same already")
        else:
            _show(proposal.preview, proposal.after, output, asked=dry_run or not yes)
            said = "y" if dry_run or yes else _said(opened, output)
            if said == "e":
                return DraftText.of(opened, read.drafts)
            if said != "y":
                note("nothing was written")
                return NO
            if not dry_run:
                done = opened.log.append(proposal.drafts, opened.head.hash, by_whom())
            _report(done, output, dry_run=dry_run)
        if output.as_json:
            output.print(lambda: proposal.body(done, dry_run=dry_run), list)
    if not dry_run:
        note_after(done, opened.log.path)
    return DONE


def _show(change: Preview, after: History, output: Output, *, asked: bool) -> None:
    if not output.as_json:
        first = ["Preview, nothing written yet"] if asked else []
        output.print(dict, lambda: [*first, *preview_lines(change, after)])


def _said(opened: OpenChronology, output: Output) -> str:
    """Return what is said to the preview: y, n, or e to edit the drafts first.

    Raises:
        NobodyToAsk: There is no terminal, or the answer is for a program.
    """
    if output.as_json or not sys.stdin.isatty():
        raise NobodyToAsk
    return _letter(f"Append to {line(str(opened.log.path))}? [y/N/e=edit]", "yne")


def _new_keys_meant(refused: Refused) -> bool:
    """Return whether new keys are all that is wrong with a text, and are meant."""
    if any(fault.code != _NEW_KEY for fault in refused.faults):
        return False
    for fault in refused.faults:
        tell(f"note: {revealed(str(fault))}")
    return _letter("Is a new key meant? [y/N]", "yn") == "y"


def _edits_again(refused: Refused) -> bool:
    """Show what is wrong with a text, and return whether somebody edits it once more."""
    for fault in refused.faults:
        tell(f"error: {revealed(str(fault))}")
    return _letter("Edit it again? [Y/n]", "yn", default="y") == "y"


def _letter(question: str, letters: str, default: str = "n") -> str:
    """Return one of some letters, asking until it is one; Enter is the default.

    Raises:
        click.Abort: The input ended.
    """
    while True:
        with prompting():
            said = click.prompt(question, default="", show_default=False, err=True)
        if (word := str(said).strip().lower()[:1] or default) in letters:
            return word


def _report(done: Appended, output: Output, *, dry_run: bool) -> None:
    if not output.as_json and dry_run:
        note("nothing was written (--dry-run)")
    elif not output.as_json:
        say(appended_line(done))


def _unknown_faults(opened: OpenChronology, unknown: Mapping[str, Draft]) -> Iterator[Fault]:
    """Yield a fault for each key that was never used, which may be a typing error."""
    for key, draft in unknown.items():
        doubt = unknown_reason(opened, key)
        reason = f"{doubt}{' ' if doubt.endswith('?') else '; '}a new key needs --new-key"
        field = "event.data" if draft.kind == CORRECTION else "data"
        yield draft.fault(field, reason, _NEW_KEY)
