"""The question for a date, and what stands in for answers that are not given yet."""

from functools import partial
from typing import Any, Final

from chrono.cli.input.open_chronology import OpenChronology
from chrono.cli.input.typed_fields import date_of, date_shown
from chrono.cli.questions.interview import Question

STAND_INS: Final = ("unanswered", "not-answered-yet")
"""What stands in for a text: right in most fields, also as a part of a key."""

ANY_DATE: Final = "[..9999]"
"""What stands in for a date: it is neither before nor after anything."""


def date_question(opened: OpenChronology, name: str, words: str, **more: Any) -> Question:
    """Return a question whose answer is a date as a person types it, kept as EDTF."""
    return Question(
        name=name,
        words=words,
        read=partial(date_of, opened, ""),
        shown=partial(date_shown, opened),
        **more,
    )
