"""What readers take for granted of a stored entry, and the error where an entry is not so.

Whoever can write a file can write a log whose hashes are right, so a body may hold anything. What
an append of any release has written passes: this asks for types, operations, keys, bases, dates and
ids, never for what needs the kinds (docs/log-format.md, What a body holds).
"""

import json
import math
import re
from collections.abc import Mapping
from typing import Any, Final

from chrono.errors import ChronoError
from chrono.events.claims import Claim
from chrono.values import clocks
from chrono.values.canonical import DEEPEST, canonical
from chrono.values.dates import BadDate, Date
from chrono.values.ids import is_id
from chrono.values.keys import checked_glob
from chrono.values.sources import Source

_DEEPEST_BODY: Final = DEEPEST + 4
"""The levels of a body, at most: a value of 64 may stand in a claim, in claims, in derived."""

_SURROGATE: Final = r"\\u[dD][89a-fA-F]"

LAST_VERSION: Final = 999_999
"""The last version that a kind may have."""

_DECLARED: Final = frozenset({"title", "zone", "parties", "aliases", "keys"})
_OF_KEY: Final = {"title": None, "holds": ("single", "set"), "prefer": ("none",)}
"""What may be said of a declared key, and the words for it; None for any text."""


class UnreadableEntry(ChronoError):
    """An entry that chrono cannot read, though its hash may be right: no append has written it.

    Attributes:
        position: Its position in the log.
        reason: The field, and what is wrong with it.
    """

    broken = True

    def __init__(self, position: int, reason: str, file: object = None) -> None:
        self.position = position
        self.reason = reason
        named = "" if file is None else f"{file}: "
        super().__init__(f"{named}entry {position}: {reason}")


class Misshapen(ChronoError):
    """A part of a stored entry that is not as an append writes it."""


def decoded(body: str) -> dict[str, Any]:
    """Return the map of fields that a stored body holds.

    Only data and claims are as shallow as an append writes them; see `decoded_whole`.

    Raises:
        Misshapen: It is not JSON, or no map; or it has a number that is not finite or has
            thousands of digits, or half a surrogate pair.
    """
    try:
        fields = _decode(body)
    except json.JSONDecodeError:
        raise Misshapen("its body is not JSON") from None
    except ValueError:  # Python refuses to convert it
        raise Misshapen("its body has a number of thousands of digits") from None
    except RecursionError:
        raise Misshapen(_TOO_DEEP) from None
    if not isinstance(fields, dict):
        raise Misshapen("its body is not a map of fields")
    if "\\" in body and re.search(_SURROGATE, body):
        _check_depth(fields)
        try:
            canonical(fields).encode()
        except UnicodeEncodeError:
            raise Misshapen("its body has half a surrogate pair") from None
    return fields


def decoded_whole(body: str) -> dict[str, Any]:
    """Return what `decoded` does; no field is nested more than 68 deep, known or not."""
    fields = decoded(body)
    if not is_shallow(body):
        _check_depth(fields)
    return fields


def is_shallow(body: str) -> bool:
    """Return whether a stored body has so few brackets that nothing in it is nested too deep."""
    return body.count("[") + body.count("{") <= DEEPEST


_TOO_DEEP: Final = f"its body is nested more than {_DEEPEST_BODY} deep"


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise Misshapen(f"its body has {number[:20]}, which is not a finite number")
    return value


_decode = json.JSONDecoder(parse_float=_finite, parse_constant=_finite).decode


def _check_depth(fields: Any, levels: int = _DEEPEST_BODY) -> None:
    level = [fields]
    for _ in range(levels):
        items = (item for each in level for item in (each.values() if type(each) is dict else each))
        level = [item for item in items if type(item) in (dict, list)]
        if not level:
            return
    raise Misshapen(_TOO_DEEP)


def check_id(body: Mapping[str, Any], given: str) -> None:
    """Refuse an entry whose id is none, or another in its body."""
    if body.get("id") != given:
        raise Misshapen("its column id does not match its body")
    if not is_id(given):
        raise Misshapen(f"id: {_shown(given)} is no id")


