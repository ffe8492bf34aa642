"""Deadlines: a date, or what is waited for in words; the first version had one field for both."""

import json
from typing import Any

import pytest

from chrono.codec.codec import Codec
from chrono.codec.upcasts import upcast
from chrono.exports.jsonl import jsonl
from chrono.kinds.catalogue import KINDS
from tests.building import event, log_of


def deadline(**data: str) -> dict[str, Any]:
    """Write the event that sets a deadline."""
    return event("due", "2024", kind="deadline.set", data={"deadline": "a", **data})


def reasons(written: dict[str, Any], *, text: bool = False) -> list[str]:
    """List what is wrong with a written event."""
    _, faults = Codec("test", KINDS, text=text).draft(written, "f:1")
    return [str(fault) for fault in faults]


@pytest.mark.parametrize(
    ("data", "value"),
    [
        ({"due": "2025-12-31"}, {"stage": "pending", "due": "2025-12-31"}),
        ({"condition": "an IPO"}, {"stage": "pending", "due": "an IPO"}),
        ({"due": "2026-10~", "consequence": "a fine"},
         {"stage": "pending", "due": "2026-10~", "consequence": "a fine"}),
    ],
)  # fmt: skip
def test_a_deadline_claims_a_date_or_a_condition(
    data: dict[str, str], value: dict[str, str]
) -> None:
    """Either stands under due, as it did in the first version."""
    draft, faults = Codec("test", KINDS).draft(deadline(**data), "f:1")

    assert faults == ()
    assert draft is not None
    claim = {"op": "set", "key": "deadline/a", "value": value}
    assert draft.derived == {"claims": [claim], "version": 2}


@pytest.mark.parametrize("data", [{}, {"condition": " "}, {"due": "2025", "condition": "an IPO"}])
def test_a_deadline_has_one_of_both(data: dict[str, str]) -> None:
    """Neither would say nothing, and with both nobody knew which counts."""
    (said,) = reasons(deadline(**data), text=True)

    assert said.startswith("f:1: data: write either due, a date as 2025-12-31, or condition, ")


def test_a_slip_in_a_due_date_is_a_fault() -> None:
    """It was taken as a text once, and nobody saw it."""
    (said,) = reasons(deadline(due="2025-13-31"), text=True)

    assert said.startswith("f:1: data.due: ")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"due": "2025-12-31"}, {"due": "2025-12-31"}),
        ({"due": "2026-10~", "consequence": "c"}, {"due": "2026-10~", "consequence": "c"}),
        ({"due": "an IPO or AGI"}, {"condition": "an IPO or AGI"}),
    ],
)
def test_due_of_the_first_version_is_a_date_or_words(
    old: dict[str, str], new: dict[str, str]
) -> None:
    """What reads as a date is one."""
    assert upcast(KINDS["deadline.set"], 1, old) == new


def test_an_export_names_the_version_of_each_kind() -> None:
    """So that whoever reads it again knows which it is."""
    log = log_of(deadline(due="2025"), event("b", "2024"))
    _, due, other = "".join(jsonl(log.entries(), whole=True)).splitlines()

    assert [json.loads(line)["derived"]["version"] for line in (due, other)] == [2, 1]


def test_a_condition_may_be_met_or_waived_where_nobody_says_which() -> None:
    """What it was for was done, so it stands no longer."""
    decided = event("done", "2024", kind="deadline.decided",
                    data={"deadline": "a", "outcome": "met or waived"})  # fmt: skip
    draft, faults = Codec("test", KINDS).draft(decided, "f:1")

    assert faults == ()
    assert draft is not None
    claim = {"op": "set", "key": "deadline/a", "value": {"stage": "met or waived"}}
    assert draft.derived == {"claims": [claim], "version": 1}
