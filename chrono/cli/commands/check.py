"""The verb that looks after a log or a text: check."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs
import click

from chrono.cli.exit_codes import BROKEN, DONE, NO
from chrono.cli.input import options
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.log_notes import note_network
from chrono.cli.input.opening import opened
from chrono.cli.render.findings import Sorts, log_lines, text_lines
from chrono.cli.render.output import Output
from chrono.events.entries import Entry
from chrono.events.history import History
from chrono.events.kinds import Register
from chrono.ingest.folder import read
from chrono.ingest.imports import planned
from chrono.log.chain import first_break
from chrono.log.chronologies import NoChronology
from chrono.log.clock import system_clock
from chrono.log.contract import Log
from chrono.log.head import FIRST, Break, Head
from chrono.log.memory import MemoryLog
from chrono.log.sqlite import SqliteLog
from chrono.log.write_ahead import passed_over
from chrono.queries.check import Finding
from chrono.queries.gate import against_log, not_admitted
from chrono.queries.independence import independence
from chrono.queries.lint import doubtful
from chrono.queries.named import MOST_NAMED
from chrono.queries.recorded_ahead import recorded_ahead
from chrono.state.moments import moment
from chrono.state.rule import World
from chrono.state.visibility import View
from chrono.values.clocks import Instant


@options.verb(
    "check",
    ("chrono check", "is the log whole, and is anything in it doubtful?"),
    ("chrono check --integrity", "only: is the log what was appended?"),
    ("chrono check --head HASH", "does it still reach the head that you noted?"),
    ("chrono check events/", "what should an editor of these texts look at?"),
    ("chrono check events/ --at 2025-12-31", "how well was what held then supported?"),
)
@click.argument("path", required=False, type=click.Path(path_type=Path))
@options.which_log
@click.option("--head", metavar="HASH", help="A head kept elsewhere, which the log must contain.")
@click.option("--integrity", is_flag=True, help="Only whether the log is what was appended.")
@click.option("--at", default="today", metavar="WHEN", help="Judge what holds then; else today.")
@options.kinds
@options.output
def check(path: Path | None, **flags: Any) -> int:
    """Check that a log is what was appended, and name what is doubtful; or lint texts.

    With a PATH (a folder, a folder of folders, or a file in one) its text is checked, no log. Exit
    3 when the log is broken, with the first bad position; 1 when something is doubtful. What is
    only worth a look is named, and is no problem. Each sort of finding comes with the command that
    mends the first of them. Last it tells how many values hold that rest on two independent
    origins, and names the others.
    """
    output = Output.taken_from(flags)
    body = _of_log(output, **flags) if path is None else _of_text(path, flags["at"])
    output.print(lambda: body, lambda: log_lines(body) if path is None else text_lines(body))
    if body.get("broken"):
        return BROKEN
    return NO if _are_problems(body["findings"]) else DONE


def _of_log(
    output: Output, *, head: str | None, integrity: bool, at: str, **which: str | None
) -> dict[str, Any]:
    """Return the findings of a log as JSON: first whether it is whole, then what is doubtful.

    Of what is printed in lines only as much is kept as these have.
    """
    if head is not None and not re.fullmatch("[0-9a-f]{8,64}", head):
        raise click.UsageError(f"--head {head!r}: a head is 8 to 64 hexadecimal digits")
    found: list[dict[str, Any]] | Sorts = [] if output.as_json else Sorts()
    sure: list[dict[str, Any]] = []
    with opened(which["file"], which["chronology"]) as log:
        if isinstance(log, SqliteLog):
            note_network(str(log.path))
        seen = _Seen()
        broken = _first_break(log, head, seen)
        if broken is not None:
            return {"broken": broken.body()}
        for named, finding in seen.passed_over(log):
            found.append(_body(named, finding))
        now, kinds = system_clock(), known_kinds()
        for name in () if integrity else seen.asked(which["chronology"]):
            own = log.one_by_one(name, seen.head.entries)
            history = History.of(name, own)
            for finding in _of_entries(history, own, now, kinds):
                found.append(_body(name, finding))
            doubts, support = _judged(history, at)
            for finding in doubts:
                found.append(_body(name, finding))
            # Of the others, lines tell how many there are.
            sure.append(support if output.as_json or len(sure) < MOST_NAMED else {})
    log_body = {"entries": seen.head.entries, "head": seen.head.hash}
    return {"broken": None, "log": log_body, "findings": found, "support": sure}


def _body(chronology: str, finding: Finding) -> dict[str, Any]:
    return {"chronology": chronology, **attrs.asdict(finding, recurse=False)}


def _are_problems(found: Iterable[dict[str, Any]] | Sorts) -> bool:
    if isinstance(found, Sorts):
        return found.are_problems
    return any(finding["problem"] for finding in found)


def _of_entries(
    history: History, entries: Iterable[Entry], now: Instant, kinds: Register
) -> Iterator[Finding]:
    """Yield what is wrong with the entries of a chronology, each by itself or after others."""
    yield from recorded_ahead(entries, now)
    yield from not_admitted(entries, kinds)
    yield from against_log(history, entries)


class _Seen:
    """What is remembered of entries that were read one by one: the last, and the chronologies."""

    def __init__(self) -> None:
        self._names: dict[str, None] = {}
        self._last: Entry | None = None

    def take(self, entry: Entry) -> None:
        """Take the next entry."""
        self._names[entry.chronology] = None
        self._last = entry

    @property
    def head(self) -> Head:
        """The head of the log, when it was read."""
        return Head(self._last.position, self._last.hash) if self._last else Head(0, FIRST)

    def asked(self, chronology: str | None) -> Sequence[str]:
        """Return the chronologies to be checked: the one that is named, or all.

        Raises:
            NoChronology: There is none of that name.
        """
        if chronology is not None and chronology not in self._names:
            raise NoChronology(chronology, self._names)
        return [*self._names] if chronology is None else [chronology]

    def passed_over(self, log: Log) -> Iterator[tuple[str, Finding]]:
        """Yield a finding on the last entry where the write-ahead log has more that is not read."""
        lost = passed_over(log.path) if isinstance(log, SqliteLog) else 0
        if lost and self._last:
            last = self._last
            message = (
                f"after e{last.position}, {lost} that the write-ahead log holds could not be read, "
                "as what stands before them there is damaged; they are gone with the next append"
            )
            yield last.chronology, Finding("passed-over", last.id, message)


def _judged(history: History, at: str) -> tuple[Iterator[Finding], dict[str, Any]]:
    """Return what is doubtful in a history at a moment, and how what holds is supported."""
    asked, view = moment(at, history, system_clock()), View(history)
    support = independence(World(view, asked.instant)).body()
    body = {"chronology": history.chronology, "at": asked.text, **support}
    return doubtful(view, asked.instant), body


def _of_text(path: Path, at: str) -> dict[str, Any]:
    """Return what is doubtful in texts, with file and line; faults in them are raised."""
    inside = sorted(path.glob("*/chronology.yaml"))
    folders = [file.parent for file in inside] or [path.parent if path.is_file() else path]
    each = [_of_folder(folder, at) for folder in folders]
    return {
        "findings": [finding for found, _ in each for finding in found],
        "support": [support for _, support in each if support],
    }


def _of_folder(folder: Path, at: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    register = known_kinds()
    written = read(folder, register)
    drafts = planned(written, MemoryLog(), register).drafts
    entries = MemoryLog().append(drafts).new
    if not entries:
        return [], {}
    where = {draft.id: draft.where for draft in drafts}
    doubts, support = _judged(History.of(entries[0].chronology, entries), at)
    return [
        {"where": f"{folder.name}/{where[finding.event]}", **attrs.asdict(finding)}
        for finding in doubts
    ], support


def _first_break(log: Log, expected: str | None, seen: _Seen) -> Break | None:
    """Return where a log is first broken; it is read one by one."""
    if isinstance(log, SqliteLog):
        return log.first_break(expected, seen.take)
    for entry in log.entries():
        seen.take(entry)
    return first_break(log.entries(), expected)
