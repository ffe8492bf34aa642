"""TimelineJS 3: its JSON, with vague dates in words and nothing that a browser would run."""

import json
from typing import Any

import pytest

from chrono.exports.timelinejs import timelinejs
from chrono.queries.timeline import timeline
from chrono.state.as_of import AsOf
from chrono.state.moments import moment
from tests.building import NOW, TAKEN_BEFORE, event, history_of, source


def slides(*written: dict[str, Any], zone: str = "America/Los_Angeles") -> list[dict[str, Any]]:
    """Make the slides of some events, by way of JSON text."""
    history = history_of(*written, zone=zone)
    asof = AsOf(at=moment("2030", history, NOW))
    made = timelinejs(timeline(history, asof, withdrawn=True), "As of <2030>.")
    read: dict[str, Any] = json.loads(json.dumps(made))
    assert read["title"]["text"] == {"headline": "test", "text": "<p>As of &lt;2030&gt;.</p>"}
    slides: list[dict[str, Any]] = read["events"]
    return slides


@pytest.mark.parametrize(
    ("occurred", "words", "start", "end"),
    [
        ("2023-11-17", "17 Nov 2023", {"year": 2023, "month": 11, "day": 17}, None),
        ("2023-11~", "about Nov 2023", {"year": 2023, "month": 11}, None),
        ("2021", "2021", {"year": 2021}, None),
        ("2025-35", "third quarter of 2025",
         {"year": 2025, "month": 7}, {"year": 2025, "month": 9}),
        ("202X", "the 2020s", {"year": 2020}, {"year": 2029}),
        ("2023-11-20T07:53Z", "19 Nov 2023, 23:53",
         {"year": 2023, "month": 11, "day": 19, "hour": 23, "minute": 53}, None),
        ("[2023-11-19..2023-11-20]", "19 or 20 Nov 2023",
         {"year": 2023, "month": 11, "day": 19}, {"year": 2023, "month": 11, "day": 20}),
        ("[..2023-11-16]", "on or before 16 Nov 2023",
         {"year": 2023, "month": 11, "day": 16}, None),
        ("2019-07-22/..", "since 22 Jul 2019", {"year": 2019, "month": 7, "day": 22}, None),
        ("2023-11/2024-10", "from Nov 2023 to Oct 2024",
         {"year": 2023, "month": 11}, {"year": 2024, "month": 10}),
        ("../2024-35", "by the third quarter of 2024",
         {"year": 2024, "month": 7}, {"year": 2024, "month": 9}),
    ],
)  # fmt: skip
def test_a_date_is_as_wide_as_written_and_shown_in_words(
    occurred: str, words: str, start: dict[str, int], end: dict[str, int] | None
) -> None:
    """In the home zone; without an end there is no end_date, not even an empty one."""
    (slide,) = slides(event("one", occurred))

    assert slide["start_date"] == {**start, "display_date": words}
    assert slide["display_date"] == words
    assert slide.get("end_date") == end
    assert end is not None or "end_date" not in slide


def test_a_slide_has_the_id_of_its_event_and_the_family_of_its_first_key() -> None:
    """Without a claim it is grouped by its kind."""
    found = slides(event("one", "2024-01-01", {"set": "deal/x", "value": 1}), event("two", "2025"))

    assert [(slide["unique_id"], slide["group"]) for slide in found] == [
        ("one", "deal"),
        ("two", "development"),
    ]


def test_text_is_escaped_and_only_pages_become_links() -> None:
    """TimelineJS renders HTML, so none may come from the data."""
    (slide,) = slides(
        event(
            "one",
            "2024",
            headline="<img src=x onerror=alert(1)>",
            **TAKEN_BEFORE,
            note="<b>",
            sources=[
                source(url='https://example.org/?a="><script>&b', title="<i>Title</i>"),
                source(url="javascript:alert(1)", title="Other"),
            ],
        )
    )
    text = slide["text"]["text"]

    assert slide["text"]["headline"] == "&lt;img src=x onerror=alert(1)&gt;"
    assert "<p>&lt;b&gt;</p>" in text
    assert '<a href="https://example.org/?a=%22%3E%3Cscript%3E&amp;b" rel="noopener">' in text
    assert "javascript" not in text
    assert slide["autolink"] is False


def test_standing_and_acts_are_told_with_the_event() -> None:
    """A reader of one slide sees what was done to it."""
    back = {"id": "back", "kind": "retraction", "retracts": "one", "reason": "a <parody>",
            "sources": [source("2024-02-01")]}  # fmt: skip
    (slide,) = slides(event("one", "2024"), back)

    assert "<strong>withdrawn by back</strong>" in slide["text"]["text"]
    assert "<em>Withdrawn 2099: a &lt;parody&gt;</em>" in slide["text"]["text"]
