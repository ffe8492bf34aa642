"""What an editor of a text is told to look at."""

from typing import Any

import pytest

from chrono.queries.findings import used_names
from chrono.queries.findings.check import findings, lint
from chrono.queries.findings.finding import Finding
from tests.building import NOW, event, history_of, source

KEY = "deal/firm"


def set_(value: Any, key: str = KEY) -> dict[str, Any]:
    """Make a claim that sets a value."""
    return {"set": key, "value": value}


def codes(*written: dict[str, Any]) -> dict[str, list[str]]:
    """Lint a history, and list the findings by sort."""
    found: dict[str, list[str]] = {}
    for finding in lint(history_of(*written), NOW):
        found.setdefault(finding.code, []).append(finding.event)
    return found


def test_two_values_on_one_day_are_unordered() -> None:
    """They would be disputed, so somebody must link or contest them."""
    found = codes(event("one", "2024-01-01", set_("a")), event("two", "2024-01-01", set_("b")))

    assert found["unordered"] == ["two"]


@pytest.mark.parametrize("link", ["after", "contests"])
def test_a_link_or_a_contest_settles_an_overlap(link: str) -> None:
    """Whoever says which came after, or that the two are open, is not asked again."""
    found = codes(
        event("one", "2024-01-01", set_("a")),
        event("two", "2024-01-01", set_("b"), **{link: ["one"]}),
    )

    assert "unordered" not in found


def test_the_same_value_twice_is_no_overlap() -> None:
    """Two reports of one thing need no order."""
    found = codes(event("one", "2024-01-01", set_("a")), event("two", "2024-01-01", set_("a")))

    assert "unordered" not in found


def test_members_of_a_set_overlap_one_by_one() -> None:
    """Two people joining on one day are no conflict; one who joins and leaves is."""
    key = "board/firm"
    found = codes(
        event("ada", "2024-01-01", {"add": key, "value": "Ada"}),
        event("bob", "2024-01-01", {"add": key, "value": "Bob"}),
        event("out", "2024-01-01", {"drop": key, "value": "Bob"}),
    )

    assert found["unordered"] == ["out"]


def test_a_source_older_than_its_event_is_named() -> None:
    """It can only speak of a plan."""
    found = codes(event("one", "2024-02-01", set_("a"), sources=[source("2024-01-05")]))

    assert found["early-source"] == ["one"]


def test_a_note_says_why_a_source_is_older() -> None:
    """What the advice asks for silences the finding."""
    scheduled = event(
        "one", "2024-02-01", set_("a"), sources=[source("2024-01-05")], note="As scheduled."
    )

    assert "early-source" not in codes(scheduled)


@pytest.mark.parametrize(
    ("published", "named"),
    [("2202-05-01", True), ("2099", True), ("2027-01", True), ("2026-11-19", False)],
)
def test_a_source_published_after_it_was_cited_is_named(published: str, named: bool) -> None:  # noqa: FBT001
    """A digit is wrong; a day ahead may be another zone."""
    found = codes(event("one", "2024-02-01", set_("a"), sources=[source(published)]))

    assert ("late-source" in found) is named


def test_the_source_of_a_citation_or_correction_counts_and_one_that_is_gone_does_not() -> None:
    """What stands is looked at, however it came, and a slip that was mended is not."""
    late, right = source("2202-01-01"), source("2024-02-02")
    one = event("one", "2024-02-01", set_("a"), sources=[right])
    cited = {"id": "act", "kind": "citation", "cites": "one", "sources": [late]}
    back = {"id": "back", "kind": "retraction", "retracts": "act", "reason": "a slip"}
    written = {name: value for name, value in one.items() if name != "id"}
    wrong = {
        "id": "act",
        "kind": "correction",
        "corrects": "one",
        "reason": "r",
        "event": {**written, "sources": [late]},
    }

    assert codes(one, cited)["late-source"] == ["one"]
    assert codes(one, wrong)["late-source"] == ["one"]
    assert "late-source" not in codes(one, cited, back)


def test_a_host_of_two_scripts_is_named_with_its_escapes() -> None:
    """Nobody sees that a letter is Cyrillic, so the address is shown in ASCII."""
    address = "https://p\u0430ypal.com/x"
    history = history_of(
        event("one", "2024-01-01", sources=[source(url=address), source(url=address)])
    )

    (found,) = [each for each in lint(history, NOW) if each.code == "mixed-host"]
    assert found.message.startswith(
        "https://p\\u0430ypal.com/x: its host mixes Cyrillic and Latin letters in p\\u0430ypal,"
    )


