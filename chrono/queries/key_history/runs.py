"""Runs: a value in adjoining stretches of time in which it stands alike."""

from functools import cached_property
from typing import Any

import attrs

from chrono.queries.key_history.marks import Dates
from chrono.state.questions import Statement
from chrono.state.standing import Standing
from chrono.state.visibility import Visible
from chrono.values.bases import Basis, best
from chrono.values.clocks import Bounds, Instant


@attrs.frozen(slots=False, eq=False, repr=False)
class Question:
    """What is asked on a key: its value, whether a member is in, or what is announced.

    Attributes:
        statements: The statements, in the order of the log.
        dates: Their dates.
        stretches: The time between these.
        member: The member; None for a single value and for what is announced.
        of_set: Whether it is about a member.
    """

    statements: tuple[Statement, ...]
    dates: Dates
    stretches: tuple[Bounds, ...]
    member: Any = None
    of_set: bool = False

    @cached_property
    def moments(self) -> list[Instant]:
        """The moment at which each stretch is asked: dates are half-open, so just after a start."""
        return [Instant(each.earliest + (each.earliest < each.before)) for each in self.stretches]


@attrs.frozen(eq=False, repr=False)
class Run:
    """A value in adjoining stretches in which it stands alike.

    Attributes:
        value: The value, None where it has ended; of a set the member.
        standing: How it stands.
        first: The number of its first stretch.
        last: The number of its last stretch.
        because: The ids of the events that it rests on.
        basis: The best basis of these.
    """

    value: Any
    standing: Standing
    first: int
    last: int
    because: tuple[str, ...]
    basis: Basis

    @property
    def vague(self) -> bool:
        """Whether the value only may hold."""
        return self.standing == Standing.POSSIBLE


@attrs.define(eq=False, repr=False)
class Opened:
    """A run that goes on, and what it rests on so far.

    Attributes:
        value: The value.
        standing: How it stands.
        first: The number of its first stretch.
        events: The events that it rests on by their ids, each the first of its id.
        bases: Their bases.
    """

    value: Any
    standing: Standing
    first: int
    events: dict[str, None] = attrs.field(factory=dict)
    bases: set[Basis] = attrs.field(factory=set)

    def rest_on(self, event: Visible) -> None:
        """Add an event that it rests on, too."""
        self.events[event.id] = None
        self.bases.add(event.basis)

    def closed(self, last: int) -> Run:
        """Return the run up to its last stretch."""
        because = tuple(self.events)
        return Run(self.value, self.standing, self.first, last, because, best(self.bases))


def touch(first: Run | None, second: Run | None) -> bool:
    """Return whether a run ends where the next begins; False where one is missing."""
    return first is not None and second is not None and first.last + 1 == second.first


def span(question: Question, run: Run) -> tuple[Instant, Instant]:
    """Return when the first stretch of a run begins, and when the last is over."""
    stretches = question.stretches
    return stretches[run.first].earliest, stretches[run.last].before
