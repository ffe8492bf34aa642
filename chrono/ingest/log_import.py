"""Importing another log, which is checked whole first."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from chrono.events.acts import Amendments
from chrono.events.entries import ACTS, CORRECTION, DECLARATION, Entry
from chrono.events.kinds import Register
from chrono.faults import Refused
from chrono.ingest.gate import admitted
from chrono.ingest.merge import Merge, merge
from chrono.ingest.other_affairs import named_also, refuse_other_affairs
from chrono.log.chronologies import pick
from chrono.log.connection import is_sqlite
from chrono.log.contract import Appended, Log
from chrono.log.errors import FilePath, LogError, WrongIndex
from chrono.log.head import Break
from chrono.log.sqlite import SqliteLog


class BrokenOther(LogError):
    """A log to be merged that is not as it was appended."""

    broken = True

    def __init__(self, path: FilePath, broken: Break) -> None:
        self.position = broken.position
        at = f" at entry {broken.position}" if broken.position else ""
        super().__init__(path, f"broken{at}: {broken.reason}; nothing was taken from it")


def is_database(path: Path) -> bool:
    """Return whether a file is a SQLite database, by its first bytes.

    A pipe is none; it is not read, since what is read of it is gone.
    """
    if not path.is_file():
        return False
    try:
        return is_sqlite(path)
    except OSError:
        return False


def entries_of(path: Path) -> Sequence[Entry]:
    """Return the entries of another log, which is checked whole first.

    Raises:
        BrokenOther: It is not what was appended.
        WrongIndex: Its index alone is not; what that lacks may have let in what no log takes.
        LogError: It is no log, or cannot be read.
    """
    entries: list[Entry] = []
    with SqliteLog(path) as log:
        broken = log.first_break(taken=entries.append)
    if broken is None:
        return entries
    raise WrongIndex(path, broken.reason) if broken.of_index else BrokenOther(path, broken)


class LogImport:
    """An import of another log, which is read once and whole.

    Args:
        path: The file.
        chronology: Which of its chronologies to import; None for all.
        register: The kinds, by which the claims of its entries are made again.
        also: Which of its chronologies to import though they are other affairs than those here.

    Raises:
        BrokenOther: It is not what was appended.
        Refused: It has entries that no log takes, each with its position.
        NoChronology: It has none of this name.
        LogError: It is no log, or cannot be read.
    """

    def __init__(
        self, path: Path, chronology: str | None, register: Register, also: Sequence[str] = ()
    ) -> None:
        self.path = path
        entries = entries_of(path)
        there = admitted(entries, path.name, register)
        self._ours: Mapping[str, Sequence[Entry]] = {}
        self._also = named_also(there, also)
        names = there if chronology is None else [pick(there, chronology), *self._also]
        self._entries: dict[str, list[Entry]] = {name: [] for name in names}
        for entry in entries:
            if entry.chronology in self._entries:
                self._entries[entry.chronology].append(entry)

    def plan(self, log: Log) -> Merge:
        """Return what to append to a log.

        Raises:
            Refused: With every chronology of another affair, or every conflict.
        """
        self._ours = {name: log.entries(name) for name in self._entries}
        there = {
            name: sum(entry.content["kind"] != DECLARATION for entry in theirs)
            for name, theirs in self._entries.items()
        }
        refuse_other_affairs(log, there, self.path.name, self._also)
        merges = [
            merge(self._ours[name], entries, self.path.name)
            for name, entries in self._entries.items()
        ]
        faults = [fault for merged in merges for fault in merged.faults]
        if faults:
            raise Refused(faults)
        drafts = tuple(draft for merged in merges for draft in merged.drafts)
        renamed = {old: new for merged in merges for old, new in merged.renamed.items()}
        return Merge(drafts, (), (), renamed=renamed)

    def titles(self) -> Iterator[tuple[str, str, str]]:
        """Yield each chronology that has another title here: its name, the title here, and there.

        Two affairs may have one name; then only the titles tell.
        """
        for name, theirs in self._entries.items():
            here, there = (_title(entries) for entries in (self._ours.get(name, ()), theirs))
            if here and there and here != there:
                yield name, here, there

    def rivals(self, done: Appended) -> Iterator[tuple[str, list[str]]]:
        """Yield each development of which several versions now stand, with what made them.

        Those are the corrections, by id, that both logs made of one version.
        """
        for name, ours in self._ours.items():
            own = [entry for entry in done.new if entry.chronology == name]
            corrected = {entry.content.get(ACTS[CORRECTION]) for entry in own}
            amendments = Amendments.of([entry.record for entry in (*ours, *own)])
            for root, versions in amendments.versions.items():
                if len(versions) > 1 and root in corrected:
                    yield root, [version.record.id for version in versions]


def _title(entries: Sequence[Entry]) -> str:
    """Return the title that the latest declaration gives; empty without one."""
    declared = [entry.content for entry in entries if entry.content["kind"] == DECLARATION]
    return str(declared[-1]["data"]["title"]) if declared else ""
