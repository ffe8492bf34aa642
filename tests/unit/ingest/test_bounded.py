"""One bound for every format: what never ends is refused as what is too large."""

import json
import os
import threading
from collections.abc import Iterable
from itertools import repeat
from pathlib import Path

import pytest

from chrono.ingest import bounded
from chrono.ingest.bounded import TooLarge
from chrono.ingest.folder import read
from tests.building import event

FORMATS = (".jsonl", ".yaml", ".csv", "")
"""Suffixes of what is read; a pipe without one holds JSONL."""


@pytest.fixture
def low(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bound what is read to little, so that nothing large need be written."""
    monkeypatch.setattr(bounded, "LARGEST", 100_000)
    monkeypatch.setattr(bounded, "LARGEST_BY_LINE", 100_000)
    monkeypatch.setattr(bounded, "MOST_LINES", 1_000)


def piped(pipe: Path, parts: Iterable[bytes]) -> threading.Thread:
    """Make a pipe and write to it until all is written, or nobody reads on."""
    os.mkfifo(pipe)

    def feed() -> None:
        try:
            with pipe.open("wb", buffering=0) as opened:
                for part in parts:
                    opened.write(part)
        except BrokenPipeError:
            return

    thread = threading.Thread(target=feed)
    thread.start()
    return thread


@pytest.mark.usefixtures("low")
@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("part", [b"\0", b"\n", b"{}\n", b'{"id": "a"}\n'])
def test_a_pipe_that_never_ends_is_refused(tmp_path: Path, suffix: str, part: bytes) -> None:
    """Whether it is one line for ever or many, and whatever it is said to hold."""
    pipe = tmp_path / f"endless{suffix}"
    writing = piped(pipe, repeat(part * 1_000))
    found = read(pipe)
    writing.join()

    assert [str(fault) for fault in found.faults] == [f"{pipe}: {TooLarge()}"]
    assert not found.items


@pytest.mark.usefixtures("low")
@pytest.mark.parametrize("suffix", FORMATS[:3])
def test_a_device_that_never_ends_is_refused(tmp_path: Path, suffix: str) -> None:
    """A link to one has the name of any file."""
    path = tmp_path / f"zeros{suffix}"
    path.symlink_to("/dev/zero")

    assert [str(fault) for fault in read(path).faults] == [f"{path}: {TooLarge()}"]


@pytest.mark.usefixtures("low")
def test_a_folder_has_one_bound_for_all_its_files(tmp_path: Path) -> None:
    """Many small files are as large as a large one."""
    (tmp_path / "chronology.yaml").write_text("title: A\nzone: UTC\n", "utf-8")
    for year in (2021, 2022, 2023):
        (tmp_path / f"{year}.yaml").write_text("#" * 40_000, "utf-8")

    assert [str(fault) for fault in read(tmp_path).faults] == [
        f"{tmp_path / '2023.yaml'}: {TooLarge()}"
    ]


@pytest.mark.parametrize("name", ["events.jsonl", "events"])
def test_a_pipe_that_ends_is_read(tmp_path: Path, name: str) -> None:
    """So bash can import <(command), of which the name is a number."""
    written = event("one", "2024-01")
    writing = piped(tmp_path / name, [json.dumps(written).encode()])
    found = read(tmp_path / name)
    writing.join()

    assert ([item.written for item in found.items], found.faults) == ([written], ())
