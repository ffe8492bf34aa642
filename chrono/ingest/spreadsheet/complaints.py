"""Faults of a table as a person reads them: ten thousand equal ones are one, with a count."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from chrono.faults import Fault

_WHERE: Final = re.compile(r"(.*?):(\d+)(: .*)?", re.DOTALL)
_VALUES: Final = re.compile(r"'[^']*'|\"[^\"]*\"|\d+")
_FEW: Final = 3
"""How many faults that differ in their values alone are shown before they are counted."""

_MANY: Final = 10
"""So many of these are shown one by one."""

_NAMED: Final = 5
"""How many lines are named where faults are counted."""


def condensed(faults: Iterable[Fault]) -> list[Fault]:
    """Return faults in their order, equal ones as one that says how many more there are.

    Faults are equal if they differ in their lines alone. Where more than ten differ in the values
    that they name alone, three are shown, and the rest is counted.
    """
    equal = defaultdict[tuple[str, ...], list[Fault]](list)
    for fault in faults:
        equal[_column(fault), fault.field, fault.reason].append(fault)
    alike = defaultdict[tuple[str, ...], list[list[Fault]]](list)
    for (column, field, reason), group in equal.items():
        alike[column, re.sub(r"\d+", "", field), _VALUES.sub("", reason)].append(group)
    shown = [fault for groups in alike.values() for fault in _shown(groups)]
    order = {id(fault): number for number, fault in enumerate(shown)}
    return sorted(shown, key=lambda fault: (_line(fault), order[id(fault)]))


def _shown(groups: list[list[Fault]]) -> Iterator[Fault]:
    """Yield what is shown of faults that differ in lines and values alone."""
    if len(groups) <= _MANY:
        yield from map(_counted, groups)
        return
    yield from map(_counted, groups[:_FEW])
    rest = [fault for group in groups[_FEW:] for fault in group]
    first = attrs.evolve(rest[0], reason=f"{len(rest):,} more like these, in {_lines(rest)}")
    yield attrs.evolve(first, code="", remedy="")


def _counted(group: list[Fault]) -> Fault:
    """Return the first of equal faults, which says how many more there are."""
    first, *more = group
    if not more:
        return first
    rows = "row" if len(more) == 1 else "rows"
    reason = f"{first.reason} ({len(more):,} more {rows}: {_lines(more)})"
    return attrs.evolve(first, reason=reason)


def _lines(faults: list[Fault]) -> str:
    numbers = list(dict.fromkeys(_line(fault) for fault in faults))
    named = ", ".join(map(str, numbers[:_NAMED]))
    return f"{'lines' if len(numbers) > 1 else 'line'} {named}{', …' * (len(numbers) > _NAMED)}"


def _line(fault: Fault) -> int:
    match = _WHERE.fullmatch(fault.where)
    return int(match[2]) if match else 0


def _column(fault: Fault) -> str:
    match = _WHERE.fullmatch(fault.where)
    return f"{match[1]}{match[3] or ''}" if match else fault.where
