"""What to say of columns that are no fields: a few one by one, many as one fault."""

from collections.abc import Iterator, Sequence
from typing import Final

from chrono.errors import did_you_mean
from chrono.faults import Fault
from chrono.ingest.spreadsheet.built_in_maps import knowing, with_column
from chrono.ingest.spreadsheet.column_names import USUAL
from chrono.ingest.spreadsheet.sheet import same

_FEW: Final = 3
"""So many columns that are no fields are told one by one."""

_NAMED: Final = 10
"""How many of more are named."""

_MISSPELT: Final = 0.8
"""How near the name of a column is to that of a field that it misspells: gender is no end."""


def to_be_mapped(where: str, column: str, reason: str, words: str) -> Fault:
    """Return the fault of a header that words of a column map would mend."""
    return Fault(where, column[:60], reason, code="column map", remedy=words)


def unknown(where: str, names: Sequence[str], lacking: Sequence[str], like: str) -> Iterator[Fault]:
    """Yield the faults of columns that are no fields; many are one, with what is `lacking` yet."""
    if len(names) <= _FEW:
        yield from (_unknown_one(where, name) for name in names)
        return
    listed = ", ".join(name[:40] for name in names[:_NAMED])
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    reason = f"{len(names):,} columns are no fields: {listed}{more}"
    if lacking:
        reason += f"; no column holds {', '.join(lacking)}"
    words = "'COLUMN=FIELD' for each that matters, and 'ignore:=others'"
    words = knowing(names) or (f"{like}, {words}" if like else words)
    yield to_be_mapped(where, "", reason, words)


def _unknown_one(where: str, column: str) -> Fault:
    """Return the fault of a column that is no field."""
    name = column[:40]
    built_in = with_column(column)
    if built_in:
        reason = f"no field of that name, but one of the map {built_in}"
        return to_be_mapped(where, column, reason, built_in)
    hint = did_you_mean(same(column), USUAL, nearness=_MISSPELT)
    field = hint.removeprefix("did you mean ").removesuffix("?") or "FIELD"
    words = f"'{name}={field}', or '{name}=ignore'"
    return to_be_mapped(where, column, "no field of that name", words)
