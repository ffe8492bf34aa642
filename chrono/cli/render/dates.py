"""Dates in text: in words, or as they are written in EDTF where somebody asked for that."""

from typing import Final
from zoneinfo import ZoneInfo

import click

from chrono.cli.render.terminal import EDTF
from chrono.values.clocks import zone as zone_named
from chrono.values.date_words import in_words, with_article
from chrono.values.dates import Date

_OWN_PREPOSITIONS: Final = frozenset(("by", "from", "since"))
_OF_A_SPAN: Final = frozenset(("at", "between", "in", "on"))
"""With which a date is one moment in a span: `between Jun and Sep` alone says how long."""


def as_edtf() -> bool:
    """Return whether somebody asked for dates as they are written."""
    ctx = click.get_current_context(silent=True)
    return bool(ctx and ctx.meta.get(EDTF))


def date_in_words(date: Date | str, zone: ZoneInfo | str) -> str:
    """Return a date, which may be given in EDTF, as people read it; `zone` is the home zone."""
    if as_edtf():
        return str(date)
    date = Date.parse(date) if isinstance(date, str) else date
    return in_words(date, zone_named(zone) if isinstance(zone, str) else zone)


def date_in_both(date: Date, zone: str) -> str:
    """Return a date in words and as it is stored, as ``17 Nov 2023 (2023-11-17)``."""
    words = date_in_words(date, zone)
    return words if words == str(date) else f"{words} ({date})"


def since_in_words(date: Date | str, zone: ZoneInfo | str) -> str:
    """Return since when something holds: ``since 17 Nov 2023``, ``by 29 Jul 2024``."""
    words = date_in_words(date, zone)
    first = words.split(" ")[0]
    if first in _OWN_PREPOSITIONS:
        return words
    return f"since some time {words}" if first in _OF_A_SPAN else f"since {with_article(words)}"
