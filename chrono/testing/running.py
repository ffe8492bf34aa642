"""Running a law with Hypothesis: the shortest example that breaks it becomes a story."""

import re
from typing import Any, Final

import attrs
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky, Unsatisfiable

from chrono.projections.fold import Projection, ProjectionFailed
from chrono.projections.plain import NotPlain
from chrono.testing.laws import Law
from chrono.testing.stories import InPlaceOfAState, Story
from chrono.testing.trial import Drawn, Trial, moved

_ANSWERS: Final = "a projection has an answer for every log that chrono takes."
_UNEXPECTED: Final = (
    "{0} met something that it does not expect. If no log of yours has it, say what yours have: "
    "laws_of({0}, kinds=[...]) or laws_of({0}, claims=[...])."
)
_FLAKY: Final = "\n(It did not happen again with the same events, so they could not be made fewer.)"


@attrs.define
class Run:
    """The result of trying a law.

    Attributes:
        story: The shortest case that breaks it; empty if none does.
        tried: How many logs were drawn.
        reached: On how many of them the law says something.
        moved: Whether any of these brings the projection away from its initial state.
    """

    story: str = ""
    tried: int = 0
    reached: int = 0
    moved: bool = False


class _Broken(Exception):
    """An example breaks the law."""


def run(law: Law, projection: Projection[Any], drawn: Drawn) -> Run:
    """Return the result of trying a law, on as many logs as the profile of Hypothesis says."""
    done, stories = Run(), []

    def example(data: st.DataObject) -> None:
        story = _tried(law, projection, drawn, data, done)
        if story is not None:
            stories.append(str(story))
            raise _Broken

    name = re.sub(r"\W", "_", projection.name)
    example.__name__ = f"{law.name}_of_{name}"  # parts what Hypothesis remembers of each
    phases = [phase for phase in settings().phases if phase is not Phase.explain]
    try:
        settings(
            deadline=None,
            print_blob=False,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
            phases=phases,
        )(given(st.data())(example))()
    except _Broken:
        done.story = stories[-1]  # the last that is tried is the smallest
    except Flaky:
        done.story = min(stories, key=len) + _FLAKY
    except Unsatisfiable:
        done.reached = 0
    return done


def _tried(
    law: Law, projection: Projection[Any], drawn: Drawn, data: st.DataObject, done: Run
) -> Story | None:
    trial = Trial(projection, law.words, drawn, data)
    done.tried += 1
    try:
        story = law.check(trial)
        done.moved = done.moved or story is not None or moved(projection, trial.log)
    except (ProjectionFailed, NotPlain) as error:
        hint = _UNEXPECTED.format(projection.name) if isinstance(error, ProjectionFailed) else ""
        expected, got = InPlaceOfAState("a state"), InPlaceOfAState(str(error))
        return Story(law=_ANSWERS, log=trial.log, expected=expected, got=got, hint=hint)
    done.reached += 1
    return story
