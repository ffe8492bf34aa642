"""The codec: from what somebody wrote to a draft for the log, strictly, with every fault at once.

JSON is taken as typed: ``1`` is not ``"1"``. The text form (YAML) has only text, which is typed by
the field that it stands in. Unknown fields are refused by name.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from chrono.errors import ChronoError, Fault
from chrono.events import claims as claim_rules
from chrono.events.drafts import Draft
from chrono.events.entries import ACTS, CITATION, CORRECTION, DECLARATION
from chrono.events.kinds import Asserts, Register
from chrono.events.shapes import ACT_SHAPES, Told, WrittenDeclaration
from chrono.events.strict import Faulty, Place, explain, shown, strict_converter
from chrono.values.canonical import NotCanonical, normal, normal_text
from chrono.values.clocks import zone
from chrono.values.keys import checked_glob
from chrono.values.sources import Source

_ID = re.compile(r"[A-Za-z0-9._-]{1,80}", re.ASCII)
_NUMBERED_ID = re.compile(r"[A-Za-z0-9._-]{1,80}(?:~[0-9]{1,6})?", re.ASCII)
_LONGEST_HEADLINE = 300


class Codec:
    """Reads what was written for one chronology.

    Args:
        chronology: The name of the chronology that events without one belong to.
        register: The kinds.
        aliases: Other spellings of names; resolved in publishers, names and members of sets.
        text: Whether every scalar is text, to be typed by its field.
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
        self._aliases = {normal_text(k): normal_text(v) for k, v in (aliases or {}).items()}
        self._converter = strict_converter(self._name, text=text)

    def draft(
        self, written: object, where: str, at: Callable[..., str] | None = None
    ) -> tuple[Draft | None, tuple[Fault, ...]]:
        """Read one written event, act or declaration.

        Args:
            written: A JSON value, or the same with text for every scalar.
            where: Where it stands, for faults that belong to no field.
            at: Says where a path of fields stands; by default ``where`` for all.

        Returns:
            The draft and no faults, or no draft and every fault.
        """
        faulty: Faulty = []
        draft = self._draft(written, where, faulty)
        locate = at or (lambda *_: where)
        faults = tuple(Fault(locate(*path), _dotted(path), reason) for path, reason in faulty)
        return (None if faults else draft), faults

    def _draft(self, written: object, where: str, faulty: Faulty) -> Draft | None:
        try:
            fields = normal(written)
        except NotCanonical as error:
            faulty.append(((), str(error)))
            return None
        if not isinstance(fields, dict):
            faulty.append(((), "an event is a map of fields, as id, kind, occurred, headline"))
            return None
        kind = fields.pop("kind", None)
        if not isinstance(kind, str):
            faulty.append((("kind",), "missing; the generic kind is development"))
        chronology = fields.pop("chronology", self._chronology)
        if not isinstance(chronology, str) or not _ID.fullmatch(chronology):
            faulty.append(
                (("chronology",), f"{shown(chronology)} is no name; use A-Z a-z 0-9 . _ -")
            )
        given = fields.pop("id", None)
        self._check_id(given, kind, faulty)
        fields.pop("derived", None)
        if not isinstance(kind, str):
            return None
        read = self._act if kind in ACTS else self._declaration if kind == DECLARATION else None
        body, derived = read(kind, fields, faulty) if read else self._told(kind, fields, (), faulty)
        if faulty:
            return None
        return Draft(
            chronology=chronology,
            id=str(given),
            kind=kind,
            where=where,
            derived=derived,
            body={"chronology": chronology, "id": given, "kind": kind, **body},
        )

    def _check_id(self, given: object, kind: object, faulty: Faulty) -> None:
        if given is None:
            faulty.append((("id",), "missing; write a short stable name, as altman-removed"))
        elif not isinstance(given, str):
            faulty.append((("id",), f"{shown(given)} is not text; write it in quotes"))
        elif not (_NUMBERED_ID if kind in (CORRECTION, DECLARATION) else _ID).fullmatch(given):
            faulty.append((("id",), f"{shown(given)} is no id; use 1 to 80 of A-Z a-z 0-9 . _ -"))

    def _told(
        self, kind: str, fields: dict[str, Any], path: Place, faulty: Faulty
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Read a development; inside a correction its sources may be left out."""
        asserted, derived = self._claims(kind, fields.get("data", {}), path, faulty)
        told: Told | None = self._structure(Told, {"kind": kind, **fields}, path, faulty)
        if told is None:
            return {}, {}
        if not told.sources and not path:
            faulty.append(
                (
                    ("sources",),
                    "missing; an event needs at least one source with publisher and basis",
                )
            )
        self._check_told(told, path, faulty)
        body = _sparse(
            occurred=str(told.occurred),
            headline=told.headline,
            data=asserted,
            sources=[source.body() for source in told.sources],
            after=list(told.after),
            before=list(told.before),
            contests=list(told.contests),
            note=told.note,
        )
        return body, derived

    def _check_told(self, told: Told, path: Place, faulty: Faulty) -> None:
        if not told.headline.strip():
            faulty.append(((*path, "headline"), "empty; say in one line what happened"))
        elif len(told.headline) > _LONGEST_HEADLINE or "\n" in told.headline:
            faulty.append(
                ((*path, "headline"), "one line of at most 300 characters; use note for more")
            )
        self._check_sources(told.sources, path, faulty)

    def _check_sources(self, sources: Iterable[Source], path: Place, faulty: Faulty) -> None:
        for number, source in enumerate(sources):
            here = (*path, "sources", number)
            if not source.publisher.strip():
                faulty.append(((*here, "publisher"), "empty; name who published it"))
            if not source.url and not source.published:
                faulty.append((here, "has neither url nor published; give one, better both"))

    def _claims(
        self, kind: str, data: object, path: Place, faulty: Faulty
    ) -> tuple[Any, dict[str, Any]]:
        """Structure the data of a kind and compute what it claims; return the data as it reads."""
        try:
            known = self._register[kind]
        except ChronoError as error:
            faulty.append(((*path, "kind"), str(error)))
            return {}, {}
        asserted: Asserts | None = self._structure(known.cls, data, (*path, "data"), faulty)
        if asserted is None:
            return {}, {}
        claims = tuple(asserted.claims())
        faulty.extend(((*path, "data"), reason) for reason in claim_rules.faults(claims))
        derived = {"claims": [claim.body() for claim in claims], "version": known.version}
        return self._converter.unstructure(asserted), derived

    def _act(
        self, kind: str, fields: dict[str, Any], faulty: Faulty
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        act: Any = self._structure(ACT_SHAPES[kind], fields, (), faulty)
        if act is None:
            return {}, {}
        self._check_sources(act.sources, (), faulty)
        sources = [source.body() for source in act.sources]
        field = ACTS[kind]
        if kind == CITATION:
            if not any(source.published for source in act.sources):
                faulty.append(
                    (("sources",), "a citation needs a source with published, as 2023-11-17")
                )
            return _sparse(**{field: getattr(act, field)}, sources=sources), {}
        if not act.reason.strip():
            faulty.append((("reason",), "empty; say why, it is shown wherever the act is"))
        body = _sparse(**{field: getattr(act, field)}, reason=act.reason, sources=sources)
        if kind != CORRECTION:
            return body, {}
        event = dict(act.event)
        if "id" in event:
            faulty.append((("event", "id"), "an event in a correction has no id; it keeps its own"))
            event.pop("id")
        told_kind = event.pop("kind", None)
        if not isinstance(told_kind, str) or told_kind in (*ACTS, DECLARATION):
            faulty.append(
                (("event", "kind"), "missing; a correction holds the whole corrected event")
            )
            return {}, {}
        told, derived = self._told(told_kind, event, ("event",), faulty)
        return {**body, "event": {"kind": told_kind, **told}}, derived

    def _declaration(
        self, _: str, fields: dict[str, Any], faulty: Faulty
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        extra = sorted(fields.keys() - {"data"})
        faulty.extend(
            (((name,)), "unknown field; a declaration has id, kind and data") for name in extra
        )
        declared: WrittenDeclaration | None = self._structure(
            WrittenDeclaration, fields.get("data", {}), ("data",), faulty
        )
        if declared is None:
            return {}, {}
        for name, check in (
            ("zone", lambda: zone(declared.zone)),
            ("keys", lambda: [checked_glob(key) for key in declared.keys]),
        ):
            try:
                check()
            except ChronoError as error:
                faulty.append((("data", name), str(error)))
        for key, about in declared.keys.items():
            if about.holds not in ("single", "set"):
                faulty.append(
                    (("data", "keys", key, "holds"), f"{shown(about.holds)}; write single or set")
                )
        keys = {
            key: _sparse(title=about.title, holds=about.holds)
            for key, about in declared.keys.items()
        }
        data = _sparse(
            title=declared.title,
            zone=declared.zone,
            parties=list(declared.parties),
            aliases=declared.aliases,
            keys=keys,
        )
        return {"data": data}, {}

    def _structure(self, cls: type, value: object, path: Place, faulty: Faulty) -> Any:
        try:
            return self._converter.structure(value, cls)
        except Exception as error:  # noqa: BLE001  cattrs raises groups of whatever a hook raised
            faulty.extend(explain(error, path, cls))
            return None

    def _name(self, name: str) -> str:
        return self._aliases.get(name, name)


def _dotted(path: Iterable[str | int]) -> str:
    dotted = ""
    for step in path:
        dotted += f"[{step}]" if isinstance(step, int) else f".{step}" if dotted else step
    return dotted


def _sparse(**fields: Any) -> dict[str, Any]:
    """Leave out what is empty: empty and absent fields are one."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {}, ())}
