"""The folder form, as an export writes it: it is read again as the log that it came from."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from chrono.cli.workflows.folder_export import export_folder
from chrono.events.entries import Entry
from chrono.exports.folder import OTHERS
from chrono.exports.yaml_text import yaml_text
from chrono.ingest import restricted_yaml
from chrono.ingest.beginning import begun
from chrono.kinds.catalogue import KINDS
from chrono.log.bundled import bundled, names
from chrono.log.memory import MemoryLog
from chrono.values.canonical import canonical
from chrono.values.clocks import Instant
from tests.building import NOW, event, log_of, source

STRANGE = (
    event("formula", "2024-01-01", headline="=1+1", note="-5% by one account\n@home, 'tis said"),
    event("spaces", "2025-33", headline=" a  headline ", note="Zoë \u202e 東京"),
    event("values", "2024-01-01T00:00:00Z", {"set": "a/b", "value": {"n": 1, "of": ["2", None]}},
          {"end": "a/c"}),
    event("sources", "1911-12", sources=[
        source("2024-01-05", "filed", publisher="Ann, Bob; Co", via="Wire"),
        {"publisher": "Wire", "basis": "rumoured", "url": "https://a.example/?u=x,https://b.example"},
        *(source(f"20{number}", publisher=f"Paper {number}") for number in range(10, 40)),
    ]),
)  # fmt: skip


def through_folder(entries: Sequence[Entry], folder: Path) -> MemoryLog:
    """Export a log as a folder, and make a log of that."""
    path = folder / entries[0].chronology
    export_folder(path, entries)
    log = MemoryLog(clock=lambda: Instant(NOW))
    log.append(begun(path, KINDS)[0])
    return log


def told(log: MemoryLog) -> list[str]:
    """List what entries say and claim, but for how they came into the log."""
    bodies = [{**entry.content} for entry in log.entries()]
    for body in bodies:
        derived = dict(body.pop("derived", {}))
        body["derived"] = {n: derived[n] for n in derived if n not in ("merged", "old")}
    return sorted(map(canonical, bodies))


@pytest.mark.no_cover  # long logs
@pytest.mark.parametrize("name", names())
def test_a_bundled_chronology_comes_back_from_a_folder(name: str, tmp_path: Path) -> None:
    """Every event and act, so every answer; all of it is text."""
    log = MemoryLog(bundled(name).entries())

    assert told(through_folder(log.entries(), tmp_path)) == told(log)
    assert not (tmp_path / name / OTHERS).exists()


def test_what_is_not_text_stands_in_a_file_of_its_own(tmp_path: Path) -> None:
    """Values that are no texts, and names that an alias would change now, with the acts on both."""
    act = {"id": "act", "kind": "retraction", "retracts": "values", "reason": "no\nline: #1"}
    log = log_of(*STRANGE, act, aliases={"Wire": "Agency"})
    again = through_folder(log.entries(), tmp_path)
    lines = (tmp_path / "test" / OTHERS).read_text("utf-8").splitlines()

    assert told(again) == told(log)
    assert [json.loads(line)["id"] for line in lines] == ["values", "sources", "act"]
    assert "\u202e" not in (tmp_path / "test" / "2025.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    ["a: b", "a #b", "- a", "[a]", "{a: b}", "yes", "2024-01-01", "'", '"', " a ", "a:", "#", "&a",
     "*a", "!a", "|", ">", "%a", "@a", "`a", "", "?", "~", "a, b", "a\nb", "\u202e", "long " * 60],
)  # fmt: skip
def test_text_that_yaml_has_a_meaning_for_is_read_again_as_it_was(text: str) -> None:
    """As a scalar, as a name, in a list and in a map on one line."""
    value = [{"note": text, "data": {text or "x": [text, "b"]}, "of": [text]}, text]

    assert restricted_yaml.read(yaml_text(value), "file").value == value
