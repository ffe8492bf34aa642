"""Outlines: what admission and the index need to know of a new development."""

from typing import NamedTuple

from chrono.events.claims import Claim
from chrono.events.records import Development


class Cited(NamedTuple):
    """What the index says of a source; without a date or a page None stands there."""

    publisher: str
    published: str | None
    url: str | None


class Outline(NamedTuple):
    """A development without what only its readers need.

    Attributes:
        occurred: Its date, as canonical text.
        sources: Its sources, likewise.
        claims: Its claims.
        after: Ids of developments that surely came earlier.
        before: Ids of developments that surely came later.
        contests: Ids of developments that it contradicts.
    """

    occurred: str
    sources: tuple[Cited, ...]
    claims: tuple[Claim, ...]
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    contests: tuple[str, ...] = ()


def outline_of(record: Development) -> Outline:
    """Return the outline of a development that was read."""
    event = record.event
    sources = [
        Cited(each.publisher, str(each.published) if each.published else None, each.url)
        for each in record.sources
    ]
    links = event.after, event.before, event.contests
    return Outline(str(event.occurred), tuple(sources), event.claims, *links)
