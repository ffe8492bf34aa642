"""The house rules that no linter knows."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOP = {"pyproject.toml", "README.md", "LICENSE", "chrono", "events", "tests", "scripts"}


def functions(folder: str) -> Iterator[tuple[Path, ast.FunctionDef]]:
    """List the functions of a folder."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield path, node


def test_every_test_states_its_promise_in_one_sentence() -> None:
    """A test without a docstring is a test that nobody can check."""
    silent = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path, node in functions("tests")
        if node.name.startswith("test_") and not ast.get_docstring(node)
    ]

    assert silent == []


def test_modules_stay_short() -> None:
    """One idea each: no module grows past 250 lines."""
    long = [
        f"{path.relative_to(ROOT)}: {lines}"
        for path in sorted((ROOT / "chrono").rglob("*.py"))
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 250
    ]

    assert long == []


def test_no_assert_stands_in_the_engine() -> None:
    """What a user can cause is an error with a message."""
    guilty = [
        str(path)
        for path in sorted((ROOT / "chrono").rglob("*.py"))
        if any(isinstance(n, ast.Assert) for n in ast.walk(ast.parse(path.read_text("utf-8"))))
    ]

    assert guilty == []


def test_the_body_of_a_verb_is_short() -> None:
    """It translates what was typed, calls, and shows; what takes longer stands elsewhere."""
    long = [
        f"{path.name}: {node.name}: {lines}"
        for path, node in functions("chrono/cli/commands")
        if any("verb" in ast.unparse(decorator) for decorator in node.decorator_list)
        and (lines := node.end_lineno - node.body[1].lineno + 1) > 20
    ]

    assert long == []
