"""The picture of the timeline: each event is where its date is, and in the table beside it."""

import re

from chrono.events.history import History
from chrono.exports.html.picture import Frame
from chrono.exports.html.timeline_picture import TimelinePicture
from tests.building import event, history_of, source
from tests.unit.exports.html.pictures import framed, place, rows, told


def timeline_of(history: History) -> tuple[Frame, str]:
    """Draw the timeline of a history."""
    frame, answers = framed(history)
    return frame, TimelinePicture(frame, frame.wording).figure(answers.timeline.rows)


def test_events_of_one_day_are_one_pile() -> None:
    """As tall as there are events, with a title that counts them; another day has its own."""
    history = history_of(
        *(told(f"many-{number}", "2024-03-01") for number in range(4)),
        told("one", "2024-09-01"),
        told("end", "2025-01-01"),
    )

    _, figure = timeline_of(history)

    tall = [int(high) for high in re.findall(r'<path d="M[\d.]+ [\d.]+v-(\d+)"', figure)]
    assert sorted(tall) == [tall[0] // 4, tall[0] // 4, tall[0]]
    assert "<title>1 Mar 2024: 4 events, the first: many-0</title>" in figure
    assert "<title>1 Sep 2024: one</title>" in figure


def test_a_vague_date_is_a_bar_between_its_bounds() -> None:
    """From the earliest to the latest; one without a start begins at the edge, with an arrow."""
    history = history_of(
        told("first", "2023-01-01"),
        event("vague", "2024", sources=[source("2025-02-01")]),
        event("open", "[..2024-06]", sources=[source("2025-02-01")]),
    )

    frame, figure = timeline_of(history)

    bars = re.findall(r"<title>([^<]*): \w+</title><rect x=([\d.]+) y=\d+ width=([\d.]+)", figure)
    left, right = place(frame, "2024"), place(frame, "2024", end=True)
    until = place(frame, "2024-06", end=True)
    assert [(words, float(x), round(float(x) + float(wide), 1)) for words, x, wide in bars] == [
        ("2024", left, right),
        ("in or before Jun 2024", 0, until),
    ]
    assert figure.count("class=arrow") == 1


def test_a_disputed_and_a_withdrawn_event_are_marked() -> None:
    """By a class of their own, and in the words of their titles."""
    history = history_of(
        told("first", "2023-01-01"),
        {**told("ada", "2024-03-01"), "data": {"claims": [{"set": "a/chair", "value": "Ada"}]}},
        {**told("bo", "2024-03-01"), "data": {"claims": [{"set": "a/chair", "value": "Bo"}]}},
        told("gone", "2024-05-01"),
        {"id": "back", "kind": "retraction", "retracts": "gone", "reason": "a parody"},
        told("end", "2025-01-01"),
    )

    _, figure = timeline_of(history)

    assert re.search(r"class=disputed[^>]*><title>[^<]*ada \(disputed\)</title>", figure)
    assert re.search(r"class=withdrawn[^>]*><title>[^<]*gone \(withdrawn\)</title>", figure)


def test_the_table_of_the_timeline_has_every_event_once() -> None:
    """By date and standing, even such as lie after the end of the record and are not drawn."""
    history = history_of(
        told("a", "2024-03-01"),
        told("b", "2024-03-01"),
        told("c", "2024-05"),
        event("ahead", "2030", sources=[source("2024-06-01")]),
    )

    _, figure = timeline_of(history)

    dates = [(date, len(events.split())) for date, _, events in rows(figure)]
    assert dates == [("1 Mar 2024", 2), ("May 2024", 1), ("2030", 1)]
    assert "ahead" not in figure.partition("<table>")[0]
