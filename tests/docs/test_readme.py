"""The README is run: each block of commands or of Python, in order, in one empty folder."""

import os
import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"


def blocks(*languages: str) -> list[tuple[str, str]]:
    """List the blocks of code in some languages, each with its language, in their order."""
    named = "|".join(languages)
    text = README.read_text(encoding="utf-8")
    return re.findall(rf"```({named})\n(.*?)```", text, re.DOTALL)


def commands(block: str = "") -> list[tuple[str, str]]:
    """List the commands of a console block, or of all, each with the output that it shows."""
    found: list[tuple[str, str]] = []
    for line in (block or "".join(text for _, text in blocks("console"))).splitlines(keepends=True):
        if line.startswith("$ "):
            found.append((line[2:].strip(), ""))
        else:
            command, output = found[-1]
            found[-1] = (command, output + line)
    return found


def program(block: str, folder: Path) -> tuple[str, str]:
    """Put a block of Python into the file that it names, or a nameless one.

    Returns the command that runs it, and what it prints: the comments behind its prints.
    """
    named = re.match(r"# (\w+\.py)\n", block)
    nameless = f"nameless_{len(list(folder.glob('nameless_*.py')))}.py"
    path = folder / (named[1] if named else nameless)
    path.write_text(block, encoding="utf-8")
    shown = "\n".join(re.findall(r"^ *print\(.*\)  # (.*)$", block, re.MULTILINE))
    return f"python {path.name}", shown


def test_every_command_of_the_readme_prints_what_it_says(tmp_path: Path) -> None:
    """What a reader types gives what the reader was shown; … stands for what differs."""
    jsonl = "".join(line for line in README.read_text("utf-8").splitlines(keepends=True)
                    if line.startswith('{"id"'))  # fmt: skip
    (tmp_path / "elections.jsonl").write_text(jsonl, encoding="utf-8")
    env = {name: value for name, value in os.environ.items() if name != "CHRONO_FILE"}
    env["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}"
    todo = [
        one
        for language, block in blocks("console", "python")
        for one in (commands(block) if language == "console" else [program(block, tmp_path)])
    ]
    for command, expected in todo:
        if command.startswith("export "):
            name, _, value = command.removeprefix("export ").partition("=")
            env[name] = value
            continue
        done = subprocess.run(
            ["/bin/sh", "-c", command], cwd=tmp_path, env=env, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        pattern = ".*".join(re.escape(part) for part in expected.strip().split("…"))

        assert done.stderr == "" or not command.startswith("python"), (command, done.stderr)
        assert re.fullmatch(pattern, done.stdout.strip(), re.DOTALL), (
            command,
            done.stdout,
            done.stderr,
        )


def test_the_readme_shows_the_first_command_and_the_two_scripts() -> None:
    """A newcomer finds what to type, and it is really in the file."""
    assert len(commands()) >= 8
    assert "scripts/demo" in README.read_text(encoding="utf-8")
    assert "scripts/test" in README.read_text(encoding="utf-8")
