"""Rebuilding the claims of one chronology, or a projection of it, and timing that."""

import time
from typing import Any

from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.render.rebuild import ClaimsRebuilt, FoldRebuilt
from chrono.cli.workflows.projections import aside, printable
from chrono.codec.upcasts import up_to_date
from chrono.events.history import History
from chrono.log.contract import Log
from chrono.projections.answers import first_mismatch
from chrono.projections.fold import Projection, fold, sequence
from chrono.queries.rebuild import rebuild
from chrono.state.visibility import View


def of_claims(log: Log, name: str) -> ClaimsRebuilt:
    """Return the claims of a chronology computed again, compared with the stored ones."""
    start = time.perf_counter()
    with aside():
        report = rebuild(name, log.entries(name), known_kinds())
    return ClaimsRebuilt(report, time.perf_counter() - start)


def of_projection(log: Log, name: str, own: Projection[Any], every: int | None) -> FoldRebuilt:
    """Return a projection folded from zero; with `every`, compared with one carried on."""
    start = time.perf_counter()
    history = up_to_date(History.of(name, log.entries(name)), known_kinds())
    events = sequence(View(history))
    with aside(), printable(own):
        if every is None:
            fold(own, events)
            mismatch = None
        else:
            mismatch = first_mismatch(own, events, every)
    seconds = time.perf_counter() - start
    return FoldRebuilt(name, own.name, len(events), every, mismatch, seconds)
