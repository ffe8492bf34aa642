"""The table of laws in tests/laws/README.md, and their mistakes, say what stands in the code."""

import ast
import functools
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.profiles import EXAMPLES, FACTORS, tried

TESTS = Path(__file__).parents[1]
TABLE = (TESTS / "laws" / "README.md").read_text(encoding="utf-8")
MISTAKES = tomllib.loads((TESTS / "laws" / "mistakes.toml").read_text("utf-8"))["mistakes"]
LAWS = range(1, 22)
DASH = "\N{EN DASH}"
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in TABLE.splitlines()
    if re.match(r"\| \d+ \|", line)
]
NAMED = [
    (test, as_said)
    for _, _, tests, examples, _ in ROWS
    for test, as_said in zip(re.findall(r"`([^`]+)`", tests), examples.split("<br>"), strict=True)
]


@functools.cache
def body(path: str) -> list[ast.stmt]:
    """Read a file of tests."""
    return ast.parse((TESTS / path).read_text(encoding="utf-8")).body


def settings(path: str, name: str) -> list[str] | None:
    """Find what decorates a test, or the settings of a state machine; None without the test."""
    found: list[str] | None = None
    for node in body(path):
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return [ast.unparse(one) for one in node.decorator_list]
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            found = []
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == f"{name}.settings":
            return [ast.unparse(node.value)]
    return found


def examples(decorators: list[str]) -> str:
    """Write how many examples a test tries, under each profile; a dash for no property."""
    said = [re.search(r"\bexamples\((\d+)\)", one) for one in decorators]
    numbers = [int(one[1]) for one in said if one]
    if not numbers and any(one.startswith("given(") for one in decorators):
        numbers = [EXAMPLES]
    return " / ".join(str(tried(numbers[0], one)) for one in FACTORS) if numbers else DASH


def test_every_law_has_a_row() -> None:
    """All laws, in their order, each with tests and the number of its mistakes."""
    assert [row[0] for row in ROWS] == [str(number) for number in LAWS]
    assert all(len(row) == 5 and all(row) for row in ROWS)


@pytest.mark.parametrize(("test", "as_said"), dict.fromkeys(NAMED))
def test_a_test_that_the_table_names_exists_and_tries_as_much(test: str, as_said: str) -> None:
    """Under each profile."""
    path, _, name = test.partition("::")
    found = settings(path, name)

    assert found is not None
    assert examples(found) == as_said


def test_the_table_counts_the_mistakes_of_each_law() -> None:
    """Each law was seen to catch at least one."""
    counted = Counter(mistake["law"] for mistake in MISTAKES)

    assert {int(law): int(number) for law, *_, number in ROWS} == counted


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: f"{mistake['law']}")
def test_a_mistake_can_be_made(mistake: dict[str, Any]) -> None:
    """What it changes stands once in the code, and what catches it are tests of its law."""
    law = ROWS[LAWS.index(mistake["law"])]

    assert (TESTS.parent / mistake["file"]).read_text(encoding="utf-8").count(mistake["old"]) == 1
    assert mistake["old"] != mistake["new"]
    assert mistake["tests"]
    assert set(mistake["tests"]) <= set(re.findall(r"`([^`]+)`", law[2]))
