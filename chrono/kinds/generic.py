"""The generic kind, which needs no Python: an event lists its claims itself, or has none."""

import attrs

from chrono.events.claims import Claim
from chrono.events.kinds import kind, listed


@kind("development")
class GenericDevelopment:
    """Any development; ``claims`` lists what it asserts, and may be left out."""

    asserted: tuple[Claim, ...] = attrs.field(default=(), alias="claims")

    claims = listed
