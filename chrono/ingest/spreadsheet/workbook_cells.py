"""Cells of a workbook as text: numbers that are dates, and what their format shows of them.

Excel counts days from 1900 on and keeps of a typed `Nov 2023` the first of that month, shown as the
month. Other programs count back from there, and show earlier days.
"""

import functools
import re
from datetime import date, datetime, time
from typing import Any, Final

from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.datetime import from_excel

NO_DATE: Final = "########"
"""What is shown in place of a date that is none."""

_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""What a format shows as it is, and what it says of language and colour."""

_MONTH_ALONE: Final = frozenset("my")
_YEAR_ALONE: Final = frozenset("y")
_NOON: Final = 0.5


def text_of_cell(cell: Any, epoch: datetime) -> str:
    """Return what a cell of openpyxl says, whose dates may be numbers of days since `epoch`.

    A day at midnight is a day; the first of a month that is shown as a month is that month, and the
    first of January that is shown as a year is that year. A moment that rounds to the next day
    keeps its fraction of a second, which no date has. An empty cell gives an empty text.
    """
    value = cell.value
    if cell.data_type == "n" and value is not None and _is_date(shape := _shape(cell)):
        value = _dated(value, shape, epoch)
    if value is None:
        return ""
    if isinstance(value, datetime):
        return _shown(value, _shape(cell))
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


_is_date = functools.lru_cache(maxsize=256)(is_date_format)
"""A workbook has few formats, and most of its numbers one of them."""


def _shape(cell: Any) -> str:
    """Return the format of the number of a cell; the usual one for a style that is not there."""
    try:
        return str(cell.number_format)
    except IndexError:
        return "General"


def _dated(days: float, shape: str, epoch: datetime) -> Any:
    """Return the moment, the time or the duration that a number is; a text where it is none."""
    try:
        if is_timedelta_format(shape):
            return from_excel(days, epoch, timedelta=True)
        moment = from_excel(days, epoch)
        midnight = isinstance(moment, datetime) and moment.time() == time()
        if days >= 0 and days % 1 > _NOON and midnight:
            day = "" if days < 1 else f"{from_excel(int(days), epoch):%Y-%m-%d}T"
            second = min(days % 1 * 86_400 % 60, 59.999999)
            return f"{day}23:59:{second:.6f}"
    except (OverflowError, ValueError):
        return NO_DATE
    return moment


def _shown(moment: datetime, shape: str) -> str:
    """Return a moment as precise as its format shows it, where it is the first of what is shown."""
    if moment.time() != time():
        return moment.isoformat(timespec="seconds")
    day = moment.date().isoformat()
    letters = frozenset(re.findall("[a-z]", _LITERAL.sub("", shape).split(";")[0].lower()))
    if letters == _YEAR_ALONE and day.endswith("-01-01"):
        return day[:4]
    return day[:7] if letters == _MONTH_ALONE and moment.day == 1 else day
