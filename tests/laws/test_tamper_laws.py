"""Law 18: whatever is done to stored entries of any log, the first bad position is named."""

from collections.abc import Sequence

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from chrono.codec.codec import Codec
from chrono.errors import ChronoError
from chrono.events.entries import Entry
from chrono.kinds.catalogue import KINDS
from chrono.log.chain import first_break
from chrono.log.memory import MemoryLog
from chrono.values.clocks import Instant
from tests.building import NOW, declaration
from tests.strategies import Rows, examples, logs

LOGS = logs(size=(1, 6))
FIELDS = ("chronology", "id", "recorded", "body", "digest", "hash")
PLACES = st.integers(0, 20)


def entries_of(written: Rows) -> list[Entry]:
    """Append what was written, in transactions of one."""
    ticks = iter(range(10**6))
    log = MemoryLog(clock=lambda: Instant(NOW + next(ticks)))
    codec = Codec("test", KINDS)
    for one in (declaration(), *written):
        draft, _ = codec.draft(one, "test")
        assert draft is not None
        try:
            log.append([draft])
        except ChronoError:
            continue
    return list(log.entries())


def bad_position(entries: Sequence[Entry], head: str | None = None) -> int | None:
    """Name the first bad position, if there is one."""
    found = first_break(entries, head)
    return None if found is None else found.position


@examples(60)
@given(LOGS)
def test_what_was_appended_has_no_break(written: Rows) -> None:
    """Nor has any beginning of it, under the head that it had."""
    entries = entries_of(written)
    for upto in range(1, len(entries) + 1):
        assert bad_position(entries[:upto], entries[upto - 1].hash) is None


@examples(100)
@given(LOGS, PLACES, st.sampled_from(FIELDS), PLACES, st.characters(codec="utf-8"))
def test_any_character_that_is_changed_is_found(
    written: Rows, number: int, field: str, place: int, other: str
) -> None:
    """In whatever field of whatever entry; its position is the first bad one."""
    entries = entries_of(written)
    number %= len(entries)
    text = getattr(entries[number], field)
    place %= len(text)
    assume(text[place] != other)
    changed = text[:place] + other + text[place + 1 :]
    entries[number] = attrs.evolve(entries[number], **{field: changed})
    assert bad_position(entries) == number + 1


@examples(100)
@given(LOGS, PLACES)
def test_an_entry_that_was_removed_is_found(written: Rows, number: int) -> None:
    """Its own position is bad; of the last, where a head was kept elsewhere."""
    entries = entries_of(written)
    head = entries[-1].hash
    number %= len(entries)
    del entries[number]
    assert bad_position(entries, head) == number + 1
    assert (bad_position(entries) is None) == (number == len(entries))


@examples(100)
@given(LOGS, PLACES, PLACES)
def test_an_entry_that_was_inserted_is_found(written: Rows, number: int, place: int) -> None:
    """A copy of any entry, at any place, even under the position that belongs there."""
    entries = entries_of(written)
    copied = entries[number % len(entries)]
    place %= len(entries) + 1
    assume(copied.position != place + 1)
    head = entries[-1].hash
    moved = attrs.evolve(copied, position=place + 1)
    for inserted in (copied, moved):
        tampered = [*entries[:place], inserted, *entries[place:]]
        assert bad_position(tampered, head) == place + 1


@examples(100)
@given(LOGS, PLACES, PLACES)
def test_two_entries_that_changed_places_are_found(written: Rows, one: int, other: int) -> None:
    """The lower of the two is the first bad position, also under each other's numbers."""
    entries = entries_of(written)
    one, other = sorted((one % len(entries), other % len(entries)))
    assume(one != other)
    entries[one], entries[other] = entries[other], entries[one]
    assert bad_position(entries) == one + 1
    for place in (one, other):
        entries[place] = attrs.evolve(entries[place], position=place + 1)
    assert bad_position(entries) == one + 1
