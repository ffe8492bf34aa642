"""Well-sealed logs with arbitrary bodies: the schema, digests, hashes and positions are right.

Whoever can write a file can write such a log. `crafted` makes small honest chronologies, each with
one thing wrong.
"""

import functools
import hashlib
import json
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import attrs

from chrono.log.creation import create_log
from chrono.log.statements import INSERT

Body = dict[str, Any]


@attrs.frozen
class Row:
    """One entry as it is put into a log.

    Attributes:
        body: The stored text.
        chronology: The column.
        id: The column.
        recorded: The column; None for a moment after that of the entry before.
        by: The column; None in an entry of format 1.
    """

    body: str
    chronology: str = "affair"
    id: str = "x"
    recorded: str | None = None
    by: str | None = '{"who":"ada"}'


def text(body: object) -> str:
    """Write canonical JSON, with escapes for half a surrogate pair."""
    written = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    try:
        written.encode()
    except UnicodeEncodeError:
        return json.dumps(body, sort_keys=True, separators=(",", ":"))
    return written


def row(body: Body, **columns: Any) -> Row:
    """Make the row of a body; columns are as in the body, or as given."""
    named = {name: body[name] for name in ("chronology", "id") if isinstance(body.get(name), str)}
    return Row(text(body), **{**named, **columns})


@functools.cache
def _empty() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        create_log(path)
        return path.read_bytes()


def craft(path: Path, rows: Iterable[Row]) -> None:
    """Make a log of rows, sealed as an append would have sealed them."""
    path.write_bytes(_empty())
    with closing(sqlite3.connect(path)) as opened, opened:
        opened.execute("PRAGMA synchronous = OFF")
        opened.executemany(INSERT, _sealed(rows))


def _sealed(rows: Iterable[Row]) -> Iterator[tuple[object, ...]]:
    """Yield the columns of each entry, with its digest and hash (docs/log-format.md)."""
    previous = ""
    for position, each in enumerate(rows, 1):
        stamp = f"2026-11-{position:02}T12:00:00.000000Z"
        recorded = stamp if each.recorded is None else each.recorded
        digest = hashlib.sha256(each.body.encode()).hexdigest()
        by = () if each.by is None else (each.by,)
        linked = [previous, position, recorded, digest, *by]
        written = json.dumps(linked, separators=(",", ":"), ensure_ascii=False)
        previous = hashlib.sha256(written.encode()).hexdigest()
        yield position, each.chronology, each.id, recorded, each.body, digest, previous, each.by


def _source(**more: Any) -> Body:
    return {
        "publisher": "Minutes",
        "basis": "filed",
        "published": "2024-04-02",
        "url": "https://example.org/minutes",
        **more,
    }


def _entry(given: str, kind: str, **more: Any) -> Body:
    return {"chronology": "affair", "id": given, "kind": kind, **more}


def honest() -> list[Body]:
    """Make the bodies of a small chronology: a declaration, events, and one act of each sort."""
    chair = {"op": "set", "key": "club/chair", "value": "Ada"}
    corrected = {
        "kind": "development",
        "occurred": "2024-05-02",
        "headline": "Bo joins the board",
        "data": {"claims": [{"add": "board/club", "value": "Bo"}]},
    }
    return [
        _entry("chronology", "chronology", data={"title": "A club", "zone": "Europe/Berlin"}),
        _entry(
            "ada",
            "development",
            occurred="2024-03",
            headline="Ada is elected",
            data={"claims": [{"set": "club/chair", "value": "Ada"}]},
            derived={"claims": [chair], "version": 1},
            sources=[_source()],
        ),
        _entry(
            "bo",
            "development",
            occurred="2024-05-01",
            headline="Bo joins the board",
            data={"claims": [{"add": "board/club", "value": "Bo"}]},
            derived={"claims": [{"op": "add", "key": "board/club", "value": "Bo"}], "version": 1},
            sources=[_source(basis="reported", published="2024-05-03")],
            after=["ada"],
            note="As the paper has it.",
        ),
        _entry(
            "bo-correction",
            "correction",
            corrects="bo",
            reason="a day later",
            event=corrected,
            derived={
                "claims": [{"op": "add", "key": "board/club", "value": "Bo"}],
                "replaces": "bo",
                "version": 1,
            },
        ),
        _entry("ada-citation", "citation", cites="ada", sources=[_source(publisher="Herald")]),
        _entry("bo-retraction", "retraction", retracts="bo", reason="he declined"),
    ]


DECLARATION, ADA, BO, CORRECTION, CITATION, RETRACTION = range(6)
"""The index of each of these bodies; its position is one more."""


