"""The short way through the codec, for developments of which there is nothing to explain.

It only says yes. What it takes, the codec takes too, and makes the same draft of it; what
it does not take, wrong or just rare, the codec reads, and explains.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any, Final

import attrs
from cattrs import Converter

from chrono.codec.claims_of_data import claims_of_data
from chrono.codec.plain_values import NotPlain, a_list, a_text, a_value, checked_json
from chrono.codec.shapes import LONGEST_HEADLINE
from chrono.events.claims import OPS, VALUED_OPS, Claim, faults
from chrono.events.drafts import Draft
from chrono.events.entries import ACTS, DECLARATION
from chrono.events.kinds import Kind, Register, listed
from chrono.events.outlines import Cited, Outline
from chrono.values.addresses import checked_address
from chrono.values.bases import BASES
from chrono.values.canonical import quickly, quoted
from chrono.values.ids import is_new_id
from chrono.values.keys import checked
from chrono.values.sources import Name, Source
from chrono.values.usual_dates import canonical_date

_REQUIRED: Final = frozenset({"id", "kind", "occurred", "headline", "sources"})
_LINKS: Final = frozenset({"after", "before", "contests"})
_RARE: Final = _LINKS | {"note"}
_VALUE: Final = frozenset({"value"})
_OF_MEMBERS: Final = frozenset({"add", "drop"})
_FIELDS: Final = _REQUIRED | {*_LINKS, "chronology", "data", "note"}
_LISTED: Final = frozenset({"claims"})
_DERIVED: Final = frozenset({"derived"})
_OF_SOURCE: Final = frozenset(field.name for field in attrs.fields(Source))

_Rare = tuple[dict[str, tuple[str, ...]], dict[str, str]]
_NOTHING_RARE: Final[_Rare] = {}, dict.fromkeys(_RARE, "")

_Asserted = tuple[str, tuple[Claim, ...]]


class Plain:
    """Reads plain developments.

    Args:
        chronology: The name of the chronology of those that name none.
        register: The kinds.
        converter: What structures data and sources.
    """

    def __init__(self, chronology: str, register: Register, converter: Converter) -> None:
        self._chronology = chronology
        self._register = register
        self._converter = converter
        self._resolve: Callable[[str], str] = partial(converter.structure, cl=Name)
        # By name: the kind, and whether its data is a list of claims and nothing else.
        self._kinds: dict[str, tuple[Kind, bool]] = {}

    def draft(
        self, written: object, where: str, at: Callable[..., str] | None = None
    ) -> Draft | None:
        """Return the draft of a development; None for what is left to the codec."""
        if type(written) is not dict or not _REQUIRED <= written.keys() <= _FIELDS:
            return None
        try:
            return self._read(written, where, at)
        except Exception:  # noqa: BLE001  whatever is wrong, the codec explains it
            return None

    def stores(self, written: dict[str, Any], body: str) -> bool:
        """Return whether a development is surely stored as this body; the codec tells of others."""
        draft = self.draft({name: written[name] for name in written.keys() - _DERIVED}, "")
        return draft is not None and draft.stored() == body

    def _read(
        self, written: dict[str, Any], where: str, at: Callable[..., str] | None
    ) -> Draft | None:
        chronology, given = written.get("chronology", self._chronology), written["id"]
        if not (is_new_id(chronology) and is_new_id(given)):
            return None
        known, lists = self._kinds.get(written["kind"]) or self._met(written["kind"])
        headline, listed = a_text(written["headline"]), a_list(written["sources"])
        if len(headline) > LONGEST_HEADLINE or headline.isspace() or not listed:
            return None
        sources = [_source(self._converter, tuple(source.items())) for source in listed]
        data, claims = self._asserted(known, written.get("data", {}), lists=lists)
        occurred, rare = canonical_date(written["occurred"]), written.keys() & _RARE
        links, more = _rare(written) if rare else _NOTHING_RARE
        stored = ",".join([_stored_claim(claim) for claim in claims])
        derived = f'"claims":[{stored}],' if claims else ""
        cited = ",".join([text for _, text in sources])
        # In the order of the names, as canonical JSON has them.
        whole = (
            f'{{{more["after"]}{more["before"]}"chronology":"{chronology}",{more["contests"]}{data}'
            f'"derived":{{{derived}"version":{known.version}}},"headline":{quoted(headline)},'
            f'"id":"{given}","kind":{quoted(known.name)},{more["note"]}"occurred":"{occurred}",'
            f'"sources":[{cited}]}}'
        )
        outline = Outline(occurred, tuple([source for source, _ in sources]), claims, **links)
        return Draft.of_plain(
            chronology, given, known.name, checked_json(whole), outline, where, at
        )

    def _met(self, name: object) -> tuple[Kind, bool]:
        known = self._register.get(name)
        if known is None or known.name in ACTS or known.name == DECLARATION:
            raise NotPlain
        self._kinds[known.name] = known, _lists_claims(known.cls)
        return self._kinds[known.name]

    def _asserted(self, known: Kind, data: dict[str, Any], *, lists: bool) -> _Asserted:
        """Return the data of a kind as a field of canonical JSON, and what it claims."""
        if lists and data.keys() <= _LISTED:
            claims = tuple([self._claim(one) for one in a_list(data["claims"])]) if data else ()
            if _any_faults(claims):
                raise NotPlain
            listed = ",".join([_written_claim(claim) for claim in claims])
            return f'"data":{{"claims":[{listed}]}},' if claims else "", claims
        asserted = self._converter.structure(a_value(data), known.cls)
        written, made, wrong = claims_of_data(asserted, self._converter)
        if wrong:
            raise NotPlain
        for claim in made:
            a_value(claim.value)  # which the kind has worked out
        return f'"data":{quickly(written)},' if written else "", tuple(made)

    def _claim(self, written: dict[str, Any]) -> Claim:
        """Return a claim of a list, with a copy of its value."""
        value: Any = written.get("value")
        op: Any = next(iter(written))
        if op == "value":
            (op,) = written.keys() - _VALUE
        if op not in OPS or len(written) > 1 + ("value" in written):
            raise NotPlain
        if type(value) is not str:
            value = a_value(value)
            if type(value) is list:
                value = [self._resolve(each) if type(each) is str else each for each in value]
        elif not value:
            raise NotPlain
        elif op in _OF_MEMBERS:
            value = self._resolve(value)
        return Claim(op, checked(a_text(written[op])), value)


def _any_faults(claims: Sequence[Claim]) -> bool:
    """Return whether claims, with keys that are some, have a fault."""
    if len(claims) == 1 and claims[0].op in VALUED_OPS and type(claims[0].value) is str:
        return False
    return any(faults(claims))


def _stored_claim(claim: Claim) -> str:
    """Return the canonical JSON of a claim as it is stored."""
    return f'{{"key":"{claim.key}","op":"{claim.op}"{_stored_value(claim.value)}}}'


def _written_claim(claim: Claim) -> str:
    """Return the canonical JSON of a claim as it is written in a list."""
    return f'{{"{claim.op}":"{claim.key}"{_stored_value(claim.value)}}}'


def _stored_value(value: Any) -> str:
    if type(value) is str:
        return f',"value":{quoted(value)}'
    return "" if value is None else f',"value":{quickly(value)}'


def _rare(written: dict[str, Any]) -> _Rare:
    """Return the links of an event; and these and its note, as fields of canonical JSON."""
    links = {name: tuple(map(a_text, a_list(written[name]))) for name in _LINKS & written.keys()}
    more = dict(_NOTHING_RARE[1])
    for name, given in links.items():
        if given:
            more[name] = f'"{name}":[{",".join(map(quoted, given))}],'
    if "note" in written:
        more["note"] = f'"note":{quoted(a_text(written["note"]))},'
    return links, more


def _lists_claims(cls: Any) -> bool:
    """Return whether the data of a kind is a list of claims, and nothing else."""
    fields = [(field.name, field.alias, field.type) for field in attrs.fields(cls)]
    return cls.claims is listed and fields == [("asserted", "claims", tuple[Claim, ...])]


@lru_cache(maxsize=8192)
def _source(converter: Converter, fields: tuple[tuple[str, str], ...]) -> tuple[Cited, str]:
    """Return a source, as the index has it and as it is stored; cached, as many events cite it."""
    stored = {a_text(name): a_text(value) for name, value in fields}
    if not stored.keys() <= _OF_SOURCE or stored["basis"] not in BASES:
        raise NotPlain
    stored["publisher"] = converter.structure(stored["publisher"], Name)
    url, published = stored.get("url"), stored.get("published")
    if url:
        checked_address(url)
    if published:
        published = stored["published"] = canonical_date(published)
    elif not url:
        raise NotPlain
    return Cited(stored["publisher"], published, url), quickly(stored)
