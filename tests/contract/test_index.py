"""The index of a SQLite log: made by appends, dropped and made anew, and never believed."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest import mock
from zoneinfo import ZoneInfo

import pytest

from chrono.api import records as reading
from chrono.api.answering import log_rows
from chrono.api.reading import Query
from chrono.api.records import Records
from chrono.codec.codec import Codec
from chrono.errors import ChronoError
from chrono.events.drafts import redrafted
from chrono.kinds.catalogue import KINDS
from chrono.log.appending.depended_on import needed as needed_of
from chrono.log.appending.known import Known
from chrono.log.chain import sealed
from chrono.log.contract import Log
from chrono.log.creation import create_log
from chrono.log.errors import ChangedSchema
from chrono.log.index_statements import INDEX
from chrono.log.memory import MemoryLog
from chrono.log.sqlite import SqliteLog
from chrono.log.statements import INSERT
from chrono.queries.filters import Filter
from chrono.queries.state import newest_source
from chrono.state.as_of import AsOf
from chrono.state.moments import Moment
from chrono.values.canonical import canonical
from chrono.values.clocks import BEGINNING, END
from chrono.values.dates import Date
from tests.building import declaration, drafts, event, source
from tests.contract.test_log import citation, correction, retraction
from tests.stories.command import done, run

FIRST_RELEASE = Path(__file__).parents[1] / "fixtures" / "log-0.1.0.db"
CHAIR = {"set": "club/chair", "value": "Ada"}
SEAT = {"set": "club/seat", "value": "Bob"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a log with two keys, of which one event claims each, and a link between two others."""
    path = tmp_path_factory.mktemp("made") / "desk.db"
    create_log(path)
    with SqliteLog(path, write=True) as log:
        log.append(drafts(declaration(), event("a", "2024", CHAIR), event("b", "2024", SEAT)))
        log.append(drafts(event("c", "2025", after=["d"]), event("d", "2025")))
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """Give a copy of that log."""
    return Path(shutil.copy(made, tmp_path))


def execute(path: Path, *statements: str) -> list[Any]:
    """Run statements as any program would; return the rows of the last."""
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        return [opened.execute(statement).fetchall() for statement in statements][-1]


def positions(path: Path, *keys: str) -> list[int] | None:
    """Read through the index; None without one that goes to the end."""
    with SqliteLog(path) as log:
        index = log.index("test")
        return index and [entry.position for entry in index.bearing_on(keys)]


def broken(path: Path) -> str:
    """Say what `check` finds broken; empty for nothing."""
    with SqliteLog(path) as log:
        found = log.first_break()
        return found.reason if found else ""


def append(path: Path, *written: dict[str, Any]) -> None:
    """Append to a file."""
    with SqliteLog(path, write=True) as log:
        log.append(drafts(*written))


def append_as_before(path: Path, written: dict[str, Any]) -> None:
    """Append one entry as a release does that knows of no index."""
    with SqliteLog(path) as log:
        head, by = log.head(), log.entries()[-1].by
    body = canonical({**written, "chronology": "test"})
    entry = sealed(head, "test", written["id"], "2099-01-01T00:00:00.000000Z", body, by=by)
    row = (entry.position, "test", entry.id, entry.recorded, body, entry.digest, entry.hash, by)
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.execute(INSERT, row)


def test_an_append_indexes_what_it_writes(path: Path) -> None:
    """A key is read by its declaration and its own events; one that nobody claims by the first."""
    assert positions(path, "club/chair") == [1, 2]
    assert positions(path, "club/*") == [1, 2, 3]
    assert positions(path, "club/door") == [1]
    append(path, event("e", "2025", CHAIR, before=["c"]))
    assert positions(path, "club/chair") == [1, 2, 4, 5, 6]