GONE: Final = object()
"""Stands for no value: the field is left out."""


def _with(path: str, value: object) -> Callable[[Body], None]:
    """Return what changes one field of a body, named by a path as ``sources.0.basis``."""

    def change(body: Any) -> None:
        *steps, last = (int(step) if step.isdigit() else step for step in path.split("."))
        for step in steps:
            body = body[step]
        if value is GONE:
            del body[last]
        else:
            body[last] = value

    return change


def nested(levels: int) -> Any:
    """Make lists within lists."""
    value: Any = "x"
    for _ in range(levels):
        value = [value]
    return value


_CLAIMS = "derived.claims"
_CLAIM = "derived.claims.0"
_NAMES: Final = {
    "with an escape": "a\x1b[31mb",
    "with a newline": "a\nb",
    "that reorders text": "a\u202eb",
    "of 300 letters": "a" * 300,
    "that is empty": "",
    "of a path": "../../etc/passwd",
}
_BAD_DATES: Final = {
    "in words": "last spring",
    "of no month": "2024-13-01",
    "after 9999": "12024-01-01",
    "of 1 MB": "2024" * 250_000,
    "that is empty": "",
    "that its zone skips": "2024-03-31T02:30",
    "that ends before it starts": "2024/2023",
    "of the year 0": "0000",
}
_BAD_TEXTS: Final = {"a number": 7, "a list": ["Ada"], "a map": {"a": "b"}, "null": None}
_BAD_LISTS: Final = {"text": "ada", "a number": 7, "numbers": [7], "a map": {"a": "b"}}

