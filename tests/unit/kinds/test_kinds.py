"""What each kind of the other facets asserts, through the codec as a text is read."""

from typing import Any

import pytest

from chrono.codec.codec import Codec
from chrono.kinds.catalogue import FACETS, KINDS
from tests.building import event, history_of, slot, source

SAMPLES: list[tuple[str, dict[str, Any], list[dict[str, Any]]]] = [
    ("observer.seated", {"seat": "a/b", "holder": "B"},
     [{"op": "set", "key": "observer/a/b", "value": {"holder": "B"}}]),
    ("observer.left", {"seat": "a/b"}, [{"op": "end", "key": "observer/a/b"}]),
    ("observer.announced", {"seat": "a/b", "holder": "B", "person": "P"},
     [{"op": "announce", "key": "observer/a/b", "value": {"holder": "B", "person": "P"}}]),
    ("observer.lapsed", {"seat": "a/b"}, [{"op": "lapse", "key": "observer/a/b"}]),
    ("structure.adopted", {"organisation": "a", "form": "club"},
     [{"op": "set", "key": "structure/a", "value": "club"}]),
    ("structure.planned", {"organisation": "a", "form": "club"},
     [{"op": "announce", "key": "structure/a", "value": "club"}]),
    ("structure.dropped", {"organisation": "a"}, [{"op": "lapse", "key": "structure/a"}]),
    ("control.held", {"organisation": "a", "by": "B"},
     [{"op": "set", "key": "control/a", "value": "B"}]),
    ("control.planned", {"organisation": "a", "by": "B"},
     [{"op": "announce", "key": "control/a", "value": "B"}]),
    ("control.dropped", {"organisation": "a"}, [{"op": "lapse", "key": "control/a"}]),
    ("stake.stated", {"holder": "a", "share": "27%", "computed": "diluted"},
     [{"op": "set", "key": "stake/a", "value": {"share": "27%", "computed": "diluted"}}]),
    ("stake.stated", {"holder": "a", "share": "9%", "shares": "73,486,938"},
     [{"op": "set", "key": "stake/a", "value": {"share": "9%", "shares": "73,486,938"}}]),
    ("stake.ended", {"holder": "a"}, [{"op": "end", "key": "stake/a"}]),
    ("valuation.stated", {"organisation": "a", "amount": "5", "currency": "USD"},
     [{"op": "set", "key": "valuation/a", "value": {"amount": 5, "currency": "USD"}}]),
    ("term.agreed", {"term": "x", "says": "S", "scope": "API", "version": "1", "until": "2030"},
     [{"op": "set", "key": "term/x",
       "value": {"says": "S", "scope": "API", "version": "1", "until": "2030"}}]),
    ("term.announced", {"term": "x", "says": "S"},
     [{"op": "announce", "key": "term/x", "value": {"says": "S"}}]),
    ("term.ended", {"term": "x"}, [{"op": "end", "key": "term/x"}]),
    ("term.lapsed", {"term": "x"}, [{"op": "lapse", "key": "term/x"}]),
    ("compute.supplied", {"customer": "a", "suppliers": ["B", "C"]},
     [{"op": "add", "key": "compute/a", "value": "B"},
      {"op": "add", "key": "compute/a", "value": "C"}]),
    ("compute.withdrawn", {"customer": "a", "suppliers": ["B"]},
     [{"op": "drop", "key": "compute/a", "value": "B"}]),
    ("compute.project", {"project": "a", "stage": "reported"},
     [{"op": "set", "key": "compute/a", "value": {"stage": "reported"}}]),
    ("deal.reached", {"deal": "a", "stage": "talks"},
     [{"op": "set", "key": "deal/a", "value": {"stage": "talks"}}]),
    ("deal.reached", {"deal": "a", "stage": "agreed"},
     [{"op": "set", "key": "deal/a", "value": {"stage": "agreed"}},
      {"op": "announce", "key": "deal/a", "value": {"stage": "closed"}}]),
    ("deal.reached", {"deal": "a", "stage": "offered", "price": "$9.50"},
     [{"op": "set", "key": "deal/a", "value": {"stage": "offered", "price": "$9.50"}}]),
    ("deal.reached", {"deal": "a", "stage": "to close", "price": "$9.50"},
     [{"op": "set", "key": "deal/a", "value": {"stage": "to close", "price": "$9.50"}},
      {"op": "announce", "key": "deal/a", "value": {"stage": "closed", "price": "$9.50"}}]),
    ("deal.share-priced", {"deal": "a", "price": "$9.50"},
     [{"op": "set", "key": "deal/a/price", "value": "$9.50"}]),
    ("approval.reached", {"approval": "a", "stage": "given"},
     [{"op": "set", "key": "approval/a", "value": {"stage": "given"}}]),
    ("listing.reached", {"listing": "a", "stage": "suspended"},
     [{"op": "set", "key": "listing/a", "value": {"stage": "suspended"}}]),
    ("deal.reached", {"deal": "a", "stage": "lapsed"},
     [{"op": "set", "key": "deal/a", "value": {"stage": "lapsed"}},
      {"op": "lapse", "key": "deal/a"}]),
    ("deal.priced", {"deal": "a", "amount": "5", "currency": "USD", "qualifier": "up to"},
     [{"op": "set", "key": "deal/a/sum",
       "value": {"amount": 5, "currency": "USD", "qualifier": "up to"}}]),
    ("owner.changed", {"thing": "a", "owner": "B"},
     [{"op": "set", "key": "owner/a", "value": "B"}]),
    ("offering.reached", {"offering": "a", "stage": "preparing"},
     [{"op": "set", "key": "offering/a", "value": {"stage": "preparing"}}]),
    ("agreement.reached", {"agreement": "a", "nature": "memorandum", "which": "of May"},
     [{"op": "set", "key": "agreement/a",
       "value": {"nature": "memorandum", "which": "of May"}}]),
    ("dispute.reached", {"dispute": "a", "stage": "open"},
     [{"op": "set", "key": "dispute/a", "value": {"stage": "open"}}]),
    ("dispute.position", {"dispute": "a", "party": "b", "position": "no"},
     [{"op": "set", "key": "position/a/b", "value": "no"}]),
    ("step.reached", {"step": "a", "stage": "considered"},
     [{"op": "set", "key": "step/a", "value": {"stage": "considered"}}]),
    ("proceeding.reached", {"proceeding": "a", "stage": "closed", "outcome": "no case"},
     [{"op": "set", "key": "proceeding/a",
       "value": {"stage": "closed", "outcome": "no case"}}]),
    ("proceeding.reached", {"proceeding": "a", "stage": "stayed"},
     [{"op": "set", "key": "proceeding/a", "value": {"stage": "stayed"}}]),
    ("proceeding.announced", {"proceeding": "a", "stage": "settled", "outcome": "a fine"},
     [{"op": "announce", "key": "proceeding/a",
       "value": {"stage": "settled", "outcome": "a fine"}}]),
    ("proceeding.lapsed", {"proceeding": "a"}, [{"op": "lapse", "key": "proceeding/a"}]),
    ("proceeding.joined", {"proceeding": "a", "defendants": ["B"]},
     [{"op": "add", "key": "proceeding/a/defendants", "value": "B"}]),
    ("proceeding.dismissed", {"proceeding": "a", "defendants": ["B"]},
     [{"op": "drop", "key": "proceeding/a/defendants", "value": "B"}]),
    ("deadline.set", {"deadline": "a", "due": "2026", "consequence": "less"},
     [{"op": "set", "key": "deadline/a",
       "value": {"stage": "pending", "due": "2026", "consequence": "less"}}]),
    ("deadline.decided", {"deadline": "a", "outcome": "met"},
     [{"op": "set", "key": "deadline/a", "value": {"stage": "met"}}]),
    ("deadline.decided", {"deadline": "a", "outcome": "missed", "due": "2026"},
     [{"op": "set", "key": "deadline/a", "value": {"stage": "missed", "due": "2026"}}]),
    ("rivalry.stated", {"rivalry": "a", "says": "yes"},
     [{"op": "set", "key": "rivalry/a", "value": "yes"}]),
    ("cause.given", {"of": "a", "cause": "b"}, [{"op": "set", "key": "cause/a", "value": "b"}]),
    ("tone.struck", {"of": "a", "tone": "cool"},
     [{"op": "set", "key": "tone/a", "value": "cool"}]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "data", "claims"), SAMPLES)
