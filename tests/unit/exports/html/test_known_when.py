"""What was known when: how long the public waited for each event."""

import re

from chrono.events.history import History
from chrono.exports.html.known_when import KnownWhen
from chrono.exports.html.picture import Frame
from tests.building import event, history_of, source
from tests.unit.exports.html.pictures import WIDTH, framed, place, rows, told


def known_of(history: History) -> tuple[Frame, str]:
    """Draw what was known when."""
    frame, answers = framed(history)
    return frame, KnownWhen(frame, frame.wording).figure(answers.timeline)


def test_a_late_event_is_a_line_from_its_day_to_its_publication() -> None:
    """Upright, at the day on which it happened; what was public that day is a dot alone."""
    history = history_of(
        told("first", "2023-01-01"), told("late", "2023-06-01", "2024-08-01"), told("end", "2025")
    )

    frame, figure = known_of(history)

    ((words, x, low, high),) = re.findall(
        r'<title>([^<]*)</title><path d="M([\d.]+) ([\d.]+)V([\d.]+)" />', figure
    )
    lowest, highest = (float(y) for y in re.findall(r' d="M0 (\d+)L\d+ (\d+)"', figure)[0])
    per_unit = (lowest - highest) / WIDTH
    happened, public = (place(frame, day, end=True) for day in ("2023-06-01", "2024-08-01"))
    assert words == "1 Jun 2023, public 1 Aug 2024: late"
    assert float(x) == happened
    assert abs(lowest - float(low) - happened * per_unit) < 0.1
    assert abs(lowest - float(high) - public * per_unit) < 0.1
    dots = re.findall(r'class=dots d="([^"]*)"', figure)[0]
    assert dots.count("M") == 2


def test_the_table_of_what_was_known_when_has_what_was_late() -> None:
    """The longest wait first, in days, months or years; the others are counted."""
    history = history_of(
        told("day", "2024-06-01", "2024-06-02"),
        told("year", "2023-01-01", "2024-02-01"),
        told("years", "2020-01-01", "2024-02-01"),
        told("before", "2024-06-01", "2024-05-01"),
        told("at-once", "2024-06-01"),
        event("undated", "2024-06-01", sources=[source(None)]),
    )

    _, figure = known_of(history)

    *listed, (others,) = rows(figure)
    assert [(row[0].split(" ")[1], row[3]) for row in listed] == [
        ("years", "about 4 years"),
        ("year", "about 13 months"),
        ("day", "1 day"),
        ("before", "public before"),
    ]
    assert others == "All others, 1, were public on the day, and stand as told."


def test_corrections_and_withdrawals_have_marks_on_their_days() -> None:
    """Above the day of the event, with a word, its day and the event; and in the table."""
    history = history_of(
        told("first", "2023-01-01"),
        told("kept", "2023-06-01"),
        {
            "id": "better",
            "kind": "correction",
            "corrects": "kept",
            "reason": "a slip",
            "event": {"kind": "development", "occurred": "2023-06-01", "headline": "kept well"},
            "sources": [source("2024-03-01")],
        },
        told("gone", "2023-07-01"),
        {
            "id": "back",
            "kind": "retraction",
            "retracts": "gone",
            "reason": "a parody",
            "sources": [source("2024-04-01")],
        },
        told("end", "2025"),
    )

    _, figure = known_of(history)

    assert "<title>Corrected 1 Mar 2024: kept well</title>" in figure
    assert "<title>Withdrawn 1 Apr 2024: gone</title>" in figure
    assert {row[-1] for row in rows(figure)[:-1]} == {
        "corrected 1 Mar 2024",
        "withdrawn 1 Apr 2024",
    }
