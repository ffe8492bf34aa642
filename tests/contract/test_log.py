"""The contract that every log keeps, whatever it is kept in."""

import contextlib
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chrono.events.drafts import Draft, redrafted
from chrono.events.history import History
from chrono.faults import Fault, Refused
from chrono.log.chain import first_break
from chrono.log.contract import Appended, HeadMoved, Log
from chrono.log.errors import UnwritableLog
from chrono.log.head import FIRST, Head
from chrono.log.memory import MemoryLog
from chrono.queries.findings.check import findings
from chrono.values.clocks import BEGINNING, END, Instant, parse_stamp
from tests.building import declaration, drafts, event, source
from tests.contract.stores import SHARED, STORES, Store, WoundClock
from tests.profiles import examples


@pytest.fixture
def clock() -> WoundClock:
    """Give the clock of the log."""
    return WoundClock()


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Give a place for a log, of each sort."""
    return STORES[request.param](tmp_path)


@pytest.fixture
def empty(store: Store, clock: WoundClock) -> Iterator[Log]:
    """Give an empty log of each sort."""
    log = store.open(clock)
    yield log
    store.close(log)


@pytest.fixture
def log(empty: Log) -> Log:
    """Give a log that declares the chronology of the test."""
    empty.append(drafts(declaration()))
    return empty


def made(*written: dict[str, Any]) -> list[Draft]:
    """Make drafts whose faults name the event instead of a line."""
    return [attrs.evolve(draft, where=draft.id) for draft in drafts(*written)]


def add(log: Log, *written: dict[str, Any]) -> Appended:
    """Append each event by itself, and return what the last append did."""
    for one in written[:-1]:
        log.append(made(one))
    return log.append(made(written[-1]))


def refused(log: Log, *written: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Append what must be refused without a trace, and return the faults."""
    before, head = log.entries(), log.head()
    with pytest.raises(Refused) as caught:
        log.append(made(*written))
    assert log.entries() == before
    assert log.head() == head
    return [(fault.where, fault.field, fault.reason) for fault in caught.value.faults]


def the(faults: list[tuple[str, str, str]]) -> tuple[str, str, str]:
    """Return the one fault there is."""
    assert len(faults) == 1, faults
    return faults[0]


def void(log: Log) -> list[str]:
    """List the events that are linked after one that came later."""
    found = findings(History.of("test", log.entries("test")))
    return sorted(finding.event for finding in found if finding.code == "void-link")


def sets(key: str, value: Any) -> dict[str, Any]:
    """Claim a value."""
    return {"set": key, "value": value}


def adds(key: str, value: Any) -> dict[str, Any]:
    """Claim a member."""
    return {"add": key, "value": value}


def retraction(given: str, target: str) -> dict[str, Any]:
    """Retract something."""
    return {"id": given, "kind": "retraction", "retracts": target, "reason": "wrong"}


def correction(given: str, target: str, occurred: str, **more: Any) -> dict[str, Any]:
    """Correct a development to another date."""
    own = {name: more.pop(name) for name in ("sources",) if name in more}
    told = {**event(target, occurred), **more}
    told.pop("id")
    return {
        "id": given,
        "kind": "correction",
        "corrects": target,
        "reason": "wrong",
        "event": told,
        **own,
    }


def citation(given: str, target: str, publisher: str, published: str = "2099") -> dict[str, Any]:
    """Cite another paper."""
    own = [source(published, publisher=publisher)]
    return {"id": given, "kind": "citation", "cites": target, "sources": own}


# What an append returns, and what can be read


def test_an_empty_log_has_no_entries_and_no_hash(empty: Log) -> None:
    """The head of nothing is 0 entries and the empty hash."""
    assert empty.head() == Head(0, FIRST)
    assert list(empty.entries()) == []
    assert dict(empty.chronologies()) == {}


def test_appending_nothing_changes_nothing(log: Log) -> None:
    """No drafts have no positions, and leave the head where it is."""
    before = log.head()

    assert log.append([]) == Appended((), (), before)


def test_an_append_returns_positions_entries_and_the_head(log: Log) -> None:
    """The two events after a declaration stand at 2 and 3, and the head is the hash of the last."""
    done = log.append(made(event("a", "2024"), event("b", "2024")))

    assert done.positions == (2, 3)
    assert done.new == tuple(log.entries())[1:]
    assert done.head == log.head() == Head(3, log.entries()[-1].hash)


def test_positions_are_dense_from_one(log: Log) -> None:
    """Batches, single events and refusals between them leave no gap."""
    log.append(made(event("a", "2024"), event("b", "2024")))
    refused(log, event("c", "2024", after=["nobody"]))
    add(log, event("c", "2024"))

    assert [entry.position for entry in log.entries()] == [1, 2, 3, 4]


def test_entries_are_chained_from_the_first(log: Log) -> None:
    """The pure check of the hash chain finds nothing."""
    add(log, event("a", "2024"), event("b", "2024"), retraction("r", "a"))

    assert first_break(log.entries(), log.head().hash) is None


def test_what_was_written_is_what_is_read(log: Log) -> None:
    """The body holds everything as written, id and chronology included."""
    written = made(event("a", "2024-02-29", sets("office/x", "Zoë"), note="ok"))[0]
    log.append([written])

    assert redrafted(log.entries()[-1]).text == written.text


