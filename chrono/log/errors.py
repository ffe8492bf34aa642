"""Errors of log files: each names the file, what is wrong with it, and what would help."""

from os import PathLike
from typing import TYPE_CHECKING

from chrono.errors import ChronoError
from chrono.log.statements import VERSION

if TYPE_CHECKING:  # a type alone; reading is to start fast
    from chrono.log.head import Break

FilePath = str | PathLike[str]
"""The name of a file. pathlib is not imported here, so that reading starts fast."""


class LogError(ChronoError):
    """A log file cannot be used as asked."""

    def __init__(self, path: FilePath, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class NoLog(LogError):
    """A log that does not exist."""

    def __init__(self, path: FilePath) -> None:
        super().__init__(path, "no such log")


class LogExists(LogError):
    """A new log whose name a file has already."""

    def __init__(self, path: FilePath) -> None:
        super().__init__(path, "there is a file already; choose another name, or append to it")


class NotALog(LogError):
    """A file that is no log of chrono."""

    def __init__(self, path: FilePath, what: str = "not a chrono log") -> None:
        super().__init__(path, what)


class NewerLog(LogError):
    """A log that a later release made."""

    def __init__(self, path: FilePath, version: int) -> None:
        self.version = version
        super().__init__(
            path,
            f"a log of version {version}; this chrono reads up to version {VERSION}; "
            "upgrade chrono-engine",
        )


class BusyLog(LogError):
    """A log that another program kept locked."""

    def __init__(self, path: FilePath, seconds: float) -> None:
        super().__init__(
            path, f"locked by another program for {seconds:g} seconds; nothing was written"
        )


class UnwritableLog(LogError):
    """A log or a folder that cannot be written."""

    def __init__(self, path: FilePath, detail: str) -> None:
        self.detail = detail
        super().__init__(path, f"cannot be written ({detail}); nothing was written")


class UnreadableLog(LogError):
    """A log that cannot be read."""

    def __init__(self, path: FilePath, detail: str) -> None:
        super().__init__(path, f"cannot be read ({detail})")


class MisusedLog(LogError):
    """A log that a program uses after it was closed, or in another thread than opened it."""

    def __init__(self, path: FilePath, detail: str) -> None:
        super().__init__(
            path,
            f"used after it was closed, or in another thread than opened it ({detail}); "
            "open it again, and once for each thread",
        )


class DamagedLog(LogError):
    """A log that has content no append has written."""

    broken = True

    def __init__(self, path: FilePath, detail: str) -> None:
        self.detail = detail
        super().__init__(path, f"damaged ({detail}); restore it from a copy whose head you know")


class ChangedSchema(LogError):
    """A log whose file has other tables, views or triggers than a log has."""

    broken = True

    def __init__(self, path: FilePath, difference: str) -> None:
        self.difference = difference
        super().__init__(
            path,
            f"the schema was changed: {difference}; restore it from a copy whose head you know",
        )


class WrongIndex(LogError):
    """A log whose index is not that of its entries; these may be whole all the same."""

    broken = True

    def __init__(self, path: FilePath, reason: str) -> None:
        super().__init__(path, reason)

    @classmethod
    def naming(cls, path: FilePath, what: str) -> "WrongIndex":
        """Return that the index names what is not there."""
        return cls(path, f"its index names {what}; a rebuild makes it anew")


class ForeignAhead(LogError):
    """A log that cannot be read with the write-ahead log beside it, which is of another state."""

    broken = True

    def __init__(self, path: FilePath, position: int, reason: str) -> None:
        self.position = position
        super().__init__(path, f"broken at entry {position}: {reason}")


def not_whole(path: FilePath, broken: "Break") -> LogError:
    """Return that a log is not as it was appended, or that its index alone is not."""
    return WrongIndex(path, broken.reason) if broken.of_index else DamagedLog(path, broken.where)


class NotIndexable(ChronoError):
    """An entry that does not go with those before it, or with the index, as no append leaves it."""

    def __init__(self, position: int, reason: str) -> None:
        super().__init__(f"entry {position} {reason}")

    @classmethod
    def naming(cls, position: int, named: str) -> "NotIndexable":
        """Return that an entry names one that is not there."""
        return cls(position, f"names {ascii(named)[:60]}, which is no entry before it")
