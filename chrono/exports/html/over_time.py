"""Over time: what held, what happened and what was known when, in pictures."""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from chrono.exports.html.answers import Answers
from chrono.exports.html.known_when import KnownWhen
from chrono.exports.html.markup import Markup, element
from chrono.exports.html.picture import Frame
from chrono.exports.html.scale import Scale
from chrono.exports.html.strip import Strip
from chrono.exports.html.timeline_picture import TimelinePicture
from chrono.exports.html.wording import Wording
from chrono.queries.key_history.periods import periods

if TYPE_CHECKING:  # a type alone
    from chrono.queries.key_history.period import Period


def over_time(answers: Answers, scale: Scale, wording: Wording) -> Markup:
    """Return the pictures: state strips, the timeline, what was known when; none of no events."""
    frame, rows = Frame(scale, wording), answers.timeline.rows
    if not rows:
        return Markup()
    first, *others = _strips(answers, frame, wording) or [Markup()]
    return element(
        "section",
        element("h2", "Over time"),
        element(
            "p",
            "Drawn for all that is known, not for what was known on the day above.",
            class_="if-known",
            hidden="",
        ),
        frame.axis(),
        element("h3", "What held when"),
        element("p", *_legend(), class_="legend"),
        first,
        _opened("What happened when", TimelinePicture(frame, wording).figure(rows)),
        _opened("What was known when", KnownWhen(frame, wording).figure(answers.timeline)),
        *([element("h3", "What else held when"), *others] if others else []),
        id="pictures",
    )


def _opened(name: str, figure: Markup) -> Markup:
    """Return a picture under its heading, by which it can be closed."""
    return element("details", element("summary", element("h3", name)), figure, open="")


def _strips(answers: Answers, frame: Frame, wording: Wording) -> list[Markup]:
    """Return the state strip of each family, of which the first is open."""
    lanes: dict[str, list[Period]] = defaultdict(list)
    for period in periods(answers.view):
        lanes[period.key].append(period)
    strip = Strip(frame, wording)
    return [
        element(
            "details", element("summary", name.capitalize()), strip.figure(name, drawn), open=opened
        )
        for number, (name, keys) in enumerate(answers.families.items())
        if (drawn := [(key, lanes[key]) for key in keys if lanes[key]])
        for opened in ["" if number == 0 else None]
    ]


def _legend() -> Iterator[Markup]:
    for sort, words in (
        ("sure", "solid: it surely held"),
        ("maybe", "hatched: it may have"),
        ("pending", "dashed: only announced"),
        ("disputed", "outlined: disputed"),
    ):
        yield element("span", element("i", class_=sort, aria_hidden="true"), f" {words} ")
