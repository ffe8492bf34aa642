"""Rectangles: every answer on a key, for the moments and known moments at which it is given.

What holds for a key changes only where a date of an event on it begins or is over, and what was
known only where a source was published. Between these, one answer is as good as any; so all that
can ever be asked of a key is a small number of rectangles in the plane of at and known.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, partial
from itertools import chain
from typing import Generic, TypeVar

import attrs

from chrono.events.entries import Act, Correction, Declaration, Development, Record
from chrono.events.history import History
from chrono.queries.turns import at_turns, known_turns
from chrono.state.rule import World
from chrono.state.visibility import View
from chrono.values.clocks import BEGINNING, END, Instant

_Answer = TypeVar("_Answer")

Answers = Callable[[World, str], Iterable[tuple[str, _Answer]]]
"""What is answered on a key in one world: answers, each after a text that is it alone."""

_Span = tuple[str, Instant, Instant]
"""The text of an answer, and from when to when it is given."""


@attrs.frozen(order=True)
class Rectangle:
    """Moments in the world and known moments; each from inclusive, to exclusive.

    A moment is the instant for which `World.at` and `View.known` stand: everything before it.
    Until END is for good.
    """

    at_from: Instant
    at_to: Instant
    known_from: Instant
    known_to: Instant


@attrs.frozen(eq=False, repr=False)
class Given(Generic[_Answer]):
    """An answer, and when it is given: rectangles that do not overlap, in order."""

    answer: _Answer
    rectangles: tuple[Rectangle, ...]


class Plane:
    """All answers that can ever be asked of the keys of a history.

    Attributes:
        history: What was recorded.
    """

    def __init__(self, history: History) -> None:
        self.history = history
        self._roots, groups = _groups(history)
        self._declared = [one for one in history.records if isinstance(one, Declaration)]
        self._about: dict[str, set[str]] = defaultdict(set)
        self._records: dict[str, list[Record]] = defaultdict(list)
        for record in history.records:
            group = groups.get(self._roots[record.id], "")
            self._records[group].append(record)
            if isinstance(record, Development | Correction):
                for claim in record.event.claims:
                    self._about[claim.key].add(group)

    @property
    def keys(self) -> list[str]:
        """The keys with a claim in any version, in alphabetical order."""
        return sorted(self._about)

    def bearing_on(self, key: str) -> History:
        """Return the part of the history on which the slot of a key depends, and no more (law 19).

        These are the events that claim on it in any version, those linked with them through any
        number of links, and the acts upon all of them; and the declarations.
        """
        groups = (self._records[group] for group in self._about.get(key, ()))
        kept = sorted(chain(self._declared, *groups), key=lambda record: record.position)
        return History(self.history.chronology, tuple(kept), self.history.zone)

    def answers(self, key: str, answers: Answers[_Answer]) -> list[Given[_Answer]]:
        """Return all answers on a key, in the order in which they are first given.

        Args:
            key: The key.
            answers: Returns the answers in a world, each after a text; those with one text are one.
        """
        about = self.bearing_on(key)
        texts: dict[str, _Answer] = {}
        begun: dict[_Span, Instant] = {}
        done: dict[str, list[Rectangle]] = defaultdict(list)

        def close(spans: Iterable[_Span], known_to: Instant) -> None:
            for span in sorted(spans):
                text, at_from, at_to = span
                done[text].append(Rectangle(at_from, at_to, begun.pop(span), known_to))

        public, given = None, set[_Span]()
        for known in known_turns(about):
            before, public = public, _Public(View(about, known), key)
            start = public.changed_from(before) if before else BEGINNING
            turns = [start, *(turn for turn in at_turns(public.view, key) if turn > start)]
            told = partial(_told_at, public.view, key, answers, texts)
            given = set(_along(turns, told, given))
            close(begun.keys() - given, known)
            begun |= dict.fromkeys(given - begun.keys(), known)
        close(begun.keys(), END)
        return [Given(answer, tuple(sorted(done[text]))) for text, answer in texts.items()]


def _told_at(
    view: View, key: str, answers: Answers[_Answer], texts: dict[str, _Answer], at: Instant
) -> Collection[str]:
    """Return the texts of the answers at a moment, and keep the answers."""
    told = dict(answers(World(view, at), key))
    texts.update(told)
    return told


def _along(
    turns: Sequence[Instant],
    told: Callable[[Instant], Collection[str]],
    before: Iterable[_Span],
) -> Iterator[_Span]:
    """Yield each answer with from when to when it is given, in one view.

    Until the first of the turns they are as in the view before, of which `before` has the spans.
    """
    since: dict[str, Instant] = {}
    for text, at_from, at_to in before:
        if at_to < turns[0]:
            yield text, at_from, at_to
        elif at_from < turns[0]:
            since[text] = at_from
    for at in turns:
        if at < END:
            now = {text: since.pop(text, at) for text in told(at)}
            yield from ((text, at_from, at) for text, at_from in since.items())
            since = now
    yield from ((text, at_from, END) for text, at_from in since.items())


@attrs.frozen(slots=False, eq=False, repr=False)
class _Public:
    """What is public of a key at one known moment, to be compared with what was before."""

    view: View
    key: str

    def changed_from(self, before: "_Public") -> Instant:
        """Return from when on answers may be others than before; END for never.

        What surely happens after a moment never matters at it (law 6), so this is just after the
        first may have begun of the events that are new, gone, or told otherwise. Void links and
        whether a key holds a set matter at every moment.
        """
        old, new = before.view, self.view
        if before.of_set != self.of_set or old.order.void or new.order.void:
            return BEGINNING
        tellings = (before.told, self.told)
        names = before.told.keys() | self.told.keys()
        changed = [name for name in names if before.told.get(name) != self.told.get(name)]
        starts = [told[name][0] for told in tellings for name in changed if name in told]
        about = {new.roots.get(name) or old.roots[name] for name in before.present ^ self.present}
        for record in new.history.records if about else ():
            root = record.target if isinstance(record, Act) else record.id
            if isinstance(record, Development | Correction) and root in about:
                starts.append(new.history.bounds(record.event.occurred).earliest)
        return Instant(min(starts) + 1) if starts else END

    @cached_property
    def of_set(self) -> bool:
        """Whether the key holds a set."""
        return World(self.view, END).holds_set(self.key)

    @cached_property
    def present(self) -> AbstractSet[str]:
        """The ids of all records that are public."""
        return {record.id for record in self.view.present}

    @cached_property
    def told(self) -> Mapping[str, tuple[Instant, object]]:
        """By version when each event may have begun, and all that is said of it."""
        order = self.view.order
        return {
            each.version: (
                Instant(min(each.bounds.earliest, order.earliest[index])),
                (each.bounds, order.bounds(index), each.own_end, each.sources, each.basis),
            )
            for index, each in enumerate(self.view.events)
        }


def _groups(history: History) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the development that each record is about, and the group that each is linked in."""
    roots: dict[str, str] = {}
    for record in history.records:  # targets come before their acts
        target = record.target if isinstance(record, Act) else record.id
        roots[record.id] = roots.get(target, target)
    towards = {root: root for root in roots.values()}

    def group_of(name: str) -> str:
        while towards[name] != name:
            towards[name] = name = towards[towards[name]]
        return name

    for record in history.records:
        if isinstance(record, Development | Correction):
            for other in (*record.event.after, *record.event.before):
                if other in towards:
                    towards[group_of(roots[record.id])] = group_of(other)
    return roots, {name: group_of(name) for name in towards}
