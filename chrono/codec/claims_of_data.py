"""What the data of a kind claims, and what is wrong with that, at the field that makes it so."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cattrs import Converter

from chrono.codec.structuring import FieldPath, shown
from chrono.events.claims import Claim
from chrono.events.kinds import Asserts, claims_of
from chrono.values.keys import BadKey, part_meant


def claims_of_data(
    asserted: Asserts, converter: Converter
) -> tuple[dict[str, Any], Sequence[Claim], Sequence[tuple[FieldPath, str]]]:
    """Return the data of a kind in normal form, its claims, and what is wrong with these.

    A key that a field makes wrong is a fault of that field, with what fits there.
    """
    claims, reasons = claims_of(asserted)
    data: dict[str, Any] = converter.unstructure(asserted)
    return data, claims, list(_faults(data, claims, reasons)) if reasons else ()


def _faults(
    data: Mapping[str, Any], claims: Sequence[Claim], reasons: Iterable[str]
) -> Iterator[tuple[FieldPath, str]]:
    of_keys = set[str]()
    for name, text in data.items():
        in_key = isinstance(text, str) and any(f"/{text}" in claim.key for claim in claims)
        meant = part_meant(text) if in_key else ""
        if meant not in ("", text):
            of_keys = {str(BadKey(claim.key)) for claim in claims}
            reason = "is a part of a key, of a-z 0-9 - and slashes"
            yield (name,), f"{shown(text)} {reason}; did you mean {meant}?"
    yield from (((), reason) for reason in reasons if reason not in of_keys)
