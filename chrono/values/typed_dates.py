"""What a person types for a date, as EDTF: ``before 17 Nov 2023`` is `[..2023-11-16]`.

The words are an aid at the keyboard and are never stored. What is EDTF already stays as it is
(docs/time.md, What people type). Every form that text prints is read as the same date.
"""

from collections.abc import Iterator
from re import Pattern
from typing import Final
from zoneinfo import ZoneInfo

from chrono.values import edtf
from chrono.values.clocks import Instant
from chrono.values.dates import BadDate, Date, Single
from chrono.values.precision import beside
from chrono.values.typed_days import is_date, phrase
from chrono.values.typed_singles import SingleReader

_LONGEST: Final = 160
_DASH: Final = r"[-\u2010-\u2015]"

_AROUND: Final[tuple[tuple[Pattern[str], str, int], ...]] = (
    (phrase(r"by (.+), start unknown"), "/{0}", 0),
    (phrase(r"from (.+), end unknown"), "{0}/", 0),
    (phrase(r"(?:(?:on|in|at) or before|no later than|by) (.+)"), "[..{0}]", 0),
    (phrase(r"before (.+)"), "[..{0}]", -1),
    (phrase(r"(?:(?:on|in|at) or after|no earlier than) (.+)"), "[{0}..]", 0),
    (phrase(r"after (.+)"), "[{0}..]", 1),
    (phrase(r"since (.+)"), "{0}/..", 0),
)
"""Words around one date, the date that they make of it, and whether of its neighbour instead."""

_OF_TWO: Final = (
    (phrase(r"between (.+?) and (.+)"), "[{0}..{1}]"),
    (phrase(r"from (.+?) (?:to|until|till|through) (.+)"), "{0}/{1}"),
    (phrase(rf"(\d\d?) ?{_DASH} ?(\d\d? .+)"), "{0}/{1}"),
    (phrase(rf"([a-z]+\.? \d\d?) ?{_DASH} ?(\d\d?,? \d{{4}})"), "{0}/{1}"),
)

_HALVES: Final = (
    (phrase(r"between (.+)"), "'between' takes two dates and 'and'", "[{0}..]"),
    (phrase(r"from (.+)"), "'from' takes two dates and 'to'; for an open end say since", "{0}/.."),
    (phrase(r"(.+?) and (.+)"), "'and' comes after 'between'", "[{0}..{1}]"),
)
"""Phrases that lack a word or a date, what to say of them, and what may have been meant."""

_ON: Final = phrase(r"on (.+)")
_UNTIL: Final = phrase(r"(?:until|till) (.+)")
_OR: Final = phrase(r"(.+?) or (.+)")
_ALIKE: Final = phrase(rf"(.+?) (?:to|until|{_DASH}) (.+)")
_PART: Final = phrase(r"(early|mid|late)[ -](?:in )?(.+)")
_PARTS_OF_MONTH: Final = {"early": ("01", "10"), "mid": ("11", "20"), "late": ("21", "")}
_PARTS_OF_YEAR: Final = {"early": ("01", "04"), "mid": ("05", "08"), "late": ("09", "12")}
_YEARS: Final = (
    (phrase(r"the years (\d\d)00 to \1(?:99)"), r"\1XX"),
    (phrase(r"the years (\d{3})0 to \1(?:9)"), r"\1X"),
)
"""A century and a decade as text prints them, where a shorter name could be either."""


def edtf_of(text: str, now: Instant, zone: ZoneInfo) -> str:
    """Return the EDTF text of a date as a person types it; case and extra spaces do not matter.

    ``today``, ``yesterday``, ``last friday`` (before today) and ``now``, to the minute, are by the
    clocks of `zone` at `now`. ``before X`` and ``after X`` are without X, at its own precision;
    ``by X`` and ``since X`` with it. ``between X and Y`` is one moment in there; ``from X to Y``
    and ``8-13 March 2023`` last. ``early``, ``mid`` and ``late`` are a third of a month (from the
    1st, 11th and 21st) or of a year.

    Raises:
        BadDate: It is none, or can be read in two ways; its hint contains what was typed.
        BeyondCalendar: A word means a day outside the years 0001 to 9999.
    """
    return read_date(text, SingleReader(now, zone))