def test_an_old_log_gets_its_index_with_the_first_append(tmp_path: Path) -> None:
    """Before it is read whole; then also what stood in it before is found, and all is whole."""
    old = Path(shutil.copy(FIRST_RELEASE, tmp_path))
    with SqliteLog(old, write=True) as log:
        name = next(iter(log.chronologies()))
        assert log.index(name) is None
        before = log.entries()
        new, _ = Codec(name, KINDS).draft(event("later", "2024-05"), "test")
        assert new is not None
        log.append([*(redrafted(entry) for entry in before), new])
        index = log.index(name)
        assert index is not None
        assert [entry.id for entry in index.bearing_on(["*"])][: len(before)]
        assert log.first_break() is None
        keys = {
            claim.key
            for entry in before
            if hasattr(entry.record, "event")
            for claim in entry.record.event.claims
        }
        for key in keys:
            claiming = [
                e.position
                for e in before
                if hasattr(e.record, "event")
                and key in {claim.key for claim in e.record.event.claims}
            ]
            assert set(claiming) <= {entry.position for entry in index.bearing_on([key])}


@pytest.mark.parametrize("table", INDEX)
def test_without_a_part_of_the_index_a_log_is_read_whole(path: Path, table: str) -> None:
    """Whoever drops one loses nothing; the next append makes all of them anew."""
    with SqliteLog(path) as log:
        listed = log.chronologies()
    execute(path, f"DROP TABLE {table}")

    assert positions(path, "club/chair") is None
    assert broken(path) == ""
    with SqliteLog(path) as log:
        assert log.chronologies() == listed
    append(path, event("e", "2025", CHAIR))
    assert positions(path, "club/chair") == [1, 2, 6]
    assert broken(path) == ""


def test_tables_of_a_former_index_are_gone_once_it_is_made_anew(path: Path) -> None:
    """A log that has them instead of those of today is read whole until then."""
    execute(path, "DROP TABLE derived_filed_names", "CREATE TABLE derived_names (name TEXT)")
    assert positions(path, "club/chair") is None
    assert broken(path) == ""

    append(path, event("e", "2025", CHAIR))
    assert positions(path, "club/chair") == [1, 2, 6]
    assert execute(path, "SELECT 1 FROM sqlite_master WHERE name = 'derived_names'") == []


FIRST_YEARS = ["2016", "[..2017]", "2016/2017", "2016-05-01", "201X", "../2017", "2016-05"]


@pytest.mark.parametrize("occurred", FIRST_YEARS)
def test_a_list_of_days_reads_what_lasts_into_them_and_little_else(
    tmp_path: Path, occurred: str
) -> None:
    """By the days alone, or with a key of which most claims are elsewhere."""
    path = tmp_path / "desk.db"
    create_log(path)
    early, late = {"set": "club/early", "value": 1}, {"set": "club/late", "value": 1}
    others = [event(f"x{day}", f"20{day}-01-01", late) for day in range(20, 50)]
    append(
        path, declaration(), event("a", occurred, early, late), *others, event("b", "2060", early)
    )
    with SqliteLog(path) as log, mock.patch.object(reading, "SHORT", 0):
        records = Records(log, "test", log.head())
        index = records.index
        assert index is not None
        day = Date.parse("2016-05-01").bounds(ZoneInfo("UTC"))
        for keys, read in (((), 1), (("club/late",), 1), (("club/early",), 2)):
            only = Filter(keys=keys, since=day.earliest, until=day.before)
            query = Query(records=records, asof=AsOf(at=Moment("", END)), keys=keys)
            with mock.patch.object(Records, "of_entries", wraps=records.of_entries) as of_entries:
                (row,) = log_rows(query, only)
            assert row.id == "a"
            (entries,) = of_entries.call_args.args
            assert len(entries) <= read
        only = Filter(keys=("club/early",), since=BEGINNING, until=day.before)
        assert [row.id for row in log_rows(query, only)] == ["a"]


def test_what_an_earlier_release_appended_is_not_missed(path: Path) -> None:
    """It knows of no index, which then does not go to the end; the next append brings it up."""
    claims = [{"op": "set", "key": "club/chair", "value": "Eve"}]
    written = event("e", "2025", {"set": "club/chair", "value": "Eve"})
    append_as_before(path, {**written, "derived": {"claims": claims, "version": 1}})

    assert positions(path, "club/chair") is None
    assert broken(path) == ""
    append(path, event("f", "2025"))
    assert positions(path, "club/chair") == [1, 2, 6]
    assert broken(path) == ""


