"""Copy this checkout to where mutmut may change it, decorated functions taken apart.

mutmut leaves functions with decorators alone, since a decorator runs but once. So in the copy
`cached_property` and `property` are applied by a line of their own after the function, which is
then plain, and `lru_cache` is left out: what was computed before a mutant was switched on would
hide it. That caches make no difference is law 16, which is tested elsewhere.
"""

import ast
import shutil
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PARTS: Final = ("chrono", "events", "scripts", "tests", "pyproject.toml", "README.md", "LICENSE")
APART: Final = ("property", "cached_property")
DROPPED: Final = ("lru_cache",)


def copy(folder: Path) -> None:
    """Bring the copy up to date; what else is in the folder stays."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        there = folder / part
        if (ROOT / part).is_file():
            shutil.copy2(ROOT / part, there)
        else:
            shutil.rmtree(there, ignore_errors=True)
            shutil.copytree(ROOT / part, there, ignore=shutil.ignore_patterns("__pycache__"))


def take_apart(folder: Path) -> None:
    """Take the decorators of the modules to be mutated apart."""
    chosen = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
    for path in sorted((folder / "chrono").rglob("*.py")):
        if any(fnmatch(str(path.relative_to(folder)), one) for one in chosen["only_mutate"]):
            path.write_text(taken_apart(path.read_text("utf-8")), "utf-8")


def taken_apart(text: str) -> str:
    """Answer a module with the decorators in question applied after their functions, or left out.

    Every other line stays as it is, so that mutants are told by the text that people know.
    """
    lines = text.split("\n")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    for function in sorted(functions, key=lambda node: node.lineno, reverse=True):
        if len(function.decorator_list) != 1:
            continue
        (decorator,) = function.decorator_list
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        name = ast.unparse(called).rpartition(".")[2]
        if name in APART and function.end_lineno:
            spaces = " " * function.col_offset
            lines.insert(function.end_lineno, f"{spaces}{function.name} = {name}({function.name})")
        if name in APART + DROPPED:
            del lines[decorator.lineno - 1]
    return "\n".join(lines)


if __name__ == "__main__":
    copy(Path(sys.argv[1]))
    take_apart(Path(sys.argv[1]))
