"""The rows of the state: of each key every slot that it ever has, each in its rectangles."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

import attrs

from chrono.exports.html.grid import Grid
from chrono.exports.html.markup import Markup, element
from chrono.exports.html.wording import Wording
from chrono.queries.rectangles import Given, Rectangle
from chrono.queries.state import public_since, slot_body
from chrono.state.rule import World
from chrono.state.slot import Candidate, Slot
from chrono.state.slots import slot_of
from chrono.state.standing import Standing
from chrono.values.canonical import canonical
from chrono.values.clocks import BEGINNING, Instant
from chrono.values.dates import Date


@attrs.frozen(eq=False, repr=False)
class Answer:
    """A slot, and of each of its alternatives since when it was public.

    Attributes:
        slot: The slot.
        public: A date for each alternative; None where no source of it has a date.
    """

    slot: Slot
    public: tuple[Date | None, ...]


def slots_in(world: World, key: str) -> Iterator[tuple[str, Answer]]:
    """Yield the slot of a key, if it has one, after its text."""
    slot = slot_of(world, key)
    if slot is None:
        return
    public = tuple(public_since(world, version) for version in slot.alternatives)
    origins = [list(each.origins) for each in (*slot.alternatives, *slot.possible)]
    told = [slot_body(slot), list(map(str, public)), origins, slot.unpreferred]
    yield canonical(told), Answer(slot, public)


def row(key: str, slots: Sequence[Given[Answer]], grid: Grid, wording: Wording) -> Markup:
    """Return the row of a key: its name, and all that ever holds, each where it does."""
    when: dict[_Block, list[Rectangle]] = defaultdict(list)
    for given in slots:
        for block in _blocks(given.answer, wording):
            when[block] += given.rectangles
    ordered = sorted(when, key=lambda block: block.order)
    parts: list[Markup] = []
    for versions, group in groupby(ordered, key=lambda block: block.order[0] == _VERSION):
        blocks = list(group)
        shown = [block.markup(**grid.shown(when[block])) for block in blocks]
        if versions:
            disputed = [each for block in blocks for each in when[block]]
            shown = [element("div", *shown, class_="versions", **grid.shown(disputed))]
        parts += shown
    return element(
        "tr",
        element("th", element("a", wording.title(key), href=f"#why/{key}"), scope="row"),
        element("td", *parts),
        data_key=key,
        **grid.shown([each for given in slots for each in given.rectangles]),
    )


_MAIN, _VERSION, _PREFERENCE, _POSSIBLE, _ELSE, _PENDING = range(6)
"""In which order the parts of a slot are shown."""


@attrs.frozen
class _Block:
    """One part of what is said of a slot; alike parts of several slots are one.

    Attributes:
        order: The sort of the part, then its date.
        standing: The word before it; empty for none.
        value: The value in words.
        rest: Since when it holds, who says so, and the events behind it.
    """

    order: tuple[int, Instant, Instant, str]
    standing: str
    value: str
    rest: Markup

    def markup(self, **shown: str | None) -> Markup:
        """Return the part as an element, shown where it is given."""
        if self.order[0] == _PREFERENCE:
            return element("p", self.value, class_="preference", **shown)
        word = [element("b", self.standing), " "] if self.standing else []
        value = element("strong", self.value)
        sort = "ended" if self.value == Standing.ENDED else self.standing or None
        return element("div", *word, value, " ", self.rest, class_=sort, **shown)


def _blocks(answer: Answer, wording: Wording) -> Iterator[_Block]:
    """Yield what holds, then each version that is disputed, possible or pending."""
    slot = answer.slot

    def block(number: int, standing: str, candidate: Candidate, public: str = "") -> _Block:
        pending = number == _PENDING
        said = wording.candidate(candidate, slot.key, pending=pending)
        rest = _rest(candidate, wording, public, origins=() if pending else candidate.origins)
        return _Block((number, *candidate.since.bounds.by_date, said), standing, said, rest)

    if slot.because:
        possibly = slot.standing == Standing.POSSIBLE
        by_date = slot.since.bounds.by_date if slot.since else (BEGINNING, BEGINNING)
        said = _main_value(slot, wording)
        order = (_ELSE if possibly else _MAIN, *by_date, said)
        yield _Block(order, "else" if possibly else "", said, _rest(slot, wording))
    for version, date in zip(slot.alternatives, answer.public, strict=True):
        yield block(_VERSION, Standing.DISPUTED, version, _public(date, wording))
    if slot.alternatives:
        said = wording.preference(slot)
        yield _Block((_PREFERENCE, BEGINNING, BEGINNING, said), "", said, Markup())
    yield from (block(_POSSIBLE, Standing.POSSIBLE, each) for each in slot.possible)
    yield from (block(_PENDING, Standing.PENDING, each) for each in slot.pending)


def _main_value(slot: Slot, wording: Wording) -> str:
    """Return what holds unless a possible value does."""
    if slot.standing == Standing.ENDED or slot.value is None:
        return "ended"
    return wording.value(slot.value, slot.key)


def _rest(
    item: Slot | Candidate, wording: Wording, public: str = "", origins: Sequence[str] = ()
) -> Markup:
    """Return since when, how well and by whom it is told, and the events that it rests on."""
    since = wording.since(item.since.date) if item.since else ""
    parts = [part for part in (since, public, item.basis, ", ".join(origins)) if part]
    return element("small", f"{' · '.join(parts)} · ", wording.events(item.because))


def _public(date: Date | None, wording: Wording) -> str:
    return f"public {wording.since(date)}" if date else "never dated"
