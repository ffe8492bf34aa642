"""Logs of earlier releases open today: whole, with the answers they gave, and ready for more."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from chrono.codec.codec import Codec
from chrono.codec.upcasts import current, up_to_date
from chrono.events.by import By
from chrono.events.claims import Claim
from chrono.events.drafts import redrafted
from chrono.events.history import History
from chrono.events.kinds import Register, kind
from chrono.kinds.catalogue import KINDS
from chrono.log.connection import connect
from chrono.log.creation import create_log
from chrono.log.sqlite import SqliteLog
from chrono.log.statements import VERSION
from tests.building import declaration, event
from tests.stories.command import complaints, done, run

FIXTURES = Path(__file__).parents[1] / "fixtures"
LOGS = sorted(FIXTURES.glob("log-*.db"))
ANSWERS = [
    pytest.param(log, asked, id=f"{log.stem} {' '.join(asked['question'])}")
    for log in LOGS
    for asked in json.loads(log.with_suffix(".json").read_text("utf-8"))
]


@pytest.fixture(params=LOGS, ids=lambda path: path.stem)
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Copy a log of an earlier release, and its export, to where they may be written."""
    return copied(request.param, tmp_path)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """Copy the log of the first release, which has deadlines of the first version."""
    return copied(FIXTURES / "log-0.1.0.db", tmp_path)


def copied(path: Path, folder: Path) -> Path:
    """Copy a log, and its export as old.jsonl."""
    shutil.copy(path.with_suffix(".jsonl"), folder / "old.jsonl")
    return Path(shutil.copy(path, folder / "old.db"))


def is_kept(old: Any, new: Any) -> bool:
    """Say whether an answer has all that it had; later releases may say more."""
    if isinstance(old, dict):
        return isinstance(new, dict) and all(
            name in new and is_kept(value, new[name]) for name, value in old.items()
        )
    if isinstance(old, list):
        return len(old) == len(new) and all(map(is_kept, old, new))
    return bool(old == new)


def entries(path: Path) -> list[tuple[Any, ...]]:
    """Read every column of every entry, past all our code."""
    with closing(sqlite3.connect(path)) as opened:
        return opened.execute("SELECT * FROM entries ORDER BY position").fetchall()


def schema(path: Path) -> Iterator[str]:
    """Read the statements that made a file."""
    with closing(sqlite3.connect(path)) as opened:
        rows = opened.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
        yield from (f"{sql};\n" for (sql,) in rows)


def test_there_is_a_log_of_the_first_release() -> None:
    """Without one these tests would say nothing."""
    assert FIXTURES / "log-0.1.0.db" in LOGS
    assert all(path.stat().st_size < 100 * 1024 for path in LOGS)


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_the_schema_kept_beside_a_log_is_that_of_the_file(path: Path) -> None:
    """Whoever reads it without SQLite reads the truth."""
    assert "".join(schema(path)) == path.with_suffix(".sql").read_text("utf-8")


def test_an_old_log_is_whole(log: Path) -> None:
    """Its hashes are those that its release computed."""
    with SqliteLog(log) as opened:
        assert opened.first_break() is None


@pytest.mark.parametrize(("path", "asked"), ANSWERS)
def test_an_old_log_gives_its_old_answers(path: Path, asked: Any, tmp_path: Path) -> None:
    """Every question that its release was asked is answered as it was, exit code and all.

    But for what `chrono/CHANGELOG.md` names: where rule 9 was sharpened, nobody is preferred; and
    in `why` several events may beat a claim.
    """
    copy = shutil.copy(path, tmp_path)
    found = run(tmp_path, *asked["question"], "-f", copy, "--json")

    assert found.returncode == asked["exit"], found.stderr
    assert is_kept(asked["answer"], json.loads(found.stdout))


