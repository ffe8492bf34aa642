"""Turning items into drafts: every format that is read comes through here."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from chrono.codec.codec import Codec
from chrono.errors import Fault, Refused
from chrono.events.drafts import Draft
from chrono.events.kinds import Register
from chrono.ingest.items import Item


def drafted(
    items: Iterable[Item], codec: Callable[[Item], Codec], faults: list[Fault]
) -> Iterator[tuple[Item, Draft]]:
    """Yield each item that can be read, with its draft; what is wrong is added to `faults`.

    Args:
        items: What is written.
        codec: Returns the codec for an item; called just before the item is read.
        faults: The list to which every fault is added, in the order of the items.
    """
    for item in items:
        draft, wrong = codec(item).draft(item.written, item.where, item.at)
        faults.extend(wrong)
        if draft is not None:
            yield item, draft


def drafts_for(
    chronology: str,
    items: Iterable[Item],
    register: Register,
    aliases: Mapping[str, str] | None = None,
    faults: Iterable[Fault] = (),
) -> list[Draft]:
    """Return the drafts of items that all belong to one chronology.

    Args:
        chronology: Its name.
        items: What is written.
        register: The kinds.
        aliases: Its aliases.
        faults: Faults of the text that belong to no item.

    Raises:
        Refused: With every fault of them all.
    """
    wrong = list(faults)
    codecs = {text: Codec(chronology, register, aliases, text=text) for text in (False, True)}
    drafts: list[Draft] = []
    for _, draft in drafted(items, lambda item: codecs[item.text], wrong):
        if draft.chronology != chronology:
            reason = f"{draft.chronology}, but this is for {chronology}"
            wrong.append(draft.fault("chronology", reason, "another chronology"))
        drafts.append(draft)
    if wrong:
        raise Refused(wrong)
    return drafts