def test_an_index_of_other_columns_is_a_changed_schema(path: Path) -> None:
    """A generated column, say, might lie."""
    execute(
        path,
        "DROP TABLE derived_links",
        "CREATE TABLE derived_links (development INTEGER, linked AS (1))",
    )
    with SqliteLog(path) as log, pytest.raises(ChangedSchema, match="derived_links is another"):
        log.head()
    assert "derived_links" in broken(path)


FORGERIES = {
    "a claim less": "DELETE FROM derived_claims WHERE development = 2",
    "a claim more": "INSERT INTO derived_claims VALUES (1, 3)",
    "a key of another name": "UPDATE derived_keys SET key = 'club/x' WHERE key = 'club/seat'",
    "an act more": "INSERT INTO derived_acts VALUES (2, 3)",
    "a link less": "DELETE FROM derived_links WHERE development = 4",
    "a chronology more": "INSERT INTO derived_chronologies VALUES (3, 'other')",
    "a declaration more": "INSERT INTO derived_declarations VALUES (1, 2)",
    "no publications": "DELETE FROM derived_publications",
    "an end beyond the log": "INSERT INTO derived_ends VALUES (9)",
}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_index_is_named_and_made_anew(path: Path, forgery: str) -> None:
    """As broken, by check; a rebuild mends it, and changes no entry."""
    assert broken(path) == ""
    execute(path, forgery)

    assert "the index is not that of the entries" in broken(path)
    checked = run(path.parent, "check", "-f", path)
    assert checked.returncode == 3, checked.stderr
    entries = execute(path, "SELECT * FROM entries")
    done(path.parent, "rebuild", "-f", path)
    assert broken(path) == ""
    assert execute(path, "SELECT * FROM entries") == entries


def test_an_entry_that_names_none_keeps_a_log_from_being_indexed(path: Path) -> None:
    """No append has written it: a link to an event that is not there. Such a log is read whole."""
    append_as_before(path, event("e", "2025", after=["nobody"]))
    append(path, event("f", "2025", CHAIR))

    assert positions(path, "club/chair") is None
    done(path.parent, "rebuild", "-f", path)
    assert positions(path, "club/chair") is None
    assert broken(path) == ""


def test_a_rebuild_of_a_file_that_cannot_be_written_leaves_it(path: Path) -> None:
    """It compares the claims all the same, and says that the index stays."""
    path.chmod(0o444)
    folder_is_ours = path.stat().st_uid == 0
    found = run(path.parent, "rebuild", "-f", path)
    assert found.returncode == 0
    assert folder_is_ours or b"its index stays as it is" in found.stderr


RICH = [
    event("room", "2024", {"set": "club/room", "value": "Attic"}),
    event("hall", "2025", {"set": "club/hall", "value": "East"}, after=["room"]),
    event("door", "2026", {"end": "club/door"}, after=["hall"]),
    event("first", "2024", {"set": "club/team", "value": "one"}),
    retraction("gone", "first"),
    event("many", "2025", {"add": "club/team", "value": "Ada"}),
    event("later", "2023-05", {"set": "club/later", "value": 1}),
    correction("moved", "later", "2023-06"),
    citation("more", "later", "Herald"),
    event("aside", "2024", {"set": "club/aside", "value": 1}),
]
"""A log in which groups of entries have nothing to do with each other."""

DECIDED: dict[str, list[dict[str, Any]]] = {
    "an event": [event("new", "2025", {"set": "club/room", "value": "Cellar"})],
    "the same again": [RICH[0], RICH[4], RICH[7]],
    "the same again, without claims": [event("d", "2025")],
    "other content of an id": [event("room", "2030")],
    "other content of an id, without claims": [event("d", "2030")],
    "the id of an act": [event("gone", "2030")],
    "a member of a single value": [event("new", "2025", {"add": "club/room", "value": "Ada"})],
    "a single value of a set": [event("new", "2025", {"set": "club/team", "value": "two"})],
    "a link to none": [event("new", "2025", after=["rooms"])],
    "a link to an act": [event("new", "2025", after=["gone"])],
    "a link that closes a cycle": [event("new", "2025", after=["door"], before=["room"])],
    "a link against the dates": [event("new", "2020", after=["aside"])],
    "a correction that makes a cycle": [correction("new", "room", "2024", after=["door"])],
    "a retraction of what is gone": [retraction("new", "first")],
    "what comes back to a key of another sort": [retraction("new", "gone")],
    "a retraction of a correction": [retraction("new", "moved")],
    "a correction that says the same": [correction("new", "later", "2023-06")],
    "a correction of a correction": [correction("new", "moved", "2023-06")],
    "a citation of what it rests on": [citation("new", "later", "Herald")],
    "an act upon an event of the batch": [event("x", "2025"), retraction("new", "x")],
    "links within the batch": [event("x", "2025", after=["y"]), event("y", "2024", after=["door"])],
    "a declared key of another sort": [
        {**declaration(keys={"club/team": {"holds": "single"}}), "id": "again"}
    ],
}


