"""Opening what a verb reads: which log, which chronology, as of when."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import attrs
import click

from chrono.cli.render.terminal import line, note
from chrono.errors import ChronoError, did_you_mean
from chrono.events.entries import Record
from chrono.events.history import History, meant
from chrono.log.clock import system_clock
from chrono.log.head import Head
from chrono.log.sqlite import SqliteLog
from chrono.state.as_of import AsOf
from chrono.state.moments import Moment, moment, recorded_instant, recorded_position
from chrono.state.visibility import wanted_sources
from chrono.values.clocks import Instant
from chrono.values.keys import checked_glob

if TYPE_CHECKING:  # a type alone; reading is to start fast
    from chrono.log.contract import Log

_DEFAULT = "chrono.db"


class NoChronology(ChronoError):
    """A log has several chronologies, or not the one that was named."""

    def __init__(self, name: str | None, known: Iterable[str]) -> None:
        self.name = name
        listed = sorted(known)
        if name is None:
            found = f"the log holds {', '.join(listed)}" if listed else "the log is empty"
            hint = f"pick one with -c {listed[0]}" if listed else "import something first"
        else:
            found = f"-c {name!r}: no such chronology here"
            hint = did_you_mean(name, listed, f"there is {', '.join(listed) or 'none'}")
        super().__init__(f"{found}; {hint}")


class NoLogNamed(ChronoError):
    """A write needs a log, and none was named or found."""

    def __init__(self) -> None:
        super().__init__("no log: name one with -f FILE, or make one with: chrono init chrono.db")


class NoEvent(ChronoError):
    """No entry has this position or id, as far as was asked."""

    def __init__(self, word: str, last: int, ids: Iterable[str]) -> None:
        self.word = word
        hint = did_you_mean(word, ids, f"the last is e{last}")
        super().__init__(f"no event {line(word)!r}; {hint}")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Reading:
    """What a verb reads.

    Attributes:
        history: What was recorded of the chronology, up to the moment asked.
        head: Where the log ended then.
        asof: What is asked.
        keys: Keys and globs.
        when: The moment as written, if one was.
        log: The open log.
    """

    history: History
    head: Head
    asof: AsOf
    keys: tuple[str, ...]
    when: str | None
    log: "Log"


def log_file(file: str | None) -> str | None:
    """Say which file is meant; None where only the bundled chronology is left."""
    if file is not None:
        return file
    named = os.environ.get("CHRONO_FILE")
    if named:
        return named
    return _DEFAULT if os.path.exists(_DEFAULT) else None  # noqa: PTH110  see FilePath


def log_to_write(file: str | None) -> str:
    """Say which file is meant for writing.

    Raises:
        NoLogNamed: There is none.
    """
    path = log_file(file)
    if path is None:
        raise NoLogNamed
    return path


@contextmanager
def opened(file: str | None, chronology: str | None) -> "Iterator[Log]":
    """Open a log for reading; without one of one's own, the bundled chronology, saying so."""
    path = log_file(file)
    if path is not None:
        with SqliteLog(path) as own:
            yield own
        return
    from chrono.log.bundled import bundled, names  # noqa: PLC0415  only without a log of one's own

    known = names()
    name = chronology or (known[0] if len(known) == 1 else "")
    log = bundled(name)
    note(
        f"no log here, so this answers from the bundled chronology {name}; "
        f"chrono init desk.db --from {name} makes one of your own"
    )
    yield log


def pick(chronologies: Mapping[str, int], name: str | None) -> str:
    """Pick the chronology that is named, or the only one that has events, or the only one.

    Raises:
        NoChronology: There are several, or none of that name.
    """
    found = meant(chronologies, name)
    if len(found) != 1:
        raise NoChronology(name, found or chronologies)
    return found[0]


@contextmanager
def reading(
    words: Sequence[str], *, file: str | None, chronology: str | None, **asof: Any
) -> Iterator[Reading]:
    """Open what the shared options name; words are keys and at most one moment, in any order."""
    with opened(file, chronology) as log:
        yield read(log, words, chronology, **asof)


def read(  # noqa: PLR0913  one for each shared option
    log: "Log",
    words: Sequence[str],
    chronology: str | None,
    *,
    known: str | None = None,
    recorded: str | None = None,
    basis: Any = None,
    without: Sequence[str] = (),
    upto: Head | None = None,
) -> Reading:
    """Read of an open log what is asked, up to its head or an earlier one."""
    now = system_clock()
    keys, when = split(words)
    name = pick(log.chronologies(), chronology)
    head = upto or log.head()  # first: what is appended meanwhile belongs to no part of the answer
    history = History.of(name, log.entries(name)).upto(head.entries)
    if recorded is not None:
        head = log.head(min(head.entries, position_of(recorded, log, history, now)))
        history = history.upto(head.entries)
    return Reading(
        history=history,
        head=head,
        keys=tuple(checked_glob(key) for key in keys),
        when=when,
        log=log,
        asof=AsOf(
            at=moment_of("", when or "now", history, now),
            known=moment_of("--known", known, history, now) if known is not None else None,
            recorded=recorded,
            wanted=wanted_sources(basis, without),
        ),
    )


def split(words: Sequence[str]) -> tuple[list[str], str | None]:
    """Tell keys from the moment: a key starts with a letter and has a slash.

    Raises:
        click.UsageError: There are two moments.
    """
    keys = [word for word in words if re.match(r"[a-zA-Z*][^/]*/", word)]
    moments = [word for word in words if word not in keys]
    if len(moments) > 1:
        raise click.UsageError(
            f"two moments, {moments[0]!r} and {moments[1]!r}; give one, or a key such as "
            "office/openai/ceo"
        )
    return keys, moments[0] if moments else None


def named(word: str, records: Sequence[Record]) -> Record:
    """Find an entry by ``e17`` or by its id; ``id:e17`` is an id that looks like a position.

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


def moment_of(flag: str, word: str, history: History, now: Instant) -> Moment:
    """Read a moment; what is wrong with it is told with the flag that it stood at."""
    try:
        return moment(word, history, now)
    except ChronoError as error:
        raise _flagged(flag, error) from error


def position_of(word: str, log: "Log", history: History, now: Instant) -> int:
    """Say up to which position ``--recorded`` reads."""
    position = recorded_position(word)
    if position is not None:
        return position
    try:
        return log.position_at(recorded_instant(word, history, now))
    except ChronoError as error:
        raise _flagged("--recorded", error) from error


def _flagged(flag: str, error: ChronoError) -> click.UsageError:
    return click.UsageError(f"{flag} {error}".strip())


def missing_keys(keys: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    """Say of each key that is not there what may have been meant, out of what is visible."""
    listed = list(known)
    for key in keys:
        if "*" not in key and key not in listed:
            hint = did_you_mean(key, listed)
            yield f"{line(key)}: nothing is said of it by then{'; ' if hint else ''}{hint}"
