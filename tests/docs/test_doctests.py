"""The examples in docstrings are run."""

import doctest
import importlib

import pytest

MODULES = (
    "values.dates",
    "values.ids",
    "values.typed_values",
    "values.value_words",
    "events.claims",
    "state.rule",
    "state.preference",
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_give_what_they_show(name: str) -> None:
    """And each of these modules has some."""
    done = doctest.testmod(importlib.import_module(f"chrono.{name}"))

    assert done.failed == 0
    assert done.attempted > 0
