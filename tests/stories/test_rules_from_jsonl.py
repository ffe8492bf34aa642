"""The rule of state through the real command: JSONL onto an empty log, then questions."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.stories.command import run_text

KEY = "capital/firm/total"


class Desk:
    """A folder with a log of its own, in UTC."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.run("init", "chrono.db", "--name", "affair")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command there."""
        return run_text(self._folder, *arguments)

    def append(self, *written: dict[str, Any]) -> None:
        """Import entries written as JSONL."""
        (self._folder / "more.jsonl").write_text("\n".join(map(json.dumps, written)), "utf-8")
        done = self.run("import", "more.jsonl")
        if done.returncode:
            raise ValueError(done.stderr)

    def slot(self, *arguments: str, key: str = KEY) -> dict[str, Any] | None:
        """Ask for one key."""
        answer = json.loads(self.run("state", key, "--json", *arguments).stdout)
        return next(iter(answer["state"]), None)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Make an empty log."""
    return Desk(tmp_path)


def source(published: str, basis: str = "reported") -> dict[str, str]:
    """Make a dated source."""
    return {"publisher": "Paper", "published": published, "basis": basis}


def told(given: str, occurred: str, *claims: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Make a development, reported on the day it is said to have happened unless told otherwise."""
    return {
        "id": given, "kind": "development", "occurred": occurred, "headline": given,
        "data": {"claims": list(claims)}, "sources": [source(occurred)], **more,
    }  # fmt: skip


def total(given: str, day: str, amount: int, **more: Any) -> dict[str, Any]:
    """Make a development that states a total."""
    return told(given, day, {"set": KEY, "value": amount}, **more)


def retraction(given: str, target: str, **more: Any) -> dict[str, Any]:
    """Make a retraction without sources of its own."""
    return {"id": given, "kind": "retraction", "retracts": target, "reason": "wrong", **more}


