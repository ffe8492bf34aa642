"""Column maps as users write them: a built-in name, a YAML file, or words on the command line.

    like: opus2                     # begin with a built-in map
    columns: {Event: headline, Doc. Date: published, Reviewer: ignore}
    defaults: {basis: filed, kind: development}     # where no cell says it
    set: {office/openai/ceo: Chief executive}       # likewise add, drop, announce
    dates: day first                # or month first, year first; year spans, edtf; years from
                                    # 1950, what years of two digits are; or a list
    range: lasts                    # or one moment: what Range, or an end date, means; where it is
                                    # left out, the end of what a row sets or adds is its own end
    ignore: others                  # columns that nobody named; or a list of them

Columns that no map names are fields by their own names. A later word wins over an earlier one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, get_args

import attrs

from chrono.codec.structuring import FieldPath, dotted, shown
from chrono.errors import did_you_mean
from chrono.faults import Fault
from chrono.ingest import restricted_yaml
from chrono.ingest.items import read_text
from chrono.ingest.spreadsheet.built_in_maps import BUILT_IN
from chrono.ingest.spreadsheet.cell_dates import CellReader, Spans
from chrono.ingest.spreadsheet.column_map import CLAIMS, Column, ColumnMap, FixedKey
from chrono.ingest.spreadsheet.column_names import FIELDS, IGNORE, field_named
from chrono.ingest.spreadsheet.sheet import same
from chrono.values.keys import BadKey, checked
from chrono.values.typed_days import Order

_ORDERS: Final = get_args(Order)
_DATES: Final = (*_ORDERS, *get_args(Spans)[1:])
_YEARS_FROM: Final = re.compile(r"years from ([1-9]\d{3})", re.ASCII)
_RANGES: Final = ("one moment", "lasts")
_PARTS: Final = ("like", "columns", "defaults", *CLAIMS, "dates", "range", "ignore")
_EXAMPLES: Final = {
    "columns": "{Event: headline}",
    "defaults": "{basis: filed}",
    **dict.fromkeys(CLAIMS, "{office/openai/ceo: Chief executive}"),
}


def column_map(
    words: Sequence[str], origin: str = "map", beneath: str | None = None
) -> tuple[ColumnMap, tuple[Fault, ...]]:
    """Return the map that words describe, with every fault in them.

    A word is the name of a built-in map, a ``.yaml`` file, ``COLUMN=FIELD``, or ``PART:=VALUE``
    for a default or for ``dates``, ``range`` and ``ignore``, as ``basis:=filed``. Without words
    columns are fields by their own names. `origin` stands before a word in its faults.
    Columns of the built-in map `beneath` are taken where no word says otherwise.
    """
    maker = _Maker(origin)
    if beneath:
        maker.built_in(beneath, defaults=False)
    for word in words:
        where = f"{origin} {word[:60]}"
        if ":=" in word:
            part, _, value = word.partition(":=")
            known = part in ("dates", "range", "ignore")
            given = {part: value} if known else {"defaults": {part.strip(): value}}
            maker.take(given, lambda *_, where=where: where)
        elif "=" in word:
            name, _, field = word.rpartition("=")
            maker.take({"columns": {name: field}}, lambda *_, where=where: where)
        elif word.endswith((".yaml", ".yml")):
            maker.file(Path(word))
        elif word in BUILT_IN:
            maker.built_in(word)
        else:
            otherwise = f"there is {', '.join(BUILT_IN)}; or name a .yaml, or write COLUMN=FIELD"
            reason = f"no map of that name; {did_you_mean(word, BUILT_IN, otherwise)}"
            maker.faults.append(Fault(where, "", reason))
    return maker.made(), tuple(maker.faults)


class _Where:
    """Says where the parts of a map stand."""

    def __init__(self, file: str, lines: Mapping[FieldPath, int]) -> None:
        self._file = file
        self._lines = lines

    def __call__(self, *path: str | int) -> str:
        return f"{self._file}:{self._lines.get(path, 1)}"


class _Maker:
    """Puts a map together."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.faults: list[Fault] = []
        self._columns: dict[str, Column] = {}
        self._claims: dict[tuple[str, str], FixedKey] = {}
        self._defaults: dict[str, str] = {}
        self._dates = CellReader()
        self._others = False
        self._base = ""

    def made(self) -> ColumnMap:
        """Return the map."""
        claims = tuple(self._claims.values())
        return ColumnMap(
            self._columns, self._defaults, claims, self._dates, self._others, self._base
        )

    def file(self, path: Path) -> None:
        """Add the parts of a YAML file."""
        text, faults = read_text(path)
        read = restricted_yaml.read(text, path.name)
        self.faults.extend(faults or read.faults)
        if not faults and not read.faults:
            self.take(read.value, _Where(path.name, read.lines))

    def built_in(self, name: str, *, defaults: bool = True) -> None:
        """Add the parts of a built-in map, all but its defaults if they are not wanted."""
        parts = {
            part: BUILT_IN[name][part] for part in BUILT_IN[name] if defaults or part != "defaults"
        }
        self.take(parts, lambda *_: f"{self.origin} {name}", optional=True)
        self._base = name

    def take(self, parts: Any, at: Any, *, optional: bool = False) -> None:
        """Add the parts of a map; `at` returns where a part is written, for faults."""
        if not isinstance(parts, Mapping):
            self._refuse(
                at(), (), f"a column map has {', '.join(_PARTS)}, as columns: {{Event: headline}}"
            )
            return
        if "like" in parts:
            self._like(parts["like"], at("like"))
        for part, value in parts.items():
            where = at(part)
            if part in ("dates", "range"):
                self._choose(part, value, where)
            elif part == "ignore":
                self._ignore(value, at)
            elif part in _PARTS[1:]:
                for name, what in self._pairs(part, value, where):
                    self._pair(part, name, what, at(part, name), optional=optional)
            elif part != "like":
                hint = did_you_mean(str(part), _PARTS, f"there are {', '.join(_PARTS)}")
                self._refuse(where, (part,), f"no part of a column map; {hint}")

    def _refuse(self, where: str, path: FieldPath, reason: str) -> None:
        self.faults.append(Fault(where, dotted(path), reason))

    def _like(self, name: Any, where: str) -> None:
        if isinstance(name, str) and name in BUILT_IN:
            self.built_in(name)
        else:
            hint = did_you_mean(str(name), BUILT_IN, f"there is {', '.join(BUILT_IN)}")
            self._refuse(where, ("like",), f"{shown(name)} is no map of ours; {hint}")

    def _choose(self, part: str, value: Any, where: str) -> None:
        choices = _DATES if part == "dates" else _RANGES
        for word in value if part == "dates" and isinstance(value, list) else [value]:
            if part == "dates" and (years := _YEARS_FROM.fullmatch(str(word))):
                self._dates = attrs.evolve(self._dates, years_from=int(years[1]))
            elif word not in choices:
                reason = f"{shown(word)} is not allowed; one of {', '.join(choices)}"
                self._refuse(where, (part,), reason)
            elif part == "range":
                self._dates = attrs.evolve(self._dates, lasting=word == "lasts")
            else:
                axis = "order" if word in _ORDERS else "spans"
                self._dates = attrs.evolve(self._dates, **{axis: word})

    def _ignore(self, value: Any, at: Any) -> None:
        if value == "others":
            self._others = True
            return
        listed = value if isinstance(value, list) else [value]
        for number, name in enumerate(listed):
            if isinstance(name, str) and name:
                self._columns[same(name)] = Column(
                    name, IGNORE, at("ignore", number), optional=True
                )
            else:
                self._refuse(at("ignore"), ("ignore",), "others, or a list of columns, as [Tags]")

    def _pairs(self, part: str, value: Any, where: str) -> Iterator[tuple[str, str]]:
        if not isinstance(value, Mapping):
            self._refuse(
                where, (part,), f"{shown(value)} is not a map; write {part}: {_EXAMPLES[part]}"
            )
            return
        for name, what in value.items():
            if isinstance(what, str):
                yield name, what
            else:
                self._refuse(
                    where, (part, name), f"{shown(what)} is not text; as {_EXAMPLES[part]}"
                )

    def _pair(self, part: str, name: str, what: str, where: str, *, optional: bool) -> None:
        if part in CLAIMS:
            try:
                column = Column(what, f"{part} {checked(name)}", where)
            except BadKey as error:
                self._refuse(where, (part, name), str(error))
            else:
                self._claims[(part, name)] = FixedKey(part, name, column)
            return
        field = field_named(what if part == "columns" else name)
        if field is None or (part == "defaults" and field == IGNORE):
            wrong = what if part == "columns" else name
            hint = did_you_mean(same(wrong), FIELDS, f"fields: {', '.join(FIELDS)}, data.FIELD")
            self._refuse(where, (part, name), f"no field {shown(wrong)}; {hint}")
        elif part == "columns":
            self._columns[same(name)] = Column(name.strip(), field, where, optional)
        else:
            self._defaults[field] = what.strip()
