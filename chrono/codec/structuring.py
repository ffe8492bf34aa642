"""Strict structuring: cattrs configured to coerce nothing and to give each fault a path.

Types of JSON are kept: ``1`` is not ``"1"``. In the text form every scalar is text, and is
converted to the type of its field. Unknown fields are faults.
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Any, Final, Literal, get_args, get_origin

import attrs
from cattrs import (
    Converter,
    IterableValidationError,
    gen,
)

from chrono.errors import ChronoError, did_you_mean
from chrono.events.claims import OPS, Claim
from chrono.values.dates import Date
from chrono.values.keys import checked
from chrono.values.money import Currency, checked_currency
from chrono.values.sources import Name

_PART: Final = 100
"""The items of a list that are structured together."""

_OF_CLAIM: Final = frozenset({*OPS, "value"})
"""The fields of a claim as written."""

_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,30}", re.ASCII)

FieldPath = tuple[str | int, ...]
"""The path to a field: names in maps, indices in lists."""

Faulty = list[tuple[FieldPath, str]]
"""Faults: the path of a field, with what is wrong and what would be right."""


def dotted(path: FieldPath) -> str:
    """Return a path as text, ``sources[0].publisher``; names are cut after 60 characters."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{_cut(step)}" for step in path)
    return "".join(steps).removeprefix(".")


class WrongValue(ChronoError):
    """A field has a value that it cannot have; the message says what would be right."""


@lru_cache(maxsize=16)  # it compiles code for each class that it converts
def strict_converter(
    aliases: frozenset[tuple[str, str]], *, text: bool, explained: bool = True
) -> Converter:
    """Return a converter that coerces nothing, forbids unknown fields and resolves names.

    Args:
        aliases: Other names, each with the name that it stands for.
        text: Whether every scalar is text, to be converted to the type of its field.
        explained: Whether `explain` can tell of each fault; else it is faster.
    """
    names = dict(aliases)

    def resolve(name: str) -> str:
        return names.get(name, name)

    converter = Converter(
        forbid_extra_keys=True, omit_if_default=True, use_alias=True, detailed_validation=explained
    )
    converter.register_structure_hook_factory(attrs.has, lambda cls: _mapped(converter, cls))
    converter.register_unstructure_hook_factory(
        attrs.has,
        lambda cls: gen.make_dict_unstructure_fn(
            cls, converter, _cattrs_omit_if_default=True, _cattrs_use_alias=True
        ),
    )
    converter.register_structure_hook(str, lambda v, _: _text(v))
    converter.register_structure_hook(int, lambda v, _: _whole(v, text=text))
    converter.register_structure_hook(bool, lambda v, _: _truth(v, text=text))
    converter.register_structure_hook_func(lambda t: t is Name, lambda v, _: resolve(_name(v)))
    converter.register_structure_hook_func(
        lambda t: t is Currency, lambda v, _: checked_currency(_text(v))
    )
    converter.register_structure_hook_func(_made_of(Literal), _choice)
    converter.register_structure_hook_factory(_made_of(tuple), lambda t: _list(converter, t))
    converter.register_structure_hook_factory(_made_of(dict), lambda t: _table(converter, t))
    converter.register_structure_hook(Date, lambda v, _: Date.parse(_text(v)))
    converter.register_structure_hook(Claim, lambda v, _: _claim(v, resolve))
    converter.register_unstructure_hook(Claim, _written_claim)
    converter.register_unstructure_hook(Date, str)
    return converter


def _mapped(converter: Converter, cls: type) -> Callable[[Any, Any], Any]:
    structure: Callable[[Any, Any], Any] = gen.make_dict_structure_fn(
        cls, converter, _cattrs_forbid_extra_keys=True, _cattrs_use_alias=True
    )

    def mapped(value: Any, type_: Any) -> Any:
        if isinstance(value, dict):
            return structure(value, type_)
        fields = ", ".join(written_names(cls).values())
        raise WrongValue(f"{shown(value)} is not a map; it has fields: {fields}")

    return mapped


