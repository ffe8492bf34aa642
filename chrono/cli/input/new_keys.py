"""Keys that were never used: they may be meant, or be a typing error."""

from collections.abc import Iterator, Mapping, Sequence

from chrono.cli.input.open_chronology import OpenChronology
from chrono.errors import did_you_mean
from chrono.events.claims import Claim
from chrono.events.drafts import Draft
from chrono.state.visibility import View


def claims_in(draft: Draft) -> Iterator[Claim]:
    """Yield the claims of a draft."""
    return map(Claim.stored, draft.derived.get("claims", ()))


def unknown_keys(opened: OpenChronology, drafts: Sequence[Draft]) -> Mapping[str, Draft]:
    """Return the keys that were never used or declared, each with the first draft that does."""
    users: dict[str, Draft] = {}
    for draft in drafts:
        for claim in claims_in(draft):
            users.setdefault(claim.key, draft)
    return {key: users[key] for key in opened.new_keys(users)}


def unknown_reason(opened: OpenChronology, key: str) -> str:
    """Return that there is no such key, with the one that may be meant."""
    declared = opened.stored.declaration.get("keys", {})
    hint = did_you_mean(key, View(opened.history).claims.keys() | declared.keys())
    return f"no key {key!r}; {hint}" if hint else f"no key {key!r}"


def declared_with(
    opened: OpenChronology, unknown: Mapping[str, Draft], drafts: Sequence[Draft]
) -> Iterator[Draft]:
    """Yield a declaration of new keys, where keys are declared and some are new."""
    sets = {claim.key for draft in drafts for claim in claims_in(draft) if claim.speaks_for_sets}
    more = {key: {"holds": "set" if key in sets else "single"} for key in unknown}
    if more:
        yield from opened.stored.with_keys(more)
