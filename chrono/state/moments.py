"""Moments: what a user writes for WHEN, and the instant that it stands for.

docs/time.md, Moments: a day is meant to its end, an instant is included; so every moment stands for
its own ``before``.
"""

import re
from datetime import UTC, date, datetime

import attrs

from chrono.errors import ChronoError
from chrono.events.entries import Declaration, Development
from chrono.events.history import History
from chrono.state.visibility import View
from chrono.values.by_fields import ByFields
from chrono.values.clocks import BEGINNING, END, Instant, parse_stamp, stamp
from chrono.values.dates import BadDate, Date

_POSITION = r"e([0-9]{1,18})(\^?)"
_FRACTION = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}Z"
_STAMPED = len("2026-11-21T22:30:50.123456")
_END_OF = r"(?i)\s*(?:the )?end of "
"""What an answer prints before the day it was asked for, and adds nothing."""


class NoMoment(ChronoError):
    """What was written stands for no moment; the sentence says why and what would.

    Attributes:
        recorded: The position, as ``e17``, as of which the log can be asked instead; None for none.
    """

    def __init__(self, reason: str, recorded: str | None = None) -> None:
        self.recorded = recorded
        super().__init__(reason)


@attrs.frozen(eq=False, repr=False)
class Moment(ByFields):
    """A moment on one of the clocks.

    Attributes:
        text: As written, or what ``today`` came to.
        instant: What it stands for: everything before this, exclusive.
        earliest: Where what it names starts, inclusive; a day at its midnight.
    """

    text: str
    instant: Instant
    earliest: Instant = BEGINNING


def moment(word: str, history: History, now: Instant) -> Moment:
    """Return a moment: whatever date people type that is one moment, ``now``, ``e17`` or ``e17^``.

    Days are those of the chronology's home zone. An instant may have fractions of a second.

    Raises:
        NoMoment: It lasts, has no end, or names what has no moment of its own.
        BadDate: It is no date.
    """
    found = _named(word, history, now)
    if found.instant >= END:
        raise NoMoment(f"{word!r} has no end; write a date such as 2023-11-17")
    return found


def beginning(word: str, history: History, now: Instant) -> Instant:
    """Return where what a moment names starts, inclusive; words are as for `moment`.

    Raises:
        NoMoment: It lasts, has no start, or names what has no moment of its own.
        BadDate: It is no date.
    """
    earliest = _named(word, history, now).earliest
    if earliest <= BEGINNING:
        raise NoMoment(f"{word!r} has no start; write a date such as 2023-11-17")
    return earliest


def _named(word: str, history: History, now: Instant) -> Moment:
    """Return a moment, which may have no start or no end."""
    if word == "now":
        return Moment(stamp(now), Instant(now + 1), now)
    if "." in word and re.fullmatch(_FRACTION, word, re.ASCII):
        instant = _fraction(word)
        return Moment(word, Instant(instant + 1), instant)
    if at := _position(word):
        return _of_event(word, int(at[1]), bool(at[2]), history)
    date = _date(word, history, now)
    if date.lasting:
        raise NoMoment(f"{word!r} is an interval, not a moment; write one end of it")
    bounds = history.bounds(date)
    return Moment(str(date), bounds.before, bounds.earliest)


def _fraction(word: str) -> Instant:
    try:
        return parse_stamp(word[:-1].ljust(_STAMPED, "0") + "Z")
    except ChronoError:
        raise BadDate(word, "no such instant", "") from None


def _date(word: str, history: History, now: Instant) -> Date:
    try:
        return Date.parse(word)
    except BadDate:
        from chrono.values.typed_dates import edtf_of  # noqa: PLC0415  dear, and only for words

        try:
            return Date.parse(edtf_of(re.sub(_END_OF, "", word), now, history.zone))
        except BadDate as bad:
            raise BadDate(word, bad.reason, bad.hint) from None


def recorded_position(word: str) -> int | None:
    """Read ``e17`` as positions up to 17, ``e17^`` up to 16; None for any other word.

    Every moment that somebody asks for is read by this first.

    Raises:
        NoMoment: It is no text, which a program may give; a date of Python is told as what text.
    """
    if not isinstance(word, str):
        raise NoMoment(f"{ascii(word)[:80]} is no text; write {_as_text(word)}")
    at = _position(word)
    return int(at[1]) - len(at[2]) if at else None


def _as_text(given: object) -> str:
    """Return the text that means what a date or a time of Python does, else one that is a date.

    A time without an offset is one in the home zone; any other is told in UTC, as its offset may be
    one that no date has.
    """
    if not isinstance(given, date):
        return "a date such as '2023-11-17'"
    if not isinstance(given, datetime):
        return repr(given.isoformat())
    if given.utcoffset() is None:
        return repr(given.isoformat(timespec="seconds"))
    try:
        return repr(given.astimezone(UTC).isoformat().replace("+00:00", "Z"))
    except OverflowError:  # in UTC it is before year 1, or after 9999
        return "a date such as '2023-11-17'"


def _position(word: str) -> re.Match[str] | None:
    """Match a position; the pattern is not compiled for a date, which is what most words are."""
    return re.fullmatch(_POSITION, word, re.ASCII) if word.startswith("e") else None


def _of_event(word: str, position: int, just_before: bool, history: History) -> Moment:  # noqa: FBT001
    record = next((r for r in history.records if r.position == position), None)
    if record is None:
        last = history.records[-1].position if history.records else 0
        raise NoMoment(f"{word}: no event at position {position}; the last is e{last}")
    if isinstance(record, Declaration):
        raise NoMoment(
            f"{word}: {record.id} declares the chronology and has no date; name an event"
        )
    if not isinstance(record, Development):
        raise NoMoment(
            f"{word}: {record.id} is about another event and has no moment of its own",
            recorded=word,
        )
    versions = [visible for visible in View(history).events if visible.position == position]
    if not versions:
        raise NoMoment(f"{word}: {record.id} is withdrawn", recorded=word)
    bounds = versions[0].bounds
    return Moment(word, bounds.earliest if just_before else bounds.before, bounds.earliest)