@pytest.mark.parametrize("batch", DECIDED.values(), ids=DECIDED)
def test_an_append_is_decided_by_few_entries_as_by_all(path: Path, batch: Any) -> None:
    """What is taken, what is refused and why, is as in a log that is read whole."""
    append(path, *RICH)
    with SqliteLog(path) as log:
        entries = log.entries()
        index = log.index("test")
        assert index is not None
        needed = needed_of(index, drafts(*batch), Known("test", whole=False))
        assert len(needed) < len(entries)
    whole = outcome(MemoryLog(entries), batch)
    with SqliteLog(path, write=True) as log:
        assert outcome(log, batch) == whole
    assert broken(path) == ""


KNOWN = [
    event("p1", "2025", {"set": "club/room", "value": "Loft"}),
    event("p2", "2025", {"add": "club/team", "value": "Cy"}),
    event("p3", "2024", {"set": "club/aside", "value": 2}, {"set": "club/room", "value": "Loft"}),
]
"""Events that need nothing else once the sort of their keys is known."""

AFTER_OTHERS: dict[str, list[dict[str, Any]]] = {
    **DECIDED,
    "the same as just before": [KNOWN[1]],
    "the same among others": [event("p4", "2026", {"set": "club/room", "value": "Den"}), KNOWN[0]],
    "other content of an id of just before": [event("p1", "2026", KNOWN[0]["data"]["claims"][0])],
    "two of one id": [
        event("p4", year, KNOWN[0]["data"]["claims"][0]) for year in ("2021", "2022")
    ],
    "another sort on a key not asked of yet": [
        event("p4", "2026", {"add": "club/seat", "value": "Bo"})
    ],
    "a link to one of just before": [event("p4", "2026", after=["p2"])],
    "a correction to another sort": [
        correction("new", "room", "2024", data={"claims": [{"add": "club/room", "value": "Bo"}]})
    ],
    "another sort beside a retraction of one of several": [
        retraction("new", "room"),
        event("p4", "2026", {"add": "club/room", "value": "Bo"}),
    ],
    "a retraction of one of just before": [retraction("new", "p3"), retraction("more", "p1")],
}


@pytest.mark.parametrize("batch", AFTER_OTHERS.values(), ids=AFTER_OTHERS)
def test_an_append_after_others_is_decided_as_by_all(path: Path, batch: Any) -> None:
    """What an open log knows of its keys, and does not remember of its events, changes nothing."""
    with SqliteLog(path) as log:
        whole = MemoryLog(log.entries())
    with SqliteLog(path, write=True) as log:
        for each in (RICH, *([one] for one in KNOWN), batch, *([one] for one in KNOWN), batch):
            assert outcome(log, each) == outcome(whole, each)
    assert broken(path) == ""


def outcome(log: Log, batch: list[dict[str, Any]]) -> Any:
    """Append, and say where it stands and what it replaces, or why it is refused."""
    try:
        done = log.append(drafts(*batch))
    except ChronoError as error:
        return str(error)
    return done.positions, [entry.body for entry in done.new]


def test_the_newest_source_may_have_a_date_of_its_home_zone_alone(tmp_path: Path) -> None:
    """Its end is after its start there, and before it in UTC, by which dates are indexed."""
    path = tmp_path / "desk.db"
    create_log(path)
    published = "2024-01-01T10:00/2024-01-01T09:30Z"
    told = event("a", "2023", CHAIR, sources=[source(published)])
    append(path, declaration("Asia/Shanghai"), event("b", "2022", sources=[source("2023")]), told)

    with SqliteLog(path) as log:
        records = Records(log, "test", log.head())
        asof = AsOf(at=Moment("", END))
        assert str(records.newest_source(asof)) == published
        assert str(newest_source(asof.world(records.whole))) == published


