"""Independence: how many of the values that hold rest on two independent reports or more."""

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from chrono.state.rule import World
from chrono.state.slot import Candidate
from chrono.state.slots import answers


@attrs.frozen(kw_only=True)
class Resting:
    """A value that holds, of a set a member of it, and the independent reports behind it.

    Attributes:
        key: The key.
        value: The value; of a set, the member.
        because: The ids of the events that it rests on, by date.
        origins: The names of the reports, as the aliases of the chronology have them.
    """

    key: str
    value: Any
    because: tuple[str, ...]
    origins: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Independence:
    """How many values hold, and those that rest on one report alone.

    Attributes:
        values: How many hold; of a set each member counts.
        single: Those that rest on one report, by key.
    """

    values: int
    single: tuple[Resting, ...]

    def body(self) -> dict[str, Any]:
        """Return the answer as JSON."""
        return {
            "values": self.values,
            "independent": self.values - len(self.single),
            "single": [attrs.asdict(each) for each in self.single],
        }


def independence(world: World, keys: Iterable[str] | None = None) -> Independence:
    """Return how the values that surely hold at a moment are supported; without keys, of all.

    What is disputed, only possible, announced, or over does not count. A source rests on the origin
    that it repeats, else on its publisher; a copy in which an original was read is no report.
    """
    held = tuple(_held(world, world.view.claims if keys is None else keys))
    single = sorted((each for each in held if len(each.origins) < 2), key=lambda each: each.key)
    return Independence(values=len(held), single=tuple(single))


def _held(world: World, keys: Iterable[str]) -> Iterator[Resting]:
    declared = world.view.history.declaration
    aliases = declared.aliases if declared else {}
    for key in keys:
        of_set = world.holds_set(key)
        for answer in answers(world, world.on(key), of_set=of_set):
            if len(answer.live) == 1 and _holds(answer.live[0], of_set=of_set):
                (only,) = answer.live
                origins = dict.fromkeys(aliases.get(each, each) for each in only.origins)
                yield Resting(
                    key=key, value=only.value, because=only.because, origins=tuple(origins)
                )


def _holds(version: Candidate, *, of_set: bool) -> bool:
    return bool(version.holds) if of_set else version.value is not None
