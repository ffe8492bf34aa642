"""Values that are printed and compared by their fields, without methods of their own for that.

attrs writes these methods for each class and compiles them, which takes most of what a class takes
to make, and a command makes all its classes anew each time it is called.
"""

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any

import attrs


class ByFields:
    """The base of attrs classes that leave ``repr``, or ``repr`` and ``eq``, to it.

    They print and compare as those do that attrs makes. A class of which very many are compared,
    or of which not all fields count, leaves only ``repr``.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        cls: Any = type(self)
        fields = (field.name for field in attrs.fields(cls) if field.repr)
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in fields)
        return f"{cls.__qualname__.rpartition('>.')[2]}({shown})"

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(_values(self) == _values(other))

    def __hash__(self) -> int:
        return hash(_values(self))


def _values(instance: object) -> Any:
    """Return the values of all fields of an instance."""
    cls: Any = type(instance)
    return _getter(cls)(instance)


@cache
def _getter(cls: Any) -> Callable[[object], Any]:
    return attrgetter(*(field.name for field in attrs.fields(cls)))
