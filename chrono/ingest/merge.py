"""Planning a merge: which entries of another log of the same chronology to append to this one.

Entries are compared by id. Equal content under one id is one entry. Different content is a
conflict, unless chrono made the id: then the entry gets the next free number here, and references
to it are renamed. A correction replaces the version that it replaced in its own log, even if
another version stands here (docs/state-rule.md, rule 1 (visible events)).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from chrono.events.drafts import Draft
from chrono.events.entries import ACTS, CORRECTION, DECLARATION, Entry
from chrono.faults import Fault
from chrono.ingest.plan import Plan
from chrono.ingest.stored import without
from chrono.values.canonical import canonical


@attrs.frozen
class Merge(Plan):
    """What a merge would append.

    Attributes:
        renamed: Ids of the other log that are others here, each with the id that it has here.
    """

    renamed: Mapping[str, str] = attrs.field(factory=dict)


def merge(ours: Sequence[Entry], theirs: Sequence[Entry], file: str) -> Merge:
    """Return what a merge of one chronology of another log would append here.

    Args:
        ours: The entries here, in the order of the log; none where the chronology is not known.
        theirs: The entries there, likewise.
        file: The name of the other log, for faults.
    """
    merger = _Merger(ours, theirs, file)
    declared = list(merger.declaration())
    drafts = [draft for entry in theirs for draft in merger.take(entry)]
    renamed = {there: here for there, here in merger.names.items() if there != here}
    return Merge((*declared, *drafts), tuple(merger.faults), (), renamed=renamed)


class _Merger:
    def __init__(self, ours: Sequence[Entry], theirs: Sequence[Entry], file: str) -> None:
        self.faults: list[Fault] = []
        self.names: dict[str, str] = {}
        self._file = file
        self._ours = {entry.id: entry.content for entry in ours}
        self._declared = _declaration(ours)
        self._declares = _declaration(theirs)
        self._series: dict[str, list[str]] = defaultdict(list)
        for name, content in self._ours.items():
            self._series[_series(content) or ""].append(name)
        chosen = (entry.id for entry in theirs if _series(entry.content) is None)
        self._taken = {*self._ours, *chosen}
        self._theirs = {entry.id: entry.content for entry in theirs}
        self._found: set[str] = set()

    def declaration(self) -> Iterator[Draft]:
        """Yield a declaration that adds what only the other log declares; nothing if that is none.

        The title stays, and so does what both declare. Where no keys are declared here, any key may
        be used, and none are added. Another home zone is a fault.
        """
        if self._declared is None or self._declares is None:
            return
        entry, here = self._declares, self._declared.content["data"]
        there = entry.content["data"]
        if there["zone"] != here["zone"]:
            reason = (
                f"{there['zone']!r}, but {entry.chronology} is in {here['zone']} here, for good: "
                "every bare date would be another day"
            )
            self.faults.append(Fault(self._where(entry), "data.zone", reason))
        elif canonical(both := _joined(here, there)) != canonical(here):
            body = {**entry.content, "id": self._free(f"{DECLARATION}~"), "data": both}
            yield self._draft(entry, body)

    def take(self, entry: Entry) -> Iterator[Draft]:
        """Yield a draft of an entry, unless it is here already or conflicts with one that is."""
        content = entry.content
        declares = content["kind"] == DECLARATION
        if declares and self._declared is not None:
            return
        content = self._in_our_words(content)
        series = _series(content)
        same = self._same(content, series)
        if same is not None:
            self._found.add(same)
            self.names[entry.id] = same
        elif series is None and entry.id in self._ours:
            self._refuse(entry, content)
            self.names[entry.id] = entry.id
        else:
            free = series is None or entry.id not in self._taken
            given = entry.id if free else self._free(str(series))
            self._taken.add(given)
            self.names[entry.id] = given
            yield self._draft(entry, {**content, "id": given}, merged=not declares)

    def _in_our_words(self, content: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return an act with its target, and the version it replaced, under their ids here."""
        field = ACTS.get(content["kind"])
        if field is None:
            return content
        renamed = {**content, field: self.names.get(content[field], content[field])}
        derived = content.get("derived", {})
        if "replaces" in derived:
            meant = self.names.get(derived["replaces"], derived["replaces"])
            renamed["derived"] = {**derived, "replaces": meant}
        return renamed

    def _same(self, content: Mapping[str, Any], series: str | None) -> str | None:
        """Return the entry here that says the same: under the same id, or in the same series.

        What has its own counterpart under its id is nobody else's.
        """
        if self._is_here(content):
            return str(content["id"])
        content_text = _says(content, series)
        rest = self._series[series] if series is not None else ()
        left = (name for name in rest if name not in self._found and not self._is_kept(name))
        return next(
            (name for name in left if _says(self._ours[name], series) == content_text), None
        )

    def _is_kept(self, name: str) -> bool:
        """Return whether the other log has the same under this id, as far as can be told by now."""
        there = self._theirs.get(name)
        if there is None:
            return False
        meant = {there.get(field) for field in ACTS.values()} | {_replaced(there)}
        return meant - {None} <= self.names.keys() and self._is_here(self._in_our_words(there))

    def _is_here(self, content: Mapping[str, Any]) -> bool:
        here, series = self._ours.get(content["id"]), _series(content)
        return here is not None and _says(content, series) == _says(here, series)

    def _refuse(self, entry: Entry, content: Mapping[str, Any]) -> None:
        here = self._ours[entry.id]
        parts = [name for name in sorted({*here, *content}) if here.get(name) != content.get(name)]
        fields = ", ".join(name for name in parts if name != "derived")
        differs = f"another {fields} here" if fields else f"here it replaced {_replaced(here)}"
        if not fields:
            differs += f", there {_replaced(content)}"
        reason = (
            f"{entry.id}: {differs}; an id is for good, so export {self._file} as JSONL, write "
            "another id into its line, and import that"
        )
        self.faults.append(
            Fault(self._where(entry), "id", reason, code="taken id", remedy=self._file)
        )

    def _free(self, series: str) -> str:
        number = 2
        while f"{series}{number}" in self._taken:
            number += 1
        return f"{series}{number}"

    def _draft(self, entry: Entry, body: dict[str, Any], *, merged: bool = False) -> Draft:
        derived = body.pop("derived", {})
        return Draft(
            chronology=entry.chronology,
            id=body["id"],
            kind=body["kind"],
            body=body,
            derived={**derived, "merged": True} if merged else derived,
            where=self._where(entry),
            by=entry.by,
            old=entry.by is None or "old" in derived,
        )

    def _where(self, entry: Entry) -> str:
        return f"{self._file} e{entry.position}"


