"""Which entries of a log decide whether drafts may be appended, and which drafts may change."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from chrono.events.drafts import Draft
from chrono.events.entries import ACTS, DECLARATION, Correction, Development, Entry
from chrono.log.index_reading import Index

if TYPE_CHECKING:  # a type alone
    from chrono.log.known import Known


def positions(index: Index, drafts: Sequence[Draft], known: "Known") -> list[int] | None:
    """Return the positions of the entries on which drafts depend, in order; None for all.

    Those are the entries that they name in any field, and whatever bears on these or on a key that
    the drafts, or what they name, claim on in any version; but for those that are known already.
    Where the drafts name nothing, one event on a key is enough: it tells whether the key holds a
    set, and none of the drafts withdraws it.
    """
    if any(draft.kind == DECLARATION for draft in drafts):
        return None  # the keys that it declares are compared with every claim
    roots = _roots(index, drafts)
    families = (entry for root in roots for entry in index.family(root))
    keys = [*_keys(drafts), *_claimed(families)]
    if not roots and known.positions:
        keys = [key for key in keys if not known.tells_sort_of(key)]
        if not keys:
            return []
    found = index.positions_bearing_on(keys, roots)
    return [each for each in found if each not in known.positions]


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
    names = {name: None for draft in drafts for name in _names(draft)}
    return [*dict.fromkeys(index.roots(names))]


def _keys(drafts: Sequence[Draft]) -> list[str]:
    claims = (claim for draft in drafts for claim in draft.derived.get("claims", ()))
    return [*{claim["key"]: None for claim in claims}]


def _names(draft: Draft) -> Iterator[str]:
    """Yield the ids that a draft names, its own first."""
    yield draft.id
    if draft.kind in ACTS:
        yield draft.body[ACTS[draft.kind]]
        yield from filter(None, [draft.derived.get("replaces")])
    event = draft.body.get("event", draft.body)
    for field in ("after", "before", "contests"):
        yield from event.get(field, ())


def _claimed(entries: Iterable[Entry]) -> list[str]:
    """Return the keys on which entries claim."""
    events = (each.record for each in entries)
    told = (each.event for each in events if isinstance(each, Development | Correction))
    return [*{claim.key: None for event in told for claim in event.claims}]
