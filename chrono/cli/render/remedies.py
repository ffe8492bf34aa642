"""What would settle a key, and with which command."""

from chrono.cli.render.terminal import line
from chrono.queries.remedies import Remedy


def remedy_in_words(remedy: Remedy) -> str:
    """Return what would settle a key, and with which command."""
    events = [line(event) for event in remedy.events]
    match remedy.how:
        case "order":
            first, second = events
            return (
                f"open: which came later, {first} or {second}? "
                f"chrono correct {second} --after {first} (or --before, or --contests)"
            )
        case "decision":
            return "open: a later claim that contests none of them would end it, or retractions"
        case "date":
            return f"open: a narrower date of {', '.join(events)} would tell"
        case "outcome":
            return f"open: whether what {', '.join(events)} announced was done, or lapsed"
        case "link":
            return f"open: {events[0]} is linked after {events[1]} against the dates; correct one"
