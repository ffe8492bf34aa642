"""Standings: the words for how a value, a claim or an event stands, in every answer."""

from enum import StrEnum


class Standing(StrEnum):
    """How a value, a claim or an event stands; each member is equal to its word.

    Values, slots and periods: ``HOLDS`` to ``PENDING``. Claims in the history of a key: also
    ``SUPERSEDED`` to ``VOID``. Events: ``STANDS``, ``CORRECTED`` or ``WITHDRAWN``; in an export
    also ``DISPUTED``, ``PENDING``, ``POSSIBLE`` or ``AHEAD``, at the moment of the export.

    Attributes:
        HOLDS: It certainly holds, and nothing else may hold.
        ENDED: It has certainly ended, and nothing else holds.
        POSSIBLE: Its date is vague: it may hold, or may have happened.
        DISPUTED: Other live claims contradict it.
        PENDING: It is announced, and neither done nor lapsed.
        SUPERSEDED: A later claim replaced it.
        CORRECTED: A correction replaced it; of an event, another version of it stands.
        WITHDRAWN: A retraction withdrew it.
        VOID: Of a link: dates or other links contradict it.
        STANDS: Of an event: its first version stands.
        AHEAD: Of an event in an export: it certainly happens after the moment.
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
