"""Data for any kind, drawn from the types of its class's fields."""

import types
from collections.abc import Iterable
from typing import Any, Final, Literal, Union, get_args, get_origin

import attrs
from hypothesis import strategies as st

from chrono.errors import ChronoError
from chrono.events.claims import Claim
from chrono.testing.calendar import dates
from chrono.testing.drawn_claims import claims
from chrono.values.dates import Date
from chrono.values.money import Currency
from chrono.values.sources import Name

TEXTS: Final = ("x", "y")
"""What stands in a field of text; a kind may make a part of a key of it."""

NAMES: Final = ("A", "B")


class CannotDraw(ChronoError):
    """A kind has a field of a type for which nothing can be drawn."""

    def __init__(self, cls: type, field: str, type_: object) -> None:
        self.cls = cls
        self.field = field
        super().__init__(
            f"{cls.__name__}.{field}: cannot draw {type_}; draw its data yourself, "
            "as events(kinds={'seat.taken': st.just({'seat': 'x'})})"
        )


def data_of(cls: type, texts: Iterable[str] = TEXTS) -> st.SearchStrategy[dict[str, Any]]:
    """Draw the data of a kind, as JSON; its validators may refuse some of it.

    Args:
        cls: An attrs class, as `chrono.kind` declares them.
        texts: The values of its text fields.

    Raises:
        CannotDraw: A field is of a type that is not known here.
    """
    attrs.resolve_types(cls)
    needed: dict[str, Any] = {}
    spared: dict[str, Any] = {}
    for field in attrs.fields(cls):
        drawn = _of_type(field.type, tuple(texts))
        if drawn is None:
            raise CannotDraw(cls, field.name, field.type)
        into = needed if field.default is attrs.NOTHING else spared
        into[field.alias or field.name] = drawn
    return st.fixed_dictionaries(needed, optional=spared).map(_present)


def _present(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that are not None; JSONL has no null."""
    return {name: value for name, value in fields.items() if value is not None}


def _of_type(type_: Any, texts: tuple[str, ...]) -> st.SearchStrategy[Any] | None:
    known: dict[Any, st.SearchStrategy[Any]] = {
        str: st.sampled_from(texts),
        Name: st.sampled_from(NAMES),
        Currency: st.sampled_from(("USD", "EUR")),
        int: st.integers(1, 3),
        bool: st.booleans(),
        Date: dates(),
        Claim: claims(),
        Any: st.sampled_from(NAMES),
        type(None): st.none(),
    }
    if type_ in known:
        return known[type_]
    if isinstance(type_, type) and attrs.has(type_):
        return data_of(type_, texts)
    return _of_parts(get_origin(type_), get_args(type_), texts)


def _of_parts(
    origin: Any, parts: tuple[Any, ...], texts: tuple[str, ...]
) -> st.SearchStrategy[Any] | None:
    if origin is Literal:
        return st.sampled_from(parts)
    inner = [_of_type(part, texts) for part in parts if part is not ...]
    drawn = [strategy for strategy in inner if strategy is not None]
    if len(drawn) < len(inner) or not drawn:
        return None
    if origin in (Union, types.UnionType):
        return st.one_of(*drawn)
    if origin in (tuple, list):
        return st.lists(drawn[0], max_size=2, unique_by=repr)
    if origin is dict:
        return st.dictionaries(*drawn, max_size=2)
    return None
