"""The verbs that show what was recorded: log and show."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

import click

from chrono.cli import completing, options
from chrono.cli.reading import Reading, missing_keys, moment_of, named, reading
from chrono.cli.rows import answer_rows
from chrono.cli.text import answer, coloured, columns, line, note
from chrono.cli.words import pending_in_words, standing_in_words, value_in_words
from chrono.log.clock import system_clock
from chrono.projections.standing import Standing
from chrono.queries import timeline
from chrono.queries.moments import Moment
from chrono.queries.period import Period
from chrono.queries.periods import periods
from chrono.queries.timeline import Row, Search
from chrono.values.clocks import BEGINNING, END


@options.verb(
    "log",
    ("chrono log", "every entry, in the order of the log"),
    ("chrono log office/openai/ceo", "the history of a key: each value, from when to when"),
    ("chrono log --since 2023-11-17 --until 2023-11-22 --oneline", "what happened in those days"),
    ("chrono log 'deal/*' --publisher Reuters --grep stake", "entries that speak of keys"),
)
@click.argument("words", nargs=-1, metavar="[KEY]...", shell_complete=completing.keys)
@click.option("--since", metavar="WHEN", help="From the start of that day, or from that instant.")
@click.option("--until", metavar="WHEN", help="To the end of that day, or to that instant.")
@click.option("--grep", metavar="TEXT", help="Entries with this text in headline, note or id.")
@click.option("--publisher", metavar="NAME", help="Entries with a source of this publisher.")
@click.option("--oneline", is_flag=True, help="Entries, each on a short line.")
@click.option("-n", "last", type=click.IntRange(1), metavar="N", help="Only the last N.")
@options.which_log
@options.as_of
@options.rows
@options.output
def log(  # noqa: PLR0913  one for each option
    words: tuple[str, ...],
    *,
    since: str | None,
    until: str | None,
    grep: str | None,
    publisher: str | None,
    oneline: bool,
    last: int | None,
    form: str | None,
    as_json: bool,
    color: str,
    **where: Any,
) -> int:
    """List the entries of the log, and what became of each; of keys, their periods.

    A period is the time for which a key held a value. With --grep, --publisher or --oneline, the
    entries that speak of the keys are listed instead. Exit 1 when there is nothing.
    """
    with reading(words, **where) as asked:
        if asked.when is not None:
            raise click.UsageError(
                f"log lists keys, not moments; {asked.when!r} may go with --since, --until, "
                "--known or --recorded"
            )
        search = Search(
            globs=asked.keys,
            text=grep,
            publisher=publisher,
            since=_moment("--since", since, asked).earliest if since else BEGINNING,
            until=_moment("--until", until, asked).instant if until else END,
        )
        view = asked.asof.view(asked.history)
        found: Sequence[Row | Period]
        if asked.keys and not (grep or publisher or oneline):
            found = [p for p in periods(view, asked.keys) if search.overlaps(p.span)]
        else:
            found = timeline.timeline(view, search)
        found = found[-last:] if last else found
        if found and form:
            answer_rows([one.body() for one in found], form)
        elif found or as_json:
            lines = _lines(found, oneline=oneline)
            answer([one.body() for one in found] if as_json else lines, color, as_json=as_json)
        else:
            note("no entry speaks of that")
            for hint in missing_keys(asked.keys, view.claims):
                note(hint)
        return 0 if found else 1


@options.verb(
    "show",
    ("chrono show altman-removed", "one entry, by its id"),
    ("chrono show e17", "or by its position"),
    ("chrono show id:e17", "an id that looks like a position"),
)
@click.argument("event", metavar="EVENT", shell_complete=completing.ids)
@options.which_log
@options.as_of
@options.output
def show(event: str, *, as_json: bool, color: str, **where: Any) -> int:
    """Show one entry in full: what was written, its bounds, and the acts upon it."""
    with reading((), **where) as asked:
        view = asked.asof.view(asked.history)
        record = named(event, view.present)
        stored = asked.log.entries(asked.history.chronology)
        body = next(entry.content for entry in stored if entry.position == record.position)
        shown = timeline.entry(view, record, _as_today(body))
        answer(shown if as_json else entry_lines(shown), color, as_json=as_json)
    return 0


def _as_today(body: dict[str, Any]) -> dict[str, Any]:
    """Show data as today's version of its kind has it, whatever version it was written for."""
    from chrono.cli.known_kinds import known_kinds  # noqa: PLC0415  dear, and only for one entry
    from chrono.events.upcasts import current  # noqa: PLC0415

    return current(body, known_kinds())


def _moment(flag: str, word: str, asked: Reading) -> Moment:
    return moment_of(flag, word, asked.history, system_clock())


def _lines(found: Sequence[Row | Period], *, oneline: bool) -> Iterator[str]:
    rows = [one for one in found if isinstance(one, Row)]
    if oneline:
        yield from (_short(row) for row in rows)
    else:
        yield from log_lines(rows)
    yield from period_lines(one for one in found if isinstance(one, Period))


def _short(row: Row) -> str:
    """Say an entry on a short line, and how it stands unless it does as first told."""
    cells = (
        f"e{row.position}",
        row.occurred or "",
        line(row.headline),
        _changed(row),
        line(row.id),
    )
    return "  ".join(cell for cell in cells if cell)


def _changed(row: Row) -> str:
    return "" if row.standing == Standing.STANDS else coloured(row.standing)


def period_lines(found: Iterable[Period]) -> Iterator[str]:
    """List periods by key: from when to when (`..` for what holds still), and the value."""
    for key, rows in groupby(found, key=lambda period: period.key):
        yield key
        yield from columns(
            (
                period.start.edtf,
                f"→ {period.end.edtf if period.end else '..'}",
                standing_in_words(period.standing, _value(period)),
                period.basis,
                " ".join(line(event) for event in period.because),
            )
            for period in rows
        )


def _value(period: Period) -> str:
    pending = period.standing == Standing.PENDING
    return pending_in_words(period.value) if pending else value_in_words(period.value)


def log_lines(rows: Iterable[Row]) -> list[str]:
    """List entries, one a line, with what became of each."""
    table = [
        (
            f"e{row.position}",
            row.occurred or "",
            line(row.headline),
            row.basis or "",
            _changed(row),
            line(row.id),
        )
        for row in rows
    ]
    return columns(table, indent="")


def entry_lines(shown: Mapping[str, Any]) -> Iterator[str]:
    """Show one entry, field by field."""
    yield f"e{shown['position']} {line(shown['id'])}  {coloured(shown['standing'])}"
    for name, value in shown.items():
        if name not in ("position", "id", "standing") and value:
            yield from _field_lines(name, value, "  ")


def _field_lines(name: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield f"{indent}{line(name)}:"
        for inner, one in value.items():
            yield from _field_lines(inner, one, indent + "  ")
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield f"{indent}{line(name)}:"
        for one in value:
            if isinstance(one, Mapping):
                parts = (f"{line(k)}: {value_in_words(v)}" for k, v in one.items() if v is not None)
                yield f"{indent}  - {', '.join(parts)}"
            else:
                yield f"{indent}  - {value_in_words(one)}"
    else:
        yield f"{indent}{line(name)}: {value_in_words(value)}"


VERBS: Final = {"log": log, "show": show}
