"""The README is run: each console block, in order, in one empty folder."""

import os
import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"


def commands() -> list[tuple[str, str]]:
    """List the commands of the console blocks, each with the output that the README shows."""
    blocks = re.findall(r"```console\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    found: list[tuple[str, str]] = []
    for line in "".join(blocks).splitlines(keepends=True):
        if line.startswith("$ "):
            found.append((line[2:].strip(), ""))
        else:
            command, output = found[-1]
            found[-1] = (command, output + line)
    return found


def test_every_command_of_the_readme_prints_what_it_says(tmp_path: Path) -> None:
    """What a reader types gives what the reader was shown; … stands for what differs."""
    jsonl = "".join(line for line in README.read_text("utf-8").splitlines(keepends=True)
                    if line.startswith('{"id"'))  # fmt: skip
    (tmp_path / "elections.jsonl").write_text(jsonl, encoding="utf-8")
    env = {name: value for name, value in os.environ.items() if name != "CHRONO_FILE"}
    env["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}"
    for command, expected in commands():
        if command.startswith("export "):
            name, _, value = command.removeprefix("export ").partition("=")
            env[name] = value
            continue
        done = subprocess.run(
            ["/bin/sh", "-c", command], cwd=tmp_path, env=env, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        pattern = ".*".join(re.escape(part) for part in expected.strip().split("…"))

        assert re.fullmatch(pattern, done.stdout.strip(), re.DOTALL), (command, done.stdout, done.stderr)


def test_the_readme_shows_the_first_command_and_the_two_scripts() -> None:
    """A newcomer finds what to type, and it is really in the file."""
    assert len(commands()) >= 8
    assert "scripts/demo" in README.read_text(encoding="utf-8")
    assert "scripts/test" in README.read_text(encoding="utf-8")
