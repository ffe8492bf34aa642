"""The results of a rebuild, of claims or of a projection, in lines."""

from collections.abc import Iterable, Iterator
from typing import Any

from chrono.cli.render.layout import columns
from chrono.cli.render.projections import plain_in_words
from chrono.cli.render.terminal import counted, line
from chrono.projections.answers import Refolded
from chrono.queries.named import MOST_NAMED
from chrono.queries.rebuild import RebuildReport, Stale

Result = RebuildReport | Refolded
"""What a rebuild of one chronology found."""


def rebuild_lines(results: Iterable[tuple[Result, float]]) -> Iterator[str]:
    """Yield the lines of each chronology: what was found, in how many seconds.

    Of very many that are as they were, the first are named, and the others counted.
    """
    same, more, more_seconds = 0, 0, 0.0
    for result, seconds in results:
        same += not result.differs
        if not result.differs and same > MOST_NAMED:
            more, more_seconds = more + 1, more_seconds + seconds
            continue
        took = f"{seconds:.1f} s"
        if isinstance(result, RebuildReport):
            yield from _claims_lines(result, took)
        else:
            yield from _fold_lines(result, took)
    if more:
        others = counted(more, "more chronology", "more chronologies")
        yield f"{others}: nothing differs · {more_seconds:.1f} s"


def _claims_lines(report: RebuildReport, took: str) -> Iterator[str]:
    same = "every claim, and so the state, as stored"
    verdict = f"the claims of {len(report.stale)} not as stored" if report.stale else same
    yield f"{line(report.chronology)}: {counted(report.events, 'event')} · {verdict} · {took}"
    yield from columns(row for stale in report.stale for row in _stale_rows(stale))
    if report.keys:
        yield f"  the state would differ on {' '.join(map(line, report.keys))}"


def _fold_lines(result: Refolded, took: str) -> Iterator[str]:
    name = f"{line(result.chronology)} · {line(result.projection)}"
    title = f"{name}: {counted(result.events, 'event')}"
    mismatch = result.mismatch
    if mismatch is None:
        often = "event" if result.every == 1 else f"{result.every} events"
        checked = f" · carried on = from zero after every {often}" if result.every else ""
        yield f"{title}{checked} · {took}"
        return
    yield (
        f"{title} · carried on and from zero differ after event {mismatch.number}, "
        f"e{mismatch.position} {line(mismatch.event)}"
    )
    yield from columns(
        [
            ["carried on", plain_in_words(mismatch.carried)],
            ["from zero", plain_in_words(mismatch.fresh)],
        ]
    )


def _stale_rows(stale: Stale) -> Iterator[list[str]]:
    first = f"e{stale.position} {line(stale.id)}"
    yield [first, "stored", _claims_in_words(stale.stored)]
    fresh = _claims_in_words(stale.fresh) if stale.fresh is not None else line(stale.reason)
    yield ["", "today", fresh]


def _claims_in_words(claims: tuple[dict[str, Any], ...]) -> str:
    texts = (
        f"{claim['op']} {claim['key']}"
        + (f" = {plain_in_words(claim['value'])}" if "value" in claim else "")
        for claim in claims
    )
    return "; ".join(texts) or "nothing"
