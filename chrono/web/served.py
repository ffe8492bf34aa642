"""What is served: the chronologies of a log file, or the bundled ones; to read and no more."""

import os
from collections.abc import Mapping

from chrono.api.reading import Query, Reader
from chrono.log.bundled import bundled, names
from chrono.log.chronologies import meant, pick
from chrono.log.contract import Log
from chrono.log.errors import FilePath
from chrono.log.sqlite import SqliteLog


class Served:
    """Chronologies, each read anew only when its log has grown.

    A connection of SQLite belongs to one thread: until `close` all methods are to be called in the
    same one. After it the file is opened anew when it is needed.

    Args:
        path: The file of the log; None for the bundled chronologies.
        only: The one chronology to serve; None for all that there are.
    """

    def __init__(self, path: FilePath | None, only: str | None = None) -> None:
        self._path = path
        self._only = only
        self._own: SqliteLog | None = None
        self._file: tuple[int, int] | None = None
        self._readers: dict[str, Reader] = {}

    def names(self) -> list[str]:
        """Return the names of the chronologies that have entries; of all if none has.

        Raises:
            LogError: The log cannot be read.
            NoChronology: There is none of the one name.
            EmptyLog: There is none at all.
        """
        if self._only is not None:
            return [pick(self._known(), self._only)]
        return meant(self._known(), None) or [pick({}, None)]

    def query(
        self, chronology: str | None, at: str, keys: tuple[str, ...] = (), **through: object
    ) -> Query:
        """Return a query as `Reader.query` does, of a chronology; None for the only one.

        Raises:
            LogError: The log cannot be read.
            NoChronology, SeveralChronologies, EmptyLog: It is not clear which one is meant.
            BadDate, NoMoment, BadKey, NoBasis, UnknownPublisher: What is asked cannot be.
        """
        known = self._known()
        if self._only is not None:
            known = {self._only: known.get(self._only, 0)}
        name = pick(known, chronology)
        if name not in self._readers:
            self._readers[name] = Reader(self._log(name), name)
        return self._readers[name].query(at, keys, through)  # type: ignore[arg-type]

    def close(self) -> None:
        """Close the file."""
        if self._own is not None:
            self._own.close()
        self._own = None
        self._readers = {}

    def _known(self) -> Mapping[str, int]:
        if self._path is None:
            return dict.fromkeys(names(), 1)
        return self._opened(self._path).chronologies()

    def _log(self, name: str) -> Log:
        return bundled(name) if self._path is None else self._opened(self._path)

    def _opened(self, path: FilePath) -> SqliteLog:
        """Return the open log; another file of its name, as one put back, is opened anew."""
        try:
            found = os.stat(path)  # noqa: PTH116  see FilePath
            file = found.st_dev, found.st_ino
        except OSError:
            file = None
        if self._own is None or file != self._file:
            self.close()
            self._own, self._file = SqliteLog(path), file
        return self._own
