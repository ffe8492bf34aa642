"""The verb that computes everything anew, and compares: rebuild."""

import time
from collections.abc import Iterator
from typing import Any, Final

import attrs
import click

from chrono.cli.input import options
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.opening import opened, pick
from chrono.cli.render.projections import (
    as_today,
    aside,
    found_projection,
    plain_in_words,
    printable,
)
from chrono.cli.render.terminal import answer, columns, line, note
from chrono.events.history import History
from chrono.log.contract import Log
from chrono.projections.answers import Mismatch, first_mismatch
from chrono.projections.fold import Projection, fold, sequence
from chrono.queries.rebuild import Rebuilt, Stale, rebuilt
from chrono.state.visibility import View

DONE, NO = 0, 1


@options.verb(
    "rebuild",
    ("chrono rebuild", "are all claims, and so the state, as the kinds of today say?"),
    ("chrono rebuild --projection seats:seats", "fold a projection of your own from zero"),
    ("chrono rebuild --projection seats:seats --check", "is it pure? compares after every event"),
)
@options.which_log
@options.projection
@click.option("--check", is_flag=True, help="Compare a state carried on with one folded from zero.")
@click.option(
    "--every",
    type=click.IntRange(min=1),
    metavar="N",
    help="With --check: only after every N events, and after the last.",
)
@options.kinds
@options.output
def rebuild(  # noqa: PLR0913  one for each option
    *,
    file: str | None,
    chronology: str | None,
    projection: str | None,
    check: bool,
    every: int | None,
    as_json: bool,
    color: str,
) -> int:
    """Compute the state of every chronology from zero, and say whether it is as it was.

    Without a projection, claims are computed anew from the stored bodies and compared with those
    that are stored, which alone count. Exit 1 when something differs. Nothing is written.
    """
    if projection is None and every:
        raise click.UsageError("--every is for a projection; name one with --projection")
    own = found_projection(projection) if projection else None
    step = (every or 1) if check or every else None
    with opened(file, chronology) as log:
        names = list(log.chronologies()) if chronology is None else [_picked(log, chronology)]
        found = [
            _of_claims(log, name) if own is None else _of_projection(log, name, own, step)
            for name in names
        ]
        head = log.head()
    if as_json:
        body = {
            "log": {"entries": head.entries, "head": head.hash},
            "rebuilt": [one.body() for one in found],
        }
        answer(body, color, as_json=True)
    else:
        answer([text for one in found for text in one.lines()], color, as_json=False)
    differs = any(one.differs for one in found)
    if differs and own is not None:
        note("does it keep anything outside its state, or change the state that it is given?")
    return NO if differs else DONE


def _picked(log: Log, chronology: str) -> str:
    return pick(log.chronologies(), chronology)


@attrs.frozen
class _Claims:
    """The built-in state of one chronology, computed anew."""

    found: Rebuilt
    seconds: float

    @property
    def differs(self) -> bool:
        return bool(self.found.stale)

    def body(self) -> dict[str, Any]:
        return {
            "chronology": self.found.chronology,
            "projection": None,
            "computed": self.found.events,
            "stale": [attrs.asdict(one) for one in self.found.stale],
            "keys": list(self.found.keys),
        }

    def lines(self) -> Iterator[str]:
        found = self.found
        same = "every claim, and so the state, as stored"
        said = f"the claims of {len(found.stale)} not as stored" if found.stale else same
        yield f"{line(found.chronology)}: {_events(found.events)} · {said} · {self.seconds:.1f} s"
        yield from columns(row for one in found.stale for row in _stale_rows(one))
        if found.keys:
            yield f"  the state would differ on {' '.join(map(line, found.keys))}"


@attrs.frozen
class _Fold:
    """A projection of one chronology, folded anew."""

    chronology: str
    projection: str
    events: int
    every: int | None
    mismatch: Mismatch | None
    seconds: float

    @property
    def differs(self) -> bool:
        return self.mismatch is not None

    def body(self) -> dict[str, Any]:
        return {
            "chronology": self.chronology,
            "projection": self.projection,
            "computed": self.events,
            "every": self.every,
            "mismatch": attrs.asdict(self.mismatch) if self.mismatch else None,
        }

    def lines(self) -> Iterator[str]:
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


def _of_claims(log: Log, name: str) -> _Claims:
    start = time.perf_counter()
    with aside():
        found = rebuilt(name, log.entries(name), known_kinds())
    return _Claims(found, time.perf_counter() - start)


def _of_projection(log: Log, name: str, own: Projection[Any], every: int | None) -> _Fold:
    start = time.perf_counter()
    events = sequence(View(as_today(History.of(name, log.entries(name)))))
    with aside(), printable(own):
        if every is None:
            fold(own, events)
            mismatch = None
        else:
            mismatch = first_mismatch(own, events, every)
    seconds = time.perf_counter() - start
    return _Fold(name, own.name, len(events), every, mismatch, seconds)


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


VERBS: Final = {"rebuild": rebuild}
