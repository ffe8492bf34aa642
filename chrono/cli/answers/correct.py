"""What the verb correct appends: a correction of an event."""

from typing import Any

from chrono.cli.input.acts import correction
from chrono.cli.questions.acts import correction_questions
from chrono.cli.workflows.asking import propose_asking


def run(event: str, **flags: Any) -> int:
    """Append what replaces an event, as the flags of the verb say; return its exit code."""
    return propose_asking(
        lambda opened, given: correction(opened, event, given),
        correction_questions(event),
        flags,
        "correct",
        event,
    )
