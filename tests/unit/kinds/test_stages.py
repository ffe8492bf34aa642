"""What is final, and what is a date until which something holds, fits what the kinds write."""

import pytest

from chrono.kinds.stages import FINAL, GIVEN_UP, LASTING, UNTIL, final_stage, until
from tests.unit.kinds.test_wording import maps_written


@pytest.mark.no_cover  # it draws maps of every kind
@pytest.mark.parametrize("name", FINAL)
def test_each_final_stage_is_one_that_a_kind_writes(name: str) -> None:
    """A stage that was renamed cannot be forgotten here; None is an end."""
    stages = {value.get("stage") for value in maps_written().get(name, [])}

    assert FINAL[name] - {None} <= stages


@pytest.mark.no_cover  # it draws maps of every kind
@pytest.mark.parametrize("name", LASTING)
def test_each_stage_that_lasts_is_one_that_a_kind_writes_and_not_final(name: str) -> None:
    """Nothing need follow it, and yet something may."""
    stages = {value.get("stage") for value in maps_written().get(name, [])}

    assert LASTING[name] <= stages - FINAL[name]


@pytest.mark.parametrize("name", GIVEN_UP)
def test_what_is_given_up_is_finished(name: str) -> None:
    """Each of these stages is final."""
    assert GIVEN_UP[name] <= FINAL[name]


@pytest.mark.no_cover  # it draws maps of every kind
@pytest.mark.parametrize("name", UNTIL)
def test_each_field_of_a_date_is_one_that_a_kind_writes(name: str) -> None:
    """Nobody waits for a field that does not exist."""
    assert any(UNTIL[name] in value for value in maps_written()[name])


@pytest.mark.parametrize(
    ("key", "value", "stage"),
    [
        ("deal/a", {"stage": "closed"}, "closed"),
        ("deal/a", {"stage": "agreed"}, None),
        ("position/a/b", None, "ended"),
        ("office/a/ceo", None, None),
        ("ship/a", {"stage": "closed"}, None),
        ("deal/a/sum", {"amount": 1, "currency": "USD"}, None),
    ],
)
def test_what_no_kind_calls_final_is_not_finished(key: str, value: object, stage: str) -> None:
    """An office that nobody holds is news; of keys of one's own nobody knows."""
    assert final_stage(key, value) == stage


def test_only_what_is_open_has_a_date_to_wait_for() -> None:
    """What was met is due no more."""
    assert until("deadline/a", {"stage": "pending", "due": "2025"}) == ("due", "2025")
    assert until("deadline/a", {"stage": "met", "due": "2025"}) is None
    assert until("ship/a", {"due": "2025"}) is None
