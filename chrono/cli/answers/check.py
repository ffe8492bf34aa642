"""What the verb check prints: whether a log is whole, then what is doubtful in it, or in texts."""

import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import click

from chrono.cli.exit_codes import BROKEN, DONE, NO
from chrono.cli.input.kinds_option import are_named
from chrono.cli.input.log_notes import note_network
from chrono.cli.input.opening import opened
from chrono.cli.render.findings import log_lines, text_lines
from chrono.cli.render.long_json import answer_long
from chrono.cli.render.output import Output
from chrono.cli.workflows.found import AllFound, FirstFound
from chrono.events.entries import Entry
from chrono.log.chain import first_break
from chrono.log.chronologies import NoChronology
from chrono.log.contract import Log
from chrono.log.head import FIRST, Break, Head
from chrono.log.sqlite import SqliteLog
from chrono.log.write_ahead import passed_over
from chrono.queries.findings.finding import Finding, Placed, Sort


def run(path: Path | None, **flags: Any) -> int:
    """Print what is found, of a log or of the texts at a path; return the exit code."""
    output = Output.taken_from(flags)
    if path is not None:
        from chrono.cli.workflows.judging import of_text  # noqa: PLC0415  a log has no texts

        body = of_text(path, flags["at"])
        output.print(lambda: body, lambda: text_lines(body))
        return NO if any(finding["problem"] for finding in body["findings"]) else DONE
    found: AllFound | FirstFound = AllFound() if output.as_json else FirstFound()
    body = _of_log(found, **flags)
    if isinstance(found, AllFound) and not body["broken"]:
        answer_long(body, output.color)
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
    """Return as JSON whether a log is whole, and what is found, which is filled."""
    if head is not None and not re.fullmatch("[0-9a-f]{8,64}", head):
        raise click.UsageError(f"--head {head!r}: a head is 8 to 64 hexadecimal digits")
    with opened(which["file"], which["chronology"]) as log, _at_one_moment(log):
        if isinstance(log, SqliteLog):
            note_network(str(log.path))
        seen = _Seen()
        broken = _first_break(log, head, seen, keep=not integrity)
        if broken is not None:
            return {"broken": broken.body()}
        for named, finding in seen.passed_over(log):
            found.take(named, [Placed(Sort.RECORDED_AHEAD, finding)])
        if not integrity:
            from chrono.cli.workflows.judging import of_log  # noqa: PLC0415  dear to import

            of_log(log, seen.head, seen.asked(which["chronology"]), at, found)
        elif are_named():
            from chrono.cli.input.known_kinds import known_kinds  # noqa: PLC0415  dear to import

            known_kinds()  # which refuses a name of none
    log_body = {"entries": seen.head.entries, "head": seen.head.hash}
    return {
        "broken": None,
        "log": log_body,
        "findings": found.findings,
        "support": found.support,
    }


def _at_one_moment(log: Log) -> AbstractContextManager[None]:
    """Return a block in which what is found is of the same log that was found to be whole."""
    return log.at_one_moment() if isinstance(log, SqliteLog) else nullcontext()


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


def _first_break(log: Log, expected: str | None, seen: _Seen, *, keep: bool) -> Break | None:
    """Return where a log is first broken; it is read one by one, and kept if it is read again."""
    if isinstance(log, SqliteLog):
        kept = log.kept

        def take(entry: Entry) -> None:
            kept.keep(entry)
            seen.take(entry)

        return log.first_break(expected, take if keep else seen.take)
    for entry in log.entries():
        seen.take(entry)
    return first_break(log.entries(), expected)