def test_a_time_of_day_that_no_source_is_dated_to_is_too_fine() -> None:
    """The date may be right, but nothing cited shows it."""
    found = codes(event("one", "2024-02-01T17:00Z", set_("a"), sources=[source("2024-02-01")]))

    assert found["too-fine"] == ["one"]


@pytest.mark.parametrize(
    ("occurred", "cited"),
    [
        ("2024-02-01T17:00Z~", source("2024-02-01")),
        ("2024-02-01T17:00Z", source("2024-02-01T18:00Z")),
        ("2024-02-01T17:00Z", {**source("2024-02-01"), "pinpoint": "para 3"}),
        ("2024-02-01T17:00:30Z", source("2024-02-01T18:00Z")),
        ("2024-02-01", source("2024-02-01")),
        ("2024-02", source("2024-02-01")),
    ],
)
def test_a_date_is_fine_enough_where_it_is_qualified_or_supported(
    occurred: str, cited: dict[str, Any]
) -> None:
    """A qualifier, a source as fine, or a pinpoint answers the question."""
    assert "too-fine" not in codes(event("one", occurred, set_("a"), sources=[cited]))


def test_what_is_announced_and_never_done_is_named() -> None:
    """An editor asks what became of it."""
    found = codes(event("one", "2024-01-01", {"announce": KEY, "value": "closed"}))

    assert found["left-pending"] == ["one"]


def test_what_was_done_is_pending_no_more() -> None:
    """A set of the announced value answers the question."""
    found = codes(
        event("one", "2024-01-01", {"announce": KEY, "value": "closed"}),
        event("two", "2024-02-01", set_("closed")),
    )

    assert "left-pending" not in found


def test_one_origin_is_one_source_however_often_it_is_repeated() -> None:
    """A digest is no second witness."""
    digest = {**source(), "publisher": "Digest", "origin": "Paper"}
    found = codes(
        event("one", "2024-01-01", set_("a"), sources=[source(), digest]),
        event("two", "2024-02-01", set_("b"), sources=[source(), source(publisher="Other")]),
    )

    assert found["single-sourced"] == ["one"]


def test_an_event_that_claims_nothing_needs_no_second_source() -> None:
    """Nothing rests on it."""
    assert "single-sourced" not in codes(event("one", "2024-01-01"))


def test_an_event_of_which_no_source_has_a_date_is_undated_and_an_act_is_not() -> None:
    """An act without one counts wherever its target does."""
    undated = [source(None)]
    history = history_of(
        event("one", "2024-01-01", sources=undated),
        event("two", "2024-01-02"),
        {"id": "back", "kind": "retraction", "retracts": "two", "reason": "no", "sources": undated},
    )

    assert [each.event for each in findings(history) if each.code == "undated"] == ["one"]


def test_only_an_unordered_pair_is_a_problem() -> None:
    """The rest is worth a look and may be right."""
    history = history_of(
        event("one", "2024-01-01T10:00Z", set_("a"), sources=[source("2024-01-01")]),
        event("two", "2024-02-01", set_("b"), {"announce": KEY, "value": "c"}),
    )

    assert [finding for finding in lint(history, NOW) if finding.problem] == []


def repeats(*written: dict[str, Any]) -> list[Finding]:
    """List what ends a dispute by repeating a denied value."""
    return [one for one in findings(history_of(*written)) if one.code == "repeats-denied"]


DISPUTE = (
    event("first", "2024-01-01", set_("13")),
    event("denial", "2024-02-01", set_("11"), contests=["first"]),
)


def test_a_repetition_of_a_denied_value_is_named() -> None:
    """It ends the dispute, which somebody should have meant."""
    (found,) = repeats(*DISPUTE, event("again", "2024-03-01", set_("13")))

    assert found.event == "again"
    assert "denial" in found.message


@pytest.mark.parametrize("link", ["after", "contests"])
def test_a_repetition_that_is_linked_was_meant(link: str) -> None:
    """A link to the denial says that its author knew of it."""
    assert not repeats(*DISPUTE, event("again", "2024-03-01", set_("13"), **{link: ["denial"]}))


