"""Opening the log that a command reads, and the query that its words ask."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import attrs
import click

from chrono.api.reading import Query, Reader
from chrono.cli.input.which_log import log_to_read
from chrono.cli.render.terminal import READ_ONLY, line, note
from chrono.errors import ChronoError, did_you_mean, naming
from chrono.events.entries import Record
from chrono.events.stored_body import UnreadableEntry
from chrono.log.chronologies import pick_in
from chrono.log.clock import system_clock
from chrono.log.sqlite import SqliteLog
from chrono.state.moments import beginning, moment, recorded_position
from chrono.values.clocks import BEGINNING, END

if TYPE_CHECKING:  # types alone; reading is to start fast
    from chrono.log.contract import Log
    from chrono.queries.filters import Filter


class NoEvent(ChronoError):
    """A position or id that no entry has, as far as the log was read."""

    def __init__(self, word: str, last: int, ids: Iterable[str]) -> None:
        self.word = word
        if "/" in word:
            from chrono.cli.render.suggested import command  # noqa: PLC0415  only for the message

            super().__init__(
                f"{line(word)!r} is a key, not an event; see what is said of it with: "
                f"{command('why', word)}"
            )
            return
        hint = did_you_mean(word, ids, f"the last is e{last}")
        super().__init__(f"no event {line(word)!r}; {hint}")


@contextmanager
def naming_file(path: str) -> Iterator[None]:
    """Name the file in what is said of an entry in it that cannot be read."""
    try:
        yield
    except UnreadableEntry as error:
        raise UnreadableEntry(error.position, error.reason, path) from error


@contextmanager
def opened(file: str | None, chronology: str | None, keys: Sequence[str] = ()) -> "Iterator[Log]":
    """Yield the log to read; without one of one's own a bundled chronology, with a note.

    Of several the one that is named, else the one that has the `keys`, else the default.

    Raises:
        OtherLogHere: None is named, and this folder has one of another name than the usual one.
    """
    path = log_to_read(file)
    if path is not None:
        with SqliteLog(path) as own, naming_file(path):
            yield own
        return
    from chrono.log.bundled import bundled, names, with_keys  # noqa: PLC0415  only without a log

    name = chronology or with_keys(keys)
    log = bundled(name)
    ctx = click.get_current_context(silent=True)
    if ctx:
        ctx.meta[READ_ONLY] = True
    others = [f"-c {other}" for other in names() if other != name]
    also = f" (or {' or '.join(others)})" if others else ""
    note(f"no log here; bundled {name} answers{also}")
    yield log


@contextmanager
def reading(
    words: Sequence[str], *, file: str | None, chronology: str | None, **through: Any
) -> Iterator[Query]:
    """Yield the query of the log that the options name; words are keys and one moment at most."""
    with opened(file, chronology, split(words)[0]) as log:
        yield ask(Reader(log, pick_in(log, chronology)), words, **through)


def ask(reader: Reader, words: Sequence[str], *, upto: int | None = None, **through: Any) -> Query:
    """Return the query that words ask; they are keys and at most one moment, in any order."""
    keys, moments = split(words)

    def query(when: str = "now", keys: Sequence[str] = ()) -> Query:
        return reader.query(when, keys, through, upto=upto)  # type: ignore[arg-type]

    when = moments[0] if moments else None
    try:
        for word in moments[1:]:
            query(word)
        found = query(when or "now", keys)
    except ChronoError as error:
        from chrono.cli.input.misread import meant  # noqa: PLC0415  only where something is wrong

        raise meant(error, moments, query) or error from error
    if len(moments) > 1:
        from chrono.cli.input.misread import SeveralMoments  # noqa: PLC0415

        raise SeveralMoments(moments)
    return attrs.evolve(found, when=when)


def split(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the keys, and the moments; a key starts with a letter and has a slash."""
    keys = [word for word in words if "/" in word and re.match(r"[a-zA-Z*]", word)]
    return keys, [word for word in words if word not in keys]


def event_named(word: str, records: Sequence[Record]) -> Record:
    """Return an entry by ``e17`` or by its id; ``id:e17`` is an id that looks like a position.

    Raises:
        NoEvent: There is none among these.
    """
    position = recorded_position(word)
    given = word.removeprefix("id:")
    for record in records:
        if (record.id == given) if position is None else (record.position == position):
            return record
    last = records[-1].position if records else 0
    raise NoEvent(word, last, (record.id for record in records))


def chosen(
    query: Query,
    *,
    since: str | None,
    until: str | None,
    grep: str | None = None,
    publisher: str | None = None,
) -> "Filter":
    """Return which events were asked for, by keys, window, text and publisher.

    Raises:
        BadDate, NoMoment: An end of the window is no moment; `parameter` names it.
        UnknownPublisher: The publisher is none; `parameter` names it.
        click.UsageError: The window is over before it begins.
    """
    from chrono.queries.filters import Filter  # noqa: PLC0415  a state has none

    first, last = BEGINNING, END
    if since is not None:
        with naming("since"):
            first = beginning(since, query.records.dating(since), system_clock())
    if until is not None:
        with naming("until"):
            last = moment(until, query.records.dating(until), system_clock()).instant
    if last <= first:
        raise click.UsageError(f"--until {until} is over before --since {since} begins; swap them")
    named = None
    if publisher is not None:
        from chrono.queries.in_use import publishers_named  # noqa: PLC0415  only where one is named

        with naming("publisher"):
            named = publishers_named(publisher, query.history)
    return Filter(keys=query.keys, text=grep, publishers=named, since=first, until=last)
