"""The rows of the state: of each key every slot that it ever has, each in its rectangles."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

import attrs

from chrono.exports.html.grid import Grid
from chrono.exports.html.markup import Markup, element, joined
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
    whole = [each for given in slots for each in given.rectangles]
    when: dict[_Block, list[Rectangle]] = defaultdict(list)
    rest: dict[_Block, _Rest] = defaultdict(lambda: defaultdict(list))
    for given in slots:
        for block, told in _blocks(given.answer, wording):
            when[block] += given.rectangles
            for part in told:
                rest[block][part] += given.rectangles
    ordered = sorted(when, key=lambda block: block.order)
    parts: list[Markup] = []
    for versions, group in groupby(ordered, key=lambda block: block.order[0] == _VERSION):
        blocks = list(group)
        shown = [block.markup(when[block], rest[block], grid) for block in blocks]
        if versions:
            disputed = [each for block in blocks for each in when[block]]
            shown = [element("div", *shown, class_="versions", **grid.shown(disputed))]
        parts += shown
    return element(
        "tr",
        element("th", element("a", wording.title(key), href=f"#why/{key}"), scope="row"),
        element("td", *parts),
        data_key=key,
        **grid.shown(whole),
    )


_Part = tuple[int, str]
"""One thing that is told of a value, after a number of its sort."""
_Rest = dict[_Part, list[Rectangle]]
"""All that is ever told of a value, and when."""
_SINCE, _PUBLIC, _BASIS, _ORIGIN, _EVENT = range(5)
_MAIN, _VERSION, _PREFERENCE, _POSSIBLE, _ELSE, _PENDING = range(6)
"""In which order the parts of a slot are shown."""


@attrs.frozen
class _Block:
    """One value of a key and how it stands; what more is told of it, as by whom, may change.

    Attributes:
        order: The sort of the block, then its date.
        standing: The word before it; empty for none.
        value: The value in words.
    """

    order: tuple[int, Instant, Instant, str]
    standing: str
    value: str

    def markup(self, when: Sequence[Rectangle], rest: _Rest, grid: Grid) -> Markup:
        """Return the block as an element, shown where it is given, as is each part of its rest."""
        if self.order[0] == _PREFERENCE:
            return element("p", self.value, class_="preference", **grid.shown(when))
        word = [element("b", self.standing), " "] if self.standing else []
        told = (_told(part, rest[part], when, grid) for part in sorted(rest, key=itemgetter(0)))
        sort = "ended" if self.value == Standing.ENDED else self.standing or None
        value = element("strong", self.value)
        return element(
            "div", *word, value, element("small", *told), class_=sort, **grid.shown(when)
        )


def _told(
    part: _Part, shown: Sequence[Rectangle], whole: Sequence[Rectangle], grid: Grid
) -> Markup:
    """Return a part of what is told of a value; it has an element only if it is not always told."""
    words = joined((" · ", part[1]))
    within = grid.within(shown, whole)
    return element("span", words, **within) if within else words


def _blocks(answer: Answer, wording: Wording) -> Iterator[tuple[_Block, list[_Part]]]:
    """Yield what holds, then each version that is disputed, possible or pending."""
    slot = answer.slot

    def block(
        number: int, standing: str, candidate: Candidate, public: str = ""
    ) -> tuple[_Block, list[_Part]]:
        pending = number == _PENDING
        said = wording.candidate(candidate, slot.key, pending=pending)
        rest = _rest(candidate, wording, public, origins=() if pending else candidate.origins)
        return _Block((number, *candidate.since.bounds.by_date, said), standing, said), rest

    if slot.because:
        possibly = slot.standing == Standing.POSSIBLE
        by_date = slot.since.bounds.by_date if slot.since else (BEGINNING, BEGINNING)
        said = _main_value(slot, wording)
        order = (_ELSE if possibly else _MAIN, *by_date, said)
        yield _Block(order, "else" if possibly else "", said), _rest(slot, wording)
    for version, date in zip(slot.alternatives, answer.public, strict=True):
        yield block(_VERSION, Standing.DISPUTED, version, _public(date, wording))
    if slot.alternatives:
        said = wording.preference(slot)
        yield _Block((_PREFERENCE, BEGINNING, BEGINNING, said), "", said), []
    yield from (block(_POSSIBLE, Standing.POSSIBLE, each) for each in slot.possible)
    yield from (block(_PENDING, Standing.PENDING, each) for each in slot.pending)


def _main_value(slot: Slot, wording: Wording) -> str:
    """Return what holds unless a possible value does."""
    if slot.standing == Standing.ENDED or slot.value is None:
        return "ended"
    return wording.value(slot.value, slot.key)


def _rest(
    item: Slot | Candidate, wording: Wording, public: str = "", origins: Sequence[str] = ()
) -> list[_Part]:
    """Return since when, how well and by whom it is told, and the events that it rests on."""
    parts = (
        (_SINCE, wording.since(item.since.date) if item.since else ""),
        (_PUBLIC, public),
        (_BASIS, item.basis or ""),
        *((_ORIGIN, origin) for origin in origins),
        *((_EVENT, wording.event(given)) for given in item.because),
    )
    return [(sort, part) for sort, part in parts if part]


def _public(date: Date | None, wording: Wording) -> str:
    return f"public {wording.since(date)}" if date else "never dated"