def correction(given: str, target: str, event: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Make a correction to a whole new event."""
    new = {name: value for name, value in event.items() if name != "id"}
    return {
        "id": given, "kind": "correction", "corrects": target, "reason": "slip", "event": new,
        **more,
    }  # fmt: skip


def test_who_denies_a_value_denies_its_repetition_too(desk: Desk) -> None:
    """13, 13 again, then 11 contesting the first 13: disputed (rule 4)."""
    desk.append(
        total("first", "2024-01-01", 13),
        total("again", "2024-02-01", 13),
        total("denial", "2024-03-01", 11, contests=["first"]),
    )
    found = desk.slot("2024-03-01")

    assert found is not None
    assert found["standing"] == "disputed"
    assert [one["value"] for one in found["alternatives"]] == [13, 11]


def test_a_retracted_retraction_restores(desk: Desk) -> None:
    """What was withdrawn by mistake is back, as if it had never been withdrawn (rule 1)."""
    desk.append(total("one", "2024-01-01", 13), retraction("oops", "one"))
    withdrawn = desk.slot("2024-01-01")
    desk.append(retraction("back", "oops"))
    restored = desk.slot("2024-01-01")

    assert withdrawn is None
    assert restored is not None
    assert restored["value"] == 13


def test_a_retracted_correction_restores(desk: Desk) -> None:
    """The version before a withdrawn correction stands again (rule 1)."""
    desk.append(
        total("one", "2024-01-01", 13),
        correction("fix", "one", total("one", "2024-01-01", 11)),
    )
    corrected = desk.slot("2024-01-01")
    desk.append(retraction("unfix", "fix"))
    restored = desk.slot("2024-01-01")

    assert (corrected or {})["value"] == 11
    assert (restored or {})["value"] == 13


def test_a_sourceless_correction_reaches_a_past_known(desk: Desk) -> None:
    """An editing slip of ours was never news, so it is mended wherever its target counts."""
    desk.append(
        total("one", "2024-01-01", 31),
        correction("fix", "one", total("one", "2024-01-01", 13)),
    )

    assert (desk.slot("2024-01-01", "--known", "2024-01-01") or {})["value"] == 13


def test_only_recorded_brings_a_slip_back(desk: Desk) -> None:
    """The audit clock gives the answer that the log gave before the slip was mended."""
    desk.append(total("one", "2024-01-01", 31))
    desk.append(correction("fix", "one", total("one", "2024-01-01", 13)))

    assert (desk.slot("2024-01-01", "--recorded", "e2") or {})["value"] == 31
    assert (desk.slot("2024-01-01", "--recorded", "e3") or {})["value"] == 13


def test_a_citation_with_an_earlier_date_narrows_a_vague_event(desk: Desk) -> None:
    """It was public in March, so it happened by then."""
    desk.append(total("one", "2024", 13, sources=[source("2025-01-10")]))
    before = desk.slot("2024-04-01")
    desk.append(
        {"id": "seen", "kind": "citation", "cites": "one", "sources": [source("2024-03-05")]}
    )
    after = desk.slot("2024-04-01")

    assert (before or {})["standing"] == "possible"
    assert (after or {})["standing"] == "holds"
    assert (after or {})["since"]["before"] == "2024-03-06T00:00:00Z"


def test_an_after_that_a_citation_contradicts_is_void_and_named_by_check(desk: Desk) -> None:
    """The dates win over the link, and check says so (rule 3)."""
    desk.append(
        total("base", "2024-06-01", 1),
        total("vague", "2024", 2, sources=[source("2025-01-10")], after=["base"]),
    )
    linked = desk.slot("2025-02-01")
    desk.append(
        {"id": "seen", "kind": "citation", "cites": "vague", "sources": [source("2024-03-05")]}
    )
    contradicted = desk.slot("2025-02-01")
    check = desk.run("check")

    assert (linked or {})["value"] == 2
    assert (contradicted or {})["value"] == 1
    assert check.returncode == 1
    assert "void-link" in check.stdout
    assert "vague" in check.stdout


def test_a_board_from_which_everybody_was_dropped_has_ended(desk: Desk) -> None:
    """A board without anybody on it has ended, and is not forgotten."""
    key = "board/firm"
    desk.append(
        told("seated", "2024-01-01", {"set": key, "value": ["Ada", "Bob"]}),
        told("left", "2024-02-01", {"drop": key, "value": "Ada"}, {"drop": key, "value": "Bob"}),
    )
    found = desk.slot("2024-02-01", key=key)

    assert found is not None
    assert (found["standing"], found["value"]) == ("ended", [])


def test_an_announced_list_is_pending(desk: Desk) -> None:
    """Whoever is announced does not sit yet; the list is one pending value, whatever its order."""
    key = "board/firm"
    desk.append(told("announced", "2024-01-01", {"announce": key, "value": ["Ada", "Bob"]}))
    announced = desk.slot("2024-01-01", key=key)
    desk.append(told("seated", "2024-02-01", {"set": key, "value": ["Bob", "Ada"]}))
    seated = desk.slot("2024-02-01", key=key)

    assert announced is not None
    assert announced["standing"] == "pending"
    assert [one["value"] for one in announced["pending"]] == [["Ada", "Bob"]]
    assert seated is not None
    assert (seated["standing"], seated["pending"]) == ("holds", [])


def test_one_event_sets_a_deal_to_lapsed_and_clears_its_pending_side(desk: Desk) -> None:
    """An event speaks once for what holds and once for what is pending."""
    key = "deal/firm"
    desk.append(
        told("agreed", "2024-01-01", {"set": key, "value": {"stage": "agreed"}},
             {"announce": key, "value": {"stage": "closed"}}),
        told("off", "2024-02-01", {"set": key, "value": {"stage": "lapsed"}}, {"lapse": key}),
    )  # fmt: skip
    found = desk.slot("2024-02-01", key=key)

    assert found is not None
    assert (found["value"], found["pending"]) == ({"stage": "lapsed"}, [])
