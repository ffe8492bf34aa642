"""How keys are used in a chronology: which are declared, and which hold sets."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from chrono.errors import did_you_mean
from chrono.events.claims import Claim
from chrono.values.keys import matcher

Keys = Mapping[str, Mapping[str, str]]
"""Declared keys and globs, each with ``title`` and ``holds``."""


_SORTS: Final = {True: "a set of members", False: "a single value"}


class KeyUse:
    """The keys that a declaration declares, and the sort of value that events gave to each."""

    def __init__(self) -> None:
        self._declared: Keys = {}
        self._used: dict[str, tuple[bool, str]] = {}

    def declare(self, keys: Keys) -> None:
        """Replace the declared keys by those of a later declaration."""
        self._declared = keys

    def take(self, claims: Iterable[Claim], user: str) -> None:
        """Add the claims of an event, whose id is `user`."""
        for claim in claims:
            if claim.speaks_for_sets is not None:
                self._used.setdefault(claim.key, (claim.speaks_for_sets, user))

    def against_claim(self, claim: Claim) -> Iterator[str]:
        """Yield the reasons why a claim is refused, as text."""
        if self._declared and not covers(self._declared, claim.key):
            hint = did_you_mean(claim.key, self._declared, "declare it under keys")
            yield f"the chronology declares no key {claim.key}; {hint}"
        as_set, user = _holds_set(self._declared, claim.key), "its declaration"
        if as_set is None:
            as_set, user = self._used.get(claim.key, (None, ""))
        if as_set is not None and claim.speaks_for_sets not in (None, as_set):
            yield f"{claim.key} holds {_SORTS[as_set]}, as {user} says; {_instead(claim, as_set)}"

    def against_declaration(self, keys: Keys) -> Iterator[str]:
        """Yield the reasons why a declaration of keys contradicts earlier events, as text."""
        for key, (is_set, user) in self._used.items():
            if _holds_set(keys, key) not in (None, is_set):
                yield f"{key} holds {_SORTS[is_set]}, as {user} says; declare it so"


def _instead(claim: Claim, as_set: bool) -> str:  # noqa: FBT001  what the key holds
    """Return what to claim instead, on a key that holds a set or a single value."""
    if not as_set:
        return "set that value, or end it"
    if claim.op == "announce":
        return "announce a list of members"
    return "set a list of members, or add and drop members"


def covers(keys: Keys, key: str) -> bool:
    """Return whether a key is declared, by its own name or by a glob."""
    return matcher(keys).fullmatch(key) is not None


def _holds_set(keys: Keys, key: str) -> bool | None:
    """Return whether a key is declared to hold a set, by its own name or else by the first glob."""
    about = keys.get(key) or next(
        (about for glob, about in keys.items() if matcher([glob]).fullmatch(key)), None
    )
    return None if about is None else about["holds"] == "set"
