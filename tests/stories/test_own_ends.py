"""Terms that end by themselves, the order of one day, and a key that was used by mistake."""

import json
from pathlib import Path

import pytest

from tests.stories.command import complaints, done, run

PAPER = ("--publisher", "Paper", "--published", "2024-06-01", "--basis", "reported", "--yes")
OFFICE = "office/land/education"
TERMS = (
    "id,start,end,headline,publisher,published,basis,data.office,data.person,data.capacity",
    "ann,1857-02-05,1858-02-21,Ann takes it,Gazette,1900,filed,land/education,Ann,permanent",
    "ben,1858-03-12,1859-06-11,Ben takes it,Gazette,1900,filed,land/education,Ben,permanent",
)
MAP = ("--map", "start=occurred", "--map", "kind:=office.filled")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Make a folder with an empty log."""
    done(tmp_path, "init", "chrono.db", "--name", "desk")
    return tmp_path


def held(folder: Path, when: str, key: str) -> tuple[str, object]:
    """Ask for the standing and the value of a key."""
    (slot,) = json.loads(done(folder, "state", when, key, "--json"))["state"]
    return slot["standing"], slot["value"]


def add(folder: Path, given: str, at: str, *more: str) -> None:
    """Append an event with flags."""
    done(folder, "add", f"{given} happens", "--id", given, "--at", at, *more, *PAPER)


def test_a_column_of_ends_is_when_each_term_is_over(desk: Path) -> None:
    """Nobody holds the office between two terms, or after the last one; no option says so."""
    (desk / "terms.csv").write_text("\n".join(TERMS), "utf-8")
    assert run(desk, "import", "terms.csv", *MAP).returncode == 0

    ann, ben = ({"person": person, "capacity": "permanent"} for person in ("Ann", "Ben"))
    days = ("1858-01-01", "1858-03-01", "1858-06-01", "1859-12-31")
    assert [held(desk, day, OFFICE) for day in days] == [
        ("holds", ann), ("ended", None), ("holds", ben), ("ended", None),
    ]  # fmt: skip


def test_a_column_of_ends_is_of_one_moment_where_the_map_says_so(desk: Path) -> None:
    """Then both cells are the bounds of a start that nobody knows better, and nothing ends."""
    (desk / "terms.csv").write_text("\n".join(TERMS[:2]), "utf-8")
    (desk / "map.yaml").write_text(
        "columns: {start: occurred}\ndefaults: {kind: office.filled}\nrange: one moment\n", "utf-8"
    )
    assert run(desk, "import", "terms.csv", "--map", "map.yaml").returncode == 0

    shown = json.loads(done(desk, "show", "ann", "--json"))
    assert shown["occurred"] == "[1857-02-05..1858-02-21]"
    assert held(desk, "1900-01-01", OFFICE)[0] == "holds"


@pytest.mark.parametrize("typed", ["2024-01-02/2024-03-31", "from 2 Jan 2024 until 31 Mar 2024"])
def test_a_typed_range_is_over_by_itself_and_why_says_so(desk: Path, typed: str) -> None:
    """The value has ended on the day after, without another event."""
    add(desk, "lease", typed, "--set", "term/mill=let")

    assert held(desk, "2024-03-30", "term/mill") == ("holds", "let")
    assert held(desk, "2024-04-01", "term/mill") == ("ended", None)
    assert "over by its own date" in done(desk, "why", "term/mill", "2024-04-01")


def test_a_handover_on_the_day_on_which_a_term_is_over_is_no_vacancy(desk: Path) -> None:
    """The office may be empty within that day, as JSON has it; text has one line a holder."""
    add(desk, "ann", "2024-01-02/2024-03-31", "--set", f"{OFFICE}=Ann")
    add(desk, "ben", "2024-03-31/2024-06-30", "--set", f"{OFFICE}=Ben")

    lines = done(desk, "log", OFFICE).splitlines()[1:]
    assert [line.split()[-3] for line in lines] == ["Ann", "Ben", "ended"]
    rows = json.loads(done(desk, "log", OFFICE, "--json"))
    assert "possible" in [row["standing"] for row in rows]


def test_events_of_one_day_that_are_linked_follow_each_other_in_the_history_of_a_key(
    desk: Path,
) -> None:
    """Zoe, Amy and Moe, each ended by the next."""
    before: tuple[str, ...] = ()
    for name in ("Zoe", "Amy", "Moe"):
        add(desk, name, "2024-03-14", "--set", f"card/holder={name}", *before)
        before = ("--after", name)

    lines = done(desk, "log", "card/holder").splitlines()[1:]
    assert [line.split()[-1] for line in lines] == ["Zoe", "Amy", "Moe"]
    assert [line.count("→ 14 Mar 2024") for line in lines] == [1, 1, 0]


def test_a_key_is_free_again_once_its_mistaken_claim_is_withdrawn(desk: Path) -> None:
    """A value set by mistake, retracted, keeps nobody from adding members."""
    add(desk, "slip", "2024-01-01", "--set", "board/x=Ann")
    again = ("add", "Ann joins", "--at", "2024-01-01", "--add", "board/x=Ann", *PAPER)
    refused = run(desk, *again)
    done(desk, "retract", "slip", "--reason", "meant --add", "--yes")
    done(desk, *again)

    assert refused.returncode == 2
    assert "as slip says" in complaints(refused)[0]
    assert held(desk, "2024-02-01", "board/x") == ("holds", ["Ann"])


def test_who_replaces_an_own_figure_goes_on_contesting_the_other_sides(desk: Path) -> None:
    """A says 5; B, contesting A, says 20, and later 10: it is 5 against 10."""
    add(desk, "a", "2024-01-01", "--set", "claim/damage=5")
    add(desk, "b20", "2024-01-02", "--set", "claim/damage=20", "--contests", "a")
    more = ("--contests", "a", "--after", "b20")
    add(desk, "b10", "2024-01-03", "--set", "claim/damage=10", *more)

    (slot,) = json.loads(done(desk, "state", "2024-02-01", "claim/damage", "--json"))["state"]
    assert sorted(each["value"] for each in slot["alternatives"]) == ["10", "5"]


def test_links_are_judged_over_the_whole_batch(desk: Path) -> None:
    """A start corrected to after its end is sound where the next line withdraws that end."""
    source = {"publisher": "Paper", "published": "2024-06-01", "basis": "reported"}
    start = {"kind": "development", "occurred": "2024-01-01", "headline": "It starts"}
    end = {"id": "end", "kind": "development", "occurred": "2024-02-01", "headline": "It ends"}
    later = {**start, "occurred": "2024-03-01"}
    batches = {
        "first": [{"id": "start", **start, "sources": [source]},
                  {**end, "after": ["start"], "sources": [source]}],
        "second": [{"id": "c", "kind": "correction", "corrects": "start", "reason": "March",
                    "event": later},
                   {"id": "r", "kind": "retraction", "retracts": "end", "reason": "it never did"}],
    }  # fmt: skip
    batches["half"] = batches["second"][:1]
    for name, batch in batches.items():
        (desk / f"{name}.jsonl").write_text("\n".join(map(json.dumps, batch)), "utf-8")
    codes = [
        run(desk, "import", f"{name}.jsonl").returncode for name in ("first", "half", "second")
    ]

    assert codes == [0, 2, 0]
    assert "withdrawn" in done(desk, "log")
