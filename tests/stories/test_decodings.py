"""A command reads the log once, and lends what it has decoded to everything that it does."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from chrono.cli.main import run
from chrono.events import entries, stored_body
from chrono.log.sqlite import SqliteLog
from tests.stories.bad_events import event, lines

SOURCE = ("--publisher", "Paper", "--basis", "reported", "--published", "2024-01-05")
NEWS = ("News", "--at", "2024-01-04", "--set", "office/firm/ceo=Ada", *SOURCE)
COMMANDS = {
    "state": ("state",),
    "log": ("log",),
    "log of a key": ("log", "office/firm/ceo"),
    "why": ("why", "office/firm/ceo"),
    "diff": ("diff", "2024-01-01..2024-01-05"),
    "disputes": ("disputes",),
    "export": ("export", "csv", "-o", "account.csv"),
    "check": ("check",),
    "a preview": ("add", *NEWS, "--dry-run"),
    "add": ("add", *NEWS, "--yes"),
    "cite": ("cite", "e2", *SOURCE, "--yes"),
    "import of a text": ("import", "more.jsonl"),
    "import of a log": ("import", "other.db"),
}


@pytest.fixture
def bodies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Stand in a folder with two logs and a text; return the bodies that only the first log has."""
    monkeypatch.chdir(tmp_path)
    claims = [{"set": "office/firm/ceo", "value": "Bob"}]
    for name in ("chrono", "other"):
        text = lines(*(event(f"{name}-{n}", data={"claims": claims}) for n in range(4)))
        (tmp_path / f"{name}.jsonl").write_bytes(text)
        assert run(["init", f"{name}.db", "--name", "affair"]) == 0
        assert run(["import", f"{name}.jsonl", "-f", f"{name}.db"]) == 0
    (tmp_path / "more.jsonl").write_bytes((tmp_path / "chrono.jsonl").read_bytes() + lines(event()))
    with SqliteLog("chrono.db") as log, SqliteLog("other.db") as other:
        return {entry.body for entry in log.entries()} - {e.body for e in other.entries()}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_command_decodes_no_entry_twice(
    bodies: set[str], monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """Neither its body nor the record that is made of it, whatever the command does with them."""
    assert times_decoded(command, bodies, monkeypatch) == 1


def test_a_rebuild_goes_through_the_log_twice_and_keeps_nothing(
    bodies: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once to compute the claims anew, and once for the index: its memory does not grow."""
    assert times_decoded(("rebuild",), bodies, monkeypatch) == 2


def times_decoded(
    command: tuple[str, ...], bodies: set[str], monkeypatch: pytest.MonkeyPatch
) -> int:
    """Run a command; count how often it decodes a body, or makes a record of it, at most."""
    decoded: Counter[str] = Counter()
    records: Counter[str] = Counter()
    decode, read = stored_body._decode, entries.read  # noqa: SLF001  whatever calls it

    def counting_decode(text: str) -> Any:
        decoded[text] += text in bodies
        return decode(text)

    def counting_read(entry: entries.Entry) -> entries.Record:
        records[entry.hash] += entry.body in bodies
        return read(entry)

    monkeypatch.setattr(stored_body, "_decode", counting_decode)
    monkeypatch.setattr(entries, "read", counting_read)
    monkeypatch.setattr(entries, "MANY", 1 << 60)  # however many other tests have read

    assert run(list(command)) in (0, 1)
    return max(*decoded.values(), *records.values())
