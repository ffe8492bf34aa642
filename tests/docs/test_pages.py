"""The README and chrono/docs are run: each page's commands and Python, in order, in a folder."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, PAGES, ROOT, blocks, commands, matches, run

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
        assert not anchor or anchor in anchors(path), anchor


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_place_in_the_code_that_a_page_names_is_there(page: Path) -> None:
    """Of ``chrono/values/dates.py::Date`` the file is there, and defines it."""
    named = r"`((?:chrono|tests|scripts|events)/[\w./-]+)(?:::(?:\w+\.)*(\w+))?`"
    for name, defined in re.findall(named, page.read_text("utf-8")):
        path = ROOT / name

        assert path.exists(), name
        assert not defined or defines(path, defined), f"{name}::{defined}"


def test_code_cites_the_rules_of_state_by_number_and_name() -> None:
    """Of ``rule 4 (live claims)`` the name is that of the fourth rule on its page."""
    page = (DOCS / "state-rule.md").read_text(encoding="utf-8")
    names = {int(n): name.lower() for n, name in re.findall(r"^## (\d+) (.+)$", page, re.MULTILINE)}
    cited = [
        (path, int(number), " ".join(name.split()))
        for folder in ("chrono", "tests")
        for path in (ROOT / folder).rglob("*.py")
        for number, name in re.findall(r"\brules? (\d+) \(([a-z\s]+)\)", path.read_text("utf-8"))
    ]

    assert list(names) == list(range(1, len(names) + 1))
    assert cited
    assert [one for one in cited if names.get(one[1]) != one[2]] == []


def test_the_page_on_the_architecture_has_the_layers_that_are_checked() -> None:
    """Each module and folder of chrono, under the number of its layer, counted from below."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = reversed(settings["tool"]["importlinter"]["contracts"][0]["layers"])
    checked = {
        (str(number), name)
        for number, layer in enumerate(layers, start=1)
        for name in layer.split(" | ")
    }
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^\| (\d+) \| `chrono/(\w+)", page, re.MULTILINE)) == checked


def anchors(path: Path) -> set[str]:
    """Name the headings of a page as links name them."""
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in headings}


def defines(path: Path, name: str) -> bool:
    """Say whether a module defines a function, a class or a constant, also within a class."""
    pattern = rf"^ *(?:def|class) {name}\b|^{name}\b.* = "
    return re.search(pattern, path.read_text(encoding="utf-8"), re.MULTILINE) is not None
