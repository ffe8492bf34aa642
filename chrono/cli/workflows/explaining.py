"""How a table would be read: each column, and its first rows; nothing is written."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from chrono.cli.exit_codes import DONE, MISUSE
from chrono.cli.hints import in_flags
from chrono.cli.render.layout import columns
from chrono.cli.render.output import Output
from chrono.cli.render.terminal import counted, line, listed, tell
from chrono.queries.named import MOST_NAMED
from chrono.values.clocks import shown
from chrono.values.hidden_characters import revealed
from chrono.whole_file import write_whole

if TYPE_CHECKING:  # a type alone
    from chrono.ingest.spreadsheet.table import Table
    from chrono.ingest.table_import import TableImport

_ROWS: Final = 3
_NO_FIELD: Final = "no field; map it, or ignore it"


def explain(source: "TableImport", output: Output, kept: Path | None) -> int:
    """Print how each column of a table was read, with three rows, and return the exit code.

    The map by which it was read is `kept`, if a file is named. What an import would refuse of any
    row, whatever its log holds, is told.
    """
    faults = source.tried()
    table, events = source.table, source.good

    def body() -> dict[str, Any]:
        return {
            "columns": [
                {"column": read.name, "field": read.field, "cells": list(read.cells)}
                for read in table.readings
            ],
            "notes": list(table.notes),
            "rows": [{"lines": list(row.every_line), **row.written} for row in events[:_ROWS]],
            "faults": [str(fault) for fault in faults],
        }

    def lines() -> Iterator[str]:
        rows = f", {counted(len(table.rows), 'row')}" if table.rows or not faults else ""
        yield f"{counted(len(table.readings), 'column')}{rows}; nothing was written"
        yield from columns(
            (line(read.name), line(read.field or _NO_FIELD), _cells(read.cells, table))
            for read in table.readings
        )
        for row in events[:_ROWS]:
            yield f"line {listed([*map(str, row.every_line)], between=' and ')}:"
            yield from (f"  {line(said)}" for said in _event(row.written))
        if events[_ROWS:]:
            yield f"these are the first {_ROWS}; --dry-run tries all on a log"

    output.print(body, lines)
    save_map(table, kept)
    for fault in () if output.as_json else faults:
        tell(f"error: {revealed(in_flags(fault))}")
    return MISUSE if faults else DONE


def save_map(table: "Table", path: Path | None) -> None:
    """Write the column map by which a table was read, if a file is named.

    Raises:
        click.UsageError: There is a file of that name, or it cannot be written.
    """
    if path is None:
        return
    if path.exists():
        raise click.UsageError(f"--save-map {line(str(path))}: is there already; name a new file")
    try:
        write_whole(path, [table.saved_map.encode()])
    except OSError as error:
        reason = f"--save-map {line(str(path))}: cannot be written ({error.strerror})"
        raise click.UsageError(reason) from None


def _cells(cells: tuple[str, ...], table: "Table") -> str:
    """Return cells as examples, with the dates that they were read as."""
    dates = table.dates
    parts = [shown(cell) + (f" as {dates[cell]}" if cell in dates else "") for cell in cells]
    return ", ".join(parts) or "empty"


def _event(written: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a row says, as an event."""
    yield f"{written.get('occurred', 'no date')}  {written.get('headline', 'no headline')}"
    sources = [f"source: {', '.join(source.values())}" for source in written.get("sources", ())]
    yield from _first(sources, "source")
    data = written.get("data", {})
    yield from _first([*map(_claim, data.get("claims", ()))], "claim")
    for name, value in data.items():
        if name != "claims":
            yield f"{name}: {value}"
    if "note" in written:
        yield f"note: {shown(written['note'])}"


def _first(said: Sequence[str], noun: str) -> Iterator[str]:
    """Yield the first of many lines, and how many more there are."""
    yield from said[:MOST_NAMED]
    if more := len(said[MOST_NAMED:]):
        yield f"and {counted(more, f'more {noun}')}"


def _claim(claim: Mapping[str, Any]) -> str:
    (op, key), *value = claim.items()
    return f"{op} {key}{''.join(f' = {said}' for _, said in value)}"
