"""Drafting: from the flags of a command to the draft of an event.

Dates take typing aids, as ``yesterday`` or ``before 2023-11-17``, and are stored as EDTF. Values
take the shape of what their key held before.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final, cast, get_origin

import attrs
import click

from chrono.cli.input.event_flags import LINKS, SOURCE_FIELDS, by_flag
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.open_chronology import OpenChronology
from chrono.cli.input.opening import event_named
from chrono.errors import ChronoError, Fault, Refused
from chrono.events.claims import OPS, VALUED_OPS
from chrono.events.drafts import Draft
from chrono.events.kinds import Register, kind_of
from chrono.ingest.drafting import drafts_for
from chrono.ingest.items import Item
from chrono.kinds.generic import GenericDevelopment
from chrono.kinds.wording import wording_of
from chrono.log.clock import system_clock
from chrono.queries.known import last_value, source_at
from chrono.values.typed_dates import edtf_of
from chrono.values.typed_values import value_from_words

_GENERIC: Final = kind_of(GenericDevelopment).name


def drafted(opened: OpenChronology, written: Mapping[str, Any]) -> Draft:
    """Return the draft of an event or act that flags describe; faults name the flags.

    Raises:
        Refused: With every fault.
    """
    name, aliases = opened.history.chronology, opened.stored.aliases
    try:
        (draft,) = drafts_for(name, [Item(written, "", 0, text=True)], known_kinds(), aliases)
    except Refused as error:
        faults = list(error.faults)
        if written.get("id") in opened.history.by_id:
            faults.append(Fault("", "id", f"{written['id']}: there is another entry with this id"))
        raise Refused(map(by_flag, faults)) from error
    return draft


def written_event(
    opened: OpenChronology, flags: Mapping[str, Any], old: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the event that flags describe, on top of the version they change."""
    kind = flags["kind"] or old.get("kind", _GENERIC)
    written = {**old, "kind": kind}
    for name in ("headline", "note"):
        if flags[name] is not None:
            written[name] = flags[name]
    if flags["occurred"] is not None:
        written["occurred"] = date_of(opened, "--at", flags["occurred"])
    for name in LINKS:
        ids = [event_of(opened, f"--{name}", word) for word in flags[name]]
        written[name] = list(dict.fromkeys([*old.get(name, ()), *ids]))
    written["data"] = _data(opened, kind, flags, old)
    return written


def _data(
    opened: OpenChronology, kind: str, flags: Mapping[str, Any], old: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the data of an event; claims on the generic kind replace the earlier ones."""
    data = dict(old.get("data", {})) if kind == old.get("kind", kind) else {}
    claims = claims_of(opened, flags)
    if kind == _GENERIC:
        return {**data, "claims": claims} if claims else data
    if claims:
        raise click.UsageError(
            f"--set and the like are for the kind {_GENERIC}; write the fields of {kind} with "
            "-d FIELD=VALUE"
        )
    return {**_as_text(data), **data_of(known_kinds(), kind, flags["data"])}


def _as_text(value: Any) -> Any:
    """Return a value with every scalar as text, for its field to read."""
    if isinstance(value, Mapping):
        return {name: _as_text(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_as_text(item) for item in value]
    return value if isinstance(value, str) else json.dumps(value)


def event_of(opened: OpenChronology, flag: str, word: str) -> str:
    """Return the id of the event named by ``e17`` or by its id.

    Raises:
        click.UsageError: There is none; the sentence names the flag.
    """
    try:
        return event_named(word, opened.history.records).id
    except ChronoError as error:
        raise click.UsageError(f"{flag} {error}".strip()) from error


def date_of(opened: OpenChronology, flag: str, word: str) -> str:
    """Return a typed date as EDTF.

    Raises:
        click.UsageError: It is none; the sentence names the flag.
    """
    try:
        return edtf_of(word, system_clock(), opened.history.zone)
    except ChronoError as error:
        raise click.UsageError(f"{flag} {error}".strip()) from error


def claims_of(opened: OpenChronology, flags: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the claims, by operation and then in the order in which they were typed."""
    claims: list[dict[str, Any]] = []
    for op in OPS:
        for word in flags[op]:
            key, given, text = word.partition("=")
            if op in VALUED_OPS and not given:
                raise click.UsageError(f"--{op} {word!r}: write KEY=VALUE, as --{op} deal/x=closed")
            if op == "end" and given:
                raise click.UsageError(
                    f"--end {word!r}: an end has no value; write --end {key}, or, for what holds "
                    f"there from now on, --set {word!r}"
                )
            claim: dict[str, Any] = {op: key.strip()}
            if given:
                claim["value"] = _value(opened, op, key.strip(), text)
            claims.append(claim)
    return claims


def _value(opened: OpenChronology, op: str, key: str, text: str) -> Any:
    """Return a typed value in the shape that this key, or one like it, last held."""
    try:
        like = last_value(opened.history, key, member=op in ("add", "drop"))
        wording = wording_of(key, pending=op in ("announce", "lapse"))
        return value_from_words(text, like, wording)
    except ChronoError as error:
        raise click.UsageError(f"--{op} {key}: {error}") from error


def data_of(register: Register, kind: str, words: Iterable[str]) -> dict[str, Any]:
    """Return the typed fields of a kind; a list field takes one flag for each item."""
    fields = {
        field.alias or field.name: field.type
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", register[kind].cls))
    }
    data: dict[str, Any] = {}
    for word in words:
        name, given, text = word.partition("=")
        if not given:
            raise click.UsageError(
                f"-d {word!r}: write FIELD=VALUE; {kind} has {', '.join(fields)}"
            )
        value = _json_or_text(f"-d {name}", text)
        if get_origin(fields.get(name)) is tuple and not isinstance(value, list):
            data.setdefault(name, []).append(value)
        else:
            data[name] = value
    return data


def _json_or_text(flag: str, text: str) -> Any:
    if text[:1] not in ("[", "{"):
        return text
    try:
        return _as_text(json.loads(text))
    except ValueError as error:
        raise click.UsageError(f"{flag}: {text[:40]!r} is no JSON ({error})") from error


def sources_of(opened: OpenChronology, flags: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the sources that the flags name, completed from what the log knows of them."""
    sources: list[dict[str, Any]] = []
    if flags["source_of"]:
        given = event_of(opened, "--source-of", flags["source_of"])
        sources.extend(source.body() for source in opened.history.by_id[given].sources)
    fields = {name: flags[name] for name in ("url", *SOURCE_FIELDS) if flags[name] is not None}
    if "published" in fields:
        fields["published"] = date_of(opened, "--published", fields["published"])
    if fields:
        sources.append({**source_at(opened.history, fields.get("url")), **fields})
    return sources
