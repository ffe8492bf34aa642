"""Own ends: what a date with an end says is over by itself.

docs/state-rule.md, rule 11 (own end).
"""

from collections.abc import Sequence

import attrs

from chrono.events.order import Order
from chrono.state.questions import Resolution, Statement
from chrono.state.visibility import Visible
from chrono.values.clocks import Bounds, Instant


@attrs.frozen(eq=False, repr=False)
class OwnEnds:
    """The own ends of some events at a moment, exclusive.

    Attributes:
        events: The events.
        order: Their order.
        at: The moment.
    """

    events: Sequence[Visible]
    order: Order
    at: Instant

    def of(self, statement: Statement) -> Bounds | None:
        """Return when a statement is over by itself; None if never, or if it then says the same."""
        if statement.claim.op not in ("set", "add") or statement.value is statement.over:
            return None
        return self.events[statement.index].own_end

    def applied(self, resolution: Resolution) -> Resolution:
        """Return a resolution of statements at their starts with those ended that are over by then.

        The ends of what may be over are possible statements, the last ones.
        """
        if not any(map(self.of, (*resolution.certain, *resolution.possible))):
            return resolution
        open_ones = (*resolution.live, *resolution.possible)
        ends = tuple(each.end() for each in open_ones if self._may_be_over(each))
        ended = {each.index for each in resolution.live if self._over(each)}
        ended |= self._over_before_superseded(resolution)
        live, certain = (
            tuple(each.end() if each.index in ended else each for each in statements)
            for statements in (resolution.live, resolution.certain)
        )
        return Resolution(live, (*resolution.possible, *ends), certain)

    def _over(self, statement: Statement) -> bool:
        end = self.of(statement)
        return end is not None and end.before <= self.at

    def _may_be_over(self, statement: Statement) -> bool:
        end = self.of(statement)
        return end is not None and end.earliest < self.at < end.before

    def _over_before_superseded(self, resolution: Resolution) -> set[int]:
        """Return the events that were over by themselves before any other surely came later."""
        beaten = {each.index for each in resolution.certain}
        beaten.difference_update(each.index for each in resolution.live)
        ahead = self.order.ahead_of(each.index for each in resolution.certain)
        return {
            each.index
            for each in resolution.certain
            if each.index in beaten
            and (end := self.of(each))
            and not ahead.of_before(each.index, end.before)
        }
