"""Links to sources: who published what, when and on what basis, with the address behind it."""

from chrono.exports.html.markup import Markup, element, joined
from chrono.exports.html.wording import Wording
from chrono.exports.links import link
from chrono.values.sources import Source


def source_link(source: Source, wording: Wording, *, brief: bool = False) -> Markup:
    """Return a source in a line, with a link where it has an address of the web.

    A brief one is without title, and without what it repeats and where it was read.
    """
    title = "" if brief else source.title or ""
    url = link(source.url)
    name = title or source.publisher
    parts = [
        source.publisher if title else "",
        element("a", name, href=url) if url else name,
        source.pinpoint or "",
        "" if url else source.url or "",
        wording.date(source.published) if source.published else "",
        source.basis,
    ]
    if not brief:
        parts += [f"repeats {source.origin}"] if source.origin else []
        parts += [f"read in {source.via}"] if source.via else []
    return joined((part for part in parts if part), ", ")
