"""How keys are used in a chronology: which are declared, and which hold sets."""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Final

from chrono.errors import did_you_mean
from chrono.events.claims import Claim
from chrono.values.keys import matcher

Keys = Mapping[str, Mapping[str, str]]
"""Keys and globs, each with what a declaration says of it: ``title``, ``holds``, ``prefer``."""


def declared_in(keys: Keys) -> Keys:
    """Return the keys that are declared: one of which only ``prefer`` is said is not."""
    return {key: about for key, about in keys.items() if about.keys() != {"prefer"}}


_NOBODY: Final[Mapping[bool, Mapping[str, str]]] = {}
_SORTS: Final = {True: "a set of members", False: "a single value"}


class KeyUse:
    """The keys that a declaration declares, and the sort of value that events give to each.

    Args:
        only: The keys of which that is remembered; None for all.
    """

    def __init__(self, only: Container[str] | None = None) -> None:
        self._only = only
        self._declared: Keys = {}
        # For each key the developments that say it holds a set, and those that say it does not,
        # with the ids of the entries that do.
        self._sorts: dict[str, dict[bool, dict[str, str]]] = {}
        self._used: dict[str, list[str]] = {}

    def declare(self, keys: Keys) -> None:
        """Replace the declared keys by those of a later declaration."""
        self._declared = declared_in(keys)

    def take(self, development: str, versions: Iterable[tuple[str, Iterable[Claim]]]) -> None:
        """Replace what a development claims by the claims of the versions that stand now.

        Args:
            development: The id of the development.
            versions: Each version with the id of its entry; none if it is withdrawn.
        """
        for key in self._used.pop(development, ()):
            for users in self._sorts[key].values():
                users.pop(development, None)
        for user, claims in versions:
            self.add(development, user, claims)

    def add(self, development: str, user: str, claims: Iterable[Claim]) -> None:
        """Add what a version of a development claims, given with the id of its entry."""
        for claim in claims:
            as_set, key = claim.speaks_for_sets, claim.key
            if as_set is not None and (self._only is None or key in self._only):
                sorts = self._sorts.get(key)
                if sorts is None:
                    sorts = self._sorts[key] = {True: {}, False: {}}
                sorts[not as_set].pop(development, None)
                sorts[as_set][development] = user
                self._used.setdefault(development, []).append(key)

    def tells_sort_of(self, key: str, but: Container[str] = ()) -> bool:
        """Return whether an event of another development than those given tells the sort of a key.

        That is, whether it holds a set.
        """
        if but:
            return self._sort(key, but)[0] is not None
        return any(self._sorts.get(key, _NOBODY).values())

    def surely_fits(self, claim: Claim) -> bool:
        """Return whether there is surely no reason against a claim; see `against_claim`."""
        if self._declared:
            return not any(self.against_claim(claim))
        as_set, sorts = claim.speaks_for_sets, self._sorts.get(claim.key)
        return as_set is None or sorts is None or not sorts[not as_set]

    def against_claim(self, claim: Claim, development: str = "") -> Iterator[str]:
        """Yield the reasons why a claim is refused, as text.

        What the development claims that it corrects does not count.
        """
        if self._declared and not covers(self._declared, claim.key):
            hint = did_you_mean(claim.key, self._declared, "declare it under keys")
            yield f"the chronology declares no key {claim.key}; {hint}"
        yield from self.against_sort(claim, development)

    def against_sort(self, claim: Claim, development: str = "") -> Iterator[str]:
        """Yield the reason why a claim does not fit the sort of value that its key holds."""
        as_set, user = _holds_set(self._declared, claim.key), "its declaration"
        if as_set is None:
            as_set, user = self._sort(claim.key, (development,))
        if as_set is not None and claim.speaks_for_sets not in (None, as_set):
            yield f"{claim.key} holds {_SORTS[as_set]}, as {user} says; {_instead(claim, as_set)}"

    def _sort(self, key: str, but: Container[str] = ()) -> tuple[bool | None, str]:
        """Return whether a key holds a set, and who says so; None where nobody else does."""
        for as_set, users in self._sorts.get(key, {}).items():
            for development, user in users.items():
                if development not in but:
                    return as_set, user
        return None, ""

    def against_declaration(self, keys: Keys) -> Iterator[str]:
        """Yield the reasons why a declaration of keys contradicts earlier events, as text."""
        for key in self._sorts:
            is_set, user = self._sort(key)
            if is_set is not None and _holds_set(declared_in(keys), key) not in (None, is_set):
                yield f"{key} holds {_SORTS[is_set]}, as {user} says; declare it so"


def _instead(claim: Claim, as_set: bool) -> str:  # noqa: FBT001  what the key holds
    """Return what to claim instead, on a key that holds a set or a single value."""
    if not as_set:
        return "set that value, or end it"
    if claim.op == "announce":
        return "announce a list of members"
    return "set a list of members, or add and drop members"


def of_both_sorts(claims: Iterable[Claim], declared: Iterable[Keys]) -> set[str]:
    """Return the keys of claims that do not go together, or with any of some declarations.

    On other keys no claim of these is ever refused for what another one says.
    """
    sorts: dict[str, set[bool]] = {}
    for claim in claims:
        as_set = claim.speaks_for_sets
        if as_set is not None:
            sorts.setdefault(claim.key, set()).add(as_set)
    keys = [*map(declared_in, declared)]
    for key, told in sorts.items():
        told.update(as_set for each in keys if (as_set := _holds_set(each, key)) is not None)
    return {key for key, told in sorts.items() if len(told) > 1}


def covers(keys: Keys, key: str) -> bool:
    """Return whether a key is declared, by its own name or by a glob."""
    declared = declared_in(keys)
    return bool(declared) and matcher(declared).fullmatch(key) is not None


def _holds_set(keys: Keys, key: str) -> bool | None:
    """Return whether a key is declared to hold a set, by its own name or else by the first glob."""
    about = keys.get(key) or next(
        (about for glob, about in keys.items() if matcher([glob]).fullmatch(key)), None
    )
    return None if about is None else about.get("holds") == "set"
