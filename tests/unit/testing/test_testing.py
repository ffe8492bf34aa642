"""Strategies: what they draw is what chrono takes, in every form."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from chrono import Claim, Name, kind
from chrono.codec.codec import Codec
from chrono.events.history import History
from chrono.kinds.catalogue import KINDS
from chrono.testing import claims, dates, events, histories, history_of, logs, sources
from chrono.testing.data_of_kinds import CannotDraw
from chrono.values.dates import Date, Form
from chrono.values.edtf import Single
from tests.profiles import examples

MANY = settings(
    max_examples=4000,
    phases=[Phase.generate],
    database=None,
    suppress_health_check=list(HealthCheck),
)
"""Enough to meet whatever is drawn at all; the first that fits is enough, so nothing is shrunk."""


def drawn(strategy: st.SearchStrategy[Any], wanted: Callable[[Any], bool]) -> Any:
    """Draw until something is as wanted."""
    return find(strategy, wanted, settings=MANY)


def taken(log: list[dict[str, Any]], kind: str, **wanted: Any) -> list[dict[str, Any]]:
    """List the entries of a kind with certain fields."""
    fits = [one for one in log if one["kind"] == kind]
    return [one for one in fits if all(one.get(name) == value for name, value in wanted.items())]


@examples(200)
@given(dates())
def test_every_date_parses(text: str) -> None:
    """It is written in its canonical form already."""
    assert str(Date.parse(text)) == text


@pytest.mark.parametrize(
    "wanted",
    [
        *(lambda date, form=form: date.form is form for form in Form),
        *(lambda date, mark=mark: date.qualifier == mark for mark in "?~%"),
        lambda date: date.form is Form.SPAN and not date.start,
        lambda date: date.form is Form.SPAN and not date.end,
        lambda date: date.lasting and date.end == "..",
        lambda date: date.lasting and date.end == "",
        lambda date: date.lasting and date.start == "..",
        lambda date: date.lasting and date.start == "",
        lambda date: "T" in str(date) and str(date).endswith("Z"),
        lambda date: "T12:00:30" in str(date),
        lambda date: isinstance(date.start, Single) and date.start.text == "2024-01",
        lambda date: str(date) == "2024-01-XX",
        lambda date: str(date) == "2024-33",
        lambda date: str(date) == "2024-40",
        lambda date: str(date) == "2024-XX",
        lambda date: str(date) == "202X",
        lambda date: str(date) == "20XX",
    ],
)
def test_every_form_of_date_is_drawn(wanted: Callable[[Date], bool]) -> None:
    """Spans and intervals, open and unknown, qualified, with times, and of any precision."""
    assert drawn(dates().map(Date.parse), wanted)


def test_dates_are_about_the_calendar_that_is_given() -> None:
    """Half of them are its days."""
    calendar = ("2023-11-17", "2023-11-18")

    assert drawn(dates(calendar), lambda text: text == "2023-11-18")
    assert drawn(dates(calendar), lambda text: text == "[2023-11-17..2023-11-18]")
    assert drawn(dates(calendar), lambda text: text == "2023-36")


@examples(100)
@given(sources(), claims())
def test_sources_and_claims_are_taken(source: dict[str, Any], claim: dict[str, Any]) -> None:
    """An event with one of each has no fault."""
    told = {"id": "e1", "kind": "development", "occurred": "2024-01-01", "headline": "told"}

    assert history_of([{**told, "data": {"claims": [claim]}, "sources": [source]}])


SIZED = {least: logs(least, least + 2) for least in range(1, 5)}


@examples(150)
@given(st.data(), st.sampled_from(list(SIZED)))
def test_the_log_takes_whatever_is_drawn(data: st.DataObject, least: int) -> None:
    """Again from the start, one after the other; there are as many as asked for."""
    log = data.draw(SIZED[least])

    assert least <= len(log) <= least + 2
    assert [record.id for record in history_of(log).records[1:]] == [one["id"] for one in log]


ACTS: dict[str, Callable[[list[dict[str, Any]]], Any]] = {
    "a retraction of a retraction": lambda log: any(
        taken(log, "retraction", retracts=one["id"]) for one in taken(log, "retraction")
    ),
    "a retraction of a correction": lambda log: any(
        taken(log, "retraction", retracts=one["id"]) for one in taken(log, "correction")
    ),
    "a retraction of a citation": lambda log: any(
        taken(log, "retraction", retracts=one["id"]) for one in taken(log, "citation")
    ),
    "two corrections of one event": lambda log: any(
        len(taken(log, "correction", corrects=one["id"])) > 1 for one in log
    ),
    "a correction that is news": lambda log: any(
        one.get("sources") for one in taken(log, "correction")
    ),
    "a correction that is a slip": lambda log: any(
        not one.get("sources") for one in taken(log, "correction")
    ),
    "a late arrival": lambda log: any(
        later["occurred"] < one["occurred"]
        for place, one in enumerate(log)
        for later in log[place:]
        if "occurred" in one and "occurred" in later
    ),
    "a link after": lambda log: any(one.get("after") for one in log),
    "a link before": lambda log: any(one.get("before") for one in log),
    "a contest": lambda log: any(one.get("contests") for one in log),
    "a source without a date": lambda log: any(
        "published" not in source for one in log for source in one.get("sources", ())
    ),
}


def test_everything_that_a_log_may_have_is_drawn() -> None:
    """Acts upon acts, late arrivals, links and contests; long logs have them soon."""
    unmet = dict(ACTS)

    def meets_the_rest(log: list[dict[str, Any]]) -> bool:
        for what in [what for what, is_in in unmet.items() if is_in(log)]:
            del unmet[what]
        return not unmet

    assert drawn(logs(8, 10), meets_the_rest)


@examples(60)
@given(logs(acts=False, links=False, contests=False))
def test_a_log_may_be_drawn_without(log: list[dict[str, Any]]) -> None:
    """Only events then, linked to nothing."""
    assert {one["kind"] for one in log} == {"development"}
    assert not any(one.keys() & {"after", "before", "contests"} for one in log)


@pytest.mark.parametrize("name", [kind.name for kind in KINDS])
def test_any_kind_can_be_drawn(name: str) -> None:
    """The codec takes it, and it claims something, or the kind never does."""
    codec = Codec("test", KINDS)
    found = drawn(events([name]), bool)
    draft, faults = codec.draft({"id": "e1", **found}, "test")

    assert faults == ()
    assert draft is not None


def test_claims_of_kinds_meet() -> None:
    """Two events of one kind speak of one key soon."""
    log = drawn(
        logs(kinds=["office.filled"], acts=False),
        lambda log: len({one["data"]["office"] for one in log}) < len(log),
    )

    assert len(log) > 1


@attrs.frozen
class Score:
    """A part of a kind's data."""

    home: int
    away: int = 0