def test_an_old_event_shows_its_data_as_today(first: Path) -> None:
    """What a deadline waits for stood under due in the first version, and is a condition now."""
    shown = json.loads(done(first.parent, "show", "crane-due", "-f", first, "--json"))

    assert shown["data"] == {"deadline": "crane", "condition": "once the quay stands"}
    assert [claim["value"]["due"] for claim in shown["claims"]] == ["once the quay stands"]


def test_a_program_reads_old_events_as_today(first: Path) -> None:
    """A history brought up to date has the data of today's kinds, and claims as stored."""
    with SqliteLog(first) as opened:
        history = History.of("smallest", opened.entries())
    events = {r.id: r.event for r in up_to_date(history, KINDS).records if hasattr(r, "event")}

    assert dict(events["crane-due"].data) == {
        "deadline": "crane",
        "condition": "once the quay stands",
    }
    assert events["quay-later"].data["due"] == "2025-06"
    assert [claim.value["due"] for claim in events["crane-due"].claims] == ["once the quay stands"]


def test_reading_an_old_log_changes_no_byte_of_it(first: Path) -> None:
    """Upcasts run on read; what is stored stays, under its digest."""
    before, kept = first.read_bytes(), entries(first)
    for question in ("state", "log", "check"):
        run(first.parent, question, "-f", first)
    done(first.parent, "show", "crane-due", "-f", first)
    with SqliteLog(first) as opened:
        for entry in opened.entries():
            current(entry.content, KINDS)

    assert entries(first) == kept
    assert first.read_bytes() == before


def test_an_old_log_takes_new_events(first: Path) -> None:
    """Acts and events upon it are appended; what was there is its beginning, byte for byte."""
    kept = entries(first)
    reason = ("--reason", "in other words", "--yes")
    done_by = run(first.parent, "correct", "crane-due", "--note", "No date.", *reason, "-f", first)
    assert done_by.returncode == 0, done_by.stderr

    now = entries(first)
    assert [row[: len(kept[0])] for row in now[: len(kept)]] == kept
    assert {row[7] for row in now[: len(kept)]} == {None}
    added = json.loads(now[-1][4])
    assert added["event"]["data"] == {"condition": "once the quay stands", "deadline": "crane"}
    assert added["derived"]["version"] == 2
    assert run(first.parent, "check", "-f", first).returncode == 0
    state = json.loads(
        done(first.parent, "state", "2024-02", "deadline/crane", "-f", first, "--json")
    )
    assert state["state"][0]["value"]["due"] == "once the quay stands"


def test_an_old_log_has_the_schema_of_today_once_something_is_appended(log: Path) -> None:
    """The first append that writes something does, and says by whom; another does not."""

    def version() -> int:
        with closing(connect(log, write=False)) as opened:
            number: int = opened.execute("PRAGMA user_version").fetchone()[0]
            return number

    with SqliteLog(log, write=True) as opened:
        drafts = [redrafted(entry) for entry in opened.entries()]
        assert opened.append(drafts).new == ()
        assert version() < VERSION
        new, _ = Codec(drafts[0].chronology, KINDS).draft(event("later", "2024-05"), "test")
        assert new is not None
        assert opened.append([new], by=By(who="ada")).new[0].by == '{"who":"ada"}'
        assert version() == VERSION
        assert opened.first_break() is None


def test_a_log_is_made_again_from_an_old_export_hash_for_hash(log: Path) -> None:
    """Data of an older version stays as it was written, and claims what it claimed."""
    done(log.parent, "init", "again.db", "--from", "old.jsonl")

    again = entries(log.parent / "again.db")
    assert [row[: len(row) - 1] for row in again] == entries(log)
    exported = run(log.parent, "export", "jsonl", "-f", "again.db").stdout.splitlines()
    old = (log.parent / "old.jsonl").read_text("utf-8").splitlines()
    assert all(map(is_kept, map(json.loads, old), map(json.loads, exported)))


def test_an_old_export_says_nothing_new_to_its_log(log: Path) -> None:
    """Importing it appends nothing, though kinds have changed since."""
    kept = entries(log)
    done(log.parent, "import", "old.jsonl", "-f", log)

    assert entries(log) == kept


