"""Outlines: what admission and the index need to know of a new development."""

from typing import NamedTuple

from chrono.events.claims import Claim


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
