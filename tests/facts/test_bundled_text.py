"""The text that travels with chrono: complete, sourced, and the same as what was built from it."""

import functools
from pathlib import Path
from typing import Any

import pytest

from chrono.events.entries import ACTS, DECLARATION
from chrono.ingest import folder, restricted_yaml
from chrono.ingest.plan import Plan, plan
from chrono.kinds.catalogue import KINDS
from chrono.log import bundled
from chrono.log.memory import MemoryLog

EVENTS = Path(__file__).parents[2] / "events"
FOLDERS = sorted(path.parent for path in EVENTS.glob("*/chronology.yaml"))

pytestmark = pytest.mark.parametrize("path", FOLDERS, ids=lambda path: path.name)


@functools.cache
def planned(path: Path) -> Plan:
    """Read a folder as an import into an empty log does."""
    written = folder.read(path)
    assert written.faults == ()
    return plan(written.items, {}, path.name, KINDS)


def bodies_in(path: Path) -> list[dict[str, Any]]:
    """List the bodies of the developments of a folder."""
    bodies = [dict(draft.body) for draft in planned(path).drafts]
    return [body for body in bodies if body["kind"] not in (*ACTS, DECLARATION)]


def test_the_text_reads_without_a_fault(path: Path) -> None:
    """And the log takes it whole."""
    found = planned(path)

    assert [str(fault) for fault in found.faults] == []
    assert len(MemoryLog().append(found.drafts).new) == len(found.drafts) > 0


def test_every_headline_fits_a_line(path: Path) -> None:
    """It has fewer than 90 characters."""
    assert [body["headline"] for body in bodies_in(path) if len(body["headline"]) >= 90] == []


def test_every_source_is_used(path: Path) -> None:
    """What nobody cites is not listed."""
    text = (path / "sources.yaml").read_text(encoding="utf-8")
    listed = set(restricted_yaml.read(text, "sources.yaml").value)
    cited: set[str] = set()
    for file in path.glob("*.yaml"):
        if file.name not in ("sources.yaml", "chronology.yaml"):
            read = restricted_yaml.read(file.read_text(encoding="utf-8"), file.name)
            for written in read.value or ():
                for holder in (written, written.get("event", {})):
                    for one in holder.get("sources", ()):
                        cited.add(one if isinstance(one, str) else one.get("id", ""))

    assert sorted(listed - cited) == []


def test_every_event_has_a_source_with_publisher_and_date(path: Path) -> None:
    """So each is known from some day on."""
    undated = [
        body["id"]
        for body in bodies_in(path)
        if not any(source["publisher"] and source.get("published") for source in body["sources"])
    ]

    assert undated == []


def test_every_key_that_is_claimed_is_declared_with_a_title(path: Path) -> None:
    """A reader is told in words what a key is about."""
    drafts = planned(path).drafts
    declared = drafts[0].body["data"]["keys"]
    claimed = {claim["key"] for draft in drafts for claim in draft.derived.get("claims", ())}

    assert sorted(key for key in claimed if not declared.get(key, {}).get("title")) == []


def test_the_bundle_is_built_from_the_text_as_it_is_now(path: Path) -> None:
    """The file in the package is what the folder compiles to."""
    built = bundled.FOLDER / f"{path.name}.jsonl"
    compiled = [entry.body for entry in MemoryLog().append(planned(path).drafts).new]

    found = built.read_text(encoding="utf-8") if built.exists() else ""
    assert found.split("\n")[:-1] == compiled, "the text changed: run pip install -e . again"


def test_the_readme_counts_what_the_text_has(path: Path) -> None:
    """The table under How sure one can be agrees with the folders."""
    text = (path / "sources.yaml").read_text(encoding="utf-8")
    sources = list(restricted_yaml.read(text, "sources.yaml").value.values())
    files = [file for file in path.glob("*.yaml") if file.name[:4].isdigit()]
    texts = [(file.read_text(encoding="utf-8"), file.name) for file in files]
    days = [str(source.get("published", "")) for source in sources]
    counted = {
        "events": sum(len(restricted_yaml.read(*one).value or ()) for one in texts),
        "sources": len(sources),
        "of them filed": sum(source["basis"] == "filed" for source in sources),
        "announced": sum(source["basis"] == "announced" for source in sources),
        "reported": sum(source["basis"] == "reported" for source in sources),
        "alleged": sum(source["basis"] == "alleged" for source in sources),
        "that repeat an origin": sum("origin" in source for source in sources),
        "without an address": sum("url" not in source for source in sources),
        "without a day or with a span": sum(day[:1] in ("", "[") for day in days),
    }
    readme = (EVENTS / "README.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in readme.splitlines()]
    names = next(row for row in rows if path.name in row[1:])
    shown = {row[0]: row[names.index(path.name)] for row in rows if len(row) == len(names)}

    assert {name: shown.get(name) for name in counted} == {
        name: str(number) for name, number in counted.items()
    }
