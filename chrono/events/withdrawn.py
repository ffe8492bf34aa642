"""Which records stand, while retractions of them, and of retractions, come one by one."""

from collections import Counter, defaultdict

import attrs

from chrono.events.entries import Retraction


@attrs.define(eq=False)
class _Line:
    """Retractions of which each but the first is the only one of that before it.

    So they stand in turn: where one turns, all before it turn, and the first one is enough to see.

    Attributes:
        base: The id of what the first is about: no retraction, or one with several lines upon it.
        acts: The retractions, in the order of the log.
    """

    base: str
    acts: list[Retraction] = attrs.field(factory=list)


class Withdrawn:
    """The retractions of one development and of the acts upon it, taken in the order of the log."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[_Line, int]] = {}
        self._upon: dict[str, list[_Line]] = defaultdict(list)
        self._against: Counter[str] = Counter()  # how many lines upon it have a first that stands

    def stands(self, name: str) -> bool:
        """Return whether no retraction that stands is about a record."""
        line, place = self._places.get(name, (None, 0))
        if line is None:
            return not self._against[name]
        above = len(line.acts) - 1 - place
        return (not self._against[line.acts[-1].id]) ^ (above % 2 == 1)

    def by(self, name: str) -> Retraction | None:
        """Return the latest retraction that stands and is about a record; None without one."""
        if self.stands(name):
            return None
        line, place = self._places.get(name, (None, 0))
        above = line.acts[place + 1 : place + 2] if line else []
        firsts = [each.acts[0] for each in self._upon.get(name, ())]
        standing = [each for each in (*above, *firsts) if self.stands(each.id)]
        return max(standing, key=lambda each: each.position)

    def take(self, act: Retraction) -> str | None:
        """Add the next retraction; return the id of what turns by it that is no retraction."""
        line, place = self._places.get(act.target, (None, 0))
        if line is not None and place == len(line.acts) - 1 and act.target not in self._upon:
            self._places[act.id] = line, len(line.acts)
            line.acts.append(act)
            return self._counted(line)
        self._begin(act.target, [act])
        return self.turned(act.target, 1)

    def turned(self, name: str, step: int) -> str | None:
        """Count one more or less that stands against a record; return what turns, as `take`."""
        line, place = self._places.get(name, (None, 0))
        if line is not None:
            self._cut(line, place)
        before = self.stands(name)
        self._against[name] += step
        if self.stands(name) is before:
            return None
        return self._counted(line) if line else name

    def _counted(self, line: _Line | None) -> str | None:
        """Count that the first of a line has turned, and what turns by that, line by line."""
        while line is not None:
            before, name = self._against[line.base], line.base
            self._against[name] += 1 if self.stands(line.acts[0].id) else -1
            if bool(self._against[name]) == bool(before):
                return None
            line, _ = self._places.get(name, (None, 0))
        return name

    def _cut(self, line: _Line, place: int) -> None:
        """Make another line of what is upon an act of a line, which others are to be upon, too."""
        upper, base = line.acts[place + 1 :], line.acts[place].id
        del line.acts[place + 1 :]
        if upper:
            self._begin(base, upper)
            self._against[base] += self.stands(upper[0].id)

    def _begin(self, base: str, acts: list[Retraction]) -> None:
        line = _Line(base, acts)
        self._upon[base].append(line)
        self._places.update((act.id, (line, place)) for place, act in enumerate(acts))