_CHANGES: Final[Mapping[str, tuple[int, str, object]]] = {
    **{
        f"{field}: {what}": (ADA, field, value)
        for field in ("kind", "headline", "occurred", "sources.0.publisher", "sources.0.basis")
        for what, value in {**_BAD_TEXTS, "left out": GONE}.items()
    },
    **{
        f"{field}: {what}": (BO, field, value)
        for field in ("after", "before", "contests", "sources")
        for what, value in _BAD_LISTS.items()
    },
    **{
        f"{act.split('.')[0]}: {what}": (index, act, value)
        for index, act in ((CORRECTION, "corrects"), (CITATION, "cites"), (RETRACTION, "retracts"))
        for what, value in {
            "left out": GONE,
            "a number": 7,
            "unknown": "nobody",
            "itself": ("bo-correction", "ada-citation", "bo-retraction")[index - CORRECTION],
            "a declaration": "chronology",
            "of another sort": ("ada-citation", "bo-correction", "chronology")[index - CORRECTION],
            "later": ("bo-retraction", "bo-retraction", "later")[index - CORRECTION],
        }.items()
    },
    **{f"a date {what}": (ADA, "occurred", date) for what, date in _BAD_DATES.items()},
    **{
        f"published {what}": (CITATION, "sources.0.published", date)
        for what, date in _BAD_DATES.items()
        if what != "of 1 MB"
    },
    "note: a list": (BO, "note", ["a"]),
    "note: a number": (BO, "note", 7),
    "data: a list": (ADA, "data", ["a"]),
    "data: text": (ADA, "data", "a"),
    "data: garbage of a known kind": (ADA, "data", {"claims": {"a": 7}, "zzz": [None]}),
    "an unknown basis": (ADA, "sources.0.basis", "guessed"),
    "an unknown kind": (ADA, "kind", "zzz.zzz"),
    "a kind with escapes": (ADA, "kind", "a\x1b[31mb\n"),
    "a headline with escapes": (ADA, "headline", "a\x1b[31mb\u202e\nc\x00\x9b"),
    "a publisher with escapes": (ADA, "sources.0.publisher", "$(touch x)\x1b[31m\nb\u200b"),
    "a url with escapes": (ADA, "sources.0.url", "javascript:\x1b]8;;\nx"),
    "a headline of half a surrogate pair": (ADA, "headline", "a\ud800b"),
    "a name in data of half a surrogate pair": (ADA, "data", {"a\udfff": "b"}),
    "no sources": (ADA, "sources", []),
    "sources left out": (ADA, "sources", GONE),
    "a source that is empty": (ADA, "sources", [{}]),
    "a source that is null": (ADA, "sources", [None]),
    "a source with an unknown field": (ADA, "sources.0.zzz", "a"),
    "a source with a list in it": (ADA, "sources.0.title", ["a"]),
    "a citation without sources": (CITATION, "sources", []),
    "a correction without its event": (CORRECTION, "event", GONE),
    "a correction with text as its event": (CORRECTION, "event", "Bo"),
    "a correction of an act": (CORRECTION, "event.kind", "retraction"),
    "reason: a list": (RETRACTION, "reason", ["a"]),
    "reason left out": (RETRACTION, "reason", GONE),
    "an unknown operation": (ADA, f"{_CLAIM}.op", "zzz"),
    "no operation": (ADA, f"{_CLAIM}.op", GONE),
    "a list as operation": (ADA, f"{_CLAIM}.op", ["set"]),
    "a key of a path": (ADA, f"{_CLAIM}.key", "A B/../x"),
    "a key that is empty": (ADA, f"{_CLAIM}.key", ""),
    "a key of 5000 letters": (ADA, f"{_CLAIM}.key", "a/" + "b" * 5000),
    "a key with escapes": (ADA, f"{_CLAIM}.key", "club/\x1b[31m\nb"),
    "a key that is a number": (ADA, f"{_CLAIM}.key", 7),
    "no key": (ADA, f"{_CLAIM}.key", GONE),
    "a set of nothing": (ADA, f"{_CLAIM}.value", None),
    "a value left out": (ADA, f"{_CLAIM}.value", GONE),
    "a value of a map": (ADA, f"{_CLAIM}.value", {"by": [{"a": 7}], "due": 1e300}),
    "a value with escapes": (ADA, f"{_CLAIM}.value", "a\x1b[31mb\n\u202e"),
    "a value 900 deep": (ADA, f"{_CLAIM}.value", nested(900)),
    "a value 64 deep": (ADA, f"{_CLAIM}.value", nested(64)),
    "a value 65 deep": (ADA, f"{_CLAIM}.value", nested(65)),
    "data 900 deep": (ADA, "data", {"a": nested(900)}),
    "an unknown field 900 deep": (ADA, "zzz", nested(900)),
    "an unknown field": (ADA, "zzz", "a\x1b[31m"),
    "a value of true": (ADA, f"{_CLAIM}.value", True),
    "an end with a value": (ADA, f"{_CLAIM}.op", "end"),
    "a member added that is a list": (BO, f"{_CLAIM}.value", ["Bo", ["Cy"]]),
    "a list with a member twice": (ADA, f"{_CLAIM}.value", ["Ada", "Ada"]),
    "claims: a map": (ADA, _CLAIMS, {"op": "set"}),
    "claims: text": (ADA, _CLAIMS, "set"),
    "claims: a number": (ADA, _CLAIMS, 7),
    "claims: lists": (ADA, _CLAIMS, [["set", "club/chair", "Ada"]]),
    "claims left out": (ADA, _CLAIMS, GONE),
    "derived: a list": (ADA, "derived", ["a"]),
    "derived: text": (ADA, "derived", "a"),
    "derived: null": (ADA, "derived", None),
    "derived left out": (ADA, "derived", GONE),
    "derived left out of a correction": (CORRECTION, "derived", GONE),
    "merged: a map": (ADA, "derived.merged", {"a": 7}),
    "version: text": (ADA, "derived.version", "1"),
    "version: 0": (ADA, "derived.version", 0),
    "version: -1": (ADA, "derived.version", -1),
    "version: true": (ADA, "derived.version", True),
    "version: 1.5": (ADA, "derived.version", 1.5),
    "version: later": (ADA, "derived.version", 9),
    "version: huge": (ADA, "derived.version", 10**4000),
    "replaces: left out": (CORRECTION, "derived.replaces", GONE),
    "replaces: unknown": (CORRECTION, "derived.replaces", "nobody"),
    "replaces: itself": (CORRECTION, "derived.replaces", "bo-correction"),
    "replaces: another event": (CORRECTION, "derived.replaces", "ada"),
    "replaces: later": (CORRECTION, "derived.replaces", "bo-retraction"),
    "replaces: a number": (CORRECTION, "derived.replaces", 7),
    "a zone of a path": (DECLARATION, "data.zone", "../../etc/passwd"),
    "an unknown zone": (DECLARATION, "data.zone", "Europe/Atlantis"),
    "a zone that is empty": (DECLARATION, "data.zone", ""),
    "a zone of NUL": (DECLARATION, "data.zone", "a\x00b"),
    "zone: a number": (DECLARATION, "data.zone", 7),
    "zone left out": (DECLARATION, "data.zone", GONE),
    "title: a number": (DECLARATION, "data.title", 7),
    "title left out": (DECLARATION, "data.title", GONE),
    "data of a declaration: a list": (DECLARATION, "data", ["a"]),
    "a declaration with an unknown field": (DECLARATION, "data.zzz", "a"),
    "keys: a list": (DECLARATION, "data.keys", ["club/chair"]),
    "keys: text of a key": (DECLARATION, "data.keys", {"club/chair": "a"}),
    "keys: an unknown sort": (DECLARATION, "data.keys", {"club/chair": {"holds": "zzz"}}),
    "keys: no glob": (DECLARATION, "data.keys", {"A B/../x": {"holds": "set"}}),
    "keys: a set where events say single": (
        DECLARATION,
        "data.keys",
        {"club/chair": {"holds": "set"}, "board/club": {"holds": "single"}},
    ),
    "aliases: numbers": (DECLARATION, "data.aliases", {"a": 7}),
    "aliases: a list": (DECLARATION, "data.aliases", ["a"]),
    "parties: text": (DECLARATION, "data.parties", "Ada"),
    "parties: numbers": (DECLARATION, "data.parties", [7]),
    "a link to itself": (ADA, "after", ["ada"]),
    "a link to nobody": (ADA, "before", ["nobody", "a\x1b[31m"]),
    "a link to an act": (ADA, "contests", ["bo-correction", "chronology"]),
    "a link cycle": (ADA, "after", ["bo"]),
    "a body of 1 MB": (ADA, "note", "x" * 1_100_000),
    "the end of time": (ADA, "occurred", "9999-12-31T23:59:59"),
    "the beginning of time": (ADA, "occurred", "0001-01-01T00:00:00"),
}
"""What is wrong: the index of the body, the field and its value there."""


