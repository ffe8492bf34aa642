"""Dates in a subset of EDTF (ISO 8601-2:2019), and their bounds.

A date is a day, a month, a year, a time of day, one moment within a span, or an interval.
The grammar of single dates, with the extensions of chrono, is in `chrono.values.edtf`.
"""

import enum
import functools
from typing import Final, Literal
from zoneinfo import ZoneInfo

import attrs

from chrono.values import edtf
from chrono.values.by_fields import ByFields
from chrono.values.clocks import BEGINNING, END, Bounds
from chrono.values.edtf import BadDate, NoSuchLocalTime, Single
from chrono.values.precision import evened

__all__ = ["BadDate", "Date", "Form", "NoSuchLocalTime", "Single"]

_LONGEST: Final = 100
_MOST_CORRECTIONS: Final = 6

Edge = Single | Literal["", ".."]
"""An end of a date: known, unknown (``""``; in a span: open), or open (``".."``)."""


class Form(enum.Enum):
    """How a date combines its start and end; the value is the format of its text."""

    SINGLE = "{0}{1}"
    LASTING = "{0}/{1}"
    SPAN = "[{0}..{1}]"


@attrs.frozen(cache_hash=True, repr=False)
class Date(ByFields):
    """A date, made by `parse`; two are equal when their canonical texts are.

    Attributes:
        form: A single date, an interval with a slash, or one moment within a span.
        start: The start; empty for unknown (in a span: open), `..` for open.
        end: The end, likewise; empty for a single date.
    """

    form: Form
    start: Edge
    end: Edge

    @staticmethod
    def parse(text: str) -> "Date":
        """Return the date that a text in EDTF names; BadDate for any other text.

        >>> str(Date.parse("2023-11-19T21:00-08"))
        '2023-11-19T21:00-08:00'
        >>> Date.parse("2019-07-22/..").lasting
        True
        >>> Date.parse("17/11/2023")
        Traceback (most recent call last):
        chrono.values.edtf.BadDate: '17/11/2023': expected year first, as 2023-11-17
        """
        return _parsed(text)

    @staticmethod
    def parse_new(text: str) -> "Date":
        """Return the date that new text names: as `parse`, with a span's ends equally precise.

        What stands in a log already may say otherwise, and is read by `parse`.

        >>> Date.parse_new("[2025-01..2026]")
        Traceback (most recent call last):
        chrono.values.edtf.BadDate: '[2025-01..2026]': both ends have one precision, and these are \
a month and a year, as [2025-01..2026-12]
        """
        date = Date.parse(text)
        even = _even(date)
        if even is None:
            return date
        units = " and ".join(
            f"a {end.unit}" for end in (date.start, date.end) if isinstance(end, Single)
        )
        raise BadDate(text, f"both ends have one precision, and these are {units}", even)

    def __str__(self) -> str:
        """Return the canonical text, which parses to an equal date."""
        return self.form.value.format(self.start, self.end)

    @property
    def lasting(self) -> bool:
        """Whether it is an interval with a slash, also one with an open or unknown end."""
        return self.form is Form.LASTING

    @property
    def qualifier(self) -> str:
        """How sure its bounds are: `?` uncertain, `~` approximate, `%` both, or empty.

        The end of an interval with a known start has no effect on this.
        """
        marks = {part.qualifier for part in self._bounding() if part.qualifier}
        return "%" if len(marks) > 1 else "".join(marks)

    @property
    def own_end(self) -> "Date | None":
        """The end of an interval whose start and end are known, as a date; None for any other.

        >>> str(Date.parse("2019-07-22/2023-01").own_end)
        '2023-01'
        >>> Date.parse("2019-07-22/..").own_end is None
        True
        """
        if self.form is Form.LASTING and isinstance(self.start, Single):
            return Date(Form.SINGLE, self.end, "") if isinstance(self.end, Single) else None
        return None

    @property
    def own_start(self) -> "Date":
        """The start of an interval that has an `own_end`, as a date; any other date itself."""
        return self if self.own_end is None else Date(Form.SINGLE, self.start, "")

    def bounds(self, zone: ZoneInfo) -> Bounds:
        """Return the instants within which it lies: half-open, in UTC, as wide as its precision.

        A time without an offset is of clocks in `zone`, the home zone; one that they show twice
        covers both. An interval has the bounds of its start, which is over no later than its end;
        without a known start, it reaches from BEGINNING to the end of its end. Qualifiers change
        nothing.

        Raises:
            NoSuchLocalTime: Clocks in `zone` jump over a time.
            BadDate: One end has an offset, and in `zone` the date ends before it starts.

        >>> from chrono.values.clocks import iso
        >>> def bounds(text):
        ...     date_bounds = Date.parse(text).bounds(ZoneInfo("Europe/Berlin"))
        ...     return iso(date_bounds.earliest), iso(date_bounds.before)
        >>> bounds("2024-03-31")  # a day of 23 hours
        ('2024-03-30T23:00:00Z', '2024-03-31T22:00:00Z')
        >>> bounds("2024-02~")
        ('2024-01-31T23:00:00Z', '2024-02-29T23:00:00Z')
        >>> bounds("[..2024]")
        (None, '2024-12-31T23:00:00Z')
        >>> bounds("2024-02-10/2024-03")
        ('2024-02-09T23:00:00Z', '2024-02-10T23:00:00Z')
        """
        return _bounds(self, zone)

    def _bounding(self) -> tuple[Single, ...]:
        """Return the parts that decide its bounds."""
        if self.form is not Form.SPAN and isinstance(self.start, Single):
            return (self.start,)
        return tuple(part for part in (self.start, self.end) if isinstance(part, Single))