def text(fields: Mapping[str, Any], name: str, default: str | None = None) -> str:
    """Return a field that holds text, or `default` where it is absent."""
    value = fields.get(name, default)
    if isinstance(value, str):
        return value
    raise Misshapen(f"{name}: {_not_a('text', value)}")


def date(fields: Mapping[str, Any], name: str) -> Date:
    """Return a field that holds a date."""
    try:
        return Date.parse(text(fields, name))
    except BadDate as error:
        raise Misshapen(f"{name}: {error}") from error


def fields_of(fields: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a field that holds a map; an empty one where it is absent."""
    value = fields.get(name, {})
    if isinstance(value, dict):
        return value
    raise Misshapen(f"{name}: {_not_a('a map', value)}")


def data(fields: Mapping[str, Any], body: str) -> dict[str, Any]:
    """Return the data of a kind, given the whole body; an empty map where there is none."""
    found = fields_of(fields, "data")
    for value in found.values():
        if type(value) in (dict, list) and not is_shallow(body):
            _check_depth(value)
    return found


def texts(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Return a field that holds a list of texts; none where it is absent."""
    value = fields.get(name, [])
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise Misshapen(f"{name}: {_not_a('a list of texts', value)}")


def sources(fields: Mapping[str, Any], *, needed: bool = False) -> tuple[Source, ...]:
    """Return the sources of an entry, of which there is one at least where they are `needed`."""
    stored = fields.get("sources", ())
    if not isinstance(stored, (list, tuple)) or (needed and not stored):
        raise Misshapen(f"sources: {_not_a('a list of sources', stored or None)}")
    try:
        return tuple([Source.stored(source) for source in stored])
    except ChronoError as error:
        raise Misshapen(f"sources: {error}") from error


def claims(derived: Mapping[str, Any], body: str) -> tuple[Claim, ...]:
    """Return the claims of an event, given the whole body; none where it has none."""
    stored = derived.get("claims", ())
    if not isinstance(stored, (list, tuple)):
        raise Misshapen(f"derived.claims: {_not_a('a list of claims', stored)}")
    try:
        found = tuple([Claim.stored(claim) for claim in stored])
    except ChronoError as error:
        raise Misshapen(f"derived.claims: {error}") from error
    for claim in found:
        if type(claim.value) in (dict, list) and not is_shallow(body):
            _check_depth(claim.value, DEEPEST)
    return found


def version(derived: Mapping[str, Any]) -> int:
    """Return the version of its kind that an event has; 1 where it says none."""
    value = derived.get("version", 1)
    if type(value) is int and 0 < value <= LAST_VERSION:
        return value
    raise Misshapen(f"derived.version: {_not_a('a version, as 1', value)}")


def declared(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a declaration: its title and zone, and what else it says."""
    data = fields_of(body, "data")
    try:
        return _declared(data)
    except ChronoError as error:
        raise Misshapen(f"data: {error}") from error


def _declared(data: Mapping[str, Any]) -> dict[str, Any]:
    unknown = sorted(data.keys() - _DECLARED)
    if unknown:
        raise Misshapen(f"a declaration has no field {_shown(unknown[0])}")
    aliases, keys = fields_of(data, "aliases"), fields_of(data, "keys")
    for name in aliases:
        text(aliases, name)
    for key, about in keys.items():
        _check_key(checked_glob(key), about)
    return {
        "title": text(data, "title"),
        "zone": clocks.zone(text(data, "zone")).key,
        "parties": texts(data, "parties"),
        "aliases": aliases,
        "keys": keys,
    }


def _check_key(key: str, about: object) -> None:
    if not isinstance(about, dict) or not about.keys() <= _OF_KEY.keys():
        raise Misshapen(f"keys.{key}: {_not_a('a map of title, holds and prefer', about)}")
    for name in about:
        value, words = text(about, name), _OF_KEY[name]
        if words and value not in words:
            raise Misshapen(f"keys.{key}: {name} is {_shown(value)}, not {' or '.join(words)}")


def _not_a(wanted: str, value: object) -> str:
    return "missing" if value is None else f"{_shown(value)} is not {wanted}"


def _shown(value: object) -> str:
    return ascii(value)[:60]
