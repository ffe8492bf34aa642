"""Law 16, of the index: what is read through it is what the whole history says."""

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from unittest import mock

import attrs
import hypothesis
from hypothesis import given
from hypothesis import strategies as st

from chrono.api import affected as affecting
from chrono.api import backwards
from chrono.api import records as reading
from chrono.api.records import Records
from chrono.codec.codec import Codec
from chrono.errors import ChronoError
from chrono.events import entries as stored
from chrono.events.drafts import Draft
from chrono.events.entries import Entry
from chrono.events.history import History
from chrono.kinds.catalogue import KINDS
from chrono.log import index_statements
from chrono.log.appending.depended_on import needed
from chrono.log.appending.insertion import insert
from chrono.log.appending.known import Known
from chrono.log.appending.preparation import Preparation
from chrono.log.index import tables
from chrono.log.index.filed_names import FiledNames
from chrono.log.index.made_again import made_again
from chrono.log.index.reading import Index
from chrono.log.kept import Kept
from chrono.log.memory import MemoryLog
from chrono.log.statements import SCHEMA, VERSION
from chrono.queries.diff import diff
from chrono.queries.findings import repeats
from chrono.queries.findings.near_names import near_names, near_names_of, new_names
from chrono.queries.in_use import publishers
from chrono.queries.in_use import texts as texts_of
from chrono.queries.key_history.periods import periods
from chrono.queries.preview import preview
from chrono.queries.state import newest_source, public_since, slot_body, state
from chrono.queries.why import why
from chrono.state.as_of import AsOf
from chrono.state.moments import Moment, moment
from chrono.state.slots import slot_of
from chrono.state.visibility import every_source, wanted_sources
from chrono.values.clocks import Instant
from chrono.values.names import filed_under
from tests.building import NOW, declaration, event, source
from tests.strategies import (
    CLAIMS,
    DAY,
    KEYS,
    ON_ONE_KEY,
    ON_ONE_SET,
    Rows,
    examples,
    logs,
    moments,
    taken,
)

LOGS = logs(size=(3, 9))
WANTED = st.sampled_from(
    [every_source, wanted_sources("reported"), wanted_sources(None, ["Herald"])]
)
KNOWN = st.one_of(st.none(), moments())


class Filed(MemoryLog):
    """A log in memory that appends by the index of a file of the same entries."""

    def __init__(self, opened: sqlite3.Connection, entries: Sequence[Entry] = ()) -> None:
        super().__init__(entries, clock=lambda: NOW)
        self._opened = opened
        self.alone = 0
        """How often a batch was decided by a part of the entries."""

    def append(self, drafts: Any, expected_head: str | None = None, by: Any = None) -> Any:
        """Append to the file, too."""
        done = super().append(drafts, expected_head, by)
        if done.new:
            insert(self._opened, done.new, "memory")
        return done

    @cached_property
    def _preparation(self) -> Preparation:
        return Preparation(self._later, self._part)

    def _part(self, known: Known, drafts: Any, _: int) -> bool:
        found = Index.of(self._opened, "memory", known.chronology, Kept())
        if found is None:
            return False
        for each in needed(found, drafts, known):
            known.take(each)
        self.alone += len(known.positions) < len(self._entries)
        return True


