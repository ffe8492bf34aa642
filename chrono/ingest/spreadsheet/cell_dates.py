"""Dates as the cells of a spreadsheet have them: modifier, date, end, time and zone, made one date.

Cells are read as everything that people type. They differ in two ways: what can be read in two ways
is settled for a whole column by a map, and `1831-35` or `1911-12` may be years, where EDTF reads a
quarter or a month. Nothing is guessed.
"""

import functools
import re
from typing import Final, Literal
from zoneinfo import ZoneInfo

import attrs

from chrono.errors import did_you_mean
from chrono.ingest.spreadsheet.cell_times import timed
from chrono.ingest.spreadsheet.date_parts import to_precision
from chrono.ingest.spreadsheet.wrong_cell import WrongCell
from chrono.values.clocks import shown
from chrono.values.date_words import in_words
from chrono.values.dates import BadDate, Date
from chrono.values.typed_dates import read_date
from chrono.values.typed_days import Order, is_date
from chrono.values.typed_singles import SingleReader
from chrono.values.year_spans import year_span

Spans = Literal["refused", "year spans", "edtf"]
"""What two years with one short are, as `1831-35`: lasting, or what EDTF says, or not known."""

_WORDS: Final = {
    "": "{0}", "on": "{0}", "before": "before {0}", "after": "after {0}", "about": "about {0}",
    "circa": "about {0}", "range": "", "between": "",
}  # fmt: skip
"""What a modifier makes of a date; empty for one that takes two."""

_ONCE: Final = {**_WORDS, "before": "by {0}", "after": "no earlier than {0}"}
"""The same in the first release, in which before and after took in the date itself."""

_ANY_ZONE: Final = ZoneInfo("UTC")
"""For words for dates without a time, which are the same in every zone."""

_OPEN: Final = {"present", "ongoing", "incumbent", "current", "still in office"}
"""What stands for the end of something that lasts."""

_MIDNIGHT: Final = re.compile(r"(\d) (?:12:00(?::00)? ?a\.?m\.?|0?0:00(?::00)?)", re.IGNORECASE)
"""What spreadsheets write after a day that has no time."""

PADDING: Final = re.compile(
    r"(\d)(?:T|\s)00:00(?::00(?:\.0+)?)?(?:Z|\s?UTC|\+00:?00)?$", re.ASCII | re.IGNORECASE
)
"""What exporters write after a day that has no time, in a column of nothing else."""

_SHORT_YEAR: Final = re.compile(
    r"(?P<before>\d\d?([/.-])(?:\d\d?|[a-z]{3,9})\2|[a-z]{3,9}\.? \d\d?, ?)'?(?P<year>\d\d)",
    re.ASCII | re.IGNORECASE,
)
"""A day whose year has two digits, which may be of any century."""

_YEAR: Final = 4
"""How many digits a year has."""

_TO: Final = re.compile(r"\s+(?:to|-|\u2013|\u2014)\s+", re.IGNORECASE)


@attrs.frozen(kw_only=True)
class DateCells:
    """The cells of a row that its date is made of, without spaces around; empty where not filled.

    `modified` says whether the spreadsheet has a column for the modifier. A precision is that of
    Wikidata, as `date_parts.to_precision` reads it, and a year that of the date beside it.
    """

    occurred: str
    modifier: str = ""
    end: str = ""
    time: str = ""
    zone: str = ""
    end_time: str = ""
    precision: str = ""
    end_precision: str = ""
    year: str = ""
    end_year: str = ""
    modified: bool = False