def test_the_head_of_a_position_is_the_hash_that_stood_there(log: Log) -> None:
    """Up to 0 is nothing, up to 2 is the second entry, beyond the end is the end."""
    add(log, event("a", "2024"), event("b", "2024"))
    hashes = [entry.hash for entry in log.entries()]

    assert log.head(upto=-1) == log.head(upto=0) == Head(0, FIRST)
    assert log.head(upto=2) == Head(2, hashes[1])
    assert log.head(upto=99) == Head(3, hashes[2])


def test_the_position_at_an_instant_is_the_last_recorded_before_it(
    log: Log, clock: WoundClock
) -> None:
    """The instant of an append itself does not see it; one microsecond later does."""
    clock.goes(10)
    done = log.append(made(event("a", "2024"), event("b", "2024")))
    recorded = parse_stamp(done.new[0].recorded)

    assert log.position_at(recorded) == 1
    assert log.position_at(Instant(recorded + 1)) == 3


@pytest.mark.parametrize(
    ("instant", "expected"),
    [(BEGINNING, 0), (Instant(-(10**17)), 0), (Instant(253_402_300_800_000_000), 1), (END, 1)],
)
def test_instants_beyond_the_calendar_are_before_or_after_everything(
    log: Log, instant: Instant, expected: int
) -> None:
    """The year -1199 saw nothing, the end of 9999 has seen all."""
    assert log.position_at(instant) == expected


# Several chronologies in one log


def test_one_log_holds_several_chronologies(log: Log) -> None:
    """They are listed by first entry, each with whether it has more than declarations."""
    other = {**declaration(), "chronology": "other"}
    log.append(made(event("a", "2024"), other, {**event("a", "2025"), "chronology": "other"}))
    log.append(made({**retraction("r", "a"), "chronology": "other"}))
    log.append(made({**declaration(), "chronology": "third"}))

    listed = [("test", True), ("other", True), ("third", False)]
    assert list(log.chronologies().items()) == listed
    assert [entry.position for entry in log.entries("other")] == [3, 4, 5]
    assert [entry.position for entry in log.entries("test")] == [1, 2]
    assert list(log.entries("nobody")) == []


def test_an_entry_is_found_by_its_chronology_and_its_id(log: Log) -> None:
    """There is none under an id that only another chronology has."""
    add(log, event("a", "2024"))
    log.append(
        made(
            {**declaration(), "chronology": "other"}, {**event("b", "2024"), "chronology": "other"}
        )
    )

    found = log.named("test", "a")
    assert found is not None
    assert (found.chronology, found.id) == ("test", "a")
    assert log.named("test", "b") is None


def test_ids_links_and_targets_belong_to_their_chronology(log: Log) -> None:
    """What stands in another chronology cannot be retracted or linked from this one."""
    other = {**declaration(), "chronology": "other"}
    log.append(made(other, {**event("a", "2025"), "chronology": "other"}))

    faults = refused(log, retraction("r", "a"), event("b", "2024", after=["a"]))

    assert [(where, field) for where, field, _ in faults] == [("r", "retracts"), ("b", "after[0]")]


def test_a_cycle_in_one_chronology_excuses_none_in_another(log: Log) -> None:
    """Links between the same ids are void in one chronology and refused in the other."""
    add(log, event("a", "[2024-01-02..2024-01-05]"), event("b", "2024-01-04", before=["a"]))
    arising = citation("c", "a", "Herald", "2024-01-02")
    other = {**declaration(), "chronology": "other"}
    first = {**event("a", "2024-01-01"), "chronology": "other"}
    second = {**event("b", "2024-01-03", before=["a"]), "chronology": "other"}
    log.append(made(arising, other, first))

    assert void(log) == ["a"]
    assert the(refused(log, second))[:2] == ("b", "before")


# Idempotency and the precondition


def test_appending_a_batch_twice_equals_once(log: Log) -> None:
    """The second time nothing is new, and the old positions come back."""
    batch = made(event("a", "2024"), event("b", "2024"), retraction("r", "a"))
    once = log.append(batch)
    before = log.entries()

    assert log.append(batch) == Appended(once.positions, (), once.head)
    assert log.entries() == before


def test_a_batch_that_is_there_already_needs_no_fresh_head(log: Log) -> None:
    """A retry under the head of before the first try succeeds."""
    stale, batch = log.head().hash, made(event("a", "2024"))
    once = log.append(batch, expected_head=stale)

    assert log.append(batch, expected_head=stale) == Appended(once.positions, (), once.head)


def test_a_batch_may_be_there_in_part(log: Log) -> None:
    """Only what is new is written, and each draft is told where it stands."""
    add(log, event("b", "2024"))

    done = log.append(made(event("a", "2024"), event("b", "2024"), event("c", "2024")))

    assert done.positions == (3, 2, 4)
    assert [entry.id for entry in done.new] == ["a", "c"]


def test_the_same_id_with_other_content_is_refused(log: Log) -> None:
    """An entry is corrected, not overwritten."""
    add(log, event("a", "2024"))

    where, field, reason = the(refused(log, event("a", "2025")))

    assert (where, field) == ("a", "id")
    assert "correct it instead" in reason


def test_other_content_under_an_old_id_is_refused_beside_what_is_there(log: Log) -> None:
    """The same entry again, then another with its id: nothing is written."""
    add(log, event("a", "2024"))

    assert the(refused(log, event("a", "2024"), event("a", "2025"), event("b", "2024")))[0] == "a"


