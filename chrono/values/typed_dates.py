"""What a person types for a date, as the text of a date: ``before 2023-11-17`` is `[..2023-11-17]`.

The words are an aid at the keyboard and are never stored. What is EDTF already stays as it is.
Whoever says before, by, until, after or since means that day too.
"""

import re
from datetime import UTC
from re import Pattern
from typing import Final
from zoneinfo import ZoneInfo

import attrs

from chrono.values.clocks import Instant, from_datetime, to_datetime
from chrono.values.dates import BadDate, Date, Form, Single
from chrono.values.month_names import SHORT_MONTHS

_DAYS_AGO: Final = {"today": 0, "yesterday": 1}
_DAY: Final = 86_400_000_000

_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_NUMBER: Final = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>\d{4})"


def _phrase(pattern: str) -> Pattern[str]:
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


_WRITTEN_OUT: Final = (
    _phrase(rf"{_WEEKDAY}(?:the )?{_NUMBER}[ -](?:of )?{_MONTH},?[ -]{_YEAR}"),
    _phrase(rf"{_WEEKDAY}{_MONTH} {_NUMBER},? {_YEAR}"),
    _phrase(rf"{_MONTH},? {_YEAR}"),
)
"""A day or a month with its name, as other documents write it."""

_ON: Final = _phrase(r"on (.+)")
_PHRASES: Final = (
    (_phrase(r"(?:on or )?before (.+)|by (.+)|until (.+)"), "[..{0}]"),
    (_phrase(r"(?:on or )?after (.+)"), "[{0}..]"),
    (_phrase(r"since (.+)"), "{0}/.."),
    (_phrase(r"between (.+?) and (.+)"), "[{0}..{1}]"),
    (_phrase(r"from (.+?) to (.+)"), "{0}/{1}"),
)
"""Phrases around one date or two, and the dates that they stand for."""

_QUALIFIERS: Final = (
    (_phrase(r"(?:about|around|approximately|circa|ca?\.?) (.+)"), "~"),
    (_phrase(r"(?:maybe|possibly) (.+)"), "?"),
)

_HALVES: Final = (
    (_phrase(r"between (.+)"), "'between' takes two dates and 'and'", "[{0}..]"),
    (_phrase(r"from (.+)"), "'from' takes two dates and 'to'; for an open end say since", "{0}/.."),
    (_phrase(r"(.+?) (?:to|until) (.+)"), "'to' comes after 'from', for what lasts", "{0}/{1}"),
    (_phrase(r"(.+?) and (.+)"), "'and' comes after 'between'", "[{0}..{1}]"),
)
"""Phrases that lack a word or a date, what to say of them, and what may have been meant."""


def edtf_of(text: str, now: Instant, zone: ZoneInfo) -> str:
    """Answer the EDTF text of a date as a person types it; case and extra spaces do not matter.

    ``today``, ``yesterday`` and ``now``, to the minute, are by the clocks of `zone` at `now`.
    ``on X`` is X; ``before``, ``by`` and ``until X`` a moment up to X, ``after X`` one from X on,
    ``between X and Y`` one in there; ``since X`` and ``from X to Y`` are what lasts; ``about``,
    ``around``, ``circa``, ``c.`` and ``approximately`` are `~`, ``maybe`` and ``possibly`` are `?`.

    The answer is a date that `Date.parse` takes. Raises BadDate for anything else, with a hint that
    parses, and BeyondCalendar where a word means a day outside the years 0001 to 9999.
    """
    typed = " ".join(text.split())
    try:
        found = _Typed(now, zone).date(typed)
        Date.parse(found)
    except BadDate as bad:
        raise BadDate(text, bad.reason, _parsing(bad.hint)) from None
    return found


def written_out(text: str) -> str | None:
    """Answer the date that has its month's name in English, as ``17 November 2023``; else None.

    The day may be one that its month lacks: whoever parses the answer says so.
    """
    for pattern in _WRITTEN_OUT:
        match = pattern.fullmatch(" ".join(text.split()))
        if match:
            parts = match.groupdict()
            month = SHORT_MONTHS.index(parts["month"][:3].capitalize()) + 1
            day = f"-{int(parts['day']):02}" if parts.get("day") else ""
            return f"{parts['year']}-{month:02}{day}"
    return None


