"""A pause of Python's collection of cyclic garbage, for work that makes none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_MANY: Final = 100
"""The events from which a pause pays."""


@contextmanager
def paused(events: int) -> Iterator[None]:
    """Run the block without the collector where it makes objects of many events.

    They hold each other in no cycle, and most of them are kept: the collector would go through all
    of them again and again, a fifth of the time of an append, and free nothing. It is one for all
    threads, so a cycle that another one drops meanwhile is freed after the block. Where the program
    has switched it off, it stays so.
    """
    if events < _MANY or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
