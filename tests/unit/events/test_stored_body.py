"""What a reader takes for granted of a stored body is asked first."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from chrono.events.entries import Entry
from chrono.events.history import History
from chrono.events.stored_body import UnreadableEntry
from chrono.kinds.catalogue import KINDS
from chrono.log.creation import create_log
from chrono.log.sqlite import SqliteLog
from chrono.queries.rebuild import rebuild
from tests.building import declaration, drafts, event
from tests.crafted import BAD_BY, READABLE, craft, crafted

UNREADABLE = {
    what: made
    for what, made in crafted().items()
    if what not in READABLE | BAD_BY
}  # fmt: skip

DEEP = {"an unknown field 900 deep"}
"""What a rebuild refuses, as it looks at all fields, and a history passes over."""


def read(path: Path) -> None:
    """Read every chronology of a log."""
    with SqliteLog(path) as log:
        entries = log.entries()
    for name in dict.fromkeys(entry.chronology for entry in entries):
        History.of(name, [entry for entry in entries if entry.chronology == name])


@pytest.mark.parametrize("what", UNREADABLE)
def test_an_entry_that_no_append_has_written_is_told_by_its_position(
    what: str, tmp_path: Path
) -> None:
    """Whatever is wrong with it, the hashes being right."""
    rows, position = UNREADABLE[what]
    craft(tmp_path / "chrono.db", rows)

    with pytest.raises(UnreadableEntry) as told:
        read(tmp_path / "chrono.db")
    assert told.value.position == position


@pytest.mark.parametrize("what", [each for each in crafted() if each not in DEEP])
def test_a_rebuild_refuses_what_a_history_does(what: str, tmp_path: Path) -> None:
    """In the same words, though it asks the file what an act is about, and remembers none."""
    rows, _ = crafted()[what]
    craft(tmp_path / "chrono.db", rows)
    with SqliteLog(tmp_path / "chrono.db") as log:
        entries = log.entries()
        for name in dict.fromkeys(entry.chronology for entry in entries):
            own = [entry for entry in entries if entry.chronology == name]
            asked = partial(log.named, name)
            assert refusal(lambda: rebuild(name, log.one_by_one(name), KINDS, asked)) == refusal(  # noqa: B023
                lambda: History.of(name, own)  # noqa: B023  called here
            )


def test_a_rebuild_asks_the_file_only_what_acts_name(tmp_path: Path) -> None:
    """So that a long log without acts costs nothing more, and nothing is remembered of it."""
    create_log(
        tmp_path / "chrono.db",
        drafts(
            declaration(),
            event("a", "2024"),
            event("b", "2024"),
            {"id": "no", "kind": "retraction", "retracts": "b", "reason": "wrong"},
        ),
    )
    asked: list[str] = []
    with SqliteLog(tmp_path / "chrono.db") as log:

        def named(name: str) -> Entry | None:
            asked.append(name)
            return log.named("test", name)

        rebuild("test", log.one_by_one(), KINDS, named)

    assert asked == ["b"]


def refusal(answer: Callable[[], object]) -> str:
    """Return why what is called refuses a log; empty where it does not."""
    try:
        answer()
    except UnreadableEntry as error:
        return str(error)
    return ""
