"""What would settle a key, and with which command."""

from chrono.cli.render.suggested import event_word, writing
from chrono.cli.render.terminal import line, listed
from chrono.queries.remedies import Remedy


def remedy_in_words(remedy: Remedy) -> str:
    """Return what would settle a key, and with which command."""
    events = [line(event) for event in remedy.events]
    every = listed(remedy.events, remedy.events_count)
    match remedy.how:
        case "order" if remedy.events_count > 2:
            return f"open: the order of all {remedy.events_count} that overlap: {every}"
        case "order":
            first, second = remedy.events
            return (
                f"open: which came later, {events[0]} or {events[1]}, unless one contests the other"
                + ordering("; say so with", second, first)
            )
        case "decision":
            return "open: a later claim that contests none of them would end it, or retractions"
        case "date":
            return f"open: a narrower date of {every} would tell"
        case "outcome":
            return f"open: whether what {every} announced was done, or lapsed"
        case "link":
            later, earlier = remedy.events
            return f"open: {events[0]} is linked after {events[1]} against the dates" + unlinking(
                "; take that back with", later, earlier
            )


def ordering(lead: str, later: str, earlier: str) -> str:
    """Return the command that says which of two events came later, after what leads to it."""
    first, second = event_word(earlier), event_word(later)
    reason = f"it came after {earlier}"
    return writing(lead, "correct", second, "--after", first, "--reason", reason)


def unlinking(lead: str, later: str, earlier: str) -> str:
    """Return the command that takes a void link back, after what leads to it."""
    words = ("--unlink", event_word(earlier), "--reason", "the dates say otherwise")
    return writing(lead, "correct", event_word(later), *words)
