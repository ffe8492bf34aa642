"""Planning a merge: what is here already, what comes, what is renamed, and what is in conflict."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from chrono.events.acts import Amendments
from chrono.events.entries import read
from chrono.events.history import History
from chrono.exports.jsonl import jsonl
from chrono.faults import Refused
from chrono.ingest.merge import Merge, merge
from chrono.log.memory import MemoryLog
from chrono.queries.findings.check import findings
from tests.building import declaration, drafts, event, source

ADA = {"set": "office/firm/ceo", "value": "Ada"}
BO = {"set": "office/firm/ceo", "value": "Bo"}
CY = {"set": "office/firm/ceo", "value": "Cy"}


def corrected(claim: dict[str, Any], given: str = "fix", target: str = "a") -> dict[str, Any]:
    """Write a correction."""
    whole = event("x", "2024", claim)
    inner = {name: value for name, value in whole.items() if name not in ("id", "sources")}
    return {"id": given, "kind": "correction", "corrects": target, "reason": given, "event": inner}


def retracted(target: str, given: str) -> dict[str, Any]:
    """Write a retraction."""
    return {"id": given, "kind": "retraction", "retracts": target, "reason": given}


def cited(target: str, given: str, published: str = "2024-02") -> dict[str, Any]:
    """Write a citation."""
    return {"id": given, "kind": "citation", "cites": target, "sources": [source(published)]}


def log_with(*written: dict[str, Any], **about: Any) -> MemoryLog:
    """Keep a log: a declaration, an event, and what is written upon it."""
    log = MemoryLog()
    for draft in drafts(declaration(**about), event("a", "2024", ADA), *written):
        log.append([draft])
    return log


def planned(ours: MemoryLog, theirs: MemoryLog) -> Merge:
    """Plan a merge of another log into ours."""
    return merge(ours.entries(), theirs.entries(), "theirs.db")


def merged(ours: MemoryLog, theirs: MemoryLog) -> list[str]:
    """Merge another log into ours, and name what was appended."""
    plan = planned(ours, theirs)
    assert plan.faults == ()
    return [entry.id for entry in ours.append(plan.drafts).new]


def stands(log: MemoryLog, given: str = "a") -> list[str]:
    """Name the versions of an event that stand."""
    amendments = Amendments.of([read(entry) for entry in log.entries()])
    return [version.record.id for version in amendments.versions.get(given, ())]


def derived(log: MemoryLog, given: str) -> dict[str, Any]:
    """Return what is stored with an entry."""
    found: dict[str, Any] = next(e.content for e in log.entries() if e.id == given)["derived"]
    return found


def texts(faults: Sequence[object]) -> list[str]:
    """Write faults as a person reads them."""
    return [str(fault) for fault in faults]


def test_what_both_logs_hold_is_here_already() -> None:
    """The same entries under the same ids bring nothing, in either direction."""
    ours, theirs = log_with(corrected(BO)), log_with(corrected(BO))

    assert planned(ours, theirs) == planned(theirs, ours) == Merge((), (), ())


def test_what_only_the_other_log_holds_comes_in_its_order() -> None:
    """Events and the acts upon them, each marked as merged, claims as they were."""
    ours = log_with()
    theirs = log_with(
        event("b", "2025", BO, after=["a"]), cited("b", "seen"), retracted("b", "gone")
    )

    assert merged(ours, theirs) == ["b", "seen", "gone"]
    assert derived(ours, "b") == {**derived(theirs, "b"), "merged": True}


def test_a_correction_keeps_the_version_that_it_meant() -> None:
    """Both desks corrected the first version: both stand, and contest each other."""
    ours, theirs = log_with(corrected(BO, "ours")), log_with(corrected(CY, "theirs"))
    merged(ours, theirs)

    assert derived(ours, "theirs")["replaces"] == "a"
    assert stands(ours) == ["ours", "theirs"]


def test_corrections_upon_corrections_keep_theirs_too() -> None:
    """The chain that led to a version on the other desk leads to it here."""
    ours = log_with(corrected(BO, "ours"))
    theirs = log_with(corrected(CY, "one"), corrected(BO, "two"))
    merged(ours, theirs)

    assert [derived(ours, name)["replaces"] for name in ("one", "two")] == ["a", "one"]
    assert stands(ours) == ["ours", "two"]


def test_acts_upon_what_was_replaced_or_withdrawn_here_are_taken() -> None:
    """The other desk was right to write them; here they count as its others do."""
    theirs = log_with(corrected(CY, "one"), cited("a", "seen"), retracted("one", "undo"))
    for ours in (log_with(retracted("a", "gone")), log_with(corrected(BO, "ours"))):
        assert merged(ours, theirs) == ["one", "seen", "undo"]


def test_a_citation_that_says_nothing_new_is_taken_under_its_own_id() -> None:
    """Whoever takes back the other one on its desk leaves this one standing."""
    ours, theirs = log_with(cited("a", "one")), log_with(cited("a", "two"))

    assert merged(ours, theirs) == ["two"]


def test_an_id_with_other_content_is_a_conflict_and_says_what_differs() -> None:
    """All of them at once, with their places in the other log; and nothing is planned for them."""
    ours = log_with(event("b", "2025", BO), event("c", "2025", BO), event("d", "2025"))
    theirs = log_with(event("b", "2025", CY), event("c", "2026", BO, headline="other"))
    faults = texts(planned(ours, theirs).faults)

    assert [fault.partition("; ")[0] for fault in faults] == [
        "theirs.db e3: id: b: another data here",
        "theirs.db e4: id: c: another headline, occurred here",
    ]
    assert faults[0].endswith(
        "an id is for good, so export theirs.db as JSONL, write another id into its line, "
        "and import that"
    )


def test_a_chosen_id_of_a_correction_is_a_conflict_too() -> None:
    """Also where the words are the same and the version that they replaced is another."""
    (other,) = texts(planned(log_with(corrected(BO)), log_with(corrected(CY))).faults)
    assert other.startswith("theirs.db e3: id: fix: another event here")

    ours = log_with(corrected(BO, "first"), corrected(CY))
    (same,) = texts(planned(ours, log_with(corrected(CY))).faults)
    assert same.startswith("theirs.db e3: id: fix: here it replaced first, there a; ")


@pytest.mark.parametrize(
    ("ids", "given"),
    [(("a~2", "a~3"), "a~3"), (("a-correction", "a-correction-2"), "a-correction-2")],
)
def test_an_id_that_both_desks_made_goes_under_the_next_number(
    ids: tuple[str, str], given: str
) -> None:
    """What chrono numbered by itself it numbers again, and says so."""
    ours, theirs = log_with(corrected(BO, ids[0])), log_with(corrected(CY, ids[0]))
    plan = planned(ours, theirs)

    assert dict(plan.renamed) == {ids[0]: given}
    assert merged(ours, theirs) == [given]
    assert stands(ours) == [ids[0], given]
    assert planned(ours, theirs).drafts == ()


def test_whatever_names_a_renamed_entry_names_it_by_its_new_id() -> None:
    """Its own successor, and the retraction upon it."""
    ours = log_with(corrected(BO, "a~2"))
    theirs = log_with(corrected(CY, "a~2"), corrected(ADA, "a~3"), retracted("a~3", "undo"))

    assert merged(ours, theirs) == ["a~3", "a~4", "undo"]
    assert [derived(ours, name)["replaces"] for name in ("a~3", "a~4")] == ["a", "a~3"]
    assert ours.entries()[-1].content["retracts"] == "a~4"
    assert stands(ours) == ["a~2", "a~3"]
    assert planned(ours, theirs).drafts == planned(ours, ours).drafts == ()


def test_an_act_of_a_made_id_with_another_reason_says_nothing_new() -> None:
    """It would change nothing; ours stands, and what names theirs names ours."""
    ours = log_with(corrected(BO, "a-correction"))
    theirs = log_with({**corrected(BO, "a-correction"), "reason": "otherwise"})
    assert planned(ours, theirs).drafts == ()

    theirs.append(drafts(retracted("a-correction", "undo")))
    assert merged(ours, theirs) == ["undo"]
    assert stands(ours) == ["a"]


@pytest.mark.parametrize("ours_first", [True, False])
def test_an_act_that_both_have_under_one_id_is_taken_for_no_other(*, ours_first: bool) -> None:
    """Here it was withdrawn, restored and withdrawn again; there the last of these is all."""
    last = retracted("a", "a-retraction-2")
    here = log_with(
        retracted("a", "a-retraction"), retracted("a-retraction", "a-retraction-retraction"), last
    )
    there = log_with(last)
    merged(*((here, there) if ours_first else (there, here)))

    assert stands(here) == stands(there) == []


def test_a_new_number_is_none_that_the_other_desk_chose() -> None:
    """An id that somebody gave by hand stays his."""
    ours = log_with(corrected(BO, "a-correction"))
    theirs = log_with(corrected(CY, "a-correction"), event("a-correction-2", "2025"))

    assert merged(ours, theirs) == ["a-correction-3", "a-correction-2"]


def test_the_same_declaration_brings_nothing() -> None:
    """Nor does one that only says less, or gives another title."""
    ours = log_with(parties=["Firm"])

    for about in ({"parties": ["Firm"]}, {}, {"title": "another"}):
        assert planned(ours, log_with(**about)).drafts == ()


def test_a_declaration_that_says_more_adds_it_under_the_next_number() -> None:
    """Parties, aliases and keys that only the other log declares; ours stay as they are."""
    key, other = {"title": "Chief", "holds": "single"}, {"holds": "single"}
    ours = log_with(
        parties=["Firm"], aliases={"F": "Firm"}, keys={"office/firm/ceo": key, "deal/*": other}
    )
    theirs = log_with(
        event("b", "2025", {"add": "board/firm", "value": "Bo"}),
        title="theirs",
        parties=["Works", "Firm"],
        aliases={"F": "Another", "W": "Works"},
        keys={"office/firm/ceo": other, "board/firm": {"holds": "set"}},
    )

    assert merged(ours, theirs) == ["chronology~2", "b"]
    assert ours.entries()[2].content["data"] == {
        "title": "test",
        "zone": "UTC",
        "parties": ["Firm", "Works"],
        "aliases": {"F": "Firm", "W": "Works"},
        "keys": {"office/firm/ceo": key, "deal/*": other, "board/firm": {"holds": "set"}},
    }
    assert planned(ours, theirs).drafts == ()


def test_a_log_that_declares_no_keys_stays_open_to_any() -> None:
    """The other log's would shut out what is used here."""
    ours = log_with()

    assert planned(ours, log_with(keys={"office/*": {"holds": "single"}})).drafts == ()


