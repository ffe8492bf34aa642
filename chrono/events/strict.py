"""Strict structuring: what cattrs is told, so that nothing is coerced and every fault has a path.

JSON is taken as typed: ``1`` is not ``"1"``. In the text form every scalar is text, and is typed by
the field that it stands in. Unknown fields are refused by name.
"""

import difflib
import re
from collections.abc import Callable
from itertools import chain
from typing import Any, Final, Literal, get_args, get_origin

import attrs
from cattrs import ClassValidationError, Converter, ForbiddenExtraKeysError, IterableValidationError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from chrono.errors import ChronoError
from chrono.events.claims import OPS, Claim
from chrono.values.dates import Date
from chrono.values.keys import checked
from chrono.values.sources import Name

_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,30}", re.ASCII)

Place = tuple[str | int, ...]
"""The path to a field: names of fields, numbers in lists."""

Faulty = list[tuple[Place, str]]
"""Fields that are wrong, each with what is wrong and what would be right."""


class WrongValue(ChronoError):
    """A field holds what it cannot hold; the sentence says what would be right."""


def strict_converter(resolve: Callable[[str], str], *, text: bool) -> Converter:
    """Make the strict converter: no coercion, unknown fields forbidden, names resolved."""
    converter = Converter(forbid_extra_keys=True, omit_if_default=True, use_alias=True)
    converter.register_structure_hook_factory(attrs.has, lambda cls: _mapped(converter, cls))
    converter.register_unstructure_hook_factory(
        attrs.has,
        lambda cls: make_dict_unstructure_fn(
            cls, converter, _cattrs_omit_if_default=True, _cattrs_use_alias=True
        ),
    )
    converter.register_structure_hook_func(lambda t: t is str, lambda v, _: _text(v))
    converter.register_structure_hook_func(lambda t: t is Name, lambda v, _: resolve(_text(v)))
    converter.register_structure_hook_func(lambda t: t is int, lambda v, _: _whole(v, text=text))
    converter.register_structure_hook_func(lambda t: t is bool, lambda v, _: _truth(v, text=text))
    converter.register_structure_hook_func(_is_tuple, lambda v, t: _list(converter, v, t))
    converter.register_structure_hook_func(_is_literal, _choice)
    converter.register_structure_hook(Date, lambda v, _: Date.parse(_text(v)))
    converter.register_structure_hook(Claim, lambda v, _: _claim(v, resolve))
    converter.register_unstructure_hook(Claim, _written_claim)
    converter.register_unstructure_hook(Date, str)
    return converter


def _mapped(converter: Converter, cls: type) -> Callable[[Any, Any], Any]:
    structure: Callable[[Any, Any], Any] = make_dict_structure_fn(
        cls, converter, _cattrs_forbid_extra_keys=True, _cattrs_use_alias=True
    )

    def mapped(value: Any, type_: Any) -> Any:
        if not isinstance(value, dict):
            names = ", ".join(field.name for field in attrs.fields(cls))
            raise WrongValue(f"{shown(value)} is not a map; it has fields: {names}")
        return structure(value, type_)

    return mapped


def _is_tuple(type_: Any) -> bool:
    return get_origin(type_) is tuple


def _is_literal(type_: Any) -> bool:
    return get_origin(type_) is Literal


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise WrongValue(f"{shown(value)} is not text; write it in quotes")


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


def _list(converter: Converter, value: Any, type_: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise WrongValue(f"{shown(value)} is not a list; write [{shown(value)}]")
    listed: Any = list.__class_getitem__(get_args(type_)[0])
    return tuple(converter.structure(value, listed))


def _choice(value: Any, type_: Any) -> Any:
    choices = get_args(type_)
    if value in choices:
        return value
    near = difflib.get_close_matches(str(value), choices, n=1)
    hint = f"did you mean {near[0]}?" if near else "one of " + ", ".join(choices)
    raise WrongValue(f"{shown(value)} is not allowed; {hint}")


def _claim(value: Any, resolve: Callable[[str], str]) -> Claim:
    """Read ``{set: KEY, value: V}``: one op, its key, and the value where the op takes one."""
    if not isinstance(value, dict):
        raise WrongValue(f"{shown(value)} is no claim; write {{set: KEY, value: V}}")
    ops = [op for op in OPS if op in value]
    extra = sorted(value.keys() - {*OPS, "value"})
    if extra:
        raise WrongValue(
            f"unknown field {shown(extra[0])}; a claim has one of {', '.join(OPS)}, and value"
        )
    if len(ops) != 1:
        raise WrongValue(f"a claim has exactly one of {', '.join(OPS)}")
    said = value.get("value")
    if ops[0] in ("add", "drop") and isinstance(said, str):
        said = resolve(said)
    if isinstance(said, list):
        said = [resolve(member) if isinstance(member, str) else member for member in said]
    return Claim(ops[0], checked(_text(value[ops[0]])), said)


def _written_claim(claim: Claim) -> dict[str, Any]:
    written: dict[str, Any] = {claim.op: claim.key}
    if claim.value is not None:
        written["value"] = claim.value
    return written


def explain(error: BaseException, path: Place, cls: Any) -> Faulty:
    """Turn what cattrs raised into one reason a field, each with its path."""
    if isinstance(error, ClassValidationError):
        noted, rest = error.group_exceptions()
        found = [explain(one, (*path, note.name), note.type) for one, note in noted]
        return list(chain(*found, *(explain(one, path, error.cl) for one in rest)))
    if isinstance(error, IterableValidationError):
        listed, others = error.group_exceptions()
        found = [explain(one, (*path, note.index), note.type) for one, note in listed]
        return list(chain(*found, *(explain(one, path, cls) for one in others)))
    if isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl)]
        return [((*path, name), _unknown_field(name, known)) for name in sorted(error.extra_fields)]
    if isinstance(error, KeyError):
        return [(path, "missing")]
    return [(path, str(error))]


def _unknown_field(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return "unknown field; " + (
        f"did you mean {near[0]}?" if near else f"fields: {', '.join(known)}"
    )


def shown(value: object) -> str:
    """Show a value in a message: in ASCII, and not more than 60 characters of it."""
    shown = ascii(value)
    return shown if len(shown) <= 60 else shown[:57] + "..."
