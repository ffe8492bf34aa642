"""The page: what it shows is what the engine answers, and no data changes anything of it."""

import base64
import hashlib
import re
from zoneinfo import ZoneInfo

import pytest

from chrono.events.history import History
from chrono.exports.html.page import page
from chrono.exports.html.wording import Wording
from chrono.log.head import Head
from chrono.values.clocks import Instant
from chrono.values.dates import Date
from tests.building import NOW, event, history_of, source, state_at
from tests.page_reader import bundled_page, data_of, expected, picked
from tests.strategies import history_of_rows, rows_by_hand

HEAD = Head(3, "5c11")
EVIL = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)> \" ' & ]]> <!-- "
    "\u202e\u2066\u200b" + "x" * 10_000
)
"""Markup, script, what reorders text, and more letters than any headline has."""


def page_of(history: History) -> str:
    """Make a page."""
    return page(history, HEAD)


def club(**more: object) -> History:
    """Tell of a club in which the chair and the seat change, are disputed, and are announced."""
    return history_of(
        event("ada", "2024-01-01", {"set": "office/club/chair", "value": "Ada"}, **more),
        event("bo", "2024-03", {"set": "office/club/chair", "value": "Bo"}),
        event("cy", "2024-03", {"set": "office/club/chair", "value": "Cy"}),
        event("move", "2024-04-01", {"announce": "club/seat", "value": "Leeds"}),
        event("in", "2024-02-01", {"add": "club/members", "value": "Dee"}),
        event("left", "2024-02-10/2024-05-10", {"set": "club/treasurer", "value": "Eve"}),
    )


def test_the_page_shows_the_state_at_sampled_moments() -> None:
    """At days around every turn, as known then and ever: the keys and values of chrono state."""
    history = club(sources=[source("2024-02-15")])
    made, wording = page_of(history), Wording(history)
    for day in ("2023-12-31", "2024-01-01", "2024-02-05", "2024-03-15", "2024-03-31", "2024-06"):
        for known in (None, "2024-02-14", "2024-02-15"):
            state = state_at(history, day, known=known)
            until = state.asof.known.instant if state.asof.known else None

            shown = picked(made, state.asof.at.instant, until).values
            assert shown == expected(state.slots, wording), (day, known)


@pytest.mark.no_cover  # which would make it three times as dear
def test_the_page_of_a_bundled_chronology_shows_its_state() -> None:
    """At two moments, as known then and ever."""
    history, made = bundled_page()
    for day, known in (("2022-10-27", None), ("2022-07-12", "2022-07-12"), ("2024-01-01", None)):
        state = state_at(history, day, known=known)
        until = state.asof.known.instant if state.asof.known else None

        shown = picked(made, state.asof.at.instant, until).values

        assert shown == expected(state.slots, Wording(history)) != {}


def test_without_a_script_it_shows_the_newest_state() -> None:
    """What is not hidden in the file is what holds at the end of the record."""
    made = page_of(club())
    last = Instant(data_of(made)["last"])  # type: ignore[arg-type]

    plain = re.sub(r' data-r="[^"]*"( hidden)?', lambda found: found[1] or "", made)
    plain = plain.replace(" hidden", ' data-r="0 0 0 0"')

    assert picked(plain, last, None).values == picked(made, last, None).values


def test_the_same_log_gives_the_same_bytes() -> None:
    """Nothing of the day or the computer is in it."""
    assert page_of(club()) == page_of(club())


def test_every_event_stands_once_in_the_timeline() -> None:
    """It is the only copy, withdrawn events included."""
    history = history_of(
        event("one", "2024-01-01"),
        event("two", "2024-01-02"),
        {"id": "back", "kind": "retraction", "retracts": "two", "reason": "a parody"},
    )

    assert re.findall(r"<li id=(e\d+)\b", page_of(history)) == ["e2", "e3"]


def test_only_its_own_style_and_script_may_run() -> None:
    """The policy names their hashes and nothing else, and there is one of each."""
    made = page_of(club())
    (policy,) = re.findall(r'http-equiv=Content-Security-Policy content="([^"]*)"', made)
    for tag in ("style", "script"):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", made, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

        assert f"{tag}-src 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none';")


def test_it_asks_nothing_of_a_network() -> None:
    """No element loads anything; addresses are in links alone."""
    made = page_of(club())

    assert re.findall(r"<[^>]*\b(?:src|srcset|action|ping|poster)=", made) == []
    assert re.findall(r"<link|<img|<iframe|<object|<embed|@import|url\((?!#)", made) == []


