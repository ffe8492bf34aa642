"""A chronology's folder: ``chronology.yaml``, ``sources.yaml``, and its events by year.

What is not text stands in files of JSONL beside them, which are read last.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from chrono.codec.codec import Codec
from chrono.codec.structuring import FieldPath, shown
from chrono.errors import did_you_mean
from chrono.events.entries import DECLARATION
from chrono.events.kinds import Register
from chrono.faults import Fault
from chrono.ingest import jsonl, restricted_yaml
from chrono.ingest.bounded import Bound
from chrono.ingest.items import Item, read_text
from chrono.kinds.catalogue import KINDS

_OVERLAY: Final = ("id", "basis", "pinpoint", "via", "origin")
"""What an event may say of a source that stands in ``sources.yaml``."""

_STAND_IN: Final = {"publisher": "somebody", "basis": "reported", "published": "2023"}
"""Stands in for a source that has a fault already, so that the fault is reported once."""

_YAML: Final = (".yaml", ".yml")
_TABLES: Final = (".csv", ".tsv", ".xlsx", ".json")

_Sources = Mapping[str, Mapping[str, Any]]


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


def read(path: Path, kinds: Register = KINDS) -> Written:
    """Return what a folder, a ``.yaml``, a ``.jsonl`` or a table holds, with every fault in it.

    The columns of a table are fields by their own names, and `kinds` say which of them are dates of
    data. A path that is not there, or is nothing of these, is a fault.
    """
    if path.is_dir():
        return _folder(path)
    if path.suffix == ".jsonl" or _is_pipe(path):
        items, faults = jsonl.read(path)
        return Written(tuple(items), tuple(faults))
    if path.suffix in _YAML and path.exists():
        bound = Bound()
        sources, faults = _sources(path.with_name("sources.yaml"), bound)
        items, more = _events([path], sources, bound)
        return Written(tuple(items), (*faults, *more))
    if is_spreadsheet(path) and path.exists():
        from chrono.ingest.spreadsheet.joined import joined  # noqa: PLC0415  dear, for tables alone
        from chrono.ingest.spreadsheet.rows import table  # noqa: PLC0415

        spreadsheet = table(path, kinds=kinds)
        return Written(joined(spreadsheet.items).rows, spreadsheet.faults)
    what = "name a folder, a .yaml, a .jsonl, a table (.csv, .tsv, .xlsx, .json) or a log"
    reason = what if path.exists() else f"no such file; {what}"
    return Written((), (Fault(str(path), "", reason),))


def _is_pipe(path: Path) -> bool:
    """Return whether a path is a pipe without a suffix, as bash makes one of ``<(command)``."""
    return not path.suffix and (path.is_fifo() or path.is_char_device())


def is_spreadsheet(path: Path) -> bool:
    """Return whether a path names a table; a folder never does."""
    return path.suffix.lower() in _TABLES and not path.is_dir()


def _folder(path: Path) -> Written:
    declared = path / "chronology.yaml"
    if not declared.exists():
        reason = "has no chronology.yaml; it says title and zone, as zone: America/Los_Angeles"
        return Written((), (Fault(str(path), "", reason),))
    name = path.resolve().name
    bound = Bound()
    declaration, faults = _declaration(declared, name, bound)
    sources, more = _sources(path / "sources.yaml", bound)
    others = ("chronology.yaml", "sources.yaml")
    files = sorted(file for file in path.iterdir() if file.suffix in _YAML)
    years = [file for file in files if file.name not in others and file.name[0] != "."]
    items, rest = _events(years, sources, bound)
    for file in sorted(path.glob("[!.]*.jsonl")):
        lines, wrong = jsonl.read(file)
        items += lines
        rest += wrong
    return Written((*declaration, *items), (*faults, *more, *rest), name)


def _declaration(path: Path, name: str, bound: Bound) -> tuple[list[Item], list[Fault]]:
    read = _yaml(path, bound)
    if read.faults:
        return [], list(read.faults)
    data = {} if read.value is None else read.value
    written = {"chronology": name, "id": DECLARATION, "kind": DECLARATION, "data": data}
    lines: dict[FieldPath, int] = {("data", *path): line for path, line in read.lines.items()}
    return [Item(written, path.name, 1, lines, text=True)], []


def _sources(path: Path, bound: Bound) -> tuple[_Sources | None, list[Fault]]:
    """Return the sources by id, None if the file cannot be read; a URL used twice is a fault.

    It is none of an original that was read in a copy.
    """
    if not path.exists():
        return {}, []
    read = _yaml(path, bound)
    if read.faults:
        return None, list(read.faults)
    if read.value is None:
        return {}, []
    if not isinstance(read.value, dict):
        reason = "a map from ids to sources, as openai-2023-11-17:"
        return None, [Fault(f"{path.name}:1", "", reason)]
    faults: list[Fault] = []
    sound: dict[str, Mapping[str, Any]] = {}
    urls: dict[str, str] = {}
    below = _below(read.lines)
    for name, source in read.value.items():
        item = Item(source, path.name, read.lines[(name,)], below[name], text=True)
        wrong = list(_faults_of_source(name, item, urls))
        faults.extend(wrong)
        sound[name] = _STAND_IN if wrong else source
    return sound, faults


def _faults_of_source(name: str, item: Item, urls: dict[str, str]) -> Iterator[Fault]:
    """Yield the faults of one source; its basis may be left to the events that cite it."""
    source = item.written
    if isinstance(source, dict):
        source = {"basis": _STAND_IN["basis"], **source}
        url = None if source.get("via") else source.get("url")  # a copy may hold several originals
        if isinstance(url, str) and url and urls.setdefault(url, name) != name:
            reason = f"stands under {urls[url]} already; cite that"
            yield Fault(item.at("url"), f"{name}.url", reason)
    for fault in Codec("", Register.of(), text=True).source(source, item.where, item.at):
        yield attrs.evolve(fault, field=".".join(part for part in (name, fault.field) if part))


def _events(
    paths: Iterable[Path], sources: _Sources | None, bound: Bound
) -> tuple[list[Item], list[Fault]]:
    """Return the events of files; an id used twice in them is a fault."""
    items: list[Item] = []
    faults: list[Fault] = []
    seen: dict[str, Item] = {}
    for path in paths:
        listed, more = _listed(path, bound)
        faults.extend(more)
        for item in listed:
            given = item.written.get("id") if isinstance(item.written, dict) else None
            first = seen.setdefault(given, item) if isinstance(given, str) and given else item
            if first is item:
                items.append(_with_sources(item, sources, faults))
            else:
                reason = f"{given} stands at {first.where} already; give one of them another id"
                faults.append(item.fault(reason, "id"))
    return items, faults


def _listed(path: Path, bound: Bound) -> tuple[Sequence[Item], Sequence[Fault]]:
    """Return the items of a file in its order."""
    read = _yaml(path, bound)
    if read.faults or read.value is None:
        return (), read.faults
    if not isinstance(read.value, list):
        return (), [Fault(f"{path.name}:1", "", "a list of events, each starting with - id:")]
    below = _below(read.lines)
    return [
        Item(written, path.name, read.lines[(number,)], below[number], text=True)
        for number, written in enumerate(read.value)
    ], ()


def _below(lines: Mapping[FieldPath, int]) -> Mapping[str | int, dict[FieldPath, int]]:
    """Return the lines of a file, grouped by the first step of their path."""
    parts: dict[str | int, dict[FieldPath, int]] = defaultdict(dict)
    for path, line in lines.items():
        if path:
            parts[path[0]][path[1:]] = line
    return parts


def _with_sources(item: Item, sources: _Sources | None, faults: list[Fault]) -> Item:
    """Return an item with the sources it cites by id filled in, also within a correction."""
    if not isinstance(item.written, dict):
        return item
    written = dict(item.written)
    for around, fields in ((), written), (("event",), written.get("event")):
        if not isinstance(fields, dict) or not isinstance(fields.get("sources"), list):
            continue
        here = (*around, "sources")
        cited = enumerate(fields["sources"])
        whole = [_source(item, (*here, n), source, sources, faults) for n, source in cited]
        written.update({"event": {**fields, "sources": whole}} if around else {"sources": whole})
    return attrs.evolve(item, written=written)


def _source(
    item: Item, here: FieldPath, cited: Any, sources: _Sources | None, faults: list[Fault]
) -> Any:
    """Return the source that is cited by id, with the fields that the event sets for itself."""
    if isinstance(cited, dict) and "id" not in cited:
        return cited
    over = cited if isinstance(cited, dict) else {"id": cited}
    known = sorted(over.keys() & set(_OVERLAY))
    for field in sorted(over.keys() - set(known)):
        reason = f"say it in sources.yaml; here only {', '.join(_OVERLAY)}"
        faults.append(item.fault(reason, *here, field))
    stated = {field: over[field] for field in known if field != "id"}
    name = over["id"]
    if sources is None:
        return {**_STAND_IN, **stated}
    if not isinstance(name, str) or name not in sources:
        hint = did_you_mean(str(name), sources, "write it there, or its fields here")
        faults.append(item.fault(f"no source {shown(name)} in sources.yaml; {hint}", *here))
        return {**_STAND_IN, **stated}
    return {**sources[name], **stated}


def _yaml(path: Path, bound: Bound) -> restricted_yaml.Read:
    text, faults = read_text(path, bound)
    return (
        restricted_yaml.Read(None, {}, faults) if faults else restricted_yaml.read(text, path.name)
    )
