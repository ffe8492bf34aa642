"""Errors of log files: each says which file, what is wrong with it, and what would help."""

from os import PathLike

from chrono.errors import ChronoError
from chrono.log.statements import VERSION

FilePath = str | PathLike[str]
"""The name of a file; pathlib is left to those who need it, for reading is to start fast."""


class LogError(ChronoError):
    """A log file cannot be used as asked."""

    def __init__(self, path: FilePath, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class NoLog(LogError):
    """There is no file."""

    def __init__(self, path: FilePath) -> None:
        super().__init__(path, "no such log")


class LogExists(LogError):
    """There is a file where a log should be made."""

    def __init__(self, path: FilePath) -> None:
        super().__init__(path, "there is a file already; choose another name, or append to it")


class NotALog(LogError):
    """The file is no log of ours."""

    def __init__(self, path: FilePath, what: str = "not a chrono log") -> None:
        super().__init__(path, what)


class NewerLog(LogError):
    """The file was written by a later release."""

    def __init__(self, path: FilePath, version: int) -> None:
        self.version = version
        super().__init__(
            path,
            f"a log of version {version}; this chrono reads up to version {VERSION}; "
            "upgrade chrono-engine",
        )


class BusyLog(LogError):
    """Somebody else kept the file locked."""

    def __init__(self, path: FilePath, seconds: float) -> None:
        super().__init__(
            path, f"locked by another program for {seconds:g} seconds; nothing was written"
        )


class UnwritableLog(LogError):
    """The file, or its folder, cannot be written."""

    def __init__(self, path: FilePath, detail: str) -> None:
        self.detail = detail
        super().__init__(path, f"cannot be written ({detail}); nothing was written")


class UnreadableLog(LogError):
    """The file cannot be read."""

    def __init__(self, path: FilePath, detail: str) -> None:
        super().__init__(path, f"cannot be read ({detail})")


class DamagedLog(LogError):
    """The file holds what no append has written."""

    broken = True

    def __init__(self, path: FilePath, detail: str) -> None:
        self.detail = detail
        super().__init__(path, f"damaged ({detail}); restore it from a copy whose head you know")
