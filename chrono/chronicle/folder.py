"""A chronology's folder: ``chronology.yaml``, ``sources.yaml``, and its events by year."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from chrono.chronicle import jsonl, restricted_yaml
from chrono.chronicle.items import Item, Place, read_text
from chrono.errors import Fault
from chrono.events.entries import DECLARATION

_OVERLAY: Final = ("id", "basis", "pinpoint", "via", "origin")
"""What an event may say of a source that stands in ``sources.yaml``."""


@attrs.frozen
class Written:
    """Everything that a path holds.

    Attributes:
        items: Events and acts in the order of the text; first the declaration, if there is one.
        faults: What is wrong with the files.
        chronology: The name that a folder gives; None for a lone file.
    """

    items: tuple[Item, ...]
    faults: tuple[Fault, ...]
    chronology: str | None = None


def read(path: Path) -> Written:
    """Read a folder, a ``.yaml`` or a ``.jsonl``, with all faults at once.

    A path that is not there, or is nothing of these, is a fault.
    """
    if path.is_dir():
        return _folder(path)
    if path.suffix == ".jsonl":
        items, faults = jsonl.read(path)
        return Written(tuple(items), tuple(faults))
    if path.suffix in (".yaml", ".yml"):
        beside = path.with_name("sources.yaml")
        sources, faults = _sources(beside) if beside.exists() else ({}, [])
        items, more = _events(path, sources)
        return Written(tuple(items), (*faults, *more))
    what = "name a folder, a .yaml or a .jsonl"
    reason = what if path.exists() else f"no such file; {what}"
    return Written((), (Fault(str(path), "", reason),))


def _folder(path: Path) -> Written:
    declared = path / "chronology.yaml"
    if not declared.exists():
        reason = "has no chronology.yaml; it says title and zone, as zone: America/Los_Angeles"
        return Written((), (Fault(str(path), "", reason),))
    declaration, faults = _declaration(declared, path.resolve().name)
    items = list(declaration)
    sources: Mapping[str, Any] = {}
    if (path / "sources.yaml").exists():
        sources, more = _sources(path / "sources.yaml")
        faults.extend(more)
    for year in sorted(path.glob("*.yaml")):
        if year.name not in ("chronology.yaml", "sources.yaml"):
            found, more = _events(year, sources)
            items.extend(found)
            faults.extend(more)
    return Written(tuple(items), tuple(faults), path.resolve().name)


def _declaration(path: Path, name: str) -> tuple[list[Item], list[Fault]]:
    read = _yaml(path)
    if read.faults:
        return [], list(read.faults)
    written = {"chronology": name, "id": DECLARATION, "kind": DECLARATION, "data": read.value}
    lines: dict[Place, int] = {("data", *place): line for place, line in read.lines.items()}
    return [Item(written, path.name, 1, lines, text=True)], []


def _sources(path: Path) -> tuple[Mapping[str, Any], list[Fault]]:
    """Read the sources by id; each URL stands once."""
    read = _yaml(path)
    if read.faults:
        return {}, list(read.faults)
    if not isinstance(read.value, dict):
        return {}, [Fault(f"{path.name}:1", "", "a map from ids to sources, as openai-2023-11-17:")]
    faults: list[Fault] = []
    urls: dict[str, str] = {}
    for name, source in read.value.items():
        where = f"{path.name}:{read.lines[(name,)]}"
        if not isinstance(source, dict):
            faults.append(
                Fault(where, name, "a map of fields, as publisher, basis, url, published")
            )
            continue
        first = urls.setdefault(str(source.get("url", name)), name)
        if first != name:
            faults.append(Fault(where, f"{name}.url", f"stands under {first} already; cite that"))
    return read.value, faults


def _events(path: Path, sources: Mapping[str, Any]) -> tuple[list[Item], list[Fault]]:
    read = _yaml(path)
    if read.faults:
        return [], list(read.faults)
    if read.value is None:
        return [], []
    if not isinstance(read.value, list):
        return [], [Fault(f"{path.name}:1", "", "a list of events, each starting with - id:")]
    items: list[Item] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for number, written in enumerate(read.value):
        lines = _below(read.lines, number)
        item = Item(written, path.name, read.lines[(number,)], lines, text=True)
        given = written.get("id") if isinstance(written, dict) else None
        if isinstance(given, str) and seen.setdefault(given, item.line) != item.line:
            faults.append(item.fault(f"{given} stands on line {seen[given]} already", "id"))
        items.append(_with_sources(item, sources, faults))
    return items, faults


def _below(lines: Mapping[Place, int], number: int) -> dict[Place, int]:
    return {place[1:]: line for place, line in lines.items() if place and place[0] == number}


def _with_sources(item: Item, sources: Mapping[str, Any], faults: list[Fault]) -> Item:
    """Put the sources that an item cites by id in their place, also within a correction."""
    if not isinstance(item.written, dict):
        return item
    written = dict(item.written)
    if isinstance(written.get("sources"), list):
        written["sources"] = list(_cited(item, ("sources",), written["sources"], sources, faults))
    event = written.get("event")
    if isinstance(event, dict) and isinstance(event.get("sources"), list):
        place = ("event", "sources")
        written["event"] = {
            **event,
            "sources": list(_cited(item, place, event["sources"], sources, faults)),
        }
    return attrs.evolve(item, written=written)


def _cited(
    item: Item, place: Place, cited: list[Any], sources: Mapping[str, Any], faults: list[Fault]
) -> Iterable[Any]:
    for number, one in enumerate(cited):
        here = (*place, number)
        if isinstance(one, dict) and "id" not in one:
            yield one
            continue
        over = one if isinstance(one, dict) else {"id": one}
        name = over["id"]
        if not isinstance(name, str) or name not in sources:
            faults.append(item.fault(f"no source {ascii(name)[:60]} in sources.yaml", *here))
        for field in sorted(over.keys() - set(_OVERLAY)):
            reason = f"say it in sources.yaml; here only {', '.join(_OVERLAY)}"
            faults.append(item.fault(reason, *here, field))
        found = sources.get(name, {}) if isinstance(name, str) else {}
        if isinstance(found, dict):
            yield {**found, **{field: value for field, value in over.items() if field != "id"}}


def _yaml(path: Path) -> restricted_yaml.Read:
    text, faults = read_text(path)
    return (
        restricted_yaml.Read(None, {}, faults) if faults else restricted_yaml.read(text, path.name)
    )
