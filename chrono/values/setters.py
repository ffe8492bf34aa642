"""Setters of the fields of frozen classes, for constructors that are called very often."""

from collections.abc import Callable
from typing import Any


def setters(cls: type, *names: str) -> tuple[Callable[[Any, Any], None], ...]:
    """Return what sets these fields of a new instance of a frozen class with ``__slots__``.

    The constructor that attrs makes goes through ``object.__setattr__``, which takes twice as long.
    """
    return tuple(getattr(cls, name).__set__ for name in names)
