"""Changes: how one part of an answer differs from that of another answer, and what caused it."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import attrs

T = TypeVar("T")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Change(Generic[T]):
    """How one part of an answer differs: the slot of a key, or a field of a projection's state.

    Attributes:
        key: The key, or the name of the field.
        before: What it was in the first answer; None also where it was not there.
        after: What it is in the second, likewise.
        causes: The ids of the events and acts that made the difference, in the order of the log.
    """

    key: str
    before: T | None
    after: T | None
    causes: tuple[str, ...]

    def as_json(self, part: str, value_as_json: Callable[[T], Any]) -> dict[str, Any]:
        """Return the change as JSON; `part` is what a key is called there."""
        return {
            part: self.key,
            "before": None if self.before is None else value_as_json(self.before),
            "after": None if self.after is None else value_as_json(self.after),
            "causes": list(self.causes),
        }
