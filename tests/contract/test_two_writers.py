"""A writer goes on after another one with what it knows, and with what that one has changed."""

from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import pytest

from chrono.faults import Refused
from chrono.log.appending.preparation import Preparation
from chrono.log.creation import create_log
from chrono.log.sqlite import SqliteLog
from tests.building import declaration, drafts, event, source
from tests.contract.test_log import retraction

CHAIR = {"set": "club/chair", "value": "Ada"}
MEMBER = {"add": "club/chair", "value": "Bo"}

Two = tuple[SqliteLog, SqliteLog]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    """Open a log twice, for writers that have both appended to it already."""
    path = tmp_path / "desk.db"
    create_log(path, drafts(declaration()))
    with SqliteLog(path, write=True) as one, SqliteLog(path, write=True) as other:
        one.append(drafts(event("a", "2024", CHAIR)))
        other.append(drafts(event("b", "2024", {"set": "club/door", "value": "red"})))
        one.append(drafts(event("c", "2024")))
        yield one, other
        assert one.first_break() is None
        assert [entry.position for entry in one.entries()] == list(range(1, one.head().entries + 1))


def test_what_the_other_has_withdrawn_does_not_stand(two: Two) -> None:
    """Though this one knows it from before."""
    one, other = two
    other.append(drafts(retraction("r", "a")))

    with pytest.raises(Refused, match="a does not stand: r withdrew it"):
        one.append(drafts(retraction("s", "a")))
    assert one.append(drafts(event("set", "2024", MEMBER))).positions == (6,)


def test_after_another_a_new_event_is_taken_at_once(two: Two) -> None:
    """What the other has done to what this one knows is asked, and nothing is judged anew."""
    one, other = two
    other.append(drafts(event("d", "2024", CHAIR)))

    with mock.patch.object(Preparation, "_judged") as judged:
        done = one.append(drafts(event("e", "2024", CHAIR)))

    judged.assert_not_called()
    assert done.positions == (6,)


def test_the_sort_of_a_key_is_that_of_what_stands(two: Two) -> None:
    """What the other says of it in the meantime counts."""
    one, other = two
    other.append(drafts(event("d", "2024", {"set": "club/seat", "value": 1})))

    with pytest.raises(Refused, match="club/seat holds a single value, as d says"):
        one.append(drafts(event("e", "2024", MEMBER | {"add": "club/seat"})))
    other.append(drafts(retraction("r", "d")))
    one.append(drafts(event("e", "2024", MEMBER | {"add": "club/seat"})))


def test_what_the_other_declares_counts(two: Two) -> None:
    """Keys that are not declared any more are refused."""
    one, other = two
    again = declaration(keys={"club/chair": {"title": "the chair"}}) | {"id": "chronology~2"}
    other.append(drafts(again))

    with pytest.raises(Refused, match="declares no key club/door"):
        one.append(drafts(event("d", "2024", {"set": "club/door", "value": "blue"})))
    one.append(drafts(event("d", "2024", CHAIR)))


def test_a_key_is_no_more_of_the_sort_that_this_one_knows(two: Two) -> None:
    """Once the other has withdrawn what said so, and said something else."""
    one, other = two
    other.append(drafts(retraction("r", "a")))
    other.append(drafts(event("set", "2024", MEMBER)))

    with pytest.raises(Refused, match="club/chair holds a set of members, as set says"):
        one.append(drafts(event("d", "2024", CHAIR)))


def test_a_key_that_this_one_uses_is_no_more_declared(two: Two) -> None:
    """Where the other declares others."""
    one, other = two
    again = declaration(keys={"club/door": {"title": "the door"}}) | {"id": "chronology~2"}
    other.append(drafts(again))

    with pytest.raises(Refused, match="declares no key club/chair"):
        one.append(drafts(event("d", "2024", CHAIR)))


def test_keys_that_both_use_first_get_numbers_of_their_own(two: Two) -> None:
    """In the order in which they came."""
    one, other = two
    for number in range(4):
        for log, name in ((one, "x"), (other, "y")):
            claims = {"set": f"club/{name}{number}", "value": number}
            log.append(drafts(event(f"{name}{number}", "2024", claims)))

    index = one.index("test")
    assert index is not None
    assert [key for _, key in sorted(index.keys(["club/x*", "club/y*"]))] == [
        f"club/{name}{number}" for number in range(4) for name in "xy"]  # fmt: skip


def rebuilt(other: SqliteLog) -> None:
    """Let the other make the index anew."""
    other.rebuild_index()


def without_index(other: SqliteLog) -> None:
    """Let the other append as an earlier release does, which knows of no index."""
    with mock.patch("chrono.log.appending.insertion.extend", return_value=None):
        other.append(drafts(event("old", "2024", {"set": "club/roof", "value": "flat"})))


def much(other: SqliteLog) -> None:
    """Let the other append events, and withdraw each."""
    for number in range(3):
        other.append(
            drafts(
                event(f"many-{number}", "2024", CHAIR), retraction(f"r-{number}", f"many-{number}")
            )
        )


@pytest.mark.parametrize("act", [rebuilt, without_index, much])
@pytest.mark.parametrize("remembered", [0, 100])
def test_a_writer_goes_on_whatever_the_other_does(
    two: Two, monkeypatch: pytest.MonkeyPatch, act: Callable[[SqliteLog], None], remembered: int
) -> None:
    """With an index that is whole in the end, whether it remembers what it knew or not."""
    monkeypatch.setattr("chrono.log.appending.preparation._MOST", remembered)
    one, other = two
    act(other)
    one.append(drafts(retraction("s", "a"), event("d", "2024", {"set": "club/new", "value": 1})))
    other.append(drafts(event("e", "2024", MEMBER, sources=[source("2024")])))

    assert one.index("test") is not None


def test_what_others_append_is_not_read_for_an_append(two: Two) -> None:
    """However much it is: the index names what changes what a writer knows, and no more."""
    one, other = two

    def asked_after(count: int) -> int:
        for number in range(count):
            other.append(drafts(event(f"of-{count}-{number}", "2024", CHAIR)))
        asked: list[str] = []
        one._opened.set_trace_callback(asked.append)  # noqa: SLF001  it counts what is asked
        one.append(drafts(event(f"own-{count}", "2024", CHAIR)))
        one._opened.set_trace_callback(None)  # noqa: SLF001
        return sum("SELECT" in statement for statement in asked)

    assert asked_after(1) == asked_after(150)
