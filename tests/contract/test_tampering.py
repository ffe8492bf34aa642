"""Law 18, tamper evidence: of whatever is changed behind the triggers, the first place is named."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from chrono.log.chain import first_break, sealed
from chrono.log.creation import create_log
from chrono.log.errors import ChangedSchema, DamagedLog, LogError
from chrono.log.head import FIRST, Break, Head
from chrono.log.sqlite import SqliteLog
from chrono.log.statements import APPLICATION_ID, SCHEMA
from tests.building import declaration, drafts, event
from tests.profiles import examples
from tests.stories.command import run_text

ENTRIES = 6
positions = st.integers(1, ENTRIES)
TRIGGERS = [name for name in SCHEMA if name != "entries"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file that nobody tampered with, with a declaration and five events."""
    path = tmp_path_factory.mktemp("whole") / "desk.db"
    create_log(path)
    with SqliteLog(path, write=True) as log:
        log.append(drafts(declaration()))
        log.append(drafts(*(event(f"e{n}", "2024", note="Zoë ☃") for n in range(2, 5))))
        log.append(drafts(event("e5", "2024"), event("e6", "2024")))
    return path


@contextmanager
def copied(whole: Path) -> Iterator[Path]:
    """Copy the file, for one tampering."""
    with TemporaryDirectory() as folder:
        yield Path(shutil.copy(whole, folder))


