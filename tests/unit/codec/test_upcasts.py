"""Upcasts: old data read as today's, one version after the other, and never written back."""

from collections.abc import Mapping
from typing import Any

import pytest

from chrono.codec.codec import Codec
from chrono.codec.upcasts import (
    BadUpcast,
    NewerKind,
    current,
    refuse_newer,
    up_to_date,
    upcast,
    version_of,
)
from chrono.events.claims import Claim
from chrono.events.drafts import Draft
from chrono.events.history import History
from chrono.events.kinds import Register, UpcastGap, kind, kind_of
from chrono.log.memory import MemoryLog
from tests.building import declaration, drafts, source


def _renamed(data: Mapping[str, Any]) -> dict[str, Any]:
    return {"harbour": data["port"]}


def _in_metres(data: Mapping[str, Any]) -> dict[str, Any]:
    return {**data, "draught": 3 * data.get("feet", 0)}


@kind("ship.sailed")
class SailedFirst:
    """A ship leaves, as the first release had it."""

    port: str

    def claims(self) -> list[Claim]:
        """End its berth."""
        return [Claim("end", f"berth/{self.port}")]


@kind("ship.sailed", version=3, upcasts={1: _renamed, 2: lambda data: {**data, "tide": "high"}})
class Sailed:
    """A ship leaves, as it is written today."""

    harbour: str
    tide: str

    def claims(self) -> list[Claim]:
        """End its berth."""
        return [Claim("end", f"berth/{self.harbour}")]


OLD, NEW = Register.of(SailedFirst), Register.of(Sailed)
FIRST = {"port": "genoa"}
TODAY = {"harbour": "genoa", "tide": "high"}


def sailed(data: Mapping[str, Any], given: str = "out", **more: Any) -> dict[str, Any]:
    """Write the event of a ship that leaves."""
    told = {"kind": "ship.sailed", "occurred": "2023", "headline": "out", "data": dict(data)}
    return {"id": given, **told, "sources": [source()], **more}


def corrected(data: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """Write a correction of it."""
    event = {name: value for name, value in sailed(data).items() if name not in ("id", "sources")}
    event["note"] = "At night."
    act = {"id": "mended", "kind": "correction", "corrects": "out", "reason": "tide"}
    return {**act, "event": event, **more}


def drafted(written: dict[str, Any], register: Register, *, text: bool = False) -> Draft:
    """Read what has no faults."""
    draft, faults = Codec("test", register, text=text).draft(written, "f:1")
    assert draft is not None, faults
    return draft


def reasons(written: dict[str, Any], register: Register, *, text: bool = False) -> list[str]:
    """List what is wrong with what has faults."""
    draft, faults = Codec("test", register, text=text).draft(written, "f:1")
    assert draft is None
    return [str(fault) for fault in faults]


def stored(*written: dict[str, Any], register: Register = OLD) -> MemoryLog:
    """Keep a log that another release wrote."""
    log = MemoryLog()
    log.append([*drafts(declaration()), *(drafted(one, register) for one in written)])
    return log


def test_data_goes_from_version_to_version() -> None:
    """The chain is run in order, from where the data stands."""
    assert upcast(kind_of(Sailed), 1, FIRST) == TODAY
    assert upcast(kind_of(Sailed), 2, {"harbour": "genoa"}) == TODAY


def test_data_of_today_or_of_tomorrow_is_left_alone() -> None:
    """There is nothing to bring it to."""
    assert upcast(kind_of(Sailed), 3, {"any": "thing"}) == {"any": "thing"}
    assert upcast(kind_of(Sailed), 4, {"any": "thing"}) == {"any": "thing"}


def test_an_upcast_is_given_a_copy() -> None:
    """One that changes what it reads changes nothing that is stored."""

    def greedy(data: Mapping[str, Any]) -> Mapping[str, Any]:
        data["list"].clear()
        return data

    @kind("x", version=2, upcasts={1: greedy})
    class X:
        """Anything."""

        def claims(self) -> list[Claim]:
            """Claim nothing."""
            return []

    data = {"list": [1]}
    assert upcast(kind_of(X), 1, data) == {"list": []}
    assert data == {"list": [1]}


@pytest.mark.parametrize(
    ("version", "upcasts", "said"),
    [
        (2, None, r"has no upcast from 1; write @kind\('x', version=2, upcasts=\{1: function\}\)"),
        (4, {1: dict, 3: dict}, "has no upcast from 2; "),
        (2, {1: dict, 2: dict}, "cannot upcast from 2; "),
        (1, {1: dict}, r"cannot upcast from 1; write @kind\('x', version=1\)"),
    ],
)
def test_a_gap_in_the_chain_is_refused_at_the_declaration(
    version: int, upcasts: Any, said: str
) -> None:
    """Not when somebody reads the first old event."""
    with pytest.raises(UpcastGap, match=said):
        kind("x", version=version, upcasts=upcasts)


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (lambda data: data["nothing"], "from version 1 raised KeyError: 'nothing'"),
        (lambda _: None, "from version 1 made a NoneType"),
    ],
)
def test_an_upcast_that_fails_is_named(function: Any, said: str) -> None:
    """With its kind, its version and what it did."""

    @kind("x", version=2, upcasts={1: function})
    class X:
        """Anything."""

        def claims(self) -> list[Claim]:
            """Claim nothing."""
            return []

    with pytest.raises(BadUpcast, match=said):
        upcast(kind_of(X), 1, {})
    faults = reasons({**sailed({}), "kind": "x", "derived": {"version": 1}}, Register.of(X))
    assert faults[0].startswith("f:1: data: x: the upcast")


