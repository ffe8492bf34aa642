"""The codec: from input to drafts, strictly, and with all faults at once.

Types of JSON are kept: ``1`` is not ``"1"``. The text form (YAML) has only text, which is converted
to the type of its field. Unknown fields are faults.
"""

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from chrono.codec.claims_of_data import claims_of_data
from chrono.codec.kind_versions import is_whole, versions_of
from chrono.codec.new_text import folded, is_old
from chrono.codec.plain import Plain
from chrono.codec.shapes import (
    ACT_SHAPES,
    WrittenDeclaration,
    WrittenDevelopment,
    faults_of_act,
    faults_of_declaration,
    faults_of_development,
    faults_of_names,
    faults_of_sources,
    located,
    not_canonical,
    sparse,
)
from chrono.codec.stored_claims import StoredData, taken
from chrono.codec.structuring import Faulty, FieldPath, shown, strict_converter
from chrono.codec.structuring_faults import explain
from chrono.errors import ChronoError
from chrono.events.drafts import Draft
from chrono.events.entries import ACTS, CORRECTION, DECLARATION
from chrono.events.kinds import Asserts, Register
from chrono.faults import Fault
from chrono.values.canonical import NotCanonical, normal, normal_text
from chrono.values.sources import Source

_Parts = tuple[dict[str, Any], dict[str, Any]]  # the body in normal form, and what is derived


