"""A trial: one example of a law, with what it draws and the states that it compares."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import attrs
from hypothesis import reject
from hypothesis import strategies as st

from chrono.codec.codec import Codec
from chrono.projections.event import Event
from chrono.projections.fold import Projection, beginning, fold, happened
from chrono.projections.plain import plain
from chrono.testing.apart import apart
from chrono.testing.calendar import CALENDAR
from chrono.testing.drawn_claims import Written
from chrono.testing.growing import Growing
from chrono.testing.stories import Story
from chrono.testing.trial_log import Asked, TrialLog
from chrono.values.canonical import canonical

Question = tuple[TrialLog, Asked]

_RANKS: Final = 8
"""As many places as laws move entries among; the same for each log, so that stories get short."""

_IMPURE: Final = "{0} gave two answers for the same events. Does it keep anything outside `now`?"
_POSITION: Final = (
    "{0} looks at event.position, which says when an event was recorded, not when it happened."
)
_VERSION: Final = (
    "{0} looks at event.version, which says which entry wrote it last, not what happened."
)


@attrs.frozen
class Drawn:
    """The strategies of a law.

    Attributes:
        logs: Logs, which can grow.
        events: Events for corrections.
        codec: The codec of both.
    """

    logs: st.SearchStrategy[Growing]
    events: st.SearchStrategy[Written]
    codec: Codec


@attrs.frozen
class Case:
    """Two questions to one session, and one to a fresh session with the same answer as the second.

    Attributes:
        first: The first question, which the projection may remember.
        then: The second question.
        like: The question to the fresh session.
    """

    first: Question
    then: Question
    like: Question


class Session:
    """A copy of a projection without memories, which is asked again and again."""

    def __init__(self, projection: Projection[Any]) -> None:
        self.projection = apart(projection)

    def state(self, log: TrialLog, asked: Asked) -> Any:
        """Return the state as of the moments that are asked for."""
        return fold(self.projection, events_of(log, asked))


class Trial:
    """One example of a law.

    Attributes:
        projection: The projection that is tried.
        law: The law, in words.
        log: The log that was drawn.
    """

    def __init__(
        self, projection: Projection[Any], law: str, drawn: Drawn, data: st.DataObject
    ) -> None:
        self.projection = projection
        self.law = law
        self._drawn = drawn
        self._data = data
        self.log = TrialLog(data.draw(drawn.logs).entries, drawn.codec)

    def event(self) -> Written:
        """Draw an event that says something else."""
        return self._data.draw(self._drawn.events)

    def ranks(self) -> list[int]:
        """Draw another order for the entries of the log."""
        return self._data.draw(st.permutations(range(_RANKS)))

    def moment(self) -> str | None:
        """Draw the end of everything, or of a day."""
        moments: tuple[str | None, ...] = (*(None,) * 2 * len(CALENDAR), *CALENDAR)
        return self._data.draw(st.sampled_from(moments))

    def asked(self) -> Asked:
        """Draw moments on both clocks."""
        return Asked(at=self.moment(), known=self.moment())

    def session(self) -> Session:
        """Return a fresh session."""
        return Session(self.projection)

    def story(self, log: TrialLog, expected: Any, got: Any, **more: Any) -> Story:
        """Return the story of a broken law."""
        return Story(law=self.law, log=log, expected=expected, got=got, **more)

    def each(self, cases: Iterable[Case]) -> Story | None:
        """Return the story of the first case that breaks the law; without a case, reject."""
        several = False
        for case in cases:
            several = True
            story = self._compared(case)
            if story is not None:
                return story
        return None if several else reject()

    def _compared(self, case: Case) -> Story | None:
        session = self.session()
        session.state(*case.first)
        got = session.state(*case.then)
        expected = self.session().state(*case.like)
        if same(got, expected):
            return None
        hint = self._hint(got, case.then, case.like)
        return self.story(case.then[0], expected, got, asked=case.then[1], hint=hint)

    def impure(self) -> str:
        """Return the hint that something is kept outside the state."""
        return _IMPURE.format(self.projection.name)

    def _hint(self, got: Any, then: Question, like: Question) -> str:
        """Return why two answers differ: by memories, positions or versions; empty if unknown."""
        if not same(self.session().state(*then), got):
            return self.impure()
        asked, wanted = events_of(*then), events_of(*like)
        if self._alike([attrs.evolve(e, position=0) for e in asked],
                       [attrs.evolve(e, position=0) for e in wanted]):  # fmt: skip
            return _POSITION.format(self.projection.name)
        if self._alike([attrs.evolve(e, version=e.id) for e in asked],
                       [attrs.evolve(e, version=e.id) for e in wanted]):  # fmt: skip
            return _VERSION.format(self.projection.name)
        return ""

    def _alike(self, left: Sequence[Event], right: Sequence[Event]) -> bool:
        return same(fold(self.session().projection, left), fold(self.session().projection, right))


def events_of(log: TrialLog, asked: Asked) -> tuple[Event, ...]:
    """Return the events that a projection is given, in that order."""
    return happened(log.world(asked))


def same(left: Any, right: Any) -> bool:
    """Return whether two states are equal, by themselves or in plain form."""
    return bool(left == right) or canonical(plain(left)) == canonical(plain(right))


def moved(projection: Projection[Any], log: TrialLog) -> bool:
    """Return whether a log brings a projection away from its initial state."""
    state = Session(projection).state(log, Asked())
    return not same(state, beginning(projection))