@contextmanager
def file_of(batches: Sequence[Sequence[Entry]]) -> Iterator[sqlite3.Connection]:
    """Open a file in memory to which these were appended."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        for statement in SCHEMA.values():
            opened.execute(statement)
        opened.execute(f"PRAGMA user_version = {VERSION}")
        for batch in batches:
            opened.execute("BEGIN")
            insert(opened, batch, "memory")
            opened.execute("COMMIT")
        yield opened


class Indexed(MemoryLog):
    """A log in memory, with the index of a file that has the same entries."""

    def __init__(self, entries: Sequence[Entry], opened: sqlite3.Connection) -> None:
        super().__init__(entries)
        self._opened = opened

    def index(self, chronology: str) -> Any:
        """Return the index of the file."""
        return Index.of(self._opened, "memory", chronology, Kept())


def answers(history: History, asof: AsOf, key: str) -> list[Any]:
    """Ask all that is asked of one key."""
    slot = slot_of(asof.world(history), key)
    view = asof.view(history)
    return [
        slot and slot_body(slot),
        why(history, asof, key).body(),
        [period.body() for period in periods(view, [key])],
        [each.body() for each in diff(asof.world(history), AsOf(at=asof.at).world(history), [key])],
    ]


@examples(100)
@given(LOGS, moments(), KNOWN, WANTED, st.integers(1, 10))
def test_a_key_read_by_the_index_is_as_in_the_whole_history(
    written: Rows, at: int, known: int | None, wanted: Any, recorded: int
) -> None:
    """On every clock, through any sources: slot, claims, periods, differences, newest source."""
    entries = taken(written).entries()
    asof = AsOf(
        at=Moment("", Instant(at)),
        known=None if known is None else Moment("", Instant(known)),
        wanted=wanted,
    )
    with file_of([[entry] for entry in entries]) as opened:
        records = Records(Indexed(entries, opened), "test", MemoryLog(entries).head())
        for upto in (records, records.upto(recorded)):
            last = upto.head.entries
            whole = History.of("test", entries).upto(last)
            for key in KEYS:
                part = upto.bearing_on((key,))
                assert answers(part, asof, key) == answers(whole, asof, key)
            newest = newest_source(AsOf(at=asof.at, wanted=wanted).world(whole))
            found = upto.newest_source(AsOf(at=asof.at, wanted=wanted))
            bounds = whole.bounds
            assert (found and bounds(found)) == (newest and bounds(newest))


@examples(150)
@given(
    st.one_of(
        st.tuples(st.lists(st.sampled_from(claims), min_size=4, max_size=9), logs(claims=claims))
        for claims in (CLAIMS, ON_ONE_KEY, ON_ONE_SET)
    ),
    st.tuples(st.integers(6, 24), st.one_of(st.none(), st.integers(6, 24))),
    WANTED,
    st.sampled_from([99, 99, 9]),
    st.tuples(
        st.sampled_from(["UTC", "Pacific/Kiritimati", "America/Los_Angeles"]),
        st.sampled_from([0, 0, 99]),
    ),
)
def test_a_state_read_backwards_is_that_of_the_whole_history(
    written: tuple[Rows, Rows],
    clocks: tuple[int, int | None],
    wanted: Any,
    recorded: int,
    zone_and_few: tuple[str, int],
) -> None:
    """Every slot, on every clock, through any sources, in any zone; also where keys have few."""
    zone, few = zone_and_few
    at, known = (None if each is None else half_day(each) for each in clocks)
    assert at is not None
    asof = AsOf(at=at, known=known, wanted=wanted)
    entries = taken(years(*written), zone).entries()
    with (
        file_of([entries]) as opened,
        mock.patch.object(reading, "FEW", few),
        mock.patch.object(backwards, "FIRST", 1),
    ):
        log = Indexed(entries, opened)
        records = Records(log, "test", log.head()).upto(recorded)
        part, whole = records.deciding((), asof), History.of("test", entries).upto(recorded)
        hypothesis.event(f"by a part: {len(part.records) < len(whole.records)}")
        assert states(part, asof) == states(whole, asof)


def states(history: History, asof: AsOf) -> Any:
    """Ask all that a state says, and since when each version of it was public."""
    answer = state(history, asof)
    versions = [each for slot in answer.slots for each in (*slot.alternatives, *slot.possible)]
    return answer.slots, [public_since(answer.world, each) for each in versions]


def years(plain: Sequence[Any], written: Rows) -> Rows:
    """Put plain claims years and then days apart, and a log among them, which denies some."""
    days = map(day_of, range(1, 13))
    rows = [
        event(f"p{day}", day, one, sources=[source(day)])
        for day, one in zip(days, plain, strict=False)
    ]
    for number, one in enumerate(written):
        text = json.dumps(one).replace('-02/2024-01"', '-02/2024-01-03"')
        later = number % 3 * 4
        day = re.sub(r"2024-01-0(\d)", lambda day, later=later: day_of(int(day[1]) + later), text)
        rows.append(json.loads(day))
        if rows[-1].get("contests"):
            rows[-1]["contests"].append(rows[number % len(plain)]["id"])
    return rows


def half_day(half: int) -> Moment:
    """Name a midnight or a noon of that calendar."""
    midnight = datetime.fromisoformat(day_of(half // 2 + 1)).replace(tzinfo=UTC)
    return Moment("", Instant(int(midnight.timestamp()) * 10**6 + half % 2 * DAY // 2))


def day_of(number: int) -> str:
    """Return a day of that calendar, from 1: the first eight are years apart, the others days."""
    return f"{2023 + min(number, 8)}-01-{number:02}"


@examples(60)
@given(LOGS, st.integers(0, 9))
def test_the_index_is_one_however_it_was_made(written: Rows, middle: int) -> None:
    """With each append, from the middle on, or anew: it has the same rows."""
    entries = taken(written).entries()
    made = []
    for batches in ([[entry] for entry in entries], [entries[:middle], entries[middle:]]):
        with file_of([batch for batch in batches if batch]) as opened:
            assert difference(opened, entries) is None
            made.append(rows(opened))
            tables.rebuild(opened)
            made.append(rows(opened))
    assert made == [made[0]] * 4


def difference(opened: sqlite3.Connection, entries: Sequence[Entry]) -> str | None:
    """Give how the index differs from one that is made again of entries, by either way to read."""
    told = set[str | None]()
    for many in (0, len(entries)):
        with mock.patch.object(stored, "MANY", many), made_again(opened) as again:
            for entry in entries:
                again.take(attrs.evolve(entry))  # nothing of it is decoded
            told.add(again.difference())
    (only,) = told
    return only


def rows(opened: sqlite3.Connection) -> list[list[Any]]:
    """Read the tables of the index but for where it ended with each append."""
    tables = [table for table in index_statements.INDEX if table != "derived_ends"]
    read = [f"SELECT * FROM {table} ORDER BY 1, 2" for table in tables]  # noqa: S608  of ours
    return [opened.execute(statement).fetchall() for statement in read]


@examples(40)
@given(LOGS, st.integers(1, 10), st.sampled_from(["", "^"]))
def test_an_event_gives_the_same_moment_by_the_index(
    written: Rows, position: int, just_before: str
) -> None:
    """The date of an entry, or why it has none."""
    entries = taken(written).entries()
    word = f"e{position}{just_before}"
    with file_of([entries]) as opened:
        records = Records(Indexed(entries, opened), "test", MemoryLog(entries).head())
        found = said(word, records.dating(word))
    assert found == said(word, History.of("test", entries))


@examples(100)
@given(
    st.one_of(logs(size=(6, 12)), logs(size=(6, 12), cycles=True)),
    st.lists(st.integers(1, 3), min_size=13, max_size=13),
)
def test_an_append_by_the_index_is_decided_as_by_all_entries(
    written: Rows, sizes: list[int]
) -> None:
    """What is taken, what is refused and why, and where it stands: batch by batch."""
    codec = Codec("test", KINDS)
    waiting = [codec.draft(one, "test")[0] for one in (declaration(), *spread(written))]
    with file_of([]) as opened:
        kept, alone = Filed(opened), 0
        for size in sizes:
            if size < 3:  # opened again, so that what it read whole is forgotten
                kept = Filed(opened, kept.entries())
            batch, waiting = [one for one in waiting[:size] if one], waiting[size:]
            whole = MemoryLog(kept.entries(), clock=lambda: NOW)
            found = outcome(whole, batch)
            assert outcome(kept, batch) == found
            assert kept.entries() == whole.entries()
            alone += kept.alone
        assert difference(opened, kept.entries()) is None
        hypothesis.event(f"by a part: {alone > 0}")


@examples(150)
@given(st.one_of(logs(size=(4, 12)), logs(size=(6, 12), cycles=True)), st.sampled_from([1, 2, 100]))
def test_the_preview_of_an_append_by_the_index_is_as_of_all_entries(
    written: Rows, compared: int
) -> None:
    """What is new, what changes, and all there is to settle; whatever number is compared."""
    *before, last = spread(written) or [event("typed", "2024")]
    log = taken(before)
    draft, _ = Codec("test", KINDS).draft(last, "test")
    assert draft is not None
    try:
        new = log.tried([draft]).new
    except ChronoError:
        new = ()
    entries = log.entries()
    with (
        file_of([entries]) as opened,
        mock.patch.object(repeats, "NEIGHBOURS", compared),
        mock.patch.object(affecting, "NEIGHBOURS", compared),
    ):
        part = affecting.affected(Records(Indexed(entries, opened), "test", log.head()), [draft])
        whole = History.of("test", entries)
        hypothesis.event(f"by a part: {bool(part and len(part.records) < len(entries))}")
        assert part is None or shown(part, new) == shown(whole, new)


def test_a_preview_reads_the_keys_of_all_that_a_link_orders() -> None:
    """A link between two events orders those before and after them, on keys that nobody named."""
    first, last, other = ({"set": "step/x", "value": name} for name in ("a", "b", "c"))
    log = taken(
        [
            event("first", "2024", first),
            event("next", "2024", after=["first"]),
            event("later", "2024"),
            event("last", "2024", last, after=["later"]),
            event("between", "2024-06"),
            event("other", "2025", other),
            event("apart", "2019", {"set": "office/x", "value": "A"}),
        ]
    )
    link = event("new", "2024", after=["next"], before=["later"])
    draft, _ = Codec("test", KINDS).draft(link, "test")
    assert draft is not None
    new, entries = log.tried([draft]).new, log.entries()
    with file_of([entries]) as opened, mock.patch.object(affecting, "NEIGHBOURS", 1):
        part = affecting.affected(Records(Indexed(entries, opened), "test", log.head()), [draft])
    assert part is not None
    assert "apart" not in part.by_id
    assert shown(part, new) == shown(History.of("test", entries), new)


def shown(history: History, new: Sequence[Entry]) -> Any:
    """Preview an append."""
    records = (*history.records, *(entry.record for entry in new))
    after = attrs.evolve(history, records=records)
    return preview(history, after, moment("now", history, NOW)).body(after)


@examples(60)
@given(LOGS, st.integers(0, 9))
def test_what_an_editor_types_is_completed_by_the_index_as_by_all_entries(
    written: Rows, place: int
) -> None:
    """Sources by their page or site, values by their key, and names that are near one in use."""
    entries = taken(written).entries()
    whole = History.of("test", entries)
    with file_of([entries]) as opened:
        found = Index.of(opened, "memory", "test", Kept())
        assert found is not None
        for name in (*publishers(whole), *texts_of(whole)):
            assert name in FiledNames(found).filed_under(filed_under(name) or "")
        row = written[place % len(written)] if written else event("typed", "2024")
        draft, _ = Codec("test", KINDS).draft({**row, "id": "typed"}, "test")
        assert draft is not None
        new = new_names([draft], FiledNames(found))
        assert new is None or near_names(new, ()) == near_names_of(whole, [draft])


def spread(written: Rows) -> Rows:
    """Let every fourth event claim on keys of its own, so that few depend on each other."""
    text = [json.dumps(one) for one in written]
    return [
        json.loads(re.sub("(office|step|team)/", rf"\1/{number % 4}/", one))
        for number, one in enumerate(text)
    ]


def outcome(log: MemoryLog, batch: list[Draft]) -> Any:
    """Append, and say what came of it."""
    try:
        return log.append(batch)
    except ChronoError as error:
        return str(error)


def said(word: str, history: History) -> Any:
    """Read a moment, or say why it is none."""
    try:
        return moment(word, history, NOW)
    except ChronoError as error:
        return str(error)
