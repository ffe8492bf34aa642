"""A user declares kinds of her own, by a module that she names or a package that is installed."""

import json
from pathlib import Path

import pytest

from tests.stories.command import ENV, done, process_text
from tests.stories.command import run_text as run

SHIPS = '''
from chrono import Claim, Name, kind

print("a word from the module")


@kind("ship.docked")
class Docked:
    """A ship docks at a berth."""

    ship: Name
    berth: str
    crew: tuple[str, ...] = ()

    def claims(self) -> list[Claim]:
        return [Claim("set", f"berth/{self.berth}", self.ship)]


@kind("ship.sailed")
class Sailed:
    """A ship leaves its berth."""

    berth: str

    def claims(self) -> list[Claim]:
        if self.berth == "none":
            raise ValueError("no such berth")
        return [Claim("end", f"berth/{self.berth}")]


KINDS = (Docked, Sailed)
'''

SOURCE = {"publisher": "Harbour", "published": "2024-01-02", "basis": "filed"}


def event_line(given: str, name: str, **data: object) -> str:
    """Write an event of a kind as a line."""
    event = {"id": given, "kind": name, "occurred": "2024-01-01", "headline": given}
    return json.dumps({**event, "data": data, "sources": [SOURCE]}) + "\n"


@pytest.fixture
def port(tmp_path: Path) -> Path:
    """Make a folder with an empty log, a module of kinds, and an event of one of them."""
    (tmp_path / "ships.py").write_text(SHIPS, "utf-8")
    text = event_line("mary-docks", "ship.docked", ship="Mary", berth="one")
    (tmp_path / "told.jsonl").write_text(text, "utf-8")
    done(tmp_path, "init", "chrono.db", "--name", "port")
    return tmp_path


@pytest.fixture
def installed(port: Path) -> dict[str, str]:
    """Install the module as a package with an entry point; its folder goes on Python's path."""
    site = port / "site"
    info = site / "harbour-1.0.dist-info"
    info.mkdir(parents=True)
    (port / "ships.py").rename(site / "harbour_kinds.py")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: harbour\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[chrono.kinds]\nharbour = harbour_kinds\n")
    return {**ENV, "PYTHONPATH": str(site)}


def berth(port: Path, when: str = "2024-01-02") -> object:
    """Ask what the first berth holds; reading needs no kinds."""
    found = json.loads(run(port, "state", when, "berth/one", "--json").stdout)["state"]
    return found[0]["value"] if found else "unset"


def test_an_event_of_an_unknown_kind_is_refused(port: Path) -> None:
    """Until somebody says where the kind is declared."""
    done = run(port, "import", "told.jsonl")

    assert done.returncode == 2
    assert "told.jsonl:1: kind: no kind 'ship.docked'" in done.stderr
    assert berth(port) == "unset"


def test_kinds_named_by_a_flag_are_imported(port: Path) -> None:
    """What the event claims is stored, so that reading needs her module no more."""
    done = process_text(port, "import", "told.jsonl", "--kinds", "./ships.py:KINDS")
    (port / "ships.py").unlink()

    assert (done.returncode, done.stdout[:17]) == (0, "Appended 1 event ")
    assert berth(port) == "Mary"


def test_kinds_named_in_the_environment_are_used_by_every_verb_that_writes(port: Path) -> None:
    """Import, add and correct; several modules are parted by commas."""
    env = {**ENV, "CHRONO_KINDS": "./ships.py"}
    run(port, "import", "told.jsonl", env=env)
    why = ["--source-of", "e2", "--yes"]
    added = run(port, "add", "Mary sails", "--at", "2024-01-03", "--kind", "ship.sailed",
                "-d", "berth=one", *why, env=env)  # fmt: skip
    assert (added.returncode, added.stderr.count("error")) == (0, 0)
    assert berth(port, "2024-01-03") is None

    fixed = run(port, "correct", "mary-docks", "-d", "ship=Anne", "-d", "crew=Al", "-d", "crew=Bo",
                "--reason", "misread", "--yes", env=env)  # fmt: skip
    assert fixed.returncode == 0, fixed.stderr
    assert berth(port) == "Anne"


def test_add_takes_kinds_by_a_flag(port: Path) -> None:
    """By flags, and from a file."""
    flags = ("--kinds", "./ships.py", "--new-key", "--yes")
    source = ("--publisher", "P", "--basis", "filed", "--published", "2024-01-02")
    one = run(port, "add", "Mary docks", "--at", "2024-01-01", "--kind", "ship.docked",
              "-d", "ship=Mary", "-d", "berth=one", *source, *flags)  # fmt: skip
    assert one.returncode == 0, one.stderr

    other = event_line("anne-docks", "ship.docked", ship="Anne", berth="two")
    (port / "more.jsonl").write_text(other, "utf-8")
    two = run(port, "add", "--from-file", "more.jsonl", *flags)
    assert two.returncode == 0, two.stderr


