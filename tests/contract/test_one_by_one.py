"""What reads a whole log reads it entry by entry, and what asks for one name asks for it alone."""

import weakref
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from unittest import mock

import pytest

from chrono.cli.render.progress import Steps
from chrono.codec.codec import Codec
from chrono.events.drafts import Draft
from chrono.events.entries import Entry
from chrono.exports.jsonl import jsonl
from chrono.kinds.catalogue import KINDS
from chrono.log.appending.validation import Admission
from chrono.log.chain import first_break
from chrono.log.chronologies import NoChronology, SeveralChronologies, pick_in
from chrono.log.creation import create_log
from chrono.log.sqlite import SqliteLog
from chrono.queries.findings import gate
from chrono.queries.rebuild import rebuild
from tests.building import declaration, drafts, event
from tests.stories.command import done

MANY = 40


class Alive:
    """Counts how many entries are held at once."""

    def __init__(self) -> None:
        self._entries: weakref.WeakSet[Entry] = weakref.WeakSet()
        self.most = self.taken = 0

    def take(self, entry: Entry) -> None:
        """Take the next entry."""
        self._entries.add(entry)
        self.taken += 1
        self.most = max(self.most, len(self._entries))

    def passing(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Yield entries, each of which is counted."""
        for entry in entries:
            self.take(entry)
            yield entry


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a log of one chronology with many events, of which two may be kept."""
    monkeypatch.setattr("chrono.log.kept._MOST", 2)
    path = tmp_path / "desk.db"
    claims = {"set": "club/chair", "value": "Ada"}
    create_log(path, drafts(declaration(), *(event(f"n{n}", "2024", claims) for n in range(MANY))))
    return path


def test_checking_a_log_holds_few_entries_at_once(path: Path) -> None:
    """The chain is followed and the index made again with one after the other."""
    alive = Alive()
    with SqliteLog(path) as log:
        assert log.first_break(taken=alive.take) is None

    assert alive.taken == MANY + 1
    assert alive.most < 7


def test_exporting_and_rebuilding_hold_few_entries_at_once(path: Path) -> None:
    """Lines, the chain, claims and the index are made of entries as they are read."""
    with SqliteLog(path) as log:
        entries = log.one_by_one()
        readers = {
            "jsonl": lambda read: [*jsonl(read, whole=True)],
            "chain": first_break,
            "claims": lambda read: rebuild("test", read, KINDS, partial(log.named, "test")),
        }
        found = {}
        for name, reader in readers.items():
            alive = found[name] = Alive()
            reader(alive.passing(entries))
    with SqliteLog(path) as log, SqliteLog(path, write=True) as written:
        alive = found["index"] = Alive()
        written.rebuild_index(alive.passing(log.one_by_one()))

    assert {name: alive.taken for name, alive in found.items()} == dict.fromkeys(found, MANY + 1)
    assert {name for name, alive in found.items() if alive.most >= 7} == set()


def test_of_a_short_log_that_is_gone_through_none_is_kept(tmp_path: Path) -> None:
    """But what was read before, and decoded, is not decoded again; nothing goes beyond `upto`."""
    create_log(tmp_path / "desk.db", drafts(declaration(), event("a", "2024"), event("b", "2024")))
    with SqliteLog(tmp_path / "desk.db") as log:
        passed = [weakref.ref(entry) for entry in log.one_by_one()]
        assert [entry for ref in passed if (entry := ref())] == []
        kept = log.named("test", "a")
        assert [entry is kept for entry in log.one_by_one(upto=2)] == [False, True]


def test_few_drafts_are_held_where_a_log_is_held_against_itself(path: Path) -> None:
    """Though all of its events came in at once."""
    held: list[weakref.ref[Draft]] = []
    most = []

    redrafted = gate._redrafted  # noqa: SLF001  these are what may be held

    def made(entry: Entry) -> Draft:
        draft = redrafted(entry)
        held.append(weakref.ref(draft))
        most.append(sum(each() is not None for each in held))
        return draft

    with SqliteLog(path) as log, mock.patch("chrono.queries.findings.gate._redrafted", made):
        entries = log.one_by_one("test")
        records = gate.Recorded(entries, partial(log.named, "test"))
        against = gate.AgainstLog("test", records, {"club/chair"})
        with mock.patch.object(Admission, "surely", return_value=False):
            assert [found for entry in entries for found in against.take(entry)] == []

    assert len(most) == MANY + 1
    assert max(most) < 4


def test_a_rebuild_counts_what_is_done_up_to_all_of_it(path: Path) -> None:
    """The claims of every entry, and then its rows of the index."""
    made: list[Steps] = []

    class Kept(Steps):
        def __init__(self, total: int) -> None:
            super().__init__(total)
            made.append(self)

    with mock.patch("chrono.cli.answers.rebuild.Steps", Kept):
        done(path.parent, "rebuild", "-f", path)

    (steps,) = made
    assert steps.share == "100% · "


def test_a_log_can_be_gone_through_again_as_it_is_by_then(path: Path) -> None:
    """Of one chronology or of all; none of another one."""
    with SqliteLog(path, write=True) as log:
        all_of_them, own, none = (log.one_by_one(name) for name in (None, "test", "other"))
        assert [*all_of_them] == [*own] == [*log.entries()]
        log.append(drafts(event("more", "2025")))
        assert [entry.id for entry in own][-1:] == ["more"]
        assert [*none] == []


@pytest.fixture
def several(path: Path) -> Path:
    """Give the same with a second chronology, and thirty that are only declared."""
    made = [
        Codec(name, KINDS).draft(one, "test")[0]
        for name in ("second", *(f"empty-{n}" for n in range(30)))
        for one in (declaration(), event("a", "2024", {"set": "club/chair", "value": "Bo"}))
        if name == "second" or one["kind"] == "chronology"
    ]
    with SqliteLog(path, write=True) as log:
        log.append([draft for draft in made if draft])
    return path


def test_a_chronology_that_is_named_is_found_without_the_others(several: Path) -> None:
    """Whatever else the log holds."""
    with mock.patch.object(SqliteLog, "chronologies", side_effect=AssertionError):
        told = done(several.parent, "state", "2025", "-c", "second", "-f", several)

    assert "Bo" in told


def test_a_name_that_is_unknown_is_compared_with_all(several: Path) -> None:
    """And where none is given, those with events are listed; of many names the first."""
    with SqliteLog(several) as log:
        assert pick_in(log, "second") == "second"
        with pytest.raises(NoChronology, match="did you mean second"):
            pick_in(log, "secnd")
        with pytest.raises(NoChronology, match=r"there is empty-0, .* and 12 more$"):
            pick_in(log, "x")
        with pytest.raises(NoChronology):
            pick_in(log, "\udcff")
        with pytest.raises(SeveralChronologies, match="the log holds second, test"):
            pick_in(log, None)