def _declaration(entries: Sequence[Entry]) -> Entry | None:
    """Return the latest declaration."""
    declared = [entry for entry in entries if entry.content["kind"] == DECLARATION]
    return declared[-1] if declared else None


def _replaced(content: Mapping[str, Any]) -> Any:
    return content.get("derived", {}).get("replaces")


def _joined(here: Mapping[str, Any], there: Mapping[str, Any]) -> dict[str, Any]:
    parties = [*here.get("parties", ()), *there.get("parties", ())]
    both = {
        "parties": list(dict.fromkeys(parties)),
        "aliases": {**there.get("aliases", {}), **here.get("aliases", {})},
        "keys": {**there.get("keys", {}), **here["keys"]} if here.get("keys") else {},
    }
    return {**here, **{name: value for name, value in both.items() if value}}


def _series(content: Mapping[str, Any]) -> str | None:
    """Return the prefix of an id that chrono made; None for an id that somebody chose.

    An import makes ``x~2`` and ``x~3`` of the changes of ``x``; the commands upon it make
    ``x-correction`` and ``x-correction-2``.
    """
    kind, given = content["kind"], content["id"]
    if kind == CORRECTION and re.fullmatch(f"{re.escape(content['corrects'])}~[0-9]+", given):
        return f"{content['corrects']}~"
    made = re.fullmatch(rf"(.+-{kind})(?:-[0-9]+)?", given) if kind in ACTS else None
    return f"{made[1]}-" if made else None


def _says(content: Mapping[str, Any], series: str | None) -> str:
    """Return the content of an entry as text to compare, with the version it replaced.

    Under a made id neither the number nor the reason makes it another: it would change nothing.
    """
    unsaid = ("derived",) if series is None else ("derived", "id", "reason")
    return canonical([without(content, *unsaid), _replaced(content)])
