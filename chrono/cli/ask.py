"""The verbs that ask: state, disputes, why, log, show."""

import difflib
from collections.abc import Iterable
from typing import Any, Final

import click

from chrono.cli import options, render
from chrono.cli.reading import colour, missing_keys, reading
from chrono.cli.text import as_json, line, moment_in_words
from chrono.errors import ChronoError
from chrono.events.entries import Record
from chrono.projections.visibility import View
from chrono.queries import timeline
from chrono.queries.state import disputes as disputes_of
from chrono.queries.state import state as state_of
from chrono.queries.why import keys_of
from chrono.queries.why import why as why_of


class NoEvent(ChronoError):
    """No entry has this position or id, as far as was asked."""

    def __init__(self, word: str, last: int, ids: Iterable[str]) -> None:
        self.word = word
        near = difflib.get_close_matches(word, list(ids), n=1)
        hint = f"did you mean {near[0]}?" if near else f"the last is e{last}"
        super().__init__(f"no event {word!r}; {hint}")


def _print(lines: Iterable[str], color: str) -> None:
    click.echo("\n".join(lines), color=colour(color))


def _note(text: str) -> None:
    click.echo(f"note: {text}", err=True)


@options.verb(
    "state",
    ("chrono state 2023-11-19", "everything, at the end of that day"),
    ("chrono state 2023-11-19 office/openai/ceo", "one key"),
    ("chrono state 2025-06-17 'dispute/*'", "a glob; a star crosses slashes"),
    ("chrono state 2021-06-30 'capital/*' --known 2021-12-31", "from what was public by then"),
)
@click.argument("words", nargs=-1, metavar="[WHEN] [KEY]...")
@options.which_log
@options.as_of
@options.output
def state(words: tuple[str, ...], *, as_json: bool, color: str, **where: Any) -> int:
    """Say what held at a moment, who says so, and how sure it is.

    WHEN is a date (to its end), an instant, now, today, yesterday, e17 (just after it) or e17^
    (just before). Exit 1 when nothing held.
    """
    return _answer_state(words, state_of, as_json=as_json, color=color, **where)


@options.verb(
    "disputes",
    ("chrono disputes 2025-04-30", "every disputed key at the end of that day"),
    ("chrono disputes 2025-04-30 'capital/*'", "some of them"),
)
@click.argument("words", nargs=-1, metavar="[WHEN] [KEY]...")
@options.which_log
@options.as_of
@options.output
def disputes(words: tuple[str, ...], *, as_json: bool, color: str, **where: Any) -> int:
    """List the disputed keys with every version and who holds it.

    Exit 1 when there are none.
    """
    return _answer_state(words, disputes_of, as_json=as_json, color=color, **where)


def _answer_state(
    words: tuple[str, ...], query: Any, *, as_json: bool, color: str, **where: Any
) -> int:
    with reading(words, **where) as asked:
        found = query(asked.history, asked.asof, asked.keys)
        if as_json:
            click.echo(_json(found.body(asked.head.entries, asked.head.hash)))
        elif found.slots:
            _print(render.state_lines(found), color)
        known = keys_of(asked.history, asked.asof)
        for hint in missing_keys(asked.keys, known):
            _note(hint)
        if not found.slots and not as_json:
            when = moment_in_words(asked.asof.at, found.zone)
            what = "no dispute" if query is disputes_of else "nothing"
            _note(f"{found.chronology}: {what} at {when}")
        return 0 if found.slots else 1


@options.verb(
    "why",
    ("chrono why office/openai/ceo 2023-11-22", "every claim on the key, and its fate"),
    ("chrono why capital/microsoft/committed 2025-04-30", "who says what"),
)
@click.argument("words", nargs=-1, required=True, metavar="KEY [WHEN]")
@options.which_log
@options.as_of
@options.output
def why(words: tuple[str, ...], *, as_json: bool, color: str, **where: Any) -> int:
    """Show every claim on a key, what became of it, and its sources.

    Exit 1 for a key of which nothing is said.
    """
    with reading(words, **where) as asked:
        if len(asked.keys) != 1 or "*" in asked.keys[0]:
            raise click.UsageError(
                "why explains one key, as: chrono why office/openai/ceo 2023-11-22"
            )
        found = why_of(asked.history, asked.asof, asked.keys[0])
        if as_json:
            click.echo(_json(found.body()))
        elif found.chain:
            _print(render.why_lines(found, asked.asof, asked.history.zone.key), color)
        for hint in missing_keys(asked.keys, keys_of(asked.history, asked.asof)):
            _note(hint) if not found.chain else None
        return 0 if found.chain else 1


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
        rows = timeline.timeline(_view(asked), asked.keys)
        if as_json:
            click.echo(_json([row.body() for row in rows]))
        elif rows:
            _print(render.log_lines(rows), color)
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
        view = _view(asked)
        record = _find(event, view)
        body = next(
            e.content
            for e in asked.log.entries(asked.history.chronology)
            if e.position == record.position
        )
        shown = timeline.entry(view, record, body)
        if as_json:
            click.echo(_json(shown))
        else:
            _print(render.entry_lines(shown), color)
    return 0


def _view(asked: Any) -> View:
    known = asked.asof.known.instant if asked.asof.known else None
    return View(asked.history, known, asked.asof.wanted)


def _find(word: str, view: View) -> Record:
    """Find an entry by ``e17`` or by its id, among those present."""
    by_position = word.startswith("e") and word[1:].isascii() and word[1:].isdigit()
    given = word.removeprefix("id:")
    for record in view.present:
        if (by_position and f"e{record.position}" == word) or (
            not by_position and record.id == given
        ):
            return record
    last = view.present[-1].position if view.present else 0
    raise NoEvent(line(word), last, (record.id for record in view.present))


def _json(body: Any) -> str:
    return as_json(body)


VERBS: Final = {"state": state, "disputes": disputes, "why": why, "log": log, "show": show}