@attrs.frozen
class _Typed:
    """Reads what is typed at one moment in one zone."""

    now: Instant
    zone: ZoneInfo

    def date(self, typed: str) -> str:
        """Answer a date, or the text of one that is not; BadDate for what is nothing like it."""
        if _is_date(typed) or len(typed) > 100:
            return typed
        for pattern, shape in _PHRASES:
            match = pattern.fullmatch(typed)
            if match:
                return self._shaped(shape, [part for part in match.groups() if part])
        on = _ON.fullmatch(typed)
        if on is None:
            return self._single(typed)
        return on[1] if _is_date(on[1]) else self._single(on[1])

    def _shaped(self, shape: str, parts: list[str]) -> str:
        """Put dates into a shape; where one is bad, so is the whole, and its hint is whole too."""
        found: list[str] = []
        bad: BadDate | None = None
        for part in parts:
            try:
                found.append(self._single(part))
            except BadDate as one:
                bad = bad or one
                found.append(one.hint)
        if bad is not None:
            raise BadDate(bad.text, bad.reason, _parsing(shape.format(*found), bad.hint))
        return shape.format(*found)

    def _single(self, typed: str) -> str:
        """Answer one date without slash or brackets."""
        word = typed.lower()
        if word in _DAYS_AGO:
            return self._day(_DAYS_AGO[word])
        if word == "now":
            return self._minute()
        for pattern, mark in _QUALIFIERS:
            match = pattern.fullmatch(typed)
            if match:
                return _qualified(self._single(match[1]), mark)
        try:
            date = Date.parse(typed)
        except BadDate as bad:
            raise self._refused(typed, bad) from None
        if date.form is not Form.SINGLE:
            reason = "expected one date, without slash or brackets"
            known = date.start if isinstance(date.start, Single) else date.end
            raise BadDate(typed, reason, str(known))
        return typed

    def _refused(self, typed: str, bad: BadDate) -> BadDate:
        """Say what is wrong with words that are no date."""
        meant = written_out(typed)
        if meant is not None:
            return BadDate(typed, "expected digits, year first", meant)
        for pattern, shape in _PHRASES:
            match = pattern.fullmatch(typed)
            if match:
                hint = self._hint(shape, [part for part in match.groups() if part], bad)
                return BadDate(typed, "expected one date after the first word", hint)
        for pattern, reason, shape in _HALVES:
            match = pattern.fullmatch(typed)
            if match:
                return BadDate(typed, reason, self._hint(shape, list(match.groups()), bad))
        if typed and not re.search(r"\d", typed):
            reason = "expected a date, year first, or today, yesterday or now"
            return BadDate(typed, reason, self._day(0))
        return bad

    def _hint(self, shape: str, parts: list[str], bad: BadDate) -> str:
        try:
            return _parsing(self._shaped(shape, parts), bad.hint)
        except BadDate as worse:
            return worse.hint

    def _day(self, ago: int) -> str:
        reading = to_datetime(self.now, self.zone).replace(tzinfo=UTC)
        return to_datetime(Instant(from_datetime(reading) - ago * _DAY), UTC).date().isoformat()

    def _minute(self) -> str:
        """Answer the minute, with the offset of the zone; in UTC where that is no whole minutes."""
        here = to_datetime(self.now, self.zone).isoformat(timespec="minutes")
        if not _is_date(here):
            here = to_datetime(self.now, UTC).isoformat(timespec="minutes")
        return str(Date.parse(here))


def _is_date(text: str) -> bool:
    try:
        Date.parse(text)
    except BadDate:
        return False
    return True


def _qualified(single: str, mark: str) -> str:
    """Add a qualifier to a date; one that says otherwise already makes it both."""
    stands = single[-1] if single[-1] in "?~%" else ""
    if not stands:
        return single + mark
    return single[:-1] + (stands if stands == mark else "%")


def _parsing(hint: str, otherwise: str = "") -> str:
    """Answer a hint if it parses, else another that does."""
    try:
        return str(Date.parse(hint))
    except BadDate as bad:
        return otherwise or bad.hint
