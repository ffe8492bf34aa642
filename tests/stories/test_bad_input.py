"""Bad input: one clear line a fault, and a log that is left alone."""

import functools
import json
import re
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chrono.cli import main
from tests.stories.bad_events import (
    BAD_EVENTS,
    BAD_LINES,
    BAD_YAML,
    SOURCE,
    act,
    claims,
    correction,
    event,
    lines,
)
from tests.stories.command import CHRONO, RAW, complaints, contents, desk, done, process, run

Refused = Callable[[str, bytes], list[str]]
"""Imports a file, which must be refused and leave the log as it was; gives the complaints."""


@pytest.fixture
def refused(tmp_path: Path) -> Refused:
    """Import a file upon a log of its own."""
    return functools.partial(_refused, tmp_path)


def _refused(folder: Path, name: str, raw: bytes) -> list[str]:
    log = desk(folder)
    before, dumped = log.read_bytes(), contents(log)
    (folder / name).write_bytes(raw)
    found = run(folder, "import", name)

    assert found.returncode == 2, found.stderr.decode()
    assert found.stdout == b""
    assert log.read_bytes() == before
    assert contents(log) == dumped
    assert sorted(path.name for path in folder.iterdir()) == sorted(["chrono.db", name])
    return complaints(found)


@pytest.mark.parametrize(("written", "field", "words"), BAD_EVENTS.values(), ids=BAD_EVENTS)
def test_a_bad_event_is_refused_in_one_line(
    refused: Refused, written: Any, field: str, words: str
) -> None:
    """Its place and field, the value, the reason and what would be right; nothing is written."""
    (message,) = refused("bad.jsonl", lines(written))

    assert message.startswith(f"bad.jsonl:1: {field}: " if field else "bad.jsonl:1: ")
    assert words in message
    assert len(message) < 400


NOT_ALIKE = {"chronology that is not there", "id of another event", "another zone"}
"""What import may bring in as a change, or elsewhere, and add may not."""


@pytest.mark.parametrize("bad", BAD_EVENTS)
def test_add_refuses_a_bad_event_as_import_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, bad: str
) -> None:
    """From a file it says the same of it, exits 2 and writes nothing."""
    written, field, words = BAD_EVENTS[bad]
    log = desk(tmp_path)
    before = contents(log)
    monkeypatch.chdir(tmp_path)
    Path("bad.jsonl").write_bytes(lines(written))

    code = main.run(["add", "--from-file", "bad.jsonl", "-f", str(log), "--yes", "--new-key"])
    told = capsys.readouterr()

    assert (code, told.out) == (2, "")
    assert told.err.startswith("error: bad.jsonl:1: ")
    assert bad in NOT_ALIKE or (words in told.err and f": {field}" in told.err)
    assert contents(log) == before


