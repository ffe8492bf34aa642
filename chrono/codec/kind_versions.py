"""Kind versions: the versions of its kind for which an event may have been written.

An exported event names its version unless it is the first. An event written by hand names none: it
is read as the current version, else as the latest older version that it fits. Data of an older
version is stored as it was written, with its version; its claims are computed from the upcast data.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from chrono.codec.stored_claims import StoredData, difference
from chrono.codec.structuring import Faulty, FieldPath, shown
from chrono.codec.upcasts import BadUpcast, NewerKind, upcast
from chrono.events.drafts import Draft
from chrono.events.entries import ACTS, CORRECTION, DECLARATION
from chrono.events.kinds import Kind, Register
from chrono.values.canonical import canonical

Fields = Mapping[str, Any]

ENVELOPE: Final = ("derived", "recorded", "by", "hash")
"""What an export writes beside the fields of an entry."""


@attrs.frozen(kw_only=True)
class VersionedFields:
    """The fields of a written event, read as written for one version of its kind.

    Attributes:
        fields: The fields, with data upcast to the current version.
        data: The data as written, if for an older version; else None.
        version: That version.
        derived: Derived data of an export that cannot be computed again: of a merge.
        faults: Why it cannot be read as this version.
        stored: The whole entry, if it comes from a log; then it must be what reading it makes.
    """

    fields: Any
    data: Fields | None = None
    version: int = 1
    derived: Fields = attrs.field(factory=dict)
    faults: Faulty = attrs.field(factory=list)
    stored: Fields | None = None

    def differs(self, draft: Draft) -> Iterator[tuple[FieldPath, str]]:
        """Yield how an entry of another log is not what reading it again makes."""
        if self.stored is None:
            return
        body = {name: value for name, value in self.stored.items() if name not in ENVELOPE}
        for name in sorted({*body, *draft.body}):
            if canonical(body.get(name)) != canonical(draft.body.get(name)):
                yield (name,), "not in the form in which a log stores it"
        kind = draft.body["event"]["kind"] if draft.kind == CORRECTION else draft.kind
        derived = self.stored["derived"]
        reason = difference(kind, derived.get("claims", []), draft.derived.get("claims", []))
        if reason:
            yield ("derived", "claims"), reason
        if derived.get("version", 1) != draft.derived.get("version", 1):
            yield ("derived", "version"), f"{shown(derived['version'])} is no version of {kind}"

    def kept(self, draft: Draft) -> Draft:
        """Return a draft of these fields with its data as it was written."""
        derived, body = {**draft.derived, **self.derived}, dict(draft.body)
        if self.data is not None:
            derived["version"] = self.version
            if draft.kind == CORRECTION:
                body["event"] = _with_data(body["event"], self.data)
            else:
                body = _with_data(body, self.data)
        return attrs.evolve(draft, body=body, derived=derived)


def versions_of(written: object, register: Register, *, text: bool) -> Iterator[VersionedFields]:
    """Yield the possible versions, likeliest first; the caller takes the first without faults.

    The text form is always read as the current version, since its values have no types yet.
    """
    if not isinstance(written, dict):
        yield VersionedFields(fields=written)
        return
    envelope = ENVELOPE if {"recorded", "hash"} & written.keys() else ENVELOPE[:1]
    fields = {name: value for name, value in written.items() if name not in envelope}
    stored = {} if text else written.get("derived")
    stored = stored if isinstance(stored, dict) else {}
    derived, kind = _of_merge(fields, stored), _kind(fields, register)
    version = stored.get("version")
    if type(version) is not int or version < 1:
        version = 1 if "recorded" in written and not text else None
    whole = not text and is_whole(written)
    entry = {**written, "derived": stored} if whole else None
    if whole and _claims_by_itself(fields) and (kind is None or version != kind.version):
        known = StoredData(None, stored.get("claims", []), stored.get("version", 1))
        yield VersionedFields(fields=_as_stored(fields, known), derived=derived, stored=entry)
    elif kind is None or version == kind.version:
        yield VersionedFields(fields=dict(fields), derived=derived, stored=entry)
    elif version is not None:
        yield attrs.evolve(_of_version(fields, kind, version), derived=derived)
    else:
        yield VersionedFields(fields=dict(fields), derived=derived)
        for older in range(kind.version - 1, 0, -1) if not text else ():
            yield attrs.evolve(_of_version(fields, kind, older), derived=derived)


def is_whole(written: object) -> bool:
    """Return whether a line is a whole entry of a log, with all that is derived."""
    return isinstance(written, Mapping) and (
        "hash" in written or ("recorded" in written and "by" in written)
    )


def _claims_by_itself(fields: Fields) -> bool:
    kind = fields.get("kind")
    return isinstance(kind, str) and kind not in {*ACTS, DECLARATION} - {CORRECTION}


def _as_stored(fields: Fields, known: StoredData) -> dict[str, Any]:
    """Return fields whose data is taken with the claims that are stored with it."""
    if fields.get("kind") != CORRECTION:
        return {**fields, "data": attrs.evolve(known, data=fields.get("data", {}))}
    event = fields.get("event")
    if not isinstance(event, dict):
        return dict(fields)
    return {**fields, "event": {**event, "data": attrs.evolve(known, data=event.get("data", {}))}}


def _of_merge(fields: Fields, stored: Fields) -> Fields:
    """Return the derived data of an export that cannot be computed again: that of a merge."""
    kept = {name: True for name in ("merged", "old") if stored.get(name) is True}
    replaces = stored.get("replaces")
    if "merged" in kept and fields.get("kind") == CORRECTION and isinstance(replaces, str):
        return {**kept, "replaces": replaces}
    return kept


def _of_version(fields: Fields, kind: Kind, version: int) -> VersionedFields:
    if version > kind.version:
        reason = str(NewerKind(kind.name, version, kind.version))
        return VersionedFields(fields=dict(fields), faults=[(("kind",), reason)])
    event = fields["event"] if fields["kind"] == CORRECTION else fields
    data = event.get("data", {})
    if not isinstance(data, dict):
        return VersionedFields(fields=dict(fields))
    try:
        today = upcast(kind, version, data)
    except BadUpcast as error:
        return VersionedFields(fields=dict(fields), faults=[(("data",), str(error))])
    current = _with_data(event, today)
    whole = {**fields, "event": current} if fields["kind"] == CORRECTION else current
    return VersionedFields(fields=whole, data=data, version=version)


def _kind(fields: Fields, register: Register) -> Kind | None:
    """Return the kind of an event, or of the event within a correction; None if unknown."""
    event = fields.get("event") if fields.get("kind") == CORRECTION else fields
    return register.get(event.get("kind")) if isinstance(event, dict) else None


def _with_data(event: Fields, data: Fields) -> dict[str, Any]:
    rest = {name: value for name, value in event.items() if name != "data"}
    return {**rest, "data": data} if data else rest
