"""The laws of projections: what each demands of one example (DESIGN section 9)."""

import copy
from collections.abc import Callable
from typing import Final

import attrs

from chrono.projections.fold import beginning, fold, step
from chrono.testing.stories import Story
from chrono.testing.trial import Trial, events_of, same
from chrono.testing.trial_log import Asked

_IN_PLACE: Final = (
    "{0} changes what it is given. Return a new state instead; "
    "a frozen attrs class, a tuple and a frozenset cannot be changed."
)

Check = Callable[[Trial], Story | None]
"""Draws what it needs and tells a story if the law is broken; gives up where it says nothing."""


@attrs.frozen
class Law:
    """One law.

    Attributes:
        name: Of the test method.
        words: What it demands.
        check: Tries it on one example.
    """

    name: str
    words: str
    check: Check


def _retraction(trial: Trial) -> Story | None:
    asked = trial.asked()
    anything = [body["id"] for body in trial.log.bodies()]
    target = trial.one_of([*trial.log.developments(), *anything])
    act = {"kind": "retraction", "retracts": target, "reason": "wrong"}
    grown = trial.log.then({"id": trial.log.next_id(), **act})
    if grown is None:
        trial.skip()
    without = trial.log.without([target])
    return trial.compare(first=(trial.log, asked), then=(grown, asked), like=(without, asked))


def _correction(trial: Trial) -> Story | None:
    asked, log = trial.asked(), trial.log
    target = trial.one_of([one for one in log.developments() if one not in log.corrected()])
    links = {f: v for f, v in log.told(target).items() if f in ("after", "before", "contests")}
    event = {name: value for name, value in trial.event().items() if name != "sources"}
    act = {"kind": "correction", "corrects": target, "reason": "better"}
    grown = log.then({"id": log.next_id(), **act, "event": {**event, **links}})
    if grown is None:
        trial.skip()
    last = grown.bodies()[-1]
    derived = {name: last["derived"][name] for name in ("claims", "version")
               if name in last["derived"]}  # fmt: skip
    anew = log.telling(target, {**last["event"], "derived": derived})
    return trial.compare(first=(log, asked), then=(grown, asked), like=(anew, asked))


def _hindsight(trial: Trial) -> Story | None:
    day = trial.day(lambda known: bool(trial.log.not_public(Asked(known=known))))
    asked, everything = Asked(at=trial.moment(), known=day), Asked()
    public = trial.log.without(trial.log.not_public(asked))
    return trial.compare(
        first=(trial.log, everything), then=(trial.log, asked), like=(public, asked)
    )


def _future(trial: Trial) -> Story | None:
    return _not_happened(trial, surely=True)


def _possible(trial: Trial) -> Story | None:
    return _not_happened(trial, surely=False)


def _not_happened(trial: Trial, *, surely: bool) -> Story | None:
    log = trial.log
    asked = Asked(at=trial.day(lambda at: bool(log.yet_to_come(Asked(at=at), surely=surely))))
    others = log.without(log.yet_to_come(asked, surely=surely))
    if log.has_void_links(asked) or others.has_void_links(asked):
        trial.skip()
    return trial.compare(first=(log, Asked()), then=(log, asked), like=(others, asked))


def _recording(trial: Trial) -> Story | None:
    asked = Asked(at=trial.moment())
    moved = trial.log.in_order_of(trial.ranks())
    if [e.id for e in moved.entries] == [e.id for e in trial.log.entries]:
        trial.skip()
    return trial.compare(first=(trial.log, asked), then=(moved, asked), like=(trial.log, asked))


def _replay(trial: Trial) -> Story | None:
    events, session = events_of(trial.log, Asked()), trial.session()
    expected = fold(trial.session().projection, events)
    kept = [beginning(session.projection)]
    for event in events:
        kept.append(step(session.projection, kept[-1], event))
    for number, state in enumerate(kept):
        found = state
        for event in events[number:]:
            found = step(session.projection, found, event)
        if not same(found, expected):
            where = f"taken up after {number} of {len(events)} events"
            hint = _IN_PLACE.format(trial.projection.name) if _changes(trial) else trial.impure()
            return trial.story(trial.log, expected, found, where=where, hint=hint)
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
    hint = _IN_PLACE.format(trial.projection.name)
    return trial.story(trial.log, before, after, where=where, hint=hint)


def _changes(trial: Trial) -> tuple[str, object, object] | None:
    """Find the first event at which the state before, or the event, is changed in place."""
    session = trial.session()
    state = beginning(session.projection)
    for event in events_of(trial.log, Asked()):
        before, told = copy.deepcopy(state), copy.deepcopy(event)
        following = step(session.projection, state, event)
        if not same(before, state):
            return f"the state before {event.id}, looked at again after it", before, state
        if told != event:
            return f"{event.id} itself, looked at again", told, event
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
