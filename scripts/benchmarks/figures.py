"""Figures: what was measured, and how it is shown; medians of interleaved rounds."""

import statistics
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

import attrs

N = TypeVar("N", bound=Hashable)
"""What a call is named by."""


@attrs.frozen
class Figure:
    """One measured number.

    Attributes:
        section: What it belongs to, with its unit: the title of a table.
        what: What was measured: a row of the table.
        at: For which log, as ``10000 events``: a column of the table.
        value: The number, in the unit of the section.
    """

    section: str
    what: str
    at: str
    value: float


def medians(rounds: int, calls: Mapping[N, Callable[[], object]]) -> dict[N, float]:
    """Call each once a round, and return the median of each, in seconds.

    What slows the machine for a while slows all of them, so ratios hold where times do not.
    """
    times: dict[N, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            start = time.perf_counter()
            call()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) for name, taken in times.items()}


def tables(figures: Sequence[Figure]) -> str:
    """Return figures as Markdown: a table a section, with a column for each log."""
    parts: list[str] = []
    for section in dict.fromkeys(figure.section for figure in figures):
        chosen = [figure for figure in figures if figure.section == section]
        columns = list(dict.fromkeys(figure.at for figure in chosen))
        rows: dict[str, dict[str, float]] = {}
        for figure in chosen:
            rows.setdefault(figure.what, {})[figure.at] = figure.value
        lines = [f"| | {' | '.join(columns)} |", f"|---|{'---:|' * len(columns)}"]
        for what, values in rows.items():
            cells = (_number(values[at]) if at in values else "" for at in columns)
            lines.append(f"| {what} | {' | '.join(cells)} |")
        parts.append("\n".join((f"### {section}", "", *lines)))
    return "\n\n".join(parts) + "\n"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
