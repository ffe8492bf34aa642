"""Periods of a key: each value, from when to when."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from chrono.cli.render.terminal import coloured, columns, line
from chrono.cli.render.values import value_in_words
from chrono.queries.period import Period


def period_lines(found: Iterable[Period]) -> Iterator[str]:
    """List periods by key: from when to when (`..` for what holds still), value and standing."""
    for key, rows in groupby(found, key=lambda period: period.key):
        yield key
        yield from columns(
            (
                period.start.edtf,
                f"→ {period.end.edtf if period.end else '..'}",
                coloured(period.standing),
                "" if period.standing == "vacant" else value_in_words(period.value),
                period.basis,
                " ".join(line(event) for event in period.because),
            )
            for period in rows
        )
