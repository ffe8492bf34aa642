"""A pause of Python's collection of cyclic garbage, for work that makes none."""

import gc
from contextlib import AbstractContextManager, nullcontext
from typing import Final

_MANY: Final = 100
"""The events from which a pause pays."""


def paused(events: int = _MANY) -> AbstractContextManager[None]:
    """Return what runs a block without the collector where it makes objects of many events.

    Without a number there may be any of them.

    They hold each other in no cycle, and most of them are kept: the collector would go through all
    of them again and again, a fifth of the time of an append, and free nothing. It is one for all
    threads, so a cycle that another one drops meanwhile is freed after the block. Where the program
    has switched it off, it stays so.
    """
    return _Paused() if events >= _MANY and gc.isenabled() else nullcontext()


class _Paused(AbstractContextManager[None]):
    def __enter__(self) -> None:
        gc.disable()

    def __exit__(self, *_: object) -> None:
        gc.enable()
