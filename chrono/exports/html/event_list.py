"""The timeline: every event once, by date, with its acts in place and its sources."""

from collections.abc import Iterator
from itertools import groupby

from chrono.exports.html.markup import Markup, element
from chrono.exports.html.source_links import source_link
from chrono.exports.html.wording import Wording
from chrono.exports.traces import by, more_by, traces
from chrono.exports.words import IN_WORDS
from chrono.queries.timeline import Timeline, TimelineRow
from chrono.state.standing import Standing
from chrono.values.clocks import BEGINNING, BeyondCalendar, Instant, to_datetime


def event_list(timeline: Timeline, wording: Wording) -> Iterator[Markup]:
    """Yield the events of each year under its heading."""
    zone = timeline.history.zone
    for year, rows in groupby(timeline.rows, key=lambda row: _year(row, zone)):
        yield element("h3", year)
        yield element("ol", *(_event(row, timeline, wording) for row in rows), class_="events")


def _year(row: TimelineRow, zone: object) -> str:
    """Return the year by whose end an event had surely happened."""
    last = Instant(max(row.visible.bounds.before - 1, BEGINNING))
    try:
        return f"{to_datetime(last, zone).year:04}"  # type: ignore[arg-type]
    except BeyondCalendar:
        return "Without an end"


def _event(row: TimelineRow, timeline: Timeline, wording: Wording) -> Markup:
    visible, event = row.visible, row.visible.event
    sources = (element("li", source_link(each, wording)) for each in visible.sources)
    return element(
        "li",
        element("time", wording.date(event.occurred), data_edtf=str(event.occurred)),
        element(
            "div",
            element(
                "p",
                element("b", event.headline),
                " ",
                element("a", f"e{visible.position}", href=f"#e{visible.position}"),
                *_standing(row, wording),
            ),
            *_says(row),
            *([element("p", event.note)] if event.note else []),
            *(element("p", each, class_="act") for each in traces(row, timeline.history, IN_WORDS)),
            element("ul", *sources),
        ),
        id=f"e{visible.position}",
        class_=None if row.standing == Standing.STANDS else row.standing,
        data_id=visible.id,
        data_at=visible.bounds.before // 1_000_000,
    )


def _says(row: TimelineRow) -> Iterator[Markup]:
    """Yield what an event says, each with the key that it is said of."""
    claims = row.visible.event.claims
    if not claims:
        return
    said = dict.fromkeys((claim.key, IN_WORDS.claim(claim)) for claim in claims)
    items = (
        element("li", element("a", key, href=f"#why/{key}"), words.removeprefix(key))
        for key, words in said
    )
    yield element("ul", *items, class_="claims")


def _standing(row: TimelineRow, wording: Wording) -> Iterator[Markup]:
    """Yield how an event stands, unless it simply does, and by which others."""
    if row.standing in (Standing.STANDS, Standing.AHEAD):
        return
    yield Markup(" ")
    yield element("b", row.standing, class_=row.standing)
    if by(row):
        yield Markup(" by ")
        yield wording.events(by(row))
        yield Markup(more_by(row))