def _table(converter: Converter, type_: Any) -> Callable[[Any, Any], Any]:
    structure: Callable[[Any, Any], Any] = gen.make_mapping_structure_fn(type_, converter)

    def table(value: Any, type_: Any) -> Any:
        if isinstance(value, dict):
            return structure(value, type_)
        raise WrongValue(f"{shown(value)} is not a map; write name: value, or leave it out")

    return table


def written_names(cls: type) -> dict[str, str]:
    """Return the names of fields as written, by their names in the class."""
    return {field.name: field.alias or field.name for field in attrs.fields(cls)}


def _made_of(origin: Any) -> Callable[[Any], bool]:
    return lambda type_: get_origin(type_) is origin


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise WrongValue(f"{shown(value)} is not text; write it in quotes")


def _name(value: Any) -> str:
    name = _text(value)
    if not name.strip():
        raise WrongValue("empty; write a name, as OpenAI")
    if name != name.strip():
        raise WrongValue(f"{shown(name)} has spaces around it; write {shown(name.strip())}")
    return name


def _whole(value: Any, *, text: bool) -> int:
    if text and isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    if not text and isinstance(value, int) and not isinstance(value, bool):
        return value
    raise WrongValue(f"{shown(value)} is not a whole number, as 13000000000")


def _truth(value: Any, *, text: bool) -> bool:
    if text and value in ("true", "false"):
        return bool(value == "true")
    if not text and isinstance(value, bool):
        return value
    raise WrongValue(f"{shown(value)} is neither true nor false")


def _list(converter: Converter, type_: Any) -> Callable[[Any, Any], Any]:
    listed: Any = list.__class_getitem__(get_args(type_)[0])
    structure = converter.get_structure_hook(listed)

    def list_(value: Any, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            hint = f"write [{shown(value)}]" if value else "leave it out, or write a list"
            raise WrongValue(f"{shown(value)} is not a list; {hint}")
        if len(value) <= _PART:
            return tuple(structure(value, listed))
        return tuple(chain(*_in_parts(structure, value, listed)))

    return list_


def _in_parts(
    structure: Callable[[Any, Any], Any], value: list[Any], listed: Any
) -> Iterator[list[Any]]:
    """Yield a list structured in parts, up to the first part with faults.

    Each fault is an exception with a traceback: a hostile list must not raise millions of them.
    """
    for start in range(0, len(value), _PART):
        try:
            yield structure(value[start : start + _PART], listed)
        except IterableValidationError as error:
            for _, note in error.group_exceptions()[0]:
                note.index = int(note.index) + start
            raise


def _choice(value: Any, type_: Any) -> Any:
    choices = get_args(type_)
    if value in choices:
        return value
    hint = did_you_mean(str(value), choices, "one of " + ", ".join(choices))
    raise WrongValue(f"{shown(value)} is not allowed; {hint}")


def _claim(value: Any, resolve: Callable[[str], str]) -> Claim:
    """Return the claim of ``{set: KEY, value: V}``: one op, its key, and a value for some ops."""
    if not isinstance(value, dict):
        raise WrongValue(f"{shown(value)} is no claim; write {{set: KEY, value: V}}")
    ops = [op for op in OPS if op in value]
    if not value.keys() <= _OF_CLAIM:
        extra = shown(min(value.keys() - _OF_CLAIM))
        raise WrongValue(f"unknown field {extra}; a claim has one of {', '.join(OPS)}, and value")
    if len(ops) != 1:
        raise WrongValue(f"a claim has exactly one of {', '.join(OPS)}")
    claimed = value.get("value")
    if ops[0] in ("add", "drop") and isinstance(claimed, str):
        claimed = resolve(claimed)
    if isinstance(claimed, list):
        claimed = [resolve(member) if isinstance(member, str) else member for member in claimed]
    return Claim(ops[0], checked(_text(value[ops[0]])), claimed)


def _written_claim(claim: Claim) -> dict[str, Any]:
    written: dict[str, Any] = {claim.op: claim.key}
    if claim.value is not None:
        written["value"] = claim.value
    return written


def shown(value: object) -> str:
    """Return a value for a message: as JSON, in ASCII, cut after 60 characters."""
    return _cut(ascii(value) if isinstance(value, str) else json.dumps(value, default=ascii))


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
