"""Dates that do not exist in the home zone are refused wherever they stand."""

from typing import Any

import pytest

from chrono.faults import Refused
from tests.building import drafts, event, log_of, source

SKIPPED = "2024-03-31T02:30"
"""A time that the clocks of Berlin passed over."""


def correction(**more: Any) -> dict[str, Any]:
    """Correct the event; its sources are as given."""
    told = {name: value for name, value in event("one", "2024-04").items() if name != "id"}
    act = {"id": "mended", "kind": "correction", "corrects": "one", "reason": "later"}
    return {**act, "event": told, **more}


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (correction(sources=[source(SKIPPED)]), "sources[0].published"),
        (correction(event={**correction()["event"], "occurred": SKIPPED}), "event.occurred"),
    ],
)
def test_a_time_that_clocks_pass_over_is_refused(act: dict[str, Any], field: str) -> None:
    """In the sources of a correction as in its event."""
    log = log_of(event("one", "2024"), zone="Europe/Berlin")

    with pytest.raises(Refused) as caught:
        log.append(drafts(act))

    assert [fault.field for fault in caught.value.faults] == [field]
