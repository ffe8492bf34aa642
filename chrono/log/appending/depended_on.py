"""Which entries of a log decide whether drafts may be appended, and which drafts may change."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from chrono.events.drafts import Draft
from chrono.events.entries import ACTS, DECLARATION, Correction, Development, Entry
from chrono.log import index_statements
from chrono.log.connection import translated
from chrono.log.errors import WrongIndex
from chrono.log.index.reading import Index

if TYPE_CHECKING:  # a type alone
    from chrono.log.appending.known import Known


def needed(index: Index, drafts: Sequence[Draft], known: "Known") -> list[Entry]:
    """Return the entries on which drafts depend, in order.

    Those are the entries that they name in any field, and whatever bears on these; and of each key
    that the drafts, or what they name, claim on in any version, an event that tells whether it
    holds a set, and that the drafts leave as it is. A declaration is compared with all keys. Those
    that are known already are left out.

    Raises:
        WrongIndex: The index names an entry that is not there, or is of another chronology.
    """
    roots, kinds, keys = _roots(index, drafts), {draft.kind for draft in drafts}, _keys(drafts)
    named = [entry for root in roots for entry in index.family(root)]
    keys += _claimed(named)
    if DECLARATION in kinds:
        keys = [key for _, key in index.keys(())]
    changed = () if kinds.isdisjoint(ACTS) else {entry.id for entry in named}
    keys = [key for key in keys if not known.tells_sort_of(key, changed)]
    if not (roots or keys) and known.positions:
        return []
    telling = _telling(index, keys, roots) if keys else {}
    rest = [key for key in keys if key not in telling]
    found = {entry.position: entry for entry in telling.values()}
    others = index.positions_bearing_on(rest, roots)
    found |= _at(index, [each for each in others if each not in found])
    return [found[position] for position in sorted(found.keys() - known.positions)]


def _telling(index: Index, keys: Sequence[str], but: Sequence[int]) -> dict[str, Entry]:
    """Return the first event on each key that tells whether it holds a set.

    It is at another position than those given, and there is no act upon it; a key without such an
    event is left out. All keys are asked of together, for as long as any has another event.
    """
    ask = index.connection.execute
    found: dict[str, Entry] = {}
    with translated(index.path):
        asked = {"keys": json.dumps(keys), "chronology": index.first}
        names = dict(ask(index_statements.NUMBERS_OF_KEYS, asked).fetchall())
        after = dict.fromkeys(names, 0)
        while after:
            asked = {"after": json.dumps(after), "but": json.dumps(but)}
            rows = ask(index_statements.UNAMENDED_AFTER, asked).fetchall()
            entries = _at(index, [*{position: None for _, position in rows}])
            after = {}
            for number, position in rows:
                if _tells_sort_of(names[number], entries[position]):
                    found[names[number]] = entries[position]
                else:
                    after[number] = position
    return found


def _tells_sort_of(key: str, entry: Entry) -> bool:
    outline = entry.outline
    return outline is not None and any(
        claim.key == key and claim.speaks_for_sets is not None for claim in outline.claims
    )


def _at(index: Index, positions: Sequence[int]) -> dict[int, Entry]:
    """Return the entries at positions that the index names, each by its position."""
    with translated(index.path):
        rows = index.connection.execute(index_statements.AT_ALL, (json.dumps(positions),))
        found = {row[0]: index.own(row) for row in rows}
    for missing in positions if len(found) < len(positions) else ():
        if missing not in found:
            raise WrongIndex.naming(index.path, f"entry {missing}, which is not there")
    return found


def affected(index: Index, drafts: Sequence[Draft]) -> list[int] | None:
    """Return the positions of the entries that bear on what drafts may change; None for all.

    A new link may order whatever is linked with both its ends, so that each key counts on which any
    of these claims. All count where a declaration, or the first claim on a key, is among drafts.
    """
    keys = _keys(drafts)
    if any(draft.kind == DECLARATION for draft in drafts) or not index.has_keys(keys):
        return None
    roots = _roots(index, drafts)
    linked = map(index.at, index.positions_bearing_on([], roots)) if roots else ()
    return index.positions_bearing_on([*keys, *_claimed(linked)], roots)


def _roots(index: Index, drafts: Sequence[Draft]) -> list[int]:
    """Return the positions of the developments that drafts name, or upon which they act."""
    names = [*dict.fromkeys(name for draft in drafts for name in _names(draft))]
    return [*dict.fromkeys(index.roots(names))]


def _keys(drafts: Sequence[Draft]) -> list[str]:
    return [*{key: None for draft in drafts for key in draft.keys}]


def _names(draft: Draft) -> Iterator[str]:
    """Yield the ids that a draft names, its own first."""
    yield draft.id
    if draft.kind in ACTS:
        yield draft.body[ACTS[draft.kind]]
        yield from filter(None, [draft.derived.get("replaces")])
    yield from draft.links


def _claimed(entries: Iterable[Entry]) -> list[str]:
    """Return the keys on which entries claim."""
    events = (each.record for each in entries)
    told = (each.event for each in events if isinstance(each, Development | Correction))
    return [*{claim.key: None for event in told for claim in event.claims}]
