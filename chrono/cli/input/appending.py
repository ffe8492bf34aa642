"""The one way in which verbs write: show what would change, ask, append on the head that was shown.

Nothing is asked without a terminal, and nothing is written on a head that has moved since.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import attrs
import click

from chrono.cli.input.event_flags import by_flag
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.opening import log_to_write, pick
from chrono.cli.input.prompting import prompting
from chrono.cli.render.preview import preview_lines
from chrono.cli.render.terminal import answer, line, note, say
from chrono.errors import ChronoError, Refused, did_you_mean
from chrono.events.claims import Claim
from chrono.events.drafts import Draft
from chrono.events.entries import DECLARATION
from chrono.events.history import History
from chrono.ingest.stored import StoredChronology
from chrono.log.clock import system_clock
from chrono.log.contract import Appended
from chrono.log.head import Head
from chrono.log.memory import MemoryLog
from chrono.log.sqlite import SqliteLog
from chrono.queries.preview import Preview, new_keys, preview
from chrono.state.moments import moment
from chrono.state.visibility import View


class NobodyToAsk(ChronoError):
    """There is no terminal to ask on."""

    def __init__(self, what: str = "add --yes to append, or --dry-run to look") -> None:
        super().__init__(f"no terminal to ask on, so nothing was written; {what}")


class NewKey(ChronoError):
    """An event speaks of a key that was never used, which may be a slip."""

    def __init__(self, key: str, known: Iterable[str]) -> None:
        self.key = key
        hint = did_you_mean(key, known)
        super().__init__(f"no key {key!r}; {hint + ' ' if hint else ''}a new key needs --new-key")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Desk:
    """An open log to which somebody is about to append.

    Attributes:
        log: The log.
        head: Where it ended when it was opened.
        held: What it holds of the chronology.
        history: The same, as records.
    """

    log: SqliteLog
    head: Head
    held: StoredChronology
    history: History


@contextmanager
def desk(file: str | None, chronology: str | None, *, write: bool) -> Iterator[Desk]:
    """Open the log that is meant, for appending to one of its chronologies.

    Raises:
        NoLogNamed: There is none.
    """
    with SqliteLog(log_to_write(file), write=write) as log:
        head = log.head()
        name = pick(log.chronologies(), chronology)
        entries = [e for e in log.entries(name) if e.position <= head.entries]
        held = StoredChronology.of(entries, known_kinds())
        yield Desk(log=log, head=head, held=held, history=History.of(name, entries))


def propose(  # noqa: PLR0913  one for each shared option
    make: Callable[[Desk], Sequence[Draft]],
    *,
    file: str | None,
    chronology: str | None,
    new_key: bool,
    dry_run: bool,
    yes: bool,
    as_json: bool,
    color: str,
) -> int:
    """Make drafts on an open log, show what they change, ask, and append them.

    Returns the exit code: 0 when appended or only shown, 1 when somebody said no.

    Raises:
        NobodyToAsk: It is to be asked, and there is no terminal.
        NewKey: A key was never used, and nobody said that it is new.
        Refused: Something is wrong with the drafts.
        HeadMoved: Somebody appended since.
    """
    with desk(file, chronology, write=not dry_run) as at:
        drafts = _with_keys(at, make(at), new_key=new_key)
        trial = MemoryLog(at.log.entries())
        try:
            done = trial.append(drafts)
        except Refused as error:
            raise Refused(map(by_flag, error.faults)) from error
        if not done.new:
            note(f"nothing new: e{done.positions[0]} says the same already")
            if as_json:
                answer(_body(None, at.history, done, dry_run=dry_run), color, as_json=True)
            return 0
        after = History.of(at.history.chronology, trial.entries(at.history.chronology))
        now = moment("now", at.history, system_clock())
        found = preview(at.history, after, now)
        if not as_json:
            _show(found, after, color, yes=yes and not dry_run)
        if dry_run:
            _say_dry(found, after, done, color, as_json=as_json)
            return 0
        if not yes and (as_json or not sys.stdin.isatty()):
            raise NobodyToAsk
        if not yes and not _confirmed(f"Append to {line(str(at.log.path))}?"):
            note("nothing was written")
            return 1
        done = at.log.append(drafts, expected_head=at.head.hash)
        _say(found, after, done, color, as_json=as_json)
    return 0


def _confirmed(question: str) -> bool:
    with prompting():
        return click.confirm(question, err=True)


def _with_keys(at: Desk, drafts: Sequence[Draft], *, new_key: bool) -> Sequence[Draft]:
    """Refuse keys never used before, unless they are meant; then declare them, where all are."""
    claims = [Claim.stored(claim) for one in drafts for claim in one.derived.get("claims", ())]
    unknown = new_keys(at.history, (claim.key for claim in claims))
    declared = at.held.declaration
    keys = declared.get("keys", {})
    if unknown and not new_key:
        raise NewKey(unknown[0], View(at.history).claims.keys() | keys.keys())
    if not unknown or not keys:
        return drafts
    sets = {claim.key for claim in claims if claim.speaks_for_sets}
    more = {key: {"holds": "set" if key in sets else "single"} for key in unknown}
    body = {
        "chronology": at.history.chronology,
        "id": DECLARATION,
        "kind": DECLARATION,
        "data": {**declared, "keys": {**keys, **more}},
    }
    name = at.history.chronology
    draft = Draft(chronology=name, id=DECLARATION, kind=DECLARATION, body=body, where="")
    return [*at.held.redeclared(draft), *drafts]


def _show(found: Preview, after: History, color: str, *, yes: bool) -> None:
    first = [] if yes else ["Preview, nothing written yet"]
    answer([*first, *preview_lines(found, after)], color, as_json=False)


def _say_dry(found: Preview, after: History, done: Appended, color: str, *, as_json: bool) -> None:
    if as_json:
        answer(_body(found, after, done, dry_run=True), color, as_json=True)
    else:
        note("nothing was written (--dry-run)")


def _say(found: Preview, after: History, done: Appended, color: str, *, as_json: bool) -> None:
    if as_json:
        answer(_body(found, after, done, dry_run=False), color, as_json=True)
    else:
        names = ", ".join(f"e{entry.position} {line(entry.id)}" for entry in done.new)
        say(f"Appended {names} · now {done.head.entries} · head {done.head.hash}")


def _body(
    found: Preview | None, after: History, done: Appended, *, dry_run: bool
) -> dict[str, Any]:
    """Write what was or would be appended as JSON."""
    return {**done.body(dry_run=dry_run), "preview": found.body(after) if found else None}
