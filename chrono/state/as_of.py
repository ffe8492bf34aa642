"""As of when a history is asked: a moment on each clock, and through which sources."""

from typing import Any

import attrs

from chrono.events.history import History
from chrono.state.moments import Moment
from chrono.state.rule import World
from chrono.state.visibility import View, Wanted, every_source
from chrono.values.clocks import iso


@attrs.frozen(kw_only=True, eq=False, repr=False)
class AsOf:
    """What is asked about: a moment on each clock, and through which sources.

    Attributes:
        at: When in the world.
        known: Until when sources count; None for all.
        recorded: Up to what the log is read, as written; the history handed in ends there already.
        wanted: Which sources count.
    """

    at: Moment
    known: Moment | None = None
    recorded: str | None = None
    wanted: Wanted = every_source

    def view(self, history: History) -> View:
        """See a history as of this, whatever the moment in the world."""
        return View(history, self.known.instant if self.known else None, self.wanted)

    def world(self, history: History) -> World:
        """See a history as of this."""
        return World(self.view(history), self.at.instant)

    def body(self, zone: str) -> dict[str, Any]:
        """Return the moments as JSON, with the home zone."""
        return {
            "at": self.at.text,
            "at_instant": iso(self.at.instant),
            "zone": zone,
            "known": self.known.text if self.known else None,
            "recorded": self.recorded,
        }
