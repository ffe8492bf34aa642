"""One chronology of a log, in the form that imports and commands compare with."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

import attrs

from chrono.codec.upcasts import current, refuse_newer
from chrono.events.acts import Amendments
from chrono.events.drafts import Draft
from chrono.events.entries import (
    CORRECTION,
    DECLARATION,
    Act,
    Correction,
    Declaration,
    Development,
    Entry,
    Record,
)
from chrono.events.key_use import covers, declared_in
from chrono.events.kinds import Register
from chrono.values.canonical import canonical

_LINKS: Final = ("after", "before", "contests")


@attrs.frozen(slots=False)
class StoredChronology:
    """One chronology of a log: its entries by id, its records, and what acts did to them."""

    entries: Mapping[str, Entry]
    records: tuple[Record, ...]
    amendments: Amendments
    register: Register

    @classmethod
    def of(cls, entries: Sequence[Entry], register: Register | None = None) -> "StoredChronology":
        """Return a chronology made of its entries, which are in the order of the log.

        Without a register the data of events is as it was written.
        """
        records = tuple(entry.record for entry in entries)
        by_id = {entry.id: entry for entry in entries}
        return cls(by_id, records, Amendments.of(records), register or Register.of())

    @cached_property
    def _declared(self) -> Declaration | None:
        """Return the latest declaration, as a record."""
        declared = (record for record in reversed(self.records) if isinstance(record, Declaration))
        return next(declared, None)

    @property
    def declaration(self) -> Mapping[str, Any]:
        """Return what the latest declaration says; nothing, if there is none."""
        latest = self._declared
        data: Mapping[str, Any] = self.entries[latest.id].content["data"] if latest else {}
        return data

    @property
    def aliases(self) -> Mapping[str, str]:
        """Return the aliases of the latest declaration."""
        return self._declared.aliases if self._declared else {}

    def redeclared(self, draft: Draft) -> Iterator[Draft]:
        """Yield a declaration under the next free number; nothing if it says nothing new.

        Keys that events use stay declared where a text lacks them: a command has declared them.
        """
        last, number = self.imported(DECLARATION)
        data = self._with_keys_in_use(draft.body["data"])
        if canonical(self.entries[last].content["data"]) != canonical(data):
            given = f"{DECLARATION}~{number + 1}"
            yield attrs.evolve(draft, id=given, body={**draft.body, "id": given, "data": data})

    def _with_keys_in_use(self, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return declared data with the declared keys in use; unchanged if it declares none."""
        keys = data.get("keys", {})
        if not declared_in(keys):
            return data
        used = {
            claim.key
            for record in self.records
            if isinstance(record, Development | Correction)
            for claim in record.event.claims
        }
        today = declared_in(self.declaration.get("keys", {}))
        missing = {key: today[key] for key in today if key in used and not covers(keys, key)}
        return {**data, "keys": {**keys, **missing}}

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        """Return the last number under which an import appended an id again."""
        numbers: dict[str, int] = {}
        for name in self.entries:
            given, numbered, number = name.rpartition("~")
            if numbered and number.isdecimal():
                numbers[given] = max(int(number), numbers.get(given, 1))
        return numbers

    def imported(self, given: str) -> tuple[str, int]:
        """Return the id of the last version of an entry that an import made, and its number."""
        last = self._numbers.get(given, 1)
        return (f"{given}~{last}" if last > 1 else given), last

    def acts_upon(self, given: str) -> set[str]:
        """Return the ids of the acts that withdrew or corrected an event since it was imported."""
        last, _ = self.imported(given)
        withdrawn = self.amendments.withdrawn
        acts = {withdrawn[name].id for name in (given, last) if name in withdrawn}
        stands = {version.record.id for version in self.amendments.versions.get(given, ())}
        return acts or stands - {given, last}

    def event(self, name: str) -> Mapping[str, Any]:
        """Return the event of an entry without its id; a correction has the sources it keeps.

        Its data is as today's version of its kind has it.
        """
        content = current(self.entries[name].content, self.register)
        if content["kind"] != CORRECTION:
            return without(content, "id", "chronology", "derived")
        event: Mapping[str, Any] = content["event"]
        if "sources" in event:
            return event
        return {**event, "sources": self.event(content["derived"]["replaces"])["sources"]}

    def refuse_newer(self, name: str) -> None:
        """Refuse to rewrite an event stored by a newer kind version than this release knows.

        Raises:
            NewerKind: It was written for a later version of its kind than is known here.
        """
        refuse_newer(self.entries[name].content, self.register)

    def standing(self, name: str) -> dict[str, Any]:
        """Return the event of a development as it stands, or as first recorded if it does not.

        Of an act it is the event of the development that it is about; of a declaration nothing.

        Raises:
            NewerKind: It was written for a later version of its kind than is known here.
        """
        record = self.entries[name].record
        while isinstance(record, Act):
            record = self.entries[record.target].record
        if not isinstance(record, Development):
            return {}
        versions = self.amendments.versions.get(record.id, ())
        stands = versions[-1].record.id if versions else record.id
        self.refuse_newer(stands)
        return dict(self.event(stands))

    def with_keys(self, more: Mapping[str, Any]) -> Iterator[Draft]:
        """Yield a declaration of more keys than are declared; nothing if none are declared yet."""
        keys = self.declaration.get("keys", {})
        if not declared_in(keys):
            return
        name = next(iter(self.entries.values())).chronology
        data = {**self.declaration, "keys": {**keys, **more}}
        body = {"chronology": name, "id": DECLARATION, "kind": DECLARATION, "data": data}
        draft = Draft(chronology=name, id=DECLARATION, kind=DECLARATION, body=body, where="")
        yield from self.redeclared(draft)

    def says(self, name: str, event: Mapping[str, Any]) -> bool:
        """Return whether an entry has this event, with or without the sources of a correction."""
        stored, content = self.event(name), self.entries[name].content
        own = content.get("sources", []) if content["kind"] == CORRECTION else []
        more = {**stored, "sources": [*stored["sources"], *own]}
        return canonical(event) in (canonical(stored), canonical(more))

    def stands_so(self, given: str, event: Mapping[str, Any]) -> bool:
        """Return whether a development stands as this event, as an export of what stands has it.

        That is with the sources of citations, and without links to what was withdrawn.
        """
        versions = self.amendments.versions
        return any(
            canonical(event)
            == canonical(
                {
                    **self._with_standing_links(self.event(version.record.id)),
                    "sources": [source.body() for source in version.support],
                }
            )
            for version in versions.get(given, ())
        )

    def _with_standing_links(self, event: Mapping[str, Any]) -> dict[str, Any]:
        """Return an event without its links to what was withdrawn."""
        standing = self.amendments.versions
        links = {
            field: [given for given in event[field] if given in standing]
            for field in _LINKS
            if field in event
        }
        return {**without(event, *links), **{name: given for name, given in links.items() if given}}


def without(body: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Return a body without some fields."""
    return {name: value for name, value in body.items() if name not in names}