def test_two_contents_for_one_id_in_a_batch_are_refused(log: Log) -> None:
    """The second is at fault, and neither is written."""
    assert "correct it instead" in the(refused(log, event("a", "2024"), event("a", "2025")))[2]


def test_the_same_event_twice_in_a_batch_is_written_once(log: Log) -> None:
    """Both drafts are told the same position."""
    done = log.append(made(event("a", "2024"), event("a", "2024")))

    assert done.positions == (2, 2)
    assert len(done.new) == 1


def test_a_fault_of_an_act_is_told_once_though_it_stands_twice(log: Log) -> None:
    """The same refused act again in the batch says nothing new."""
    assert the(refused(log, retraction("r", "nobody"), retraction("r", "nobody")))[0] == "r"


def test_a_moved_head_is_refused_with_nothing_written(log: Log) -> None:
    """A writer that looked at an old head is told which one there is."""
    stale = log.head()
    add(log, event("a", "2024"))
    before = log.entries()

    with pytest.raises(HeadMoved, match="nothing was written") as caught:
        log.append(made(event("b", "2024")), expected_head=stale.hash)

    assert caught.value.actual == log.head()
    assert log.entries() == before


def test_the_head_that_is_expected_is_accepted(empty: Log) -> None:
    """From the empty hash on, each head leads to the next."""
    head = FIRST
    for one in (declaration(), event("a", "2024"), event("b", "2024")):
        head = empty.append(made(one), expected_head=head).head.hash

    assert empty.head() == Head(3, head)


def test_a_moved_head_is_told_before_faults(log: Log) -> None:
    """Faults are judged on what the writer has seen, so the head comes first."""
    with pytest.raises(HeadMoved):
        log.append(made(retraction("r", "nobody")), expected_head="0" * 64)


def test_after_a_moved_head_the_next_append_succeeds(log: Log) -> None:
    """A refusal leaves the log open and usable."""
    with pytest.raises(HeadMoved):
        log.append(made(event("a", "2024")), expected_head="0" * 64)

    assert add(log, event("a", "2024")).positions == (2,)


# All or nothing


def test_every_fault_of_a_batch_is_told_at_once(log: Log) -> None:
    """Three bad drafts among five have three faults in order, and nothing is written."""
    faults = refused(
        log,
        event("a", "2024"),
        retraction("r", "nobody"),
        event("b", "2024", after=["nowhere"]),
        event("c", "2024"),
        event("c", "2025"),
    )

    assert [where for where, _, _ in faults] == ["r", "b", "c"]


def test_nothing_of_a_refused_batch_is_remembered(log: Log) -> None:
    """What was refused with it can be written later, with other content, or be missing."""
    refused(log, event("a", "2024", adds("team/x", 1)), retraction("r", "nobody"))

    assert the(refused(log, retraction("r", "a")))[1] == "retracts"
    assert add(log, event("a", "2025", sets("team/x", 1))).positions == (2,)


def test_a_batch_can_build_upon_itself(log: Log) -> None:
    """A batch may link forwards, correct, cite, retract and restore what it brings."""
    done = log.append(
        made(
            event("a", "2024-01-01", before=["b"]),
            event("b", "2024-01-02"),
            correction("x", "a", "2024-01-01", headline="other"),
            citation("c", "a", "Herald"),
            retraction("r", "x"),
            retraction("rr", "r"),
        )
    )

    assert done.positions == (2, 3, 4, 5, 6, 7)


# The moment of recording


def recorded(log: Log) -> list[str]:
    """List when each entry was recorded."""
    return [entry.recorded for entry in log.entries()]


def test_a_transaction_has_one_moment_of_recording(log: Log, clock: WoundClock) -> None:
    """All entries of a batch are recorded at once, when the clock says."""
    clock.goes(60)
    done = log.append(made(event("a", "2024"), event("b", "2024")))

    assert {parse_stamp(entry.recorded) for entry in done.new} == {clock.now}


@pytest.mark.parametrize("seconds", [0, -1, -86_400])
def test_recorded_increases_although_the_clock_does_not(
    log: Log, clock: WoundClock, seconds: int
) -> None:
    """A clock that stands still or goes backwards is outrun by a microsecond."""
    first = parse_stamp(log.entries()[0].recorded)
    for number in range(3):
        clock.goes(seconds)
        add(log, event(f"x{number}", "2024"))

    assert [parse_stamp(one) - first for one in recorded(log)] == [0, 1, 2, 3]


def test_the_version_that_a_correction_meant_is_stored(log: Log) -> None:
    """The second correction replaces the first, and says so in its derived part."""
    add(log, event("a", "2024"), correction("x", "a", "2025"), correction("y", "a", "2026"))

    derived = [entry.content["derived"]["replaces"] for entry in log.entries()[2:]]

    assert derived == ["a", "x"]


# Acts


@pytest.mark.parametrize(
    "act",
    [retraction("r", "alpa"), correction("r", "alpa", "2025"), citation("r", "alpa", "Herald")],
)
def test_an_act_on_what_is_not_there_is_refused_with_a_hint(log: Log, act: dict[str, Any]) -> None:
    """The nearest development is offered."""
    add(log, event("alpha", "2024"))

    assert "did you mean alpha?" in the(refused(log, act))[2]


