"""The short way through the codec, for developments of which there is nothing to explain.

It only says yes. What it takes, the codec takes too, and makes the same draft of it; what
it does not take, wrong or just rare, the codec reads, and explains.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, Final

import attrs
from cattrs import Converter

from chrono.codec.claims_of_data import claims_of_data
from chrono.codec.shapes import LONGEST_HEADLINE, is_new_id
from chrono.codec.structuring import written_claim
from chrono.errors import ChronoError
from chrono.events.claims import OPS, Claim, faults
from chrono.events.drafts import Draft
from chrono.events.entries import ACTS, DECLARATION
from chrono.events.kinds import Kind, Register
from chrono.events.outlines import Cited, Outline
from chrono.values.addresses import checked_address
from chrono.values.bases import BASES
from chrono.values.canonical import quickly
from chrono.values.dates import Date
from chrono.values.keys import checked
from chrono.values.sources import Name, Source
from chrono.values.usual_dates import is_usual

_REQUIRED: Final = frozenset({"id", "kind", "occurred", "headline", "sources"})
_LINKS: Final = frozenset({"after", "before", "contests"})
_FIELDS: Final = _REQUIRED | {*_LINKS, "chronology", "data", "note"}
_LISTED: Final = frozenset({"claims"})
_OF_SOURCE: Final = frozenset(field.name for field in attrs.fields(Source))

_LARGEST: Final = 1 << 63
_DEEPEST: Final = 16

_ESCAPES: Final = re.compile(r'[^\\]*(?:\\["\\][^\\]*)*')
"""JSON that escapes quotation marks and backslashes alone, and so no control characters."""

_Asserted = tuple[dict[str, Any], tuple[Claim, ...]]
_Stored = tuple[Cited, dict[str, str]]


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
        self._resolve: Callable[[str], str] = partial(converter.structure, cl=Name)
        # By name: the kind, and whether its data is a list of claims and nothing else.
        self._kinds: dict[str, tuple[Kind, bool]] = {}

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
        if not (is_new_id(chronology) and is_new_id(given)):
            return None
        known, lists = self._kinds.get(written["kind"]) or self._met(written["kind"])
        headline, listed = _text(written["headline"]), _list(written["sources"])
        if len(headline) > LONGEST_HEADLINE or headline.isspace() or not listed:
            return None
        sources = [_source(self._converter, tuple(source.items())) for source in listed]
        data, claims = self._asserted(known, written.get("data", {}), lists=lists)
        occurred = _date(written["occurred"])
        content: dict[str, Any] = {
            "chronology": chronology,
            "derived": {"version": known.version},
            "headline": headline,
            "id": given,
            "kind": known.name,
            "occurred": occurred,
            "sources": [fields for _, fields in sources],
        }
        if data:
            content["data"] = data
        if claims:
            content["derived"]["claims"] = [claim.body() for claim in claims]
        links: dict[str, tuple[str, ...]] = {}
        for field in _LINKS & written.keys():
            if _list(written[field]):
                links[field] = content[field] = tuple([_text(name) for name in written[field]])
        if "note" in written:
            content["note"] = _text(written["note"])
        outline = Outline(occurred, tuple([cited for cited, _ in sources]), claims, **links)
        whole = _checked(quickly(content))
        return Draft.of_plain(chronology, given, known.name, whole, outline, where, at)

    def _met(self, name: object) -> tuple[Kind, bool]:
        known = self._register.get(name)
        if known is None or known.name in ACTS or known.name == DECLARATION:
            raise _NotPlain
        self._kinds[known.name] = known, _lists_claims(known.cls)
        return self._kinds[known.name]

    def _asserted(self, known: Kind, data: dict[str, Any], *, lists: bool) -> _Asserted:
        """Return the data of a kind in normal form, and what it claims."""
        if lists and data.keys() <= _LISTED:
            listed = _list(data["claims"]) if data else []
            claims = tuple([self._claim(one) for one in listed])
            listing: Any = known.cls
            if listing(claims=claims).claims() is claims and not any(faults(claims)):
                return {
                    "claims": [written_claim(each) for each in claims]
                } if claims else {}, claims
        asserted = self._converter.structure(_value(data), known.cls)
        written, made, wrong = claims_of_data(asserted, self._converter)
        if wrong:
            raise _NotPlain
        for claim in made:
            _value(claim.value)  # which the kind has worked out
        return written, tuple(made)

    def _claim(self, written: dict[str, Any]) -> Claim:
        """Return a claim of a list, with a copy of its value."""
        value = written.get("value")
        (op,) = [name for name in written if name != "value"]
        if op not in OPS or type(written) is not dict:
            raise _NotPlain
        if type(value) is not str:
            value = _value(value)
            if type(value) is list:
                value = [self._resolve(each) if type(each) is str else each for each in value]
        elif op in ("add", "drop"):
            value = self._resolve(_text(value))
        else:
            _text(value)
        return Claim(op, checked(_text(written[op])), value)


@lru_cache(maxsize=256)
def _lists_claims(cls: Any) -> bool:
    """Return whether the data of a kind is a list of claims, and nothing else."""
    fields = [(field.alias, field.type) for field in attrs.fields(cls)]
    return fields == [("claims", tuple[Claim, ...])]


@lru_cache(maxsize=8192)
def _source(converter: Converter, fields: tuple[tuple[str, str], ...]) -> _Stored:
    """Return a source, as the index has it and as it is stored; cached, as many events cite it."""
    stored = {_text(name): _text(value) for name, value in fields}
    if not stored.keys() <= _OF_SOURCE or stored["basis"] not in BASES:
        raise _NotPlain
    stored["publisher"] = converter.structure(stored["publisher"], Name)
    url, published = stored.get("url"), stored.get("published")
    if url:
        checked_address(url)
    if published:
        published = stored["published"] = _date(published)
    elif not url:
        raise _NotPlain
    return Cited(stored["publisher"], published, url), stored


def _date(text: str) -> str:
    """Return the canonical text of a date."""
    return text if is_usual(text) else str(Date.parse(text))


def _list(value: list[Any]) -> list[Any]:
    if type(value) is list:
        return value
    raise _NotPlain


def _text(text: str) -> str:
    """Return text itself, of which `_checked` sees the rest."""
    if type(text) is str and text:
        return text
    raise _NotPlain


def _value(value: Any, depth: int = 0) -> Any:
    """Return a copy of a value of which `_checked` sees the texts."""
    if type(value) is str:
        return _text(value)
    if type(value) is dict and depth < _DEEPEST:
        return {
            _text(name): item if type(item) is str and item else _value(item, depth + 1)
            for name, item in value.items()
        }
    if type(value) is list and depth < _DEEPEST:
        return [_value(item, depth + 1) for item in value]
    if value is None or type(value) is bool or (type(value) is int and abs(value) < _LARGEST):
        return value
    raise _NotPlain


def _checked(stored: str) -> str:
    """Return canonical JSON in which every text is in normal form, without control characters.

    What the whole of it is, each text in it is. Those of ASCII but the last are escaped in it.
    """
    plain = (
        "\x7f" not in stored
        if stored.isascii()
        else stored.isprintable() and unicodedata.is_normalized("NFC", stored)
    )
    if plain and ("\\" not in stored or _ESCAPES.fullmatch(stored)):
        return stored
    raise _NotPlain
