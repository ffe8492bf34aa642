"""Rejects: rows that an import of a spreadsheet left out, in a file beside it, each with why."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from chrono.errors import ChronoError, Fault
from chrono.ingest.spreadsheet.column_map import FAULT
from chrono.ingest.spreadsheet.csv_file import DELIMITERS, read, same
from chrono.ingest.spreadsheet.table import Table
from chrono.values.formula_guard import guarded
from chrono.whole_file import write_whole


class NotARejectsFile(ChronoError):
    """The name for the rejects is taken by a file that is no list of rejects."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: would list the rows left out, but is there and is something else "
            f"(its last column is not {FAULT}); move it away; nothing was written"
        )


class CannotList(ChronoError):
    """The rejects cannot be written."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            f"{path}: cannot be written ({detail}), so the rows left out have no place; "
            "nothing was written"
        )


def rejects_file(path: Path) -> Path:
    """Return where the rows that were left out of a file go: counsel.csv, counsel.bad.csv."""
    return path.with_name(f"{path.stem}.bad{path.suffix}")


def write_rejects(path: Path, table: Table, faults: Mapping[int, Sequence[Fault]]) -> Path:
    """Write the rows of `path` that have faults, by line, and return the path of that file.

    The columns are those of the file, and last `fault`, which an import passes over: so the list
    can be mended and imported. It is written whole or not at all, in place of an earlier list.
    Cells that a spreadsheet would run as formulas are guarded.

    Raises:
        NotARejectsFile: There is another file under that name.
        CannotList: The file cannot be written.
    """
    target = rejects_file(path)
    try:
        if target.exists() and not _is_list(target):
            raise NotARejectsFile(target)
        write_whole(target, _listed(table, faults).encode("utf-8-sig"))
    except OSError as error:
        raise CannotList(target, error.strerror or str(error)) from None
    return target


def _listed(table: Table, faults: Mapping[int, Sequence[Fault]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=table.delimiter)
    names = [guarded(name) for name in table.header if same(name) != FAULT]
    # In quotes, no name is taken for several by another delimiter when the list is read.
    unclear = any(delimiter in name for name in names for delimiter in DELIMITERS)
    if unclear:
        csv.writer(text, delimiter=table.delimiter, quoting=csv.QUOTE_ALL).writerow([*names, FAULT])
    else:
        writer.writerow([*names, FAULT])
    for row in table.rows:
        if row.line in faults:
            why = "; ".join(_reason(fault, row.where) for fault in faults[row.line])
            writer.writerow(map(guarded, [*_kept(row.cells, table), why]))
    return text.getvalue()


def _is_list(path: Path) -> bool:
    return read(path).header[-1:] == (FAULT,)


def _kept(cells: Sequence[str], table: Table) -> list[str]:
    """Return the cells of a row, as many as there are columns but for an earlier fault.

    Where there are more, the last cell has the rest of them, delimiters and all.
    """
    wanted = len(table.header)
    more = cells[wanted - 1 :]
    filled = [*cells[: wanted - 1], table.delimiter.join(more), *[""] * wanted][:wanted]
    return [cell for name, cell in zip(table.header, filled, strict=True) if same(name) != FAULT]


def _reason(fault: Fault, where: str) -> str:
    """Return what is wrong, without file and line, which are other ones in the list of rejects."""
    return str(fault).removeprefix(f"{where}: ")
