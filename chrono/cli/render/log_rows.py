"""Entries of the log, one on a line."""

from collections.abc import Iterable, Iterator

from chrono.cli.render.terminal import coloured, columns, line
from chrono.queries.log_rows import LogRow


def short_lines(rows: Iterable[LogRow]) -> Iterator[str]:
    """Say each entry on a short line, and what became of it unless it stands."""
    for row in rows:
        fate = "" if row.standing == "stands" else coloured(row.standing)
        cells = (f"e{row.position}", row.occurred or "", line(row.headline), fate, line(row.id))
        yield "  ".join(cell for cell in cells if cell)


def log_lines(rows: Iterable[LogRow]) -> list[str]:
    """List entries, one a line, with what became of each."""
    table = [
        (
            f"e{row.position}",
            row.occurred or "",
            line(row.headline),
            row.basis or "",
            "" if row.standing == "stands" else coloured(row.standing),
            line(row.id),
        )
        for row in rows
    ]
    return columns(table, indent="")
