"""Strategies and laws for projections of one's own, drawn by Hypothesis.

A projection and its tests, in one line each::

    # seats.py
    from chrono import Event, projection

    @projection("seats", initial=frozenset())
    def seats(now: frozenset[str], event: Event) -> frozenset[str]:
        return event.members("board/openai", now)

    # test_seats.py
    from chrono.testing import laws_of
    from seats import seats

    TestSeats = laws_of(seats)

``pytest`` then runs nine tests, one a law, and tells a broken one as a short story. For tests of
one's own, strategies draw what a log is made of, as written in JSONL::

    @given(histories(max_size=4, claims=claims({"board/openai": "set"})))
    def test_nobody_sits_twice(history): ...

`dates`, `sources`, `claims` and `events` are its parts, `logs` whole ones, with acts upon acts,
late arrivals, links and contests, on a calendar of four days; `histories` are logs as chrono reads
them, and `history_of` reads one that is written by hand.
"""

from chrono.testing.missing import NoHypothesis

try:
    import hypothesis  # noqa: F401  what everything below draws with
except ModuleNotFoundError:
    raise NoHypothesis from None

from chrono.testing.calendar import dates
from chrono.testing.drawn_claims import claims
from chrono.testing.drawn_events import events, sources
from chrono.testing.drawn_logs import histories, logs
from chrono.testing.growing import history_of
from chrono.testing.suite import laws_of

__all__ = [
    "NoHypothesis",
    "claims",
    "dates",
    "events",
    "histories",
    "history_of",
    "laws_of",
    "logs",
    "sources",
]
