"""One gate (law 20): what one way in takes, every way in takes; what one refuses, all refuse."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from tests.building import event, source
from tests.crafted import ADA, craft, crafted, honest, row
from tests.stories.command import complaints, contents, done, run

AFFAIR: Final = ("-c", "affair")
CRAFTED: Final = crafted()
ASKED: Final = (
    ("state", "--json"),
    ("log",),
    ("timeline",),
    ("disputes",),
    ("export", "markdown"),
    ("retract", "ada", "--reason", "as said", "--by", "ada", "--dry-run"),
)
"""What is asked of a log that took something: each answers, or has nothing to answer."""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give the file of an honest log of the same affair, without events."""
    folder = tmp_path_factory.mktemp("empty")
    (folder / "affair.jsonl").write_text(json.dumps(honest()[0]), encoding="utf-8")
    done(folder, "init", "chrono.db", "--from", "affair.jsonl", "--by", "ada")
    return (folder / "chrono.db").read_bytes()


@pytest.fixture
def desk(empty: bytes, tmp_path: Path) -> Path:
    """Give a folder with that log."""
    (tmp_path / "chrono.db").write_bytes(empty)
    return tmp_path


@pytest.mark.parametrize("part", range(4))
def test_a_crafted_log_is_taken_whole_or_refused_with_its_position(
    desk: Path, empty: bytes, part: int, figures: list[str]
) -> None:
    """Nothing that it holds makes an honest log unreadable; what is refused changes nothing."""
    codes: Counter[int] = Counter()
    before = contents(desk / "chrono.db")
    for what, (rows, _) in list(CRAFTED.items())[part::4]:
        craft(desk / "other.db", rows)
        found = run(desk, "import", "other.db", "--by", "bob")
        codes[found.returncode] += 1
        assert found.returncode in (0, 2, 3), (what, found.stderr)
        if found.returncode:
            assert complaints(found), what
            assert contents(desk / "chrono.db") == before, what
            continue
        for words in ASKED:
            answered = run(desk, *words)
            assert answered.returncode in (0, 1, 2), (what, words, answered.stderr)
            assert b"Traceback" not in answered.stderr
        assert run(desk, "check").returncode in (0, 1), what
        (desk / "chrono.db").write_bytes(empty)
    figures.append(f"{sum(codes.values())} crafted logs imported: {dict(sorted(codes.items()))}")


def forged() -> list[Any]:
    """Make a log whose data says Ada, and whose stored claims say another."""
    bodies = honest()
    bodies[ADA]["derived"]["claims"][0]["value"] = "FORGED"
    return [row(body) for body in bodies]


def test_forged_claims_are_refused_and_named(desk: Path) -> None:
    """By a merge and by a restore; and `check` names them in a log of one's own."""
    craft(desk / "other.db", forged())
    refused = run(desk, "import", "other.db")
    assert refused.returncode == 2
    (told,) = complaints(refused)
    assert told.startswith("other.db e2: derived.claims: ")
    assert "FORGED" in told

    checked = run(desk, "check", "-f", "other.db", "--json")
    assert checked.returncode == 1
    findings = json.loads(checked.stdout)["findings"]
    assert ("not-admitted", "ada") in {(one["code"], one["event"]) for one in findings}

    (desk / "other.jsonl").write_bytes(run(desk, "export", "jsonl", "-f", "other.db").stdout)
    restored = run(desk, "init", "again.db", "--from", "other.jsonl")
    assert restored.returncode == 2
    assert "FORGED" in restored.stderr.decode()


def test_a_chronology_is_checked_beside_one_that_cannot_be_read(desk: Path) -> None:
    """The one that is named is; all of them are not, and the file is named with the position."""
    ruined = {**honest()[ADA], "chronology": "ruined", "occurred": "no date"}
    opening = {**honest()[0], "chronology": "ruined"}
    craft(desk / "other.db", [*map(row, honest()), row(opening), row(ruined)])
    everything, sound = (run(desk, "check", "-f", "other.db", *words) for words in ((), AFFAIR))

    assert everything.returncode == 3
    (told,) = complaints(everything)
    assert told.startswith(f"other.db: entry {len(honest()) + 2}: occurred: ")
    assert sound.returncode == 0
    assert sound.stdout.startswith(f"whole: {len(honest()) + 2} entries".encode())
    assert run(desk, "check", "-f", "other.db", "-c", "nobody").returncode == 2


