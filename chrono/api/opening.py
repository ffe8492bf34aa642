"""Opening: the log of a file, or a bundled one, and the chronology that is meant."""

from typing import TYPE_CHECKING

from chrono.api.hints import in_python
from chrono.api.reading import OpenedForReading
from chrono.log.chronologies import pick, pick_in
from chrono.log.sqlite import SqliteLog

if TYPE_CHECKING:  # types alone
    from os import PathLike

    from chrono.log.contract import Log


def opened(
    path: "str | PathLike[str] | None", chronology: str | None, *, write: bool
) -> "tuple[Log, str]":
    """Return an open log, which is to be closed, and the name of one of its chronologies.

    Without a path it is a bundled one; without a name, the only one or the default. Errors are
    those of `Chronology.open`.
    """
    if path is not None:
        with in_python():
            log = SqliteLog(path, write=write)
            try:
                return log, pick_in(log, chronology)
            except BaseException:
                log.close()
                raise
    if write:
        raise OpenedForReading(path)
    from chrono.log.bundled import bundled, default, names  # noqa: PLC0415  only without a path

    with in_python():
        name = pick(dict.fromkeys(names(), 1), chronology or default() or None)
    return bundled(name), name
