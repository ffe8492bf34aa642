"""The data of a row: the fields of its kind, and its claims."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from chrono.events.claims import VALUED_OPS
from chrono.faults import Fault
from chrono.ingest.jsonl import BadLine, decoded
from chrono.ingest.spreadsheet.column_map import MappedSheet
from chrono.ingest.spreadsheet.column_names import CLAIM
from chrono.ingest.spreadsheet.row_dates import RowDates
from chrono.ingest.spreadsheet.table import SheetRow


class RowData:
    """Reads the data of the rows of one sheet.

    Args:
        mapped: The sheet.
        dates: Reads its dates.
        faults: The list to which every fault is added.
    """

    def __init__(self, mapped: MappedSheet, dates: RowDates, faults: list[Fault]) -> None:
        self._otherwise = mapped.columns.defaults.get("claim", "set")  # where no cell says it
        self._fixed = mapped.layout.claims
        # The first release knew one pair of columns.
        self._numbers = (1,) if mapped.first else mapped.layout.numbers(CLAIM)
        self._dates = dates
        self._faults = faults

    def data(
        self,
        fields: Mapping[str, str],
        cells: Sequence[str],
        row: SheetRow,
        dates: Collection[str] = (),
    ) -> dict[str, Any]:
        """Return the data of a row; empty where it says none. `dates` are fields that are dates."""
        data: dict[str, Any] = {}
        if "data" in fields:
            data = self._whole(fields["data"], row)
        for field, cell in fields.items():
            path = tuple(field.split("."))
            if field == "data":
                continue
            if path[0] == "data":
                dated = path[1:] in {(name,) for name in dates}
                value = self._dates.of_data(cell, field, row, path) if dated else cell
                self._put(data, path[1:], value, row)
        claims = list(self._claims(fields, cells, row))
        if claims:
            self._put(data, ("claims",), claims, row)
        return data

    def _whole(self, cell: str, row: SheetRow) -> dict[str, Any]:
        """Return the data that stands in one cell, as JSON; what is none is a fault."""
        try:
            data = decoded(cell)
        except BadLine as error:
            self._faults.append(row.fault(str(error), "data"))
            return {}
        if isinstance(data, dict):
            return data
        self._faults.append(
            row.fault('no map of fields in JSON, as {"office": "club/chair"}', "data")
        )
        return {}

    def _claims(
        self, fields: Mapping[str, str], cells: Sequence[str], row: SheetRow
    ) -> Iterator[dict[str, str]]:
        """Yield the claims of columns of fixed keys, then those of claim, key and value."""
        yield from ({op: key, "value": cells[n]} for op, key, n in self._fixed if cells[n])
        for number in self._numbers:
            claim, key, value = (name if number == 1 else f"{name} {number}" for name in CLAIM)
            op = fields.get(claim, self._otherwise).casefold()
            reason = ""
            if key not in fields:
                reason = "a value without a key; write one, as term/agi" if value in fields else ""
            elif op in VALUED_OPS and value not in fields:
                reason = f"{op} {fields[key]}: needs a value; to say that nothing holds, use end"
            elif op == "end" and value in fields:
                reason = f"{op} {fields[key]}: takes no value"
            else:
                made = {op: fields[key]}
                yield {**made, "value": fields[value]} if value in fields else made
            if reason:  # the codec would tell it of all data of the row
                self._faults.append(row.fault(reason, value if (value,) in row.columns else key))

    def _put(self, data: dict[str, Any], steps: Sequence[str], value: Any, row: SheetRow) -> None:
        """Add a value to nested maps of data; a second value for one field is a fault."""
        for step in steps[:-1]:
            inner = data.setdefault(step, {})
            if not isinstance(inner, dict):
                break
            data = inner
        else:
            if steps[-1] not in data:
                data[steps[-1]] = value
                return
        reason = "another column says something else of this field; map one of them to ignore"
        self._faults.append(row.fault(reason, "data", *steps))
