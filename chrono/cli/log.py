"""The verbs that show what was recorded: log and show."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import click

from chrono.cli import options
from chrono.cli.reading import reading
from chrono.cli.text import answer, coloured, columns, line, note, value_in_words
from chrono.errors import ChronoError
from chrono.events.entries import Record
from chrono.projections.visibility import View
from chrono.queries import timeline
from chrono.queries.timeline import Row
from chrono.suggestions import did_you_mean


class NoEvent(ChronoError):
    """No entry has this position or id, as far as was asked."""

    def __init__(self, word: str, last: int, ids: Iterable[str]) -> None:
        self.word = word
        super().__init__(f"no event {word!r}; {did_you_mean(word, ids, f'the last is e{last}')}")


@options.verb(
    "log",
    ("chrono log", "every entry, in the order of the log"),
    ("chrono log 'office/*'", "those that speak of a key, with the acts upon them"),
)
@click.argument("words", nargs=-1, metavar="[KEY]...")
@options.which_log
@options.as_of
@options.output
def log(words: tuple[str, ...], *, as_json: bool, color: str, **where: Any) -> int:
    """List the entries of the log, and what became of each.

    Exit 1 when there are none.
    """
    with reading(words, **where) as asked:
        if asked.when is not None:
            raise click.UsageError(
                f"log lists keys, not moments; {asked.when!r} may go with --known or --recorded"
            )
        rows = timeline.timeline(asked.asof.view(asked.history), asked.keys)
        if rows or as_json:
            found = [row.body() for row in rows] if as_json else log_lines(rows)
            answer(found, color, as_json=as_json)
        else:
            note("no entry speaks of that")
        return 0 if rows else 1


@options.verb(
    "show",
    ("chrono show altman-removed", "one entry, by its id"),
    ("chrono show e17", "or by its position"),
    ("chrono show id:e17", "an id that looks like a position"),
)
@click.argument("event", metavar="EVENT")
@options.which_log
@options.as_of
@options.output
def show(event: str, *, as_json: bool, color: str, **where: Any) -> int:
    """Show one entry in full: what was written, its bounds, and the acts upon it."""
    with reading((), **where) as asked:
        view = asked.asof.view(asked.history)
        record = _find(event, view)
        stored = asked.log.entries(asked.history.chronology)
        body = next(entry.content for entry in stored if entry.position == record.position)
        shown = timeline.entry(view, record, body)
        answer(shown if as_json else entry_lines(shown), color, as_json=as_json)
    return 0


def _find(word: str, view: View) -> Record:
    """Find an entry by ``e17`` or by its id, among those present."""
    by_position = word.startswith("e") and word[1:].isascii() and word[1:].isdigit()
    given = word.removeprefix("id:")
    for record in view.present:
        if word == f"e{record.position}" if by_position else record.id == given:
            return record
    last = view.present[-1].position if view.present else 0
    raise NoEvent(line(word), last, (record.id for record in view.present))


def log_lines(rows: Iterable[Row]) -> list[str]:
    """List entries, one a line, with what became of each."""
    table = [
        (
            f"e{row.position}",
            row.occurred or "",
            line(row.headline),
            row.basis or "",
            "" if row.standing == "stands" else coloured(row.standing),
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
