"""Rejects: rows that an import of a spreadsheet left out, in a file beside it, each with why."""

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from chrono.errors import ChronoError
from chrono.faults import Fault
from chrono.ingest.spreadsheet.column_names import FAULT, is_fault
from chrono.ingest.spreadsheet.csv_file import DELIMITERS
from chrono.ingest.spreadsheet.files import read
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


class ChangedRejects(ChronoError):
    """The list of rejects was changed since it was written, so somebody mends it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: would list the rows left out, but was changed since it was written; import "
            "what is mended there, or move it away; nothing was written"
        )


class CannotList(ChronoError):
    """The rejects cannot be written."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            f"{path}: cannot be written ({detail}), so the rows left out have no place; "
            "nothing was written"
        )


def rejects_file(path: Path) -> Path:
    """Return where the rows that were left out of a file go: counsel.csv, counsel.bad.csv.

    What is no text has a list of CSV, too: counsel.xlsx, counsel.bad.csv.
    """
    suffix = path.suffix if path.suffix.lower() in (".csv", ".tsv") else ".csv"
    return path.with_name(f"{path.stem}.bad{suffix}")


def write_rejects(path: Path, table: Table, faults: Mapping[int, Sequence[Fault]]) -> Path:
    """Write the rows of `path` that have faults, by line, and return the path of that file.

    The columns are those of the file, and last `fault`, which an import passes over: so the list
    can be mended and imported. Behind `fault` stands a checksum, by which a list that somebody
    changed is known. It is written whole or not at all, in place of an earlier list that nobody
    changed. Cells that a spreadsheet would run as formulas are guarded.

    Raises:
        NotARejectsFile: There is another file under that name.
        ChangedRejects: There is a list that is not byte for byte as it was written.
        CannotList: The file cannot be written.
    """
    target = rejects_file(path)
    try:
        if target.exists():
            _check_replaceable(target)
        write_whole(target, [_sealed(_listed(table, faults)).encode("utf-8-sig")])
    except OSError as error:
        raise CannotList(target, error.strerror or str(error)) from None
    return target


def _listed(table: Table, faults: Mapping[int, Sequence[Fault]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=table.delimiter)
    names = [guarded(name) for name in table.header if not is_fault(name)]
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


def _sealed(listed: str) -> str:
    """Return a list with its checksum behind the name of its last column."""
    head, end, rows = listed.partition("\r\n")
    checksum = hashlib.sha256(listed.encode()).hexdigest()[:8]
    quoted = '"' * head.endswith('"')
    return f"{head.removesuffix(quoted)} {checksum}{quoted}{end}{rows}"


def _check_replaceable(path: Path) -> None:
    """Raise NotARejectsFile or ChangedRejects for a file that is no list as it was written."""
    last = read(path, is_fault).header[-1:]
    if not last or not is_fault(last[0]):
        raise NotARejectsFile(path)
    written = path.read_bytes().decode("utf-8-sig")
    if written != _sealed(written.replace(last[0], FAULT, 1)):
        raise ChangedRejects(path)


def _kept(cells: Sequence[str], table: Table) -> list[str]:
    """Return the cells of a row, as many as there are columns but for an earlier fault.

    Where there are more, the last cell has the rest of them, delimiters and all.
    """
    wanted = len(table.header)
    more = cells[wanted - 1 :]
    filled = [*cells[: wanted - 1], table.delimiter.join(more), *[""] * wanted][:wanted]
    return [cell for name, cell in zip(table.header, filled, strict=True) if not is_fault(name)]


def _reason(fault: Fault, where: str) -> str:
    """Return what is wrong, without file and line, which are other ones in the list of rejects."""
    return str(fault).removeprefix(f"{where}: ")
