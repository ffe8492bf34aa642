"""An entry in full, as text."""

from typing import Any

from click import unstyle

from chrono.cli.render.entry import entry_lines

CLAIMS = [{"key": "club/chair", "op": "set", "value": "Ada"}, {"key": "club/room", "op": "end"}]
SHOWN: dict[str, Any] = {
    "position": 2,
    "recorded": "2026-01-01T00:00:00Z",
    "by": {"who": "desk"},
    "standing": "corrected",
    "chronology": "club",
    "data": {"claims": [{"set": "club/chair", "value": "Ada"}, {"end": "club/room"}]},
    "headline": "Ada takes the chair",
    "id": "ada",
    "kind": "development",
    "occurred": "2026-03",
    "claims": CLAIMS,
    "bounds": [],
    "acts": [
        {"id": "ada-1", "kind": "correction", "reason": "misread", "standing": "stands"},
        {"id": "ada-2", "kind": "citation", "reason": None, "standing": "withdrawn"},
    ],
}


def test_what_happened_stands_before_what_is_of_the_log() -> None:
    """The headline is first, each claim is told once, and the recording is last."""
    assert [*map(unstyle, entry_lines(SHOWN, "UTC"))] == [
        "e2 ada  corrected",
        "  headline: Ada takes the chair",
        "  occurred: Mar 2026",
        "  kind: development",
        "  claims:",
        "    - set club/chair = Ada",
        "    - end club/room",
        "  acts:",
        "    - correction ada-1: misread",
        "    - citation ada-2  withdrawn",
        "  recorded: 2026-01-01T00:00:00Z",
        "  by: desk",
        "  chronology: club",
    ]


def test_a_correction_has_its_event_in_the_same_order() -> None:
    """Data that say more than the claims are listed, in the event of a correction too."""
    event = {"data": {"office": "club/chair"}, "headline": "Ada", "kind": "office.filled"}
    shown = {"position": 3, "id": "c", "standing": "stands", "kind": "correction", "event": event}
    assert [*entry_lines(shown, "UTC")] == [
        "e3 c  stands",
        "  kind: correction",
        "  event:",
        "    headline: Ada",
        "    kind: office.filled",
        "    data:",
        "      office: club/chair",
    ]
