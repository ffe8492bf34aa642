"""The README and chrono/docs are run: each page's commands and Python, in order, in a folder."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import PAGES, ROOT, blocks, commands, matches, run

RUN = [page for page in PAGES if blocks(page, "console", "python")]


@pytest.mark.parametrize("page", RUN, ids=lambda page: page.stem)
def test_every_command_of_a_page_prints_what_it_says(page: Path, tmp_path: Path) -> None:
    """What a reader types gives what the reader was shown."""
    for command, shown, done in run(page, tmp_path):
        assert done.stderr == "" or not command.startswith("python"), (command, done.stderr)
        assert matches(shown, done.stdout), (command, done.stdout, done.stderr)


def test_the_readme_shows_the_first_commands_and_the_two_scripts() -> None:
    """A newcomer finds what to type, and it is really in the file."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")

    assert sum(len(commands(block)) for _, block in blocks(readme, "console")) >= 8
    assert "scripts/demo" in text
    assert "scripts/test" in text


def test_the_readme_stays_short() -> None:
    """It says what chrono is and how to begin; the rest stands in chrono/docs."""
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 150


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    """To a file of the repository, and to a heading that is in it."""
    for target, anchor in re.findall(r"\]\(([^)#:]*)(?:#([^)]*))?\)", page.read_text("utf-8")):
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", path.read_text("utf-8"), re.MULTILINE)
            assert anchor in [re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in headings]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_place_of_the_code_that_a_page_names_is_there(page: Path) -> None:
    """``chrono/values/dates.py`` is a file, and in ``chrono/values/dates.py::Date`` it says Date."""
    for name, inside in re.findall(r"`((?:chrono|tests|scripts|events)/[\w./-]+)(?:::([\w.]+))?`", page.read_text("utf-8")):
        path = ROOT / name
        assert path.exists(), name
        last = inside.rpartition(".")[2]
        assert not last or re.search(rf"^ *(?:def|class) {last}\b|^{last}\b.* = ", path.read_text("utf-8"), re.MULTILINE), inside
