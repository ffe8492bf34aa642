"""JSON Schema of the files of a chronology, for editors that check while someone types.

Chrono reads every scalar of YAML as text. Editors convert scalars, so where chrono reads text the
schema also accepts a number or a boolean.
"""

from collections.abc import Mapping
from inspect import cleandoc
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

import attrs

from chrono.codec.shapes import ACT_SHAPES, WrittenDeclaration, WrittenDevelopment
from chrono.events.claims import OPS, Claim
from chrono.events.entries import ACTS, DECLARATION
from chrono.events.kinds import Kind, Register
from chrono.values.dates import Date
from chrono.values.ids import NEW_ID
from chrono.values.sources import Source

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_TEXT: Final = {"type": ["string", "number", "boolean"]}
_ID: Final = {"type": "string", "pattern": f"^{NEW_ID}$"}

_PLAIN: Final[Mapping[Any, dict[str, Any]]] = {
    int: {"type": "integer"},
    Claim: {"$ref": "#/$defs/claim"},
    Date: {**_TEXT, "description": "EDTF, as 2023-11-17, 2023-11 or 2019-03~"},
}
"""The schema of a field by its type; any other type is text."""


def events_schema(register: Register) -> dict[str, Any]:
    """Return the schema of a file of events: a list of developments and acts, each by its kind."""
    names = [kind.name for kind in register]
    fields = _fields(
        WrittenDevelopment, sources={"type": "array", "items": {"$ref": "#/$defs/cited"}}
    )
    fields["data"] = {"type": "object"}
    fields["kind"] = {"enum": [*names, *sorted(ACTS)]}
    item = {
        "type": "object",
        "properties": {"id": _ID, "changed": _TEXT, **fields, **_act_fields()},
        "required": ["id", "kind"],
        "additionalProperties": False,
        "allOf": [
            *(_when(kind.name, _development(kind)) for kind in register),
            *(_when(act, _act(act)) for act in sorted(ACTS)),
        ],
    }
    overlay = dict.fromkeys(("id", "basis", "pinpoint", "via", "origin"), _TEXT)
    cited = {"anyOf": [_TEXT, {"type": "object", "properties": {**_fields(Source), **overlay}}]}
    return {
        "$schema": DIALECT,
        "title": "Events of a chronology",
        "type": ["array", "null"],
        "items": item,
        "$defs": {"cited": cited, "claim": _claim()},
    }


def sources_schema() -> dict[str, Any]:
    """Return the schema of ``sources.yaml``: a map from ids to sources."""
    return {
        "$schema": DIALECT,
        "title": "Sources of a chronology",
        "type": "object",
        "additionalProperties": {
            "type": "object",
            "properties": _fields(Source),
            "required": ["publisher", "basis"],
            "anyOf": [{"required": ["url"]}, {"required": ["published"]}],
            "additionalProperties": False,
        },
    }


def chronology_schema() -> dict[str, Any]:
    """Return the schema of ``chronology.yaml``: the declaration of a chronology."""
    about = {"title": _TEXT, "holds": {"enum": ["single", "set"]}, "prefer": {"const": "none"}}
    key = {"type": "object", "properties": about, "additionalProperties": False}
    return {
        "$schema": DIALECT,
        "title": "A chronology",
        "type": "object",
        "properties": {
            **_fields(WrittenDeclaration),
            "aliases": {"type": "object", "additionalProperties": _TEXT},
            "keys": {"type": "object", "additionalProperties": key},
        },
        "required": ["title", "zone"],
        "additionalProperties": False,
    }


def _when(kind: str, then: Mapping[str, Any]) -> dict[str, Any]:
    return {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": then}


def _development(kind: Kind) -> dict[str, Any]:
    required = _required(kind.cls)
    data = {
        "description": cleandoc(kind.cls.__doc__ or ""),  # as Python 3.13 has it
        "type": "object",
        "properties": _fields(kind.cls),
        "required": required,
        "additionalProperties": False,
    }
    needed = ["occurred", "headline", "sources", *(["data"] if required else [])]
    return {"properties": {"data": data}, "required": needed}


def _act(act: str) -> dict[str, Any]:
    return {"required": _required(ACT_SHAPES[act])}


def _act_fields() -> dict[str, Any]:
    fields = dict.fromkeys(ACTS.values(), _ID)
    return {**fields, "reason": _TEXT, "event": {"type": "object"}}


def _fields(cls: type, **known: Any) -> dict[str, Any]:
    """Return the schema of each field of a class, in order; `known` replaces some of them."""
    hints = get_type_hints(cls)
    return {
        field.alias: known.get(field.name) or _type(hints[field.name])
        for field in attrs.fields(cls)
    }


def _required(cls: type) -> list[str]:
    return [field.alias for field in attrs.fields(cls) if field.default is attrs.NOTHING]


def _type(hint: Any) -> dict[str, Any]:
    """Return the schema of a field of a type."""
    options = [option for option in get_args(hint) if option is not type(None)]
    if get_origin(hint) is Literal:
        return {"enum": options}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _type(options[0])}
    return _type(options[0]) if type(None) in get_args(hint) else _PLAIN.get(hint, _TEXT)


def _claim() -> dict[str, Any]:
    key = {"type": "string", "pattern": "^[a-z][a-z0-9-]*(/[a-z0-9-]+)+$"}
    return {
        "type": "object",
        "properties": {**dict.fromkeys(OPS, key), "value": {}},
        "oneOf": [{"required": [op]} for op in OPS],
        "additionalProperties": False,
    }


SCHEMAS: Final = ("events", "sources", "chronology")


def schema(form: str, register: Register) -> dict[str, Any]:
    """Return the schema of a form of file: ``events``, ``sources`` or ``chronology``."""
    if form == "sources":
        return sources_schema()
    return chronology_schema() if form == DECLARATION else events_schema(register)
