"""As-of: the moment on each clock for which a history is queried, and the sources that count."""

from typing import Any

import attrs

from chrono.events.history import History
from chrono.state.moments import Moment
from chrono.state.rule import World
from chrono.state.visibility import View, Wanted, every_source
from chrono.values.clocks import iso


@attrs.frozen(kw_only=True, eq=False, repr=False)
class AsOf:
    """A moment on each clock, and the sources that count.

    Attributes:
        at: The moment in the world.
        known: The moment until which sources must be published; None counts all.
        recorded: The last instant or position read of the log, as the user wrote it; a history that
            is passed in must end there.
        wanted: Which sources count.
    """

    at: Moment
    known: Moment | None = None
    recorded: str | None = None
    wanted: Wanted = every_source

    def view(self, history: History) -> View:
        """Return a history as known then, through the sources that count."""
        return View(history, self.known.instant if self.known else None, self.wanted)

    def world(self, history: History) -> World:
        """Return the events of that view at the moment in the world."""
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
