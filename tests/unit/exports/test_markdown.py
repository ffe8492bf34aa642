"""Markdown: a table that shows the data as text, with its sources."""

import re
from typing import Any

import pytest

from chrono.exports.links import link
from chrono.exports.markdown import escaped, markdown
from chrono.exports.words import Words
from chrono.queries.timeline import timeline
from chrono.state.as_of import AsOf
from chrono.state.moments import moment
from tests.building import NOW, TAKEN_BEFORE, event, history_of, source


def lines(*written: dict[str, Any], withdrawn: bool = True) -> list[str]:
    """Write the timeline of some events."""
    history = history_of(*written)
    asof = AsOf(at=moment("2030", history, NOW))
    told = timeline(history, asof, withdrawn=withdrawn)
    return markdown(told, "As of 2030.").splitlines()


def table(*written: dict[str, Any], **choice: bool) -> list[list[str]]:
    """Write the timeline of some events and read its rows back as cells."""
    rows = [line for line in lines(*written, **choice) if line.startswith("| ")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows[1:]]


def test_a_row_says_date_event_source_and_standing_for_people() -> None:
    """The date is in words, the source has its number, its basis and where in it."""
    sources = [source("2024-03-01", "announced", pinpoint="p. 6")]

    assert table(event("one", "2024-01~", headline="Ada starts", sources=sources)) == [
        ["about Jan 2024", "Ada starts", "Paper, p. 6 (announced)[^1]", "stands"]
    ]


def test_each_document_is_listed_once_whatever_it_is_cited_for() -> None:
    """Another page or basis is the same document; another title is not."""
    first = source("2024-03-01", "announced", title="Notice", pinpoint="p. 6")
    found = lines(
        event("one", "2024-01", sources=[first]),
        event("two", "2024-02", sources=[{**first, "pinpoint": "p. 7", "basis": "reported"}]),
        event("three", "2024-03", sources=[{**first, "title": "Other", "via": "Copy"}]),
    )

    assert [line for line in found if line.startswith("[^")] == [
        "[^1]: Paper. [Notice](https://example.org/). 1 Mar 2024.",
        "[^2]: Paper. [Other](https://example.org/). 1 Mar 2024. Read in Copy.",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
        ("*a* _b_ `c` ~d~", r"\*a\* \_b\_ \`c\` \~d\~"),
        ("a | b\\|", r"a \| b\\\|"),
        ("two\nlines\tand  more", "two lines and more"),
        ("&copy; AT&T", r"\&copy; AT&T"),
        ("$5 billion", "$5 billion"),
        ("$5 to $6", r"\$5 to \$6"),
        ("# no heading", r"\# no heading"),
        ("- no list", r"\- no list"),
        ("1. no list", r"1\. no list"),
        ("1.5 million", "1.5 million"),
        ("see https://evil.example/", r"see https\://evil.example/"),
        ("a\u202eb\x1bc", "a\\\\u202eb\\\\u001bc"),
    ],
)
def test_markup_in_the_data_shows_as_text(text: str, shown: str) -> None:
    """Nothing that somebody wrote as a name or headline is run, linked or styled."""
    assert escaped(text) == shown


def test_a_bar_in_a_headline_makes_no_further_column() -> None:
    """A row has four cells, whatever is in them."""
    assert [len(row) for row in table(event("one", "2024", headline="a | b"))] == [4]


def test_only_pages_become_links() -> None:
    """An address that a browser would run stands as text."""
    found = lines(
        event(
            "one", "2024", sources=[source(url="javascript:alert(1)", title="Read")], **TAKEN_BEFORE
        ),
        event(
            "two",
            "2024",
            sources=[source(url="https://example.org/a(b)|c>", title="Read")],
            **TAKEN_BEFORE,
        ),
    )
    notes = [line for line in found if line.startswith("[^")]

    assert notes[0].startswith(r"[^1]: Paper. Read. javascript:alert(1).")
    assert "[Read](https://example.org/a%28b%29%7Cc%3E)" in notes[1]


