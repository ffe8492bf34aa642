"""Answers read in part: how much is read, and what lies far from it that counts all the same."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chrono.api import answering, backwards
from chrono.api import records as reading
from chrono.api.answering import differences, disputes, log_rows, of_timeline
from chrono.api.chronology import Chronology
from chrono.api.reading import Query
from chrono.api.records import Records
from chrono.codec.codec import Codec
from chrono.kinds.catalogue import KINDS
from chrono.log.creation import create_log
from chrono.log.sqlite import SqliteLog
from chrono.queries.filters import Filter
from chrono.queries.timeline import timeline
from chrono.state.as_of import AsOf
from chrono.state.moments import moment
from tests.building import NOW, declaration, drafts, event, source

CHAIR, SEAT = "club/chair", "club/seat"
YEARS = range(2001, 2021)


def claim(year: int, key: str = CHAIR, **more: Any) -> dict[str, Any]:
    """Make an event that sets a key in a year, known in that year."""
    said = {"set": key, "value": f"v{year}"}
    return event(f"{key[5:]}-{year}", str(year), said, sources=[source(str(year))], **more)


MANY = [claim(year, key) for year in YEARS for key in (CHAIR, SEAT)]


@pytest.fixture(autouse=True)
def no_log_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read every log by its index, as a long one."""
    monkeypatch.setattr(reading, "SHORT", 0)
    monkeypatch.setattr(reading, "FEW", 0)
    monkeypatch.setattr(backwards, "FIRST", 1)
    monkeypatch.setattr(answering, "_most", lambda *_: False)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Any]:
    """Open logs of what is written, one after another."""
    logs: list[SqliteLog] = []

    def open_log(*written: dict[str, Any]) -> SqliteLog:
        path = tmp_path / f"{len(logs)}.db"
        create_log(path, drafts(declaration(), *written))
        logs.append(SqliteLog(path))
        return logs[-1]

    yield open_log
    for log in logs:
        log.close()


def asked(log: SqliteLog, at: str, *keys: str, known: str | None = None) -> Query:
    """Ask at a moment; each question reads the log anew."""
    records = Records(log, "test", log.head())
    public = moment(known, records.declared, NOW) if known else None
    asof = AsOf(at=moment(at, records.declared, NOW), known=public)
    return Query(records=records, asof=asof, keys=keys)


def whole(query: Query) -> Query:
    """Ask the same of all that is recorded."""
    _ = query.history
    return query


def ids(query: Query) -> set[str]:
    """Name the entries that were read."""
    return {entry.id for entry in query.records._read.values()}  # noqa: SLF001  nobody else asks


def test_a_difference_reads_what_is_near_both_moments(opened: Any) -> None:
    """Of each key the claims about them, and not those before."""
    log = opened(*MANY)
    old, new = asked(log, "2015"), asked(log, "2016")
    changes = differences(old, new)

    assert [(change.key, change.causes) for change in changes] == [
        (CHAIR, ("chair-2016",)),
        (SEAT, ("seat-2016",)),
    ]
    assert len(ids(old) | ids(new)) < 20


def test_what_began_and_was_replaced_in_between_is_a_cause_too(opened: Any) -> None:
    """Between two far moments; and so is what was over in between by its own end."""
    log = opened(*MANY, event("term", "2000/2010-06", {"set": CHAIR, "value": "x"}))
    sides = [asked(log, "2009"), asked(log, "2019")]
    found = differences(*sides)

    assert {"term", "chair-2010", "chair-2014"} <= {*found[0].causes}
    assert "chair-2001" not in ids(sides[0]) | ids(sides[1])
    assert [change.body() for change in found] == [
        change.body() for change in differences(*map(whole, sides))
    ]


def test_a_difference_reads_no_key_of_which_nothing_began_or_was_over(opened: Any) -> None:
    """Within a year in which that is so of all keys but one, or of all."""
    log = opened(*MANY[:20], claim(2016))
    old, new = asked(log, "2015"), asked(log, "2016")

    assert [change.key for change in differences(old, new)] == [CHAIR]
    assert not any(name.startswith("seat") for name in ids(old) | ids(new))
    assert differences(asked(log, "2017"), asked(log, "2018")) == ()


