"""What came of computing claims, or a projection, anew: as JSON and in lines."""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from chrono.cli.render.projections import plain_in_words
from chrono.cli.render.terminal import columns, line
from chrono.projections.answers import Mismatch
from chrono.queries.rebuild import Rebuilt, Stale


@attrs.frozen
class ClaimsRebuilt:
    """The built-in state of one chronology, computed anew."""

    found: Rebuilt
    seconds: float

    @property
    def differs(self) -> bool:
        """Whether a claim is not as stored."""
        return bool(self.found.stale)

    def body(self) -> dict[str, Any]:
        """Write it as JSON."""
        return {
            "chronology": self.found.chronology,
            "projection": None,
            "computed": self.found.events,
            "stale": [attrs.asdict(one) for one in self.found.stale],
            "keys": list(self.found.keys),
        }

    def lines(self) -> Iterator[str]:
        """Say it in lines."""
        found = self.found
        same = "every claim, and so the state, as stored"
        said = f"the claims of {len(found.stale)} not as stored" if found.stale else same
        yield f"{line(found.chronology)}: {_events(found.events)} · {said} · {self.seconds:.1f} s"
        yield from columns(row for one in found.stale for row in _stale_rows(one))
        if found.keys:
            yield f"  the state would differ on {' '.join(map(line, found.keys))}"


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
        """Write it as JSON."""
        return {
            "chronology": self.chronology,
            "projection": self.projection,
            "computed": self.events,
            "every": self.every,
            "mismatch": attrs.asdict(self.mismatch) if self.mismatch else None,
        }

    def lines(self) -> Iterator[str]:
        """Say it in lines."""
        title = f"{line(self.chronology)} · {line(self.projection)}: {_events(self.events)}"
        if self.mismatch is None:
            often = "event" if self.every == 1 else f"{self.every} events"
            checked = f" · carried on = from zero after every {often}" if self.every else ""
            yield f"{title}{checked} · {self.seconds:.1f} s"
            return
        found = self.mismatch
        yield (
            f"{title} · carried on and from zero differ after event {found.number}, "
            f"e{found.position} {line(found.event)}"
        )
        yield from columns(
            [
                ["carried on", plain_in_words(found.carried)],
                ["from zero", plain_in_words(found.fresh)],
            ]
        )


def rebuild_lines(results: Sequence[ClaimsRebuilt | FoldRebuilt]) -> Iterator[str]:
    """Say what came of each chronology."""
    for result in results:
        yield from result.lines()


def _events(number: int) -> str:
    return f"{number} event{'' if number == 1 else 's'}"


def _stale_rows(one: Stale) -> Iterator[list[str]]:
    first = f"e{one.position} {line(one.id)}"
    yield [first, "stored", _claims_in_words(one.stored)]
    fresh = _claims_in_words(one.fresh) if one.fresh is not None else line(one.reason)
    yield ["", "today", fresh]


def _claims_in_words(claims: tuple[dict[str, Any], ...]) -> str:
    said = (
        f"{one['op']} {one['key']}"
        + (f" = {plain_in_words(one['value'])}" if "value" in one else "")
        for one in claims
    )
    return "; ".join(said) or "nothing"
