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
from chrono.cli.input.open_chronology import OpenChronology, open_chronology
from chrono.cli.input.prompting import prompting
from chrono.cli.render.appended import appended_line, note_after
from chrono.cli.render.output import Output
from chrono.cli.render.preview import preview_lines
from chrono.cli.render.terminal import line, note, say
from chrono.errors import ChronoError, Fault, Refused, did_you_mean
from chrono.events.claims import Claim
from chrono.events.drafts import Draft
from chrono.events.entries import CORRECTION
from chrono.events.history import History
from chrono.ingest.drafting import Drafted
from chrono.log.clock import system_clock
from chrono.log.contract import Appended
from chrono.queries.preview import Preview, new_keys, preview
from chrono.state.moments import moment
from chrono.state.visibility import View

WRITE_FLAGS: Final = ("file", "chronology", "new_key", "dry_run", "yes", "as_json", "color")
"""The flags of every verb that proposes an append."""


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
        unknown = _unknown_keys(opened, read.drafts)
        drafts = [*_declared_with(opened, unknown, read.drafts), *read.drafts]
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


def propose(make: Callable[[OpenChronology], Drafted], flags: Mapping[str, Any]) -> int:
    """Append drafts made on an open log, after showing what they change and asking.

    Args:
        make: Makes the drafts.
        flags: Those of `WRITE_FLAGS`, among others.

    Returns:
        The exit code: DONE when appended or only shown, NO when the answer was no.

    Raises:
        NobodyToAsk: It has to be confirmed, and there is no terminal.
        Refused: The drafts have faults, or a key that was never used, and no flag allows new keys.
        HeadMoved: Somebody appended meanwhile.
    """
    output = Output(as_json=flags["as_json"], color=flags["color"])
    dry_run, yes = flags["dry_run"], flags["yes"]
    with open_chronology(flags["file"], flags["chronology"], write=not dry_run) as opened:
        proposal = _Proposal.of(opened, make(opened), new_key=flags["new_key"])
        done = proposal.tried
        if proposal.preview is None:
            note(f"nothing new: e{done.positions[0]} says the same already")
        else:
            _show(proposal.preview, proposal.after, output, asked=dry_run or not yes)
            if not (dry_run or yes or _agreed(opened, output)):
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


def _agreed(opened: OpenChronology, output: Output) -> bool:
    """Return whether the append is confirmed.

    Raises:
        NobodyToAsk: There is no terminal, or the answer is for a program.
    """
    if output.as_json or not sys.stdin.isatty():
        raise NobodyToAsk
    with prompting():
        return click.confirm(f"Append to {line(str(opened.log.path))}?", err=True)


def _report(done: Appended, output: Output, *, dry_run: bool) -> None:
    if not output.as_json and dry_run:
        note("nothing was written (--dry-run)")
    elif not output.as_json:
        say(appended_line(done))


def _unknown_keys(opened: OpenChronology, drafts: Sequence[Draft]) -> Mapping[str, Draft]:
    """Return the keys that were never used or declared, each with the first draft that does."""
    users: dict[str, Draft] = {}
    for draft in drafts:
        for claim in _claims(draft):
            users.setdefault(claim.key, draft)
    return {key: users[key] for key in new_keys(opened.history, users)}


def _claims(draft: Draft) -> Iterator[Claim]:
    return map(Claim.stored, draft.derived.get("claims", ()))


def _unknown_faults(opened: OpenChronology, unknown: Mapping[str, Draft]) -> Iterator[Fault]:
    """Yield a fault for each key that was never used, which may be a typing error."""
    declared = opened.stored.declaration.get("keys", {})
    for key, draft in unknown.items():
        hint = did_you_mean(key, View(opened.history).claims.keys() | declared.keys())
        reason = f"no key {key!r}; {hint + ' ' if hint else ''}a new key needs --new-key"
        yield draft.fault("event.data" if draft.kind == CORRECTION else "data", reason)


def _declared_with(
    opened: OpenChronology, unknown: Mapping[str, Draft], drafts: Sequence[Draft]
) -> Iterator[Draft]:
    """Yield a declaration of new keys, where keys are declared and some are new."""
    sets = {claim.key for draft in drafts for claim in _claims(draft) if claim.speaks_for_sets}
    more = {key: {"holds": "set" if key in sets else "single"} for key in unknown}
    if more:
        yield from opened.stored.with_keys(more)
