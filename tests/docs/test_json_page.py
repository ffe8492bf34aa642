"""The page of JSON shapes is what the commands answer now."""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parents[2]
PAGE = HERE / "chrono" / "docs" / "json.md"


@pytest.fixture(scope="module")
def shapes() -> ModuleType:
    """Load the script that finds the shapes."""
    spec = importlib.util.spec_from_file_location("shapes", HERE / "scripts" / "shapes.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["shapes"] = module
    spec.loader.exec_module(module)
    return module


def test_the_page_of_json_answers_is_current(shapes: ModuleType) -> None:
    """The names and types that programs rely on are a snapshot; scripts/pages makes it anew."""
    assert PAGE.read_text(encoding="utf-8") == shapes.page()


def test_every_name_in_an_answer_is_explained(shapes: ModuleType) -> None:
    """Nobody has to guess what a field means, and nothing is explained that is not there."""
    answers, named = shapes.shapes()
    paths = [path for group in (answers, named) for one in group.values() for path in one]
    names = {re.sub(r"[\[\]]", "", path).rpartition(".")[2] for path in paths} - {""}

    assert names == set(shapes.MEANINGS)


def test_every_reading_and_writing_verb_is_on_the_page(shapes: ModuleType) -> None:
    """A verb that answers in JSON cannot be forgotten."""
    from chrono.cli.main import VERBS, chrono

    answering = {
        verb
        for verbs in VERBS.values()
        for verb in verbs
        if any("--json" in option.opts for option in chrono.get_command(None, verb).params)
    }
    shown = {word for title in shapes.EXAMPLES for word in re.findall("[a-z]+", title)}

    assert answering <= shown
