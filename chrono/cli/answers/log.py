"""What the verb log prints: the entries, or the periods of keys."""

from collections.abc import Iterator, Sequence
from typing import Any

import click

from chrono.api.answering import log_rows
from chrono.api.reading import Query
from chrono.cli.exit_codes import DONE, NO
from chrono.cli.input import options
from chrono.cli.input.opening import chosen, reading
from chrono.cli.render.log_rows import log_lines, short_lines
from chrono.cli.render.missing import note_missing
from chrono.cli.render.output import Output
from chrono.cli.render.periods import period_lines
from chrono.cli.render.terminal import note
from chrono.queries.filters import Filter
from chrono.queries.key_history.period import Period
from chrono.queries.key_history.periods import periods
from chrono.queries.log_rows import LogRow


def run(words: tuple[str, ...], *, oneline: bool, last: int | None, **flags: Any) -> int:
    """Print the answer to the words and flags of the verb; return its exit code."""
    output = Output.taken_from(flags)
    choice = {name: flags.pop(name) for name in options.CHOICE}
    with reading(words, **flags) as query:
        rows = _rows(query, _filter(query, **choice), oneline=oneline, last=last)
        output.print_rows(
            rows,
            lambda row: row.body(),
            body=lambda: [row.body() for row in rows],
            lines=lambda: _lines(rows, query.records.declared.zone.key, oneline=oneline),
        )
        if not rows and not output.as_json:
            note("no entry speaks of that")
            note_missing(query.keys, (), lambda: query.view.claims)
        return DONE if rows else NO


def _filter(query: Query, **choice: str | None) -> Filter:
    """Return what the filters choose; a moment among the words chooses nothing.

    Raises:
        click.UsageError: There is one.
    """
    if query.when is not None:
        raise click.UsageError(
            f"log lists keys, not moments; {query.when!r} may go with --since, --until, "
            "--known or --recorded"
        )
    return chosen(query, **choice)


def _rows(
    query: Query, only: Filter, *, oneline: bool, last: int | None
) -> Sequence[LogRow | Period]:
    """Return the periods of keys; without keys, or with a filter of entries, the entries."""
    if query.keys and not (only.text or only.publishers or oneline):
        found = periods(query.asof.view(query.part), query.keys)
        spans = [period for period in found if only.overlaps(period.span)]
        return spans[-last:] if last else spans
    return log_rows(query, only, last)


def _lines(rows: Sequence[LogRow | Period], zone: str, *, oneline: bool) -> Iterator[str]:
    entries = [row for row in rows if isinstance(row, LogRow)]
    yield from short_lines(entries, zone) if oneline else log_lines(entries, zone)
    yield from period_lines((row for row in rows if isinstance(row, Period)), zone)
