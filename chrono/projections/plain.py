"""The plain form of a projection's state, in which it is printed and compared: JSON values."""

import math
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from typing import Any

import attrs

from chrono.errors import ChronoError
from chrono.values.canonical import DEEPEST, canonical
from chrono.values.dates import Date


class NotPlain(ChronoError):
    """A state holds something that cannot be printed in the same way twice."""

    def __init__(self, value: object, reason: str) -> None:
        self.value = value
        super().__init__(
            f"its state holds an instance of {type(value).__name__}, which {reason}; "
            "use attrs classes, maps, lists, sets, text and numbers"
        )


def plain(value: Any, depth: int = 0) -> Any:
    """Return a value as JSON values.

    Of an attrs class or a dataclass its fields by name, of a map its items by the text of their
    keys, of a set its members in canonical order; of a date and any other object its text.

    Raises:
        NotPlain: It has no text of its own, or is nested more than 64 deep.
    """
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else repr(value)
    if depth > DEEPEST:
        raise NotPlain(value, f"is nested more than {DEEPEST} deep")
    if isinstance(value, AbstractSet):
        return sorted(_each(value, depth), key=canonical)
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        return _each(value, depth)
    named = parts(value)
    if named is not None:
        return {name: plain(part, depth + 1) for name, part in named.items()}
    text = str(value)
    if " at 0x" in text:
        raise NotPlain(value, "has no text but its address, which changes")
    return text


def parts(value: Any) -> dict[str, Any] | None:
    """Return the parts of a map, attrs class, dataclass or named tuple by name; else None."""
    if isinstance(value, Mapping):
        return {_name(name): part for name, part in value.items()}
    if isinstance(value, type | Date):
        return None
    if attrs.has(type(value)):
        return {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return dict(value._asdict())
    return None


def _each(values: Iterable[Any], depth: int) -> list[Any]:
    return [plain(value, depth + 1) for value in values]


def _name(key: Any) -> str:
    """Return the key of a map: text as it is, anything else as canonical JSON of its plain form."""
    return key if isinstance(key, str) else canonical(plain(key))
