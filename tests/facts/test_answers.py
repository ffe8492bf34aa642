"""The bundled chronology answers the questions that it was written against."""

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
from chrono.queries.log_rows import entry, log_rows
from chrono.queries.state import slot_body, state
from chrono.state.as_of import AsOf
from chrono.state.moments import moment
from chrono.values.canonical import canonical
from tests.building import NOW
from tests.facts.answers import ANSWERS, Answer, Holds, WantedEvent
from tests.facts.later_answers import LATER_ANSWERS

FOLDER = Path(__file__).parents[2] / "events" / "openai-microsoft"

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

ALL = (*ANSWERS, *LATER_ANSWERS)


@attrs.frozen
class Bundle:
    """The chronology, compiled from its text as it is now."""

    history: History
    bodies: Mapping[str, dict[str, Any]]

    def asof(self, answer: Answer) -> AsOf:
        """Read the moments of a question."""
        return AsOf(
            at=moment(answer.at, self.history, NOW),
            known=moment(answer.known, self.history, NOW) if answer.known else None,
        )


@pytest.fixture(scope="session")
def bundle() -> Bundle:
    """Compile the folder as an import into an empty log does."""
    written = folder.read(FOLDER)
    planned = plan(written.items, {}, FOLDER.name, KINDS)
    assert [str(fault) for fault in (*written.faults, *planned.faults)] == []
    log = MemoryLog()
    log.append(planned.drafts)
    entries = log.entries()
    history = History.of(FOLDER.name, entries)
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
    shown = entry(view, record, bundle.bodies[record.id])
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


def test_every_question_is_in_the_table_once() -> None:
    """All 125 are there in their order, and each expects something."""
    assert len(NUMBERS) == 78 + 47
    assert tuple(answer.n for answer in ALL) == NUMBERS
    assert [answer.n for answer in ALL if not answer.slots and not answer.events] == []


def test_every_key_of_the_table_is_declared(bundle: Bundle) -> None:
    """A misspelt key has no slot either, and would pass for one that nobody speaks of."""
    declared = bundle.bodies["chronology"]["data"]["keys"]
    asked = {key for answer in ALL for key in answer.slots}

    assert sorted(asked - declared.keys()) == []


@pytest.mark.parametrize("answer", ALL, ids=lambda answer: f"n{answer.n}")
def test_the_chronology_answers(bundle: Bundle, answer: Answer) -> None:
    """The state and the log say what the answer says, and no more."""
    asof = bundle.asof(answer)
    globs = (*answer.slots, *([answer.family] if answer.family else ()))
    shown = state(bundle.history, asof, globs).slots if globs else ()
    bodies = {slot.key: slot_body(slot) for slot in shown}
    slots = {key: wanted_slot(holds) for key, holds in answer.slots.items() if holds}
    events = {event.id: wanted_event(event) for event in answer.events}

    wanted = {"slots": slots, "events": events}
    found = {
        "slots": {
            key: found_slot(body, slots.get(key, wanted_slot(Holds())))
            for key, body in bodies.items()
        },
        "events": {given: found_event(bundle, answer, one) for given, one in events.items()},
    }

    if found != wanted:
        question = f"n{answer.n}: {answer.asks}? At {answer.at}, known {answer.known or 'all'}"
        message = f"{question}\nwanted: {pretty(wanted)}\nfound: {pretty(found)}"
        pytest.fail(message, pytrace=False)
