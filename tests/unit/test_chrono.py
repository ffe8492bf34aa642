"""The names that Python programs use: few, a promise, and free until they are asked for."""

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import chrono

PROMISED = {
    "ChronoError", "Chronology", "Claim", "Date", "Event", "Fault", "Money", "Name", "Projection",
    "Refused", "Slot", "Source", "Standing", "State", "kind", "projection",
}  # fmt: skip


def test_the_public_names_are_these_and_at_most_sixteen() -> None:
    """One more is a decision, and one less breaks programs."""
    assert set(chrono.__all__) == PROMISED
    assert len(chrono.__all__) == len(PROMISED) <= 16


@pytest.mark.parametrize("name", sorted(PROMISED))
def test_each_public_name_is_there_with_its_own_description(name: str) -> None:
    """What is promised can be imported, and says what it is."""
    found = getattr(importlib.import_module("chrono"), name)

    assert (found.__doc__ or "") or name == "Name"
    assert name in dir(chrono)


def test_type_checkers_see_the_same_names_from_the_same_modules() -> None:
    """What is imported on demand is also imported for them, from where it comes."""
    tree = ast.parse(Path(chrono.__file__).read_text("utf-8"))
    seen = {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("chrono.")
        for alias in node.names
    }

    assert seen == {name: f"chrono.{home}" for name, home in chrono._HOMES.items()}  # noqa: SLF001
    assert set(seen) == PROMISED


def test_importing_the_package_imports_nothing_of_it() -> None:
    """The command and every program start fast; a name is paid for when it is used."""
    code = "import sys, chrono; print(sorted(n for n in sys.modules if n.startswith('chrono.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    """As of any module."""
    with pytest.raises(AttributeError, match="has no attribute 'Nonsense'"):
        chrono.Nonsense  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(ImportError):
        exec("from chrono import Nonsense", {})  # noqa: S102


def test_a_star_brings_exactly_these_names() -> None:
    """Nothing of the machinery comes along."""
    names: dict[str, object] = {}
    exec("from chrono import *", names)  # noqa: S102

    assert names.keys() - {"__builtins__"} == PROMISED
