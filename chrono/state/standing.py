"""How values, claims and events stand: one list of words for every answer."""

from enum import StrEnum


class Standing(StrEnum):
    """How a value, a claim or an event stands; each member equals its word.

    Of a value, of the slot of a key and of a period: ``HOLDS`` to ``PENDING``. Of a claim in the
    chain behind a key: these and ``SUPERSEDED`` to ``VOID``. Of an event: ``STANDS``,
    ``CORRECTED`` or ``WITHDRAWN``; in an export also ``DISPUTED``, ``PENDING``, ``POSSIBLE`` or
    ``AHEAD``, as of the moment of the export.

    Attributes:
        HOLDS: It surely holds, and nothing else may.
        ENDED: It surely is over, and nothing follows.
        POSSIBLE: By a vague date it may hold, or may have happened.
        DISPUTED: Others say something else, and nobody has decided.
        PENDING: It is announced, and neither done nor lapsed.
        SUPERSEDED: A later claim took its place.
        CORRECTED: A correction replaced it; of an event, another version of it stands.
        WITHDRAWN: A retraction withdrew it.
        VOID: Of a link: the dates, or other links, say otherwise.
        STANDS: Of an event: as it was first told.
        AHEAD: Of an event in an export: it surely happens after the moment asked.
    """

    HOLDS = "holds"
    ENDED = "ended"
    POSSIBLE = "possible"
    DISPUTED = "disputed"
    PENDING = "pending"
    SUPERSEDED = "superseded"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    VOID = "void"
    STANDS = "stands"
    AHEAD = "ahead"