def test_the_same_text_in_todays_words_says_nothing_new(first: Path) -> None:
    """An event rewritten for the new version of its kind, and nothing else, is no correction."""
    lines = (first.parent / "old.jsonl").read_text("utf-8").splitlines()
    written = json.loads(next(line for line in lines if '"id":"crane-due"' in line))
    written["data"] = {"deadline": "crane", "condition": "once the quay stands"}
    del written["recorded"]
    (first.parent / "new.jsonl").write_text(json.dumps(written), "utf-8")
    kept = entries(first)
    done(first.parent, "import", "new.jsonl", "-f", first)

    assert entries(first) == kept


@kind("deadline.set", version=9, upcasts=dict.fromkeys(range(1, 9), dict))
class LaterDeadline:
    """Deadlines as some later release may have them."""

    deadline: str
    by: str

    def claims(self) -> list[Claim]:
        """Set who it is for."""
        return [Claim("set", f"deadline/{self.deadline}", {"by": self.by})]


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """Keep a log with an event that a later release wrote."""
    codec = Codec("test", Register.of(LaterDeadline))
    written = event("due", "2024-01-01", kind="deadline.set", data={"deadline": "a", "by": "Ada"})
    drafts = [codec.draft(one, "test")[0] for one in (declaration(), written)]
    create_log(tmp_path / "later.db", [draft for draft in drafts if draft is not None])
    return tmp_path / "later.db"


def test_events_of_a_later_release_are_shown_and_answer(later: Path) -> None:
    """Claims are stored, so a state needs no kind; data is shown as it stands."""
    asked = ("state", "2025", "deadline/a", "-f", later, "--json")
    state = json.loads(done(later.parent, *asked))["state"]
    shown = json.loads(done(later.parent, "show", "due", "-f", later, "--json"))

    assert state[0]["value"] == {"by": "Ada"}
    assert shown["data"] == {"deadline": "a", "by": "Ada"}
    assert run(later.parent, "check", "-f", later).returncode == 0


def test_an_event_of_a_later_release_is_not_written_anew(later: Path) -> None:
    """Neither by a command nor by a text; both say to upgrade, and nothing is written."""
    kept = entries(later)
    by_hand = ("correct", "due", "--headline", "x", "--reason", "y", "--yes", "-f", later)
    (said,) = complaints(run(later.parent, *by_hand))
    upgrade = (
        "deadline.set is of version 9 here, and this chrono knows it up to version 2; "
        "upgrade chrono-engine; do so with: pip install -U chrono-engine"
    )
    assert said == upgrade

    text = event("due", "2024-01-01", kind="deadline.set", data={"deadline": "a", "due": "2025"})
    (later.parent / "text.jsonl").write_text(json.dumps(text), "utf-8")
    by_text = ("import", "text.jsonl", "-f", later, "--reason", "y")
    (said,) = complaints(run(later.parent, *by_text))
    assert said == f"text.jsonl:1: kind: due changed, but {upgrade}"
    assert entries(later) == kept


def test_an_event_of_a_later_release_can_be_retracted_cited_and_merged(
    later: Path, tmp_path: Path
) -> None:
    """None of these has to understand it."""
    flags = ("--yes", "-f", later)
    more = ("--publisher", "Herald", "--basis", "reported", "--published", "2024-01-05")
    done(tmp_path, "cite", "due", *more, *flags)
    done(tmp_path, "init", "ours.db", "--name", "test")
    done(tmp_path, "import", later, "-f", "ours.db")
    done(tmp_path, "retract", "due", "--reason", "no", *flags)

    assert [json.loads(row[4])["id"] for row in entries(tmp_path / "ours.db")][-2:] == [
        "due",
        "due-citation",
    ]
    assert [json.loads(row[4])["id"] for row in entries(later)][-1] == "due-retraction"