@pytest.mark.parametrize(
    "act",
    [retraction("r", "b"), correction("r", "b", "2025"), citation("r", "b", "Herald")],
)
def test_an_act_before_its_target_in_the_batch_is_refused(log: Log, act: dict[str, Any]) -> None:
    """A target lies below its act."""
    assert the(refused(log, act, event("b", "2024")))[0] == "r"


def test_retracting_a_replaced_correction_names_what_replaced_it(log: Log) -> None:
    """Only the correction that stands can be retracted."""
    add(log, event("a", "2024"), correction("x", "a", "2025"), correction("y", "a", "2026"))

    assert the(refused(log, retraction("r", "x"))) == (
        "r",
        "retracts",
        "x does not stand: y replaced it",
    )


def test_a_replaced_correction_can_be_retracted_once_it_stands_again(log: Log) -> None:
    """Retracting the later correction first brings the earlier one back."""
    add(log, event("a", "2024"), correction("x", "a", "2025"), correction("y", "a", "2026"))

    assert add(log, retraction("r", "y"), retraction("s", "x")).positions == (6,)


@pytest.mark.parametrize(
    "act",
    [retraction("s", "a"), correction("s", "a", "2025"), citation("s", "a", "Herald")],
)
def test_an_act_on_a_withdrawn_development_names_its_retraction(
    log: Log, act: dict[str, Any]
) -> None:
    """What was retracted is neither retracted again, nor corrected, nor cited."""
    add(log, event("a", "2024"), retraction("r", "a"))

    assert "r withdrew it" in the(refused(log, act))[2]


def test_a_retraction_can_be_retracted(log: Log) -> None:
    """Its target is back, and can be corrected."""
    add(log, event("a", "2024"), retraction("r", "a"), retraction("rr", "r"))

    assert add(log, correction("x", "a", "2025")).positions == (5,)


def test_a_retracted_retraction_is_not_retracted_again(log: Log) -> None:
    """The one that withdrew it is named."""
    add(log, event("a", "2024"), retraction("r", "a"), retraction("rr", "r"))

    assert "rr withdrew it" in the(refused(log, retraction("s", "r")))[2]


def test_acts_on_acts_name_the_development(log: Log) -> None:
    """A correction of a correction, or a citation of one, is sent to the development."""
    add(log, event("a", "2024"), correction("x", "a", "2025"))

    assert "name the development, a" in the(refused(log, correction("y", "x", "2026")))[2]
    assert "name the development, a" in the(refused(log, citation("c", "x", "Herald")))[2]


@pytest.mark.parametrize(
    "act",
    [retraction("r", "chronology"), correction("r", "chronology", "2025")],
)
def test_a_declaration_is_neither_retracted_nor_corrected(log: Log, act: dict[str, Any]) -> None:
    """A later declaration replaces it."""
    assert "declar" in the(refused(log, act))[2]


def test_a_correction_that_changes_nothing_is_refused(log: Log) -> None:
    """The version that says the same already is named."""
    add(log, event("a", "2024"), correction("x", "a", "2025"))

    assert "x says the same already" in the(refused(log, correction("y", "a", "2025")))[2]


def test_a_correction_may_repeat_an_event_to_bring_a_source(log: Log) -> None:
    """A source of its own is something new."""
    add(log, event("a", "2024"))
    cited = correction("x", "a", "2024", sources=[source("2025", publisher="Herald")])

    assert add(log, cited).positions == (3,)


def test_a_correction_may_return_to_an_earlier_version(log: Log) -> None:
    """Only the version that stands is repeated in vain."""
    add(log, event("a", "2024"), correction("x", "a", "2025"))

    assert add(log, correction("y", "a", "2024")).positions == (4,)


def test_a_citation_that_brings_nothing_new_is_refused(log: Log) -> None:
    """A development rests on each source once."""
    add(log, event("a", "2024"), citation("c", "a", "Herald"))

    assert "rests on these sources already" in the(refused(log, citation("d", "a", "Herald")))[2]


def test_a_citation_is_new_again_after_its_like_was_retracted(log: Log) -> None:
    """The sources of a withdrawn citation are gone."""
    add(log, event("a", "2024"), citation("c", "a", "Herald"), retraction("r", "c"))

    assert add(log, citation("d", "a", "Herald")).positions == (5,)


# Links


@pytest.mark.parametrize("field", ["after", "before", "contests"])
def test_a_link_to_an_unknown_id_is_refused_with_a_hint(log: Log, field: str) -> None:
    """The nearest development, of the log or of the batch, is offered."""
    add(log, event("alpha", "2024"))

    faults = refused(log, event("b", "2024", **{field: ["alpa"]}), event("omega", "2024"))
    assert the(faults)[:2] == ("b", f"{field}[0]")
    assert "did you mean alpha?" in the(faults)[2]

    in_batch = refused(log, event("b", "2024", **{field: ["omeg"]}), event("omega", "2024"))
    assert "did you mean omega?" in the(in_batch)[2]


def test_a_link_to_an_act_is_refused_without_offering_it(log: Log) -> None:
    """A link names a development; an act or a declaration is none."""
    add(log, event("a", "2024"), retraction("retracted", "a"))

    for name in ("retracted", "chronology"):
        assert f"did you mean {name}?" not in the(refused(log, event("b", "2024", after=[name])))[2]


