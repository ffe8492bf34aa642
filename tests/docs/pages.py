"""The pages that people read: where they are, the code that they show, and what it does."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.stories.command import run_text

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "chrono" / "docs"
PAGES: Final = (ROOT / "README.md", *sorted(DOCS.glob("*.md")))
"""The README, and the pages of chrono/docs."""

Step = tuple[str, str]
"""A command, and the output that a page shows for it; … stands for what differs."""


def blocks(page: Path, *languages: str) -> list[tuple[str, str]]:
    """List the blocks of code in some languages, each with its language, in their order."""
    pattern = rf"^```({'|'.join(languages)})\n(.*?)^```"
    return re.findall(pattern, page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def commands(block: str) -> list[Step]:
    """List the commands of a console block, each with the output that it shows."""
    found: list[Step] = []
    for line in block.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append((line[2:].strip(), ""))
        else:
            command, output = found[-1]
            found[-1] = (command, output + line)
    return found


def program(block: str, folder: Path) -> Step:
    """Put a block of Python into the file that it names, or a nameless one.

    Returns the command that runs it, and what it prints: the comments behind its prints.
    """
    named = re.match(r"# (\w+\.py)\n", block)
    nameless = f"nameless_{len(list(folder.glob('nameless_*.py')))}.py"
    path = folder / (named[1] if named else nameless)
    path.write_text(block, encoding="utf-8")
    shown = "\n".join(re.findall(r"^ *print\(.*\)  # (.*)$", block, re.MULTILINE))
    return f"python {path.name}", shown


def steps(page: Path, folder: Path) -> Iterator[Step]:
    """Yield what a reader of a page does, in its order; a file shown with ``cat`` is put there."""
    for language, block in blocks(page, "console", "python"):
        todo = commands(block) if language == "console" else [program(block, folder)]
        for command, shown in todo:
            if command.startswith("cat ") and not (folder / command[4:]).exists():
                (folder / command[4:]).write_text(shown, encoding="utf-8")
            yield command, shown


TRIED: Final = """
from hypothesis import settings

settings.register_profile("page", max_examples=20)


def pytest_configure(config):
    if not config.getvalue("maxfail"):
        settings.load_profile("page")
"""
"""Where a page runs laws that pass, they are tried on a fifth of what a reader's are."""


NEEDS_A_PROCESS: Final = re.compile(r"[|&;<>$`()~]")
"""Where none of these is, a command of ours runs within this process."""


def run(page: Path, folder: Path) -> Iterator[tuple[str, str, subprocess.CompletedProcess[str]]]:
    """Run a page in a folder: yield each command, what the page shows for it, and what it did."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("CHRONO_")}
    env["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}"
    env["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # what else is installed here is not the reader's
    (folder / "conftest.py").write_text(TRIED, encoding="utf-8")
    for command, shown in steps(page, folder):
        if command.startswith("export "):
            name, _, value = command.removeprefix("export ").partition("=")
            env[name] = value
            continue
        if command.startswith("chrono ") and not NEEDS_A_PROCESS.search(command):
            done = run_text(folder, *shlex.split(command.removeprefix("chrono ")), env=env)
        else:
            shell = ["/bin/sh", "-c", command]
            done = subprocess.run(
                shell, cwd=folder, env=env, capture_output=True, text=True, check=False
            )
        yield command, shown, done


def matches(shown: str, printed: str) -> bool:
    """Say whether an output is what a page shows; … stands for anything."""
    pattern = ".*".join(re.escape(part) for part in shown.strip().split("…"))
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None
