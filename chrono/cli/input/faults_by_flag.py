"""Faults of what flags say, told by the flag and not by the field."""

import re
from typing import Final

import attrs

from chrono.cli.input.event_flags import LINKS
from chrono.cli.input.typed_sources import flag_of
from chrono.faults import Fault

_FLAGS: Final = {
    "occurred": "--at",
    "headline": "HEADLINE",
    "sources": "--source",
    "retracts": "EVENT",
    "corrects": "EVENT",
    "cites": "EVENT",
    **{name: f"--{name}" for name in (*LINKS, "kind", "note", "id", "reason")},
}
"""What a person typed for a field of what is written."""


_OF_SOURCE: Final = re.compile(r"sources\[(\d+)\](?:\.(\w+))?")


def by_flag(fault: Fault, sources: int = 1) -> Fault:
    """Return a fault with the flag for its field; a fault in a file keeps the field.

    Args:
        fault: What is wrong.
        sources: How many sources there are; of several it is said which one it is.
    """
    if fault.where:
        return fault
    field = fault.field.removeprefix("event.")
    if field == "data" or field.startswith("data.claims["):
        return attrs.evolve(fault, field="")  # which names its key
    if of_source := _OF_SOURCE.fullmatch(field):
        number = int(of_source[1]) + 1 if sources > 1 else None
        return attrs.evolve(fault, field=flag_of(of_source[2] or "", number))
    name = re.sub(r"\[\d+\]$", "", field) if field.startswith(LINKS) else field
    return attrs.evolve(fault, field=_FLAGS.get(name, field))
