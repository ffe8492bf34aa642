"""Kind versions: as which versions of its kind a written event may be read.

What an export wrote names its version, where it is not the first; what somebody wrote by hand names
none, and is meant for today's, else for the latest that it fits. Data of an older version is kept
as it was written, under its version; what it claims is worked out from what it is upcast to.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from chrono.codec.structuring import Faulty
from chrono.codec.upcasts import BadUpcast, NewerKind, upcast
from chrono.events.drafts import Draft
from chrono.events.entries import CORRECTION
from chrono.events.kinds import Kind, Register

Fields = Mapping[str, Any]


@attrs.frozen(kw_only=True)
class VersionedFields:
    """The fields of a written event, taken as written for one version of its kind.

    Attributes:
        fields: What is to be read, as for today's version.
        data: The data as it was written for an older version; None for today's.
        version: That version.
        derived: What an export says of how the entry came into its log.
        faults: Why it cannot be read at all.
    """

    fields: Any
    data: Fields | None = None
    version: int = 1
    derived: Fields = attrs.field(factory=dict)
    faults: Faulty = attrs.field(factory=list)

    def kept(self, draft: Draft) -> Draft:
        """Return the draft that was read, with its data as it was written."""
        derived, body = {**draft.derived, **self.derived}, dict(draft.body)
        if self.data is not None:
            derived["version"] = self.version
            if draft.kind == CORRECTION:
                body["event"] = _with_data(body["event"], self.data)
            else:
                body = _with_data(body, self.data)
        return attrs.evolve(draft, body=body, derived=derived)


def versions_of(written: object, register: Register, *, text: bool) -> Iterator[VersionedFields]:
    """Yield the versions that were maybe meant, likeliest first; the first without faults wins.

    Text is always meant for today's version, since its values are yet to be typed.
    """
    if not isinstance(written, dict):
        yield VersionedFields(fields=written)
        return
    fields = {name: one for name, one in written.items() if name not in ("derived", "recorded")}
    stored = {} if text else written.get("derived")
    stored = stored if isinstance(stored, dict) else {}
    derived, kind = _as_it_came(fields, stored), _kind(fields, register)
    version = stored.get("version")
    if type(version) is not int or version < 1:
        version = 1 if "recorded" in written and not text else None
    if kind is None or version == kind.version:
        yield VersionedFields(fields=dict(fields), derived=derived)
    elif version is not None:
        yield attrs.evolve(_of_version(fields, kind, version), derived=derived)
    else:
        yield VersionedFields(fields=dict(fields), derived=derived)
        for older in range(kind.version - 1, 0, -1) if not text else ():
            yield attrs.evolve(_of_version(fields, kind, older), derived=derived)


def _as_it_came(fields: Fields, stored: Fields) -> Fields:
    """Take from what an export derived only what nobody could work out anew."""
    if stored.get("merged") is not True:
        return {}
    replaces = stored.get("replaces")
    if fields.get("kind") == CORRECTION and isinstance(replaces, str):
        return {"merged": True, "replaces": replaces}
    return {"merged": True}


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
    anew = _with_data(event, today)
    whole = {**fields, "event": anew} if fields["kind"] == CORRECTION else anew
    return VersionedFields(fields=whole, data=data, version=version)


def _kind(fields: Fields, register: Register) -> Kind | None:
    """Find the kind of what is told, within a correction too."""
    told = fields.get("event") if fields.get("kind") == CORRECTION else fields
    return register.get(told.get("kind")) if isinstance(told, dict) else None


def _with_data(told: Fields, data: Fields) -> dict[str, Any]:
    rest = {name: one for name, one in told.items() if name != "data"}
    return {**rest, "data": data} if data else rest
