"""What holds for a key, in rows: its standing, its value, since when, and who says so."""

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Final

import attrs
import click

from chrono.cli.render.dates import date_in_words, since_in_words
from chrono.cli.render.layout import columns
from chrono.cli.render.moments import heading
from chrono.cli.render.terminal import line
from chrono.cli.render.values import standing_in_words, value_in_words
from chrono.queries.finished import passed
from chrono.queries.state import State, public_since
from chrono.state.as_of import AsOf
from chrono.state.rule import World
from chrono.state.slot import Candidate, Slot
from chrono.state.standing import Standing
from chrono.values.clocks import zone as zone_named
from chrono.values.dates import Date
from chrono.values.keys import family

_LONG: Final = 44
"""Characters of a value after which the rest of its row goes on below it."""

_UNPREFERRED: Final = {
    "later": "one is later than another, and may be a change",
    "declared": "the chronology prefers none on this key",
}


def state_lines(
    state: State, gathered: Mapping[str, str], newest: Callable[[World], Date | None]
) -> Iterator[str]:
    """Yield what held, grouped by facet; of gathered keys only their stages, in one line each.

    Args:
        state: What held.
        gathered: The stages of these keys.
        newest: Returns the date of the newest source that counts, of any key; it is given the
            world of the state.
    """
    yield f"{state.chronology} {heading(state.asof, state.zone)}"
    yield from _record_end(state, newest)
    rows = SlotRows(state.asof, state.zone, lambda version: public_since(state.world, version))
    for facet, slots in groupby(state.slots, key=lambda slot: family(slot.key)):
        listed = list(slots)
        yield ""
        yield facet
        open_ = [slot for slot in listed if slot.key not in gathered]
        yield from columns(row for slot in open_ for row in rows.of(slot))
        stages = {slot.key: gathered.get(slot.key) for slot in listed}
        yield from _gathered(facet, stages)


def _record_end(state: State, newest_source: Callable[[World], Date | None]) -> Iterator[str]:
    """Yield where the record ends, if the moment asked is later; with --known, that says it."""
    newest = None if state.asof.known else newest_source(state.world)
    if newest and state.world.view.history.bounds(newest).before < state.asof.at.instant:
        yield f"the newest source is of {date_in_words(newest, state.zone)}"


def _gathered(facet: str, stages: Mapping[str, str | None]) -> Iterator[str]:
    """Yield one line with the finished keys of a facet; what stands below one needs no word."""
    stages_in_words = [
        f"{line(key.removeprefix(f'{facet}/'))} {stage}" for key, stage in stages.items() if stage
    ]
    if stages_in_words:
        yield f"  finished: {', '.join(stages_in_words)}"


@attrs.frozen(eq=False, repr=False)
class SlotRows:
    """Writes slots in rows.

    Attributes:
        asof: What was asked.
        zone: The home zone.
        public: Returns since when a version of a dispute was public; None where no source says.
    """

    asof: AsOf
    zone: str
    public: Callable[[Candidate], Date | None]

    def of(self, slot: Slot) -> Iterator[list[str]]:
        """Yield one slot in rows: key, value with standing, since, basis, events, origins.

        What follows a long value stands in a row of its own.
        """
        first = slot.key
        for value, *rest in self._rows(slot):
            if len(click.unstyle(value)) > _LONG and rest:
                yield [first, value]
                yield ["", "", *rest]
            else:
                yield [first, value, *rest]
            first = ""

    def _rows(self, slot: Slot) -> Iterator[list[str]]:
        """Yield what holds, then each value that is disputed, possible or pending."""
        if slot.because and slot.standing != Standing.POSSIBLE:
            yield [_main_value(slot), *self._rest(slot)]
            yield from self._passed(slot)
        for candidate in slot.alternatives:
            value = standing_in_words(Standing.DISPUTED, named_value(candidate, slot.key))
            yield [value, *self._rest(candidate, self._public(candidate)), _by(candidate)]
        if slot.alternatives:
            yield [preference(slot)]
        for candidate in slot.possible:
            value = standing_in_words(Standing.POSSIBLE, named_value(candidate, slot.key))
            yield [value, *self._rest(candidate), _by(candidate)]
        if slot.standing == Standing.POSSIBLE and slot.because:
            yield [f"else: {_main_value(slot)}", *self._rest(slot)]
        for candidate in slot.pending:
            value = value_in_words(candidate.value, slot.key, pending=True)
            yield [standing_in_words(Standing.PENDING, value), *self._rest(candidate)]

    def _rest(self, item: Slot | Candidate, public: str = "") -> list[str]:
        since = since_in_words(item.since.date, self.zone) if item.since else ""
        return [
            f"{since}, {public}" if public else since,
            item.basis or "",
            " ".join(line(event) for event in item.because),
        ]

    def _public(self, candidate: Candidate) -> str:
        public = self.public(candidate)
        return f"public {since_in_words(public, self.zone)}" if public else "never dated"

    def _passed(self, slot: Slot) -> Iterator[list[str]]:
        """Yield that the date is over on which something was due, or until which it was to hold."""
        found = passed(slot.key, slot.value, self.asof.at.instant, zone_named(self.zone))
        if found:
            name, date = found
            said = {"due": "was due:", "until": "was to hold until"}[name]
            yield [f"{said} {date_in_words(date, self.zone)}, which is over"]


def _main_value(slot: Slot) -> str:
    """Return what holds unless a possible value does."""
    if slot.standing == Standing.ENDED:
        return Standing.ENDED
    return "none" if slot.value == [] else value_in_words(slot.value, slot.key)


def named_value(candidate: Candidate, key: str) -> str:
    """Return a value of a key in words; of a set, a member and whether it is in."""
    value = value_in_words(candidate.value, key, member=candidate.holds is not None)
    return value if candidate.holds is None else f"{value} {'in' if candidate.holds else 'out'}"


def _by(candidate: Candidate) -> str:
    return f"({', '.join(line(origin) for origin in candidate.origins)})"


def preference(slot: Slot, name: str = "") -> str:
    """Return which version is better sourced, by a name or in words, and why; or that none is."""
    if slot.unpreferred:
        return f"nobody is preferred: {_UNPREFERRED[slot.unpreferred]}"
    if slot.preferred is None:
        return "a tie: neither has the better basis, nor more independent origins"
    why = {"basis": "better basis", "origins": "more independent origins"}[slot.preferred.reason]
    return f"preferred: {name or value_in_words(slot.preferred.value, slot.key)} ({why})"
