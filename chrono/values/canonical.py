"""Canonical JSON: one spelling for each value, so that equal values have equal bytes.

UTF-8, sorted keys, no spaces, NFC strings, finite numbers; a float that is an integer is that
integer (DESIGN section 5).
"""

import json
import math
import unicodedata
from typing import Any

from chrono.errors import ChronoError


class NotCanonical(ChronoError):
    """A value has no canonical JSON: a number without an end, or text that UTF-8 cannot carry."""

    def __init__(self, value: object, reason: str) -> None:
        self.value = value
        self.reason = reason
        super().__init__(f"{ascii(value)[:40]}: {reason}")


def normal(value: Any) -> Any:
    """Bring a JSON value to its normal form: NFC text, whole floats as integers.

    Raises:
        NotCanonical: NaN, infinity, NUL, a lone surrogate, or a type that JSON does not have.
    """
    if isinstance(value, str):
        return normal_text(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise NotCanonical(value, "not a finite number; write a number such as 13.75")
        return int(value) if value.is_integer() else value
    if isinstance(value, list | tuple):
        return [normal(item) for item in value]
    if isinstance(value, dict):
        return {normal_text(name): normal(item) for name, item in value.items()}
    raise NotCanonical(value, "not JSON; write text, a number, a list or a map")


def normal_text(text: str) -> str:
    """Bring text to NFC.

    Raises:
        NotCanonical: NUL, or a lone surrogate, which no UTF-8 file can carry.
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
    """Write a normal value as canonical JSON.

    Values are equal exactly when this text is. The value must be normal already (see `normal`).
    """
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
