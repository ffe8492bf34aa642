"""Two desks that kept their own logs bring them together, by the real command."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.stories.command import complaints, contents, done, run
from tests.stories.prepared_logs import DAYS, newsroom

OURS, THEIRS = "ours.db", "theirs.db"
SLIP = ("--reason", "as the filing has it", "--yes")


@pytest.fixture
def desks(tmp_path: Path) -> Path:
    """Keep two logs that begin alike; each desk then corrects the same event in its own way."""
    before = newsroom(tmp_path)
    shutil.copy(before, tmp_path / THEIRS)
    before.rename(tmp_path / OURS)
    for log, when in ((OURS, "2019-03-11"), (THEIRS, "2019-03-08")):
        done(tmp_path, "correct", "altman-ceo", "--at", when, *SLIP, "-f", log)
    return tmp_path


def state(folder: Path, log: str, *words: str) -> Any:
    """Ask for the state, without the log that it comes from."""
    return json.loads(run(folder, "state", *words, "-f", log, "--json").stdout)["state"]


def positions(log: Path) -> int:
    """Count the entries of a log."""
    with closing(sqlite3.connect(log)) as opened:
        return int(opened.execute("SELECT max(position) FROM entries").fetchone()[0])


def test_two_desks_that_corrected_the_same_event_both_stand(desks: Path) -> None:
    """The second correction has another number here; the merge says so, and who contests whom."""
    found = run(desks, "import", THEIRS, "-f", OURS)

    assert found.returncode == 0
    assert found.stdout.decode().startswith("Appended 0 events, 1 act · now 7 · head ")
    assert found.stderr.decode().splitlines() == [
        "note: altman-ceo-correction of theirs.db is altman-ceo-correction-2 here",
        (
            "note: two versions of altman-ceo stand, by altman-ceo-correction, "
            "altman-ceo-correction-2; retract or correct one"
        ),
    ]


def test_check_names_what_both_corrected(desks: Path) -> None:
    """It stays named until somebody decides; then the merge is done."""
    run(desks, "import", THEIRS, "-f", OURS)
    found = run(desks, "check", "-f", OURS)
    assert found.returncode == 1
    assert "two-versions: 1\n  altman-ceo: two versions stand, by altman-ceo-correction, " in (
        found.stdout.decode()
    )

    done(desks, "retract", "altman-ceo-correction-2", "--reason", "not so", "--yes", "-f", OURS)
    assert run(desks, "check", "-f", OURS).returncode == 0
    assert state(desks, OURS, "2020", "office/openai/ceo")[0]["since"]["edtf"] == "2019-03-11"


def test_the_state_is_the_same_whichever_log_is_merged_first(desks: Path) -> None:
    """To the last byte of the JSON, at each moment, as known then and as known now."""
    for number, command in enumerate(DAYS):
        done(desks, *command, "--yes", "-f", (OURS, THEIRS)[number >= 4])
    shutil.copy(desks / OURS, desks / "first.db")
    run(desks, "import", THEIRS, "-f", OURS)
    run(desks, "import", "first.db", "-f", THEIRS)

    for when in ("2019-03-09", "2019-03-12", "2023-11-18", "2023-11-23"):
        assert state(desks, OURS, when) == state(desks, THEIRS, when) != []
        known = ("--known", when)
        assert state(desks, OURS, when, *known) == state(desks, THEIRS, when, *known)


def test_merging_again_or_into_itself_appends_nothing(desks: Path) -> None:
    """Not by the same log, not by one that has merged ours, and not by itself."""
    run(desks, "import", THEIRS, "-f", OURS)
    run(desks, "import", OURS, "-f", THEIRS)
    ours, theirs = contents(desks / OURS), contents(desks / THEIRS)
    for source, target in ((THEIRS, OURS), (OURS, THEIRS), (OURS, OURS)):
        found = run(desks, "import", source, "-f", target)
        assert (found.returncode, found.stderr) == (0, b"")
        assert found.stdout.startswith(b"Appended 0 events ")

    assert (contents(desks / OURS), contents(desks / THEIRS)) == (ours, theirs)


def test_a_dry_run_says_what_would_come_and_writes_nothing(desks: Path) -> None:
    """In words and as JSON."""
    before = contents(desks / OURS)
    found = run(desks, "import", THEIRS, "-f", OURS, "--dry-run")
    assert found.stdout.startswith(b"Would append 0 events, 1 act")
    as_json = json.loads(run(desks, "import", THEIRS, "-f", OURS, "--dry-run", "--json").stdout)

    assert as_json["appended"] == []
    assert as_json["renamed"] == {"altman-ceo-correction": "altman-ceo-correction-2"}
    assert contents(desks / OURS) == before


def test_as_json_a_merge_says_what_an_import_says_and_what_it_renamed(desks: Path) -> None:
    """The same shape, and one field more."""
    found = json.loads(run(desks, "import", THEIRS, "-f", OURS, "--json").stdout)

    assert found["appended"] == [{"position": 7, "id": "altman-ceo-correction-2"}]
    assert found["log"]["entries"] == 7
    assert (found["corrections"], found["gone"]) == ([], [])
    assert found["renamed"] == {"altman-ceo-correction": "altman-ceo-correction-2"}


def test_ids_in_conflict_are_all_refused_at_once(desks: Path) -> None:
    """Each with its place in the other log, what differs, and what helps; nothing is written."""
    word = ("--set", "rivalry/x=told", "--publisher", "A", "--published", "2024", "--basis")
    for given in ("one", "two"):
        for log, basis in ((OURS, "reported"), (THEIRS, "alleged")):
            add = ("add", given, "--id", given, "--at", "2023", *word, basis, "--new-key")
            done(desks, *add, "--yes", "-f", log)
    before = contents(desks / OURS)
    found = run(desks, "import", THEIRS, "-f", OURS)

    assert (found.returncode, found.stdout) == (2, b"")
    help_ = (
        "an id is for good, so export theirs.db as JSONL, write another id into its line, "
        "and import that; export it with: chrono export jsonl -f theirs.db"
    )
    assert complaints(found) == [
        f"theirs.db e7: id: one: another sources here; {help_}",
        f"theirs.db e8: id: two: another sources here; {help_}",
    ]
    assert contents(desks / OURS) == before


def test_a_broken_log_is_not_trusted(desks: Path) -> None:
    """Its claims would be taken as they stand, so its chain is looked at first: exit 3."""
    with closing(sqlite3.connect(desks / THEIRS)) as opened:
        opened.execute("DROP TRIGGER entries_keep")
        opened.execute("UPDATE entries SET body = replace(body, 'Altman', 'Musk') WHERE position=2")
        opened.commit()
    before = contents(desks / OURS)
    found = run(desks, "import", THEIRS, "-f", OURS)

    assert found.returncode == 3
    (said,) = complaints(found)
    assert said.startswith("theirs.db: broken at entry 2: its body does not match its digest; ")
    assert contents(desks / OURS) == before


@contextmanager
def held(log: Path) -> Iterator[None]:
    """Keep the write lock of a log, as a desk that is just appending."""
    with closing(sqlite3.connect(log, isolation_level=None)) as opened:
        opened.execute("BEGIN IMMEDIATE")
        yield


def test_a_log_in_use_or_read_only_is_merged_all_the_same(desks: Path) -> None:
    """It is only read."""
    with held(desks / THEIRS):
        assert run(desks, "import", THEIRS, "-f", OURS).returncode == 0
    folder = desks / "shelf"
    folder.mkdir()
    shutil.copy(desks / THEIRS, folder)
    (folder / THEIRS).chmod(0o444)
    folder.chmod(0o555)
    try:
        again = run(desks, "import", Path("shelf", THEIRS), "-f", OURS)
    finally:
        folder.chmod(0o755)

    assert (again.returncode, again.stderr) == (0, b"")


def test_a_log_of_several_chronologies_brings_all_or_the_one_that_is_named(desks: Path) -> None:
    """Those that are not here yet come whole."""
    done(desks, "init", "new.db", "--name", "empty")
    done(desks, "init", "another.db", "--name", "another", "--zone", "Asia/Tokyo")
    done(desks, "import", "another.db", "-f", THEIRS)

    done(desks, "import", THEIRS, "-c", "another", "-f", "new.db")
    assert positions(desks / "new.db") == 2
    run(desks, "import", THEIRS, "-f", "new.db")
    assert positions(desks / "new.db") == 8
    (said,) = complaints(run(desks, "import", THEIRS, "-c", "nope", "-f", "new.db"))
    assert said == "-c 'nope': no such chronology here; there is another, desk"


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--reason", "x"), "--reason is for texts; theirs.db is a log"),
        (("--map", "opus2"), "--map is for texts; theirs.db is a log"),
        (("--skip-bad",), "--skip-bad is for texts; theirs.db is a log"),
    ],
)
def test_flags_for_texts_are_refused(desks: Path, flags: tuple[str, ...], said: str) -> None:
    """A log has reasons of its own, and no columns."""
    assert complaints(run(desks, "import", THEIRS, "-f", OURS, *flags)) == [said]


def test_what_a_file_is_its_content_says(desks: Path) -> None:
    """A log by any name is merged; a database of others is no log."""
    (desks / THEIRS).rename(desks / "theirs.yaml")
    assert run(desks, "import", "theirs.yaml", "-f", OURS).returncode == 0

    with closing(sqlite3.connect(desks / "other.jsonl")) as opened:
        opened.execute("CREATE TABLE t (x)")
    (said,) = complaints(run(desks, "import", "other.jsonl", "-f", OURS))
    assert said == "other.jsonl: not a chrono log; name a file made with chrono init"


def test_a_merged_log_is_made_again_from_its_export(desks: Path) -> None:
    """Hash for hash, with both versions standing."""
    run(desks, "import", THEIRS, "-f", OURS)
    (desks / "all.jsonl").write_bytes(run(desks, "export", "jsonl", "-f", OURS).stdout)
    done(desks, "init", "again.db", "--from", "all.jsonl")

    assert contents(desks / "again.db").count("INSERT") == contents(desks / OURS).count("INSERT")
    assert state(desks, "again.db", "2020") == state(desks, OURS, "2020")
    found = run(desks, "check", "-f", "again.db")
    head = run(desks, "check", "-f", OURS).stdout
    assert found.stdout.replace(b"again.db", b"ours.db") == head


def test_two_affairs_of_one_name_are_told_by_their_titles(tmp_path: Path) -> None:
    """Nothing else can tell them apart where no id is the same."""
    for name, title in (("here", "A chess club"), ("there", "A rowing club")):
        declared = {"id": "chronology", "kind": "chronology", "chronology": "club"}
        line = {**declared, "data": {"title": title, "zone": "UTC"}}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(line), encoding="utf-8")
        done(tmp_path, "init", f"{name}.db", "--from", f"{name}.jsonl")

    found = run(tmp_path, "import", "there.db", "-f", "here.db").stderr.decode()

    assert "note: club is “A chess club” here and “A rowing club” in there.db; if these" in found


def test_of_very_many_chronologies_the_first_are_named(tmp_path: Path) -> None:
    """What was made, or made anew, fits on a screen, however many there are."""
    data = {"title": "t", "zone": "UTC"}
    declared = (
        {"chronology": f"a{number:02}", "id": "chronology", "kind": "chronology", "data": data}
        for number in range(25)
    )
    (tmp_path / "log.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in declared))
    (first, *_) = run(tmp_path, "init", "x.db", "--from", "log.jsonl").stdout.decode().splitlines()
    *named, more = run(tmp_path, "rebuild", "-f", "x.db").stdout.decode().splitlines()

    assert ", a19 and 5 more · " in first
    assert "a20" not in first
    assert len(named) == 20
    assert more.startswith("5 more chronologies: nothing differs · ")
