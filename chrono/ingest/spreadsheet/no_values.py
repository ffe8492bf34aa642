"""Cells without a value: a spreadsheet shows ``#REF!`` where a formula went wrong.

Where a column is too narrow it shows ``########``, and saves that, too.
"""

import re
from typing import Final

from chrono.faults import Fault
from chrono.ingest.spreadsheet.column_map import MappedSheet
from chrono.ingest.spreadsheet.column_names import (
    CLAIM,
    DATE_PARTS,
    DATING,
    PRECISIONS,
    SOURCE,
    numbered,
)
from chrono.ingest.spreadsheet.table import SheetRow
from chrono.values.clocks import shown

_WRONG: Final = re.compile(
    r"#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!"
    r"|CONNECT!|UNKNOWN!|ERROR!)|Err:\d{3}",
    re.ASCII,
)
"""What Excel, Google Sheets and LibreOffice show, as the whole cell."""

_HIDDEN: Final = re.compile("#{3,}")
"""What is shown of a number that does not fit, and of a date that is none."""

_PARTS: Final = {
    **dict.fromkeys((*DATING, *DATE_PARTS, *PRECISIONS), "occurred"),
    **dict.fromkeys((*SOURCE, "source"), "sources"),
    **dict.fromkeys(CLAIM, "data"),
}
"""What of an event a field of a column is a part of, where it is no field of an event itself."""


def with_values(
    cells: list[str], mapped: MappedSheet, row: SheetRow, faults: list[Fault]
) -> tuple[str, ...]:
    """Empty the cells of a row that show no value of theirs, in columns that are used.

    Each is added to `faults`. What a log held when it was exported is none, and the first release
    knew of none.

    Returns:
        The fields of an event that these cells are parts of, but for its id, of which a row
        without one has another; empty for a sound row.
    """
    if mapped.first or mapped.columns.exported:
        return ()
    held = [(n, part_of(field)) for field, at in mapped.layout.fields.items() for n in at]
    held += [(number, "data") for _, _, number in mapped.layout.claims]
    parts = dict[str, None]()
    for number, part in sorted(held):
        if reason := _no_value(cells[number]):
            faults.append(Fault(f"{row.where}: {mapped.sheet.header[number][:60]}", "", reason))
            cells[number] = ""
            parts[part] = None
    return tuple(part for part in parts if part != "id")


def _no_value(cell: str) -> str:
    """Return what is wrong with a cell that shows no value; empty for any other."""
    if _WRONG.fullmatch(cell):
        return (
            f"{shown(cell)}: a formula went wrong in the spreadsheet; mend it there, write into "
            "the cell what it should say, or empty it"
        )
    if _HIDDEN.fullmatch(cell):
        return (
            f"{shown(cell)}: stands for a date that is none, or for what a narrow column does not "
            "show; widen the column, or write the date as text"
        )
    return ""


def part_of(field: str) -> str:
    """Return the field of an event that the field of a column is a part of."""
    name = numbered(field)[0].partition(".")[0]
    return _PARTS.get(name, name)
