"""Sources: who published a report, when, and how the source knows."""

from collections.abc import Iterable
from functools import lru_cache
from sys import intern
from typing import Any, Final, NewType
from zoneinfo import ZoneInfo

import attrs

from chrono.errors import ChronoError
from chrono.values.bases import BASES, Basis
from chrono.values.by_fields import ByFields
from chrono.values.canonical import canonical
from chrono.values.dates import Date

Name = NewType("Name", str)
"""The name of a person or thing; aliases of the chronology are replaced in it."""


class BadSource(ChronoError):
    """A stored source that is none, as one of an unknown basis."""


@attrs.frozen(kw_only=True, repr=False)
class Source(ByFields):
    """A cited document.

    Attributes:
        publisher: Who published it (of a copy: who published the original).
        basis: How the source knows this.
        url: Where it can be read.
        published: When it was made public (of a copy: the original); a bare date is public at
            the end of that day in the chronology's home zone.
        title: What it is called, or what it is about.
        pinpoint: Page, paragraph or time within it.
        origin: The report that it repeats; without one, its publisher is its origin.
        via: The copy in which the original was read.
    """

    publisher: Name
    basis: Basis
    url: str | None = None
    published: Date | None = None
    title: str | None = None
    pinpoint: str | None = None
    origin: str | None = None
    via: str | None = None

    @staticmethod
    def stored(body: object) -> "Source":
        """Return the source of a stored entry.

        Raises:
            BadSource: It is no map of texts, has an unknown field or basis, or lacks one.
            BadDate: It is published on no date.
        """
        if not isinstance(body, dict):
            raise BadSource(f"{ascii(body)[:60]} is no source")
        try:
            return _stored(tuple(body.items()))
        except TypeError:  # a list or a map, which no cache takes
            raise BadSource("a field of it is not text") from None

    def body(self) -> dict[str, str]:
        """Return the source as JSON, without absent fields."""
        fields = attrs.asdict(self, recurse=False)
        return {name: str(value) for name, value in fields.items() if value}

    @property
    def text(self) -> str:
        """The source as canonical JSON, by which equal ones are told."""
        return _text(self)

    @property
    def rests_on(self) -> str:
        """The report behind it; sources with the same one are not independent."""
        return self.origin or self.publisher


_FIELDS: Final = frozenset(field.name for field in attrs.fields(Source))


@lru_cache(maxsize=8192)
def _text(source: Source) -> str:
    """Return a source as canonical JSON, cached: attrs takes a function apart to cache a field."""
    return canonical(source.body())


@lru_cache(maxsize=8192)
def _stored(fields: tuple[tuple[str, Any], ...]) -> Source:
    """Return a source, cached: many events cite the same one."""
    body = dict(fields)
    fine = body.keys() <= _FIELDS and {*map(type, body.values())} == {str}
    for name, value in () if fine else fields:  # one by one only to tell which it is
        if name not in _FIELDS:
            raise BadSource(f"{ascii(name)[:60]} is no field of a source")
        if not isinstance(value, str):
            raise BadSource(f"{name}: {ascii(value)[:60]} is not text")
    if "publisher" not in body:
        raise BadSource("publisher: missing")
    if body.get("basis") not in BASES:
        raise BadSource(f"basis: {ascii(body.get('basis'))[:60]} is none of {', '.join(BASES)}")
    if "published" in body:
        body["published"] = Date.parse(body["published"])
    for name in ("publisher", "basis"):  # which many sources share
        body[name] = intern(body[name])
    return Source(**body)


def first_published(sources: Iterable[Source], zone: ZoneInfo) -> Date | None:
    """Return the earliest date of publication of some sources; None if none has a date.

    Dates are compared by their ends in the home zone; of equal ones the first given is returned.
    """
    dates = [source.published for source in sources if source.published]
    return min(dates, key=lambda date: date.bounds(zone).before, default=None)
