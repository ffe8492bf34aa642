"""Law 17: upcasting is stable, claims what was claimed, and leaves stored bytes alone."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chrono.codec.codec import Codec
from chrono.codec.upcasts import current, upcast
from chrono.events.claims import Claim
from chrono.events.kinds import Kind, Register, kind, kind_of
from chrono.exports.jsonl import jsonl
from chrono.kinds.catalogue import KINDS
from chrono.log.memory import MemoryLog
from tests.building import drafts, event, log_of
from tests.strategies import DATES, examples


@kind("deadline.set")
class FirstDeadline:
    """The kind of deadlines as the first release had it."""

    deadline: str
    due: str
    consequence: str | None = None

    def claims(self) -> list[Claim]:
        """Set the condition, in the words of the first release."""
        value = {"stage": "pending", "due": self.due}
        if self.consequence:
            value["consequence"] = self.consequence
        return [Claim("set", f"deadline/{self.deadline}", value)]


FIRST = Register.of(FirstDeadline)
WORDS = st.text(st.characters(codec="ascii", categories=["L", "Nd", "Zs"]), min_size=1).map(
    str.strip
)
DATA = st.fixed_dictionaries(
    {"deadline": st.sampled_from(("a", "b")), "due": st.one_of(WORDS, st.sampled_from(DATES))},
    optional={"consequence": WORDS},
).filter(lambda data: all(data.values()))
DEADLINE = KINDS["deadline.set"]


def old_log(data: dict[str, Any]) -> MemoryLog:
    """Keep a log with a deadline that the first release wrote."""
    told = event("due", "2024-01-01", kind="deadline.set", data=data)
    draft, faults = Codec("test", FIRST).draft(told, "test")
    assert draft is not None, faults
    log = log_of(event("before", "2023-01-01"))
    log.append([draft])
    return log


@examples(100)
@given(DATA)
def test_upcasting_what_was_upcast_changes_nothing(data: dict[str, Any]) -> None:
    """Neither as data, where a real kind is concerned, nor as a body that names its version."""
    once = upcast(DEADLINE, 1, data)
    assert upcast(DEADLINE, DEADLINE.version, once) == once
    assert upcast(DEADLINE, 1, once) == once

    body = current(old_log(data).entries()[-1].content, KINDS)
    assert current(body, KINDS) == body


@examples(100)
@given(DATA)
def test_what_a_deadline_claimed_it_claims_today(data: dict[str, Any]) -> None:
    """So a log of the first release is made again from its export, hash for hash."""
    log = old_log(data)
    lines = "".join(jsonl(log.entries(), whole=True)).splitlines()

    body = log.entries()[-1].content
    today = Codec("test", KINDS).draft({**body}, "test")[0]
    assert today is not None
    assert today.derived == body["derived"]
    assert json.loads(lines[-1])["derived"] == body["derived"]


@examples(100)
@given(DATA)
def test_reading_as_today_leaves_stored_bytes_alone(data: dict[str, Any]) -> None:
    """Whatever is read, and whatever is done to what was read."""
    log = old_log(data)
    before = log.entries()
    read = current(log.entries()[-1].content, KINDS)
    read["data"].clear()
    read["derived"].clear()

    assert log.entries() == before
    assert log.append(drafts(event("more", "2024"))).new[0].position == 4


def _plus(data: Any) -> dict[str, Any]:
    return {**data, "steps": data["steps"] + 1}


def _counting(version: int) -> Kind:
    """Make a kind whose upcasts count how often they ran."""

    @kind("count", version=version, upcasts=dict.fromkeys(range(1, version), _plus))
    class Counted:
        """A count of steps."""

        steps: int

        def claims(self) -> list[Claim]:
            """Claim nothing."""
            return []

    return kind_of(Counted)


@given(st.integers(1, 6), st.integers(1, 8), st.integers(-9, 9))
def test_each_step_between_two_versions_runs_once(latest: int, version: int, steps: int) -> None:
    """As many as there are versions between; none for data of a later one."""
    counted = _counting(latest)
    found = upcast(counted, version, {"steps": steps})

    assert found == {"steps": steps + max(latest - version, 0)}
    body = {"kind": "count", "data": {"steps": steps}, "derived": {"version": version}}
    register = Register.of(counted.cls)
    assert current(current(body, register), register)["data"] == found
