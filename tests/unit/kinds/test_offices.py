"""Offices: what each kind claims, and that an announced appointment never fills one."""

import pytest

from chrono.events.claims import Claim
from chrono.kinds.offices import OfficeAnnounced, OfficeFilled, OfficeLapsed, OfficeVacated
from chrono.values.sources import Name
from tests.building import event, history_of, slot

ALTMAN = Name("Sam Altman")
KEY = "office/openai/ceo"


@pytest.mark.parametrize("capacity", ["permanent", "interim"])
def test_a_filled_office_is_set(capacity: str) -> None:
    """The holder and the capacity are the value."""
    filled = OfficeFilled(office="openai/ceo", person=ALTMAN, capacity=capacity)  # type: ignore[arg-type]

    value = {"person": "Sam Altman", "capacity": capacity}
    assert filled.claims() == [Claim("set", KEY, value)]


@pytest.mark.parametrize("person", [ALTMAN, None])
def test_a_vacated_office_is_ended(person: Name | None) -> None:
    """Whoever left, the office is empty: who it was is told and not claimed."""
    assert OfficeVacated(office="openai/ceo", person=person).claims() == [Claim("end", KEY)]


def test_an_announced_appointment_is_pending() -> None:
    """It is claimed with its capacity, on the pending side."""
    announced = OfficeAnnounced(office="openai/ceo", person=ALTMAN, capacity="permanent")

    value = {"person": "Sam Altman", "capacity": "permanent"}
    assert announced.claims() == [Claim("announce", KEY, value)]


def test_a_lapsed_appointment_clears_the_pending_side() -> None:
    """Whatever was announced lapses."""
    assert OfficeLapsed(office="openai/ceo").claims() == [Claim("lapse", KEY)]


def written(given: str, day: str, kind: str, **data: str) -> dict[str, object]:
    """Write an event about the office."""
    return event(given, day, kind=kind, data={"office": "openai/ceo", **data})


def test_an_announced_appointment_never_fills_the_office() -> None:
    """The office is vacant until the day on which it is filled; then nothing is pending."""
    who = {"person": "Emmett Shear", "capacity": "interim"}
    history = history_of(
        written("out", "2023-11-17", "office.vacated"),
        written("named", "2023-11-18", "office.announced", **who),
        written("in", "2023-11-20", "office.filled", **who),
    )

    before, after = slot(history, KEY, "2023-11-19"), slot(history, KEY, "2023-11-20")
    assert before is not None
    assert after is not None
    assert (before["standing"], before["value"]) == ("ended", None)
    assert [one["value"] for one in before["pending"]] == [who]
    assert (after["standing"], after["value"], after["pending"]) == ("holds", who, [])
