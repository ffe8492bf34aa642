"""How every verb writes: show what would change, ask, append on the head that was shown.

Without a terminal nothing is asked. If the head has moved since it was shown, nothing is written.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from chrono.cli.exit_codes import DONE, NO
from chrono.cli.input.by_whom import by_whom
from chrono.cli.input.faults_by_flag import by_flag
from chrono.cli.input.new_keys import declared_with, unknown_keys, unknown_reason
from chrono.cli.input.open_chronology import OpenChronology, open_chronology
from chrono.cli.input.prompting import asks, letter
from chrono.cli.questions.kept_drafts import KeptDraft
from chrono.cli.render.appended import appended_line, note_after
from chrono.cli.render.output import Output
from chrono.cli.render.preview import preview_lines
from chrono.cli.render.terminal import line, note
from chrono.cli.workflows.editing import NEW_KEY, DraftText, edits_again, new_keys_meant
from chrono.cli.workflows.settling import settled
from chrono.errors import ChronoError
from chrono.events.drafts import Draft
from chrono.events.entries import CORRECTION
from chrono.events.history import History
from chrono.faults import Fault, Refused
from chrono.ingest.drafting import Drafted
from chrono.log.clock import system_clock
from chrono.log.contract import Appended
from chrono.queries.preview import Preview, preview
from chrono.state.moments import moment

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


class NobodyToAsk(ChronoError):
    """An append that has to be confirmed, without a terminal to ask on."""

    def __init__(self, what: str = "add --yes to append, or --dry-run to look") -> None:
        super().__init__(f"no terminal to ask on, so nothing was written; {what}")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Proposal:
    """Drafts that were tried on the log.

    Attributes:
        drafts: What is to be appended.
        tried: What an append of them would come to.
        after: As much of the history as they bear on, with them.
        preview: What they change; None where the log says it all already.
    """

    drafts: Sequence[Draft]
    tried: Appended
    after: History
    preview: Preview | None

    @classmethod
    def of(cls, opened: OpenChronology, read: Drafted, *, new_key: bool) -> "_Proposal":
        """Return drafts tried on the log, with what they change.

        Raises:
            Refused: With every fault; those of flags name the flag.
        """
        unknown = unknown_keys(opened, read.drafts)
        drafts = [*declared_with(opened, unknown, read.drafts), *read.drafts]
        return cls._tried(
            opened, drafts, [*read.faults, *(() if new_key else _unknown_faults(opened, unknown))]
        )

    def settled(self, opened: OpenChronology) -> "_Proposal | None":
        """Return the proposal in which each quiet change is settled by asking; None if not.

        Raises:
            Refused: What was answered cannot be.
        """
        drafts = settled(self.preview, self.after, self.drafts) if self.preview else self.drafts
        if drafts is None:
            return None
        if drafts == self.drafts:
            return self
        return self._tried(opened, drafts, [])

    @classmethod
    def _tried(
        cls, opened: OpenChronology, drafts: Sequence[Draft], faults: list[Fault]
    ) -> "_Proposal":
        try:
            tried = opened.log.tried(drafts)
        except Refused as error:
            sources = max(len(draft.body.get("sources", ())) for draft in drafts)
            faults.extend(by_flag(fault, sources) for fault in error.faults)
        if faults:
            raise Refused(dict.fromkeys(map(by_flag, faults)))
        before = opened.before(drafts)
        if not tried.new:
            return cls(drafts=drafts, tried=tried, after=before, preview=None)
        new = (entry.record for entry in tried.new)
        after = attrs.evolve(before, records=(*before.records, *new))
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
        if kept and text:
            kept.keep(text=text.text, format=text.form, new_key=flags["new_key"])
        try:
            came = _proposed(make if text is None else text.drafted, flags)
        except Refused as refused:
            if asks(flags) and new_keys_meant(refused):
                flags = {**flags, "new_key": True}
                continue
            if text is None or not edits_again(refused):
                raise
            faults = refused.faults
        else:
            if isinstance(came, int):
                return came
            text, faults = text or came, ()
        text = text.edited(faults)


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
            _show(proposal, output, asked=dry_run or not yes)
            agreed = proposal if dry_run or yes else _agreed(proposal, opened, output)
            if isinstance(agreed, _ToEdit):
                return DraftText.of(opened, agreed.drafts[-len(read.drafts) :])
            if agreed is None:
                note("nothing was written")
                return NO
            proposal = agreed
            if not dry_run:
                done = opened.log.append(proposal.drafts, opened.head.hash, by_whom())
            _report(done, output, dry_run=dry_run)
        if output.as_json:
            output.print(lambda: proposal.body(done, dry_run=dry_run), list)
    if not dry_run:
        note_after(done, opened.log.path)
    return DONE


def _show(proposal: _Proposal, output: Output, *, asked: bool) -> None:
    change = proposal.preview
    if change is not None and not output.as_json:
        first = ["Preview, nothing written yet"] if asked else []
        output.print(dict, lambda: [*first, *preview_lines(change, proposal.after)])


@attrs.frozen
class _ToEdit:
    """Drafts that somebody wants to edit before they are appended."""

    drafts: Sequence[Draft]


def _agreed(
    proposal: _Proposal, opened: OpenChronology, output: Output
) -> _Proposal | _ToEdit | None:
    """Return what is confirmed, or to be edited, as answered; None where the answer is no.

    Raises:
        NobodyToAsk: There is no terminal, or the answer is for a program.
        Refused: What was answered cannot be.
    """
    if output.as_json or not sys.stdin.isatty():
        raise NobodyToAsk
    settled = proposal.settled(opened)
    if settled is None:
        return None
    if settled is not proposal:
        _show(settled, output, asked=True)
    said = letter(f"Append to {line(str(opened.log.path))}? [y/N/e=edit]", "yne")
    if said == "e":
        return _ToEdit(settled.drafts)
    return settled if said == "y" else None


def _report(done: Appended, output: Output, *, dry_run: bool) -> None:
    if not output.as_json and dry_run:
        note("nothing was written (--dry-run)")
    elif not output.as_json:
        output.print(dict, lambda: [appended_line(done)])


def _unknown_faults(opened: OpenChronology, unknown: Mapping[str, Draft]) -> Iterator[Fault]:
    """Yield a fault for each key that was never used, which may be a typing error."""
    for key, draft in unknown.items():
        doubt = unknown_reason(opened, key)
        reason = f"{doubt}{' ' if doubt.endswith('?') else '; '}a new key needs --new-key"
        field = "event.data" if draft.kind == CORRECTION else "data"
        yield draft.fault(field, reason, NEW_KEY)
