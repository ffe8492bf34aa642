"""Files of tables: which reader takes which suffix."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from chrono.ingest.spreadsheet import csv_file, json_file, xlsx_file
from chrono.ingest.spreadsheet.sheet import Rows, Spreadsheet, headed

_READERS: Final[Mapping[str, Callable[[Path], Rows]]] = {
    ".csv": csv_file.read,
    ".tsv": csv_file.read,
    ".xlsx": xlsx_file.read,
    ".json": json_file.read,
}


def read(path: Path, known: Callable[[str], bool] = lambda _: False) -> Spreadsheet:
    """Return the rows of a table under their headings, with every fault of its form.

    Args:
        path: A ``.csv``, ``.tsv``, ``.xlsx`` or ``.json``; anything else is read as CSV.
        known: Whether a name is one of a column that can be read: so headings are found.
    """
    return headed(path.name, _READERS.get(path.suffix.lower(), csv_file.read)(path), known)
