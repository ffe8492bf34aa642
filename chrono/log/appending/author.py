"""Who appends, unless a program says so: from the surroundings, as the time is from a clock."""

import functools
import getpass
import os

from chrono.events.by import By


def author() -> By:
    """Return who ``CHRONO_BY`` names, else the name of the account, else its number.

    Raises:
        BadBy: That is no name.
    """
    return _by(os.environ.get("CHRONO_BY") or _account())


@functools.lru_cache(maxsize=16)
def _by(who: str) -> By:
    return By(who=who)


@functools.cache  # asked at every append, and looked up in a file
def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name, as in many containers
        return f"account {os.getuid()}" if hasattr(os, "getuid") else "unknown"