@attrs.frozen
class CellReader:
    """Reads the cells of one file.

    Attributes:
        order: How days in digits are written that end in a year.
        spans: What two years with one short are.
        years_from: The first of the hundred years that years of two digits are; 0 where they are
            refused.
        lasting: Whether a range is something that lasts, not one moment in it; None where the map
            does not say.
        with_spans: The fields in whose columns two years stand somewhere.
        padded: The fields in whose columns every time is midnight, so that there are days alone.
        certain: An order of days in digits, and a cell that is of this order alone, of a file none
            of whose cells is of the other alone; None where there is no such cell.
        first: Whether to read as the first release did, to tell what is read better now.
    """

    order: Order = "year first"
    spans: Spans = "refused"
    years_from: int = 0
    lasting: bool | None = None
    with_spans: frozenset[str] = frozenset()
    padded: frozenset[str] = frozenset()
    certain: tuple[Order, str] | None = None
    first: bool = False

    def date(self, cells: DateCells) -> str:
        """Return the text of the date that the cells are together.

        ``Before X`` is a moment before X, without it, ``After X`` one after it, ``Range`` one
        moment between two dates, or where ranges last all the time between them. An empty modifier
        is On; where no column has modifiers, an end makes a range. A zone without a time says
        nothing.

        Raises:
            WrongCell: With the field, what is wrong, and what would be right.
        """
        word = cells.modifier.casefold()
        if word not in _WORDS:
            hint = did_you_mean(word, _WORDS, "one of On, Before, After, Range, About")
            raise WrongCell("modifier", f"{shown(cells.modifier)} is no modifier; {hint}")
        if not _WORDS[word] or (not cells.modified and cells.end):
            return self._range(cells)
        if cells.end:
            reason = "an end date goes with the modifier Range; write that, or leave it out"
            raise WrongCell("end", reason)
        text = self.read(cells.occurred, precision=cells.precision, year=cells.year)
        if cells.time:
            text = timed(text, cells.time, cells.zone)
        return _checked((_ONCE if self.first else _WORDS)[word].format(text), text)

    def _range(self, cells: DateCells) -> str:
        parts = [cells.occurred, cells.end]
        if not cells.end:
            parts = _TO.split(cells.occurred, maxsplit=1)
        if len(parts) == 1:
            reason = "a range has two dates; write the second one, or On as its modifier"
            raise WrongCell("end", reason)
        if cells.time and not self.lasting:
            reason = "a time goes with one date; write it into both, as 2023-11-17T12:28"
            raise WrongCell("time", reason)
        if self.lasting and parts[1].casefold() in _OPEN and not cells.end_time:
            parts[1] = ""
        start = self.read(parts[0], precision=cells.precision, year=cells.year)
        end = ""
        if parts[1]:
            end = self.read(parts[1], "end", cells.end_precision, cells.end_year)
        start = timed(start, cells.time, cells.zone) if cells.time else start
        end = timed(end, cells.end_time, cells.zone) if cells.end_time else end
        if not end:
            return _checked(f"since {start}", f"since {start}")
        shape = "from {} to {}" if self.lasting else "between {} and {}"
        return _checked(shape.format(start, end), f"{start} to {end}")

    def read(self, cell: str, field: str = "occurred", precision: str = "", year: str = "") -> str:
        """Return the text of the date that one cell is; WrongCell for `field` if it is none.

        A `year` beside it, if there is one, is that of the date.
        """
        date = self._read(cell, field, precision, year)
        starts = date[:_YEAR]
        if year and starts.isdecimal() and starts != year:
            reason = (
                f"{shown(cell)} is not in {year}, the year beside it; map one of them to ignore"
            )
            raise WrongCell(field, reason)
        return date

    def _read(self, cell: str, field: str, precision: str, year: str) -> str:
        text = " ".join(cell.split())
        if field in self.padded or precision:
            text = PADDING.sub(r"\1", text)
        if precision:
            return to_precision(text, precision, field)
        text = _MIDNIGHT.sub(r"\1", text)
        if short := _SHORT_YEAR.fullmatch(text):
            text = short["before"] + self._in_full(short["year"], year, cell, field)
        years = year_span(text)
        if years and self.spans == "year spans":
            return "/".join(years)
        if years and self._two_readings(text, field):
            reason = f"{_both(text, years)}; {_mapped('year spans', 'edtf')}"
            raise WrongCell(field, f"{shown(cell)}: {reason}")
        try:
            return _in_edtf(text, self.order)
        except BadDate as bad:
            more = ("year spans",) if years else ("day first", "month first")
            settled = bool(years) or "(month first)" in bad.reason
            reason = f"{bad.reason}; {_mapped(*more)}" if settled else bad.reason
            if settled and self.certain and not years:
                order, other = self.certain
                reason = f"{bad.reason}; {_mapped(order)}, as {shown(other)} is {order}"
            raise WrongCell(field, str(BadDate(cell, reason, bad.hint))) from None

    def _in_full(self, digits: str, beside: str, cell: str, field: str) -> str:
        """Return the year of four digits that two digits are; WrongCell where nothing says it."""
        if beside[2:] == digits:
            return beside
        if not self.years_from:
            reason = (
                f"{shown(cell)}: expected a year of four digits, 19{digits} or 20{digits}; for the "
                "whole column --map 'dates:=years from 1950' reads 50 as 1950 and 49 as 2049"
            )
            raise WrongCell(field, reason)
        return f"{self.years_from + (int(digits) - self.years_from) % 100:04}"

    def _two_readings(self, text: str, field: str) -> bool:
        """Return whether what may be two years may be a quarter, a half or a month of this file."""
        if self.spans == "edtf" or not is_date(text):
            return False
        return text[5:] > "12" or field in self.with_spans


def _both(text: str, years: tuple[str, str]) -> str:
    """Return both meanings of a cell, each as what can be written instead."""
    start, end = years
    return f"say {start}/{end} (lasting) or {in_words(Date.parse(text), _ANY_ZONE)}"


def _mapped(*words: str) -> str:
    return f"for the whole column --map {' or '.join(repr(f'dates:={word}') for word in words)}"


def _checked(phrase: str, cell: str) -> str:
    try:
        return _in_edtf(phrase)
    except BadDate as bad:
        reason = bad.reason
        if "without slash" in reason:
            reason = "a modifier goes with a single date"
        raise WrongCell("occurred", str(BadDate(cell, reason, bad.hint))) from None


@functools.lru_cache(maxsize=8192)
def _in_edtf(typed: str, order: Order = "year first") -> str:
    """Return the EDTF text of a typed date; BadDate if it is none. Rows share most of theirs."""
    return read_date(typed, SingleReader(order=order))