@kind("test.played")
class Played:
    """A kind of a test's own: nested, optional, repeated, by name."""

    match: str
    score: Score
    players: tuple[Name, ...] = ()
    day: Date | None = None
    points: dict[str, int] = attrs.field(factory=dict)
    final: bool = False

    def claims(self) -> list[Claim]:
        """Set the score."""
        return [Claim("set", f"score/{self.match}", [self.score.home, self.score.away])]


def test_a_kind_of_ones_own_is_drawn_from_its_types() -> None:
    """All its fields, nested ones too, are drawn sooner or later."""
    wanted = {"match", "score", "players", "day", "points", "final"}
    event = drawn(events([Played]), lambda event: event["data"].keys() == wanted)

    assert history_of([{"id": "e1", **event}], kinds=[Played])


def test_a_kind_whose_types_say_nothing_is_refused_with_a_way_out() -> None:
    """The message names the field, and how to draw the data oneself."""

    @kind("test.odd")
    class Odd:
        """A kind with a field of any object."""

        thing: frozenset[bytes]

        def claims(self) -> list[Claim]:
            """Claim nothing."""
            return []

    with pytest.raises(CannotDraw, match=r"Odd\.thing: cannot draw .*; draw its data yourself"):
        events([Odd])


def test_data_may_be_drawn_by_the_user() -> None:
    """A name with a strategy of its data."""
    told = {"office.vacated": st.just({"office": "openai/ceo"})}

    assert drawn(events(told), lambda event: event["data"] == {"office": "openai/ceo"})


@examples(60)
@given(histories(max_size=3, claims=claims({"board/openai": "set"})))
def test_histories_are_logs_as_chrono_reads_them(history: History) -> None:
    """They begin with the declaration, and claim what was asked for."""
    events = [record.event for record in history.records if hasattr(record, "event")]

    assert history.zone.key == "UTC"
    assert {claim.key for event in events for claim in event.claims} <= {"board/openai"}
