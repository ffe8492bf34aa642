"""What the verb check prints: whether a log is whole, then what is doubtful in it, or in texts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs
import click

from chrono.cli.exit_codes import BROKEN, DONE, NO
from chrono.cli.input.kinds_option import are_named
from chrono.cli.input.log_notes import note_network
from chrono.cli.input.opening import opened
from chrono.cli.render.findings import Sorts, log_lines, text_lines
from chrono.cli.render.output import Output
from chrono.events.entries import Entry
from chrono.log.chain import first_break
from chrono.log.chronologies import NoChronology
from chrono.log.contract import Log
from chrono.log.head import FIRST, Break, Head
from chrono.log.sqlite import SqliteLog
from chrono.log.write_ahead import passed_over
from chrono.queries.check import Finding
from chrono.queries.named import MOST_NAMED


def run(path: Path | None, **flags: Any) -> int:
    """Print what is found, of a log or of the texts at a path; return the exit code."""
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
        broken = _first_break(log, head, seen, keep=not integrity)
        if broken is not None:
            return {"broken": broken.body()}
        for named, finding in seen.passed_over(log):
            found.append(_body(named, finding))
        for support in _doubts(log, seen, found, at, which["chronology"], integrity=integrity):
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


def _doubts(  # noqa: PLR0913  what was asked
    log: Log,
    seen: _Seen,
    found: list[dict[str, Any]] | Sorts,
    at: str,
    chronology: str | None,
    *,
    integrity: bool,
) -> Iterator[dict[str, Any]]:
    """Yield how what holds is supported, after its doubts; nothing where these are not asked."""
    if integrity:
        if are_named():
            from chrono.cli.input.known_kinds import known_kinds  # noqa: PLC0415  dear to import

            known_kinds()  # which refuses a name of none
        return
    from chrono.cli.workflows.judging import of_chronologies  # noqa: PLC0415  dear to import

    def take(name: str, finding: Finding) -> None:
        found.append(_body(name, finding))

    yield from of_chronologies(log, seen.asked(chronology), seen.head.entries, at, take)


def _of_text(path: Path, at: str) -> dict[str, Any]:
    from chrono.cli.workflows.judging import of_text  # noqa: PLC0415  a log has no texts

    return of_text(path, at)


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