def test_the_claims_of_an_unknown_kind_are_taken_as_stored_and_named(desk: Path) -> None:
    """Who has the kind declares it; nobody needs it to read, to merge or to restore."""
    bodies = honest()
    bodies[ADA]["kind"] = "chair.elected"
    bodies[ADA]["data"] = {"person": "Ada"}
    craft(desk / "other.db", [row(body) for body in bodies])
    done(desk, "import", "other.db", "--by", "bob")

    assert json.loads(done(desk, "state", "club/chair", "--json"))["state"][0]["value"] == "Ada"
    checked = run(desk, "check", "--json")
    codes = {one["code"] for one in json.loads(checked.stdout)["findings"]}
    assert "unknown-kind" in codes
    (desk / "log.jsonl").write_bytes(run(desk, "export", "jsonl").stdout)
    done(desk, "init", "again.db", "--from", "log.jsonl")
    assert (
        run(desk, "export", "jsonl", "-f", "again.db").stdout == (desk / "log.jsonl").read_bytes()
    )


Door = Callable[[Path, dict[str, Any]], int]


def _by_python(desk: Path, written: dict[str, Any]) -> int:
    from chrono import ChronoError, Chronology

    with Chronology.open(desk / "chrono.db", write=True) as opened:
        try:
            opened.append([written], by="ada")
        except ChronoError:
            return 2
    return 0


def _by_jsonl(desk: Path, written: dict[str, Any]) -> int:
    (desk / "new.jsonl").write_text(json.dumps(written), encoding="utf-8")
    return run(desk, "import", "new.jsonl", "--by", "ada").returncode


def _by_file(desk: Path, written: dict[str, Any]) -> int:
    (desk / "new.jsonl").write_text(json.dumps(written), encoding="utf-8")
    return run(
        desk, "add", "--from-file", "new.jsonl", "--new-key", "--yes", "--by", "ada"
    ).returncode


def _sealed(desk: Path, written: dict[str, Any]) -> None:
    """Put what is written into a well-sealed log, with the claims that it lists."""
    claims = [
        {"op": op, "key": key, **({"value": one["value"]} if "value" in one else {})}
        for one in written.get("data", {}).get("claims", [])
        for op, key in one.items()
        if op != "value"
    ]
    derived = {"version": 1, **({"claims": claims} if claims else {})}
    given = {name: value for name, value in written.items() if value not in ({}, [])}
    body = {"chronology": "affair", **given, "derived": derived}
    craft(desk / "other.db", [row(honest()[0]), row(body)])


def _by_merge(desk: Path, written: dict[str, Any]) -> int:
    _sealed(desk, written)
    return run(desk, "import", "other.db", "--by", "ada").returncode


def _by_restore(desk: Path, written: dict[str, Any]) -> int:
    _sealed(desk, written)
    exported = run(desk, "export", "jsonl", "-f", "other.db")
    if exported.returncode:
        return exported.returncode
    (desk / "other.jsonl").write_bytes(exported.stdout)
    return run(desk, "init", "again.db", "--from", "other.jsonl").returncode


DOORS: Final[dict[str, Door]] = {
    "python": _by_python,
    "jsonl": _by_jsonl,
    "add": _by_file,
    "merge": _by_merge,
    "restore": _by_restore,
}

