"""The Python API: what it answers, what it takes, and what it refuses."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from chrono.api.chronology import Chronology, OpenedForReading
from chrono.api.reading import NoBasis
from chrono.api.writing import NoHead
from chrono.errors import ChronoError
from chrono.events.claims import Claim
from chrono.events.kinds import kind
from chrono.faults import Refused
from chrono.log.chronologies import EmptyLog, NoChronology, SeveralChronologies
from chrono.log.contract import HeadMoved
from chrono.log.creation import create_log
from chrono.log.errors import MisusedLog, NoLog
from chrono.projections.event import Event
from chrono.projections.fold import projection
from chrono.queries.state import Unset
from chrono.state.moments import NoMoment
from chrono.values.keys import BadKey
from tests.building import declaration, drafts, event, source

CEO = "office/firm/ceo"
ADA = event("ada", "2024-01-01", {"set": CEO, "value": "Ada"}, sources=[source("2024-01-02")])
BOB = event("bob", "2024-01-03", {"set": CEO, "value": "Bob"}, sources=[source("2024-01-05")])
BOARD = event("board", "2024-01-03", {"add": "board/firm", "value": "Eve"})


@kind("ship.docked")
class Docked:
    """A ship docks."""

    berth: str

    def claims(self) -> list[Claim]:
        """Set the berth."""
        return [Claim("set", f"berth/{self.berth}", "taken")]


@projection("heads", initial=())
def heads(now: tuple[str, ...], event: Event) -> tuple[str, ...]:
    """List whoever led."""
    found = event.set_to(CEO)
    return (*now, found) if found else now


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a log with three events, once."""
    path = tmp_path_factory.mktemp("made") / "desk.db"
    create_log(path, drafts(declaration(), ADA, BOB, BOARD))
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """Give a copy of that log."""
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
def opened(path: Path) -> Iterator[Chronology]:
    """Open it for reading."""
    with Chronology.open(path) as opened:
        yield opened


def test_a_state_is_a_map_from_keys_to_slots(opened: Chronology) -> None:
    """In the order of the keys; equal states are equal."""
    found = opened.state("2024-01-03")

    assert found[CEO].value == "Bob"
    assert list(found) == ["board/firm", CEO]
    assert (len(found), CEO in found, found.get("office/firm/cfo")) == (2, True, None)
    assert "office/firm/a" not in found
    assert [slot.key for slot in found.values()] == list(found)
    assert found == opened.state("2024-01-04")
    assert found != opened.state("2024-01-02")
    assert repr(found) == "<State of test at 2024-01-03: 2 keys>"


def test_an_unset_key_is_a_key_error_that_names_the_nearest(opened: Chronology) -> None:
    """It is one of our errors too, and its sentence is not in quotes."""
    with pytest.raises(Unset) as caught:
        opened.state("2024-01-03")["office/firm/coe"]

    assert isinstance(caught.value, KeyError)
    assert isinstance(caught.value, ChronoError)
    message = "office/firm/coe: nothing held there at 2024-01-03; did you mean office/firm/ceo?"
    assert str(caught.value) == message
    with pytest.raises(Unset, match=r"office/firm/zzz: nothing held there at 2023$"):
        opened.state("2023")["office/firm/zzz"]


def test_a_state_is_as_of_every_clock_and_through_chosen_sources(opened: Chronology) -> None:
    """Keys and globs, known, recorded, basis and publishers work as on the command line."""
    assert list(opened.state("2024-01-03", "office/*")) == [CEO]
    assert opened.state("2024-01-03", known="2024-01-03")[CEO].value == "Ada"
    assert opened.state("2024-01-03", recorded="e2")[CEO].value == "Ada"
    assert opened.state("2024-01-03", recorded="2020") == {}
    assert len(opened.state()) == 2
    assert opened.state("2024-01-03", basis="filed") == {}
    assert opened.state("2024-01-03", without=["Paper"]) == {}
    assert opened.state("2024-01-03", without="Paper") == {}


