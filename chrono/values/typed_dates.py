"""What a person types for a date, as EDTF: ``before 17 Nov 2023`` is `[..2023-11-16]`.

The words are an aid at the keyboard and are never stored. What is EDTF already stays as it is
(docs/time.md, What people type).
"""

from re import Pattern
from typing import Final
from zoneinfo import ZoneInfo

from chrono.values.clocks import Instant
from chrono.values.dates import BadDate, Date
from chrono.values.typed_singles import SingleReader, beside, is_date, phrase

_LONGEST: Final = 100

_ON: Final = phrase(r"on (.+)")
_UNTIL: Final = phrase(r"(?:until|till) (.+)")
_DAYS: Final = phrase(r"(\d\d?) ?[-\u2013\u2014] ?(\d\d? .+)")
_PART: Final = phrase(r"(early|mid|late)[ -](?:in )?(.+)")
_ALIKE: Final = phrase(r"(.+?) (?:to|until) (.+)")

_AROUND: Final[tuple[tuple[Pattern[str], str, int], ...]] = (
    (phrase(r"(?:on or before|no later than|by) (.+)"), "[..{0}]", 0),
    (phrase(r"before (.+)"), "[..{0}]", -1),
    (phrase(r"(?:on or after|no earlier than) (.+)"), "[{0}..]", 0),
    (phrase(r"after (.+)"), "[{0}..]", 1),
    (phrase(r"since (.+)"), "{0}/..", 0),
)
"""Words before one date, the date that they make of it, and whether of its neighbour instead."""

_OF_TWO: Final = (
    (phrase(r"between (.+?) and (.+)"), "[{0}..{1}]"),
    (phrase(r"from (.+?) (?:to|until|till|through) (.+)"), "{0}/{1}"),
)

_HALVES: Final = (
    (phrase(r"between (.+)"), "'between' takes two dates and 'and'", "[{0}..]"),
    (phrase(r"from (.+)"), "'from' takes two dates and 'to'; for an open end say since", "{0}/.."),
    (phrase(r"(.+?) and (.+)"), "'and' comes after 'between'", "[{0}..{1}]"),
)
"""Phrases that lack a word or a date, what to say of them, and what may have been meant."""

_PARTS_OF_MONTH: Final = {"early": ("01", "10"), "mid": ("11", "20"), "late": ("21", "")}
_PARTS_OF_YEAR: Final = {"early": ("01", "04"), "mid": ("05", "08"), "late": ("09", "12")}


def edtf_of(text: str, now: Instant, zone: ZoneInfo) -> str:
    """Return the EDTF text of a date as a person types it; case and extra spaces do not matter.

    ``today``, ``yesterday``, ``last friday`` (before today) and ``now``, to the minute, are by the
    clocks of `zone` at `now`. ``before X`` and ``after X`` are without X, at its own precision;
    ``by X`` and ``since X`` with it. ``between X and Y`` is one moment in there; ``from X to Y``
    and ``8-13 March 2023`` last. ``early``, ``mid`` and ``late`` are a third of a month (from the
    1st, 11th and 21st) or of a year.

    Raises:
        BadDate: It is none, with a hint that parses, or can be read in two ways, with both.
        BeyondCalendar: A word means a day outside the years 0001 to 9999.
    """
    typed = " ".join(text.split())
    if len(typed) > _LONGEST:
        raise BadDate(text, f"longer than {_LONGEST} characters", "")
    try:
        found = typed if is_date(typed) else _read(typed, SingleReader(now, zone))
        Date.parse(found)
    except BadDate as bad:
        raise BadDate(text, bad.reason, _parsing(bad.hint)) from None
    return found


def _read(typed: str, singles: SingleReader) -> str:
    for pattern, shape in _OF_TWO:
        if match := pattern.fullmatch(typed):
            return _of_two(shape, match[1], match[2], singles)
    if match := _DAYS.fullmatch(typed):
        return _of_two("{0}/{1}", match[1], match[2], singles)
    for pattern, shape, side in _AROUND:
        if match := pattern.fullmatch(typed):
            single = singles.read(match[1])
            return shape.format(beside(single, later=side > 0) if side else single)
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
        _refuse_halves(typed, singles)
        raise


def _of_two(shape: str, start: str, end: str, singles: SingleReader) -> str:
    """Put two dates into a shape; either may leave a year or month to the other."""
    try:
        last = singles.read(end)
    except BadDate:
        first = singles.read(start)
        return shape.format(first, singles.read(end, like=first))
    return shape.format(singles.read(start, like=last), last)


def _part(typed: str, word: str, single: str) -> str:
    """Return one moment in a part of a month or year."""
    if len(single) == len("2023-11") and single[5:].isdigit() and single[5:] <= "12":
        first, last = _PARTS_OF_MONTH[word]
        end = last or beside(beside(single, later=True) + "-01", later=False)[8:]
        return f"[{single}-{first}..{single}-{end}]"
    if len(single) == len("2023") and single.isdigit():
        first, last = _PARTS_OF_YEAR[word]
        return f"[{single}-{first}..{single}-{last}]"
    raise BadDate(typed, f"{word!r} goes with a month or a year", "[2023-03-01..2023-03-10]")


def _refuse_halves(typed: str, singles: SingleReader) -> None:
    """Refuse two dates without the words that say how they belong together."""
    if match := _ALIKE.fullmatch(typed):
        start, end = match.groups()
        singles.read(end)
        reason = (
            f"say 'between {start} and {end}' (one moment) or 'from {start} to {end}' (lasting)"
        )
        raise BadDate(typed, reason, "")
    for pattern, reason, shape in _HALVES:
        if match := pattern.fullmatch(typed):
            raise BadDate(typed, reason, _hint(shape, singles, *match.groups()))


def _hint(shape: str, singles: SingleReader, *parts: str) -> str:
    try:
        return shape.format(*map(singles.read, parts))
    except BadDate as bad:
        return bad.hint


def _parsing(hint: str) -> str:
    """Return a hint if it parses, else another that does; none if there is none."""
    try:
        return str(Date.parse(hint)) if hint else ""
    except BadDate as bad:
        return bad.hint
