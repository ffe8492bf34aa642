"""A text of one event a line as drafts, part by part, so that memory does not grow with the file.

This only says yes. A line with a fault, or one that means something else than what it says by
itself, is left to `chrono.ingest.imports.planned`, which holds a text as a whole, and explains.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from chrono.codec.codec import Codec
from chrono.errors import ChronoError
from chrono.events.drafts import Draft
from chrono.events.entries import ACTS, DECLARATION
from chrono.events.kinds import Register
from chrono.faults import Fault, Refused
from chrono.ingest import jsonl
from chrono.ingest.bounded import fits
from chrono.ingest.items import Item
from chrono.ingest.restore import ExportedLines
from chrono.ingest.stored import without
from chrono.log.contract import Log, Part
from chrono.values.clocks import Instant

_PART: Final = 1_000
"""The drafts of a part, at most; more only where their links ask for it."""

_MOST_FAULTS: Final = 1_000
"""The faults after which a text that is too long to be held is read no further."""

_MOST_CODECS: Final = 100
"""The codecs that are kept, of as many chronologies, at most."""


class NotStreamed(ChronoError):
    """A text, or a line of it, that is understood only with the others: it is read at once."""

    def __init__(self) -> None:
        super().__init__("this is understood only with all of the text")


def is_streamed(path: Path) -> bool:
    """Return whether a path is a file of lines, which can be read twice."""
    return path.suffix == ".jsonl" and path.is_file()


class Lines:
    """The lines of a text.

    Args:
        path: The file.
        register: The kinds.
        chronology: The name for events that name none; empty for none.
        aliases: Returns the aliases that the log declares in a chronology.
        restores: Whether a text whose first line says when it was recorded is an export, to make
            the same log of it.

    Attributes:
        declared: The names of the chronologies that were declared in what was read.
        recorded: Whether it is an export.
    """

    def __init__(
        self,
        path: Path,
        register: Register,
        chronology: str,
        aliases: Callable[[str], Mapping[str, str]],
        *,
        restores: bool = False,
    ) -> None:
        self._told = Counter[str]()
        self.declared: set[str] = set()
        self.recorded = False
        self._path = path
        self._register = register
        self._chronology = chronology
        self._declared_aliases: dict[str, Mapping[str, str]] = {}
        self._aliases = aliases
        self._may_restore = restores
        self._begun = False
        self._exported: ExportedLines | None = None
        self._codecs: dict[str, Codec] = {}
        self._faults: list[Fault] = []

    def parts(self) -> Iterator[Part]:
        """Yield the drafts.

        Raises:
            NotStreamed: It is to be read at once.
            Refused: It has faults, and is too long to be read at once.
        """
        drafts: list[Draft] = []
        recorded: Instant | None = None
        for draft, instant in self._drafts():
            if drafts and (len(drafts) >= _PART or instant != recorded):
                yield Part(drafts, recorded)
                drafts = []
            drafts.append(draft)
            recorded = instant
        if drafts:
            yield Part(drafts, recorded)

    def told_in(self, log: Log) -> Counter[str]:
        """Return how many events and acts were read, by the name of their chronology.

        One that neither the log nor the text declares is left to be refused for that.
        """
        declared = {*log.chronologies(), *self.declared}
        return Counter({name: count for name, count in self._told.items() if name in declared})

    def _drafts(self) -> Iterator[tuple[Draft, Instant | None]]:
        """Yield each draft, and when it was recorded; none after a fault."""
        try:
            for item in jsonl.one_by_one(self._path):
                if isinstance(item, Fault):
                    self._refuse([item])
                    continue
                draft, instant = self._read(item)
                if draft is not None and not self._faults:
                    yield draft, instant
        except OSError:
            raise NotStreamed from None  # read at once, it is told of as a fault of the file
        if self._faults:
            raise Refused(self._faults)

    def _read(self, item: Item) -> tuple[Draft | None, Instant | None]:
        fields: Mapping[str, Any] = item.written if isinstance(item.written, dict) else {}
        if self._may_restore:
            self._begin("recorded" in fields)
        if self._exported is not None:
            draft, instant = self._exported.read(item)
            self._refuse(self._exported.faults)
            self._exported.faults.clear()
            return draft, instant
        if not (self._chronology or "chronology" in fields):
            raise NotStreamed
        name = str(fields.get("chronology", self._chronology))
        explained = isinstance(fields.get("changed"), str) and fields.get("kind") not in ACTS
        written = without(fields, "changed") if explained else item.written
        draft, wrong = self._codec(name).draft(written, item.where)
        self._refuse(wrong)
        if fields.get("kind") != DECLARATION:
            self._told[name] += 1
        elif draft is not None:
            self.declared.add(name)
            self._declared_aliases[name] = draft.body["data"].get("aliases", {})
            self._codecs.clear()
        return draft, None

    def _begin(self, recorded: bool) -> None:  # noqa: FBT001  what the line says
        """Take the text for an export if its first line is one, and for none if it is not."""
        if not self._begun:
            self._begun = True
            self._exported = ExportedLines(self._register) if recorded else None
            self.recorded = recorded
        elif recorded != self.recorded:
            raise NotStreamed

    def _codec(self, name: str) -> Codec:
        if name not in self._codecs:
            if len(self._codecs) >= _MOST_CODECS:
                self._codecs.clear()
            declared = self._declared_aliases.get(name)
            aliases = self._aliases(name) if declared is None else declared
            self._codecs[name] = Codec(self._chronology, self._register, aliases)
        return self._codecs[name]

    @cached_property
    def _fits(self) -> bool:
        """Return whether it can be read at once."""
        return fits(self._path)

    def _refuse(self, faults: Sequence[Fault]) -> None:
        """Keep faults; a text that can be held is left to the way that explains them all."""
        if not faults:
            return
        if self._fits:
            raise NotStreamed
        self._faults.extend(faults)
        if len(self._faults) >= _MOST_FAULTS:
            raise Refused(self._faults)
