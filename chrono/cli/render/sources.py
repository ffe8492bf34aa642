"""A source, cited on one line."""

from chrono.cli.render.dates import date_in_words
from chrono.cli.render.terminal import line
from chrono.values.sources import Source


def source_in_words(source: Source, zone: str) -> str:
    """Return a source cited on one line; `zone` is the home zone."""
    published = date_in_words(source.published, zone) if source.published else "undated"
    parts = [source.publisher, published, source.basis]
    if source.origin and source.origin != source.publisher:
        parts.append(f"repeats {source.origin}")
    if source.via:
        parts.append(f"read via {source.via}")
    if source.title:
        parts.append(f"“{source.title}”")
    parts.extend(part for part in (source.pinpoint, source.url) if part)
    return line(" · ".join(parts))
