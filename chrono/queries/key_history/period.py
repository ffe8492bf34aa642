"""A period: one stretch of time in which a key held a value, with both its ends."""

from typing import Any

import attrs

from chrono.state.standing import Standing
from chrono.values.clocks import END, Bounds, iso


@attrs.frozen(kw_only=True)
class End:
    """One end of a period.

    Attributes:
        bounds: Within which it lies: certainly in the period on the inner side, possibly between.
        event: The id of the event that made it so.
        edtf: That event's date as written.
    """

    bounds: Bounds
    event: str
    edtf: str

    def body(self) -> dict[str, Any]:
        """Return the end as JSON."""
        return {
            "edtf": self.edtf,
            "earliest": iso(self.bounds.earliest),
            "before": iso(self.bounds.before),
            "event": self.event,
        }


@attrs.frozen(kw_only=True)
class Period:
    """One stretch of time in which a key held a value, or a set a member.

    Attributes:
        key: The key.
        value: The value, None where it has ended; of a set the member, never None.
        standing: How it held: holds, ended or disputed; possible if it was never certain; pending
            if it was only announced.
        start: From when.
        end: Until when, exclusive; None if it holds still.
        because: The ids of the events that it rests on, in the order of their dates.
        basis: The best of these.
    """

    key: str
    value: Any
    standing: Standing
    start: End
    end: End | None
    because: tuple[str, ...]
    basis: str

    @property
    def span(self) -> Bounds:
        """Return the time in which it held, or may have."""
        return Bounds(self.start.bounds.earliest, self.end.bounds.before if self.end else END)

    def body(self) -> dict[str, Any]:
        """Return the row as JSON."""
        return {
            "key": self.key,
            "value": self.value,
            "certain": self.standing not in (Standing.POSSIBLE, Standing.PENDING),
            "standing": self.standing,
            "from": self.start.body(),
            "to": self.end.body() if self.end else None,
            "because": list(self.because),
            "basis": self.basis,
        }