def test_an_installed_package_brings_its_kinds_by_itself(
    port: Path, installed: dict[str, str]
) -> None:
    """Nobody has to name them."""
    done = process_text(port, "import", "told.jsonl", env=installed)

    assert done.returncode == 0, done.stderr
    assert berth(port) == "Mary"
    assert process_text(port, "rebuild", env=installed).returncode == 0


def test_schema_has_the_kinds_of_ones_own(port: Path, installed: dict[str, str]) -> None:
    """So an editor completes them; what the module prints is no part of it."""
    items = json.loads(process_text(port, "schema", env=installed).stdout)["items"]
    assert "ship.docked" in items["properties"]["kind"]["enum"]

    site = {**installed, "CHRONO_KINDS": "harbour_kinds:Sailed"}  # once more is not twice
    assert process_text(port, "schema", env=site).returncode == 0


def test_check_and_import_of_texts_know_the_kinds(port: Path) -> None:
    """A folder of YAML may use them like any other."""
    folder = port / "harbour"
    folder.mkdir()
    (folder / "chronology.yaml").write_text("title: A harbour\nzone: UTC\n", "utf-8")
    (folder / "2024.yaml").write_text(
        "- id: mary-docks\n  kind: ship.docked\n  occurred: 2024-01-01\n  headline: Mary docks\n"
        "  data: {ship: Mary, berth: one, crew: [Al]}\n"
        "  sources: [{publisher: Harbour, published: 2024-01-02, basis: filed}]\n",
        "utf-8",
    )

    assert "no kind 'ship.docked'" in run(port, "check", "harbour").stderr
    assert run(port, "check", "harbour", "--kinds", "./ships.py").returncode == 0
    made = run(port, "init", "new.db", "--from", "harbour", "--kinds", "./ships.py")
    assert made.returncode == 0, made.stderr


def test_rebuild_names_events_whose_kind_says_something_else_today(port: Path) -> None:
    """Exit 1, both claims, and the keys that would differ; what is stored still counts."""
    run(port, "import", "told.jsonl", "--kinds", "./ships.py")
    assert run(port, "rebuild", "--kinds", "./ships.py").returncode == 0

    (port / "ships.py").write_text(SHIPS.replace("self.ship)", "'somebody')"), "utf-8")
    done = run(port, "rebuild", "--kinds", "./ships.py")
    assert done.returncode == 1
    assert "e2 mary-docks  stored  set berth/one = Mary" in done.stdout
    assert "today   set berth/one = somebody" in done.stdout
    assert "the state would differ on berth/one" in done.stdout
    assert berth(port) == "Mary"

    lost = run(port, "rebuild")
    assert lost.returncode == 1
    assert "today   kind: no kind 'ship.docked'" in lost.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["schema", "--kinds", "ships"],
         "--kinds 'ships': no module 'ships' is installed or on PYTHONPATH; did you mean ./ships"),
        (["schema", "--kinds", "./ships.py:Boats"], "ships.py has no 'Boats'; it has: Docked"),
        (["schema", "--kinds", "./ships.py:SHIPS"], "ships.py has no 'SHIPS'"),
        (["import", "told.jsonl", "--kinds", "json:dumps"], "a function is no kind"),
        (["import", "bad.jsonl", "--kinds", "./ships.py"],
         "bad.jsonl:1: data: claims() of Sailed raised ValueError: no such berth"),
        (["schema", "--kinds", "./ours.py"],
         "'office.filled' is declared twice, in chrono.kinds.offices and in ours"),
    ],
)  # fmt: skip
def test_misuse_is_told_in_one_line_without_a_traceback(
    port: Path, arguments: list[str], words: str
) -> None:
    """The message names what was wrong and what would be right, and nothing is written."""
    (port / "bad.jsonl").write_text(event_line("bad", "ship.sailed", berth="none"), "utf-8")
    (port / "ours.py").write_text(SHIPS.replace("ship.docked", "office.filled"), "utf-8")
    done = run(port, *arguments)

    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_wrong_name_in_the_environment_is_told_by_the_variable(port: Path) -> None:
    """It is easily forgotten that it is set."""
    done = run(port, "schema", env={**ENV, "CHRONO_KINDS": "./ships.py, shps"})

    assert done.returncode == 2
    assert "CHRONO_KINDS 'shps': no module 'shps' is installed or on PYTHONPATH" in done.stderr