def _changed(index: int, *changes: Callable[[Body], None]) -> list[Row]:
    bodies = honest()
    for change in changes:
        change(bodies[index])
    return [row(body) for body in bodies]


def _appended(*bodies: Body, **columns: Any) -> list[Row]:
    return [*map(row, honest()), *(row(body, **columns) for body in bodies)]


def _replaced(index: int, body: str, **columns: Any) -> list[Row]:
    rows = [row(each) for each in honest()]
    rows[index] = attrs.evolve(rows[index], body=body, **columns)
    return rows


def _more(given: str, *claims: Body, **more: Any) -> Body:
    fields = {"occurred": "2024-06", "headline": "More", "sources": [_source()], **more}
    return _entry(given, "development", derived={"claims": list(claims), "version": 1}, **fields)


_ADA = text(honest()[ADA])


def crafted() -> dict[str, tuple[list[Row], int]]:
    """Return logs by what is wrong, each with the position of the entry that is."""
    logs = {
        what: (_changed(index, _with(field, value)), index + 1)
        for what, (index, field, value) in _CHANGES.items()
    }
    named = {
        **{f"an id {what}": {"id": name} for what, name in _NAMES.items()},
        **{f"a chronology {what}": {"chronology": name} for what, name in _NAMES.items()},
    }
    logs |= {what: (_renamed(**names), 1 + ("id" in names)) for what, names in named.items()}
    logs |= {what: (_replaced(ADA, body), 2) for what, body in _TEXTS.items()}
    logs |= {
        f"recorded {what}": (_replaced(ADA, _ADA, recorded=stamp), 2)
        for what, stamp in _STAMPS.items()
    }
    logs |= {f"by {what}": (_replaced(ADA, _ADA, by=by), 2) for what, by in _BYS.items()}
    return logs | _odd_orders()


def _renamed(**names: str) -> list[Row]:
    bodies = honest()[: ADA + 1] if "id" in names else honest()
    for body in bodies if "chronology" in names else bodies[ADA:]:
        body.update(names)
    return [row(body) for body in bodies]


_TEXTS: Final = {
    "a body that is not JSON": "{",
    "a body that is empty": "",
    "a body of a list": "[]",
    "a body of null": "null",
    "a body of text": '"ada"',
    "a body with spaces": json.dumps(honest()[ADA], indent=1),
    "a body that is not sorted": json.dumps(dict(reversed(honest()[ADA].items()))),
    "a body with a field twice": _ADA.replace('"id":"ada"', '"id":"zzz","id":"ada"'),
    "a body with its kind twice": _ADA.replace('"kind"', '"kind":"chronology","kind"'),
    "NaN": _ADA.replace('"value":"Ada"', '"value":NaN'),
    "infinity": _ADA.replace('"value":"Ada"', '"value":-Infinity'),
    "1e999": _ADA.replace('"value":"Ada"', '"value":1e999'),
    "a number of 5000 digits": _ADA.replace('"value":"Ada"', f'"value":{"9" * 5000}'),
    "a body 100,000 deep": "[" * 100_000 + "]" * 100_000,
    "a body of maps 100,000 deep": '{"kind":"chronology"}' + '{"a":' * 100_000,
}
_STAMPS: Final = {
    "in words": "11 November 2026",
    "never": "",
    "in February 30": "2026-02-30T12:00:00.000000Z",
    "in the year 1": "0001-01-01T00:00:00.000000Z",
    "at the end of time": "9999-12-31T23:59:59.999999Z",
    "before the entry before": "2025-11-01T12:00:00.000000Z",
    "with escapes": "2026-11-01\x1b[31m\n",
}
_BYS: Final = {
    "is not JSON": "ada",
    "is a list": "[]",
    "is empty": "",
    "is nobody": '{"who":""}',
    "has a number": '{"who":7}',
    "has escapes": '{"who":"a\\u001b[31m"}',
    "is 100,000 deep": "[" * 100_000,
    "has half a surrogate pair": '{"who":"\\ud800"}',
}