def test_states_at_many_moments_are_asked_for_at_once(opened: Chronology) -> None:
    """In the order of the moments, of all keys or some, on every clock."""
    dates = ["2024-01-04", "2024-01-02", "2024-01-04", "e2"]
    for keys in ((), ("office/*",), (CEO, "board/firm")):
        for known in (None, "2024-01-03"):
            found = opened.states(iter(dates), *keys, known=known)
            alone = tuple(opened.state(date, *keys, known=known) for date in dates)
            assert found == alone
            assert [one.asof.at for one in found] == [one.asof.at for one in alone]
    assert opened.states([]) == ()
    with pytest.raises(NoMoment, match="2024/2025"):
        opened.states(["2024-01-02", "2024/2025"])
    with pytest.raises(TypeError, match=r"\['2024-01-02'\]"):
        opened.states("2024-01-02")


def test_a_projection_asked_again_is_of_the_log_the_clocks_and_the_sources(path: Path) -> None:
    """What was folded before never answers for another log, known moment or choice of sources."""
    act = {"id": "no", "kind": "retraction", "retracts": "bob", "reason": "wrong"}
    with Chronology.open(path, write=True) as opened:
        for _ in range(2):
            assert opened.state("2024-01-03", projection=heads) == ("Ada", "Bob")
            assert opened.state("2024-01-03", projection=heads, without=["Paper"]) == ()
            assert opened.state("2024-01-03", projection=heads, known="2024-01-03") == ("Ada",)
            assert opened.state("2024-01-03", projection=heads, recorded="e2") == ("Ada",)
            assert opened.state("2024-01-03", projection=heads, without="Paper") == ()
            assert opened.state("2024-01-03", projection=heads, basis="filed") == ()
        opened.append([act])
        assert opened.state("2024-01-03", projection=heads) == ("Ada",)
        assert opened.state("2024-01-03", projection=heads, recorded="e4") == ("Ada", "Bob")


def test_a_projection_is_answered_like_a_state(opened: Chronology) -> None:
    """With its own state as the answer, as of every clock."""
    assert opened.state("2024-01-03", projection=heads) == ("Ada", "Bob")
    assert opened.state("2024-01-02", projection=heads) == ("Ada",)
    assert opened.state("2024-01-03", projection=heads, known="2024-01-03") == ("Ada",)
    with pytest.raises(TypeError, match="takes no keys"):
        opened.state("2024-01-03", CEO, projection=heads)  # type: ignore[call-overload]


def test_a_history_is_periods(opened: Chronology) -> None:
    """From when to when each value held, by key."""
    found = opened.history(CEO)

    assert [(one.value, one.start.edtf, one.end and one.end.edtf) for one in found] == [
        ("Ada", "2024-01-01", "2024-01-03"),
        ("Bob", "2024-01-03", None),
    ]
    assert {one.key for one in opened.history()} == {CEO, "board/firm"}
    assert [one.value for one in opened.history(CEO, known="2024-01-03")] == ["Ada"]


def test_why_explains_a_key(opened: Chronology) -> None:
    """The chain of claims, and what holds."""
    found = opened.why(CEO, "2024-01-03")

    assert [(step.event, step.standing) for step in found.chain] == [
        ("ada", "superseded"),
        ("bob", "holds"),
    ]
    assert found.slot is not None
    assert opened.why("office/firm/cfo").chain == ()


def test_two_moments_are_compared_on_any_clock(opened: Chronology) -> None:
    """In the world, as known, or as recorded; without a difference there is none."""
    (change,) = opened.diff("2024-01-02", "2024-01-03", CEO).changes
    assert (change.key, change.causes) == (CEO, ("bob",))

    learnt = opened.diff("2024-01-03", "2024-01-05", CEO, clock="known", at="2024-01-03")
    assert [change.causes for change in learnt.changes] == [("bob",)]
    added = opened.diff("e2", "e4", clock="recorded", at="2024-01-03")
    assert [change.key for change in added.changes] == ["board/firm", CEO]
    assert opened.diff("2024-01-03", "2024-01-04").changes == ()


