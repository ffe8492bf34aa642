"""The codec: from what somebody wrote to a draft for the log, strictly, with every fault at once.

JSON is taken as typed: ``1`` is not ``"1"``. The text form (YAML) has only text, which is typed by
the field that it stands in. Unknown fields are refused by name.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, get_args, get_origin

import attrs
from cattrs import ClassValidationError, Converter, ForbiddenExtraKeysError, IterableValidationError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from chrono.errors import ChronoError, Fault
from chrono.events import claims as claim_rules
from chrono.events.claims import OPS, Claim
from chrono.events.drafts import Draft
from chrono.events.entries import ACTS, CITATION, CORRECTION, DECLARATION
from chrono.events.kinds import Asserts, Register
from chrono.values.canonical import NotCanonical, normal, normal_text
from chrono.values.clocks import zone
from chrono.values.dates import Date
from chrono.values.keys import checked, checked_glob
from chrono.values.sources import Name, Source

_ID = re.compile(r"[A-Za-z0-9._-]{1,80}", re.ASCII)
_NUMBERED_ID = re.compile(r"[A-Za-z0-9._-]{1,80}(?:~[0-9]{1,6})?", re.ASCII)
_WHOLE = re.compile(r"[+-]?[0-9]{1,30}", re.ASCII)
_LONGEST_HEADLINE = 300

Faulty = list[tuple[tuple[str | int, ...], str]]


class WrongValue(ChronoError):
    """A field holds what it cannot hold; the sentence says what would be right."""


@attrs.frozen(kw_only=True)
class _Told:
    """A development as written, without its id."""

    kind: str
    occurred: Date
    headline: str
    sources: tuple[Source, ...] = ()
    data: dict[str, Any] = attrs.field(factory=dict)
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    contests: tuple[str, ...] = ()
    note: str | None = None


@attrs.frozen(kw_only=True)
class _Retraction:
    retracts: str
    reason: str
    sources: tuple[Source, ...] = ()


@attrs.frozen(kw_only=True)
class _Correction:
    corrects: str
    reason: str
    event: dict[str, Any]
    sources: tuple[Source, ...] = ()


@attrs.frozen(kw_only=True)
class _Citation:
    cites: str
    sources: tuple[Source, ...]


@attrs.frozen(kw_only=True)
class _DeclaredKey:
    title: str | None = None
    holds: str = "single"


@attrs.frozen(kw_only=True)
class _Declaration:
    title: str
    zone: str
    parties: tuple[str, ...] = ()
    aliases: dict[str, str] = attrs.field(factory=dict)
    keys: dict[str, _DeclaredKey] = attrs.field(factory=dict)


_ACT_CLASSES: Mapping[str, type] = {
    "retraction": _Retraction,
    "correction": _Correction,
    "citation": _Citation,
}


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
        self._converter = _converter(self._name, text=text)

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
                (("chronology",), f"{_shown(chronology)} is no name; use A-Z a-z 0-9 . _ -")
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
            faulty.append((("id",), f"{_shown(given)} is not text; write it in quotes"))
        elif not (_NUMBERED_ID if kind in (CORRECTION, DECLARATION) else _ID).fullmatch(given):
            faulty.append((("id",), f"{_shown(given)} is no id; use 1 to 80 of A-Z a-z 0-9 . _ -"))

    def _told(
        self, kind: str, fields: dict[str, Any], path: tuple[str | int, ...], faulty: Faulty
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Read a development; inside a correction its sources may be left out."""
        asserted, derived = self._claims(kind, fields.get("data", {}), path, faulty)
        told: _Told | None = self._structure(_Told, {"kind": kind, **fields}, path, faulty)
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

    def _check_told(self, told: _Told, path: tuple[str | int, ...], faulty: Faulty) -> None:
        if not told.headline.strip():
            faulty.append(((*path, "headline"), "empty; say in one line what happened"))
        elif len(told.headline) > _LONGEST_HEADLINE or "\n" in told.headline:
            faulty.append(
                ((*path, "headline"), "one line of at most 300 characters; use note for more")
            )
        self._check_sources(told.sources, path, faulty)

    def _check_sources(
        self, sources: Iterable[Source], path: tuple[str | int, ...], faulty: Faulty
    ) -> None:
        for number, source in enumerate(sources):
            here = (*path, "sources", number)
            if not source.publisher.strip():
                faulty.append(((*here, "publisher"), "empty; name who published it"))
            if not source.url and not source.published:
                faulty.append((here, "has neither url nor published; give one, better both"))

    def _claims(
        self, kind: str, data: object, path: tuple[str | int, ...], faulty: Faulty
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
        act: Any = self._structure(_ACT_CLASSES[kind], fields, (), faulty)
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
        declared: _Declaration | None = self._structure(
            _Declaration, fields.get("data", {}), ("data",), faulty
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
                    (("data", "keys", key, "holds"), f"{_shown(about.holds)}; write single or set")
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

    def _structure(
        self, cls: type, value: object, path: tuple[str | int, ...], faulty: Faulty
    ) -> Any:
        try:
            return self._converter.structure(value, cls)
        except Exception as error:  # noqa: BLE001  cattrs raises groups of whatever a hook raised
            faulty.extend(_explain(error, path, cls))
            return None

    def _name(self, name: str) -> str:
        return self._aliases.get(name, name)


def _converter(resolve: Callable[[str], str], *, text: bool) -> Converter:
    """Make the strict converter: no coercion, unknown fields forbidden, names resolved."""
    converter = Converter(forbid_extra_keys=True, omit_if_default=True, use_alias=True)
    converter.register_structure_hook_factory(attrs.has, lambda cls: _mapped(converter, cls))
    converter.register_unstructure_hook_factory(
        attrs.has,
        lambda cls: make_dict_unstructure_fn(
            cls, converter, _cattrs_omit_if_default=True, _cattrs_use_alias=True
        ),
    )
    converter.register_structure_hook_func(lambda t: t is str, lambda v, _: _text(v))
    converter.register_structure_hook_func(lambda t: t is Name, lambda v, _: resolve(_text(v)))
    converter.register_structure_hook_func(lambda t: t is int, lambda v, _: _whole(v, text=text))
    converter.register_structure_hook_func(lambda t: t is bool, lambda v, _: _truth(v, text=text))
    converter.register_structure_hook_func(_is_tuple, lambda v, t: _list(converter, v, t))
    converter.register_structure_hook_func(_is_literal, _choice)
    converter.register_structure_hook(Date, lambda v, _: Date.parse(_text(v)))
    converter.register_structure_hook(Claim, lambda v, _: _claim(v, resolve))
    converter.register_unstructure_hook(Claim, _written_claim)
    converter.register_unstructure_hook(Date, str)
    return converter


def _mapped(converter: Converter, cls: type) -> Callable[[Any, Any], Any]:
    structure = make_dict_structure_fn(
        cls, converter, _cattrs_forbid_extra_keys=True, _cattrs_use_alias=True
    )

    def mapped(value: Any, type_: Any) -> Any:
        if not isinstance(value, dict):
            names = ", ".join(field.name for field in attrs.fields(cls))
            raise WrongValue(f"{_shown(value)} is not a map; it has fields: {names}")
        return structure(value, type_)

    return mapped


def _is_tuple(type_: Any) -> bool:
    return get_origin(type_) is tuple


def _is_literal(type_: Any) -> bool:
    return get_origin(type_) is Literal


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise WrongValue(f"{_shown(value)} is not text; write it in quotes")


def _whole(value: Any, *, text: bool) -> int:
    if text and isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    if not text and isinstance(value, int) and not isinstance(value, bool):
        return value
    raise WrongValue(f"{_shown(value)} is not a whole number, as 13000000000")


def _truth(value: Any, *, text: bool) -> bool:
    if text and value in ("true", "false"):
        return bool(value == "true")
    if not text and isinstance(value, bool):
        return value
    raise WrongValue(f"{_shown(value)} is neither true nor false")


def _list(converter: Converter, value: Any, type_: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise WrongValue(f"{_shown(value)} is not a list; write [{_shown(value)}]")
    (of, _) = get_args(type_)
    return tuple(converter.structure(value, list[of]))


def _choice(value: Any, type_: Any) -> Any:
    choices = get_args(type_)
    if value in choices:
        return value
    near = difflib.get_close_matches(str(value), choices, n=1)
    hint = f"did you mean {near[0]}?" if near else "one of " + ", ".join(choices)
    raise WrongValue(f"{_shown(value)} is not allowed; {hint}")


def _claim(value: Any, resolve: Callable[[str], str]) -> Claim:
    """Read ``{set: KEY, value: V}``: one op, its key, and the value where the op takes one."""
    if not isinstance(value, dict):
        raise WrongValue(f"{_shown(value)} is no claim; write {{set: KEY, value: V}}")
    ops = [op for op in OPS if op in value]
    extra = sorted(value.keys() - {*OPS, "value"})
    if extra:
        raise WrongValue(
            f"unknown field {_shown(extra[0])}; a claim has one of {', '.join(OPS)}, and value"
        )
    if len(ops) != 1:
        raise WrongValue(f"a claim has exactly one of {', '.join(OPS)}")
    said = value.get("value")
    if ops[0] in ("add", "drop") and isinstance(said, str):
        said = resolve(said)
    if isinstance(said, list):
        said = [resolve(member) if isinstance(member, str) else member for member in said]
    return Claim(ops[0], checked(_text(value[ops[0]])), said)


def _written_claim(claim: Claim) -> dict[str, Any]:
    written: dict[str, Any] = {claim.op: claim.key}
    if claim.value is not None:
        written["value"] = claim.value
    return written


def _explain(error: BaseException, path: tuple[str | int, ...], cls: Any) -> Faulty:
    """Turn what cattrs raised into one reason a field, each with its path."""
    if isinstance(error, ClassValidationError):
        noted, rest = error.group_exceptions()
        found = [_explain(one, (*path, note.name), note.type) for one, note in noted]
        return sum(found + [_explain(one, path, error.cl) for one in rest], [])
    if isinstance(error, IterableValidationError):
        listed, others = error.group_exceptions()
        found = [_explain(one, (*path, note.index), note.type) for one, note in listed]
        return sum(found + [_explain(one, path, cls) for one in others], [])
    if isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl)]
        return [((*path, name), _unknown_field(name, known)) for name in sorted(error.extra_fields)]
    if isinstance(error, KeyError):
        return [(path, "missing")]
    return [(path, str(error))]


def _unknown_field(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return "unknown field; " + (
        f"did you mean {near[0]}?" if near else f"fields: {', '.join(known)}"
    )


def _dotted(path: Iterable[str | int]) -> str:
    dotted = ""
    for step in path:
        dotted += f"[{step}]" if isinstance(step, int) else f".{step}" if dotted else step
    return dotted


def _shown(value: object) -> str:
    shown = ascii(value)
    return shown if len(shown) <= 60 else shown[:57] + "..."


def _sparse(**fields: Any) -> dict[str, Any]:
    """Leave out what is empty: empty and absent fields are one."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {}, ())}
