"""The laws of projections: what each demands of one example (docs/python.md)."""

import copy
from collections.abc import Callable, Iterator
from typing import Final

import attrs

from chrono.projections.fold import beginning, fold, step
from chrono.testing.calendar import CALENDAR
from chrono.testing.drawn_claims import Written
from chrono.testing.stories import Story
from chrono.testing.trial import Case, Trial, events_of, same
from chrono.testing.trial_log import Asked, TrialLog

_MUTATES: Final = (
    "{0} changes what it is given. Return a new state instead; "
    "a frozen attrs class, a tuple and a frozenset cannot be changed."
)

Check = Callable[[Trial], Story | None]
"""Draws what it needs and tells a story if the law is broken; gives up where it says nothing."""


@attrs.frozen
class Law:
    """One law.

    Attributes:
        name: The name of its test method.
        words: The law, in words.
        check: Returns the story of an example that breaks it; None for one that does not.
    """

    name: str
    words: str
    check: Check


def _retraction(trial: Trial) -> Story | None:
    return trial.each(_retracted(trial.log, trial.asked()))


def _retracted(log: TrialLog, asked: Asked) -> Iterator[Case]:
    """Yield a case for each entry that stands: with a retraction of it, and without it."""
    for body in log.bodies():
        act = {"kind": "retraction", "retracts": body["id"], "reason": "wrong"}
        grown = log.then({"id": log.next_id(), **act})
        if grown is not None:
            yield Case((log, asked), then=(grown, asked), like=(log.without([body["id"]]), asked))


def _correction(trial: Trial) -> Story | None:
    return trial.each(_corrected(trial.log, trial.event(), trial.asked()))


def _corrected(log: TrialLog, event: Written, asked: Asked) -> Iterator[Case]:
    """Yield a case for each uncorrected event: corrected, and written so from the start."""
    content = {name: value for name, value in event.items() if name != "sources"}
    for target in log.developments():
        if target in log.corrected():
            continue
        links = {
            f: v for f, v in log.original(target).items() if f in ("after", "before", "contests")
        }
        act = {"kind": "correction", "corrects": target, "reason": "better"}
        grown = log.then({"id": log.next_id(), **act, "event": {**content, **links}})
        if grown is not None:
            last = grown.bodies()[-1]
            derived = {n: v for n, v in last["derived"].items() if n != "replaces"}
            anew = log.rewritten(target, {**last["event"], "derived": derived})
            yield Case((log, asked), then=(grown, asked), like=(anew, asked))


def _hindsight(trial: Trial) -> Story | None:
    return trial.each(_known(trial.log, trial.moment()))


def _known(log: TrialLog, at: str | None) -> Iterator[Case]:
    """Yield a case for each day: the log as known by then, and without what was not public."""
    for day in CALENDAR:
        asked = Asked(at=at, known=day)
        late = log.not_public(asked)
        if late:
            yield Case((log, Asked()), then=(log, asked), like=(log.without(late), asked))


def _future(trial: Trial) -> Story | None:
    return trial.each(_begun(trial.log, surely=True))


def _possible(trial: Trial) -> Story | None:
    return trial.each(_begun(trial.log, surely=False))


def _begun(log: TrialLog, *, surely: bool) -> Iterator[Case]:
    """Yield a case for each day: the log by then, and without what comes surely, or perhaps, later.

    A day with void links is left out, since other links could be void without the later events.
    """
    for day in CALENDAR:
        asked = Asked(at=day)
        to_come = log.yet_to_come(asked, surely=surely)
        others = log.without(to_come)
        if to_come and not log.has_void_links(asked) and not others.has_void_links(asked):
            yield Case((log, Asked()), then=(log, asked), like=(others, asked))


def _recording(trial: Trial) -> Story | None:
    return trial.each(_moved(trial.log, trial.ranks(), Asked(at=trial.moment())))


def _moved(log: TrialLog, ranks: list[int], asked: Asked) -> Iterator[Case]:
    """Yield the log recorded in other orders: first events as late as possible, and as drawn."""
    for order in (range(len(log.entries), 0, -1), ranks):
        moved = log.in_order_of(order)
        if moved.ids != log.ids:
            yield Case((log, asked), then=(moved, asked), like=(log, asked))


def _replay(trial: Trial) -> Story | None:
    events, session = events_of(trial.log, Asked()), trial.session()
    expected = fold(trial.session().projection, events)
    kept = [beginning(session.projection)]
    for event in events:
        kept.append(step(session.projection, kept[-1], event))
    for number, state in enumerate(kept):
        got = state
        for event in events[number:]:
            got = step(session.projection, got, event)
        if not same(got, expected):
            where = f"taken up after {number} of {len(events)} events"
            hint = _MUTATES.format(trial.projection.name) if _changes(trial) else trial.impure()
            return trial.story(trial.log, expected, got, where=where, hint=hint)
    return None


def _same_twice(trial: Trial) -> Story | None:
    asked, session = trial.asked(), trial.session()
    expected = copy.deepcopy(session.state(trial.log, asked))
    for _ in range(2):
        got = session.state(trial.log, asked)
        if not same(got, expected):
            return trial.story(trial.log, expected, got, asked=asked, hint=trial.impure())
    return None


def _unchanged(trial: Trial) -> Story | None:
    changed = _changes(trial)
    if changed is None:
        return None
    where, before, after = changed
    hint = _MUTATES.format(trial.projection.name)
    return trial.story(trial.log, before, after, where=where, hint=hint)


def _changes(trial: Trial) -> tuple[str, object, object] | None:
    """Return the first change in place, of a state or an event, with both sides; None if none."""
    session = trial.session()
    state = beginning(session.projection)
    for event in events_of(trial.log, Asked()):
        before, given = copy.deepcopy(state), copy.deepcopy(event)
        following = step(session.projection, state, event)
        if not same(before, state):
            return f"the state before {event.id}, looked at again after it", before, state
        if given != event:
            return f"{event.id} itself, looked at again", given, event
        state = following
    return None


LAWS: Final = (
    Law(
        "test_a_retraction_leaves_no_trace",
        "the state with an event and its retraction equals the state without either.",
        _retraction,
    ),
    Law(
        "test_correcting_is_retracting_and_telling_anew",
        "a corrected event counts as if withdrawn and told anew, under the same name and links.",
        _correction,
    ),
    Law(
        "test_no_hindsight",
        "what was not public by a day plays no part in what was known then.",
        _hindsight,
    ),
    Law(
        "test_nothing_after_the_moment_matters",
        "what surely happens after a moment plays no part in the state at that moment.",
        _future,
    ),
    Law(
        "test_only_what_surely_happened_counts",
        "what may or may not have happened by a moment plays no part in the state.",
        _possible,
    ),
    Law(
        "test_the_order_of_recording_does_not_matter",
        "the same events, recorded in another order, give the same state.",
        _recording,
    ),
    Law(
        "test_any_prefix_then_the_rest_is_the_whole",
        "a state kept from any point, carried on with the rest, equals the whole.",
        _replay,
    ),
    Law(
        "test_the_same_events_give_the_same_state",
        "the same events, folded again, give the same state.",
        _same_twice,
    ),
    Law(
        "test_what_it_is_given_stays_as_it_was",
        "neither the state before an event nor the event is changed in place.",
        _unchanged,
    ),
)
"""Every law, in no particular order."""
