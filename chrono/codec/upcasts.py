"""Upcasts: convert data of an older version of its kind to the current version.

They run on read, from each version to the next; stored data and stored claims never change
(docs/log-format.md, Versions). They are given a copy, so that they cannot change what is stored.
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
    """Data of a later version of its kind than this release knows."""

    def __init__(self, name: str, version: int, known: int) -> None:
        self.name = name
        self.version = version
        self.known = known
        super().__init__(
            f"{name} is of version {version} here, and this chrono knows it up to version {known}; "
            "upgrade chrono-engine"
        )


class BadUpcast(ChronoError):
    """An upcast that raised, or returned something other than a map of fields."""

    def __init__(self, name: str, version: int, reason: str) -> None:
        self.name = name
        self.version = version
        super().__init__(
            f"{name}: the upcast from version {version} {reason}; it takes the data of any event "
            f"of that version, and makes that of version {version + 1}"
        )


def upcast(kind: Kind, version: int, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return data of a version as that of the current version.

    Data of the current version, or of a later one, is returned as it is.

    Raises:
        BadUpcast: An upcast raised, or returned no map.
    """
    result: Any = copy.deepcopy(dict(data))
    for step in range(version, kind.version):
        try:
            result = kind.upcasts[step](result)
        except Exception as error:
            reason = f"raised {type(error).__name__}: {error}"
            raise BadUpcast(kind.name, step, reason) from error
        if not isinstance(result, Mapping):
            raise BadUpcast(kind.name, step, f"made a {type(result).__name__}")
        result = dict(result)
    return dict(result)


def current(body: Mapping[str, Any], register: Register) -> dict[str, Any]:
    """Return a stored body with data of the current version of its kind.

    Of a correction, the event within is converted. Data of the current version, or of an unknown
    kind, is returned as it is.

    Raises:
        BadUpcast: An upcast failed.
    """
    event = _event(body)
    kind, version = register.get(event["kind"]), version_of(body)
    if kind is None or version >= kind.version:
        return dict(body)
    converted = {**event, "data": upcast(kind, version, event.get("data", {}))}
    derived = {**body.get("derived", {}), "version": kind.version}
    if body["kind"] == CORRECTION:
        return {**body, "event": converted, "derived": derived}
    return {**converted, "derived": derived}


def _event(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the event of a stored body: the body itself, or the event within a correction."""
    event: Mapping[str, Any] = body["event"] if body["kind"] == CORRECTION else body
    return event


def version_of(body: Mapping[str, Any]) -> int:
    """Return the version of its kind that a stored body has."""
    return int(body.get("derived", {}).get("version", 1))


def refuse_newer(body: Mapping[str, Any], register: Register) -> None:
    """Refuse to rewrite an event stored by a newer kind version than this release knows.

    Raises:
        NewerKind: The version of the event is later than that in the register.
    """
    kind, version = register.get(_event(body)["kind"]), version_of(body)
    if kind is not None and version > kind.version:
        raise NewerKind(kind.name, version, kind.version)


def up_to_date(history: History, register: Register) -> History:
    """Return a history whose events have data of the current versions, and claims as stored.

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