@pytest.mark.parametrize("field", ["after", "before", "contests"])
def test_a_link_to_itself_is_refused(log: Log, field: str) -> None:
    """Nothing comes after itself, nor contests itself; a correction of it neither."""
    add(log, event("a", "2024"))

    itself = {field: ["b"]}
    assert "cannot name itself" in the(refused(log, event("b", "2024", **itself)))[2]
    own = the(refused(log, correction("x", "a", "2024", **{field: ["a"]})))
    assert (own[1], "cannot name itself" in own[2]) == (f"event.{field}[0]", True)


def test_a_cycle_of_links_is_refused_at_the_event_that_closes_it(log: Log) -> None:
    """Its two links are named, and nothing that stood before is blamed."""
    add(log, event("a", "2024"), event("b", "2024", after=["a"]))

    faults = refused(log, event("c", "2024", after=["b"], before=["a"]))

    assert [fault[:2] for fault in faults] == [("c", "after"), ("c", "before")]
    assert "c cannot come after b" in faults[0][2]
    assert "a cannot come after c" in faults[1][2]


def test_a_cycle_closed_inside_a_batch_is_refused(log: Log) -> None:
    """Links forwards in a batch do not escape."""
    faults = refused(log, event("a", "2024", after=["b"]), event("b", "2024", after=["a"]))

    assert {where for where, _, _ in faults} == {"b"}


def test_a_link_against_the_dates_is_refused(log: Log) -> None:
    """What surely came before cannot come after."""
    add(log, event("a", "2024-01-02"))

    reason = the(refused(log, event("b", "2024-01-01", after=["a"])))[2]

    assert "b cannot come after a" in reason


def test_a_link_against_the_dates_is_refused_inside_a_batch(log: Log) -> None:
    """Also when the later event stands later in the batch."""
    batch = (event("a", "2024-01-01", after=["b"]), event("b", "2024-01-02"))

    assert "a cannot come after b" in the(refused(log, *batch))[2]


def test_a_cycle_through_dates_and_links_is_refused(log: Log) -> None:
    """Two links that are innocent by themselves contradict the dates together."""
    add(log, event("a", "2024-01-02"), event("m", "2024-01", after=["a"]))

    assert the(refused(log, event("b", "2024-01-01", after=["m"])))[0] == "b"


def test_an_entry_that_no_export_could_hand_on_is_refused(log: Log) -> None:
    """A line of JSONL has at most 1 MiB; what stands in the log must fit into one."""
    add(log, event("long", "2024", note="n" * ((1 << 20) - 2048)))

    where, field, reason = the(refused(log, event("longer", "2024", note="n" * (1 << 20))))

    assert (where, field) == ("longer", "")
    assert "longer than 1 MiB; cite a long text as a source" in reason


def test_a_correction_may_not_close_a_cycle(log: Log) -> None:
    """The corrected date is held against the links that stand."""
    add(log, event("a", "2024-01-01"), event("b", "2024-01-02", after=["a"]))

    assert the(refused(log, correction("x", "a", "2024-01-03")))[0] == "x"


def test_a_cycle_in_a_batch_is_found_although_an_act_follows(log: Log) -> None:
    """What comes later in the batch does not excuse what came before."""
    add(log, event("a", "2024-01-02"))

    faults = refused(log, event("b", "2024-01-01", after=["a"]), citation("c", "a", "Herald"))

    assert the(faults)[0] == "b"


def test_links_are_judged_over_the_whole_batch(log: Log) -> None:
    """What the batch itself withdraws or corrects is no reason to refuse it."""
    add(log, event("start", "2024-01-01"), event("over", "2024-01-03", after=["start"]))
    late = correction("x", "start", "2024-01-05")

    assert the(refused(log, late))[0] == "x"
    assert log.append(made(late, retraction("r", "over"))).positions == (4, 5)
    wrong = event("wrong", "2024-01-01", after=["start"])
    mended = correction("y", "wrong", "2024-01-06", after=["start"])
    assert log.append(made(wrong, mended)).positions == (6, 7)


def test_a_cycle_that_arises_by_a_citation_is_accepted(log: Log) -> None:
    """A source that moves a date makes a link void; later appends are not blamed for it."""
    add(
        log,
        event("a", "[2024-01-02..2024-01-05]"),
        event("b", "2024-01-04", before=["a"]),
        citation("c", "a", "Herald", "2024-01-02"),
    )

    assert void(log) == ["a"]
    assert add(log, event("d", "2024-01-09", after=["b"])).positions == (5,)


def test_a_cycle_that_arises_by_a_citation_is_accepted_inside_a_batch(log: Log) -> None:
    """A batch is taken when its drafts would be, each after the other."""
    done = log.append(
        made(
            event("a", "[2024-01-02..2024-01-05]"),
            event("b", "2024-01-04", before=["a"]),
            citation("c", "a", "Herald", "2024-01-02"),
            correction("x", "b", "2024-01-04", headline="other", before=["a"]),
        )
    )

    assert void(log) == ["a"]
    assert done.positions == (2, 3, 4, 5)


def test_a_cycle_that_was_undone_is_not_closed_again_in_the_same_batch(log: Log) -> None:
    """What was void before the batch excuses nothing after an act has repaired it."""
    add(
        log,
        event("a", "[2024-01-02..2024-01-05]"),
        event("b", "2024-01-04", before=["a"]),
        citation("c", "a", "Herald", "2024-01-02"),
    )

    faults = refused(log, retraction("r", "c"), correction("x", "a", "2024-01-02"))

    assert the(faults)[:2] == ("x", "after")


