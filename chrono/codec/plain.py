"""The short way through the codec, for developments of which there is nothing to explain.

It only says yes. What it takes, the codec takes too, and makes the same draft of it; what
it does not take, wrong or just rare, the codec reads, and explains.
"""

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from cattrs import Converter

from chrono.codec.claims_of_data import claims_of_data
from chrono.codec.shapes import LONGEST_HEADLINE, is_new_id
from chrono.errors import ChronoError
from chrono.events.drafts import Draft
from chrono.events.entries import ACTS, DECLARATION
from chrono.events.kinds import Register
from chrono.values.addresses import checked_address
from chrono.values.dates import Date
from chrono.values.sources import Source

_REQUIRED: Final = frozenset({"id", "kind", "occurred", "headline", "sources"})
_LINKS: Final = ("after", "before", "contests")
_FIELDS: Final = _REQUIRED | {*_LINKS, "chronology", "data", "note"}

_LARGEST: Final = 1 << 63
_DEEPEST: Final = 16


class _NotPlain(ChronoError):
    """Something that is left to the codec."""


class Plain:
    """Reads plain developments.

    Args:
        chronology: The name of the chronology of those that name none.
        register: The kinds.
        converter: What structures data and sources.
    """

    def __init__(self, chronology: str, register: Register, converter: Converter) -> None:
        self._chronology = chronology
        self._register = register
        self._converter = converter

    def draft(
        self, written: object, where: str, at: Callable[..., str] | None = None
    ) -> Draft | None:
        """Return the draft of a development; None for what is left to the codec."""
        if type(written) is not dict or not _REQUIRED <= written.keys() <= _FIELDS:
            return None
        try:
            return self._read(written, where, at)
        except Exception:  # noqa: BLE001  whatever is wrong, the codec explains it
            return None

    def _read(
        self, written: dict[str, Any], where: str, at: Callable[..., str] | None
    ) -> Draft | None:
        chronology, given = written.get("chronology", self._chronology), written["id"]
        known, headline = self._register.get(written["kind"]), _text(written["headline"])
        if known is None or known.name in ACTS or known.name == DECLARATION:
            return None
        if not (is_new_id(chronology) and is_new_id(given)):
            return None
        if len(headline) > LONGEST_HEADLINE or not headline.strip() or not written["sources"]:
            return None
        body: dict[str, Any] = {
            "chronology": chronology,
            "id": given,
            "kind": known.name,
            "occurred": str(Date.parse(written["occurred"])),
            "headline": headline,
            "sources": [self._source(source) for source in _list(written["sources"])],
        }
        data = _value(written.get("data", {}))
        asserted = self._converter.structure(data, known.cls)
        data, claims, faults = claims_of_data(asserted, self._converter)
        if faults:
            return None
        if data:
            body["data"] = data
        for field in _LINKS:
            if field in written and _list(written[field]):
                body[field] = [_text(name) for name in written[field]]
        if "note" in written:
            body["note"] = _text(written["note"])
        derived = {"claims": [claim.body() for claim in claims], "version": known.version}
        return Draft(
            chronology=chronology,
            id=given,
            kind=known.name,
            body=body,
            derived=derived,
            where=where,
            at=at,
        )

    def _source(self, source: dict[str, str]) -> dict[str, str]:
        return dict(_checked(self._converter, tuple(source.items())))


@lru_cache(maxsize=8192)
def _checked(converter: Converter, fields: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Return a source as it is stored, cached: many events cite the same one."""
    source: Source = converter.structure(
        {_text(name): _text(value) for name, value in fields}, Source
    )
    if source.url:
        checked_address(source.url)
    if not (source.url or source.published):
        raise _NotPlain
    return source.body()


def _list(value: list[Any]) -> list[Any]:
    if type(value) is list:
        return value
    raise _NotPlain


def _text(text: str) -> str:
    """Return text that needs no change: in normal form, and without control characters."""
    plain = type(text) is str and text and text.isprintable()
    if plain and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return text
    raise _NotPlain


def _value(value: Any, depth: int = 0) -> Any:
    """Return a copy of a value that is in normal form."""
    if type(value) is str:
        return _text(value)
    if type(value) is dict and depth < _DEEPEST:
        return {
            _text(name): _text(item) if type(item) is str else _value(item, depth + 1)
            for name, item in value.items()
        }
    if type(value) is list and depth < _DEEPEST:
        return [_value(item, depth + 1) for item in value]
    if value is None or type(value) is bool or (type(value) is int and abs(value) < _LARGEST):
        return value
    raise _NotPlain