def _odd_orders() -> dict[str, tuple[list[Row], int]]:
    """Return logs whose entries contradict each other."""
    bodies = honest()
    declared, again = bodies[DECLARATION], _entry("zone", "chronology")
    last = len(bodies) + 1
    moved = {**again, "data": {"title": "A club", "zone": "UTC"}}
    set_chair = {"op": "set", "key": "club/chair", "value": "Cy"}
    add_chair = {"op": "add", "key": "club/chair", "value": "Cy"}
    chairs = {"op": "set", "key": "club/chair", "value": ["Cy", 7, None, {"a": [1.5]}]}
    retract = _entry("r", "retraction", retracts="s", reason="no")
    return {
        "no declaration": ([row(body) for body in bodies[1:]], 1),
        "the declaration after events": ([*map(row, bodies[1:]), row(declared)], 1),
        "a second declaration in another zone": (_appended(moved), last),
        "a retraction cycle": (
            _appended(retract, {**retract, "id": "s", "retracts": "r"}),
            last,
        ),
        "a correction cycle": (
            _appended(
                {**bodies[CORRECTION], "id": "c", "derived": {"replaces": "d"}},
                {**bodies[CORRECTION], "id": "d", "derived": {"replaces": "c"}},
            ),
            last,
        ),
        "the same claim twice": (_appended(_more("cy", set_chair, set_chair)), last),
        "a set and a single on one key": (_appended(_more("cy", set_chair, chairs)), last),
        "a member of a single": (_appended(_more("cy", add_chair)), last),
        "a list for a single": (_appended(_more("cy", chairs)), last),
        "a lapse of nothing": (_appended(_more("cy", {"op": "lapse", "key": "club/chair"})), last),
        "an empty announcement": (
            _appended(_more("cy", {"op": "announce", "key": "club/chair"})),
            last,
        ),
        "a column that is not its body": (_appended(_more("cy"), id="di"), last),
        "a chronology that is not its body": (_appended(_more("cy"), chronology="club"), last),
        "an entry of a chronology that is not declared": (
            _appended({**_more("cy"), "chronology": "club"}),
            last,
        ),
    }


BAD_BY: Final = frozenset(f"by {what}" for what in _BYS)
"""Logs of which only who appended an entry cannot be read, which few verbs say."""

READABLE: Final = frozenset(
    {
        "headline: left out",
        "data: garbage of a known kind",
        "an unknown kind",
        "a kind with escapes",
        "a headline with escapes",
        "a publisher with escapes",
        "a url with escapes",
        "reason left out",
        "a set of nothing",
        "a value left out",
        "a value of a map",
        "a value with escapes",
        "a value 64 deep",
        "an unknown field",
        "an unknown field 900 deep",
        "a value of true",
        "an end with a value",
        "a member added that is a list",
        "a list with a member twice",
        "merged: a map",
        "version: later",
        "keys: a set where events say single",
        "a link to itself",
        "a link to nobody",
        "a link to an act",
        "a link cycle",
        "a body of 1 MB",
        "the beginning of time",
        "the end of time",
        "claims left out",
        "derived left out",
        "a body with spaces",
        "a body that is not sorted",
        "a body with a field twice",
        "a body with its kind twice",
        "recorded in the year 1",
        "recorded at the end of time",
        "recorded before the entry before",
        *BAD_BY,
        "the same claim twice",
        "a set and a single on one key",
        "a member of a single",
        "a list for a single",
        "a lapse of nothing",
        "an empty announcement",
    }
)
"""What readers answer from as it is: an append refuses it today, or its kind, the chain or who
appended it is what is wrong."""