@pytest.mark.parametrize(("raw", "line", "words"), BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_file_of_jsonl_is_refused_by_its_lines(
    refused: Refused, raw: bytes, line: int, words: str
) -> None:
    """The line is named, whatever the bytes are; nothing is written."""
    message = refused("bad.jsonl", raw)

    assert message[0].startswith(f"bad.jsonl:{line}: ")
    assert words in message[0]
    assert len(message) <= 1000


@pytest.mark.parametrize(("raw", "line", "words"), BAD_YAML.values(), ids=BAD_YAML)
def test_a_bad_file_of_yaml_is_refused_by_its_lines(
    refused: Refused, raw: bytes, line: int, words: str
) -> None:
    """The line is named, whatever the bytes are; nothing is written, nothing is run."""
    message = refused("bad.yaml", raw)

    assert message[0].startswith(f"bad.yaml:{line}: ")
    assert words in message[0]
    assert len(message) <= 101


def test_every_bad_event_of_a_file_is_told_at_once(refused: Refused) -> None:
    """Whoever mends a file sees all that is to be mended, not the first fault again and again."""
    bad = [(written, field) for written, field, _ in BAD_EVENTS.values() if field == "occurred"]
    message = refused("bad.jsonl", lines(*(written for written, _ in bad)))

    assert [one.partition(": ")[0] for one in message] == [
        f"bad.jsonl:{number}" for number in range(1, len(bad) + 1)
    ]


@pytest.mark.parametrize("name", ["bad.jsonl", "bad.yaml"])
@pytest.mark.parametrize("raw", [b"", b"\n \n", b"\xef\xbb\xbf"], ids=["empty", "blank", "mark"])
def test_a_file_without_events_appends_nothing(tmp_path: Path, name: str, raw: bytes) -> None:
    """Nothing to do is no fault: exit 0, and the log as it was."""
    log = desk(tmp_path)
    before = contents(log)
    (tmp_path / name).write_bytes(raw)

    assert done(tmp_path, "import", name).startswith("Appended 0 events · ")
    assert contents(log) == before


def test_a_folder_without_its_declaration_is_one_line(tmp_path: Path) -> None:
    """It says which file is missing and what that file says."""
    desk(tmp_path)
    (tmp_path / "affair").mkdir()
    (tmp_path / "affair" / "2023.yaml").write_bytes(b"[]\n")
    (message,) = complaints(run(tmp_path, "import", "affair"))

    assert message.startswith("affair: has no chronology.yaml; it says title and zone, as ")


# Memory and time


MEASURE = """
import os, subprocess, sys
with open("said", "wb") as said:
    process = subprocess.Popen(sys.argv[1:], stderr=said, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
print(os.waitstatus_to_exitcode(status), used.ru_maxrss, used.ru_utime + used.ru_stime)
"""
"""Run by a small process of its own: a child's peak counts what it was forked from."""


def measured(folder: Path, name: str) -> tuple[int, float, float]:
    """Import a file; return the exit code, the peak of memory in MB, and the seconds it worked."""
    found = process(folder, "import", name, program=(sys.executable, "-c", MEASURE, CHRONO))
    code, peak, seconds = found.stdout.split()
    return int(code), int(peak) / 1024, float(seconds)


def write_large(path: Path, head: bytes, part: bytes, times: int, tail: bytes) -> None:
    """Write a file of many equal parts."""
    with path.open("wb") as file:
        file.write(head)
        for _ in range(times):
            file.write(part)
        file.write(tail)


_MILLION = b"x" * 1_000_000
LARGE: dict[str, tuple[str, bytes, bytes, int, bytes, str]] = {
    "line of 50 MB": ("a.jsonl", b"", _MILLION, 50, b"\n", "longer than 1 MiB"),
    "string of 50 MB": ("a.jsonl", b'{"id": "', _MILLION, 50, b'"}\n', "longer than 1 MiB"),
    "lists in each other, 50 MB": ("a.jsonl", b"", b"[" * 1_000_000, 50, b"\n", "longer than"),
    "10,000 lists": ("a.jsonl", b"", b"[" * 10_000, 1, b"", "nested more than 64 deep"),
    "10,000 maps in YAML": ("a.yaml", b"", b"{a: " * 10_000, 1, b"", "nested more than 64 deep"),
    "YAML of 90 MB": ("a.yaml", b"", b"- " + _MILLION + b"\n", 90, b"", "more than 64 MiB"),
    "YAML of many lists": ("a.yaml", b"- [", b"[]," * 10_000, 1000, b"]", "300000 values"),
    "YAML of many aliases": ("a.yaml", b"- [", b"*a," * 10_000, 1000, b"]", "after 100 faults"),
    "sources without anything": (
        "a.jsonl", b'{"id":"a","kind":"development","sources":[', b"{}," * 1000, 330, b"{}]}\n",
        "sources[99]",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "head", "part", "times", "tail", "words"), LARGE.values(), ids=LARGE
)
def test_a_hostile_file_takes_bounded_memory_and_time(  # noqa: PLR0913, PLR0917  the parts of a large file
    tmp_path: Path, name: str, head: bytes, part: bytes, times: int, tail: bytes, words: str
) -> None:
    """Less than 200 MB and 20 seconds of the processor, and a message; nothing is written."""
    log = desk(tmp_path)
    before = log.read_bytes()
    write_large(tmp_path / name, head, part, times, tail)
    code, peak, seconds = measured(tmp_path, name)
    message = (tmp_path / "said").read_text("utf-8")

    assert code == 2, message
    assert words in message
    assert "Traceback" not in message
    assert peak < 200
    assert seconds < 20
    assert log.read_bytes() == before


def test_the_measure_of_memory_measures(tmp_path: Path) -> None:
    """What a process takes is seen, so the bounds above mean something."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    desk(tmp_path)
    (tmp_path / "a.jsonl").write_bytes(b"")
    _, peak, _ = measured(tmp_path, "a.jsonl")

    assert 5 < peak < 200
    assert used > 5


# Control characters


EVIL = "a\x1b[31m\x1b]0;title\x07\x9b31m\r\x7f\u202eb\u2066c\u2069\u200fd\u061ce\u2028\ufeff"
BEFORE = "2020-01-01T00:00:00.000000Z"
"""When an earlier release recorded what none takes today."""

HOSTILE = [
    claims(
        {"set": "term/text", "value": EVIL},
        {"set": "term/map", "value": {EVIL: EVIL, "person": EVIL}},
        {"add": "board/hostile", "value": EVIL},
        {"announce": "term/next", "value": EVIL},
        given="evil", headline=EVIL.replace("\u2028", "").replace("\r", ""), note=EVIL,
        sources=[
            {**SOURCE, "publisher": EVIL, "title": EVIL, "pinpoint": EVIL, "origin": EVIL,
             "via": EVIL, "url": EVIL},
        ],
    ),
    claims({"set": "term/text", "value": "sound"}, given="rival", contests=["evil"]),
    {**correction("two", headline="Again"), "id": "evil-correction", "reason": EVIL},
    {**act("retraction", retracts="seats", reason=EVIL), "id": "evil-retraction"},
]  # fmt: skip

READING = [
    ["state", "2023-12-01"],
    ["disputes", "2023-12-01"],
    ["why", "term/text", "2023-12-01"],
    ["why", "term/map", "2023-12-01"],
    ["why", "board/hostile", "2023-12-01"],
    ["log"],
    ["show", "evil"],
    ["show", "evil-correction"],
    ["check"],
]


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with a log whose every text is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    desk(folder)
    taken = [{**one, "recorded": BEFORE} for one in HOSTILE]
    (folder / "hostile.jsonl").write_bytes(lines(*taken))
    done(folder, "import", "hostile.jsonl")
    return folder


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("verb", READING, ids=" ".join)
def test_hostile_text_is_never_sent_raw(hostile: Path, verb: list[str], form: list[str]) -> None:
    """No reading verb sends a control, bidi or invisible character, not even into a pipe."""
    found = run(hostile, *verb, *form)
    message = (found.stdout + found.stderr).decode()

    assert found.returncode in (0, 1)
    assert "u001b" in message or verb[0] == "check"
    assert not RAW.search(message)


def test_hostile_text_is_kept(hostile: Path) -> None:
    """What JSON escapes reads back as the very same text, field by field."""
    shown = json.loads(done(hostile, "show", "evil", "--json"))
    corrected = json.loads(done(hostile, "show", "evil-correction", "--json"))
    told = HOSTILE[0]

    assert shown["headline"] == told["headline"]
    assert shown["note"] == EVIL
    assert shown["sources"][0].items() >= told["sources"][0].items()
    assert shown["data"]["claims"] == told["data"]["claims"]
    assert corrected["reason"] == EVIL


ASKED = {
    "state": ["state", EVIL],
    "key": ["state", f"a/{EVIL}"],
    "key that is none": ["state", "a/b", "--json", "--known", EVIL],
    "recorded": ["state", "--recorded", EVIL],
    "basis": ["state", "--basis", EVIL],
    "without": ["state", "--without", f"{EVIL} else"],
    "show": ["show", EVIL],
    "why": ["why", f"a/{EVIL}"],
    "chronology": ["log", "-c", EVIL],
    "file": ["log", "-f", EVIL],
    "import": ["import", EVIL],
    "import of a file": ["import", f"{EVIL}.jsonl"],
    "check of a file": ["check", EVIL],
    "head": ["check", "--head", EVIL],
    "from": ["init", "other.db", "--from", EVIL],
    "zone": ["init", "other.db", "--zone", EVIL],
    "name": ["init", "other.db", "--name", EVIL],
    "verb": [EVIL],
    "flag": ["state", f"--{EVIL}"],
    "bytes that are no UTF-8": ["show", b"\xff\xfe"],
}


@pytest.mark.parametrize("arguments", ASKED.values(), ids=ASKED)
def test_a_hostile_argument_is_quoted_safely(hostile: Path, arguments: list[Any]) -> None:
    """A message that names a bad value shows it as escapes; there is no traceback."""
    found = run(hostile, *arguments)
    message = (found.stdout + found.stderr).decode()

    assert "Traceback" not in message
    assert not RAW.search(message)
    assert found.returncode == 2


def test_a_hostile_name_of_a_folder_is_shown_safely(tmp_path: Path) -> None:
    """The places that check and init name are files, and files may be called anything."""
    folder = tmp_path / "a\x1b[31m\u202eb"
    folder.mkdir()
    (folder / "chronology.yaml").write_bytes(b"title: T\nzone: UTC\n")
    told = json.dumps([event(data={}), event("other", data={})])
    (folder / "2023.yaml").write_text(told, "utf-8")
    for arguments in (["check", folder], ["init", f"{folder.name}.db", "--name", "x"]):
        found = run(tmp_path, *arguments)
        message = (found.stdout + found.stderr).decode()

        assert not RAW.search(message), arguments
        assert not re.search("Traceback", message), arguments
