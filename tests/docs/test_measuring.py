"""Coverage slows the engine down: what says nothing about it is not measured, and not traced."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.no_cover
def test_an_unmeasured_test_is_not_traced() -> None:
    """Also where several processes run the tests."""
    assert "coverage" not in repr(sys.gettrace())


@given(st.just("coverage"))
def test_a_property_is_not_traced(tracer: str) -> None:
    """Nor is anything else that is marked when tests are collected."""
    assert tracer not in repr(sys.gettrace())
