"""Rows of the index of entries that are read from a file: those of plain ones without a record."""

import sqlite3
from typing import TYPE_CHECKING

from chrono.errors import ChronoError
from chrono.events.claims import Claim, texts_in
from chrono.events.entries import Entry
from chrono.log.days import of_text
from chrono.log.index_rows import Filling
from chrono.log.spans import plain_spans, public_within
from chrono.values.clocks import Instant, parse_stamp
from chrono.values.hosts import host_of

if TYPE_CHECKING:
    from chrono.events.plain_bodies import PlainBody


class ReadFilling(Filling):
    """A `Filling` for whoever goes through the entries of a file: the same rows, sooner.

    Of a plain development that names no other, what is written is taken as it is.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._stamp, self._recorded = "", Instant(0)

    def take(self, entry: Entry) -> None:
        """Add the rows of the next entry to those that wait; raise what `Filling.take` does."""
        plain = entry.plain
        if plain is None or not self._is_stamped(entry):
            super().take(entry)
            return
        found, claims = plain
        if found.after or found.before or found.contests:
            super().take(entry)
            return
        self._make_room()
        chronology = self._chronologies.get(entry.chronology) or self._chronology(entry)
        self._plain(entry.position, chronology, found, claims)

    def _is_stamped(self, entry: Entry) -> bool:
        """Return whether the moment of recording is one; many entries in a row have the same."""
        if entry.recorded != self._stamp:
            try:
                self._recorded = parse_stamp(entry.recorded)
            except ChronoError:
                return False
            self._stamp = entry.recorded
        return True

    def _plain(
        self, position: int, chronology: int, found: "PlainBody", claims: tuple[Claim, ...]
    ) -> None:
        rows, public = self._rows, []
        for source in found.sources:
            self._name(chronology, source.publisher)
            if source.published:
                day, published, bounds = of_text(source.published)
                rows["derived_publications"].append((chronology, day, published, position))
                public.append(public_within(bounds))
            else:
                public.append(self._recorded)
            if source.url:
                rows["derived_pages"].append((chronology, source.url, position))
                host = host_of(source.url)
                if host:
                    rows["derived_sites"].append((chronology, host, source.publisher))
        day, occurred, bounds = of_text(found.occurred)
        rows["derived_dates"].append((chronology, day, occurred, position))
        for key, *span, last in plain_spans(claims, bounds, min(public)):
            number = self._key(chronology, key)
            rows["derived_spans"].append((number, *span, position, last))
        for claim in claims:
            rows["derived_claims"].append((self._key(chronology, claim.key), position))
            for text in texts_in(claim.value):
                self._name(chronology, text)
