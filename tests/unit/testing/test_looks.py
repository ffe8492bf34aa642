"""What a projection looks at is found, so that what is drawn meets it."""

import subprocess
import sys
from typing import Any

from chrono import Event, Projection, projection
from chrono.kinds.catalogue import KINDS
from chrono.testing.looks import looks
from tests.unit.testing import broken

COMPANIES = ("openai", "microsoft")


@projection("computed", initial=())
def computed(now: tuple[Any, ...], event: Event) -> tuple[Any, ...]:
    """Put keys together from parts."""
    return (*now, *(event.set_to(f"office/{company}/ceo") for company in COMPANIES))


@projection("by_claim", initial=0)
def by_claim(now: int, event: Event) -> int:
    """Go through the claims."""
    return now + sum(claim.key.startswith("term/") for claim in event.claims)


def keys_of(one: Projection[Any]) -> dict[str, str]:
    """Find the keys that a projection looks at."""
    return looks(one, KINDS).keys


def test_keys_that_an_event_is_asked_for_are_found() -> None:
    """Those put together from parts too, with whether they hold a set."""
    assert keys_of(broken.seats) == {"board/openai": "set"}
    single = {"office/openai/ceo": "single", "office/microsoft/ceo": "single"}
    assert keys_of(computed) == {"office/x": "", **single}  # the beginning stands in the code too


def test_the_beginning_of_keys_is_found_in_the_code() -> None:
    """Where claims are compared with the beginning of a key, one such key is drawn."""
    assert keys_of(by_claim) == {"term/x": ""}


def test_kinds_are_found_by_their_names() -> None:
    """A name of a registered kind in the code is a kind to draw."""
    assert looks(broken.holders, KINDS).kinds == ("office.filled",)
    assert looks(broken.seats, KINDS).kinds == ()


def test_without_hypothesis_the_way_to_it_is_told() -> None:
    """Importing chrono.testing names the extra to install, and chrono itself needs none of it."""
    code = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "import chrono; chrono.projection\n"
        "try:\n    import chrono.testing\n"
        "except chrono.ChronoError as error:\n    print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )  # fmt: skip

    assert "pip install 'chrono-engine[testing]'" in done.stdout
