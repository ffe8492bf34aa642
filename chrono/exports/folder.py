"""The folder form: a chronology as text that people read and review, and that an import takes back.

``chronology.yaml`` declares it, ``sources.yaml`` has each document once, and ``YYYY.yaml`` the
events that occurred in that year, each with the acts on it behind it. In ``others.jsonl`` stand as
lines of JSONL what is not text: values of the generic kind that are no texts, and entries that
reading the text would change, as those of another version of their kind.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from chrono.codec.codec import Codec
from chrono.events.entries import ACTS, CORRECTION, DECLARATION, Act, Correction, Development, Entry
from chrono.events.exported import exported
from chrono.events.history import History
from chrono.events.kinds import Register
from chrono.exports.yaml_text import yaml_text
from chrono.values.canonical import canonical
from chrono.values.ids import id_of_words

if TYPE_CHECKING:  # a type alone
    from chrono.values.dates import Date

OTHERS: Final = "others.jsonl"
_YEAR: Final = re.compile(r"\d[\dX]{3}")
_FIELDS: Final = (
    *("id", "kind", *ACTS.values(), "reason", "event", "occurred", "after", "before", "contests"),
    *("headline", "data", "sources", "note"),
)
"""The order of the fields of an event and of an act."""

_OF_DOCUMENT: Final = ("publisher", "title", "published", "url", "via")
_CITING: Final = ("basis", "pinpoint", "origin")
"""What stands in ``sources.yaml``, and what is said of a document where it is cited."""

_MOST: Final = 250_000
"""Values in a file, at most, so that it can be read again; what is more stands in the JSONL."""


def folder_files(
    entries: Sequence[Entry], register: Register, apart: Container[str] = ()
) -> dict[str, str]:
    """Return the text of each file of a folder, by name.

    Args:
        entries: Those of one chronology, in the order of the log, one of which declares it.
        register: The kinds. Entries of others stand in the JSONL.
        apart: Ids of developments that stand in the JSONL, too, which has the order of the log.
    """
    history = History.of(entries[0].chronology, entries)
    declared = next(each for each in reversed(entries) if each.content["kind"] == DECLARATION)
    data = declared.content["data"]
    codec = Codec(history.chronology, register, data.get("aliases"), text=True)
    years, values, others = defaultdict[str, list[Any]](list), Counter[str](), list[Entry]()
    sources = _Sources()
    for year, group in _groups(entries, history):
        items = [_item(entry) for entry in group]
        values[year] += sum(map(_size, items))
        written = values[year] <= _MOST and group[0].id not in apart
        if written and all(map(partial(_is_read_as, codec), items, group)):
            years[year].extend(map(sources.cited, items))
        else:
            others.extend(group)
    documents = dict(sorted(sources.documents.items()))
    files = {"chronology.yaml": yaml_text(data), "sources.yaml": yaml_text(documents)}
    files.update((f"{year}.yaml", yaml_text(years[year])) for year in sorted(years))
    others.sort(key=lambda entry: entry.position)
    lines = "".join(f"{canonical(exported(entry))}\n" for entry in others)
    return {**files, OTHERS: lines} if lines else files


def in_links(entries: Iterable[Entry]) -> set[str]:
    """Return the ids of developments at either end of a link that orders, in any version.

    Whether a link is void may depend on what was in the log when it came, so on the order there.
    """
    ends = set[str]()
    for record in (entry.record for entry in entries):
        if isinstance(record, Development | Correction):
            links = (*record.event.after, *record.event.before)
            own = record.target if isinstance(record, Correction) else record.id
            ends.update((own, *links) if links else ())
    return ends


def _groups(entries: Iterable[Entry], history: History) -> Iterator[tuple[str, list[Entry]]]:
    """Yield each development and the acts on it, by date, with the year in which it occurred."""
    groups: dict[str, list[Entry]] = {}
    dated: dict[str, Date] = {}
    roots: dict[str, str] = {}
    for entry in entries:
        record = entry.record
        if isinstance(record, Development):
            dated[record.id] = record.event.occurred
        if isinstance(record, Development | Act):
            root = roots[record.target] if isinstance(record, Act) else record.id
            roots[record.id] = root
            groups.setdefault(root, []).append(entry)
    for root in sorted(groups, key=lambda root: (history.bounds(dated[root]).by_date, root)):
        first = _YEAR.search(str(dated[root]))
        yield (first[0].replace("X", "0") if first else "undated"), groups[root]


def _item(entry: Entry) -> dict[str, Any]:
    """Return an entry as it is written in text."""
    fields = {name: _as_text(value) for name, value in entry.content.items()}
    if "event" in fields:
        fields["event"] = _in_order(fields["event"])
    return _in_order(fields)


def _in_order(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: fields[name] for name in _FIELDS if name in fields}


def _as_text(value: Any) -> Any:
    """Return a value with text for every number and truth."""
    if isinstance(value, Mapping):
        return {name: _as_text(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_as_text(one) for one in value]
    if value is None or isinstance(value, str):
        return value
    return str(value).lower() if isinstance(value, bool) else str(value)


def _size(value: Any) -> int:
    """Return how many values a value is, itself and the names of fields included."""
    if isinstance(value, Mapping):
        return 1 + len(value) + sum(map(_size, value.values()))
    return 1 + sum(map(_size, value)) if isinstance(value, list) else 1


def _is_read_as(codec: Codec, item: Mapping[str, Any], entry: Entry) -> bool:
    """Return whether the text of an entry is read as just this entry.

    Which version a correction replaced cannot be written, so one that came with another log is not.
    """
    body = dict(entry.content)
    derived = dict(body.pop("derived", {}))
    if derived.pop("merged", False) and body["kind"] == CORRECTION:
        return False
    draft, _ = codec.draft(item, "")
    if draft is None or canonical(draft.body) != canonical(body):
        return False
    made = {name: value for name, value in draft.derived.items() if value}
    return all(derived.get(name) == made.get(name) for name in ("claims", "version"))


class _Sources:
    """The documents that events cite, each once."""

    def __init__(self) -> None:
        self.documents: dict[str, dict[str, str]] = {}
        self._ids: dict[str, str] = {}
        self._urls: set[str] = set()

    def cited(self, item: dict[str, Any]) -> dict[str, Any]:
        """Return an item that cites documents by their ids."""
        for fields in (item, item.get("event", {})):
            if "sources" in fields:
                fields["sources"] = [self._cite(source) for source in fields["sources"]]
        return item

    def _cite(self, source: dict[str, str]) -> str | dict[str, str]:
        """Return the id of a document, alone or with what is said of it here.

        Of two documents with one address, the second is written where it is cited.
        """
        document: dict[str, str] = {name: source[name] for name in _OF_DOCUMENT if name in source}
        known = canonical(document)
        if known not in self._ids:
            url = document.get("url", "")
            if url in self._urls and "via" not in document:
                return source
            self._urls.update({url} - {""} if "via" not in document else ())
            words = f"{source['publisher']} {source.get('published', '')}"
            given = self._ids[known] = id_of_words(words, self.documents)
            self.documents[given] = {**document, "basis": source["basis"]}
        given = self._ids[known]
        listed = self.documents[given]
        here: dict[str, str] = {
            name: source[name]
            for name in _CITING
            if name in source and source[name] != listed.get(name)
        }
        return {"id": given, **here} if here else given