def test_a_stored_body_is_read_as_today_once() -> None:
    """Reading what was read already changes nothing, of a correction neither."""
    for entry in stored(sailed(FIRST), corrected(FIRST)).entries()[1:]:
        body = current(entry.content, NEW)
        told = body.get("event", body)

        assert told["data"] == TODAY
        assert version_of(body) == 3
        assert current(body, NEW) == body
        assert body["derived"]["claims"] == [{"op": "end", "key": "berth/genoa"}]


def test_a_body_of_an_unknown_kind_is_read_as_it_stands() -> None:
    """So is one of a later release, and one that tells no development."""
    later = stored(sailed(TODAY), register=NEW).entries()[1].content

    assert current(later, Register.of()) == later
    assert current(later, OLD) == later
    for act in ({"kind": "retraction", "retracts": "out"}, {"kind": "chronology", "data": {}}):
        assert current(act, NEW) == act


def test_nobody_writes_anew_what_a_later_release_wrote() -> None:
    """The message names the kind, both versions, and what helps."""
    later = stored(sailed(TODAY), corrected(TODAY), register=NEW).entries()[1:]

    for entry in later:
        with pytest.raises(
            NewerKind, match=r"of version 3 here, .* up to version 1; upgrade chrono-engine"
        ):
            refuse_newer(entry.content, OLD)
        refuse_newer(entry.content, NEW)
        refuse_newer(entry.content, Register.of())


def test_a_history_is_brought_up_to_date_claims_as_stored() -> None:
    """Every version of every event; what has nothing old in it stays the same record."""
    log = stored(sailed(FIRST), corrected(FIRST, id="mended"))
    history = History.of("test", log.entries())
    today = up_to_date(history, NEW)
    _, out, mended = today.records

    assert [dict(one.event.data) for one in (out, mended)] == [TODAY, TODAY]  # type: ignore[attr-defined]
    assert [one.event.version for one in (out, mended)] == [3, 3]  # type: ignore[attr-defined]
    assert out.event.claims == (Claim("end", "berth/genoa"),)  # type: ignore[attr-defined]
    assert up_to_date(today, NEW).records == today.records
    assert up_to_date(history, OLD).records == history.records
    assert dict(history.by_id["out"].event.data) == FIRST  # type: ignore[attr-defined]


def test_a_line_that_names_its_version_is_kept_as_it_was_written() -> None:
    """Its claims are those of what it is upcast to; its version stands with it."""
    for version, data in ((1, FIRST), (2, {"harbour": "genoa"}), (3, TODAY)):
        draft = drafted(sailed(data, derived={"version": version}), NEW)

        assert draft.body["data"] == data
        assert draft.derived["version"] == version
        assert draft.derived["claims"] == [{"op": "end", "key": "berth/genoa"}]


def test_a_line_of_an_export_without_a_version_is_of_the_first() -> None:
    """An export names every other one."""
    draft = drafted(sailed(FIRST, recorded="2026-11-21T22:30:50.123456Z"), NEW)

    assert (draft.body["data"], draft.derived["version"]) == (FIRST, 1)


def test_a_line_by_hand_is_of_today_or_of_the_latest_version_that_it_fits() -> None:
    """Somebody who writes has today's fields before him; an old file is read all the same."""
    for data, version in ((TODAY, 3), ({"harbour": "genoa"}, 2), (FIRST, 1)):
        draft = drafted(sailed(data), NEW)

        assert (draft.body["data"], draft.derived["version"]) == (data, version)


def test_a_correction_of_an_older_version_is_kept_as_it_was_written() -> None:
    """Its event is read like any other."""
    draft = drafted(corrected(FIRST), NEW)

    assert draft.body["event"]["data"] == FIRST
    assert draft.derived["version"] == 1


def test_what_fits_no_version_is_told_of_todays() -> None:
    """Faults name the fields that there are now."""
    said = reasons(sailed({"ship": "Argo"}), NEW)

    assert any("data.harbour: missing" in one for one in said)
    assert not any("port" in one for one in said)


def test_text_is_always_of_today() -> None:
    """Its values are typed by today's fields; an old one is a fault that names what is right."""
    said = reasons(sailed(FIRST), NEW, text=True)

    assert any("data.harbour: missing" in one for one in said)


def test_a_line_of_a_later_version_is_refused_with_what_helps() -> None:
    """Nobody can say what it claims."""
    (said,) = reasons(sailed(TODAY, derived={"version": 3}), OLD)

    assert said.startswith("f:1: kind: ship.sailed is of version 3 here")
    assert "upgrade chrono-engine" in said


@pytest.mark.parametrize("version", ["3", True, 0, None, 1.5, [1]])
def test_what_is_no_version_counts_as_none(version: object) -> None:
    """What somebody derived by hand is not believed, nor is it a fault."""
    assert drafted(sailed(TODAY, derived={"version": version}), NEW).derived["version"] == 3
