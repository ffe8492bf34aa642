"""Ask a sourced chronology what held at any date, who says so, and what was known then.

The names listed in ``__all__`` are what Python programs use, and a promise. Each is imported when
it is first asked for, so that the command starts fast.
"""

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from chrono.api.chronology import Chronology
    from chrono.errors import ChronoError
    from chrono.events.claims import Claim
    from chrono.events.kinds import kind
    from chrono.faults import Fault, Refused
    from chrono.projections.event import Event
    from chrono.projections.fold import Projection, projection
    from chrono.queries.state import State
    from chrono.state.slot import Slot
    from chrono.state.standing import Standing
    from chrono.values.dates import Date
    from chrono.values.money import Money
    from chrono.values.sources import Name, Source

__version__ = "0.1.0"

__all__ = [
    "ChronoError",
    "Chronology",
    "Claim",
    "Date",
    "Event",
    "Fault",
    "Money",
    "Name",
    "Projection",
    "Refused",
    "Slot",
    "Source",
    "Standing",
    "State",
    "kind",
    "projection",
]

_HOMES: Final = {
    "ChronoError": "errors",
    "Chronology": "api.chronology",
    "Claim": "events.claims",
    "Date": "values.dates",
    "Event": "projections.event",
    "Fault": "faults",
    "Money": "values.money",
    "Name": "values.sources",
    "Projection": "projections.fold",
    "Refused": "faults",
    "Slot": "state.slot",
    "Source": "values.sources",
    "Standing": "state.standing",
    "State": "queries.state",
    "kind": "events.kinds",
    "projection": "projections.fold",
}
"""The module of each public name."""


if not TYPE_CHECKING:  # which would take every name for one of ours

    def __getattr__(name: str) -> Any:
        """Import a public name when it is first asked for."""
        if name not in _HOMES:
            raise AttributeError(f"module 'chrono' has no attribute {name!r}")
        from importlib import import_module  # noqa: PLC0415  the command itself needs none of this

        value = getattr(import_module(f"chrono.{_HOMES[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