@pytest.mark.parametrize("most", [1, 10_000])
def test_of_two_near_names_the_one_that_the_log_has_later_is_named(
    monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Whatever their dates are, and however few names are remembered."""
    monkeypatch.setattr(used_names, "_MOST", most)
    found = codes(
        event("one", "2024", set_("Ada Miller")),
        event("two", "2022", set_("b"), sources=[source(publisher="Ada Millar")]),
        event("three", "2020", set_("Ada Miller")),
    )

    assert found["near-name"] == ["two"]


def test_a_sound_history_has_no_findings() -> None:
    """Nothing is made up."""
    assert findings(history_of(*DISPUTE)) == ()


def test_a_date_years_after_everybody_who_reports_it_is_named() -> None:
    """A digit is wrong in 2202; what was scheduled for next year is no slip."""
    early = [source("2022-05-02")]

    assert codes(event("slip", "2202-05-01", sources=early))["far-ahead"] == ["slip"]
    assert codes(event("near", "2032-08-01", sources=early))["far-ahead"] == ["near"]
    assert "far-ahead" not in codes(event("plan", "2023-05-01", sources=early))


def test_what_was_due_before_now_is_named() -> None:
    """Until somebody says what became of it; a date to come is no matter."""
    due = {"stage": "pending", "due": "2025-01-31"}
    later = {"stage": "pending", "due": "2099-01-31"}
    one = event("one", "2024-01-01", set_(due, "deadline/a"))

    assert codes(one)["overdue"] == ["one"]
    assert "stale" not in codes(one)
    met = event("met", "2024-02-01", set_({"stage": "met"}, "deadline/a"))
    assert "overdue" not in codes(one, met)
    assert "overdue" not in codes(event("two", "2024-01-01", set_(later, "deadline/b")))


def test_what_is_announced_for_a_date_that_is_over_is_named() -> None:
    """It waits for ever where nobody tells how it went."""
    plan = {"stage": "pending", "due": "2025-01-31"}

    planned = event("one", "2024-01-01", {"announce": "deadline/a", "value": plan})
    assert codes(planned)["overdue"] == ["one"]


@pytest.mark.parametrize(
    ("key", "stage", "more", "named"),
    [
        ("deal/a", "agreed", [], True),
        ("deal/a", "closed", [], False),
        ("deal/a", "agreed", [event("word", "2026-01-01", set_("5", "deal/a/sum"))], False),
        ("proceeding/a", "open", [], True),
        ("compute/a", "running", [], False),
        ("ship/a", "agreed", [], False),
    ],
)
def test_a_stage_that_nothing_followed_for_two_years_is_named(
    key: str, stage: str, more: list[dict[str, Any]], *, named: bool
) -> None:
    """Unless it is final or may last, something happened below it, or no kind knows its stages."""
    found = codes(event("one", "2024-01-01", set_({"stage": stage}, key)), *more)

    assert ("stale" in found) == named


def test_a_stage_is_stale_only_two_years_later() -> None:
    """Until then something may be under way."""
    agreed = event("one", "2025-01-01", set_({"stage": "agreed"}))

    assert "stale" not in codes(agreed)


def test_a_sum_that_outlived_its_deal_is_named() -> None:
    """Of a deal that closed it is still true, and one that ended with its deal is no matter."""
    total = event("sum", "2024-01-01", set_("5", f"{KEY}/sum"))
    dead = event("dead", "2024-02-01", set_({"stage": "lapsed"}))
    done = event("done", "2024-02-01", set_({"stage": "closed"}))
    gone = event("gone", "2024-02-01", {"end": f"{KEY}/sum"})
    ended = event("end", "2024-02-01", {"end": KEY})

    assert codes(total, dead)["outlived"] == ["sum"]
    assert codes(total, ended)["outlived"] == ["sum"]
    assert "outlived" not in codes(total, done)
    assert "outlived" not in codes(total, dead, gone)


def test_of_many_repetitions_the_first_are_named() -> None:
    """One more finding says that there are others, so that a check stays as long as its log."""
    denials = [event(f"no-{n}", "2024-02-01", set_("11"), contests=["first"]) for n in range(10)]
    again = [event(f"again-{n}", "2024-03-01", set_("13")) for n in range(10)]
    found = repeats(DISPUTE[0], *denials, *again)

    assert len(found) == 21
    assert "first 20" in found[-1].message


def test_of_many_repetitions_without_an_end_the_first_are_named() -> None:
    """As of those that end a dispute."""
    until = [event(f"until-{n}", "2024-01-01/2024-12-31", set_("a")) for n in range(10)]
    again = [event(f"again-{n}", "2024-03-01", set_("a")) for n in range(10)]
    history = history_of(*until, *again)
    found = [one for one in findings(history) if one.code == "without-end"]

    assert len(found) == 21
    assert not any(one.problem for one in found)
    assert "first 20" in found[-1].message
