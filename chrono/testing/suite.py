"""A test class of all laws for one projection, which pytest and unittest collect."""

import sys
import unittest
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from hypothesis import strategies as st

from chrono.errors import ChronoError
from chrono.plugins import register
from chrono.projections.fold import Projection
from chrono.testing.data_of_kinds import TEXTS
from chrono.testing.drawn_claims import KEYS, Written, pool
from chrono.testing.drawn_events import GENERIC, events
from chrono.testing.drawn_logs import growing
from chrono.testing.growing import Kinds, codec_of
from chrono.testing.laws import LAWS, Law
from chrono.testing.looks import looks
from chrono.testing.running import Run, run
from chrono.testing.trial import Drawn

_STRANGER: Final = {"set": "step/y", "value": "A"}
"""A claim that is drawn although the projection does not ask for its key."""


class LawBroken(ChronoError, AssertionError):
    """A projection breaks a law; the message is the story of the shortest case found."""


class NothingTried(ChronoError, AssertionError):
    """No log that was drawn tries the law: the projection is still at its initial state."""

    def __init__(self, name: str, done: Run) -> None:
        self.done = done
        super().__init__(
            f"none of {done.tried} logs brought {name} away from its initial state where this law "
            "says something, so it was not tried; say what it looks at, as "
            f"laws_of({name}, keys=['office/x']) or laws_of({name}, kinds=['office.filled'])"
        )


def laws_of(
    projection: Projection[Any],
    *,
    keys: Iterable[str] | Mapping[str, str] | None = None,
    claims: Iterable[Written] | None = None,
    kinds: Kinds | None = None,
) -> type[unittest.TestCase]:
    """Return a test class with a test for each law; its name must begin with ``Test``.

    The logs that are drawn must speak of what the projection looks at. Keys and kinds that it asks
    an event for, or that stand in its code, are found; what else it looks at is given here, and
    then only that is drawn. A test in which the state never leaves the initial one fails.

    How many logs a test draws, and whether always the same ones, is up to the active profile of
    Hypothesis. What the function keeps in globals of its module, in closures and in default
    arguments begins anew for each log; no test changes the function itself.

    Args:
        projection: Declared with `chrono.projection`.
        keys: The keys that it looks at; as a mapping, whether each is ``single`` or a ``set``.
        claims: Claims that it looks at, as ``{"set": "office/x", "value": {"person": "Ada"}}``.
        kinds: The kinds of events that it looks at: names, classes, or names with their data.

    Raises:
        BadKey, UnknownKind, CannotDraw: What is given cannot be drawn.
    """
    drawn = drawn_for(projection, keys=keys, claims=claims, kinds=kinds)
    tests: dict[str, Any] = {law.name: _test(law, projection, drawn) for law in LAWS}
    about = {"__doc__": f"The laws, for {projection.name}.", "__module__": _home(projection)}
    return type(f"LawsOf{projection.name.title()}", (unittest.TestCase,), {**tests, **about})


def drawn_for(
    projection: Projection[Any],
    *,
    keys: Iterable[str] | Mapping[str, str] | None = None,
    claims: Iterable[Written] | None = None,
    kinds: Kinds | None = None,
) -> Drawn:
    """Return the strategies for a projection: of what is given, else of what it looks at."""
    texts: Iterable[str] = TEXTS
    if keys is None and claims is None and kinds is None:
        looked_at = looks(projection, register())
        keys, claims = looked_at.keys or KEYS, (_STRANGER,)
        kinds, texts = (*looked_at.kinds, GENERIC), looked_at.texts or TEXTS
    claimed = (*(claims or ()), *(pool(keys) if keys is not None else ()))
    chosen = _with_generic(kinds, generic=bool(claimed))
    wanted: dict[str, Any] = {
        "claims": st.sampled_from(claimed) if claimed else None,
        "texts": tuple(texts),
        "kinds": chosen,
    }
    return Drawn(growing(**wanted), events(**wanted), codec_of(chosen))


def _with_generic(kinds: Kinds | None, *, generic: bool) -> Kinds:
    """Return kinds with the generic one, if claims are given."""
    if kinds is None:
        return (GENERIC,)
    if not generic or GENERIC in kinds:
        return kinds
    if isinstance(kinds, Mapping):
        raise TypeError("give claims inside kinds, as {'development': st.just({'claims': [...]})}")
    return (*kinds, GENERIC)


def _test(law: Law, projection: Projection[Any], drawn: Drawn) -> Callable[[Any], None]:
    def test(_: unittest.TestCase) -> None:
        done = run(law, projection, drawn)
        if done.story:
            raise _bare(LawBroken(done.story))
        if not done.moved:
            raise _bare(NothingTried(projection.name, done))

    test.__name__ = law.name
    test.__doc__ = f"Law: {law.words}"
    return test


def _bare(error: AssertionError) -> BaseException:
    """Return an error of which pytest prints the message alone, without a traceback."""
    pytest = sys.modules.get("pytest")
    if pytest is None:
        return error
    failed = pytest.fail.Exception
    bare: BaseException = type(type(error).__name__, (failed, AssertionError), {})(
        str(error), pytrace=False
    )
    return bare


def _home(projection: Projection[Any]) -> str:
    return str(getattr(projection.function, "__module__", None) or __name__)
