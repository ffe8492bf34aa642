"""The collector of garbage pauses while objects of many events are made."""

import gc
from collections.abc import Iterator

import pytest

from chrono.log.collecting import paused


@pytest.fixture(autouse=True)
def _enabled() -> Iterator[None]:
    """Begin with the collector on, and leave it so."""
    gc.enable()
    yield
    gc.enable()


def test_it_pauses_for_many_events_and_goes_on_after_them() -> None:
    """Also where the block raises."""
    with paused(10_000):
        assert not gc.isenabled()
    assert gc.isenabled()

    with pytest.raises(KeyError), paused(10_000):
        raise KeyError
    assert gc.isenabled()


def test_few_events_change_nothing() -> None:
    """A single append is over before a collection."""
    with paused(1):
        assert gc.isenabled()


def test_what_the_program_has_switched_off_stays_off() -> None:
    """It has its reasons."""
    gc.disable()

    with paused(10_000):
        assert not gc.isenabled()

    assert not gc.isenabled()
