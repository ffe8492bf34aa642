"""Cells as programs write them: HTML on slides of TimelineJS, and items of Wikidata by number."""

import re
from collections.abc import Mapping
from typing import Final

from chrono.ingest.spreadsheet.built_in_maps import ITEMS, SLIDES
from chrono.ingest.spreadsheet.html_text import address_in, text_of

_SHOWN: Final = ("headline", "title")
"""The fields of a slide that may have HTML, beside its note."""

_ITEM: Final = re.compile(r"Q[1-9]\d*", re.ASCII)
"""An item of Wikidata without its address, as some programs shorten it."""


def as_text(filled: Mapping[str, str], like: str) -> dict[str, str]:
    """Return the cells of a row that say something, by field, as a map of ours has them read."""
    if like == SLIDES:
        return _without_html(filled)
    if like == ITEMS and _ITEM.fullmatch(filled.get("url", "")):
        return {**filled, "url": f"https://www.wikidata.org/wiki/{filled['url']}"}
    return dict(filled)


def _without_html(filled: Mapping[str, str]) -> dict[str, str]:
    """Return the cells of a slide as text; what it embeds is its one address, or else a note."""
    cells = {**filled, **{field: text_of(filled[field]) for field in _SHOWN if field in filled}}
    embedded = cells.get("url", "")
    if embedded.startswith("<"):
        del cells["url"]
        if address := address_in(embedded):
            cells["url"] = address
        else:
            cells["note"] = "\n".join(filter(None, (cells.get("note"), text_of(embedded))))
    return cells
