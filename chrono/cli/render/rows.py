"""Answers in rows, for programs and spreadsheets: JSON Lines and CSV."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chrono.cli.render.terminal import say
from chrono.cli.render.values import value_in_words
from chrono.values.hidden_characters import revealed


def answer_rows(rows: Sequence[Mapping[str, Any]], form: str) -> None:
    """Print rows of one shape, as ``jsonl`` or as ``csv``; no rows print nothing."""
    if form == "csv":
        say(rows_in_csv(rows))
    else:
        say("\n".join(revealed(json.dumps(row, ensure_ascii=False)) for row in rows))


def rows_in_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return rows of one shape as CSV, without the last line end; no rows are empty.

    A date is three columns (as written, its earliest instant, the first one after it), a value
    stands in words, lists of ids are parted by spaces, and what is left is JSON.
    """
    from chrono.exports.csv_table import table  # noqa: PLC0415  only for spreadsheets

    flat = [dict(_cells(row)) for row in rows]
    columns = list(dict.fromkeys(name for row in flat for name in row))
    text = table(columns, [[row.get(name, "") for name in columns] for row in flat])
    return revealed(text.rstrip("\n"))


def _cells(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in row.items():
        if name == "value" and value is not None:
            yield name, value_in_words(value, row.get("key", ""))
        else:
            yield from _plain_cells(name, value)


def _plain_cells(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping) and "edtf" in value:
        yield name, value["edtf"]
        yield from ((f"{name}.{part}", value[part] or "") for part in value if part != "edtf")
    elif value is None:
        yield name, ""
    elif isinstance(value, str):
        yield name, value
    elif isinstance(value, Sequence) and all(isinstance(part, str) for part in value):
        yield name, " ".join(value)
    else:
        yield name, json.dumps(value, ensure_ascii=False)