def test_a_cycle_that_a_restored_event_closes_is_accepted(log: Log) -> None:
    """An event that comes back may make a link void; nobody who appends later is blamed."""
    add(
        log,
        event("a", "2024-01-02"),
        retraction("r", "a"),
        event("m", "[2024-01-01..2024-01-03]", after=["a"]),
        event("b", "2024-01-01", after=["m"]),
        retraction("rr", "r"),
    )

    assert void(log) == ["b", "m"]
    assert add(log, event("d", "2024-01-09", after=["b"])).positions == (7,)


# Keys


def test_a_key_of_single_values_takes_no_members(log: Log) -> None:
    """The event that used it first is named."""
    add(log, event("a", "2024", sets("team/x", "Ada")))

    where, field, reason = the(refused(log, event("b", "2024", adds("team/x", "Ada"))))

    assert (where, field) == ("b", "data")
    assert "holds a single value, as a says" in reason


def test_a_key_of_sets_takes_no_single_value(log: Log) -> None:
    """A list, an add or a drop made it a set."""
    add(log, event("a", "2024", sets("team/x", ["Ada"])))

    assert (
        "holds a set of members, as a says"
        in the(refused(log, event("b", "2024", sets("team/x", 1))))[2]
    )
    assert add(log, event("c", "2024", adds("team/x", "Bob"))).positions == (3,)


def test_mixing_inside_a_batch_is_refused(log: Log) -> None:
    """The first event of the batch decides."""
    batch = (event("a", "2024", adds("team/x", 1)), event("b", "2024", sets("team/x", 1)))

    assert "holds a set of members, as a says" in the(refused(log, *batch))[2]


def test_a_key_is_free_again_once_what_used_it_is_gone(log: Log) -> None:
    """A first claim of the wrong sort, withdrawn or corrected away, binds nobody."""
    add(log, event("a", "2024", sets("team/x", "Ann")), event("b", "2024", sets("team/y", "Ann")))
    add(log, retraction("r", "a"))
    mended = correction("x", "b", "2024", data={"claims": [adds("team/y", "Ann")]})

    assert log.append(made(mended, event("c", "2024", adds("team/x", "Ann")))).positions == (5, 6)


def test_what_stands_again_must_fit_what_the_key_holds_by_now(log: Log) -> None:
    """A retraction is not withdrawn where that would mix a value and members."""
    add(log, event("a", "2024", sets("team/x", "Ann")), retraction("r", "a"))
    add(log, event("b", "2024", adds("team/x", "Ann")))

    where, field, reason = the(refused(log, retraction("rr", "r")))

    assert (where, field) == ("rr", "retracts")
    assert "a would stand again" in reason
    assert "team/x holds a set of members, as b says" in reason


def test_a_glob_with_a_preference_alone_declares_no_key(empty: Log) -> None:
    """Every key may be used beside it."""
    add(empty, declaration(keys={"cause/*": {"prefer": "none"}}))

    assert add(empty, event("a", "2024", sets("role/any", 1))).positions == (2,)


def test_a_span_of_two_precisions_is_refused(log: Log) -> None:
    """In new text; the hint has the same bounds."""
    where, field, reason = the(refused(log, event("a", "[2025-01..2026]")))

    assert (where, field) == ("a", "occurred")
    assert reason.endswith("a month and a year, as [2025-01..2026-12]")


def test_an_end_fits_both(log: Log) -> None:
    """It says that nothing holds, of whichever sort."""
    add(log, event("a", "2024", adds("team/x", 1)), event("b", "2024", sets("team/y", 1)))

    assert add(log, event("c", "2025", {"end": "team/x"}, {"end": "team/y"})).positions == (4,)


def declared(**keys: str) -> dict[str, Any]:
    """Declare keys with what they hold, ``_`` for a slash and ``ALL`` for a star."""
    names = {name.replace("_", "/").replace("ALL", "*"): holds for name, holds in keys.items()}
    return declaration(keys={name: {"holds": holds} for name, holds in names.items()})


def test_a_chronology_with_declared_keys_takes_no_others(empty: Log) -> None:
    """The nearest declared key is offered."""
    add(empty, declared(team_x="set", role_ALL="single"))

    reason = the(refused(empty, event("a", "2024", adds("team/xx", 1))))[2]

    assert "declares no key team/xx; did you mean team/x?" in reason
    assert add(empty, event("b", "2024", sets("role/any/deep", 1))).positions == (2,)


@pytest.mark.parametrize("holds", ["team_x", "team_ALL"])
def test_what_a_declared_key_holds_binds_events(empty: Log, holds: str) -> None:
    """A key declared to hold a set, by name or by glob, takes no single value."""
    add(empty, declared(**{holds: "set"}))

    reason = the(refused(empty, event("a", "2024", sets("team/x", 1))))[2]
    assert "as its declaration says" in reason


def test_a_name_is_nearer_than_a_glob(empty: Log) -> None:
    """A key declared by its own name holds what stands there."""
    add(empty, declared(team_ALL="set", team_x="single"))

    assert add(empty, event("a", "2024", sets("team/x", 1))).positions == (2,)


def test_a_declaration_does_not_contradict_the_events_before_it(log: Log) -> None:
    """A key that events use for single values is not declared a set afterwards."""
    add(log, event("a", "2024", sets("team/x", 1)))

    fault = the(refused(log, {**declared(team_x="set"), "id": "chronology~2"}))

    assert fault[:2] == ("chronology~2", "data.keys")
    assert "team/x holds a single value, as a says" in fault[2]


