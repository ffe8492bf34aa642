"""Planning an import: what is new, what changed, and that the same text changes nothing."""

import json
from typing import Any

import pytest

from chrono.codec.codec import Codec
from chrono.faults import Refused
from chrono.ingest.items import Item
from chrono.ingest.plan import Plan, plan
from chrono.kinds.catalogue import KINDS
from chrono.log.memory import MemoryLog
from tests.building import declaration, event, source

ALIASES = {"aliases": {"OAI": "OpenAI"}}


def cited(cites: str, given: str = "cited") -> dict[str, Any]:
    """Write a citation."""
    sources = [source("2023-12-01", publisher="Wire")]
    return {"id": given, "kind": "citation", "cites": cites, "sources": sources}


def corrected(corrects: str, given: str, **fields: Any) -> dict[str, Any]:
    """Write a correction of what `event` writes."""
    within = {**event(corrects, "2023"), "headline": "by hand", **fields}
    within.pop("id")
    told = {name: value for name, value in within.items() if value is not None}
    return {"id": given, "kind": "correction", "corrects": corrects, "reason": "r", "event": told}


def retracted(retracts: str, given: str) -> dict[str, Any]:
    """Write a retraction."""
    return {"id": given, "kind": "retraction", "retracts": retracts, "reason": "r"}


class Desk:
    """A log and the text that is imported into it."""

    def __init__(self, *written: dict[str, Any]) -> None:
        self.log = MemoryLog()
        self.appended = self.add(declaration(), *written)

    def plan(self, *written: dict[str, Any], reason: str | None = None, whole: bool = True) -> Plan:
        """Plan an import of a text."""
        items = [Item(one, "f", number) for number, one in enumerate(written, start=1)]
        entries = {name: self.log.entries(name) for name in self.log.chronologies()}
        return plan(items, entries, "test", KINDS, reason, whole=whole)

    def add(self, *written: dict[str, Any], reason: str | None = None) -> list[str]:
        """Import a text, and name what was appended."""
        planned = self.plan(*written, reason=reason)
        assert planned.faults == ()
        done = self.log.append(planned.drafts)
        self.appended = [entry.id for entry in done.new]
        return self.appended

    def command(self, written: dict[str, Any]) -> None:
        """Append as a command does, past the text."""
        draft, faults = Codec("test", KINDS).draft(written, "command")
        assert draft is not None, faults
        self.log.append([draft])

    def refused(self, *written: dict[str, Any], reason: str | None = None) -> list[str]:
        """Plan a text that has faults, and show them."""
        planned = self.plan(*written, reason=reason)
        assert planned.faults
        return [str(fault) for fault in planned.faults]


def one(headline: str = "one", **more: Any) -> dict[str, Any]:
    """Write the event that most tests are about."""
    return event("one", "2023", headline=headline, **more)


def test_everything_is_new_to_an_empty_log() -> None:
    """In the order of the text."""
    desk = Desk(one(), event("two", "2024"), cited("one"))

    assert desk.appended == ["chronology", "one", "two", "cited"]


def test_the_same_text_plans_nothing() -> None:
    """Events, acts and the declaration alike."""
    text = (
        declaration(**ALIASES),
        one(data={"claims": [{"add": "board/x", "value": "OAI"}]}, sources=[source("2023")]),
        cited("one"),
        corrected("one", "fix"),
        retracted("cited", "uncited"),
    )
    desk = Desk()
    assert desk.add(*text) == ["chronology~2", "one", "cited", "fix", "uncited"]

    assert desk.add(*text) == []
    assert desk.plan(*text).gone == ()


def test_a_changed_event_becomes_one_correction() -> None:
    """With the reason of its line changed:, and without sources of its own."""
    desk = Desk(one(), event("two", "2024"))

    assert desk.add(declaration(), one("One", changed="a slip"), event("two", "2024")) == ["one~2"]
    body = desk.log.entries()[-1].content
    assert body.pop("derived") == {"replaces": "one", "version": 1}
    assert body == {
        "chronology": "test",
        "id": "one~2",
        "kind": "correction",
        "corrects": "one",
        "reason": "a slip",
        "event": {
            "kind": "development",
            "occurred": "2023",
            "headline": "One",
            "sources": [source()],
        },
    }


def test_the_changed_text_plans_nothing_when_it_is_imported_again() -> None:
    """With or without the line that said why."""
    desk = Desk(one())
    desk.add(one("One", changed="a slip"))

    assert desk.add(one("One", changed="a slip")) == []
    assert desk.add(one("One")) == []


def test_a_reason_may_be_given_for_all() -> None:
    """The event's own line goes before it."""
    desk = Desk(one(), event("two", "2024"))
    text = (one("One", changed="a slip"), event("two", "2024", headline="Two"))

    assert desk.add(*text, reason="house style") == ["one~2", "two~2"]
    assert [e.content["reason"] for e in desk.log.entries()[-2:]] == ["a slip", "house style"]


