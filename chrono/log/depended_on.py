"""Which entries of a log decide whether drafts may be appended, and which drafts may change."""

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from chrono.events.drafts import Draft
from chrono.events.entries import ACTS, DECLARATION, Correction, Development, Entry
from chrono.log import index_statements
from chrono.log.connection import translated
from chrono.log.index_reading import Index

if TYPE_CHECKING:  # a type alone
    from chrono.log.known import Known


def positions(index: Index, drafts: Sequence[Draft], known: "Known") -> list[int]:
    """Return the positions of the entries on which drafts depend, in order.

    Those are the entries that they name in any field, and whatever bears on these; and of each key
    that the drafts, or what they name, claim on in any version, an event that tells whether it
    holds a set, and that the drafts leave as it is. A declaration is compared with all keys. Those
    that are known already are left out.
    """
    roots, kinds, keys = _roots(index, drafts), {draft.kind for draft in drafts}, _keys(drafts)
    if roots:
        keys += _claimed(entry for root in roots for entry in index.family(root))
    if DECLARATION in kinds:
        keys = [key for _, key in index.keys(())]
    if kinds.isdisjoint(ACTS):
        keys = [key for key in keys if not known.tells_sort_of(key)]
    if not (roots or keys) and known.positions:
        return []
    telling = {key: _telling(index, key, {*roots}) for key in keys}
    rest = [key for key, event in telling.items() if event is None]
    found = {*filter(None, telling.values()), *index.positions_bearing_on(rest, roots)}
    return sorted(found - known.positions)


def _telling(index: Index, key: str, but: Container[int]) -> int | None:
    """Return the position of the first event on a key that tells whether it holds a set.

    It is another than those given, and there is no act upon it; None where there is none.
    """
    with translated(index.path):
        for number, _ in index.keys([key]):
            for (position,) in index.connection.execute(index_statements.UNAMENDED_ON, (number,)):
                record = index.at(position).record
                if (
                    position not in but
                    and isinstance(record, Development)
                    and any(
                        claim.key == key and claim.speaks_for_sets is not None
                        for claim in record.event.claims
                    )
                ):
                    return int(position)
    return None


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
