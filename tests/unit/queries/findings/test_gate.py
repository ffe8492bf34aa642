"""Entries are held against the log before them, of which few are held at once."""

from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest

from chrono.events.entries import Entry
from chrono.kinds.catalogue import KINDS
from chrono.log.appending.validation import Admission
from chrono.log.memory import MemoryLog
from chrono.queries.findings.gate import Admitted, AgainstLog, Recorded
from tests.building import declaration, drafts, event, log_of

CHAIR = "club/chair"


def against(entries: list[Entry], keys: set[str]) -> Iterator[tuple[str, str]]:
    """Hold entries against those before them; give the id and the reason of each finding."""
    found = AgainstLog("test", Recorded(entries, {each.id: each for each in entries}.get), keys)
    for entry in entries:
        yield from ((each.finding.event, each.finding.message) for each in found.take(entry))


def unasked(*written: dict[str, Any]) -> list[Entry]:
    """Append what any log would refuse."""
    log = MemoryLog()
    with (
        mock.patch.object(Admission, "reasons", return_value=iter(())),
        mock.patch.object(Admission, "surely", return_value=True),
    ):
        for draft in drafts(declaration(), *written):
            log.append([draft])
    return [*log.entries()]


def test_a_member_of_a_single_value_is_named_if_its_key_is_known_to_have_both() -> None:
    """Of other keys nothing is remembered, as nothing on them is ever refused."""
    claims = {"set": CHAIR, "value": "Ada"}, {"add": CHAIR, "value": "Bo"}
    entries = unasked(event("a", "2024", claims[0]), event("b", "2025", claims[1]))

    ((given, reason),) = against(entries, {CHAIR})
    assert given == "b"
    assert f"{CHAIR} holds a single value, as a says" in reason
    assert [*against(entries, set())] == []


@pytest.mark.parametrize("link", ["after", "contests"])
def test_a_link_to_nothing_is_named_with_what_may_be_meant(link: str) -> None:
    """Among what stood before, and what was appended with it."""
    entries = unasked(event("early", "2024"), event("late", "2025", **{link: ["earlY"]}))

    ((given, reason),) = against(entries, set())
    assert given == "late"
    assert "no development 'earlY' here; did you mean early?" in reason


def test_what_is_linked_with_a_part_of_its_own_append_is_not_named() -> None:
    """Whatever comes first in it."""
    log = MemoryLog()
    log.append(drafts(declaration(), event("a", "2024", before=["b"]), event("b", "2025")))
    entries = [*log.entries()]

    assert [*against(entries, set())] == []
    records = Recorded(entries, {each.id: each for each in entries}.get)
    assert len(records) == 0
    assert "a" not in records
    records.take(entries[1])
    assert (len(records), [*records], "a" in records, "b" in records) == (
        2,
        ["chronology", "a"],
        True,
        False,
    )
    assert len(records.appended_with(entries[1])) == 3


@pytest.mark.parametrize(
    "beside", ['"after":1.5', '"after":["b"]', '"occurred":5', '"derived":{"claims":[7]}']
)
def test_what_a_retraction_has_of_an_event_is_not_read(beside: str) -> None:
    """No reader takes it from there, so a log from elsewhere may have anything in it."""
    written = {"id": "r", "kind": "retraction", "retracts": "a", "reason": "wrong"}
    *before, last = log_of(event("a", "2024"), written).entries()
    body = last.body.replace('"chronology"', f'{beside},"chronology"', 1)
    forged = Entry(last.position, "test", "r", last.recorded, body, "", "", last.by)

    assert [*against([*before, forged], set())] == []


def test_an_entry_with_other_claims_than_its_kind_makes_is_not_admitted() -> None:
    """Also after many that are plainly as they should be."""
    claims = {"set": CHAIR, "value": "Ada"}
    entries = [*log_of(*(event(f"n{n}", "2024", claims) for n in range(3))).entries()]
    body = entries[-1].body.replace('"op":"set","value":"Ada"', '"op":"set","value":"Eve"')
    forged = Entry(4, "test", "n2", entries[-1].recorded, body, "", "", entries[-1].by)
    admitted = Admitted(KINDS)
    found = [[each.finding for each in admitted.take(entry)] for entry in (*entries[:-1], forged)]

    assert [len(each) for each in found] == [0, 0, 0, 1]
    assert found[-1][0].message.startswith("derived.claims: ")
    assert [*admitted.unknown()] == []
