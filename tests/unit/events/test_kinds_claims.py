"""What a kind says that an event asserts: its claims, or what is wrong with them."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from chrono.codec.codec import Codec
from chrono.events.claims import Claim
from chrono.events.kinds import KindTaken, Register, claims_of, kind
from tests.building import event


class Says:
    """A class whose claims a test chooses."""

    def __init__(self, *given: Any) -> None:
        self._given = given

    def claims(self) -> Iterator[Any]:
        """Give them."""
        return iter(self._given)


@kind("ship.raises")
class Raises:
    """A kind with a slip in its claims."""

    def claims(self) -> list[Claim]:
        """Stumble."""
        raise KeyError("berth")


def test_claims_come_with_their_values_in_normal_form() -> None:
    """A tuple is a list, and a whole float an integer, before anybody compares them."""
    found, reasons = claims_of(Says(Claim("set", "board/x", ("a", 2.0))))

    assert reasons == ()
    assert [claim.body() for claim in found] == [{"op": "set", "key": "board/x", "value": ["a", 2]}]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("text", r"claims\(\) of Says gave 'text'; write Claim\("),
        (Claim("set", 5, 1), r"gave Claim\(.*; write Claim\("),  # type: ignore[arg-type]
        (Claim("sets", "board/x", 1), "the operation 'sets'; did you mean set"),  # type: ignore[arg-type]
        (Claim("set", "board/x", {1}), "gave set board/x a value: .*not JSON"),
        (Claim("set", "Board", 1), "'Board' is no key"),
    ],
)
def test_what_is_no_claim_is_told_with_what_would_be(given: Any, reason: str) -> None:
    """Whoever wrote the kind sees which of its claims it is."""
    _, reasons = claims_of(Says(given))

    assert len(reasons) == 1
    assert re.search(reason, reasons[0])


def test_what_a_kind_raises_is_a_fault_of_the_event() -> None:
    """It is told with the other faults, and nothing is written."""
    register = Register.of(Raises)
    draft, faults = Codec("test", register).draft({**event("e", "x"), "kind": "ship.raises"}, "f:1")

    assert draft is None
    assert [(fault.field, fault.reason) for fault in faults if fault.field == "data"] == [
        ("data", "claims() of Raises raised KeyError: 'berth'")
    ]


def test_a_kind_declared_twice_is_told_with_both_modules() -> None:
    """One of them has to choose another name."""

    @kind("ship.raises")
    class Other:
        """Another class of the same name."""

        def claims(self) -> list[Claim]:
            """Claim nothing."""
            return []

    Other.__module__ = "harbour"
    with pytest.raises(KindTaken, match=r"declared twice, in harbour and in .*test_kinds_claims"):
        Register.of(Raises, Other)
