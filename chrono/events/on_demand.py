"""Values that are made once, when they are first asked for."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # which knows it by that name
    from functools import cached_property as once
else:

    class once:  # noqa: N801  a decorator
        """A method whose value is kept under its name, as by `functools.cached_property`.

        It takes no lock, which Python does until 3.12 and which is dear where many are read: two
        threads may both make the value.
        """

        def __init__(self, make: Any) -> None:
            self._make = make
            self._name = make.__name__
            self.__doc__ = make.__doc__

        def __get__(self, instance: object | None, owner: type) -> Any:
            if instance is None:
                return self
            value = vars(instance)[self._name] = self._make(instance)
            return value


__all__ = ["once"]
