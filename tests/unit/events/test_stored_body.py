"""What a reader takes for granted of a stored body is asked first."""

from pathlib import Path

import pytest

from chrono.events.history import History
from chrono.events.stored_body import UnreadableEntry
from chrono.log.sqlite import SqliteLog
from tests.crafted import BAD_BY, READABLE, craft, crafted

UNREADABLE = {
    what: made
    for what, made in crafted().items()
    if what not in READABLE | BAD_BY
}  # fmt: skip


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