def test_events_are_listed_as_a_projection_is_given_them(opened: Chronology) -> None:
    """All that are visible, those by a moment, or those on some keys."""
    assert [event.id for event in opened.events()] == ["ada", "board", "bob"]
    assert [event.id for event in opened.events(at="2024-01-02")] == ["ada"]
    assert [event.id for event in opened.events("board/*")] == ["board"]
    assert [event.id for event in opened.events(known="2024-01-03")] == ["ada"]


def test_without_a_path_the_bundled_chronology_answers() -> None:
    """As on the command line, the default or the one that is named; none can be written."""
    with Chronology.open() as bundled:
        assert bundled.name == "openai-microsoft"
        assert bundled.state("2023-11-18", "office/openai/ceo")["office/openai/ceo"].value
        with pytest.raises(OpenedForReading, match="bundled chronology is read-only"):
            bundled.append([])
    with Chronology.open(chronology="musk-twitter") as other:
        assert other.state("2022-10-28", "board/twitter")["board/twitter"].value == ["Elon Musk"]
    with pytest.raises(OpenedForReading):
        Chronology.open(write=True)
    with pytest.raises(NoChronology, match="did you mean openai-microsoft"):
        Chronology.open(chronology="openai-microsof")


def test_a_reader_never_writes(path: Path, opened: Chronology) -> None:
    """Without write=True an append is refused, with what to write instead."""
    before = path.read_bytes()
    with pytest.raises(OpenedForReading, match=r"desk\.db', write=True\)"):
        opened.append([event("more", "2024-01-04")])

    assert path.read_bytes() == before


def test_an_append_takes_events_and_acts_as_in_jsonl(path: Path) -> None:
    """It says where they stand and where the log ends, and the next answer has them."""
    act = {"id": "no", "kind": "retraction", "retracts": "bob", "reason": "wrong"}
    with Chronology.open(path, write=True) as opened:
        before = opened.head
        assert opened.state("2024-01-03")[CEO].value == "Bob"
        done = opened.append([event("more", "2024-01-04", {"end": "board/firm"}), act], before.hash)

        assert done.positions == (5, 6)
        assert done.head == opened.head != before
        assert opened.state("2024-01-04")[CEO].value == "Ada"
        assert opened.append([act]).new == ()
        with pytest.raises(HeadMoved):
            opened.append([event("other", "2024-01-05")], before.hash)


def test_what_somebody_else_appends_counts_in_the_next_answer(
    path: Path, opened: Chronology
) -> None:
    """A reader need not be opened again."""
    assert opened.state("2024-01-04")[CEO].value == "Bob"
    with Chronology.open(path, write=True) as other:
        other.append([event("gone", "2024-01-04", {"end": CEO})])

    assert opened.state("2024-01-04")[CEO].standing == "ended"


def test_every_fault_of_an_append_is_told_at_once_and_nothing_is_written(path: Path) -> None:
    """Each by its number and field; what is no event at all is a fault too."""
    bad: list[Any] = [
        event("fine", "2024-01-04"),
        event("date", "04/01/2024"),
        {**event("where", "2024-01-04"), "chronology": "elsewhere"},
        "text",
    ]
    with Chronology.open(path, write=True) as opened:
        with pytest.raises(Refused) as caught:
            opened.append(bad)
        assert opened.head.entries == 4

    places = [(fault.where, fault.field) for fault in caught.value.faults]
    assert places == [("events[1]", "occurred"), ("events[2]", "chronology"), ("events[3]", "")]


def test_the_faults_that_the_log_finds_are_told_beside_the_others(path: Path) -> None:
    """A date that is none, and a link to nothing."""
    bad = {**event("bad", "04/01/2024"), "after": ["nothing"]}
    with Chronology.open(path, write=True) as opened, pytest.raises(Refused) as caught:
        opened.append([bad])

    places = [(fault.where, fault.field) for fault in caught.value.faults]
    assert places == [("events[0]", "occurred"), ("events[0]", "after[0]")]


