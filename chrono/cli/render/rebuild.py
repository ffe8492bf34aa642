"""The results of a rebuild, of claims or of a projection, as JSON and in lines."""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from chrono.cli.render.layout import columns
from chrono.cli.render.projections import plain_in_words
from chrono.cli.render.terminal import counted, line
from chrono.projections.answers import Mismatch
from chrono.queries.rebuild import RebuildReport, Stale


@attrs.frozen
class ClaimsRebuilt:
    """The built-in state of one chronology, computed anew."""

    report: RebuildReport
    seconds: float

    @property
    def differs(self) -> bool:
        """Whether a claim is not as stored."""
        return bool(self.report.stale)

    def body(self) -> dict[str, Any]:
        """Return the result as JSON."""
        return {
            "chronology": self.report.chronology,
            "projection": None,
            "computed": self.report.events,
            "stale": [attrs.asdict(stale) for stale in self.report.stale],
            "keys": list(self.report.keys),
        }

    def lines(self) -> Iterator[str]:
        """Yield the result in lines."""
        report = self.report
        same = "every claim, and so the state, as stored"
        verdict = f"the claims of {len(report.stale)} not as stored" if report.stale else same
        title = f"{line(report.chronology)}: {counted(report.events, 'event')}"
        yield f"{title} · {verdict} · {self.seconds:.1f} s"
        yield from columns(row for stale in report.stale for row in _stale_rows(stale))
        if report.keys:
            yield f"  the state would differ on {' '.join(map(line, report.keys))}"


@attrs.frozen
class FoldRebuilt:
    """A projection of one chronology, folded anew."""

    chronology: str
    projection: str
    events: int
    every: int | None
    mismatch: Mismatch | None
    seconds: float

    @property
    def differs(self) -> bool:
        """Whether carrying a state on and folding it from zero came to differ."""
        return self.mismatch is not None

    def body(self) -> dict[str, Any]:
        """Return the result as JSON."""
        return {
            "chronology": self.chronology,
            "projection": self.projection,
            "computed": self.events,
            "every": self.every,
            "mismatch": attrs.asdict(self.mismatch) if self.mismatch else None,
        }

    def lines(self) -> Iterator[str]:
        """Yield the result in lines."""
        title = (
            f"{line(self.chronology)} · {line(self.projection)}: {counted(self.events, 'event')}"
        )
        if self.mismatch is None:
            often = "event" if self.every == 1 else f"{self.every} events"
            checked = f" · carried on = from zero after every {often}" if self.every else ""
            yield f"{title}{checked} · {self.seconds:.1f} s"
            return
        mismatch = self.mismatch
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


def rebuild_lines(results: Sequence[ClaimsRebuilt | FoldRebuilt]) -> Iterator[str]:
    """Yield the lines of each chronology."""
    for result in results:
        yield from result.lines()


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
