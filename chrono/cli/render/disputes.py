"""Disputed keys, each with its versions below one another."""

from collections.abc import Iterator
from string import ascii_uppercase

from chrono.cli.render.dates import since_in_words
from chrono.cli.render.layout import labelled
from chrono.cli.render.moments import heading
from chrono.cli.render.remedies import remedy_in_words
from chrono.cli.render.slots import named_value, preference
from chrono.cli.render.terminal import line
from chrono.queries.disputes import Dispute, Disputes
from chrono.state.slot import Slot


def dispute_lines(answer: Disputes) -> Iterator[str]:
    """Yield each dispute, its versions lettered one below the other."""
    yield f"{line(answer.chronology)} {heading(answer.asof, answer.zone)}"
    for dispute in answer.disputes:
        yield ""
        yield f"{dispute.slot.key}  {len(dispute.slot.alternatives)} versions"
        yield from labelled(_versions(dispute, answer.zone), 1, "  ")
        yield f"  {_preference(dispute.slot)}"
        yield from (f"  {remedy_in_words(remedy)}" for remedy in dispute.settle)


def _preference(slot: Slot) -> str:
    """Return which version is preferred, by its letter; of a set, the whole list in words."""
    for number, version in enumerate(slot.alternatives):
        if version.holds is None and slot.preferred and version.value == slot.preferred.value:
            return preference(slot, _letter(number))
    return preference(slot)


def _letter(number: int) -> str:
    return ascii_uppercase[number % 26]


def _versions(dispute: Dispute, zone: str) -> Iterator[list[str]]:
    for number, version in enumerate(dispute.slot.alternatives):
        public = dispute.public[number]
        yield [
            _letter(number),
            named_value(version, dispute.slot.key),
            f"{since_in_words(version.since.date, zone)}, "
            + (f"public {since_in_words(public, zone)}" if public else "never dated"),
            version.basis,
            ", ".join(line(origin) for origin in version.origins),
            " ".join(line(event) for event in version.because),
        ]
