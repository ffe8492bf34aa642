"""The page of kinds: what sorts of development there are, in words, out of the code itself."""

import re
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

import attrs

from chrono.events.claims import OPS
from chrono.events.kinds import Kind, kind_of
from chrono.kinds import generic as development

_INTRODUCTION: Final = f"""# Kinds

What sorts of development there are, and what each asserts. This page is made from the code by
`scripts/pages`; a test compares them. Every event has `id`, `kind`, `occurred`, `headline` and
`sources`, and may have `after`, `before`, `contests` and `note`; what is listed here stands under
`data`. A field in brackets may be left out. A claim is one of {", ".join(OPS)}.
"""


def kinds_page(facets: Sequence[ModuleType]) -> str:
    """Write the page in Markdown: the generic kind first, then facet by facet."""
    return "\n".join(
        [_INTRODUCTION, *_generic(), *(line for facet in facets for line in _facet(facet))]
    )


def _generic() -> Iterator[str]:
    yield "## development"
    yield ""
    yield f"{_sentence(development.__doc__)}"
    yield ""
    yield "- `claims`: a list, each `{set: KEY, value: V}`, `{end: KEY}`, `{add: KEY, value: V}`,"
    yield "  `{drop: KEY, value: V}`, `{announce: KEY, value: V}` or `{lapse: KEY}`"
    yield ""


def _facet(facet: ModuleType) -> Iterator[str]:
    yield f"## {facet.__name__.rpartition('.')[2]}"
    yield ""
    yield _sentence(facet.__doc__)
    yield ""
    yield "| kind | means | data | asserts |"
    yield "|---|---|---|---|"
    for cls in facet.KINDS:
        kind = kind_of(cls)
        asserts = _asserted(cls.claims.__doc__)
        yield f"| `{kind.name}` | {_sentence(cls.__doc__)} | {_data(kind)} | {asserts} |"
    yield ""


def _data(kind: Kind) -> str:
    hints = get_type_hints(kind.cls)
    return "<br>".join(
        f"`{field.alias}`{_choices(hints[field.name])}"
        if field.default is attrs.NOTHING
        else f"[`{field.alias}`{_choices(hints[field.name])}]"
        for field in _fields(kind.cls)
    )


def _fields(cls: Any) -> tuple[Any, ...]:
    fields: tuple[Any, ...] = attrs.fields(cls)
    return fields


def _choices(hint: Any) -> str:
    options = [one for one in get_args(hint) if one is not type(None)]
    if get_origin(hint) is Literal:
        return ": " + ", ".join(options)
    if get_origin(hint) is tuple:
        return ": a list"
    if type(None) in get_args(hint):
        return _choices(options[0])
    return ": a whole number" if hint is int else ""


def _asserted(docstring: str | None) -> str:
    """Return what a kind asserts, as ``Sets the office.``, from the docstring of its claims."""
    said = re.sub("^Return (?:a claim that|the claims that) ", "", _sentence(docstring))
    return said[:1].upper() + said[1:]


def _sentence(text: str | None) -> str:
    return " ".join((text or "").split())
