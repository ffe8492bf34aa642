"""Names so near to one in use that the same may be meant, as Elon musk and Elon Musk."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from chrono.events.claims import Claim, texts_in
from chrono.events.drafts import Draft
from chrono.events.entries import ACTS, CORRECTION
from chrono.events.history import History
from chrono.queries.known import publishers
from chrono.state.visibility import View

_SHORTEST: Final = 6
"""Letters of a name below which another letter makes another name, as of Ada and Ana."""

_LONGEST: Final = 60
"""Letters of a name; a longer text is none."""


def near_names_of(history: History, drafts: Iterable[Draft]) -> dict[str, str]:
    """Return the names of drafts that are near one in use in a history, as `near_names` does.

    Names are the publishers of sources, and the texts within the values of claims. Those that an
    event has which a draft corrects are in use by nobody else through it, and are not new.
    """
    listed, view = list(drafts), View(history)
    targets = (draft.body[ACTS[CORRECTION]] for draft in listed if draft.kind == CORRECTION)
    corrected = {view.roots.get(target) for target in targets}
    own, used = set[str](), set(publishers(history))
    for visible in view.events:
        texts = own if visible.id in corrected else used
        texts.update(text for claim in visible.event.claims for text in texts_in(claim.value))
    return near_names((name for name in _names_in(listed) if name not in own), used)


def new_names(drafts: Iterable[Draft], all_names: Iterable[str]) -> list[str] | None:
    """Return the names of drafts that are new, if none of their names is near another one.

    None where one may be: then `near_names_of` tells. It takes no index of parts, so it is quick
    among many names.

    Args:
        drafts: The drafts.
        all_names: Every name that was ever in use.
    """
    named, seen = dict.fromkeys(_names_in(drafts)), set[str]()
    folded: dict[int, list[tuple[str, str]]] = {}
    for name in named:
        short = _folded(name)
        for length in range(len(short) - 1, len(short) + 2):
            folded.setdefault(length, []).append((name, short))
    for used in all_names:
        short = _folded(used)
        for name, other in folded.get(len(short), ()):
            if name != used and (other == short or _one_letter(other, short)):
                return None
        seen.add(used)
    return [name for name in named if name not in seen]


def _names_in(drafts: Iterable[Draft]) -> Iterator[str]:
    for draft in drafts:
        yield from _names(draft)


def _names(draft: Draft) -> Iterator[str]:
    yield from (source["publisher"] for source in draft.body.get("sources", ()))
    for claim in map(Claim.stored, draft.derived.get("claims", ())):
        yield from texts_in(claim.value)


def near_names(names: Iterable[str], used: Iterable[str]) -> dict[str, str]:
    """Return each name that is not in use, with the one in use that it is near.

    Near is what differs in case, spaces, accents and a leading The alone, or else in one letter:
    another, one more, one less, or two swapped. Of short names and words, and of digits, a letter
    makes another name. A name that is near none is in use for those after it.

    >>> near_names(["Elon musk", "Ada"], ["Elon Musk", "Ana"])
    {'Elon musk': 'Elon Musk'}
    >>> near_names(["Guardian", "The"], ["The Guardian"])
    {'Guardian': 'The Guardian'}
    """
    known: dict[str, list[str]] = {}
    seen: set[str] = set()
    near: dict[str, str] = {}

    def use(name: str) -> None:
        seen.add(name)
        for part in _parts(_folded(name)):
            known.setdefault(part, []).append(name)

    for name in sorted(set(used)):
        use(name)
    for name in dict.fromkeys(names):
        if name not in seen and (other := _nearest(name, known)):
            near[name] = other
        elif name not in seen:
            use(name)
    return near


def _nearest(name: str, known: dict[str, list[str]]) -> str:
    """Return the name in use that a name is near; empty for none."""
    folded = _folded(name)
    if not folded or len(name) > _LONGEST:
        return ""
    found = dict.fromkeys(other for part in _parts(folded) for other in known.get(part, ()))
    alike = [other for other in found if _folded(other) == folded]
    slips = (
        other
        for other in found
        if _one_letter(folded, _folded(other)) and not _initials_differ(name, other)
    )
    return alike[0] if alike else next(slips, "")


def _initials_differ(one: str, other: str) -> bool:
    """Return whether all that differs is words of a letter or two, as in Series A and Series B."""
    pairs = list(zip(one.split(), other.split(), strict=False))
    return all(max(len(a), len(b)) <= 2 for a, b in pairs if a != b) and len(one) == len(other)


def _folded(name: str) -> str:
    """Return a name without case, spaces, accents and a leading The."""
    if name.isascii():
        return "".join(name.casefold().removeprefix("the ").split())
    parted = unicodedata.normalize("NFKD", name.casefold().removeprefix("the "))
    return "".join(c for c in parted if not (c.isspace() or unicodedata.combining(c)))


def _parts(folded: str) -> set[str]:
    """Return a name, and it without each of its letters: two near names have one in common."""
    if not _SHORTEST <= len(folded) <= _LONGEST:
        return {folded}
    return {folded, *(folded[:n] + folded[n + 1 :] for n in range(len(folded)))}


def _one_letter(one: str, other: str) -> bool:
    """Return whether two different names differ in one letter, or in two that are swapped."""
    if min(len(one), len(other)) < _SHORTEST:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    start = min(len(one), len(other)) if start is None else start
    one, other = one[start:], other[start:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    if any(c.isdigit() for c in one + other):
        return False
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])