def test_a_later_declaration_replaces_the_keys(empty: Log) -> None:
    """A key that nobody used may be declared otherwise."""
    add(empty, declared(team_x="set"), {**declared(team_x="single"), "id": "chronology~2"})

    assert add(empty, event("a", "2024", sets("team/x", 1))).positions == (3,)


# Declarations


def test_a_declaration_comes_first(empty: Log) -> None:
    """An event of a chronology that nobody declared is refused, also before it in a batch."""
    assert "declared" in the(refused(empty, event("a", "2024")))[2]
    assert the(refused(empty, event("a", "2024"), declaration()))[0] == "a"
    assert empty.append(made(declaration(), event("a", "2024"))).positions == (1, 2)


def test_the_zone_of_a_chronology_never_changes(log: Log) -> None:
    """Another zone would move every bare date, so it is refused; another title is not."""
    moved = {**declaration("Europe/Berlin"), "id": "chronology~2"}
    renamed = {**declaration(title="better"), "id": "chronology~2"}

    assert the(refused(log, moved))[1] == "data.zone"
    assert add(log, renamed).positions == (2,)


def test_the_zone_does_not_change_inside_a_batch_either(empty: Log) -> None:
    """The first declaration of the batch decides."""
    moved = {**declaration("Europe/Berlin"), "id": "chronology~2"}

    assert the(refused(empty, declaration(), moved))[1] == "data.zone"


# Opened again


def full(log: Log) -> None:
    """Append a bit of everything."""
    claimed = {"claims": [adds("team/x", 1)]}
    add(log, event("a", "2024", adds("team/x", 1)), correction("x", "a", "2025", data=claimed))
    other = {**declaration(), "chronology": "other"}
    log.append(made(event("b", "2024"), other, {**event("a", "2025"), "chronology": "other"}))


def answers(log: Log) -> Any:
    """Ask a log everything that it can be asked."""
    moments = [parse_stamp(entry.recorded) for entry in log.entries()]
    return (
        tuple(log.entries()),
        *(tuple(log.entries(name)) for name in ("test", "other", "nobody")),
        [log.head(upto) for upto in (None, *range(-1, 8))],
        [log.position_at(moment) for moment in (BEGINNING, *moments, END)],
        list(log.chronologies().items()),
    )


def test_a_log_opened_again_gives_the_same_answers(log: Log, store: Store) -> None:
    """Entries, heads, positions and chronologies outlive whoever appended them."""
    full(log)
    expected = answers(log)
    store.close(log)

    again = store.open(WoundClock())
    assert answers(again) == expected
    store.close(again)


def test_a_log_opened_again_knows_what_it_took(log: Log, store: Store) -> None:
    """What is there is nothing new, what it refused it refuses, and positions go on."""
    full(log)
    store.close(log)
    again = store.open(WoundClock())

    assert add(again, event("a", "2024", adds("team/x", 1))).positions == (2,)
    assert "correct it instead" in the(refused(again, event("a", "2026")))[2]
    repeated = correction("y", "a", "2025", data={"claims": [adds("team/x", 1)]})
    assert "x says the same already" in the(refused(again, repeated))[2]
    assert "holds a set" in the(refused(again, event("c", "2024", sets("team/x", 1))))[2]
    assert add(again, event("c", "2026", after=["a"])).positions == (7,)
    assert first_break(again.entries()) is None
    store.close(again)


def test_recorded_goes_on_from_where_a_log_was_closed(
    log: Log, store: Store, clock: WoundClock
) -> None:
    """A clock that was put back in between is outrun."""
    last = parse_stamp(log.entries()[-1].recorded)
    store.close(log)
    clock.goes(-86_400)
    again = store.open(clock)
    done = add(again, event("a", "2024"))
    store.close(again)

    assert parse_stamp(done.new[0].recorded) == last + 1


def test_a_log_that_is_only_read_gives_the_same_answers(log: Log, store: Store) -> None:
    """Whoever may not append sees all that was appended."""
    full(log)
    reader = store.read()

    assert answers(reader) == answers(log)
    store.close(reader)


def test_whoever_only_reads_changes_nothing(log: Log, store: Store) -> None:
    """An append through what was opened for reading is nowhere to be seen in the log."""
    before = answers(log)
    reader = store.read()
    with contextlib.suppress(UnwritableLog):
        reader.append(made(event("a", "2024")))
    store.close(reader)

    assert answers(log) == before


# Tampering, as the chain shows it


def test_an_entry_that_is_not_what_was_appended_is_found(log: Log) -> None:
    """Changed, left out, twice or swapped: the first bad position is named; see test_tampering."""
    full(log)
    entries = list(log.entries())
    for number, entry in enumerate(entries):
        rest = entries[number + 1 :]
        tampered = [
            [attrs.evolve(entry, body=entry.body.replace("2024", "2023") + " "), *rest],
            [attrs.evolve(entry, recorded="2099-01-01T00:00:00.000000Z"), *rest],
            [*rest, entry] if rest else [entry, entry],
            rest or [attrs.evolve(entry, id="z")],
        ]
        for changed in tampered:
            found = first_break([*entries[:number], *changed], log.head().hash)
            assert found is not None
            assert found.position <= number + 1 + (not rest)


# Random histories, in every log side by side

