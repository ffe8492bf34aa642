"""What the verb retract appends: that an entry is withdrawn."""

from typing import Any

from chrono.cli.input.acts import act
from chrono.cli.questions.acts import retraction_questions
from chrono.cli.workflows.asking import propose_asking


def run(event: str, **flags: Any) -> int:
    """Withdraw an entry, as the flags of the verb say; return its exit code."""
    return propose_asking(
        lambda opened, given: act(opened, "retraction", event, given),
        retraction_questions,
        flags,
        "retract",
        event,
    )