def test_one_event_that_is_not_in_a_list_is_refused(path: Path) -> None:
    """A slip that would otherwise be told once for every field."""
    with (
        Chronology.open(path, write=True) as opened,
        pytest.raises(Refused, match="put it in a list"),
    ):
        opened.append(event("more", "2024-01-04"))  # type: ignore[arg-type]


def test_names_are_resolved_through_the_aliases_of_the_chronology(tmp_path: Path) -> None:
    """As in every other way of appending."""
    made = drafts(declaration(aliases={"The Paper": "Paper"}))
    create_log(tmp_path / "desk.db", made)
    with Chronology.open(tmp_path / "desk.db", write=True) as opened:
        opened.append([event("a", "2024-01-01", sources=[source(publisher="The Paper")])])
        (appended,) = opened.events()

    assert appended.sources[0].publisher == "Paper"


def test_names_are_resolved_by_what_somebody_else_declared_meanwhile(path: Path) -> None:
    """The codec of the last append does not serve the next one then."""
    cited = [source(publisher="The Paper")]
    renamed = {**declaration(aliases={"The Paper": "Paper"}), "id": "renamed"}
    with Chronology.open(path, write=True) as opened:
        opened.append([event("before", "2024-01-04", sources=cited)])
        with Chronology.open(path, write=True) as other:
            other.append([renamed])
        opened.append([event("after", "2024-01-05", sources=cited)])
        publishers = {each.id: each.sources[0].publisher for each in opened.events()}

    assert (publishers["before"], publishers["after"]) == ("The Paper", "Paper")


def test_what_is_there_is_compared_as_somebody_else_declared_meanwhile(path: Path) -> None:
    """What is written again says another name by then, as to a program that opens the log anew."""
    cited = event("told", "2024-01-04", sources=[source(publisher="The Paper")])
    renamed = {**declaration(aliases={"The Paper": "Paper"}), "id": "renamed"}
    with Chronology.open(path, write=True) as opened:
        assert len(opened.append([cited]).new) == 1
        assert opened.append([cited]).new == ()
        with Chronology.open(path, write=True) as other:
            other.append([renamed])
        with pytest.raises(Refused, match="another entry with this id"):
            opened.append([cited])


def test_kinds_of_ones_own_are_taken(path: Path) -> None:
    """They are known to this chronology alone."""
    docks = {**event("docks", "2024-01-04"), "kind": "ship.docked", "data": {"berth": "one"}}
    with Chronology.open(path, write=True) as opened, pytest.raises(Refused, match="no kind"):
        opened.append([docks])
    with Chronology.open(path, write=True, kinds=[Docked]) as opened:
        opened.append([docks])
        assert opened.state()["berth/one"].value == "taken"


def test_which_chronology_must_be_said_where_there_are_several(tmp_path: Path) -> None:
    """One of them is written out; a wrong name is answered with the nearest."""
    one, other = ({**declaration(), "chronology": name} for name in ("first", "second"))
    made = drafts(one, other)
    create_log(tmp_path / "desk.db", made)

    with pytest.raises(SeveralChronologies, match="the log holds first, second"):
        Chronology.open(tmp_path / "desk.db")
    with pytest.raises(NoChronology, match="'secnd': no such chronology here; did you mean second"):
        Chronology.open(tmp_path / "desk.db", "secnd")
    with Chronology.open(tmp_path / "desk.db", "second") as opened:
        assert opened.name == "second"


def test_a_log_without_chronologies_says_so(tmp_path: Path) -> None:
    """There is nothing to open yet."""
    create_log(tmp_path / "desk.db")
    with pytest.raises(EmptyLog, match="the log is empty"):
        Chronology.open(tmp_path / "desk.db")


def test_a_file_that_is_not_there_is_an_error_of_ours(tmp_path: Path) -> None:
    """It says how to make one."""
    with pytest.raises(NoLog, match="chrono init"):
        Chronology.open(tmp_path / "none.db")


