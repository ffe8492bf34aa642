"""The precision of single dates: their neighbours, and two of them made equally precise."""

from datetime import datetime, timedelta
from typing import Final, get_args

from chrono.values.edtf import BadDate, Single, Unit, read

_UNITS: Final[tuple[Unit, ...]] = get_args(Unit)
_TIMES: Final = ("minute", "second")
_STEP: Final = timedelta(microseconds=1)


def beside(single: Single, *, later: bool) -> str:
    """Return the date of the same precision just after another, or just before it; so qualified.

    Raises:
        BadDate: There is none in the years 0001 to 9999.
    """
    try:
        edge = single.last.replace(fold=0) + _STEP if later else single.first - _STEP
    except OverflowError:
        raise BadDate(single.text, "no date before year 1 or after year 9999", "") from None
    text = _as_precise(edge, single.unit) + _offset(single) + single.qualifier
    if read(text) is None:
        raise BadDate(single.text, "no date before year 1 or after year 9999", "")
    return text


def _as_precise(edge: datetime, unit: Unit) -> str:
    """Return the date of a precision that covers a clock reading, without an offset."""
    if unit in _TIMES:
        return edge.isoformat(timespec=f"{unit}s")
    day = edge.date().isoformat()
    return {
        "century": f"{day[:2]}XX",
        "decade": f"{day[:3]}X",
        "year": day[:4],
        "half": f"{day[:4]}-{40 + (edge.month - 1) // 6}",
        "quarter": f"{day[:4]}-{33 + (edge.month - 1) // 3}",
        "month": day[:7],
    }.get(unit, day)


def evened(start: Single, end: Single) -> tuple[Single, Single] | None:
    """Return two ends of a span as precise as the more precise one, with the same bounds.

    None if there are none.
    """
    unit = max(start.unit, end.unit, key=_UNITS.index)
    in_days = unit not in _TIMES
    if any(each.offset is not None and each.unit != unit and in_days for each in (start, end)):
        return None  # which day that time is on depends on the home zone
    first, last = read(_at(start, start.first, unit)), read(_at(end, end.last, unit))
    return (first, last) if first and last else None


def _at(single: Single, edge: datetime, unit: Unit) -> str:
    """Return a date at another precision, at one of its edges; at its own it is the same."""
    if single.unit == unit:
        return single.text
    offset = _offset(single) if unit in _TIMES else ""
    return _as_precise(edge, unit) + offset + single.qualifier


def _offset(single: Single) -> str:
    """Return the offset of a time as it is written; empty for none."""
    text = single.text.rstrip("?~%")
    clock = single.first.isoformat(timespec=f"{single.unit}s") if "T" in text else text
    return text[len(clock) :]
