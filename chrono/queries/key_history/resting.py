"""Resting: the earlier events of one value that a live one rests on, too (rule 8)."""

from collections.abc import Mapping

from chrono.queries.earlier import Earlier
from chrono.queries.key_history.sweep import Situation


class Resting:
    """What the live statements of each value rest on; sets of events are those of `Earlier`."""

    def __init__(self, earlier: Earlier, said: Mapping[str, int], over: str) -> None:
        """Start with the events by the value that they state, and the value of what is over."""
        self._earlier, self._said, self._over = earlier, said, over
        self._known: dict[str, tuple[int, int, int]] = {}

    def forget(self) -> None:
        """Forget what came between: something that had ended by itself has not any more."""
        self._known.clear()

    def of(self, top: int, value: str, now: Situation, without: int) -> int:
        """Return the certain events of a value before a live one, with no other value between.

        What has ended by itself is another value. Those in `without` are left out. Of the events
        of other values the last ones are enough: what came before the others came before these.
        """
        before = self._earlier.than(top) & now.certain
        said = self._said.get(value, 0) & ~now.ended
        own = before & (said | now.ended if value == self._over else said) & ~without
        if not own:
            return 0
        last, passed, gone = self._known.get(value, (0, 0, 0))
        if not last & before:
            passed = gone = 0
        others = before & ~(said | gone | passed)
        own &= ~gone
        while own and (near := others & ((1 << own.bit_length()) - 1)):
            other = near & -near
            passed |= other
            (index,) = self._earlier.events(other)
            earlier = self._earlier.than(index)
            gone |= earlier
            others &= ~(earlier | other)
            own &= ~earlier
        self._known[value] = self._earlier.bit(top), passed, gone
        return own