@pytest.mark.parametrize("changed", [None, ""])
def test_a_change_without_a_reason_is_refused(changed: str | None) -> None:
    """The message says how to give one."""
    more = {} if changed is None else {"changed": changed}

    assert Desk(one()).refused(declaration(), one("One", **more)) == [
        ("f:2: one changed since it was last imported; say why in a line changed: typing error")
    ]


@pytest.mark.parametrize("changed", [3, ["x"], {"a": "b"}, True])
def test_a_reason_is_text(changed: object) -> None:
    """Also where nothing changed."""
    assert Desk(one()).refused(one(changed=changed)) == [
        "f:1: changed: text that says why the event changed"
    ]


def test_each_change_is_numbered() -> None:
    """A change back is a change too."""
    desk = Desk(one())

    assert desk.add(one("One"), reason="r") == ["one~2"]
    assert desk.add(one("ONE"), reason="r") == ["one~3"]
    assert desk.add(one("one"), reason="r") == ["one~4"]
    assert desk.add(one("one")) == []
    assert [e.content["derived"]["replaces"] for e in desk.log.entries()[2:]] == [
        "one",
        "one~2",
        "one~3",
    ]


def test_the_tenth_change_comes_after_the_ninth() -> None:
    """Versions are counted as numbers."""
    desk = Desk(one("0"))
    for number in range(1, 11):
        desk.add(one(str(number)), reason="r")

    assert desk.appended == ["one~11"]
    assert desk.add(one("10")) == []


def test_a_correction_by_a_command_meanwhile_is_named() -> None:
    """Nobody's work is overwritten."""
    desk = Desk(one())
    desk.command(corrected("one", "by-hand"))

    assert desk.refused(one("One"), reason="r") == [
        (
            "f:1: one was corrected by by-hand since it was last imported; write that into the "
            "text, or retract by-hand first"
        )
    ]


def test_a_text_that_did_not_change_leaves_a_command_alone() -> None:
    """It has nothing to say about it."""
    desk = Desk(one())
    desk.command(corrected("one", "by-hand"))

    assert desk.add(one()) == []


@pytest.mark.parametrize("sources", [None, [source()]])
def test_what_a_command_said_may_be_written_into_the_text(sources: list[Any] | None) -> None:
    """Then text and log agree, whether the command named the sources again or kept them."""
    desk = Desk(one())
    desk.command(corrected("one", "by-hand", sources=sources))

    assert desk.add(one("by hand")) == []


def test_the_source_of_a_command_may_be_written_into_the_text() -> None:
    """The sources of the correction itself count as its event's."""
    desk = Desk(one())
    more = source("2023-12-01", publisher="Wire")
    desk.command({**corrected("one", "by-hand", sources=None), "sources": [more]})

    assert desk.add(one("by hand", sources=[source(), more])) == []


def test_after_a_command_was_retracted_the_text_may_change() -> None:
    """The message of the refusal can be followed."""
    desk = Desk(one())
    desk.command(corrected("one", "by-hand"))
    desk.command(retracted("by-hand", "undone"))

    assert desk.add(one("One"), reason="r") == ["one~2"]


def test_a_withdrawn_import_is_named() -> None:
    """The retraction that stands in the way, and not the event itself."""
    desk = Desk(one())
    desk.add(one("One"), reason="r")
    desk.command(retracted("one~2", "undone"))

    assert desk.add(one("One")) == []
    assert desk.add(one("one")) == []
    assert desk.refused(one("ONE"), reason="r") == [
        "f:1: one~2 was withdrawn by undone since it was imported; retract undone first"
    ]


def test_a_withdrawn_event_is_not_corrected() -> None:
    """The log refuses it, and names what withdrew it."""
    desk = Desk(one())
    desk.command(retracted("one", "gone"))

    with pytest.raises(Refused, match="gone withdrew it; retract gone first"):
        desk.log.append(desk.plan(one("One"), reason="r").drafts)


def test_an_act_whose_text_changed_stays_and_is_named_and_the_rest_comes() -> None:
    """A better title of one source does not keep a log from taking the rest of a text."""
    desk = Desk(one(), cited("one"), corrected("one", "fix"), retracted("fix", "gone"))
    text = (
        declaration(),
        one(),
        {**cited("one"), "sources": [source("2023-12-02", publisher="Wire")]},
        corrected("one", "fix", headline="other"),
        {**retracted("fix", "gone"), "reason": "in other words"},
        event("two", "2024"),
    )

    planned = desk.plan(*text)
    assert planned.faults == ()
    assert planned.kept == ("cited", "fix", "gone")
    assert desk.add(*text) == ["two"]


@pytest.mark.parametrize("act", [corrected("one", "act"), retracted("one", "act")])
def test_an_event_under_an_act_of_the_text_stays_too(act: dict[str, Any]) -> None:
    """What the text itself corrects or withdraws has no version left that its change is about."""
    desk = Desk(one(), act)

    planned = desk.plan(declaration(), one("One"), act)
    assert (planned.faults, planned.kept, planned.drafts) == ((), ("one",), ())