def test_a_kind_asserts_what_it_declares(
    kind: str, data: dict[str, Any], claims: list[dict[str, Any]]
) -> None:
    """Announced is pending, a stage is a value, and nothing is claimed that was not said."""
    written = {
        "id": "x", "kind": kind, "occurred": "2024", "headline": "x", "data": data,
        "sources": [source()],
    }  # fmt: skip
    draft, faults = Codec("test", KINDS, text=True).draft(written, "test")

    assert faults == ()
    assert draft is not None
    assert draft.derived["claims"] == claims


def test_every_kind_of_these_facets_has_a_sample() -> None:
    """A kind that is added needs a line here, or a file of its own."""
    own = {"boards", "capital", "offices"}
    names = {
        cls.__kind__.name
        for facet in FACETS
        if facet.__name__.rpartition(".")[2] not in own
        for cls in facet.KINDS
    }

    assert names == {kind for kind, _, _ in SAMPLES}


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("deal.reached", {"deal": "a", "stage": "done"}),
        ("dispute.reached", {"dispute": "a", "stage": "closed"}),
        ("step.reached", {"step": "a", "stage": "open"}),
        ("agreement.reached", {"agreement": "a", "nature": "binding"}),
        ("deadline.decided", {"deadline": "a", "outcome": "pending"}),
        ("listing.reached", {"listing": "a", "stage": "delisted"}),
        ("stake.stated", {"holder": "a", "computed": "diluted"}),
    ],
)
def test_a_stage_that_is_none_is_refused(kind: str, data: dict[str, Any]) -> None:
    """Considered is not filed, suspended is not removed, and a stake says how large it is."""
    written = {
        "id": "x", "kind": kind, "occurred": "2024", "headline": "x", "data": data,
        "sources": [source()],
    }  # fmt: skip

    assert Codec("test", KINDS, text=True).draft(written, "test")[1]


def test_what_is_agreed_at_a_price_is_pending_until_it_closes_at_that_price() -> None:
    """Stage and price are one value on both sides, so the closing clears what is pending."""
    history = history_of(
        event("agreed", "2024-04", kind="deal.reached", data=reached("agreed")),
        event("closed", "2024-10", kind="deal.reached", data=reached("closed")),
    )

    before, after = slot(history, "deal/a", "2024-05"), slot(history, "deal/a", "2024-11")
    assert before is not None
    assert after is not None
    assert [one["value"] for one in before["pending"]] == [{"stage": "closed", "price": "$9.50"}]
    assert (after["value"], after["pending"]) == ({"stage": "closed", "price": "$9.50"}, [])


def reached(stage: str) -> dict[str, str]:
    """Write how far a deal has come, at one price."""
    return {"deal": "a", "stage": stage, "price": "$9.50"}
