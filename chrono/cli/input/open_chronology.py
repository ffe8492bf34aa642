"""A chronology opened for an append: what its drafts need is read, or all of it, once."""

from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import attrs

from chrono.api.affected import affected
from chrono.api.records import Records
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.opening import event_named, naming_file
from chrono.cli.input.which_log import log_to_write
from chrono.events.drafts import Draft
from chrono.events.entries import Record
from chrono.events.history import History
from chrono.events.kinds import Register
from chrono.ingest.stored import StoredChronology
from chrono.log.chronologies import pick_in
from chrono.log.head import Head
from chrono.log.index.filed_names import FiledNames
from chrono.log.sqlite import SqliteLog
from chrono.queries import in_use
from chrono.queries.findings import near_names
from chrono.queries.preview import new_keys
from chrono.state.visibility import View
from chrono.values.hosts import host_of


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class OpenChronology:
    """A chronology of an open log.

    What is asked of it is read by the index where there is one, and else from the whole history.

    Attributes:
        log: The log.
        records: What it holds of the chronology, up to where it ended when it was opened.
        register: The kinds.
    """

    log: SqliteLog
    records: Records
    register: Register

    @property
    def name(self) -> str:
        """The name of the chronology."""
        return self.records.chronology

    @property
    def head(self) -> Head:
        """Where the log ended when it was opened."""
        return self.records.head

    @cached_property
    def history(self) -> History:
        """All that it holds of the chronology; what an append needs of that is not read again."""
        entries = self.log.entries()
        self.log.lend(entries)
        self.records.take(entries)
        return self.records.whole

    @property
    def declared(self) -> History:
        """The declarations alone, where there is an index."""
        return self.records.declared if self.records.index else self.history

    @cached_property
    def stored(self) -> StoredChronology:
        """All entries of the chronology, as written."""
        entries = (entry for entry in self.log.entries(self.name))
        return StoredChronology.of([*self.records.once(entries)], self.register)

    @property
    def ids(self) -> Container[str]:
        """The ids that are taken."""
        return _Ids(self)

    @property
    def aliases(self) -> dict[str, str]:
        """The aliases of the latest declaration."""
        declaration = self.declared.declaration
        return dict(declaration.aliases) if declaration else {}

    def event(self, word: str) -> Record:
        """Return an entry by ``e17`` or by its id.

        Raises:
            NoEvent: There is none.
        """
        return event_named(word, (self.records.about(word) or self.history).records)

    def standing(self, name: str) -> dict[str, Any]:
        """Return the event of a development as it stands, or as first recorded if it does not."""
        entries = self.records.entries_about(name)
        stored = StoredChronology.of(entries, self.register) if entries else self.stored
        return stored.standing(name)

    def source_at(self, url: str | None) -> dict[str, str]:
        """Return what is known of a page, as `chrono.queries.in_use.source_at` does."""
        index = self.records.index
        if index is None:
            return in_use.source_at(self.history, url)
        last = index.last_of_page(url) if url else None
        if last is None:
            return in_use.source_of_site(set(index.publishers_of(host_of(url or ""))))
        return in_use.source_at(self.records.of_positions([last]), url)

    def last_value(self, key: str, *, member: bool) -> Any:
        """Return the last value of a key or of its like, as `in_use.last_value` does."""
        if self.records.index and self.records.index.has_keys([key]):
            value = in_use.value_on(View(self.records.bearing_on((key,))), [key], member=member)
            if value is not None:
                return value
        return in_use.last_value(self.history, key, member=member)

    def near_names(self, drafts: Sequence[Draft]) -> dict[str, str]:
        """Return the names of drafts that are near one in use; see `near_names_of`."""
        index = self.records.index
        new = near_names.new_names(drafts, FiledNames(index)) if index else None
        if new is None:
            return near_names.near_names_of(self.history, drafts)
        return near_names.near_names(new, ())

    def new_keys(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return the keys that were neither used nor declared before, in order."""
        asked = [*keys]
        index = self.records.index
        return () if index and index.has_keys(asked) else new_keys(self.history, asked)

    def before(self, drafts: Sequence[Draft]) -> History:
        """Return what is recorded, or as much of it as the preview of drafts needs."""
        part = affected(self.records, drafts)
        return self.history if part is None else part


@attrs.frozen
class _Ids(Container[str]):
    """The ids that are taken in a chronology."""

    opened: OpenChronology

    def __contains__(self, name: object) -> bool:
        records = self.opened.records
        if records.index is None:
            return name in self.opened.history.by_id
        return records.named(str(name)) is not None


@contextmanager
def open_chronology(
    file: str | None, chronology: str | None, *, write: bool
) -> Iterator[OpenChronology]:
    """Yield a chronology of the log to write, opened for an append.

    Raises:
        NoLogNamed: There is none.
    """
    path = log_to_write(file)
    with SqliteLog(path, write=write) as log, naming_file(path):
        head = log.head()
        name = pick_in(log, chronology)
        records = Records(log, name, head)
        opened = OpenChronology(log=log, records=records, register=known_kinds())
        _ = opened.declared  # what cannot be read is no fault of what somebody typed
        yield opened
