"""Reading backwards: what decides a state reaches as far back as the rule does, and no further."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from chrono.api import backwards
from chrono.api import records as reading
from chrono.api.records import Records
from chrono.log.creation import create_log
from chrono.log.sqlite import SqliteLog
from chrono.queries.state import state
from chrono.state.as_of import AsOf
from chrono.state.moments import moment
from tests.building import NOW, declaration, drafts, event, source

CHAIR = "club/chair"
A, B, C = ({"set": CHAIR, "value": name} for name in "ABC")
YEARS = range(2001, 2013)


def plain(*claims: dict[str, Any], **last: Any) -> list[dict[str, Any]]:
    """Make a claim a year, known in its year, and say more of the last."""
    years = [str(year) for year in YEARS]
    rows = [
        event(f"in-{year}", year, claim, sources=[source(year)])
        for year, claim in zip(years, claims, strict=False)
    ]
    return [*rows[:-1], {**rows[-1], **last}]


MANY = [A, B, C, B, C, B, C, B, C, B, C, B]
BOARD = [{"add": "club/board", "value": name} for name in "ABCDEF"]
FAR_BACK = {
    "a rival that began long before": plain(*MANY, contests=["in-2002"]),
    "a rival that says so": [*plain(*MANY), event("no", "2003", A, contests=["in-2012"])],
    "an announcement that was kept": plain({"announce": CHAIR, "value": "A"}, *MANY),
    "an announcement that was not": plain(
        {"announce": CHAIR, "value": "D"}, *MANY[1:-1], {"lapse": CHAIR, "value": "B"}
    ),
    "a value that held all the time": plain(B, *[A] * 11),
    "a value that ended by itself": [
        *plain(*[A] * 5, *MANY[5:]),
        event("term", "2004-02-01/2005-02-01", A),
    ],
    "a date that lasts": [*plain(*MANY), event("vague", "[2003..2014]", A)],
    "a date that is open": [*plain(*MANY), event("open", "[..2013]", A)],
    "members": plain(*BOARD, {"drop": "club/board", "value": "B"}),
    "a list, and members before and after": plain(
        *BOARD,
        {"set": "club/board", "value": ["A"]},
        *BOARD[3:],
        {"drop": "club/board", "value": "A"},
    ),
    "a set by an old list alone": plain(
        {"set": "club/board", "value": []}, *[{"end": "club/board"}] * 9
    ),
    "a set by what comes later alone": [
        event("none", "2003", {"end": "club/board"}, sources=[source("2003")]),
        event("joined", "2009", BOARD[0], sources=[source("2009")]),
        *plain(*MANY),
    ],
    "a source ahead of the event": [
        *plain(*MANY),
        event("planned", "2010-06", A, sources=[source("2004")]),
    ],
    "a citation ahead of the event": [
        *plain(*MANY),
        event("planned", "2010-06", A, sources=[source("2011")]),
        {"id": "cited", "kind": "citation", "cites": "planned", "sources": [source("2004")]},
    ],
    "a link across the years": plain(*MANY, after=["in-2003"]),
    "a correction to another time": [
        *plain(*MANY),
        {
            "id": "corrected",
            "kind": "correction",
            "corrects": "in-2012",
            "reason": "misread",
            "event": {
                k: v for k, v in event("", "2002-06", A, headline="earlier").items() if k != "id"
            },
        },
    ],
}
"""Histories of which more matters than the last claims."""


@pytest.mark.no_cover  # long logs
@pytest.mark.parametrize("few", [0, 99])
@pytest.mark.parametrize("name", FAR_BACK)
def test_what_matters_far_back_is_read(
    name: str, few: int, tmp_path: Any, monkeypatch: Any
) -> None:
    """At every year, as known in any: the slots are those of the whole history."""
    monkeypatch.setattr(reading, "FEW", few)
    monkeypatch.setattr(backwards, "FIRST", 1)
    create_log(tmp_path / "desk.db", drafts(declaration(), *FAR_BACK[name]))
    with SqliteLog(tmp_path / "desk.db") as log:
        records = Records(log, "test", log.head())
        whole = Records(log, "test", log.head()).whole
        for at in YEARS:
            for known in (None, 2005, at, 2011):
                asof = AsOf(
                    at=moment(f"{at}-06", whole, NOW),
                    known=moment(str(known), whole, NOW) if known else None,
                )
                assert state(records.deciding((), asof), asof).slots == state(whole, asof).slots


def test_where_keys_have_few_events_those_that_began_are_read(tmp_path: Any) -> None:
    """Nothing that begins later, nor what says nothing; but a link is followed to either."""
    apart = [{"set": f"club/{name}", "value": name} for name in "abc"]
    silent = [event("silent", "2001"), event("linked", "2013", after=["vague"])]
    vague = event("vague", "[2004..2014]", A)
    create_log(tmp_path / "desk.db", drafts(declaration(), *plain(*apart), vague, *silent))
    with SqliteLog(tmp_path / "desk.db") as log:
        records = Records(log, "test", log.head())
        asof = AsOf(at=moment("2002-06", records.declared, NOW))
        assert [*records.deciding((), asof).by_id] == ["chronology", "in-2001", "in-2002"]
        asof = AsOf(at=moment("2005", records.declared, NOW))
        found = records.deciding((), asof)
        assert {*records.whole.by_id} - {*found.by_id} == {"silent"}


def test_of_plain_claims_the_last_are_enough(tmp_path: Any, monkeypatch: Any) -> None:
    """At any date, as known at any, of the keys that match a glob."""
    monkeypatch.setattr(reading, "SHORT", 0)
    monkeypatch.setattr(reading, "FEW", 0)
    create_log(tmp_path / "desk.db", drafts(declaration(), *plain(*MANY)))
    with SqliteLog(tmp_path / "desk.db") as log:
        records = Records(log, "test", log.head())
        for at, known in ((2012, None), (2009, 2012), (2012, 2008)):
            asof = AsOf(
                at=moment(str(at), records.declared, NOW),
                known=moment(str(known), records.declared, NOW) if known else None,
            )
            part = records.deciding(("club/*",), asof)
            assert len(part.records) < 7
            assert f"in-{min(at, known or at)}" in part.by_id


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/New_York"])
@pytest.mark.parametrize("form", ["{0}", "{0}T23:30", "[{0}T23:30..{1}T23:00]", "{0}T01:00Z"])
def test_days_of_the_index_reach_as_far_as_those_of_the_home_zone(
    form: str, zone: str, tmp_path: Any, monkeypatch: Any
) -> None:
    """Whatever the hour at which is asked: no claim that may have begun is passed over."""
    monkeypatch.setattr(reading, "SHORT", 0)
    monkeypatch.setattr(reading, "FEW", 0)
    monkeypatch.setattr(backwards, "FIRST", 1)
    days = [f"2024-01-{day:02}" for day in range(1, 12)]
    rows = [
        event(f"on-{day}", form.format(day, after), claim, sources=[source("2024-02")])
        for day, after, claim in zip(days, days[1:], MANY, strict=False)
    ]
    create_log(tmp_path / "desk.db", drafts(declaration(zone), *rows))
    with SqliteLog(tmp_path / "desk.db") as log:
        whole = Records(log, "test", log.head()).whole
        for hour in range(0, 24, 3):
            asof = AsOf(at=moment(f"2024-01-08T{hour:02}:30", whole, NOW))
            records = Records(log, "test", log.head())
            part = records.deciding((CHAIR,), asof)
            assert state(part, asof).slots == state(whole, asof).slots


def test_what_was_over_by_the_horizon_is_not_read(tmp_path: Any, monkeypatch: Any) -> None:
    """However many more may be read, once the first claims do not decide a key."""
    monkeypatch.setattr(reading, "SHORT", 0)
    monkeypatch.setattr(reading, "FEW", 0)
    monkeypatch.setattr(backwards, "FIRST", 2)
    create_log(tmp_path / "desk.db", drafts(declaration(), *plain(*MANY[:9], B, A, C)))
    with SqliteLog(tmp_path / "desk.db") as log:
        records = Records(log, "test", log.head())
        asof = AsOf(at=moment("2013", records.declared, NOW))
        found = {*records.deciding((CHAIR,), asof).by_id}
        assert found == {"chronology", *(f"in-{year}" for year in (2010, 2011, 2012))}


@pytest.mark.parametrize("wrong", ["width = -1", "width = 1 << 40", "development = 1 << 62"])
def test_a_forged_width_reads_more_and_one_without_an_event_nothing(
    wrong: str, tmp_path: Any, monkeypatch: Any
) -> None:
    """Whatever the index says of widths, the answer is the same; it never fails."""
    monkeypatch.setattr(reading, "SHORT", 0)
    monkeypatch.setattr(reading, "FEW", 0)
    path = tmp_path / "desk.db"
    create_log(path, drafts(declaration(), *plain(*MANY)))
    with closing(sqlite3.connect(path)) as opened, opened:
        opened.execute(f"UPDATE derived_spans SET {wrong} WHERE development < 5")  # noqa: S608
    with SqliteLog(path) as log:
        records = Records(log, "test", log.head())
        asof = AsOf(at=moment("2012", records.declared, NOW))
        found = state(records.deciding((), asof), asof).slots
        assert found == state(records.whole, asof).slots