@contextmanager
def behind(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file without its triggers, and put them back afterwards."""
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.execute("PRAGMA synchronous = OFF")
        for name in TRIGGERS:
            opened.execute(f"DROP TRIGGER {name}")
        yield opened
        for name in TRIGGERS:
            opened.execute(SCHEMA[name])


def check(path: Path, expected: str | None = None) -> Break | None:
    """Find the first break of a file."""
    with SqliteLog(path) as log:
        return log.first_break(expected)


def tampered(whole: Path, *statements: str, **values: Any) -> int | None:
    """Run statements behind the triggers, and return the first bad position."""
    with copied(whole) as path:
        with behind(path) as opened:
            for statement in statements:
                opened.execute(statement, values)
        found = check(path)
        return found.position if found else None


def test_a_whole_log_has_no_break(whole: Path) -> None:
    """Dropping the triggers and putting them back is no tampering with entries."""
    assert tampered(whole) is None


@examples(60)
@given(position=positions, place=st.integers(0, 10_000), byte=st.integers(0, 255))
@example(position=3, place=0, byte=0xFF)
def test_any_byte_of_a_body_that_is_changed_is_found(
    whole: Path, position: int, place: int, byte: int
) -> None:
    """Also where the bytes are no UTF-8 any more, or no JSON."""
    with copied(whole) as path:
        with behind(path) as opened:
            query = "SELECT CAST(body AS BLOB) FROM entries WHERE position = ?"
            old = opened.execute(query, (position,)).fetchone()[0]
            new = bytearray(old)
            new[place % len(old)] = byte
            assume(bytes(new) != old)
            opened.execute(
                "UPDATE entries SET body = CAST(? AS TEXT) WHERE position = ?",
                (bytes(new), position),
            )

        found = check(path)

    assert found is not None
    assert found.position == position


@examples(60)
@given(
    position=positions,
    column=st.sampled_from(["chronology", "id", "recorded", "body", "digest", "hash"]),
    value=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
)
@example(position=1, column="recorded", value="")
@example(position=2, column="body", value="")
@example(position=2, column="hash", value="")
def test_any_column_that_is_changed_is_found(
    whole: Path, position: int, column: str, value: str
) -> None:
    """Whatever stands there instead."""
    with copied(whole) as path:
        with behind(path) as opened:
            query = f"SELECT {column} FROM entries WHERE position = ?"  # noqa: S608
            assume(opened.execute(query, (position,)).fetchone()[0] != value)
            update = f"UPDATE entries SET {column} = ? WHERE position = ?"  # noqa: S608
            opened.execute(update, (value, position))

        found = check(path)

    assert found is not None
    assert found.position == position


@pytest.mark.parametrize("position", range(1, ENTRIES))
def test_an_entry_that_was_removed_is_found(whole: Path, position: int) -> None:
    """The first, or any but the last: its own position is the first bad one."""
    assert tampered(whole, "DELETE FROM entries WHERE position = :at", at=position) == position


@pytest.mark.parametrize("position", range(1, ENTRIES))
def test_an_entry_that_was_removed_is_found_though_the_gap_was_closed(
    whole: Path, position: int
) -> None:
    """Counting the others down does not hide it."""
    remove = "DELETE FROM entries WHERE position = :at"
    apart = "UPDATE entries SET position = position + 100 WHERE position > :at"
    close = "UPDATE entries SET position = position - 101 WHERE position > 100"

    assert tampered(whole, remove, apart, close, at=position) == position


@pytest.mark.parametrize(("one", "other"), [(1, 2), (2, 3), (2, 6), (4, 5)])
def test_two_entries_that_changed_places_are_found(whole: Path, one: int, other: int) -> None:
    """The lower of the two is the first bad position."""
    away = "UPDATE entries SET position = 99 WHERE position = :one"
    down = "UPDATE entries SET position = :one WHERE position = :other"
    back = "UPDATE entries SET position = :other WHERE position = 99"

    assert tampered(whole, away, down, back, one=one, other=other) == one


@pytest.mark.parametrize("position", range(1, ENTRIES + 2))
def test_an_entry_that_was_inserted_is_found(whole: Path, position: int) -> None:
    """A well-made entry between others, or after the last, does not follow from the one before."""
    body = '{"chronology":"test","id":"new","kind":"development"}'
    entry = sealed(Head(position - 1, "0" * 64), "test", "new", "2026-11-21T00:00:00.000000Z", body)

    assert position == tampered(
        whole,
        "UPDATE entries SET position = position + 101 WHERE position >= :position",
        "UPDATE entries SET position = position - 100 WHERE position > 100",
        "INSERT INTO entries VALUES"
        " (:position, :chronology, :id, :recorded, :body, :digest, :hash, :by)",
        **attrs.asdict(entry),
    )


@pytest.mark.parametrize("position", [0, -5])
def test_an_entry_before_the_first_is_found(whole: Path, position: int) -> None:
    """Positions begin with 1."""
    insert = "INSERT INTO entries VALUES (:at, 'test', 'new', '', '{}', 'x', 'y', NULL)"

    assert tampered(whole, insert, at=position) == 1


@pytest.mark.parametrize("body", ["", "{", "not JSON", "[]", "null", '"text"', '{"id":'])
def test_a_body_that_is_no_event_is_found(whole: Path, body: str) -> None:
    """Whatever JSON or text it is."""
    assert tampered(whole, "UPDATE entries SET body = :body WHERE position = 4", body=body) == 4


def chain_of(*bodies: str) -> list[Any]:
    """Seal bodies upon each other as a forger would who knows how, each called x of test."""
    head, made = Head(0, FIRST), []
    for body in bodies:
        entry = sealed(head, "test", "x", "2026-11-21T00:00:00.000000Z", body)
        head = Head(entry.position, entry.hash)
        made.append(entry)
    return made


@pytest.mark.parametrize(
    "body", ["{", "[]", "null", "7", '{"id":"y","chronology":"test"}', '{"id":"x"}']
)
def test_a_forged_chain_still_needs_bodies_that_match_their_columns(body: str) -> None:
    """Well-made hashes do not make an entry of what is none."""
    good = '{"chronology":"test","id":"x"}'

    found = first_break(chain_of(good, body))

    assert found is not None
    assert found.position == 2


def test_a_forged_chain_shows_against_a_head_kept_elsewhere(whole: Path) -> None:
    """Whoever can write the file can write it anew, but not under a head that you noted."""
    with SqliteLog(whole) as log:
        head = log.head().hash
    forged = chain_of(*('{"chronology":"test","id":"x"}' for _ in range(ENTRIES)))

    assert first_break(forged) is None
    assert first_break(forged, head) is not None


# The end


def test_an_end_that_was_cut_off_shows_only_against_a_head_kept_elsewhere(whole: Path) -> None:
    """Cut off with its index it is whole by itself; the position after its end is the bad one."""
    with SqliteLog(whole) as log:
        heads = [entry.hash for entry in log.entries()]
    with copied(whole) as path:
        with behind(path) as opened:
            opened.execute("DELETE FROM entries WHERE position > 4")

        left = check(path)
        assert left is not None
        assert "it goes up to entry 6, and the log up to 4" in left.reason
        with closing(sqlite3.connect(path)) as opened:
            opened.execute("DROP TABLE derived_ends")

        assert check(path) is None
        assert check(path, heads[3]) is None
        broken = check(path, heads[5])

    assert broken is not None
    assert broken.position == 5
    assert "end is missing" in broken.reason


def test_a_head_of_some_time_ago_is_among_those_of_the_log(whole: Path) -> None:
    """Every head the log ever had is reached, the empty one too."""
    with SqliteLog(whole) as log:
        heads = [FIRST, *(entry.hash for entry in log.entries())]

        assert [log.first_break(head) for head in heads] == [None] * (ENTRIES + 1)


# What is written on top of it, or handed on


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET body = replace(body, 'Zoë', 'Zoe') WHERE position = 3",
        "UPDATE entries SET recorded = '2020-01-01T00:00:00.000000Z' WHERE position = 6",
        "DELETE FROM entries WHERE position = 5",
    ],
    ids=["a body", "the last one's moment", "the one before the last"],
)
@pytest.mark.parametrize("lent", [0, ENTRIES])
def test_nothing_is_appended_to_what_is_not_as_appended(
    whole: Path, statement: str, lent: int
) -> None:
    """A writer verifies the entries that it reads, and where the log ends."""
    with copied(whole) as path:
        with behind(path) as opened:
            opened.execute(statement)
        with SqliteLog(path, write=True) as log:
            log.lend(log.entries()[:lent])
            with pytest.raises(DamagedLog, match=r"entry [36]: its"):
                log.append(drafts(event("e7", "2024", after=["e3"])))

        assert len(entries_of(path)) < ENTRIES + 1


@pytest.mark.parametrize(
    ("statement", "refused"),
    [
        ("UPDATE entries SET body = replace(body, 'e7', 'f7') WHERE position = 7", DamagedLog),
        ("UPDATE entries SET hash = digest WHERE position = 6", DamagedLog),
        ("CREATE VIEW a AS SELECT 1", ChangedSchema),
    ],
)
def test_a_writer_that_was_alone_sees_what_another_changed(
    whole: Path, statement: str, refused: type[LogError]
) -> None:
    """What an open log remembers of its own appends is looked at again."""
    with copied(whole) as path, SqliteLog(path, write=True) as log:
        log.append(drafts(event("e7", "2024")))
        with behind(path) as opened:
            opened.execute(statement)
        with pytest.raises(refused):
            log.append(drafts(event("e8", "2024")))

        assert len(entries_of(path)) == ENTRIES + 1


def entries_of(path: Path) -> list[Any]:
    """Read the entries past all our code."""
    with closing(sqlite3.connect(path)) as opened:
        return opened.execute("SELECT * FROM entries").fetchall()


def test_a_log_that_is_not_as_appended_is_not_exported(whole: Path) -> None:
    """Exit code 3, with the entry; nothing is handed over as if it were the log."""
    with copied(whole) as path:
        with behind(path) as opened:
            opened.execute(
                "UPDATE entries SET body = replace(body, 'Zoë', 'Zoe') WHERE position = 3"
            )
        found = run_text(path.parent, "export", "jsonl", "-f", path)

    assert (found.returncode, found.stdout) == (3, "")
    assert "entry 3: its body does not match its digest" in found.stderr


# The schema


@pytest.mark.parametrize("name", TRIGGERS)
def test_a_trigger_that_was_dropped_is_found(whole: Path, name: str) -> None:
    """No entry was changed yet, so the position is 0; the trigger is named."""
    with copied(whole) as path:
        with closing(sqlite3.connect(path)) as opened:
            opened.execute(f"DROP TRIGGER {name}")

        found = check(path)

    assert found is not None
    assert (found.position, name in found.reason) == (0, True)


@pytest.mark.parametrize("name", TRIGGERS)
def test_a_trigger_that_was_altered_is_found(whole: Path, name: str) -> None:
    """One of the same name that refuses nothing is another."""
    event = {"entries_keep": "UPDATE", "entries_stay": "DELETE", "entries_once": "INSERT"}[name]
    with copied(whole) as path:
        with closing(sqlite3.connect(path)) as opened:
            opened.execute(f"DROP TRIGGER {name}")
            opened.execute(f"CREATE TRIGGER {name} BEFORE {event} ON entries BEGIN SELECT 1; END")

        found = check(path)

    assert found is not None
    assert (found.position, name in found.reason) == (0, True)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE INDEX extra ON entries (recorded)",
        "CREATE TRIGGER extra BEFORE INSERT ON entries BEGIN SELECT RAISE(IGNORE); END",
        'CREATE TRIGGER extra BEFORE INSERT ON "ENTRIES" BEGIN SELECT RAISE(IGNORE); END',
        "ALTER TABLE entries ADD COLUMN extra TEXT",
    ],
)
def test_what_was_added_to_the_table_is_found(whole: Path, statement: str) -> None:
    """An index, a trigger however it spells the table, a column."""
    with copied(whole) as path:
        with closing(sqlite3.connect(path)) as opened:
            opened.execute(statement)

        found = check(path)

    assert found is not None
    assert found.position == 0


def test_a_table_that_is_not_strict_is_found(whole: Path) -> None:
    """A table of the same name that takes anything is another, whatever stands in it."""
    with copied(whole) as path:
        with closing(sqlite3.connect(path)) as opened:
            for statement in (
                "ALTER TABLE entries RENAME TO old",
                SCHEMA["entries"].replace(" STRICT", ""),
                "INSERT INTO entries SELECT * FROM old",
                "DROP TABLE old",
                "UPDATE entries SET body = x'00' WHERE position = 1",
            ):
                opened.execute(statement)
            opened.commit()
            for name in TRIGGERS:
                opened.execute(SCHEMA[name])

        found = check(path)

    assert found is not None
    assert found.position == 0


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("CREATE TABLE notes (text)", "table notes was added"),
        ("CREATE VIEW a AS SELECT 1", "view a was added"),
        ("CREATE VIRTUAL TABLE f USING fts5(x)", "table f was added"),
        ("CREATE TRIGGER t AFTER INSERT ON _sqlite_migrations BEGIN SELECT 1; END",
         "trigger t was added"),
    ],
)  # fmt: skip
def test_parts_beside_the_log_are_found_and_keep_it_from_being_read(
    whole: Path, statement: str, named: str
) -> None:
    """Of a file that has another part than a log has nothing is read, nor appended to it."""
    with copied(whole) as path:
        with closing(sqlite3.connect(path)) as opened:
            opened.execute(statement)
        found = check(path)
        with SqliteLog(path, write=True) as log:
            for use in (log.entries, log.head, log.chronologies, lambda: log.append(())):
                with pytest.raises(ChangedSchema, match=named):
                    use()

    assert found is not None
    assert (found.position, found.reason) == (0, f"the schema was changed: {named}")


def test_what_analyze_keeps_is_no_other_part(whole: Path) -> None:
    """Statistics of SQLite's own planner say nothing, and may be there."""
    with copied(whole) as path:
        with closing(sqlite3.connect(path)) as opened:
            opened.execute("ANALYZE")

        assert check(path) is None
        with SqliteLog(path) as log:
            assert len(log.entries()) == ENTRIES


def test_a_schema_that_changes_under_an_open_log_stops_the_next_append(whole: Path) -> None:
    """It is compared before each write, within the transaction."""
    with copied(whole) as path, SqliteLog(path, write=True) as log:
        log.append(drafts(event("e7", "2024")))
        with closing(sqlite3.connect(path)) as opened:
            opened.execute(
                "CREATE TRIGGER t BEFORE INSERT ON entries BEGIN SELECT RAISE(IGNORE); END"
            )
        with pytest.raises(ChangedSchema, match="trigger t was added"):
            log.append(drafts(event("e8", "2024")))


@pytest.mark.parametrize("version", [0, -1])
def test_a_version_that_no_log_has_is_named(whole: Path, version: int) -> None:
    """A later one is of a later release; below the first there is none."""
    with copied(whole) as path:
        with closing(sqlite3.connect(path)) as opened:
            opened.execute(f"PRAGMA user_version = {version}")
        with pytest.raises(ChangedSchema, match="user_version"):
            SqliteLog(path)


# The bytes of the file


def test_an_index_that_no_longer_leads_to_every_entry_is_found(whole: Path) -> None:
    """Entries of a chronology are found by the index, so it is checked with them."""
    with copied(whole) as path:
        data = bytearray(path.read_bytes())
        places = [n for n in range(len(data)) if data.startswith(b"teste5", n)]
        (place,) = (n for n in places if not data.startswith(b"teste52026", n))
        data[place : place + 4] = b"text"
        path.write_bytes(data)
        with SqliteLog(path) as log:
            assert len(log.entries()) == ENTRIES
            assert len(log.entries("test")) < ENTRIES

        found = check(path)

    assert found is not None
    assert (found.position, "damaged" in found.reason) == (0, True)


def all_read(log: SqliteLog) -> tuple[Any, ...]:
    """Read all that a log tells."""
    return log.entries(), log.entries("test"), log.head(), log.chronologies()


@pytest.fixture(scope="module")
def told(whole: Path) -> tuple[Any, ...]:
    """Give all that the whole log tells."""
    with SqliteLog(whole) as log:
        return all_read(log)


@examples(150)
@given(place=st.integers(0, 10**6), byte=st.integers(0, 255))
def test_any_byte_of_the_file_that_is_changed_is_found_or_does_no_harm(
    whole: Path, told: tuple[Any, ...], place: int, byte: int
) -> None:
    """Either the file is refused, or check finds a break, or all that is read is as before."""
    with copied(whole) as path:
        data = bytearray(path.read_bytes())
        data[place % len(data)] = byte
        path.write_bytes(data)
        try:
            with SqliteLog(path) as log:
                if log.first_break() is None:
                    assert all_read(log) == told
        except LogError:
            pass


# The command


def test_the_command_passes_a_whole_log(whole: Path) -> None:
    """It exits 0 and prints the head."""
    with SqliteLog(whole) as log:
        head = log.head().hash
        done = run_text(whole.parent, "check", "-f", whole, "--head", head)

    assert (done.returncode, done.stderr) == (0, "")
    assert f"{ENTRIES} entries, head {head}" in done.stdout


TAMPERINGS: dict[str, Callable[[sqlite3.Connection], Any]] = {
    "a value": lambda db: db.execute("UPDATE entries SET recorded = '' WHERE position = 3"),
    "no UTF-8": lambda db: db.execute(
        "UPDATE entries SET body = CAST(x'ff' AS TEXT) WHERE position = 3"
    ),
    "no JSON": lambda db: db.execute("UPDATE entries SET body = '{' WHERE position = 3"),
    "removed": lambda db: db.execute("DELETE FROM entries WHERE position = 3"),
}


@pytest.mark.parametrize("tamper", TAMPERINGS.values(), ids=TAMPERINGS)
def test_the_command_exits_3_and_prints_the_first_bad_position(
    whole: Path, tamper: Callable[[sqlite3.Connection], Any]
) -> None:
    """In words, and as JSON."""
    with copied(whole) as path:
        with behind(path) as opened:
            tamper(opened)
        words = run_text(whole.parent, "check", "-f", path)
        machine = run_text(whole.parent, "check", "-f", path, "--json")

    assert (words.returncode, machine.returncode) == (3, 3)
    assert "entry 3" in words.stdout
    assert json.loads(machine.stdout)["broken"]["position"] == 3


def test_the_command_finds_a_missing_end_by_its_head(whole: Path) -> None:
    """Exit 3, and the position after the end."""
    with copied(whole) as path:
        with SqliteLog(path) as log:
            head = log.head().hash
        with behind(path) as opened:
            opened.execute("DELETE FROM entries WHERE position > 4")

        done = run_text(whole.parent, "check", "-f", path, "--head", head)

    assert done.returncode == 3
    assert "entry 5" in done.stdout


def test_the_schema_in_use_is_the_one_that_is_written_down(whole: Path) -> None:
    """The statements of the file are those that check compares it with."""
    with closing(sqlite3.connect(whole)) as opened:
        found = dict(opened.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
        application = opened.execute("PRAGMA application_id").fetchone()[0]

    assert {name: found[name] for name in SCHEMA} == SCHEMA
    assert application == APPLICATION_ID
