"""The hash chain: what is hashed, and how a break is found."""

import hashlib
import json

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chrono.events.entries import Entry
from chrono.log.chain import digest, first_break, link, sealed
from chrono.log.head import FIRST, Break, Head

MOMENT = "2026-11-21T22:30:50.123456Z"
LATER = "2026-11-21T22:30:50.123457Z"


def sha256(text: str) -> str:
    """Hash without any help of ours."""
    return hashlib.sha256(text.encode()).hexdigest()


def body(given_id: str) -> str:
    """Make the least body of an entry."""
    return json.dumps({"chronology": "test", "id": given_id}, separators=(",", ":"))


def chain(*ids: str, recorded: str = MOMENT) -> list[Entry]:
    """Chain entries of these ids."""
    head, entries = Head(0, FIRST), []
    for given_id in ids:
        entry = sealed(head, "test", given_id, recorded, body(given_id))
        head = Head(entry.position, entry.hash)
        entries.append(entry)
    return entries


def test_a_digest_is_over_the_bytes_of_the_body() -> None:
    """SHA-256 of its UTF-8, in hexadecimal."""
    assert digest("Zoë") == hashlib.sha256(b"Zo\xc3\xab").hexdigest()
    assert digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_hash_is_over_the_one_before_the_position_the_moment_and_the_digest() -> None:
    """Canonical JSON of the four, so that anybody can compute it again."""
    own = sha256("{}")

    assert link("ab", 7, MOMENT, own) == sha256(f'["ab",7,"{MOMENT}","{own}"]')


def test_the_first_hash_follows_from_the_empty_text() -> None:
    """The first entry stands at 1, after nothing."""
    entry = sealed(Head(0, FIRST), "test", "a", MOMENT, "{}")

    assert attrs.astuple(entry) == (
        1,
        "test",
        "a",
        MOMENT,
        "{}",
        sha256("{}"),
        sha256(f'["",1,"{MOMENT}","{sha256("{}")}"]'),
        None,
    )


def test_each_entry_follows_the_one_before() -> None:
    """The position is the next, and the hash holds the hash before."""
    first, second = chain("a", "b")

    assert (first.position, second.position) == (1, 2)
    assert second.hash == sha256(f'["{first.hash}",2,"{MOMENT}","{second.digest}"]')


def test_a_whole_chain_has_no_break() -> None:
    """Nor has an empty one."""
    assert first_break(chain("a", "b", "c")) is None
    assert first_break([]) is None


@given(
    position=st.integers(1, 4),
    field=st.sampled_from(["chronology", "id", "recorded", "body", "digest", "hash", "by"]),
    value=st.text(),
)
def test_the_first_entry_that_changed_is_named(position: int, field: str, value: str) -> None:
    """Whichever field, whatever stands there now."""
    entries = chain("a", "b", "c", "d")
    changed = attrs.evolve(entries[position - 1], **{field: value})
    assume(changed != entries[position - 1])
    entries[position - 1] = changed

    found = first_break(entries)

    assert found is not None
    assert found.position == position


@pytest.mark.parametrize("value", [None, 7, b"bytes"])
@pytest.mark.parametrize("field", ["chronology", "id", "recorded", "body", "digest", "hash"])
def test_what_is_no_text_is_a_break(field: str, value: object) -> None:
    """A file that was tampered with may hold anything."""
    entries = chain("a", "b")
    entries[1] = attrs.evolve(entries[1], **{field: value})

    assert first_break(entries) == Break(2, "it has a value that is no text")


@given(st.permutations(range(4)), st.integers(0, 4))
def test_the_first_place_that_lacks_its_entry_is_named(order: list[int], kept: int) -> None:
    """Of any entries in any order, the break is where the right one is missing."""
    entries = chain("a", "b", "c", "d")
    found = first_break([entries[place] for place in order[:kept]])
    right = next((n for n in range(kept) if order[n] != n), None)

    assert (found.position if found else None) == (None if right is None else right + 1)


def test_a_gap_is_found_though_the_hashes_follow() -> None:
    """A chain that was made with a position left out is none of ours."""
    first = chain("a")[0]
    third = sealed(Head(2, first.hash), "test", "c", MOMENT, body("c"))

    assert first_break([first, third]) == Break(2, "missing: the next entry stands at 3")


def test_what_is_recorded_before_its_predecessor_is_a_break() -> None:
    """A chain that was made with a clock going backwards is none of ours."""
    first = sealed(Head(0, FIRST), "test", "a", LATER, body("a"))
    second = sealed(Head(1, first.hash), "test", "b", MOMENT, body("b"))

    assert first_break([first, second]) == Break(2, "recorded before the entry that precedes it")


def test_a_head_kept_elsewhere_must_be_reached() -> None:
    """A cut-off end shows at the position after the last."""
    entries = chain("a", "b", "c")

    assert first_break(entries, entries[2].hash) is None
    assert first_break(entries[:2], entries[1].hash) is None
    found = first_break(entries[:2], entries[2].hash)
    assert found is not None
    assert (found.position, entries[2].hash in found.reason) == (3, True)


def test_the_head_may_be_shortened() -> None:
    """As it is shown to people, by its first letters."""
    entries = chain("a", "b")

    assert first_break(entries, entries[1].hash[:8]) is None


def test_no_head_was_expected_of_an_empty_log() -> None:
    """The empty hash is the head of nothing, and every log once had it."""
    assert first_break([], FIRST) is None
    assert first_break(chain("a"), FIRST) is None
    assert first_break([], "ab") == Break(
        1, "the log does not reach the head ab: its end is missing"
    )


def test_an_entry_without_by_after_one_with_it_is_a_break() -> None:
    """From the first on that says by whom it was appended, each says so."""
    first = sealed(Head(0, FIRST), "test", "a", MOMENT, body("a"))
    second = sealed(Head(1, first.hash), "test", "b", MOMENT, body("b"), by='{"who":"ada"}')
    third = sealed(Head(2, second.hash), "test", "c", MOMENT, body("c"))

    assert first_break([first, second]) is None
    reason = "it does not say who appended it, as the entry before it does"
    assert first_break([first, second, third]) == Break(3, reason)
