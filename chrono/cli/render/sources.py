"""A source, cited on one line."""

from collections.abc import Callable

from chrono.cli.render.dates import date_in_words
from chrono.cli.render.terminal import line
from chrono.values.dates import Date
from chrono.values.sources import Source


def source_in_words(
    source: Source, zone: str, said: Callable[[Date, str], str] = date_in_words
) -> str:
    """Return a source cited on one line; `zone` is the home zone, and `said` says its date."""
    published = said(source.published, zone) if source.published else "undated"
    parts = [source.publisher, published, source.basis]
    if source.origin and source.origin != source.publisher:
        parts.append(f"repeats {source.origin}")
    if source.via:
        parts.append(f"read via {source.via}")
    parts.extend(part for part in (source.title, source.pinpoint, source.url) if part)
    return line(" · ".join(parts))