def test_a_difference_reads_no_key_of_which_what_began_was_withdrawn(opened: Any) -> None:
    """As nothing of it is seen at either moment."""
    gone = {"id": "gone", "kind": "retraction", "retracts": "seat-2016", "reason": "an error"}
    log = opened(*MANY, gone)
    old, new = asked(log, "2015"), asked(log, "2016")

    assert [change.key for change in differences(old, new)] == [CHAIR]
    assert "seat-2016" in ids(old) | ids(new)
    assert "seat-2015" not in ids(old) | ids(new)


def test_a_difference_in_what_was_known_reads_the_keys_that_differ(opened: Any) -> None:
    """What made one known may lie anywhere on it."""
    told = (event(date, date, {"set": SEAT, "value": "x"}) for date in ("2003", "2020"))
    log = opened(*MANY, *told)
    log_of = [asked(log, "2021", known="2050"), asked(log, "2021", known="2100")]
    (change,) = differences(*log_of)

    assert (change.key, change.causes) == (SEAT, ("2003", "2020"))
    assert "chair-2001" not in ids(log_of[1])


def test_an_act_and_a_source_without_a_date_are_news_too(opened: Any) -> None:
    """An act is known from its publication on, and what has no date once it was recorded."""
    gone = {"id": "gone", "kind": "retraction", "retracts": "chair-2003", "reason": "an error"}
    undated = event("undated", "2004", {"set": CHAIR, "value": "x"}, sources=[source(None)])
    told = event("told", "2020-06", {"set": CHAIR, "value": "y"}, sources=[source("2024")])
    last = event("last", "2020-07", {"set": CHAIR, "value": "z"}, sources=[source("2099")])
    log = opened(*MANY, {**gone, "sources": [source("2024")]}, undated, told, last)

    def causes(*known: str) -> tuple[str, ...]:
        (change,) = differences(*(asked(log, "2021", known=each) for each in known))
        return change.causes

    assert causes("2023", "2024") == ("chair-2003", "gone", "told")
    assert causes("2024", "2100") == ("undated", "last")


