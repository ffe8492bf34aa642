"""The moments of an answer in words, on every clock."""

import re
from datetime import date
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from chrono.cli.render.terminal import line
from chrono.values.clocks import Instant, iso, to_datetime
from chrono.values.date_words import in_words, with_article
from chrono.values.dates import Date
from chrono.values.month_names import SHORT_MONTHS

if TYPE_CHECKING:  # types alone
    from chrono.state.as_of import AsOf
    from chrono.state.moments import Moment

_SECOND: Final = 1_000_000
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def moment_in_words(moment: "Moment", zone: str) -> str:
    """Return a moment in words, with the last instant that it includes, so that a copy is citable.

    Typed again, the instant is the same moment.
    """
    text = moment.text
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        text = f"the end of {_day(date.fromisoformat(text))}"
    elif re.fullmatch(r"[^.]+\.\d+Z", text):  # now, or an instant as printed
        local = to_datetime(moment.instant, ZoneInfo(zone))
        text = f"{_day(local)} {local:%H:%M:%S}"
    elif not re.fullmatch(r"e\d+\^?", text):
        asked = Date.parse(text)
        edge = Date.parse(str(asked.end or asked.start).rstrip("?~%"))  # to its end, however vague
        words = in_words(edge, ZoneInfo(zone))
        text = words if "T" in str(edge) else f"the end of {with_article(words)}"
    return f"{line(text)} ({zone}; {_last_included(moment.instant) or 'the end of time'})"


def _last_included(before: Instant) -> str | None:
    """Return the last second before an instant, or the last microsecond of a part of a second."""
    return iso(Instant(before - (1 if before % _SECOND else _SECOND)))


def _day(day: date) -> str:
    return f"{_DAYS[day.weekday()]} {day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def public_by(asof: "AsOf", zone: str) -> str:
    """Return until when sources count; the moment of the answer itself is not written twice."""
    known = asof.known or asof.at
    then = "then" if known.instant == asof.at.instant else moment_in_words(known, zone)
    return f"from what was public by {then}"


def heading(asof: "AsOf", zone: str) -> str:
    """Return the moment of an answer, on every clock that was given."""
    parts = [f"at {moment_in_words(asof.at, zone)}"]
    if asof.known:
        parts.append(public_by(asof, zone))
    if asof.recorded:
        parts.append(f"as recorded by {line(asof.recorded)}")
    return ", ".join(parts)
