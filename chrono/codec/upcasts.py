"""Upcasts: data written for an older version of its kind, read as that of today's.

They run on read, one version after the other; what is stored never changes, nor what it claims
(DESIGN section 5). Each step is given a copy, so that no upcast can touch what it reads.
"""

import copy
from collections.abc import Mapping
from typing import Any

import attrs

from chrono.errors import ChronoError
from chrono.events.entries import CORRECTION, Correction, Development, Event, Record
from chrono.events.history import History
from chrono.events.kinds import Kind, Register


class NewerKind(ChronoError):
    """Data was written for a later version of its kind than this program knows."""

    def __init__(self, name: str, version: int, known: int) -> None:
        self.name = name
        self.version = version
        self.known = known
        super().__init__(
            f"{name} is of version {version} here, and this chrono knows it up to version {known}; "
            "upgrade chrono-engine"
        )


class BadUpcast(ChronoError):
    """An upcast raised, or made something that is no map of fields."""

    def __init__(self, name: str, version: int, reason: str) -> None:
        self.name = name
        self.version = version
        super().__init__(
            f"{name}: the upcast from version {version} {reason}; it takes the data of any event "
            f"of that version, and makes that of version {version + 1}"
        )


def upcast(kind: Kind, version: int, data: Mapping[str, Any]) -> dict[str, Any]:
    """Bring data of a version to today's; what is of today's, or of a later one, stays as it is.

    Raises:
        BadUpcast: A function of the chain raised, or made no map.
    """
    found: Any = copy.deepcopy(dict(data))
    for step in range(version, kind.version):
        try:
            found = kind.upcasts[step](found)
        except Exception as error:
            said = f"raised {type(error).__name__}: {error}"
            raise BadUpcast(kind.name, step, said) from error
        if not isinstance(found, Mapping):
            raise BadUpcast(kind.name, step, f"made a {type(found).__name__}")
        found = dict(found)
    return dict(found)


def current(body: Mapping[str, Any], register: Register) -> dict[str, Any]:
    """Return a stored body with its data, and its version, as today; an unknown kind stays.

    Of a correction it is the data of the event within. What is as of today comes back as it is.

    Raises:
        BadUpcast: An upcast failed.
    """
    told = _told(body)
    kind, version = register.get(told["kind"]), version_of(body)
    if kind is None or version >= kind.version:
        return dict(body)
    anew = {**told, "data": upcast(kind, version, told.get("data", {}))}
    derived = {**body.get("derived", {}), "version": kind.version}
    if body["kind"] == CORRECTION:
        return {**body, "event": anew, "derived": derived}
    return {**anew, "derived": derived}


def _told(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the event that a stored body tells: its own, or that within a correction."""
    event: Mapping[str, Any] = body["event"] if body["kind"] == CORRECTION else body
    return event


def version_of(body: Mapping[str, Any]) -> int:
    """Return the version of its kind for which a stored body was written."""
    return int(body.get("derived", {}).get("version", 1))


def refuse_newer(body: Mapping[str, Any], register: Register) -> None:
    """Let nobody write an event anew who cannot read it in full.

    Raises:
        NewerKind: It was written for a later version than the register has.
    """
    kind, version = register.get(_told(body)["kind"]), version_of(body)
    if kind is not None and version > kind.version:
        raise NewerKind(kind.name, version, kind.version)


def up_to_date(history: History, register: Register) -> History:
    """Return a history whose events have their data as today's versions have it, claims as stored.

    Raises:
        BadUpcast: An upcast failed.
    """
    records = tuple(_record(record, register) for record in history.records)
    return attrs.evolve(history, records=records)


def _record(record: Record, register: Register) -> Record:
    if not isinstance(record, Development | Correction):
        return record
    event: Event = record.event
    kind = register.get(event.kind)
    if kind is None or event.version >= kind.version:
        return record
    data = upcast(kind, event.version, event.data)
    return attrs.evolve(record, event=attrs.evolve(event, data=data, version=kind.version))