DEEP: Final = json.loads("[" * 70 + "]" * 70)
CLAIM: Final = {"set": "club/chair", "value": "Ada"}
GOOD: Final[dict[str, dict[str, Any]]] = {
    "plain": event("new", "2024", CLAIM),
    "a value that is a map": event("new", "2024", {"set": "a/b", "value": {"x": [1, {"y": None}]}}),
    "a note of two lines": event("new", "2024", note="one\ntwo"),
    "two originals in one copy": event(
        "new",
        "2024",
        sources=[source(via="Digest"), source(publisher="Other", via="Digest", published="2098")],
    ),
    "letters of all sorts": event("new", "2024", headline="Ὀδυσσεύς 👩‍🚀 日本"),
}
BAD: Final[dict[str, dict[str, Any]]] = {
    "an escape in the headline": event("new", "2024", headline="a\x1b[31mb"),
    "a line end in the headline": event("new", "2024", headline="a\nb"),
    "an escape in a value": event("new", "2024", {"set": "a/b", "value": "a\x1b[31mb"}),
    "a line end in a value": event("new", "2024", {"set": "a/b", "value": "a\nb"}),
    "an escape in a name": event("new", "2024", {"set": "a/b", "value": {"\x07": 1}}),
    "an escape in a publisher": event("new", "2024", sources=[source(publisher="P\x9b1m")]),
    "an escape in a title": event("new", "2024", sources=[source(title="a\x00b")]),
    "a control character in a note": event("new", "2024", note="a\x08b"),
    "an address that is none": event("new", "2024", sources=[source(url="javascript:alert(1)")]),
    "an address with a user": event("new", "2024", sources=[source(url="https://a@b.org/")]),
    "a basis that is none": event("new", "2024", sources=[source(basis="certain")]),
    "no sources": event("new", "2024", sources=[]),
    "a headline that is a number": event("new", "2024", headline=7),
    "an id with a space": event("a b", "2024"),
    "a key that is none": event("new", "2024", {"set": "A B/../x", "value": 1}),
    "an operation that is none": event("new", "2024", {"zzz": "a/b", "value": 1}),
    "a date that is none": event("new", "soon"),
    "a span of two precisions": event("new", "[2023-01..2024]"),
    "a link to nobody": event("new", "2024", after=["nobody"]),
    "a link to itself": event("new", "2024", after=["new"]),
    "a field that is unknown": event("new", "2024", colour="red"),
    "two claims on one key": event("new", "2024", CLAIM, {"set": "club/chair", "value": "Bo"}),
    "nested too deep": event("new", "2024", {"set": "a/b", "value": DEEP}),
}


@pytest.mark.parametrize("what", GOOD)
def test_what_one_door_takes_every_door_takes(desk: Path, empty: bytes, what: str) -> None:
    """And every verb reads what is in the log then, which is the same, whatever the door."""
    logs = {}
    for name, door in DOORS.items():
        (desk / "chrono.db").write_bytes(empty)
        (desk / "again.db").unlink(missing_ok=True)
        assert door(desk, GOOD[what]) == 0, name
        file = "again.db" if name == "restore" else "chrono.db"
        shown = json.loads(done(desk, "show", "new", "--json", "-f", file))
        logs[name] = {
            field: value
            for field, value in shown.items()
            if field not in ("recorded", "by", "position")
        }
        assert run(desk, "check", "-f", file).returncode in (0, 1)
    assert all(one == logs["python"] for one in logs.values())


@pytest.mark.parametrize("what", BAD)
def test_what_one_door_refuses_every_door_refuses(desk: Path, what: str) -> None:
    """And no log is changed by it."""
    before = contents(desk / "chrono.db")
    for name, door in DOORS.items():
        assert door(desk, BAD[what]) in (2, 3), name
        assert contents(desk / "chrono.db") == before, name
        assert not (desk / "again.db").exists(), name


def test_what_an_earlier_release_took_is_merged_and_named(desk: Path) -> None:
    """Text of format 1 may have what new text may not, and keeps it through merge and restore."""
    old = [
        row({**body, **({"headline": "a\x1b[31mb"} if body["id"] == "ada" else {})}, by=None)
        for body in honest()
    ]
    craft(desk / "other.db", old)
    done(desk, "import", "other.db", "--by", "bob")

    assert "a\\u001b[31mb" in done(desk, "log")
    found = json.loads(run(desk, "check", "-f", "other.db", "--json").stdout)["findings"]
    assert ("old-text", "ada") in {(one["code"], one["event"]) for one in found}
    (desk / "log.jsonl").write_bytes(run(desk, "export", "jsonl").stdout)
    done(desk, "init", "again.db", "--from", "log.jsonl")
    again = run(desk, "export", "jsonl", "-f", "again.db").stdout
    assert again == (desk / "log.jsonl").read_bytes()
