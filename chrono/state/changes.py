"""Changes: how a part of one answer differs from the same part of another, and why."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import attrs

T = TypeVar("T")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Change(Generic[T]):
    """The change of one part of an answer: the slot of a key, or a field of a projection's state.

    Attributes:
        key: The key, or the name of the field.
        before: Its value in the first answer; None also if it was absent.
        after: Its value in the second answer, likewise.
        causes: The ids of the events and acts that caused the change, in the order of the log.
    """

    key: str
    before: T | None
    after: T | None
    causes: tuple[str, ...]

    def as_json(self, part: str, value_as_json: Callable[[T], Any]) -> dict[str, Any]:
        """Return the change as JSON; `part` is the name of the field that holds the key."""
        return {
            part: self.key,
            "before": None if self.before is None else value_as_json(self.before),
            "after": None if self.after is None else value_as_json(self.after),
            "causes": list(self.causes),
        }