def test_what_is_no_moment_key_or_basis_is_refused(opened: Chronology) -> None:
    """With errors of ours, as on the command line."""
    with pytest.raises(ChronoError, match="day first"):
        opened.state("7/11/2023")
    with pytest.raises(NoMoment):
        opened.state("2024/2025")
    with pytest.raises(BadKey):
        opened.why("office")
    with pytest.raises(NoBasis, match="write one of filed, announced"):
        opened.state(basis="good")  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("given", "means"),
    [
        (date(2023, 11, 17), "'2023-11-17'"),
        (datetime(2023, 11, 17, 9, 30), "'2023-11-17T09:30:00'"),  # noqa: DTZ001  a developer's slip
        (
            datetime(2023, 11, 17, 9, 30, tzinfo=timezone(timedelta(hours=5))),
            "'2023-11-17T04:30:00Z'",
        ),
        (datetime(2023, 11, 17, 9, 30, 0, 5, tzinfo=UTC), "'2023-11-17T09:30:00.000005Z'"),
        (datetime.min.replace(tzinfo=timezone(timedelta(hours=5))), "'2023-11-17'"),
        (20231117, "'2023-11-17'"),
    ],
)
def test_a_moment_that_is_no_text_is_refused_with_the_text_that_means_it(
    opened: Chronology, given: Any, means: str
) -> None:
    """Every question names the argument and the value; the text that it gives is read."""
    asked: dict[str, list[Callable[[], object]]] = {
        "at": [
            lambda: opened.state(given),
            lambda: opened.states([given]),
            lambda: opened.why(CEO, given),
            lambda: opened.diff("2023", given),
            lambda: opened.events(at=given),
        ],
        "known": [
            lambda: opened.history(known=given),
            lambda: opened.diff("2023", given, clock="known"),
        ],
        "recorded": [
            lambda: opened.state(recorded=given),
            lambda: opened.diff(given, "2023", clock="recorded"),
        ],
    }
    for name, questions in asked.items():
        for question in questions:
            with pytest.raises(NoMoment) as refused:
                question()
            assert repr(given)[:60] in str(refused.value)
            assert str(refused.value).endswith(means)
            assert refused.value.__notes__ == [f"argument: {name}"]
    assert opened.state(means.strip("'"), known="2023", recorded="e1") == {}


def test_a_moment_that_is_none_at_all_is_no_question_for_all_events(opened: Chronology) -> None:
    """What is falsy but not left out is refused, as by `state`."""
    for given in ("", 0):
        with pytest.raises(ChronoError):
            opened.events(at=given)  # type: ignore[arg-type]


def test_moments_that_are_no_list_are_told_as_one(opened: Chronology) -> None:
    """One date where many are asked for is a mistake in the call."""
    with pytest.raises(
        TypeError, match=r"several moments are a list: \[datetime.date\(2023, 11, 17\)\]"
    ):
        opened.states(date(2023, 11, 17))  # type: ignore[arg-type]


def test_an_expected_head_that_is_no_text_is_refused(path: Path) -> None:
    """The head of the log that is open is an easy slip: its hash is meant, and is named."""
    with Chronology.open(path, write=True) as c:
        head = c.head
        for given, means in ((head, repr(head.hash)), (5, "the hash of its last entry")):
            with pytest.raises(NoHead) as refused:
                c.append([BOARD], expected_head=given)  # type: ignore[arg-type]
            assert str(refused.value).endswith(means)
            assert refused.value.__notes__ == ["argument: expected_head"]


def test_use_in_another_thread_or_after_closing_is_no_damage(path: Path) -> None:
    """It is told as a mistake of the program, for the log is whole."""
    with Chronology.open(path, write=True) as opened, ThreadPoolExecutor(1) as pool:
        for asked in (lambda: opened.state("2024"), lambda: opened.append([ADA])):
            with pytest.raises(MisusedLog, match="another thread") as refused:
                pool.submit(asked).result()
            assert not getattr(refused.value, "broken", False)
    with pytest.raises(MisusedLog, match="after it was closed"):
        opened.state("2024")
