"""Claims as an entry of another log has them: taken as they are, or compared with those of a kind.

An entry keeps what it claimed when it was appended (docs/log-format.md, One gate).
"""

from collections.abc import Mapping
from typing import Any

import attrs

from chrono.codec.structuring import Faulty, FieldPath, shown
from chrono.events.claims import BadClaim, Claim, faults
from chrono.values.canonical import canonical


@attrs.frozen
class StoredData:
    """The data of a kind that is not known in the version of the entry, with its stored claims."""

    data: Any
    claims: Any
    version: Any


def taken(stored: StoredData, path: FieldPath, faulty: Faulty) -> tuple[Any, dict[str, Any]]:
    """Return data and what is derived from it as they are stored; what is wrong is added."""
    version = stored.version
    if type(version) is not int or version < 1:
        faulty.append((("derived", "version"), f"{shown(version)} is no version of a kind"))
    if not isinstance(stored.data, Mapping):
        faulty.append(((*path, "data"), f"{shown(stored.data)} is not a map of fields"))
        return {}, {}
    claims = _claims(stored.claims, faulty)
    faulty.extend((("derived", "claims"), reason) for reason in faults(claims))
    return stored.data, {"claims": [claim.body() for claim in claims], "version": version}


def _claims(written: object, faulty: Faulty) -> list[Claim]:
    if not isinstance(written, list):
        faulty.append((("derived", "claims"), f"{shown(written)} is not a list of claims"))
        return []
    claims = []
    for number, one in enumerate(written):
        extra = isinstance(one, Mapping) and one.keys() - {"op", "key", "value"}
        try:
            claim = Claim.stored(one) if isinstance(one, Mapping) and not extra else None
        except BadClaim as error:
            faulty.append((("derived", "claims", number), str(error)))
            continue
        if claim is None:
            reason = f"{shown(one)} is no claim; it has op, key and value"
            faulty.append((("derived", "claims", number), reason))
        else:
            claims.append(claim)
    return claims


def difference(kind: str, stored: object, made: list[Any]) -> str:
    """Return how stored claims differ from those that a kind makes; empty if they do not."""
    if canonical(stored) == canonical(made):
        return ""
    listed = stored if isinstance(stored, list) else [stored]
    there = [claim for claim in listed if claim not in made]
    here = [claim for claim in made if claim not in listed]
    both = f"{shown(there[0]) if there else 'none'} is stored, {shown(here[0]) if here else 'none'}"
    return f"{both} is what {kind} claims with this data; so something else wrote it"
