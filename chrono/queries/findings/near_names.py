"""Names so near to one in use that the same may be meant, as Elon musk and Elon Musk."""

import sys
from collections.abc import Collection, Iterable, Iterator
from typing import Final, Protocol

from chrono.events.claims import Claim, texts_in
from chrono.events.drafts import Draft
from chrono.events.entries import ACTS, CORRECTION
from chrono.events.history import History
from chrono.queries.in_use import publishers
from chrono.state.visibility import View
from chrono.values.names import LONGEST_NAME, folded, is_filed

_SHORTEST: Final = 6
"""Letters of a name below which another letter makes another name, as of Ada and Ana."""

_SURROGATES: Final = range(0xD800, 0xE000)
"""Numbers that are no letters, amid those that are."""


class NamesInUse(Protocol):
    """Every name that was ever in use, filed under what `chrono.values.names` says."""

    def filed_from(self, text: str) -> str | None:
        """Return the first that names are filed under that is not before a text; None for none."""

    def filed_under(self, text: str) -> Collection[str]:
        """Return the names that are filed under a text."""


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


def new_names(drafts: Iterable[Draft], in_use: NamesInUse) -> list[str] | None:
    """Return the names of drafts that are new, if none of their names is near another one.

    None where one may be: then `near_names_of` tells. It takes as long among many names as among
    few: those that begin like one of the drafts are looked for, letter by letter.

    Args:
        drafts: The drafts.
        in_use: Every name that was ever in use.
    """
    new: list[str] = []
    odd = in_use.filed_under("")
    for name in dict.fromkeys(_names_in(drafts)):
        short = folded(name)
        alike = {*in_use.filed_under(short), *odd}
        others = (folded(other) for other in alike - {name})
        if any(other == short or _one_letter(short, other) for other in others):
            return None
        if any(_one_letter(short, other) for other in _slips(short, in_use)):
            return None
        if len(name) <= LONGEST_NAME and not is_filed(short):
            return None
        if name not in alike:
            new.append(name)
    return new


def _slips(short: str, in_use: NamesInUse) -> Iterator[str]:
    """Yield what names are filed under that is one letter away from a name, folded.

    They are looked for from each start of the name that any name in use has. A digit is never a
    slip, so that a million numbers are no more to look through than ten.
    """
    if not _SHORTEST <= len(short) <= LONGEST_NAME:
        return
    for place in range(len(short) + 1):
        start, rest = short[:place], short[place:]
        letters = [*_following(start, in_use)]
        slips = [start + rest[1:], start + rest[1:2] + rest[:1] + rest[2:]] if rest else []
        for letter in letters:
            if not letter.isdigit():
                slips += [start + letter + rest, start + letter + rest[1:]]
        yield from (slip for slip in slips if slip != short and in_use.filed_from(slip) == slip)
        if not letters:
            return


def _following(start: str, in_use: NamesInUse) -> Iterator[str]:
    """Yield each letter that follows a start in what names are filed under, in order."""
    last, asked = -1, start + "\0"
    while (found := in_use.filed_from(asked)) and found.startswith(start):
        letter = found[len(start)]
        if ord(letter) <= last:  # names are not in order, as in no file of ours
            return
        yield letter
        last = ord(letter)
        after = last + 1 if last + 1 not in _SURROGATES else _SURROGATES.stop
        if after > sys.maxunicode:
            return
        asked = start + chr(after)


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
        for part in parts_of(name):
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
    short = folded(name)
    if not short or len(name) > LONGEST_NAME:
        return ""
    found = dict.fromkeys(other for part in _parts(short) for other in known.get(part, ()))
    alike = [other for other in found if folded(other) == short]
    slips = (
        other
        for other in found
        if _one_letter(short, folded(other)) and not _initials_differ(name, other)
    )
    return alike[0] if alike else next(slips, "")


def _initials_differ(one: str, other: str) -> bool:
    """Return whether all that differs is words of a letter or two, as in Series A and Series B."""
    pairs = list(zip(one.split(), other.split(), strict=False))
    return all(max(len(a), len(b)) <= 2 for a, b in pairs if a != b) and len(one) == len(other)


def parts_of(name: str) -> set[str]:
    """Return what a name has in common with each that it is near, and perhaps with others."""
    return _parts(folded(name))


def _parts(short: str) -> set[str]:
    """Return a name, and it without each of its letters: two near names have one in common."""
    if not _SHORTEST <= len(short) <= LONGEST_NAME:
        return {short}
    return {short, *(short[:n] + short[n + 1 :] for n in range(len(short)))}


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