def test_hostile_data_changes_nothing_of_the_page() -> None:
    """With the worst of texts everywhere, it has the elements that it has with plain ones."""

    def made(text: str, name: str) -> str:
        sources = [source("2024-01-02", title=text, publisher=name, pinpoint=text)]
        said = {"set": "office/club/chair", "value": text}
        one = event("one", "2024-01-01", said, headline=text, note=text, sources=sources)
        return page_of(history_of_rows(rows_by_hand([one])))

    def elements(text: str) -> list[str]:
        return re.findall(
            r"<(?!!)/?[a-z]+", re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
        )

    hostile = made(EVIL, EVIL[:70])

    assert elements(hostile) == elements(made("plain", "plain"))
    assert not re.search("[\u202e\u2066\u200b]", hostile)
    assert "alert(1)</script>" not in hostile


def test_a_source_without_a_web_address_is_no_link() -> None:
    """An address that would run something is text."""
    evil = event("one", "2024-01-01", sources=[source("2024-01-02", url="javascript:alert(1)")])

    made = page_of(history_of_rows(rows_by_hand([evil])))

    assert not re.search('href="?javascript', made)


def test_odd_dates_and_no_events_make_a_page_all_the_same() -> None:
    """Open and unknown ends, the first year and the last, sources without a date, or nothing."""
    dates = ("[..2022]", "[2024-01-01..]", "../2024-05", "2024/..", "0001", "9999-12-31", "2024-XX")
    odd = (
        event(f"odd-{number}", date, {"set": f"odd/key-{number}", "value": date}, **more)
        for number, date in enumerate(dates)
        for more in [{"sources": [source(None)]}]
    )
    nothing, some = page_of(history_of()), page_of(history_of(*odd))

    assert "0 events" in nothing
    assert re.search("<p id=nothing>", nothing)
    assert re.search("<p id=nothing hidden>", some)
    assert "Over time" not in nothing
    assert data_of(nothing)["stops"] == [NOW]
    assert set(re.findall(r"data-key=odd/(key-\d)\b", some)) == {f"key-{n}" for n in range(7)}


def test_the_slider_ends_where_the_record_does() -> None:
    """At the end of the newest source's day; or at the moment that was asked."""
    history = club(sources=[source("2024-02-15")])
    newest = history_of(event("one", "2024-01-01", sources=[source("2024-01-03")]))

    assert data_of(page(newest, HEAD))["stops"][-1] == 1_704_326_400_000_000  # 4 January, 00:00
    assert data_of(page(history, HEAD, Instant(10**15)))["stops"][-1] == 10**15


def at(page: str, day: str, known: str | None = None) -> str:
    """Return the text of the state that a page shows at the end of a day."""
    moments = [Date.parse(each).bounds(ZoneInfo("UTC")).before for each in (day, known or day)]
    shown = picked(page, moments[0], moments[1] if known else None).text
    return shown.partition("Cite this answerState")[2].partition("Why")[0]


def test_who_reports_a_possible_value_is_shown_since_it_is_public() -> None:
    """Each origin on its own: the value stands once, whoever came later."""
    sources = [source(f"2024-0{n}-01", publisher=name) for n, name in ((2, "Early"), (4, "Late"))]
    vague = event("ada", "2024", {"set": "office/club/chair", "value": "Ada"}, sources=sources)

    made = page_of(history_of(vague))

    assert made.count("<b>possible</b> <strong>Ada</strong>") == 1
    assert " · Early" in at(made, "2024-01-15", "2024-03-01")
    assert "Late" not in at(made, "2024-01-15", "2024-03-01")
    assert " · Early · Late · e2" in at(made, "2024-01-15", "2024-05-01")


def test_a_key_in_dispute_is_named_above_the_state() -> None:
    """While it is, and no longer."""
    history = history_of(
        event("ada", "2024-03-01", {"set": "office/club/chair", "value": "Ada"}),
        event("bo", "2024-03-01", {"set": "office/club/chair", "value": "Bo"}),
        event("cy", "2024-05-01", {"set": "office/club/chair", "value": "Cy"}),
    )

    made = page_of(history)

    assert at(made, "2024-04-01").startswith("Disputedoffice/club/chair")
    assert not at(made, "2024-06-01").startswith("Disputed")
