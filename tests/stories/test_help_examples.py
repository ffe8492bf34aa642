"""Every example that a help text shows runs as printed."""

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
import pytest

from chrono.cli.main import chrono
from tests.stories.command import done, run
from tests.stories.prepared_logs import after_the_days
from tests.stories.test_projections import SEATS
from tests.stories.test_suggestions import KNOWN_TO_NOBODY, told

WRITES: Final = ("add", "cite", "correct", "retract")
"""What would ask; in the tests it says what it would do."""

EVERY_MOMENT: Final = (
    "chrono export html -o page.html",
    "chrono rebuild --projection ./seats.py:seats --check",
)
"""What answers at every moment of a log, and is run on a short one."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with a log of the bundled chronology, and the files that examples name."""
    folder = tmp_path_factory.mktemp("world")
    done(folder, "init", "chrono.db", "--from", "openai-microsoft")
    affair = folder / "events" / "my-affair"
    affair.mkdir(parents=True)
    (affair / "chronology.yaml").write_text("title: Mill\nzone: UTC\n", "utf-8")
    (affair / "2024.yaml").write_text(
        "- id: opened\n  kind: development\n  occurred: 2024-01-01\n  headline: It opens\n"
        "  sources: [{publisher: Paper, basis: reported, published: 2024-01-02}]\n", "utf-8",
    )  # fmt: skip
    lines = [json.dumps(told(name, "2024-01-01", "2024-01-02")) for name in ("news", "e17")]
    (folder / "news.jsonl").write_text(lines[0], "utf-8")
    (folder / "more.jsonl").write_text(lines[1], "utf-8")
    for words in (("import", "more.jsonl"), ("export", "jsonl", "-o", "log.jsonl")):
        assert run(folder, *words).returncode == 0
    (folder / "seats.py").write_text(SEATS, "utf-8")
    data = Path(__file__).with_name("data")
    shutil.copy(data / "counsel.csv", folder)
    for name in ("desk.db", "other-desk.db"):
        shutil.copy(folder / "chrono.db", folder / name)
    return folder


@pytest.fixture(scope="module")
def head(world: Path) -> str:
    """Return the head of its log."""
    head: str = json.loads(done(world, "check", "--integrity", "--json"))["log"]["head"]
    return head


def examples(command: click.Command) -> Iterator[str]:
    """Yield every command that the help of a command, and of its verbs, shows."""
    wide = {**chrono.context_settings, "terminal_width": 1000}
    with click.Context(command, info_name="chrono", **wide) as ctx:
        yield from re.findall(r"^(chrono .*?)(?: {2,}.*)?$", command.get_help(ctx), re.MULTILINE)
        for verb in command.list_commands(ctx) if isinstance(command, click.Group) else ():
            found = command.get_command(ctx, verb)
            assert found is not None
            yield from examples(found)


SHOWN: Final = [
    text
    for text in dict.fromkeys(examples(chrono))
    if text not in ("chrono add", "chrono add --resume") and "VERB" not in text
    if not text.startswith("chrono serve")
]
"""All but those that ask, which need a terminal, the one about all verbs, and those that run until
they are ended (tests/stories/test_serve.py)."""

assert set(EVERY_MOMENT) <= set(SHOWN)


@pytest.mark.parametrize("text", SHOWN)
def test_an_example_of_a_help_text_runs_as_printed(
    text: str, world: Path, head: str, tmp_path: Path
) -> None:
    """Nothing is misuse: capitals are filled in, and what would write says what it would."""
    folder = shutil.copytree(world, tmp_path / "desk")
    filled = {**KNOWN_TO_NOBODY, "HASH": head}
    verb, *words = [filled.get(word, word) for word in shlex.split(text)[1:]]
    if text in EVERY_MOMENT:
        after_the_days(folder)
    if verb == "init":
        (folder / "desk.db").unlink()
    if verb == "import" and "events/my-affair" in words:  # a folder goes into a log of its affair
        for name in ("desk.db", "chrono.db"):
            (folder / name).unlink()
            done(folder, "init", name, "--name", "my-affair")
    found = run(folder, verb, *words, *["--dry-run"] * (verb in WRITES))
    assert found.returncode == int("--skip-bad" in words), found.stderr  # rows are left out
