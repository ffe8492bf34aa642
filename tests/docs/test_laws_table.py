"""The table of laws in tests/laws/README.md says what stands in the code."""

import ast
import functools
import re
from pathlib import Path

import pytest

from tests.profiles import EXAMPLES, FACTORS

TESTS = Path(__file__).parents[1]
TABLE = (TESTS / "laws" / "README.md").read_text(encoding="utf-8")
LAWS = 18
DASH = "\N{EN DASH}"
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in TABLE.splitlines()
    if re.match(r"\| \d+ \|", line)
]
NAMED = [
    (test, tried)
    for _, _, tests, examples, _ in ROWS
    for test, tried in zip(re.findall(r"`([^`]+)`", tests), examples.split("<br>"), strict=True)
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
    return " / ".join(str(numbers[0] * factor) for factor in FACTORS.values()) if numbers else DASH


def test_every_law_has_a_row() -> None:
    """All laws, in their order, each with tests and with what it was seen to catch."""
    assert [row[0] for row in ROWS] == [str(number) for number in range(1, LAWS + 1)]
    assert all(len(row) == 5 and all(row) for row in ROWS)


@pytest.mark.parametrize(("test", "tried"), dict.fromkeys(NAMED))
def test_a_test_that_the_table_names_exists_and_tries_as_much(test: str, tried: str) -> None:
    """Under each profile."""
    path, _, name = test.partition("::")
    found = settings(path, name)

    assert found is not None
    assert examples(found) == tried


@pytest.mark.parametrize("caught", [one for row in ROWS for one in row[4].split("<br>")])
def test_a_mistake_that_the_table_names_can_be_made(caught: str) -> None:
    """What it changes stands once in the code, and what catches it is a test that a row names."""
    found = re.fullmatch(r"`([\w/]+\.py)`: `(.+?)` → `(.+?)`: (.+)", caught)
    named = [test for test, _ in NAMED]

    assert found is not None
    path, old, new, tests = found.groups()
    assert (TESTS.parent / path).read_text(encoding="utf-8").count(old) == 1
    assert old != new
    for name in tests.split(", "):
        assert any(test.endswith(f"::{name}") for test in named), name