def test_a_link_is_http_or_https_with_a_host() -> None:
    """Case does not matter; everything else does."""
    assert link("HTTPS://example.org/?a=1&b=2#c") == "HTTPS://example.org/?a=1&b=2#c"
    assert link('http://example.org/"onmouseover=') == "http://example.org/%22onmouseover="
    assert [link(url) for url in ("https://", "data:text/html,x", " https://x.y", "ftp://x", None)] == [None] * 5  # fmt: skip  # noqa: E501


def test_a_correction_leaves_a_trace_under_the_table() -> None:
    """With the day on which it was published, and why; of a slip of ours, only with its day."""
    again = {"kind": "development", "occurred": "2024-01-02", "headline": "Ada starts"}
    found = lines(
        event("one", "2024-01-01", sources=[source("2024-01-03")]),
        {
            "id": "fix",
            "kind": "correction",
            "corrects": "one",
            "reason": "the day was wrong",
            "event": again,
            "sources": [source("2024-01-05")],
        },
        {"id": "slip", "kind": "correction", "corrects": "one", "reason": "typo", "event": {
            **again, "headline": "Ada starts work"}},
    )  # fmt: skip

    assert "- Corrected 5 Jan 2024: the day was wrong (`one`)" in found
    assert "- Corrected 18 Nov 2026 (`one`)" in found
    assert "| corrected by `fix`, `slip` |" in "\n".join(found)


def test_why_we_mended_a_slip_is_said_on_demand() -> None:
    """It is our own business unless somebody wants it."""
    slip = {"id": "slip", "kind": "retraction", "retracts": "one", "reason": "entered twice"}
    history = history_of(event("one", "2024-01-01"), slip)
    told = timeline(history, AsOf(at=moment("2030", history, NOW)), withdrawn=True)

    assert "entered twice" not in markdown(told, "As of 2030.")
    assert "Withdrawn 18 Nov 2026: entered twice" in markdown(told, "", Words(slips=True))


def test_a_row_has_the_note_and_the_values_in_words() -> None:
    """Where no event has any, there is no column for them."""
    claim = {"set": "valuation/firm", "value": {"amount": 13_000_000_000, "currency": "USD"}}
    (row,) = table(event("one", "2024", claim, note="By one account.\nOf two."))

    assert row[2:4] == ["valuation/firm: $13 billion", "By one account. Of two."]
    assert "Note" not in "\n".join(lines(event("one", "2024")))


def test_an_act_is_never_dated_before_the_event_was_public() -> None:
    """What refutes a claim may be older than the claim."""
    back = {"id": "back", "kind": "retraction", "retracts": "one", "reason": "refuted before"}
    found = lines(
        event("one", "2024-01-01", sources=[source("2024-06-01")]),
        {**back, "sources": [source("2024-02-01")]},
    )

    assert "- Withdrawn 1 Jun 2024: refuted before (`one`)" in found


def test_who_disputes_an_event_is_found_in_the_table_by_its_id() -> None:
    """Only events that something else names show theirs."""
    found = table(
        event("one", "2024-01-01", {"set": "a/b", "value": 1}, headline="Ada"),
        event("two", "2024-02-01", {"set": "a/b", "value": 2}, contests=["one"], headline="Bob"),
        event("three", "2024-03-01", headline="Eve"),
    )

    assert [(row[1], row[4]) for row in found] == [
        ("Ada (`one`)", "disputed by `two`"),
        ("Bob (`two`)", "disputed by `one`"),
        ("Eve", "stands"),
    ]


def test_a_reader_is_told_that_something_was_left_out() -> None:
    """The table itself says how many withdrawn events it lacks."""
    back = {"id": "back", "kind": "retraction", "retracts": "one", "reason": "a parody"}
    written = (event("one", "2024-01-01"), event("two", "2024-01-02"), back)

    assert lines(*written, withdrawn=False)[2].endswith("1 withdrawn event is left out.")
    assert "left out" not in "\n".join(lines(*written))
