"""The verb that looks after a log or a text: check."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs
import click

from chrono.api.found_in_log import Judging
from chrono.cli.exit_codes import BROKEN, DONE, NO
from chrono.cli.input import options
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.log_notes import note_network
from chrono.cli.input.opening import opened
from chrono.cli.render.findings import log_lines, text_lines
from chrono.cli.render.long_json import Items, answer_long
from chrono.cli.render.output import Output
from chrono.cli.workflows.found import AllFound, FirstFound, Supported
from chrono.events.entries import Entry
from chrono.events.history import History
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
from chrono.queries.check import doubtful
from chrono.queries.finding import Finding, Placed, Sort
from chrono.queries.independence import independence
from chrono.queries.named import MOST_NAMED
from chrono.state.moments import moment
from chrono.state.rule import World
from chrono.state.visibility import View


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
    if path is not None:
        body = _of_text(path, flags["at"])
        output.print(lambda: body, lambda: text_lines(body))
        return NO if any(finding["problem"] for finding in body["findings"]) else DONE
    found: AllFound | FirstFound = AllFound() if output.as_json else FirstFound()
    body = _of_log(found, **flags)
    if isinstance(found, AllFound) and not body["broken"]:
        answer_long({**body, "findings": Items(found.written())}, output.color)
    else:
        output.print(lambda: body, lambda: log_lines(body))
    if body["broken"]:
        return BROKEN
    return NO if found.are_problems else DONE


def _of_log(
    found: AllFound | FirstFound,
    *,
    head: str | None,
    integrity: bool,
    at: str,
    **which: str | None,
) -> dict[str, Any]:
    """Return as JSON whether a log is whole, and how what holds is supported; fill what is found.

    Of what is printed in lines only as much is kept as these have.
    """
    if head is not None and not re.fullmatch("[0-9a-f]{8,64}", head):
        raise click.UsageError(f"--head {head!r}: a head is 8 to 64 hexadecimal digits")
    in_full = isinstance(found, AllFound)
    sure: list[dict[str, Any]] = []
    with opened(which["file"], which["chronology"]) as log:
        if isinstance(log, SqliteLog):
            note_network(str(log.path))
        seen = _Seen()
        broken = _first_break(log, head, seen)
        if broken is not None:
            return {"broken": broken.body()}
        for named, finding in seen.passed_over(log):
            found.take(named, [Placed(Sort.RECORDED_AHEAD, finding)])
        judging = Judging(log=log, head=seen.head, kinds=known_kinds(), now=system_clock(), at=at)
        for name, entries in () if integrity else seen.asked(which["chronology"]):
            asked, support = judging.moment(name), Supported(in_full=in_full)
            found.take(name, judging.found(name, entries, asked.instant, support.take))
            # Of the others, lines tell how many there are.
            body = {"chronology": name, "at": asked.text, **support.body()}
            sure.append(body if in_full or len(sure) < MOST_NAMED else {})
    told = {} if isinstance(found, AllFound) else {"findings": found.sorts}
    log_body = {"entries": seen.head.entries, "head": seen.head.hash}
    return {"broken": None, "log": log_body, "findings": None, **told, "support": sure}


class _Seen:
    """What is remembered of entries that were read one by one: the last, and the chronologies."""

    def __init__(self) -> None:
        self._names: dict[str, int] = {}  # with how many entries each has
        self._last: Entry | None = None

    def take(self, entry: Entry) -> None:
        """Take the next entry."""
        self._names[entry.chronology] = self._names.get(entry.chronology, 0) + 1
        self._last = entry

    @property
    def head(self) -> Head:
        """The head of the log, when it was read."""
        return Head(self._last.position, self._last.hash) if self._last else Head(0, FIRST)

    def asked(self, chronology: str | None) -> Iterable[tuple[str, int]]:
        """Return the chronologies to be checked, the one that is named or all, by their sizes.

        Raises:
            NoChronology: There is none of that name.
        """
        if chronology is not None and chronology not in self._names:
            raise NoChronology(chronology, self._names)
        return [
            (name, entries) for name, entries in self._names.items() if chronology in (None, name)
        ]

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
    return (each.finding for each in doubtful(view, asked.instant)), body


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