class Codec:
    """Reads input for one chronology.

    Args:
        chronology: The name of the chronology of events that name none.
        register: The kinds.
        aliases: Other names, each with the name that replaces it: in publishers, fields that hold
            names, and members of sets.
        text: Whether every scalar is text, to be converted to the type of its field.
    """

    def __init__(
        self,
        chronology: str,
        register: Register,
        aliases: Mapping[str, str] | None = None,
        *,
        text: bool = False,
    ) -> None:
        self._chronology = chronology
        self._register = register
        names = {normal_text(k): normal_text(v) for k, v in (aliases or {}).items()}
        self._text = text
        self._aliases = names
        self._converter = strict_converter(frozenset(names.items()), text=text)
        plain = strict_converter(frozenset(names.items()), text=False, explained=False)
        self._plain = Plain(chronology, register, plain)

    def draft(
        self, written: object, where: str, at: Callable[..., str] | None = None
    ) -> tuple[Draft | None, tuple[Fault, ...]]:
        """Return the draft of one event, act or declaration, or else its faults.

        Args:
            written: A JSON value, or the same with text for every scalar.
            where: ``file:line``, for faults of no field.
            at: Returns ``file:line`` of a field, given its path; by default ``where`` for all.

        Returns:
            A draft and no faults, or None and all faults.
        """
        draft = None if self._text else self._plain.draft(written, where, at)
        if draft is not None:
            return draft, ()
        try:
            form = normal(written)
        except NotCanonical:
            return None, located(not_canonical(written), where, at)
        if is_whole(form) and self._aliases:  # its names were resolved when it was appended
            return Codec(self._chronology, self._register).draft(form, where, at)
        form, of_text = (form, []) if is_old(form) else folded(form)
        faulty: Faulty = []
        for version in versions_of(form, self._register, text=self._text):
            faults = list(version.faults)
            draft = None if faults else self._draft(version.fields, where, faults)
            if draft is not None and not faults:
                draft = version.kept(draft)
                faults.extend(version.differs(draft))
            if draft is not None and not faults and not of_text:
                return attrs.evolve(draft, at=at, old=is_old(form)), ()
            faulty = faulty or faults
        more = (each for each in of_text if not any(each[0][: len(p)] == p for p, _ in faulty))
        return None, located([*more, *faulty], where, at)

    def source(
        self, written: object, where: str, at: Callable[..., str] | None = None
    ) -> tuple[Fault, ...]:
        """Return the faults of a source, independent of the events that cite it."""
        faulty: Faulty = list(not_canonical(written))
        if not faulty:
            faults = faults_of_sources({"sources": [written]})
            faulty.extend((inner[2:], reason) for inner, reason in faults)
            self._structure(Source, written, (), faulty)
        return located(faulty, where, at)

    def _draft(self, fields: object, where: str, faulty: Faulty) -> Draft | None:
        if not isinstance(fields, dict):
            faulty.append(((), "an event is a map of fields, as id, kind, occurred, headline"))
            return None
        kind, given = fields.pop("kind", None), fields.pop("id", None)
        chronology = fields.pop("chronology", self._chronology)
        faulty.extend(faults_of_names(chronology, given, kind))
        if not isinstance(kind, str):
            reason = "missing" if kind is None else f"{shown(kind)} is not text"
            faulty.append((("kind",), f"{reason}; the generic kind is development"))
            if "occurred" in fields or "headline" in fields:
                self._development("development", {**fields, "data": {}}, (), faulty)
            return None
        if kind in ACTS:
            body, derived = self._act(kind, fields, faulty)
        elif kind == DECLARATION:
            body, derived = self._declaration(fields, faulty)
        else:
            body, derived = self._development(kind, fields, (), faulty)
        return Draft(
            chronology=chronology,
            id=given,
            kind=kind,
            where=where,
            derived=derived,
            body={"chronology": chronology, "id": given, "kind": kind, **body},
        )

    def _development(
        self, kind: str, fields: dict[str, Any], path: FieldPath, faulty: Faulty
    ) -> _Parts:
        """Return the body of a development; one within a correction, at `path`, needs no source."""
        data = fields.pop("data", {})
        asserted, derived = self._claims(kind, data, path, faulty)
        faults = faults_of_development(fields, sourced=not path)
        faulty.extend(((*path, *inner), reason) for inner, reason in faults)
        development: WrittenDevelopment | None = self._structure(
            WrittenDevelopment, {"kind": kind, **fields}, path, faulty
        )
        if development is None:
            return {}, {}
        body = sparse(
            occurred=str(development.occurred),
            headline=development.headline,
            data=asserted,
            sources=[source.body() for source in development.sources],
            after=list(development.after),
            before=list(development.before),
            contests=list(development.contests),
            note=development.note,
        )
        return body, derived

    def _claims(self, kind: str, data: object, path: FieldPath, faulty: Faulty) -> _Parts:
        """Return the data of a kind in normal form, and what is derived: claims and version."""
        if isinstance(data, StoredData):
            return taken(data, path, faulty)
        try:
            known = self._register[kind]
        except ChronoError as error:
            faulty.append(((*path, "kind"), str(error)))
            return {}, {}
        asserted: Asserts | None = self._structure(known.cls, data, (*path, "data"), faulty)
        if asserted is None:
            return {}, {}
        written, claims, faults = claims_of_data(asserted, self._converter)
        faulty.extend(((*path, "data", *inner), reason) for inner, reason in faults)
        return written, {"claims": [claim.body() for claim in claims], "version": known.version}

    def _act(self, kind: str, fields: dict[str, Any], faulty: Faulty) -> _Parts:
        faulty.extend(faults_of_act(kind, fields))
        event: dict[str, Any] = {}
        derived: dict[str, Any] = {}
        if kind == CORRECTION and isinstance(fields.get("event"), dict):
            event, derived = self._corrected(dict(fields["event"]), faulty)
        act: Any = self._structure(ACT_SHAPES[kind], fields, (), faulty)
        if act is None:
            return {}, {}
        target = ACTS[kind]
        body = sparse(
            **{target: getattr(act, target)},
            reason=getattr(act, "reason", None),
            event=event,
            sources=[source.body() for source in act.sources],
        )
        return body, derived

    def _corrected(self, event: dict[str, Any], faulty: Faulty) -> _Parts:
        """Return the body of the event within a correction, and what is derived from it."""
        if "id" in event:
            faulty.append((("event", "id"), "an event in a correction has no id; it keeps its own"))
            event.pop("id")
        kind = event.pop("kind", None)
        if not isinstance(kind, str):
            reason = "missing; a correction holds the whole corrected event, its kind too"
        elif kind in ACTS or kind == DECLARATION:
            reason = f"{kind}: only a development is corrected; retract an act instead"
        else:
            body, derived = self._development(kind, event, ("event",), faulty)
            return {"kind": kind, **body}, derived
        faulty.append((("event", "kind"), reason))
        return {}, {}

    def _declaration(self, fields: dict[str, Any], faulty: Faulty) -> _Parts:
        data = fields.pop("data", {})
        reason = "unknown field; a declaration has id, kind and data"
        faulty.extend(((name,), reason) for name in sorted(fields))
        faulty.extend((("data", *inner), reason) for inner, reason in faults_of_declaration(data))
        declared: WrittenDeclaration | None = self._structure(
            WrittenDeclaration, data, ("data",), faulty
        )
        if declared is None:
            return {}, {}
        keys = {
            key: sparse(title=about.title, holds=about.sort, prefer=about.prefer)
            for key, about in declared.keys.items()
        }
        data = sparse(
            title=declared.title,
            zone=declared.zone,
            parties=list(declared.parties),
            aliases=declared.aliases,
            keys=keys,
        )
        return {"data": data}, {}

    def _structure(self, cls: type, value: object, path: FieldPath, faulty: Faulty) -> Any:
        try:
            return self._converter.structure(value, cls)
        except Exception as error:  # noqa: BLE001  cattrs groups whatever a hook raised
            faulty.extend(explain(error, path, cls))
            return None
