"""What the verb cite appends: more sources of a development."""

from typing import Any

from chrono.cli.input.acts import act
from chrono.cli.questions.acts import citation_questions
from chrono.cli.workflows.asking import propose_asking


def run(event: str, **flags: Any) -> int:
    """Add sources to a development, as the flags of the verb say; return its exit code."""
    return propose_asking(
        lambda opened, given: act(opened, "citation", event, given),
        citation_questions,
        flags,
        "cite",
        event,
    )
