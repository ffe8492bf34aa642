"""A source, cited on one line."""

from zoneinfo import ZoneInfo

from chrono.cli.render.terminal import line
from chrono.values.date_words import words_and_edtf
from chrono.values.sources import Source


def source_in_words(source: Source, zone: ZoneInfo | None = None) -> str:
    """Return a source cited on one line; given the home zone, its date in words, too."""
    published = str(source.published or "undated")
    if source.published and zone:
        published = words_and_edtf(source.published, zone)
    parts = [source.publisher, published, source.basis]
    if source.origin and source.origin != source.publisher:
        parts.append(f"repeats {source.origin}")
    if source.via:
        parts.append(f"read via {source.via}")
    if source.title:
        parts.append(f"“{source.title}”")
    parts.extend(part for part in (source.pinpoint, source.url) if part)
    return line(" · ".join(parts))
