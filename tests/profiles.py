"""Profiles: how much the tests try. ``CHRONO_PROFILE`` is quick (without it), ci or night.

A test says how many examples are enough; ci and night multiply them, and quick tries half of many,
so no test writes ``max_examples`` of its own. What is no property, such as kills, names its rounds
for each profile.
"""

import os
from typing import Final

from hypothesis import HealthCheck, settings

FACTORS: Final = {"quick": 1, "ci": 5, "night": 50}
"""How many times what is enough each profile tries."""

MANY: Final = 100
"""From more examples than this quick tries half, but so many at least."""

EXAMPLES: Final = 100
"""Examples of a property that says nothing about it, under quick."""

PROFILE: Final = os.environ.get("CHRONO_PROFILE") or "quick"


class NoSuchProfile(Exception):
    """The environment names a profile that there is not."""

    def __init__(self, name: str) -> None:
        super().__init__(f"CHRONO_PROFILE={name}: no such profile; {', '.join(FACTORS)}")


def load() -> None:
    """Let Hypothesis try as much as the profile asks for; no test fails for being slow."""
    if PROFILE not in FACTORS:
        raise NoSuchProfile(PROFILE)
    for name, factor in FACTORS.items():
        settings.register_profile(
            name,
            max_examples=EXAMPLES * factor,
            deadline=None,
            print_blob=True,
            suppress_health_check=[HealthCheck.too_slow],
        )
    settings.load_profile(PROFILE)


def examples(enough: int) -> settings:
    """Try so many examples, or as many more or fewer as the profile asks for."""
    return settings(max_examples=tried(enough, PROFILE), deadline=None)


def tried(enough: int, profile: str) -> int:
    """Return how many examples a profile tries of a property of which so many are enough."""
    if profile == "quick" and enough > MANY:
        return max(MANY, enough // 2)
    return enough * FACTORS[profile]


def rounds(*, quick: int, ci: int, night: int) -> int:
    """Answer how many rounds a test runs that is no property."""
    return {"quick": quick, "ci": ci, "night": night}[PROFILE]
