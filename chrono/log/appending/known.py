"""What an append knows of a chronology: the entries that it has read, and how it reads them."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import Any, Final

from chrono.events.drafts import Draft, written
from chrono.events.entries import Entry
from chrono.events.outlines import Outline
from chrono.log.appending.validation import Admission

LARGEST_ENTRY: Final = (1 << 20) - 1024
"""Bytes of the body of an entry: with the moment of recording it still makes a line of JSONL that
an import takes."""

SURELY_SHORT: Final = LARGEST_ENTRY // 4
"""Characters that make no more bytes than an entry may have."""

Later = Callable[[str, int], Iterable[Entry]]
"""Reads the entries of a chronology that stand after a position."""

Part = Callable[["Known", Sequence[Draft], int], bool]
"""Has the entries of a chronology known on which drafts depend, given where the log ends.

It returns whether it has: not where only all entries tell.
"""


New = Callable[[str, Sequence[str]], bool]
"""Returns whether a chronology surely has no entry with any of these ids."""


def never(_: str, __: Sequence[str]) -> bool:
    """Return False: nobody has looked."""
    return False


def no_part(_: "Known", __: Sequence[Draft], ___: int) -> bool:
    """Return False: there is no index that tells of any part."""
    return False


class Known:
    """The entries of one chronology that have been read, and what they admit.

    Attributes:
        chronology: Its name.
        whole: Whether they are all of its entries, up to `upto`; else those of some developments
            with all acts upon them.
    """

    def __init__(self, chronology: str, *, whole: bool) -> None:
        self.chronology = chronology
        self.whole = whole
        self.admission = Admission(chronology)
        self.entries: dict[str, Entry] = {}
        self.positions: set[int] = set()
        self.upto = 0

    def take(self, entry: Entry) -> None:
        """Add the next entry of the chronology."""
        self.entries[entry.id] = entry
        self.positions.add(entry.position)
        self.admission.take(entry.record)

    def take_new(self, entry: Entry, draft: Draft, content: Mapping[str, Any]) -> None:
        """Add the new entry of a draft; its content, which the caller has, is not kept with it."""
        if draft.outline is not None:
            self.take_plain(entry, draft.outline)
            return
        self.take(entry.decoded(content))
        del vars(entry)["content"]

    def take_plain(self, entry: Entry, outline: Outline) -> None:
        """Add the new entry of a plain draft, which is read only if something names it later."""
        self.entries[entry.id] = entry.outlined(outline)
        self.positions.add(entry.position)
        self.admission.take_new(entry, outline)

    def tells_sort_of(self, key: str, but: Container[str] = ()) -> bool:
        """Return whether an event that is known tells whether a key holds a set.

        Developments that are left out are given by their ids.
        """
        return self.admission.keys.tells_sort_of(key, but)

    def surely_admits(self, draft: Draft) -> bool:
        """Return whether a new draft depends on nothing else, and nothing can forbid it."""
        outline, admission = draft.outline, self.admission
        return (
            outline is not None
            and draft.chronology == self.chronology
            and len(draft.whole) <= SURELY_SHORT
            and all(admission.keys.tells_sort_of(claim.key) for claim in outline.claims)
            and draft.id not in admission.linked
            and admission.surely(outline)
        )

    def has(self, draft: Draft) -> bool:
        """Return whether there is an entry with the id and the text of a draft."""
        entry = self.entries.get(draft.id)
        if entry is None:
            return False
        return entry.body == draft.stored() or written(entry.content) == draft.text
