"""The pages that come from the code are what the code says now; scripts/pages makes them anew."""

import functools
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from chrono.codec.json_schema import SCHEMAS, schema
from chrono.kinds.catalogue import FACETS, KINDS
from scripts.kinds_page import kinds_page

EVENTS = Path(__file__).parents[2] / "events"
TEXTS = sorted(EVENTS.glob("*/*.yaml"))
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def form_of(path: Path) -> str:
    """Say which form a file of a chronology has."""
    return path.stem if path.stem in SCHEMAS else "events"


@functools.cache
def validator(form: str) -> jsonschema.protocols.Validator:
    """Make what holds texts of a form against its schema, which must itself be one."""
    made = schema(form, KINDS)
    cls = jsonschema.validators.validator_for(made)
    cls.check_schema(made)
    return cls(made)


def test_the_page_of_kinds_is_current() -> None:
    """What people read about the kinds is what the code does."""
    assert (EVENTS / "kinds.md").read_text(encoding="utf-8") == kinds_page(FACETS)


@pytest.mark.parametrize("form", SCHEMAS)
def test_the_schema_that_editors_use_is_current(form: str) -> None:
    """The files beside the texts are what `chrono schema` prints."""
    kept = (EVENTS / "schema" / f"{form}.json").read_text(encoding="utf-8")

    assert json.loads(kept) == schema(form, KINDS)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_text_names_its_schema_in_the_first_line(path: Path) -> None:
    """An editor finds it without being told."""
    first = path.read_text(encoding="utf-8").splitlines()[0]

    assert first == f"# yaml-language-server: $schema=../schema/{form_of(path)}.json"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_text_is_valid_by_its_schema(path: Path) -> None:
    """An editor underlines nothing in what chrono accepts."""
    content = yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506  safe
    readable = json.loads(json.dumps(content, default=str))

    validator(form_of(path)).validate(readable)


@pytest.mark.parametrize(
    "item",
    [
        {"id": "x", "kind": "office.filed"},
        {"id": "x", "kind": "office.vacated", "occurred": "2024", "headline": "x"},
        {"id": "x", "kind": "office.filled", "occurred": "2024", "headline": "x",
         "data": {"office": "a/b", "person": "A", "capacity": "acting"}, "sources": ["s"]},
        {"id": "x", "kind": "retraction", "retracts": "y"},
        {"id": "x", "kind": "development", "occured": "2024"},
    ],
)  # fmt: skip
def test_the_schema_underlines_what_chrono_refuses(item: dict[str, object]) -> None:
    """Unknown kinds and fields, and what is missing, show while one types."""
    with pytest.raises(jsonschema.ValidationError):
        validator("events").validate([item])
