"""Dates in text: in words, or as they are written in EDTF where somebody asked for that."""

from zoneinfo import ZoneInfo

import click

from chrono.cli.render.terminal import EDTF
from chrono.values.clocks import zone as zone_named
from chrono.values.date_words import in_words, since
from chrono.values.dates import Date


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
    return since(date_in_words(date, zone))
