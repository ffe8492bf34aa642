"""The house rules that no linter knows."""

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "tests" / "unit"


@functools.cache
def tree(path: Path) -> ast.Module:
    """Parse a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(folder: str) -> Iterator[tuple[Path, ast.FunctionDef]]:
    """List the functions of a folder."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(tree(path)):
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


def test_unit_tests_mirror_the_package() -> None:
    """Each folder is one of chrono, each module is named after one there, or after its folder."""
    strangers = [
        str(path.relative_to(ROOT))
        for path in sorted(UNIT.rglob("test_*.py"))
        if not _is_about_a_module_of(path, ROOT / "chrono" / path.parent.relative_to(UNIT))
    ]

    assert strangers == []


def _is_about_a_module_of(test: Path, folder: Path) -> bool:
    """Say whether test_X.py, or test_X_something.py, has a module X.py, or tests a folder X."""
    words = test.stem.removeprefix("test_").split("_")
    names = {"_".join(words[:length]) for length in range(1, len(words) + 1)}
    return any(name == folder.name or (folder / f"{name}.py").is_file() for name in names)


def test_the_command_is_named_in_one_place() -> None:
    """Tests run it by `tests/stories/command.py`, so that all of them run it alike."""
    named = {
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if re.search(r"""with_name\(["']chrono["']\)""", path.read_text(encoding="utf-8"))
    }

    assert named == {"tests/stories/command.py", "tests/fixtures/make.py"}


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
        if "assert" in path.read_text(encoding="utf-8")
        and any(isinstance(node, ast.Assert) for node in ast.walk(tree(path)))
    ]

    assert guilty == []


def test_the_body_of_a_verb_is_short() -> None:
    """It translates what was typed, calls, and shows; what takes longer stands elsewhere."""
    long = [
        f"{path.name}: {node.name}: {lines}"
        for folder in ("chrono/cli/commands", "chrono/cli/answers")
        for path, node in functions(folder)
        if (node.name == "run" or any("verb" in ast.unparse(one) for one in node.decorator_list))
        and (lines := node.end_lineno - node.body[1].lineno + 1) > 20
    ]

    assert long == []