@pytest.mark.parametrize("act", [retracted("two", "gone"), cited("one", "gone")])
def test_another_act_under_the_id_of_one_is_refused(act: dict[str, Any]) -> None:
    """It is about something else, or does something else: that is no change of its text."""
    desk = Desk(one(), event("two", "2024"), retracted("one", "gone"))

    with pytest.raises(Refused, match="another entry with this id"):
        desk.add(declaration(), one(), event("two", "2024"), act)


def test_an_event_that_left_a_whole_text_is_named() -> None:
    """It is not withdrawn by itself; of what is withdrawn already only the act is named."""
    desk = Desk(one(), event("two", "2024"), cited("one"))
    desk.command(event("three", "2025"))
    desk.command(retracted("three", "gone"))

    planned = desk.plan(declaration(), event("two", "2024"))
    assert (planned.gone, planned.drafts) == (("one",), ())
    assert planned.acts_gone == ("cited", "gone")
    assert desk.plan(event("two", "2024"), whole=False).gone == ()


def test_a_changed_declaration_is_declared_anew() -> None:
    """Once for each change, with a number."""
    desk = Desk(one())

    assert desk.add(declaration(title="Another")) == ["chronology~2"]
    assert desk.add(declaration(title="Another")) == []
    assert desk.add(declaration(**ALIASES)) == ["chronology~3"]
    assert desk.add(declaration(**ALIASES)) == []
    assert desk.add(declaration()) == ["chronology~4"]


def test_a_new_alias_is_used_at_once() -> None:
    """The events of the same text are read with it."""
    desk = Desk()
    desk.add(declaration(**ALIASES), one(sources=[source("2023", publisher="OAI")]))

    assert desk.log.entries()[-1].content["sources"][0]["publisher"] == "OpenAI"


def test_a_text_without_a_declaration_uses_the_aliases_of_the_log() -> None:
    """The latest ones."""
    desk = Desk()
    desk.add(declaration(**ALIASES))
    desk.add(one(sources=[source("2023", publisher="OAI")]))

    assert desk.log.entries()[-1].content["sources"][0]["publisher"] == "OpenAI"


def test_a_chronology_does_not_move_to_another_zone() -> None:
    """It would move every bare date."""
    desk = Desk(one())

    with pytest.raises(Refused, match="but test is in UTC for good"):
        desk.log.append(desk.plan(declaration("Asia/Tokyo")).drafts)


def exported(log: MemoryLog) -> list[dict[str, Any]]:
    """Write a log as an export does: each entry as it stands, derived and all."""
    return [json.loads(entry.body) for entry in log.entries()]


def test_an_export_imported_again_plans_nothing() -> None:
    """It holds an event and its correction, a declaration and a later one, and acts."""
    desk = Desk(one(), event("two", "2024"))
    desk.add(declaration(**ALIASES), one("One"), event("two", "2024"), cited("two"), reason="r")
    desk.add(one("ONE"), event("two", "2024"), reason="r")
    desk.command(corrected("two", "by-hand"))
    desk.command(retracted("by-hand", "undone"))
    text = exported(desk.log)
    assert [row["id"] for row in text if "~" in row["id"]] == ["chronology~2", "one~2", "one~3"]

    assert desk.add(*text) == []


def test_an_export_makes_the_same_log_elsewhere() -> None:
    """Every body is the same, and a second import adds nothing."""
    desk = Desk(one(), event("two", "2024"))
    desk.add(declaration(**ALIASES), one("One"), cited("two"), reason="r")
    other = Desk.__new__(Desk)
    other.log = MemoryLog()
    other.add(*exported(desk.log))

    assert [e.body for e in other.log.entries()] == [e.body for e in desk.log.entries()]
    assert other.add(*exported(desk.log)) == []


def test_an_id_that_stands_twice_with_other_content_is_refused() -> None:
    """Both places are named; a line that stands twice is one."""
    desk = Desk()

    assert desk.refused(one(), one("One")) == [
        "f:2: id: one stands at f:1 already; give one of them another id"
    ]
    assert desk.add(one(), one()) == ["one"]


def test_an_event_may_name_its_chronology() -> None:
    """Then it is read for that one, and compared with it."""
    desk = Desk(one())
    text = [{**declaration(), "chronology": "other"}, {**one("Other"), "chronology": "other"}]

    assert desk.add(*text) == ["chronology", "one"]
    assert desk.add(*text) == []
    assert desk.plan(one()).gone == ()


def test_faults_of_all_items_are_told_at_once() -> None:
    """And nothing is said to be gone, for nobody knows what the text holds."""
    desk = Desk(one())
    planned = desk.plan(event("x y", "2023"), event("z", "soon"))

    assert [fault.where for fault in planned.faults] == ["f:1", "f:2"]
    assert planned.gone == ()


@pytest.mark.parametrize("kind", [[], {}, 3, None])
def test_a_kind_of_another_shape_is_a_fault(kind: object) -> None:
    """A list where a name should stand does not stop the reading."""
    (fault,) = Desk().refused(one(kind=kind))
    assert fault.startswith("f:1: kind: ")
