"""What a log holds of a chronology, as far as texts are compared with it."""

from typing import Any

import pytest

from chrono.codec.codec import Codec
from chrono.ingest.stored import StoredChronology, without
from chrono.kinds.catalogue import KINDS
from chrono.log.memory import MemoryLog
from tests.building import declaration, drafts, event, source

OWN, MORE = source("2023-12-01", publisher="Gazette"), source("2023-12-02", publisher="Wire")
ONE = event("one", "2023", headline="first", sources=[OWN])


def corrected(given: str, headline: str, *on_act: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Write a correction of the one event, which leaves out its sources unless given."""
    body = {**ONE, "headline": headline, **fields}
    kept = {name: one for name, one in body.items() if name != "id" and one is not None}
    act = {"id": given, "kind": "correction", "corrects": "one", "reason": "r", "event": kept}
    return {**act, "sources": list(on_act)} if on_act else act


def stored(*written: dict[str, Any]) -> StoredChronology:
    """Hold a log of what is written."""
    log = MemoryLog()
    for draft in drafts(*written):
        log.append([draft])
    return StoredChronology.of(log.entries())


def event_with(headline: str, *sources: dict[str, Any]) -> dict[str, Any]:
    """Write what the one event should say, as an import compares it: with no fields left empty."""
    draft, _ = Codec("test", KINDS).draft({**ONE, "headline": headline}, "test")
    assert draft is not None
    return {**without(draft.body, "id", "chronology"), "sources": list(sources)}


def test_the_latest_declaration_holds() -> None:
    """A chronology that was declared anew is what the last entry says."""
    again = {**declaration(aliases={"OAI": "OpenAI"}), "id": "chronology~2"}
    first = stored(declaration())

    assert first.declaration["zone"] == "UTC"
    assert first.aliases == {}
    assert stored(declaration(), again).aliases == {"OAI": "OpenAI"}


def test_nothing_is_declared_in_an_empty_log() -> None:
    """Without any entry there is no declaration and there are no aliases."""
    nothing = StoredChronology.of([])

    assert (nothing.declaration, nothing.aliases, nothing.records) == ({}, {}, ())


def test_the_same_declaration_is_not_declared_anew() -> None:
    """A declaration that says what stands, in whatever order of fields, makes no draft."""
    written = declaration(parties=["A"])
    turned = {**written, "data": dict(reversed(written["data"].items()))}
    there = stored(written)

    assert list(there.redeclared(*drafts(turned))) == []


def test_another_declaration_gets_the_next_number() -> None:
    """What is declared anew is numbered after the last, and says what it says."""
    named = declaration(parties=["A"])
    (second,) = stored(named).redeclared(*drafts(declaration()))
    (third,) = stored(declaration(), {**named, "id": "chronology~2"}).redeclared(
        *drafts(declaration())
    )

    assert (second.id, third.id) == ("chronology~2", "chronology~3")
    assert (second.body["id"], second.chronology) == ("chronology~2", "test")
    assert second.body["data"] == declaration()["data"]


def test_a_key_in_use_stays_declared_where_the_text_lacks_it() -> None:
    """What a command declared with its event is not taken back by the text; an unused key is."""
    single = {"holds": "single"}
    text = declaration(keys={"office/a": single})
    more = declaration(keys={"office/a": single, "office/b": single, "office/c": single})
    claiming = event("e", "2024-01-01", {"set": "office/b", "value": "Ada"})
    there = stored(text, {**more, "id": "chronology~2"}, claiming)
    (third,) = there.redeclared(*drafts(text))

    assert third.body["data"]["keys"] == {"office/a": single, "office/b": single}
    assert list(stored(text, third.body, claiming).redeclared(*drafts(text))) == []


@pytest.mark.parametrize(
    ("ids", "last"),
    [
        ([], ("one", 1)),
        (["one~2"], ("one~2", 2)),
        (["one~2", "one~10", "one~9"], ("one~10", 10)),
        (["one-fixed", "another~9"], ("one", 1)),
    ],
)
def test_the_last_import_of_an_event_is_found_by_its_number(
    ids: list[str], last: tuple[str, int]
) -> None:
    """Numbers count as numbers, and other ids that look alike do not."""
    more = [corrected(given, given) for given in ids]

    assert stored(declaration(), ONE, *more).imported("one") == last


def test_signs_in_an_id_mean_themselves() -> None:
    """A dot in an id stands for a dot only."""
    there = stored(declaration(), event("o.e", "2023"), ONE, corrected("one~2", "second"))

    assert there.imported("o.e") == ("o.e", 1)


def test_an_event_is_returned_without_its_id() -> None:
    """What is compared with a text is what the text says."""
    there = stored(declaration(), ONE).event("one")

    assert (there["headline"], there["sources"]) == ("first", [OWN])
    assert not {"id", "chronology", "derived"} & there.keys()


def test_a_correction_keeps_the_sources_of_the_version_it_replaces() -> None:
    """Through a chain of corrections, sources left out are those of the last that gave any."""
    there = stored(
        declaration(),
        ONE,
        corrected("two", "second", sources=[MORE]),
        corrected("three", "third", sources=None),
        corrected("four", "fourth", sources=None),
    )

    assert there.event("four")["headline"] == "fourth"
    assert there.event("four")["sources"] == [MORE]
    assert there.event("one")["sources"] == [OWN]


def test_an_entry_says_an_event_with_its_own_sources_or_without() -> None:
    """What a correction rests on by itself may stand among the sources in the text, or not."""
    there = stored(declaration(), ONE, corrected("two", "second", MORE, sources=None))

    assert there.says("two", event_with("second", OWN))
    assert there.says("two", event_with("second", OWN, MORE))
    assert not there.says("two", event_with("second", MORE))
    assert not there.says("two", event_with("first", OWN))
    assert there.says("one", event_with("first", OWN))
    assert not there.says("one", event_with("first", OWN, MORE))


def test_leaving_out_fields_leaves_the_rest() -> None:
    """Fields that are not there are left out as well."""
    body = {"a": 1, "b": 2}

    assert without(body, "b", "c") == {"a": 1}
    assert body == {"a": 1, "b": 2}


def test_an_event_stands_in_its_last_version_whoever_names_it() -> None:
    """Its id, its correction's and a citation's lead to one event; a declaration's to none."""
    cited = {"id": "cited", "kind": "citation", "cites": "one", "sources": [MORE]}
    there = stored(declaration(), ONE, corrected("fix", "second"), cited)

    assert {there.standing(name)["headline"] for name in ("one", "fix", "cited")} == {"second"}
    assert there.standing("chronology") == {}


def test_a_withdrawn_event_is_read_as_first_recorded() -> None:
    """No version stands, so that there is nothing else to begin with."""
    gone = {"id": "gone", "kind": "retraction", "retracts": "one", "reason": "r"}

    assert stored(declaration(), ONE, gone).standing("gone")["headline"] == "first"


def test_more_keys_are_declared_where_keys_are() -> None:
    """A chronology that declares none takes any key, and stays so."""
    more = {"office/b": {"holds": "single"}}
    (draft,) = stored(declaration(keys={"office/a": {"holds": "single"}})).with_keys(more)

    assert (draft.id, sorted(draft.body["data"]["keys"])) == ("chronology~2", ["office/a", *more])
    assert list(stored(declaration()).with_keys(more)) == []
