"""An outline says what the event says, whether it is made of a draft, a body or a record."""

import pickle
from contextlib import suppress
from typing import Any
from unittest import mock

import attrs
from hypothesis import given

from chrono.events import entries
from chrono.events.entries import Development, Entry
from chrono.events.plain_bodies import plain_outline
from chrono.events.records import OTHER_KINDS
from chrono.faults import Refused
from chrono.log.memory import MemoryLog
from tests.building import declaration, drafts, event, source
from tests.strategies import examples, logs

Row = dict[str, Any]
LINKED = event("b", "2024-02~", {"add": "club/board", "value": "Ada"}, after=["a"], contests=["a"])


def copied(entry: Entry) -> Entry:
    """Make the same entry anew, of which nothing is decoded."""
    return attrs.evolve(entry)


@examples(40)
@given(logs(size=(1, 5), contests=True))
def test_outlines_are_the_same_whatever_they_are_made_of(rows: list[Row]) -> None:
    """Of a plain draft, of the body that it stores, and of the record that is read of that."""
    log, taken = MemoryLog(), []
    for draft in drafts(declaration(), *rows):
        with suppress(Refused):
            taken += [draft] if log.append([draft]).new else []
    for draft, entry in zip(taken, log.entries(), strict=True):
        with mock.patch.object(entries, "MANY", 1 << 60):
            read = copied(entry).outline
        with mock.patch.object(entries, "MANY", 0):
            assert copied(entry).outline == read
        assert draft.outline in (None, read)
        assert plain_outline(entry.body, entry.chronology, entry.id, OTHER_KINDS) in (None, read)
        assert isinstance(entry.record, Development) == (read is not None)


def test_a_plain_draft_has_the_keys_and_links_of_its_body() -> None:
    """As one that forgot its outline tells them."""
    _, plain = drafts(event("a", "2023"), LINKED)
    assert plain.outline is not None
    assert [*plain.keys] == [*attrs.evolve(plain).keys] == ["club/board"]
    assert [*plain.links] == [*attrs.evolve(plain).links] == ["a", "a"]


def test_a_plain_draft_can_be_pickled_and_decoded() -> None:
    """Its fields are those of the codec, before and after, and a mistyped name is told."""
    (plain,) = drafts(event("a", "2023", sources=[source("2024-01-01", title="x")]))
    copy = pickle.loads(pickle.dumps(plain))  # noqa: S301  our own
    assert copy.outline == plain.outline
    assert copy.whole == plain.whole == plain.stored()
    assert copy == plain == attrs.evolve(plain)
    assert (copy.by, copy.restored, copy.old, copy.hash) == (None, False, False, "")
    assert pickle.loads(pickle.dumps(attrs.evolve(plain))) == plain  # noqa: S301
    assert not hasattr(plain, "colour")
    assert plain.derived == {"claims": [], "version": 1}


def test_a_record_of_an_outline_that_was_given_is_read_as_any() -> None:
    """However deep its values are, which the short way to read leaves to the other."""
    value: Any = {"a": {"b": [{"c": ["d"]}]}}
    log = MemoryLog()
    log.append(drafts(declaration(), event("a", "2023", {"set": "club/chair", "value": value})))
    entry = log.entries()[-1]
    assert entry.outline is not None
    with mock.patch.object(entries, "MANY", 0):
        record = entry.record
    assert isinstance(record, Development)
    assert record.event.data == {"claims": [{"set": "club/chair", "value": value}]}
    assert attrs.asdict(record)["event"]["headline"] == copied(entry).record.event.headline  # type: ignore[attr-defined]