def test_what_needs_most_of_the_log_is_read_whole(
    opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the same answer."""
    log = opened(*MANY)
    sides = asked(log, "2015"), asked(log, "2016")
    found = [change.body() for change in differences(*sides)]
    monkeypatch.setattr(answering, "_most", lambda *_: True)

    assert [change.body() for change in differences(*sides)] == found
    assert "whole" in vars(sides[0].records)


VOID = [
    event("early", "[2002-06-01..2003-09-30]", {"set": CHAIR, "value": "a"}),
    event("late", "2003", {"set": CHAIR, "value": "b"}, before=["early"]),
    {"id": "told", "kind": "citation", "cites": "early", "sources": [source("2002-12")]},
]
"""A link that is void by what came later: the one was reported before the other began."""


def test_a_dispute_names_the_links_that_are_void_on_its_key(opened: Any) -> None:
    """However long before they were; a link on another key is not read."""
    rivals = [claim(2021), claim(2022, contests=["chair-2021"])]
    log = opened(*VOID, *MANY, *rivals)
    query = asked(log, "2023")
    (found,) = disputes(query).disputes

    assert [remedy.events for remedy in found.settle if remedy.how == "link"] == [("early", "late")]
    assert disputes(query).body(0, "") == disputes(whole(query)).body(0, "")
    assert disputes(asked(log, "2015")).disputes == ()


def test_a_key_that_is_spoken_of_is_known_without_the_rest(opened: Any) -> None:
    """Of a question about it, and of no key that nothing speaks of by then."""
    log = opened(*MANY)
    found = disputes(asked(log, "2015", CHAIR, "club/nothing"))
    assert CHAIR in found.spoken
    assert "club/nothing" not in found.spoken


DATES = ["2010", "2010-06-15", "2008/2012", "2008/..", "[2009..2011]", "2001/2009", "201X", "2010%"]


@pytest.mark.parametrize("since", [None, "2009-12-31", "2010-06-15", "2011"])
def test_a_timeline_lists_what_lasts_into_its_days(opened: Any, since: str | None) -> None:
    """Whatever the form of a date; and of the others it reads few."""
    odd = [event(f"odd-{number}", date) for number, date in enumerate(DATES)]
    log = opened(*MANY, *odd, event("open", "../2010-03"))
    query = asked(log, "2020")
    first, last = (moment(each, query.records.declared, NOW) for each in (since or "2010", "2010"))
    only = Filter(since=first.earliest, until=last.instant) if since else Filter(until=last.instant)
    part = of_timeline(query, only)
    found = timeline(part, query.asof, only)

    assert found.body(query.asof, 0, "") == timeline(query.history, query.asof, only).body(
        query.asof, 0, ""
    )
    assert not since or len(part.records) < len(query.history.records)


def test_a_timeline_reads_no_further_than_its_events_are_seen_to_be_over(opened: Any) -> None:
    """Though a dispute that goes back beyond them would have to be read for the state."""
    rivals = [claim(year, contests=[f"chair-{year - 12}"]) for year in range(2016, 2022)]
    log = opened(*map(claim, range(2001, 2016)), *rivals)
    query = asked(log, "2022", CHAIR)
    year = moment("2003", query.records.declared, NOW)
    only = Filter(since=year.earliest, until=year.instant)
    part = of_timeline(query, only)
    read = [2003, *range(2005, 2010), *range(2017, 2022)]

    assert {*part.by_id} == {"chronology", *(f"chair-{each}" for each in read)}
    assert timeline(part, query.asof, only).body(query.asof, 0, "") == timeline(
        query.history, query.asof, only
    ).body(query.asof, 0, "")
    assert "chair-2012" in asked(log, "2022", CHAIR).deciding.by_id


def test_a_timeline_reads_until_the_last_of_its_events_is_seen_to_be_over(opened: Any) -> None:
    """What was over later than the first of them may have ended a dispute about the last."""
    denied, replaced = claim(2006, contests=["chair-2003"]), claim(2010)
    log = opened(claim(2001), claim(2003), denied, replaced, claim(2015, contests=["chair-2006"]))
    query = asked(log, "2020")
    first, last = (moment(each, query.records.declared, NOW) for each in ("2001", "2006"))
    only = Filter(since=first.earliest, until=last.instant)
    found = timeline(of_timeline(query, only), query.asof, only)

    assert {row.standing for row in found.rows} == {"stands"}


def test_the_last_rows_of_a_log_are_read_alone(opened: Any) -> None:
    """An act with what it is about; and as many more as are needed where not all were public."""
    gone = {"id": "gone", "kind": "retraction", "retracts": "chair-2002", "reason": "an error"}
    log = opened(*MANY, gone)
    query = asked(log, "2020")
    assert [row.id for row in log_rows(query, Filter(), 2)] == ["seat-2020", "gone"]
    assert ids(query) == {"chronology", "seat-2020", "chair-2002", "gone"}
    then = asked(log, "2020", known="2015")
    assert [row.id for row in log_rows(then, Filter(), 3)] == ["chair-2015", "seat-2015", "gone"]
    assert [row.id for row in log_rows(then, Filter(), 900)][:2] == ["chronology", "chair-2001"]


def test_the_last_rows_of_a_chronology_are_found_behind_those_of_another(tmp_path: Path) -> None:
    """Where others have written the end of the log."""
    path = tmp_path / "two.db"
    create_log(path, drafts(declaration(), *MANY[:3]))
    codec = Codec("other", KINDS)
    written = [
        codec.draft(each, "test")[0] for each in (declaration(), *map(claim, range(3000, 3200)))
    ]
    with SqliteLog(path, write=True) as log:
        log.append([draft for draft in written if draft])
    with SqliteLog(path) as log:
        query = asked(log, "2020")
        assert [row.id for row in log_rows(query, Filter(), 2)] == ["seat-2001", "chair-2002"]
        assert len(query.records._read) == 3  # noqa: SLF001  with the declaration


def test_events_of_a_key_are_read_with_what_is_linked_alone(opened: Any, tmp_path: Path) -> None:
    """In the order of folding, which links decide."""
    opened(
        *MANY, event("a", "2020", {"set": "club/room", "value": 1}, after=["b"]), event("b", "2020")
    )
    with Chronology.open(tmp_path / "0.db") as c:
        assert [each.id for each in c.events("club/room")] == ["a"]
        assert [each.id for each in c.events("club/*", at="2002")] == [
            each.id for each in c.events(at="2002")
        ]