@functools.lru_cache(maxsize=8192)
def _parsed(text: str) -> Date:
    try:
        return _read(text)
    except BadDate as bad:
        raise BadDate(text, bad.reason, _corrected(bad.hint)) from None


def _corrected(text: str) -> str:
    """Return `text` corrected until it is a date; empty if it cannot be, or is after many steps."""
    for _ in range(_MOST_CORRECTIONS if text else 0):
        try:
            date = _read(text)
        except BadDate as bad:
            text = bad.hint
        else:
            even = _even(date)
            return str(date) if even is None else even
    return ""


def _read(text: str) -> Date:
    """Return the date; or raise BadDate, whose hint is `text` with its first fault corrected."""
    if len(text) > _LONGEST:
        raise BadDate(text, f"longer than {_LONGEST} characters", "")
    try:
        date = _shaped(text)
    except BadDate as bad:  # the shape of a date that no calendar has, as 31 April
        raise BadDate(text, bad.reason, text.replace(bad.text, bad.hint, 1)) from None
    if date is None:
        from chrono.values import date_hints  # noqa: PLC0415  slow to import; for mistakes

        raise BadDate(text, *date_hints.explain(text))
    if _reversed(date):
        raise BadDate(text, "ends before it starts", str(_swapped(date)))
    return date


def _shaped(text: str) -> Date | None:
    """Return the date if `text` has the shape of one, even if its ends are reversed; else None."""
    single = edtf.read(text)
    if single is not None:
        return Date(Form.SINGLE, single, "")
    if text[:1] == "[" and text[-1:] == "]":
        return _joined(Form.SPAN, text[1:-1].partition(".."))
    return _joined(Form.LASTING, text.partition("/"))


def _joined(form: Form, parts: tuple[str, str, str]) -> Date | None:
    first, joint, last = parts
    start, end = _edge(first, form), _edge(last, form)
    known = isinstance(start, Single) or isinstance(end, Single)
    if not joint or not known or start is None or end is None:
        return None
    return Date(form, start, end)


def _edge(text: str, form: Form) -> Edge | None:
    if text == "":
        return ""
    if text == ".." and form is Form.LASTING:
        return ".."
    return edtf.read(text)


def _even(date: Date) -> str | None:
    """Return a span with ends of one precision, "" for none; None for a date that has no need."""
    start, end = date.start, date.end
    if date.form is not Form.SPAN or not (isinstance(start, Single) and isinstance(end, Single)):
        return None
    if start.unit == end.unit:
        return None
    ends = evened(start, end)
    even = Date(date.form, *ends) if ends else None
    return str(even) if even and not _reversed(even) else ""


def _swapped(date: Date) -> Date:
    return Date(date.form, date.end, date.start)


def _reversed(date: Date) -> bool:
    """Return whether the end is before the start in every home zone."""
    start, end = date.start, date.end
    return isinstance(start, Single) and isinstance(end, Single) and start.surely_after(end)


@functools.lru_cache(maxsize=8192)
def _bounds(date: Date, zone: ZoneInfo) -> Bounds:
    start = date.start.bounds(zone) if isinstance(date.start, Single) else None
    end = date.end.bounds(zone) if isinstance(date.end, Single) else None
    if start and end and end.before <= start.earliest:
        raise BadDate(str(date), f"ends before it starts, in {zone}", str(_swapped(date)))
    if start and date.form is not Form.SPAN:
        return Bounds(start.earliest, min(start.before, end.before)) if end else start
    return Bounds(start.earliest if start else BEGINNING, end.before if end else END)