def test_another_zone_is_refused() -> None:
    """Every bare date would be another day."""
    faults = texts(planned(log_with(), log_with(zone="Asia/Tokyo")).faults)

    assert faults == [
        (
            "theirs.db e1: data.zone: 'Asia/Tokyo', but test is in UTC here, for good: every bare "
            "date would be another day"
        )
    ]


def test_a_chronology_that_is_not_here_comes_whole() -> None:
    """Its declarations too, under their own ids."""
    theirs, empty = log_with(corrected(BO)), MemoryLog()

    assert merged(empty, theirs) == ["chronology", "a", "fix"]
    assert planned(empty, theirs).drafts == ()


def test_a_key_used_in_two_ways_is_refused_by_the_log() -> None:
    """A set on one desk and a single value on the other make no sense together."""
    ours = log_with(event("b", "2025", {"set": "board/firm", "value": "Bo"}))
    theirs = log_with(event("c", "2025", {"add": "board/firm", "value": "Bo"}))

    with pytest.raises(Refused, match="e3: data: board/firm holds a single value, as b says"):
        ours.append(planned(ours, theirs).drafts)


def test_links_that_meet_in_a_cycle_only_here_are_taken_and_void() -> None:
    """No desk was wrong by itself; `check` names the links."""
    both = (event("x", "2024"), event("y", "2024"))
    ours = log_with(*both, event("m", "2024", after=["x"], before=["y"]))
    theirs = log_with(*both, event("n", "2024", after=["y"], before=["x"]))

    assert merged(ours, theirs) == ["n"]
    found = findings(History.of("test", ours.entries()))
    assert {one.code for one in found if one.event in "mnxy"} == {"void-link"}


def test_a_correction_of_a_version_that_is_not_here_is_refused() -> None:
    """Such a text was made by hand; no log has it."""
    smuggled = {**corrected(BO), "derived": {"merged": True, "replaces": "chronology"}}
    for wrong in (smuggled, {**smuggled, "derived": {"merged": True}}):
        with pytest.raises(Refused, match=r"derived\.replaces: .* is no version of a that stands"):
            log_with().append(drafts(wrong))


def test_a_merged_log_is_made_again_from_its_export() -> None:
    """The export says which version a merged correction replaced, and so both stand again."""
    ours = log_with(corrected(BO, "a~2"))
    merged(ours, log_with(corrected(CY, "a~2"), retracted("a~2", "undo"), cited("a", "seen")))
    lines = "".join(jsonl(ours.entries(), whole=True)).splitlines()
    again = MemoryLog()
    for line in lines:
        again.append(drafts(json.loads(line)))

    assert [entry.body for entry in again.entries()] == [entry.body for entry in ours.entries()]
