"""Pictures for tests: their frame, and reading their tables."""

import re

from chrono.events.history import History
from chrono.exports.html.answers import Answers, answers_of
from chrono.exports.html.picture import Frame
from chrono.exports.html.scale import scale_of
from chrono.exports.html.wording import Wording
from chrono.values.dates import Date
from tests.building import event, source

WIDTH = 960


def framed(history: History) -> tuple[Frame, Answers]:
    """Make the frame of a history, and its answers."""
    answers = answers_of(history)
    ends = [visible.bounds.before for visible in answers.view.events]
    scale = scale_of(ends, answers.grid.last, history.zone, WIDTH)
    return Frame(scale, Wording(history)), answers


def place(frame: Frame, date: str, *, end: bool = False) -> float:
    """Return where a date is in a picture: its start, or its end."""
    bounds = Date.parse(date).bounds(frame.wording.history.zone)
    return frame.scale.place(bounds.before if end else bounds.earliest)


def told(given: str, occurred: str, published: str | None = None) -> dict[str, object]:
    """Make an event that was public on its day, or on another."""
    return event(given, occurred, sources=[source(published or occurred)])


def rows(figure: str) -> list[list[str]]:
    """Return the cells of the rows of the table of a figure, as text."""
    found = re.findall(r"<tr>(.*?)</tr>", figure.partition("<tbody>")[2])
    return [
        [re.sub("<[^>]*>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]
        for row in found
    ]
