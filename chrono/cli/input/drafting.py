"""Drafting: from the flags of a command to the draft of an event.

Dates take typing aids, as ``yesterday`` or ``before 2023-11-17``, and are stored as EDTF. Values
take the shape of what their key held before.
"""

import json
import shlex
from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs
import click

from chrono.cli.input.event_flags import LINKS
from chrono.cli.input.faults_by_flag import by_flag
from chrono.cli.input.near_names import as_meant
from chrono.cli.input.open_chronology import OpenChronology
from chrono.cli.input.typed_fields import as_text, data_of, date_of, parted
from chrono.cli.input.typed_sources import flag_of
from chrono.cli.input.unread_flags import UnreadFlags
from chrono.errors import ChronoError
from chrono.events.claims import OPS, VALUED_OPS
from chrono.events.kinds import kind_of
from chrono.ingest.drafting import Drafted, read_drafts
from chrono.ingest.items import Item
from chrono.kinds.generic import GenericDevelopment
from chrono.kinds.wording import is_money, wording_of
from chrono.values.typed_money import first_money
from chrono.values.typed_values import value_from_words

_GENERIC: Final = kind_of(GenericDevelopment).name


def drafted(opened: OpenChronology, written: Mapping[str, Any]) -> Drafted:
    """Return the draft of an event or act that flags describe, with its faults by flag.

    A name that is near one in use is asked about.
    """
    read = _read(opened, written)
    if near := {} if read.faults else opened.near_names(read.drafts):
        read = _read(opened, as_meant(written, near))
    faults = [by_flag(fault, len(written["sources"])) for fault in read.faults]
    return attrs.evolve(read, faults=faults)


def _read(opened: OpenChronology, written: Mapping[str, Any]) -> Drafted:
    item = Item(written, "", 0, text=True)
    return read_drafts(opened.name, [item], opened.register, opened.aliases)


def written_event(
    opened: OpenChronology, flags: Mapping[str, Any], old: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the event that flags describe, on top of the version they change.

    Raises:
        Refused: With every flag that cannot be read.
    """
    unread = UnreadFlags()
    kind = flags["kind"] or old.get("kind", _GENERIC)
    written = {**old, "kind": kind}
    for name in ("headline", "note"):
        if flags[name] is not None:
            written[name] = flags[name]
    if flags["occurred"] is not None:
        written["occurred"] = unread.reading(date_of, opened, "--at", flags["occurred"])
    for name in LINKS:
        ids = [unread.reading(event_of, opened, f"--{name}", word) for word in flags[name]]
        written[name] = list(dict.fromkeys([*old.get(name, ()), *ids]))
    written["data"] = unread.reading(_data, opened, kind, flags, old)
    unread.refuse()
    return written


def _data(
    opened: OpenChronology, kind: str, flags: Mapping[str, Any], old: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the data of an event; claims on the generic kind replace the earlier ones."""
    data = dict(old.get("data", {})) if kind == old.get("kind", kind) else {}
    claims = claims_of(opened, flags)
    if kind == _GENERIC:
        if flags["data"]:
            raise click.UsageError(
                f"-d {flags['data'][0]!r}: {kind} has no fields; name the kind with --kind, or "
                "claim with --set"
            )
        return {**data, "claims": claims} if claims else data
    if claims:
        raise click.UsageError(
            f"--set and the like are for the kind {_GENERIC}; write the fields of {kind} with "
            "-d FIELD=VALUE"
        )
    return {**as_text(data), **data_of(opened, opened.register, kind, flags["data"])}


def event_of(opened: OpenChronology, flag: str, word: str) -> str:
    """Return the id of the event named by ``e17`` or by its id, as a flag or an argument.

    Raises:
        click.UsageError: There is none; the sentence names the flag.
    """
    try:
        return opened.event(word).id
    except ChronoError as error:
        raise click.UsageError(f"{flag}: {error}" if flag else str(error)) from error


def claims_of(opened: OpenChronology, flags: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the claims, by operation and then in the order in which they were typed.

    Raises:
        Refused: With every claim that cannot be read.
    """
    unread = UnreadFlags()
    claims = [
        unread.reading(_claims, opened, op, word, flags[op]) for op in OPS for word in flags[op]
    ]
    unread.refuse()
    return [claim for each in claims for claim in each]


def _claims(
    opened: OpenChronology, op: str, word: str, words: Sequence[str]
) -> list[dict[str, Any]]:
    """Return the claim of a word; one for each name of several members that come or go."""
    claim = _claim(opened, op, word)
    key, _, text = word.partition("=")
    alone = sum(other.partition("=")[0] == key for other in words) == 1
    if op not in ("add", "drop") or not alone or claim["value"] != text.strip():
        return [claim]
    one = f"--{op} {shlex.quote(f'{key}={json.dumps(text, ensure_ascii=False)}')}"
    names = parted(opened, f"--{op} {key}", text, one)
    return [{op: key.strip(), "value": name} for name in names]


def _claim(opened: OpenChronology, op: str, word: str) -> dict[str, Any]:
    key, given, text = word.partition("=")
    if op in VALUED_OPS and not given:
        raise click.UsageError(f"--{op} {word!r}: write KEY=VALUE, as --{op} {word}=VALUE")
    if op == "end" and given:
        raise click.UsageError(
            f"--end {word!r}: an end has no value; write --end {key}, or, for what holds "
            f"there from now on, --set {word!r}"
        )
    claim: dict[str, Any] = {op: key.strip()}
    if given:
        claim["value"] = _value(opened, op, key.strip(), text)
    return claim


def _value(opened: OpenChronology, op: str, key: str, text: str) -> Any:
    """Return a typed value in the shape that this key, or one like it, last held."""
    try:
        like = opened.last_value(key, member=op in ("add", "drop"))
        if like is None and is_money(key) and (money := first_money(text)):
            return money
        wording = wording_of(key, pending=op in ("announce", "lapse"))
        return value_from_words(text, like, wording)
    except ChronoError as error:
        raise click.UsageError(f"--{op} {key}: {error}") from error


def sources_of(opened: OpenChronology, flags: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the sources that the flags name, completed from what the log knows of them.

    Those of another event come last, so that the first that is typed is the first.

    Raises:
        Refused: With every flag that cannot be read.
    """
    unread = UnreadFlags()
    sources = [
        unread.reading(_source, opened, typed, number if len(flags["sources"]) > 1 else None)
        for number, typed in enumerate(flags["sources"], 1)
    ]
    if flags["source_of"]:
        given = unread.reading(event_of, opened, "--source-of", flags["source_of"])
        if given is not None:
            sources.extend(source.body() for source in opened.event(f"id:{given}").sources)
    unread.refuse()
    return sources


def _source(opened: OpenChronology, typed: Mapping[str, str], number: int | None) -> dict[str, Any]:
    """Return a typed source, completed; a number says which of several it is."""
    fields = dict(typed)
    if "published" in fields:
        flag = flag_of("published", number)
        fields["published"] = date_of(opened, flag, fields["published"])
    return {**opened.source_at(fields.get("url")), **fields}
