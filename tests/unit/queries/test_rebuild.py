"""Claims computed anew: whether what is stored is what the kinds of today say."""

from functools import partial
from typing import Any

from chrono.codec.codec import Codec
from chrono.events.claims import Claim
from chrono.events.kinds import Register, kind
from chrono.kinds.catalogue import KINDS
from chrono.log.memory import MemoryLog
from chrono.queries.rebuild import RebuildReport, rebuild
from tests.building import declaration, drafts, event, source


@kind("ship.docked")
class Docked:
    """A ship docks."""

    berth: str

    def claims(self) -> list[Claim]:
        """Set the berth."""
        return [Claim("set", f"berth/{self.berth}", "taken")]


@kind("ship.docked")
class Redocked:
    """The same kind, after somebody thought better of what it claims."""

    berth: str

    def claims(self) -> list[Claim]:
        """Set the berth to something else."""
        return [Claim("set", f"berth/{self.berth}", "let")]


DOCKS = {**event("docks", "2024-01-01"), "kind": "ship.docked", "data": {"berth": "one"}}


def log_of(*written: dict[str, Any]) -> MemoryLog:
    """Append a declaration and events, some of them of the kind above."""
    log = MemoryLog()
    log.append(drafts(declaration()))
    for one in written:
        draft, _ = Codec("test", Register.of(*(k.cls for k in KINDS), Docked)).draft(one, "test")
        assert draft is not None
        log.append([draft])
    return log


def anew(log: MemoryLog, *classes: Any) -> RebuildReport:
    """Compute a log anew with the kinds that there are, and others."""
    register = Register.of(*(one.cls for one in KINDS), *classes)
    return rebuild("test", log.entries("test"), register, partial(log.named, "test"))


def test_claims_as_their_kinds_say_today_are_as_stored() -> None:
    """Acts without an event of their own, and declarations, have no claims to compute."""
    told = {n: v for n, v in event("x", "2024-01-02").items() if n not in ("id", "sources")}
    log = log_of(
        DOCKS,
        {"id": "fix", "kind": "correction", "corrects": "docks", "reason": "slip", "event": told},
        {"id": "more", "kind": "citation", "cites": "docks", "sources": [source("2024-01-03")]},
        {"id": "no", "kind": "retraction", "retracts": "docks", "reason": "wrong"},
    )

    assert anew(log, Docked) == RebuildReport(chronology="test", events=2, stale=(), keys=())


def test_a_kind_that_says_something_else_today_is_named_with_both() -> None:
    """The state that would follow differs on the key; what is stored still counts."""
    found = anew(log_of(event("one", "2024-01-01"), DOCKS), Redocked)

    (stale,) = found.stale
    assert (stale.position, stale.id, stale.reason) == (3, "docks", "")
    assert stale.stored == ({"op": "set", "key": "berth/one", "value": "taken"},)
    assert stale.fresh == ({"op": "set", "key": "berth/one", "value": "let"},)
    assert (found.events, found.keys) == (2, ("berth/one",))


def test_an_event_of_a_kind_that_is_not_there_is_named_with_the_reason() -> None:
    """Its stored claims still count, so no key differs."""
    found = anew(log_of(DOCKS))

    (stale,) = found.stale
    assert (stale.id, stale.fresh, found.keys) == ("docks", None, ())
    assert stale.reason.startswith("kind: no kind 'ship.docked'")
