"""A developer folds a projection of her own, in a folder with her module."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.stories.command import ENV, process_text
from tests.stories.command import run_text as run

SEATS = '''
"""Who sits on the board, at any moment."""

import attrs

from chrono import Event, projection

print("a word from the module")


@attrs.frozen
class Seats:
    chair: str | None = None
    held: frozenset[str] = frozenset()


@projection("seats", initial=Seats())
def seats(now: Seats, event: Event) -> Seats:
    print("a word from the function")
    chair = None if event.ended("office/firm/chair") else now.chair
    chair = event.set_to("office/firm/chair") or chair
    return Seats(chair, event.members("board/firm", now.held))


@projection("count", initial=0)
def count(now: int, event: Event) -> int:
    return now + 1


_held = set()


@projection("shortcut", initial=Seats())
def shortcut(now: Seats, event: Event) -> Seats:
    _held.update(event.added("board/firm"))
    _held.difference_update(event.dropped("board/firm"))
    return Seats(None, frozenset(_held))


@projection("raising", initial=0)
def raising(now: int, event: Event) -> int:
    return now + event.data["number"]


@projection("odd", initial=None)
def odd(now: object, event: Event) -> object:
    return object()
'''

BOARD, CHAIR = "board/firm", "office/firm/chair"
CLAIMS = [
    ("founded", "2024-01-01", [{"set": BOARD, "value": ["Ada", "Bob"]}], "2024-01-02"),
    ("chaired", "2024-01-02", [{"set": CHAIR, "value": "Ada"}], "2024-01-03"),
    ("idle", "2024-01-02", [], "2024-01-03"),
    ("joined", "2024-01-03", [{"add": BOARD, "value": "Eve"}], "2024-01-09"),
    ("left", "2024-01-04", [{"drop": BOARD, "value": "Ada"}, {"end": CHAIR}], "2024-01-05"),
    ("perhaps", "[2024-01-01..2024-01-05]", [{"add": BOARD, "value": "Zoe"}], "2024-01-09"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with a log of six events, and a module of projections."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "seats.py").write_text(SEATS, "utf-8")
    told = [
        {"id": given, "kind": "development", "occurred": occurred, "headline": given,
         "data": {"claims": claims}, "sources": [
            {"publisher": "Paper", "published": published, "basis": "reported"}]}
        for given, occurred, claims, published in CLAIMS
    ]  # fmt: skip
    (folder / "told.jsonl").write_text("\n".join(map(json.dumps, told)), "utf-8")
    assert run(folder, "init", "chrono.db", "--name", "firm").returncode == 0
    assert run(folder, "import", "told.jsonl").returncode == 0
    return folder


def state(folder: Path, when: str, *more: str, name: str = "./seats.py:seats") -> object:
    """Ask for the state of a projection."""
    done = run(folder, "state", when, "--projection", name, "--json", *more)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["state"]


def test_state_answers_with_a_projection_in_words(folder: Path) -> None:
    """With the moment that it used, how much was folded, and a line for each field."""
    done = process_text(folder, "state", "2024-01-02", "--projection", "./seats.py:seats")

    assert done.returncode == 0
    assert done.stdout == (
        "firm · seats at the end of Tue 2 Jan 2024 (UTC; 2024-01-02T23:59:59Z), 3 events\n"
        "\n"
        "  chair  Ada\n"
        "  held   2: Ada, Bob\n"
    )


def test_state_answers_with_a_projection_in_json(folder: Path) -> None:
    """Programs rely on these names; what the module prints is not among them."""
    done = run(folder, "state", "2024-01-02", "--projection", "./seats.py:seats", "--json")
    answer = json.loads(done.stdout)

    assert list(answer) == [
        "chronology", "projection", "at", "at_instant", "zone", "known", "recorded", "log",
        "folded", "state",
    ]  # fmt: skip
    assert (answer["projection"], answer["folded"], answer["log"]["entries"]) == ("seats", 3, 7)
    assert answer["state"] == {"chair": "Ada", "held": ["Ada", "Bob"]}
    assert "a word from the module" in done.stderr
    assert "a word from the function" in done.stderr


def test_a_projection_is_answered_as_of_every_clock(folder: Path) -> None:
    """What possibly happened, was not public, or was recorded later is not folded."""
    assert state(folder, "2024-01-04") == {"chair": None, "held": ["Bob", "Eve"]}
    assert state(folder, "2024-01-05") == {"chair": None, "held": ["Bob", "Eve", "Zoe"]}
    assert state(folder, "2024-01-05", "--known", "2024-01-05")["held"] == ["Bob"]  # type: ignore[index]
    assert state(folder, "2024-01-05", "--recorded", "e3")["chair"] == "Ada"  # type: ignore[index]
    assert state(folder, "2024-01-05", "--without", "Paper") == {"chair": None, "held": []}
    assert state(folder, "2023", name="./seats.py:count") == 0


def test_diff_names_fields_and_the_events_that_changed_them(folder: Path) -> None:
    """What else happened meanwhile is no cause."""
    done = run(folder, "diff", "2024-01-01..2024-01-03", "--projection", "./seats.py:seats")

    assert done.returncode == 0
    assert done.stdout.splitlines()[3:] == [
        "  ~ chair  none → Ada     chaired",
        "  ~ held   2 → 3: Eve in  joined",
    ]
    assert done.stdout.startswith("firm · seats at the end of Mon 1 Jan 2024")


def test_diff_in_json_has_both_moments_and_the_changes(folder: Path) -> None:
    """Programs rely on these names."""
    word = ("2024-01-05", "--known", "2024-01-05..2024-01-09")
    done = run(folder, "diff", *word, "--projection", "./seats.py:seats", "--json")
    answer = json.loads(done.stdout)

    assert list(answer) == ["chronology", "projection", "before", "after", "changes", "log"]
    assert (answer["before"]["known"], answer["after"]["known"]) == ("2024-01-05", "2024-01-09")
    assert answer["changes"] == [
        {"field": "held", "before": ["Bob"], "after": ["Bob", "Eve", "Zoe"],
         "causes": ["joined", "perhaps"]},
    ]  # fmt: skip


def test_diff_without_a_difference_says_so(folder: Path) -> None:
    """With --exit-code only a difference is a 1."""
    seats = ("--projection", "./seats.py:seats", "--exit-code")

    assert "nothing differs" in run(folder, "diff", "2024-01-06..2024-01-07", *seats).stderr
    assert run(folder, "diff", "2024-01-06..2024-01-07", *seats).returncode == 0
    assert run(folder, "diff", "2024-01-01..2024-01-07", *seats).returncode == 1


def test_rebuild_folds_from_zero_and_says_how_much(folder: Path) -> None:
    """All visible events, whatever their dates."""
    done = run(folder, "rebuild", "--projection", "./seats.py:seats")

    assert done.returncode == 0
    assert re.fullmatch(r"firm · seats: 6 events · \d+\.\d s\n", done.stdout)


def test_rebuild_checks_that_a_projection_is_pure(folder: Path) -> None:
    """After every event, or after every few."""
    seats = ("rebuild", "--projection", "./seats.py:seats")
    every, few = run(folder, *seats, "--check"), run(folder, *seats, "--check", "--every", "4")

    assert (every.returncode, few.returncode) == (0, 0)
    assert "carried on = from zero after every event · " in every.stdout
    assert "carried on = from zero after every 4 events · " in few.stdout


def test_rebuild_finds_what_a_projection_keeps_elsewhere(folder: Path) -> None:
    """Exit 1, the event at which it shows, both states, and where to look."""
    done = run(folder, "rebuild", "--projection", "./seats.py:shortcut", "--check")

    assert done.returncode == 1
    assert "differ after event 1, e2 founded" in done.stdout
    assert "carried on  chair: none, held: none\n" in done.stdout
    assert "from zero   chair: none, held: 2: Eve, Zoe\n" in done.stdout
    assert "does it keep anything outside its state" in done.stderr


def test_rebuild_says_that_the_state_is_as_the_kinds_of_today_say(folder: Path) -> None:
    """Without a projection it is the built-in state, of every chronology."""
    done = run(folder, "rebuild", "--json")

    assert done.returncode == 0
    answer = json.loads(done.stdout)
    assert answer["rebuilt"] == [
        {"chronology": "firm", "projection": None, "computed": 6, "stale": [], "keys": []}
    ]
    assert "6 events · every claim, and so the state, as stored" in run(folder, "rebuild").stdout
    assert run(folder, "rebuild", "-c", "frm").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["state", "--projection", "./seats.py:sheats"], "seats.py has no 'sheats'; it has: seats"),
        (["state", "--projection", "seats:seats"],
         "no module 'seats' is installed or on PYTHONPATH; did you mean ./seats.py:seats?"),
        (["state", "--projection", "./saets.py:seats"], "did you mean seats.py?"),
        (["state", "--projection", "./seats.py:Seats"], "the class Seats is no projection"),
        (["state", "--projection", "seats"], "one of your own is ./module.py:name"),
        (["diff", "2023..2024", "--projection", "./seats.py:sheats"], "it has: seats"),
        (["rebuild", "--projection", "./seats.py:sheats"], "it has: seats"),
        (["state", "--projection", "./seats.py:raising"],
         "projection raising failed at e2 founded: KeyError: 'number' (seats.py:"),
        (["rebuild", "--projection", "./seats.py:raising"], "failed at e2 founded"),
        (["state", "2024-02", "--projection", "./seats.py:odd"],
         "projection odd: its state holds an instance of object"),
        (["state", CHAIR, "--projection", "./seats.py:seats"], f"leave out {CHAIR}"),
        (["state", "--projection", "./seats.py:seats", "--csv"], "--csv is for rows of keys"),
        (["diff", "2023..2024", "--projection", "./seats.py:seats", "--jsonl"], "--jsonl is for"),
        (["rebuild", "--every", "3"], "--every is for a projection"),
        (["rebuild", "--projection", "./seats.py:seats", "--every", "0"], "--every"),
    ],
)  # fmt: skip
def test_misuse_is_told_in_one_line_without_a_traceback(
    folder: Path, arguments: list[str], words: str
) -> None:
    """The message names what was wrong and what would be right."""
    done = run(folder, *arguments)

    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert len([line for line in done.stderr.splitlines() if line.startswith("error: ")]) == 1


def test_a_projection_does_not_depend_on_the_surroundings(folder: Path) -> None:
    """Sets are shown in one order, whatever the seed of their hashes."""
    ask = ("state", "2024-01-05", "--projection", "./seats.py:seats", "--json")
    seeds = {"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "7"}
    surroundings = (*seeds, {"TZ": "Asia/Tokyo"}, {"LC_ALL": "C"})
    found = [process_text(folder, *ask, env={**ENV, **one}) for one in surroundings]

    assert [one.returncode for one in found] == [0] * len(surroundings)
    assert len({one.stdout for one in found}) == 1


def test_a_state_without_a_projection_imports_nothing_of_all_this() -> None:
    """Reading starts as fast as before."""
    code = (
        "import sys, chrono.cli.answers.state, chrono.cli.answers.diff\n"
        "dear = {'chrono.plugins', 'chrono.cli.workflows.projections',\n"
        "        'chrono.cli.input.known_kinds', 'chrono.projections.fold',\n"
        "        'chrono.api.chronology', 'chrono.cli.hints', 'chrono.kinds.catalogue',\n"
        "        'importlib.metadata'}\n"
        "print(sorted(dear & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
