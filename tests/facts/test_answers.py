"""Each bundled chronology answers the questions that it was written against."""

import functools
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

from chrono.events.history import History
from chrono.ingest import folder
from chrono.ingest.plan import plan
from chrono.kinds.catalogue import KINDS
from chrono.log.memory import MemoryLog
from chrono.queries.log_rows import entry_in_full, log_rows
from chrono.queries.state import slot_body, state
from chrono.state.as_of import AsOf
from chrono.state.moments import moment
from chrono.values.canonical import canonical
from tests.building import NOW
from tests.facts import answers, answers_musk_twitter, later_answers
from tests.facts.form import Answer, Holds, WantedEvent

EVENTS = Path(__file__).parents[2] / "events"

NUMBERS = (
    *(0, 2, 4, 5, 7, 9, 10, 12, 14, 15, 17, 19, 20, 22, 24, 25, 27, 29, 30, 32, 34, 35, 37, 39),
    *(40, 42, 44, 45, 47, 49, 50, 52, 54, 55, 57, 59, 60, 62, 64, 65, 67, 69, 70, 72, 74, 75, 77),
    *(79, 80, 82, 84, 85, 87, 89, 90, 92, 94, 95, 97, 99, 100, 102, 104, 105, 107, 109, 110, 112),
    *(114, 115, 117, 119, 120, 122, 124, 125, 127, 129, 131, 133, 134, 135, 136, 137, 139, 140),
    *(142, 144, 145, 147, 149, 150, 151, 152, 153, 155, 156, 158, 160, 162, 163, 165, 167, 168),
    *(170, 172, 173, 174, 175, 177, 178, 180, 181, 183, 185, 186, 188, 189, 190, 191, 193, 195),
    *(197, 199, 200),
)
"""The numbers of the questions; the gaps are in the list itself."""

TWITTER_NUMBERS = (
    *(1, 3, 5, 7, 8, 10, 12, 13, 15, 16, 18, 19, 21, 23, 25, 26, 27, 29, 30, 32, 34, 35, 37, 38),
    *(40, 42, 44, 45, 46, 47, 48, 50, 52, 53, 54, 56, 57, 58, 59, 61, 62, 63, 64, 65),
)
"""The same, of the second chronology."""

TABLES = {
    "openai-microsoft": (78 + 47, NUMBERS, (*answers.ANSWERS, *later_answers.LATER_ANSWERS)),
    "musk-twitter": (44, TWITTER_NUMBERS, answers_musk_twitter.ANSWERS),
}
"""Of each chronology how many questions there are, their numbers, and the answers."""


@attrs.frozen
class Bundle:
    """A chronology, compiled from its text as it is now."""

    history: History
    bodies: Mapping[str, dict[str, Any]]

    def asof(self, answer: Answer) -> AsOf:
        """Read the moments of a question."""
        return AsOf(
            at=moment(answer.at, self.history, NOW),
            known=moment(answer.known, self.history, NOW) if answer.known else None,
        )


@functools.cache
def bundle(name: str) -> Bundle:
    """Compile a folder as an import into an empty log does."""
    written = folder.read(EVENTS / name)
    planned = plan(written.items, {}, name, KINDS)
    assert [str(fault) for fault in (*written.faults, *planned.faults)] == []
    log = MemoryLog()
    log.append(planned.drafts)
    entries = log.entries()
    history = History.of(name, entries)
    return Bundle(history, {one.id: one.content for one in entries})


def in_any_order(values: Iterable[Any]) -> list[Any]:
    """Sort values by how they are written."""
    return sorted(values, key=canonical)


def wanted_slot(holds: Holds) -> dict[str, Any]:
    """Write what a slot must show; what the answer leaves open is left out."""
    optional = {"since": holds.since, "because": holds.because, "basis": holds.basis}
    return {
        "standing": holds.standing,
        "value": holds.value,
        "alternatives": in_any_order((*holds.named, *holds.besides)),
        "possible": in_any_order(holds.possible),
        "pending": in_any_order(holds.pending),
        **{name: value for name, value in optional.items() if value is not None},
    }