def test_the_world_of_an_answer_tells_the_newest_source_if_it_has_all(tmp_path: Path) -> None:
    """It is not worked out again; that of some keys does not know the others."""
    create_log(tmp_path / "two.db")
    older, newer = ({"sources": [source(day)]} for day in ("2024-01-01", "2024-02-01"))
    events = event("a", "2024-01", CHAIR, **older), event("b", "2024-01", SEAT, **newer)
    append(tmp_path / "two.db", declaration(), *events)
    asof = AsOf(at=Moment("", END))
    with SqliteLog(tmp_path / "two.db") as log:
        records = Records(log, "test", log.head())
        some, all_ = asof.world(records.bearing_on((CHAIR["set"],))), asof.world(records.whole)

        assert [str(newest_source(each)) for each in (some, all_)] == ["2024-01-01", "2024-02-01"]
        assert str(records.newest_source(asof, some)) == "2024-02-01"
        with mock.patch.object(AsOf, "world", side_effect=RuntimeError("worked out again")):
            assert str(records.newest_source(asof, all_)) == "2024-02-01"


def test_publications_are_told_the_newest_first_with_those_who_have_them(tmp_path: Path) -> None:
    """Up to a position, as of which an older date may be the newest."""
    path = listed(tmp_path, 3)

    with SqliteLog(path) as log:
        index = log.index("test")
        assert index is not None
        assert [(str(date), [*told]) for _, date, told in index.publications(5)] == [
            ("2023-05-04", [5, 4, 3]),
            ("2021", [2]),
        ]
        assert [str(date) for _, date, _ in index.publications(2)] == ["2021"]


def test_the_newest_source_of_a_long_list_takes_no_more_than_of_a_short_one(tmp_path: Path) -> None:
    """However many have that date, the first of them tells."""
    assert instructions(listed(tmp_path, 300)) < 2 * instructions(listed(tmp_path, 30))


def listed(folder: Path, many: int) -> Path:
    """Make a log of many events from one list, and an older one from elsewhere."""
    path = folder / f"{many}.db"
    create_log(path)
    listed = [event(f"n{n}", "2020", sources=[source("2023-05-04")]) for n in range(many)]
    append(path, declaration(), event("a", "2020", sources=[source("2021")]), *listed)
    return path


def instructions(path: Path) -> int:
    """Count those of SQLite, by tens, that the newest source takes."""
    ticks = 0

    def tick() -> None:
        nonlocal ticks
        ticks += 1

    with SqliteLog(path) as log:
        records = Records(log, "test", log.head())
        assert records.index is not None
        records.index.connection.set_progress_handler(tick, 10)
        assert str(records.newest_source(AsOf(at=Moment("", END)))) == "2023-05-04"
    return ticks


def test_an_empty_log_is_rebuilt_too(tmp_path: Path) -> None:
    """Its index has no row, and goes on with the first append."""
    path = tmp_path / "empty.db"
    create_log(path)
    done(tmp_path, "rebuild", "-f", path)
    assert execute(path, "SELECT * FROM derived_ends") == []
    append(path, declaration(), event("a", "2024", CHAIR))
    assert positions(path, "club/chair") == [1, 2]
    assert broken(path) == ""


def test_an_index_of_an_empty_log_that_has_an_end_is_named(tmp_path: Path) -> None:
    """Its first entries would never be indexed."""
    path = tmp_path / "empty.db"
    create_log(path)
    done(tmp_path, "rebuild", "-f", path)
    execute(path, "INSERT INTO derived_ends VALUES (9)")
    assert "it goes up to entry 9, and the log up to 0" in broken(path)


@pytest.fixture
def untouched(path: Path) -> Iterator[Path]:
    """Give a log of which no byte may change."""
    before = path.read_bytes()
    yield path
    assert path.read_bytes() == before


def test_checking_the_index_changes_no_byte(untouched: Path) -> None:
    """It is made again beside the file, to compare."""
    assert broken(untouched) == ""
    assert positions(untouched, "club/chair") == [1, 2]