def read_date(text: str, singles: SingleReader) -> str:
    """Return the EDTF text of a typed date, as `edtf_of`; `singles` reads the dates within it."""
    typed = " ".join(text.split())
    if len(typed) > _LONGEST:
        raise BadDate(text, f"longer than {_LONGEST} characters", "")
    for pattern, years in _YEARS:
        typed = pattern.sub(years, typed)
    try:
        found = typed if is_date(typed) else _read(typed, singles)
        return str(Date.parse_new(found))
    except BadDate as bad:
        raise BadDate(text, bad.reason, bad.hint if _is_new(bad.hint) else "") from None


def _is_new(hint: str) -> bool:
    try:
        return str(Date.parse_new(hint)) == hint
    except BadDate:
        return False


def _read(typed: str, singles: SingleReader) -> str:
    for pattern, shape, side in _AROUND:
        if match := pattern.fullmatch(typed):
            return _around(shape, side, match[1], singles)
    for pattern, shape in _OF_TWO:
        if match := pattern.fullmatch(typed):
            return shape.format(*_both(match[1], match[2], singles))
    if match := _PART.fullmatch(typed):
        return _part(typed, match[1].lower(), singles.read(match[2]))
    if match := _UNTIL.fullmatch(typed):
        singles.read(match[1])
        reason = f"say 'by {match[1]}' (one moment) or 'from A until {match[1]}' (lasting)"
        raise BadDate(typed, reason, "")
    if match := _ON.fullmatch(typed):
        return match[1] if is_date(match[1]) else singles.read(match[1])
    try:
        return singles.read(typed)
    except BadDate:
        if match := _OR.fullmatch(typed):
            return _either(match[1], match[2], singles)
        _refuse_halves(typed, singles)
        raise


def _around(shape: str, side: int, typed: str, singles: SingleReader) -> str:
    try:
        found = singles.read(typed)
        single = edtf.read(found)
        if single is None or not side:
            return shape.format(found)
        return shape.format(beside(single, later=side > 0))
    except BadDate as bad:
        raise BadDate(typed, bad.reason, shape.format(bad.hint) if bad.hint else "") from None


def _both(start: str, end: str, singles: SingleReader) -> tuple[str, str]:
    """Return two dates; either may leave a year or month to the other."""
    try:
        last = singles.read(end)
    except BadDate:
        first = singles.read(start)
        return first, singles.read(end, like=first)
    return singles.read(start, like=last), last


def _either(start: str, end: str, singles: SingleReader) -> str:
    """Return one moment in two dates next to each other."""
    first, last = _both(start, end, singles)
    single = Date.parse(first).start
    if isinstance(single, Single) and beside(single, later=True) == last:
        return f"[{first}..{last}]"
    reason = "two dates that may be are next to each other; for one moment in a span say 'between'"
    raise BadDate(f"{start} or {end}", reason, f"[{first}..{last}]")


def _part(typed: str, word: str, found: str) -> str:
    """Return one moment in a part of a month or year."""
    single = Date.parse(found).start
    unit = single.unit if isinstance(single, Single) and found[-1].isdigit() else ""
    if unit == "month" and isinstance(single, Single):
        first, last = _PARTS_OF_MONTH[word]
        return f"[{found}-{first}..{found}-{last or single.last.day}]"
    if unit == "year":
        first, last = _PARTS_OF_YEAR[word]
        return f"[{found}-{first}..{found}-{last}]"
    raise BadDate(typed, f"{word!r} goes with a month or a year", found)


def _refuse_halves(typed: str, singles: SingleReader) -> None:
    """Refuse two dates without the words that say how they belong together."""
    if match := _ALIKE.fullmatch(typed):
        start, end = match.groups()
        _both(start, end, singles)
        reason = (
            f"say 'between {start} and {end}' (one moment) or 'from {start} to {end}' (lasting)"
        )
        raise BadDate(typed, reason, "")
    for pattern, reason, shape in _HALVES:
        if match := pattern.fullmatch(typed):
            raise BadDate(typed, reason, "".join(_hint(shape, singles, *match.groups())))


def _hint(shape: str, singles: SingleReader, *parts: str) -> Iterator[str]:
    """Yield what a phrase may have meant, if all of its dates are dates."""
    try:
        yield shape.format(*map(singles.read, parts))
    except BadDate:
        return
