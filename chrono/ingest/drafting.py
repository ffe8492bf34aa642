"""Turning items into drafts: every format that is read comes through here."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from chrono.codec.codec import Codec
from chrono.events.drafts import Draft
from chrono.events.entries import ACTS, CORRECTION, DECLARATION
from chrono.events.kinds import Register, kind_of
from chrono.faults import Fault, Refused
from chrono.ingest.items import Item
from chrono.kinds.generic import GenericDevelopment
from chrono.log.contract import Log

_STAND_INS: Final[Mapping[str, Any]] = {
    "occurred": "[..9999]",  # neither before nor after anything
    "headline": "unread",
    "reason": "unread",
    "sources": [{"publisher": "unread", "basis": "rumoured", "published": "9999"}],
    "data": {},
}
"""What stands in for a field with faults, so that the rest can be held against the log."""

_GENERIC: Final = kind_of(GenericDevelopment).name


@attrs.frozen
class Drafted:
    """Drafts of what is written, and what is wrong with it.

    Attributes:
        drafts: In the order of the items. With faults nothing may be appended, but they can be
            tried on a copy of the log, for its faults: what stands in for an item with faults says
            what could be read of it. Empty where nothing stands in for one.
        faults: Those of the items, in their order.
    """

    drafts: Sequence[Draft]
    faults: Sequence[Fault] = ()


def drafted(
    items: Iterable[Item], codec: Callable[[Item], Codec], faults: list[Fault]
) -> Iterator[tuple[Item, Draft | None]]:
    """Yield each item with its draft; what is wrong is added to `faults`.

    Args:
        items: What is written.
        codec: Returns the codec for an item; called just before the item is read.
        faults: The list to which every fault is added, in the order of the items.

    Yields:
        The item; and its draft, or None where it has faults.
    """
    for item in items:
        draft, wrong = codec(item).draft(item.written, item.where, item.at)
        faults.extend(wrong)
        yield item, draft


def stand_in(item: Item, codec: Codec, faults: Iterable[Fault]) -> Draft | None:
    """Return a draft of what can be read of an item that has these faults; None for nothing."""
    fields = item.written
    if not isinstance(fields, dict) or fields.get("kind") == DECLARATION:
        return None
    wrong = [fault.field for fault in faults]
    kept = without_faults(fields, wrong)
    if _names(wrong) & {"id"}:
        kept["id"] = f"unread.{item.line}".ljust(80, ".")
    if kept.get("kind") == CORRECTION and isinstance(fields.get("event"), dict):
        within = [field.removeprefix("event.") for field in wrong if field.startswith("event.")]
        kept["event"] = without_faults(fields["event"], within)
    draft, _ = codec.draft(kept, item.where, item.at)
    return draft


def without_faults(fields: Mapping[str, Any], wrong: Sequence[str]) -> dict[str, Any]:
    """Return fields without those that have faults, or with what stands in for them.

    `wrong` are paths of fields, as those of faults; without any, the fields come out as they are.
    """
    names = _names(wrong)
    kept = {name: value for name, value in fields.items() if name not in names}
    kept.update((name, value) for name, value in _STAND_INS.items() if name in names)
    if "kind" in names or ("data" in names and kept.get("kind") not in ACTS):
        kept.update(kind=_GENERIC, data=_sound_claims(fields, wrong))
    return kept


def _names(wrong: Iterable[str]) -> set[str]:
    return {re.split(r"[.\[]", field, maxsplit=1)[0] for field in wrong}


def _sound_claims(fields: Mapping[str, Any], wrong: Iterable[str]) -> dict[str, Any]:
    """Return data with the claims that have no faults; none where the fault is another."""
    data = fields.get("data")
    numbers = [re.match(r"data\.claims\[(\d+)\]", field) for field in wrong if field[:4] == "data"]
    claims = data.get("claims") if isinstance(data, dict) else None
    if not isinstance(claims, list) or not all(numbers) or fields.get("kind") != _GENERIC:
        return {}
    bad = {int(number[1]) for number in numbers if number}
    return {"claims": [claim for index, claim in enumerate(claims) if index not in bad]}


def read_drafts(
    chronology: str,
    items: Iterable[Item],
    register: Register,
    aliases: Mapping[str, str] | None = None,
) -> Drafted:
    """Return items that all belong to one chronology as drafts, with every fault of them all.

    Args:
        chronology: Its name.
        items: What is written.
        register: The kinds.
        aliases: Its aliases.
    """
    wrong: list[Fault] = []
    codecs: dict[bool, Codec] = {}

    def codec(item: Item) -> Codec:
        if item.text not in codecs:
            codecs[item.text] = Codec(chronology, register, aliases, text=item.text)
        return codecs[item.text]

    drafts: list[Draft | None] = []
    before = 0
    for item, draft in drafted(items, codec, wrong):
        found = draft or stand_in(item, codec(item), wrong[before:])
        if found is not None and found.chronology != chronology:
            reason = f"{found.chronology}, but this is for {chronology}"
            wrong.append(found.fault("chronology", reason, "another chronology"))
            found = None
        drafts.append(found)
        before = len(wrong)
    return Drafted(_all_or_none(drafts), wrong)


def _all_or_none(drafts: Iterable[Draft | None]) -> Sequence[Draft]:
    """Return drafts; none of them if one is missing, for the log would miss it, too."""
    there: list[Draft] = []
    for draft in drafts:
        if draft is None:
            return ()
        there.append(draft)
    return there


def faults_on(log: Log, drafts: Sequence[Draft], faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return faults, and after them those that a log finds in drafts; the log stays as it is."""
    try:
        log.tried(drafts)
    except Refused as refused:
        return tuple(dict.fromkeys((*faults, *refused.faults)))
    return tuple(faults)


def drafts_for(
    chronology: str,
    items: Iterable[Item],
    register: Register,
    aliases: Mapping[str, str] | None = None,
) -> Sequence[Draft]:
    """Return the drafts of items, as `read_drafts`.

    Raises:
        Refused: With every fault of them all.
    """
    found = read_drafts(chronology, items, register, aliases)
    if found.faults:
        raise Refused(found.faults)
    return found.drafts
