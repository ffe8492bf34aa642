"""Canonical JSON: one text for each value, so that equal values have equal bytes.

UTF-8, sorted keys, no spaces, NFC strings, finite numbers; a float that is an integer is that
integer (docs/log-format.md, Canonical JSON).
"""

import json
import math
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from chrono.errors import ChronoError

if TYPE_CHECKING:  # a type alone
    from collections.abc import Callable

_MOST_BITS: Final = 13_000
"""The size limit of an integer, a little under 4000 digits: Python converts at most 4300."""

DEEPEST: Final = 64
"""The levels of nested lists and maps that input and output may have, at most."""

_ENCODER: Final = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)
"""Made once: `json.dumps` would make one for each value."""


quoted: Final = json.encoder.encode_basestring
"""Returns a text in normal form as canonical JSON."""


_DEAR: Final = 500
"""The values after which the import of msgspec has paid."""


class NotCanonical(ChronoError):
    """A value has no canonical JSON, as NaN, or text that UTF-8 cannot encode."""

    def __init__(self, value: object, reason: str) -> None:
        self.value = value
        self.reason = reason
        super().__init__(reason if value is None else f"{ascii(value)[:40]}: {reason}")


def normal(value: Any, depth: int = 0) -> Any:
    """Return a JSON value in normal form: NFC text, whole floats as integers.

    Args:
        value: The value.
        depth: In how many lists and maps it stands.

    Raises:
        NotCanonical: NaN, infinity, NUL, a lone surrogate, two names in one map that are equal in
            NFC, an integer of more than 4000 digits, a type that JSON does not have, or more than
            64 levels of lists and maps.
    """
    if isinstance(value, str):
        return normal_text(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if value.bit_length() > _MOST_BITS:
            raise NotCanonical(None, "a number of more than 4000 digits; write a smaller one")
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise NotCanonical(value, "not a finite number; write a number such as 13.75")
        return int(value) if value.is_integer() else value
    if not isinstance(value, list | tuple | dict):
        raise NotCanonical(value, "not JSON; write text, a number, a list or a map")
    if depth == DEEPEST:
        raise NotCanonical(None, f"nested more than {DEEPEST} deep")
    if isinstance(value, dict):
        return _normal_map(value, depth)
    return [normal(item, depth + 1) for item in value]


def _normal_map(value: dict[Any, Any], depth: int) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, item in value.items():
        if not isinstance(name, str):
            raise NotCanonical(name, "not a name of a field; names are text")
        normal_name = normal_text(name)
        if normal_name in fields:
            raise NotCanonical(name, "given twice, in two Unicode forms; keep one")
        fields[normal_name] = normal(item, depth + 1)
    return fields


def normal_text(text: str) -> str:
    """Return text in Unicode normal form C (NFC).

    Raises:
        NotCanonical: NUL, or a lone surrogate, which UTF-8 cannot encode.
    """
    if text.isascii():
        if "\0" in text:
            raise NotCanonical(text, "contains a NUL character; leave it out")
        return text
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise NotCanonical(text, "contains half a surrogate pair; write the whole character")
    if "\0" in text:
        raise NotCanonical(text, "contains a NUL character; leave it out")
    return unicodedata.normalize("NFC", text)


def canonical(value: Any) -> str:
    """Return a normal value as canonical JSON.

    Values are equal exactly when this text is. The value must be normal already (see `normal`).
    """
    return _ENCODER.encode(value)


class _Quickly:
    """Encodes with msgspec, once that has paid for its import."""

    def __init__(self) -> None:
        self._before = _DEAR
        self._encode: Callable[[Any], bytes] | None = None

    def __call__(self, value: Any) -> str:
        """Return the same as `canonical`, of a value without floats and with integers of 64 bits.

        It may raise an error for text that has no canonical JSON.
        """
        if self._encode is None:
            self._before -= 1
            if self._before > 0:
                return canonical(value)
            from msgspec.json import Encoder  # noqa: PLC0415  dear, and only for many values

            self._encode = Encoder(order="sorted").encode
        return self._encode(value).decode()


quickly: Final = _Quickly()
