"""All faults of what is to be appended are told in one refusal, whoever finds them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.stories.command import complaints, contents, done, run

CLUB = (
    {"id": "board", "data": {"claims": [{"add": "club/board", "value": "Ann"}]}},
    {"id": "chair", "data": {"claims": [{"set": "club/chair", "value": "Ann"}]}},
)
ADD = ("add", "A headline", "--at", "2024-02-01", "--publisher", "Paper", "--basis", "reported")
SINGLE = "club/board holds a set of members, as board says; set a list of members, or add and drop"
NEW = "no key 'club/chain'; did you mean club/chair? a new key needs --new-key"
TAKEN = "chair: there is another entry with this id; correct it instead, or choose another id"
NOWHERE = "--source: has neither url nor published; give one, better both"


def told(**fields: Any) -> str:
    """Write an event as a line."""
    source = {"publisher": "Paper", "basis": "reported", "published": "2024-01-02"}
    about = {"kind": "development", "occurred": "2024-01-01", "headline": "A", "sources": [source]}
    return json.dumps({**about, **fields})


def claims(*given: tuple[str, str, str]) -> dict[str, Any]:
    """Write data that claims."""
    return {"claims": [{op: key, "value": value} for op, key, value in given]}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Make a folder with a log of a club."""
    done(tmp_path, "init", "chrono.db", "--name", "club")
    (tmp_path / "club.jsonl").write_text("\n".join(told(**each) for each in CLUB), "utf-8")
    done(tmp_path, "import", "club.jsonl")
    return tmp_path


def refused(folder: Path, *words: str) -> list[str]:
    """Return what a command complains of, which leaves the log as it was."""
    before = contents(folder / "chrono.db")
    found = run(folder, *words)
    assert found.returncode == 2
    assert contents(folder / "chrono.db") == before
    return complaints(found)


def holding(found: list[str], *parts: str) -> None:
    """Hold that each complaint has one of the parts, in any order, and that there are no others."""
    assert len(found) == len(parts), found
    for part in parts:
        assert [line for line in found if part in line], (part, found)


def test_flags_are_refused_with_every_fault_at_once(desk: Path) -> None:
    """A source from nowhere, a set that is given one value, a key never used and a taken id."""
    words = ("--set", "club/board=Bob", "--set", "club/chain=Bob", "--id", "chair", "--yes")

    holding(refused(desk, *ADD, *words), NOWHERE, SINGLE, NEW, TAKEN)


def test_of_several_new_keys_each_is_told(desk: Path) -> None:
    """One by one would take as many attempts."""
    words = ("--set", "club/chain=Bob", "--set", "club/z=Bob", "--published", "2024-02", "--yes")

    holding(refused(desk, *ADD, *words), NEW, "no key 'club/z'")


BAD = (
    told(id="one", occurred="2024-13", data=claims(("set", "club/board", "Bob"))),
    told(id="two", after=["one", "non"], headline="", data=claims(("set", "club/chain", "Bob"))),
    told(id="chair", kind="ofice.filled", before=["tow"]),
    told(id="tre", data=claims(("set", "Club", "x"), ("add", "club/chair", "Bob"))),
    json.dumps({
        "id": "fix", "kind": "correction", "corrects": "gone", "reason": "",
        "event": {"kind": "development", "occurred": "2024", "headline": "",
                  "data": claims(("set", "club/board", "Bob"))},
    }),
)  # fmt: skip


def test_a_file_is_refused_with_every_fault_of_every_line(desk: Path) -> None:
    """What can be read of a faulty line is held against the log, and is there for the others.

    To an import an id that the log has means that its text changed, so there it is no fault.
    """
    (desk / "bad.jsonl").write_text("\n".join(BAD), "utf-8")
    alike = (
        "bad.jsonl:1: occurred: '2024-13'", f"bad.jsonl:1: data: {SINGLE}",
        "bad.jsonl:2: headline", "bad.jsonl:2: after[1]: no development 'non'",
        "bad.jsonl:3: kind: no kind 'ofice.filled'",
        "bad.jsonl:4: data.claims[0]: 'Club' is no key",
        "bad.jsonl:4: data: club/chair holds a single value",
        "bad.jsonl:5: reason", "bad.jsonl:5: corrects: no development 'gone'",
        "bad.jsonl:5: event.headline: empty", f"bad.jsonl:5: event.data: {SINGLE}",
    )  # fmt: skip

    holding(refused(desk, "import", "bad.jsonl"), *alike)
    holding(
        refused(desk, "add", "--from-file", "bad.jsonl", "--yes"),
        *alike, f"bad.jsonl:3: id: {TAKEN}", "bad.jsonl:3: before[0]: no development 'tow'",
        f"bad.jsonl:2: data: {NEW}",
    )  # fmt: skip


def test_the_rows_of_a_table_are_refused_with_every_fault(desk: Path) -> None:
    """As the lines of a file; a date that cannot be read is in no order with others."""
    (desk / "bad.csv").write_text(
        "id,date,headline,publisher,published,basis,key,value,after\n"
        "one,2024-13,A,Paper,2024-01-02,reported,club/board,Bob,board\n", "utf-8",
    )  # fmt: skip

    holding(refused(desk, "import", "bad.csv"), "date: occurred: '2024-13'", SINGLE)


def test_what_follows_from_another_fault_is_not_told(desk: Path) -> None:
    """Where nothing can be read of a line, the log is not asked: it would miss what is there."""
    (desk / "bad.jsonl").write_text("\n".join(("[]", told(id="one", after=["two"]))), "utf-8")

    holding(refused(desk, "import", "bad.jsonl"), "bad.jsonl:1")
    holding(refused(desk, "add", "--from-file", "bad.jsonl", "--yes"), "bad.jsonl:1")


def test_every_flag_that_cannot_be_read_is_told_at_once(tmp_path: Path) -> None:
    """A date, a link, two claims and a publication, each by its flag; of `correct` likewise."""
    done(tmp_path, "init", "chrono.db", "--name", "desk")
    flags = ("--at", "soon", "--after", "nobody", "--set", "a/b", "--end", "c/d=1")
    source = ("--published", "3/4/2023", "--publisher", "P", "--basis", "filed", "--yes")
    done(tmp_path, "add", "x", "--id", "x", "--at", "2024", *source[2:], "--published", "2024")
    found = run(tmp_path, "add", "x", *flags, *source)
    corrected = run(tmp_path, "correct", "x", *flags, "--reason", "wrong", "--yes")

    named = [line.split()[0].rstrip(":") for line in complaints(found)]
    assert (found.returncode, named) == (2, ["--at", "--after", "--set", "--end", "--published"])
    assert corrected.returncode == 2
    assert complaints(corrected) == complaints(found)[:4]
