"""Flags that cannot be read are told all at once, not one at each try."""

from collections.abc import Callable
from typing import Any

import attrs
import click

from chrono.faults import Fault, Refused


@attrs.frozen
class UnreadFlags:
    """Collects what is wrong with flags that are read one by one."""

    _faults: list[Fault] = attrs.field(factory=list)

    def reading(self, read: Callable[..., Any], *arguments: Any) -> Any:
        """Return what `read` returns; None where it raises a UsageError, which is kept."""
        try:
            return read(*arguments)
        except click.UsageError as error:
            self._faults.append(Fault("", "", error.message))
        except Refused as refused:
            self._faults.extend(refused.faults)
        return None

    def refuse(self) -> None:
        """Raise Refused with everything that was kept; do nothing without."""
        if self._faults:
            raise Refused(self._faults)