def found_slot(body: Mapping[str, Any], wanted: Iterable[str]) -> dict[str, Any]:
    """Write what a slot shows, in the same form."""
    values = {
        field: in_any_order(one.get("value", one.get("member", one)) for one in body[field])
        for field in ("alternatives", "possible", "pending")
    }
    since = body["since"]["edtf"] if body["since"] else None
    shown = {**body, **values, "since": since, "because": tuple(body["because"])}
    return {name: shown[name] for name in wanted}


def wanted_event(event: WantedEvent) -> dict[str, Any]:
    """Write what the log must show of an event; what the answer leaves open is left out."""
    asked = attrs.asdict(event, recurse=False)
    return {name: value for name, value in asked.items() if value is not None}


def found_event(bundle: Bundle, answer: Answer, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Write what the log shows of an event, in the same form."""
    view = bundle.asof(answer).view(bundle.history)
    rows = [row.body() for row in log_rows(view) if row.id == wanted["id"]]
    if not rows:
        return {}
    record = bundle.history.by_id[wanted["id"]]
    shown = entry_in_full(view, record, bundle.bodies[record.id])
    keys = dict.fromkeys(claim["key"] for claim in shown["claims"])
    more = {
        "claims": tuple(keys),
        "earliest": shown["bounds"][0]["earliest"] if shown["bounds"] else None,
        "notes": tuple(one for one in wanted.get("notes", ()) if one in shown.get("note", "")),
    }
    return {name: {**rows[0], **more}[name] for name in wanted}


def pretty(value: Any) -> str:
    """Write what was wanted or found over several lines."""
    return json.dumps(value, indent=1, ensure_ascii=False)


@pytest.mark.parametrize("name", TABLES)
def test_every_question_is_in_the_table_once(name: str) -> None:
    """All are there in their order, and each expects something."""
    count, numbers, table = TABLES[name]

    assert len(numbers) == count
    assert tuple(answer.n for answer in table) == numbers
    assert [answer.n for answer in table if not answer.slots and not answer.events] == []


@pytest.mark.parametrize("name", TABLES)
def test_every_key_of_the_table_is_declared(name: str) -> None:
    """A misspelt key has no slot either, and would pass for one that nobody speaks of."""
    declared = bundle(name).bodies["chronology"]["data"]["keys"]
    asked = {key for answer in TABLES[name][2] for key in answer.slots}

    assert sorted(asked - declared.keys()) == []


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        pytest.param(name, answer, id=f"{name}-n{answer.n}")
        for name, (_, _, table) in TABLES.items()
        for answer in table
    ],
)
def test_the_chronology_answers(name: str, answer: Answer) -> None:
    """The state and the log say what the answer says, and no more."""
    compiled = bundle(name)
    asof = compiled.asof(answer)
    globs = (*answer.slots, *([answer.family] if answer.family else ()))
    shown = state(compiled.history, asof, globs).slots if globs else ()
    bodies = {slot.key: slot_body(slot) for slot in shown}
    slots = {key: wanted_slot(holds) for key, holds in answer.slots.items() if holds}
    events = {event.id: wanted_event(event) for event in answer.events}

    wanted = {"slots": slots, "events": events}
    found = {
        "slots": {
            key: found_slot(body, slots.get(key, wanted_slot(Holds())))
            for key, body in bodies.items()
        },
        "events": {given: found_event(compiled, answer, one) for given, one in events.items()},
    }

    if found != wanted:
        question = f"n{answer.n}: {answer.asks}? At {answer.at}, known {answer.known or 'all'}"
        message = f"{question}\nwanted: {pretty(wanted)}\nfound: {pretty(found)}"
        pytest.fail(message, pytrace=False)
