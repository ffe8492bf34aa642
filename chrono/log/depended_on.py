"""Which entries of a log decide whether drafts may be appended."""

from collections.abc import Iterator, Sequence

from chrono.events.drafts import Draft
from chrono.events.entries import ACTS, DECLARATION, Act, Correction, Development, Entry
from chrono.log.index_reading import Index


def positions(index: Index, drafts: Sequence[Draft]) -> list[int] | None:
    """Return the positions of the entries on which drafts depend, in order; None for all.

    Those are the entries that they name in any field, and whatever bears on these or on a key that
    the drafts, or what they name, claim on in any version.
    """
    if any(draft.kind == DECLARATION for draft in drafts):
        return None  # the keys that it declares are compared with every claim
    keys = {claim["key"]: None for draft in drafts for claim in draft.derived.get("claims", ())}
    roots: dict[int, None] = {}
    for name in {name: None for draft in drafts for name in _names(draft)}:
        root = _root(index, name)
        if root is not None and root not in roots:
            roots[root] = None
            for entry in index.family(root):
                keys |= dict.fromkeys(_claimed(entry))
    return index.positions_bearing_on([*keys], roots)


def _names(draft: Draft) -> Iterator[str]:
    """Yield the ids that a draft names, its own first."""
    yield draft.id
    if draft.kind in ACTS:
        yield draft.body[ACTS[draft.kind]]
        yield from filter(None, [draft.derived.get("replaces")])
    event = draft.body.get("event", draft.body)
    for field in ("after", "before", "contests"):
        yield from event.get(field, ())


def _root(index: Index, name: str) -> int | None:
    """Return the position of what an entry is about in the end, or its own; None for no entry."""
    entry = index.named(name)
    while entry is not None and isinstance(entry.record, Act):
        entry = index.named(entry.record.target)
    return None if entry is None else entry.position


def _claimed(entry: Entry) -> Iterator[str]:
    if isinstance(entry.record, Development | Correction):
        yield from (claim.key for claim in entry.record.event.claims)