DAYS = ("2024-01-01", "2024-01-02", "2024-01-03", "2024-01", "[2024-01-02..2024-01-05]")
IDS = ("a", "b", "c", "d")
ACTIONS = ("r", "s", "t")
names = st.sampled_from(IDS)
targets = st.sampled_from(IDS + ACTIONS)
claims = st.lists(
    st.builds(
        lambda make, key, value: make(key, value),
        st.sampled_from([sets, adds]),
        st.sampled_from(["team/x", "team/y"]),
        st.sampled_from(["Ada", "Bob"]),
    ),
    max_size=1,
)
events = st.builds(
    lambda given, day, claimed, after, before: event(
        given, day, *claimed, after=after, before=before
    ),
    names,
    st.sampled_from(DAYS),
    claims,
    st.lists(names, max_size=1),
    st.lists(names, max_size=1),
)
acts = st.one_of(
    st.builds(retraction, st.sampled_from(ACTIONS), targets),
    st.builds(correction, st.sampled_from(ACTIONS), names, st.sampled_from(DAYS)),
    st.builds(
        citation,
        st.sampled_from(ACTIONS),
        names,
        st.sampled_from(["Herald", "Mirror"]),
        st.sampled_from(["2024-01-02", "2099"]),
    ),
)
declarations = st.sampled_from(
    [declaration(), {**declaration("Europe/Berlin"), "id": "chronology~2"}]
)
written = st.builds(
    lambda one, chronology: {**one, "chronology": chronology},
    st.one_of(events, events, acts, declarations),
    st.sampled_from(["test", "test", "test", "other"]),
)

Outcome = Appended | tuple[Fault, ...] | Head


def outcome(log: Log, batch: Sequence[Draft], expected: str | None) -> Outcome:
    """Append, and return what came of it."""
    try:
        return log.append(batch, expected_head=expected)
    except Refused as error:
        return error.faults
    except HeadMoved as error:
        return error.actual


class EveryLog(RuleBasedStateMachine):
    """Random appends to all logs: by one writer, by two in turn, and by one that forgets."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = WoundClock()
        self.folder = TemporaryDirectory()
        self.model = MemoryLog(clock=self.clock)
        self.stores: list[Store] = []
        self.open: list[list[Any]] = []
        for name, make in STORES.items():
            place = Path(self.folder.name) / name
            place.mkdir()
            store = make(place)
            self.stores.append(store)
            self.open.append([store.open(self.clock) for _ in range(1 + (name in SHARED))])
        self.seen = tuple(self.model.entries())
        self.heads = [FIRST]

    def _all(self, batch: Sequence[Draft], expected: str | None, writer: int) -> None:
        forgetful = MemoryLog(self.model.entries(), clock=self.clock)
        found = outcome(forgetful, batch, expected)

        assert outcome(self.model, batch, expected) == found
        for logs in self.open:
            assert outcome(logs[writer % len(logs)], batch, expected) == found
        self.heads.append(self.model.head().hash)

    @initialize()
    def declare(self) -> None:
        """Begin with a declaration."""
        self._all(made(declaration()), None, 0)

    @rule(batch=st.lists(written, min_size=1, max_size=3), writer=st.integers(0, 1))
    def append(self, batch: list[dict[str, Any]], writer: int) -> None:
        """Append a batch, whatever comes of it."""
        self._all(made(*batch), None, writer)

    @rule(one=written, writer=st.integers(0, 1), data=st.data())
    def append_under_a_head(self, one: dict[str, Any], writer: int, data: st.DataObject) -> None:
        """Append under the head of now, or of some time ago."""
        self._all(made(one), data.draw(st.sampled_from(self.heads)), writer)

    @precondition(lambda self: self.seen)
    @rule(writer=st.integers(0, 1), data=st.data())
    def append_again(self, writer: int, data: st.DataObject) -> None:
        """Append what is there, under a stale head: nothing happens."""
        old = data.draw(st.lists(st.sampled_from(self.seen), min_size=1, max_size=3))
        before = self.model.head()

        self._all([redrafted(entry) for entry in old], FIRST, writer)

        assert self.model.head() == before

    @rule(seconds=st.integers(-2, 2))
    def wind(self, seconds: int) -> None:
        """Wind the clock, also backwards."""
        self.clock.goes(seconds)

    @rule(writer=st.integers(0, 1))
    def reopen(self, writer: int) -> None:
        """Close each log and open it again."""
        for store, logs in zip(self.stores, self.open, strict=True):
            store.close(logs[writer % len(logs)])
            logs[writer % len(logs)] = store.open(self.clock)

    @invariant()
    def the_logs_are_equal_and_only_grow(self) -> None:
        """Find the old log as a prefix of the new one, the same for everybody."""
        entries = tuple(self.model.entries())

        assert entries[: len(self.seen)] == self.seen
        assert [entry.position for entry in entries] == list(range(1, len(entries) + 1))
        assert first_break(entries) is None
        for log in chain.from_iterable(self.open):
            assert log.entries() == entries
            assert log.head() == self.model.head()
            assert log.chronologies() == self.model.chronologies()
        self.seen = entries

    def teardown(self) -> None:
        """Close and delete everything."""
        for store, logs in zip(self.stores, self.open, strict=True):
            for log in logs:
                store.close(log)
        self.folder.cleanup()


TestEveryLog = EveryLog.TestCase
TestEveryLog.settings = settings(
    examples(60),
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
