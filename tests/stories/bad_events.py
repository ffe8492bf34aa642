"""Bad input, as a table: events as JSON, and files as raw bytes, each with what must be said of it.

Any verb that takes events may be held against it; `BASE` is the log that it is to be tried upon.
"""

import json
from typing import Any, Final

SOURCE: Final = {"publisher": "Paper", "published": "2023-11-18", "basis": "reported"}
TOLD: Final = {
    "kind": "development",
    "occurred": "2023-11-17",
    "headline": "Something happened",
    "data": {"claims": [{"set": "term/new", "value": "yes"}]},
    "sources": [SOURCE],
}


def event(given: str = "new", **more: Any) -> dict[str, Any]:
    """Make a sound event, with some fields in place of its own; a field of ``...`` is left out."""
    fields = {"id": given, **TOLD, **more}
    return {name: value for name, value in fields.items() if value is not ...}


def claims(*listed: Any, given: str = "new", **more: Any) -> dict[str, Any]:
    """Make an event with these claims."""
    return event(given, data={"claims": list(listed)}, **more)


def source(**more: Any) -> dict[str, Any]:
    """Make an event with one source, of which some fields are replaced."""
    fields = {**SOURCE, **more}
    return event(sources=[{name: value for name, value in fields.items() if value is not ...}])


def act(kind: str, **fields: Any) -> dict[str, Any]:
    """Make an act."""
    return {"id": "act", "kind": kind, **fields}


def correction(corrects: str, **event: Any) -> dict[str, Any]:
    """Make a correction with a whole event, of which some fields are replaced."""
    return act("correction", corrects=corrects, reason="typing error", event={**TOLD, **event})


def declaration(**data: Any) -> dict[str, Any]:
    """Declare another chronology."""
    about = {"title": "Another", "zone": "UTC", **data}
    return {"id": "chronology", "kind": "chronology", "chronology": "other", "data": about}


def lines(*written: Any) -> bytes:
    """Write JSONL."""
    return "".join(json.dumps(one) + "\n" for one in written).encode()


BASE: Final = [
    claims({"set": "office/firm/ceo", "value": "Ada"}, given="one"),
    claims({"end": "office/firm/ceo"}, given="two", occurred="2023-11-20"),
    claims({"add": "board/firm", "value": "Ada"}, given="seats"),
    event("wrong", data={}),
    {"id": "gone", "kind": "retraction", "retracts": "wrong", "reason": "it never happened"},
    event("slip", data={}),
    {**correction("slip", headline="Mended", data={}), "id": "mended"},
    {**correction("slip", headline="Mended again", data={}), "id": "mended-again"},
    {"id": "cited", "kind": "citation", "cites": "one", "sources": [{**SOURCE, "basis": "filed"}]},
]
"""The log of a chronology: a withdrawn event, one that was corrected twice, one cited, a set."""

_DEEP: Any = "deep"
for _ in range(60):
    _DEEP = [_DEEP]

_TAKEN: Final = "there is another entry with this id; correct it instead, or choose another id"

BAD_EVENTS: Final[dict[str, tuple[Any, str, str]]] = {
    # what it is: the event; its field; what is said of it, value, reason, and what would be right
    "id of the declaration": (event("chronology"), "id", _TAKEN),
    "id of a retraction": (event("gone"), "id", _TAKEN),
    "id of a citation": (event("cited"), "id", _TAKEN),
    "id of a correction, for an event": (event("mended"), "id", _TAKEN),
    "retraction with the id of an event": (
        {"id": "one", "kind": "retraction", "retracts": "two", "reason": "no"},
        "id",
        _TAKEN,
    ),
    "day that is none": (
        event(occurred="2023-02-30"),
        "occurred",
        "'2023-02-30': February 2023 has 28 days, as 2023-02",
    ),
    "reversed interval": (
        event(occurred="2023-11-22/2023-11-17"),
        "occurred",
        "ends before it starts, as 2023-11-17/2023-11-22",
    ),
    "day first": (
        event(occurred="17/11/2023"),
        "occurred",
        "'17/11/2023': expected year first, as 2023-11-17",
    ),
    "month first": (
        event(occurred="11/17/2023"),
        "occurred",
        "'11/17/2023': expected year first, as 2023-11-17",
    ),
    "day or month first": (
        event(occurred="03/04/2023"),
        "occurred",
        "expected year first, then month, then day, such as 2023-11-17",
    ),
    "date in words": (
        event(occurred="November 17, 2023"),
        "occurred",
        "'November 17, 2023': expected year first, in digits, as 2023-11-17",
    ),
    "year 0": (
        event(occurred="0000"),
        "occurred",
        "'0000': there is no year 0000 here: years run from 0001",
    ),
    "year 10000": (
        event(occurred="10000"),
        "occurred",
        "'10000': years have four digits, 0001 to 9999",
    ),
    "date of 99,999 digits": (
        event(occurred="9" * 99_999),
        "occurred",
        "'…: longer than 100 characters",
    ),
    "date of Arabic digits": (
        event(occurred="\u0662\u0660\u0662\u0663"),
        "occurred",
        "only the digits 0 to 9 and plain ASCII signs are read, as 2023",
    ),
    "date with a control character": (
        event(occurred="2023-11-17\x1b[31m"),
        "occurred",
        r"'2023-11-17\x1b[31m': a date has no control characters in it",
    ),
    "date that is turned around": (
        event(occurred="\u202e2023"),
        "occurred",
        r"'\u202e2023': only the digits 0 to 9",
    ),
    "date that is empty": (
        event(occurred=""),
        "occurred",
        "'': expected a date, year first, such as 2023-11-17",
    ),
    "date that is a number": (
        event(occurred=20231117),
        "occurred",
        "20231117 is not text; write it in quotes",
    ),
    "date that is null": (event(occurred=None), "occurred", "null is not text; write it in quotes"),
    "no date": (event(occurred=...), "occurred", "missing; write a date, as 2023-11-17"),
    "published that is none": (
        source(published="2023-02-30"),
        "sources[0].published",
        "'2023-02-30': February 2023 has 28 days, as 2023-02",
    ),
    # sources
    "no sources": (
        event(sources=...),
        "sources",
        "missing; an event needs at least one source with publisher and basis",
    ),
    "empty sources": (
        event(sources=[]),
        "sources",
        "missing; an event needs at least one source with publisher and basis",
    ),
    "source without publisher": (
        source(publisher=...),
        "sources[0].publisher",
        "missing; write a name, as OpenAI",
    ),
    "source without basis": (
        source(basis=...),
        "sources[0].basis",
        "missing; write one of filed, announced, reported, alleged, rumoured",
    ),
    "basis unknown": (
        source(basis="repoted"),
        "sources[0].basis",
        "'repoted' is not allowed; did you mean reported?",
    ),
    "source nobody can find": (
        source(published=...),
        "sources[0]",
        "has neither url nor published; give one, better both",
    ),
    "field of a source unknown": (
        source(publishd="2023"),
        "sources[0].publishd",
        "unknown field; did you mean published?",
    ),
    "sources that are a map": (event(sources=SOURCE), "sources", "is not a list; write [{"),
    "sources that are text": (
        event(sources="Paper"),
        "sources",
        "'Paper' is not a list; write ['Paper']",
    ),
    "source that is text": (
        event(sources=["Paper"]),
        "sources[0]",
        "'Paper' is not a map; it has fields: publisher, basis",
    ),
    "sources that are null": (
        event(sources=None),
        "sources",
        "null is not a list; leave it out, or write a list",
    ),
    "publisher that is a number": (
        source(publisher=7),
        "sources[0].publisher",
        "7 is not text; write it in quotes",
    ),
    "publisher that is empty": (
        source(publisher=""),
        "sources[0].publisher",
        "empty; write a name, as OpenAI",
    ),
    "url that is a map": (source(url={}), "sources[0].url", "{} is not text; write it in quotes"),
    # kinds, keys, ids, names
    "kind misspelt": (
        event(kind="office.filed"),
        "kind",
        "no kind 'office.filed'; did you mean office.filled?",
    ),
    "kind like no other": (
        event(kind="zzz"),
        "kind",
        "no kind 'zzz'; the generic kind is development",
    ),
    "no kind": (event(kind=...), "kind", "missing; the generic kind is development"),
    "kind that is a number": (
        event(kind=1),
        "kind",
        "1 is not text; the generic kind is development",
    ),
    "kind with SQL": (
        event(kind="'; DROP TABLE entries; --"),
        "kind",
        'DROP TABLE entries; --"; the generic kind is development',
    ),
    "kind with a control character": (
        event(kind="\x1b[31mx"),
        "kind",
        r"no kind '\x1b[31mx'; the generic kind is development",
    ),
    "key with capitals": (
        claims({"set": "Office/Firm", "value": 1}),
        "data.claims[0]",
        "'Office/Firm' is no key; did you mean office/firm? a key is two or more segments",
    ),
    "key of one segment": (
        claims({"set": "office", "value": 1}),
        "data.claims[0]",
        "'office' is no key; write two or more segments",
    ),
    "key that is a path": (
        claims({"set": "../../etc/passwd", "value": 1}),
        "data.claims[0]",
        "'../../etc/passwd' is no key",
    ),
    "key of 99,999 characters": (
        claims({"set": "a/" + "b" * 99_999, "value": 1}),
        "data.claims[0]",
        "is no key; write two or more segments",
    ),
    "key that is a number": (
        claims({"set": 7, "value": 1}),
        "data.claims[0]",
        "7 is not text; write it in quotes",
    ),
    "key with a control character": (
        claims({"set": "a/\x1b[31m", "value": 1}),
        "data.claims[0]",
        r"'a/\x1b[31m' is no key",
    ),
    "id with a space": (event("a b"), "id", "'a b' is no id; use 1 to 80 of A-Z a-z 0-9 . _ -"),
    "id that is empty": (event(""), "id", "'' is no id; use 1 to 80"),
    "id of 81 characters": (event("x" * 81), "id", "is no id; use 1 to 80"),
    "id with a line break": (event("a\n"), "id", r"'a\n' is no id; use 1 to 80"),
    "id of other letters": (event("ñ"), "id", r"'\xf1' is no id; use 1 to 80"),
    "id that is turned around": (event("a\u202eb"), "id", r"'a\u202eb' is no id; use 1 to 80"),
    "id with SQL": (
        event("'; DROP TABLE entries; --"),
        "id",
        'DROP TABLE entries; --" is no id; use 1 to 80',
    ),
    "id that is a path": (
        event("../../etc/passwd"),
        "id",
        "'../../etc/passwd' is no id; use 1 to 80",
    ),
    "id that is a number": (event(5), "id", "5 is not text; write it in quotes"),  # type: ignore[arg-type]
    "no id": (event(...), "id", "missing; write a short stable name, as altman-removed"),  # type: ignore[arg-type]
    "id of a correction": (event("one~2"), "id", "'one~2' is no id; use 1 to 80"),
    "chronology with SQL": (
        event(chronology="'; DROP TABLE entries; --"),
        "chronology",
        'DROP TABLE entries; --" is no name; use 1 to 80',
    ),
    "chronology that is a path": (
        event(chronology="../../x"),
        "chronology",
        "'../../x' is no name; use 1 to 80",
    ),
    "chronology that is not there": (
        event(chronology="affairs"),
        "chronology",
        "no chronology 'affairs' is declared in this log; make it with chrono init",
    ),
    "chronology that is a list": (
        event(chronology=["affair"]),
        "chronology",
        '["affair"] is no name; use 1 to 80',
    ),
    # types of fields
    "headline that is a number": (
        event(headline=5),
        "headline",
        "5 is not text; write it in quotes",
    ),
    "headline that is null": (
        event(headline=None),
        "headline",
        "null is not text; write it in quotes",
    ),
    "headline that is a map": (
        event(headline={"a": 1}),
        "headline",
        '{"a": 1} is not text; write it in quotes',
    ),
    "headline that is blank": (
        event(headline="  "),
        "headline",
        "empty; say in one line what happened",
    ),
    "headline of two lines": (
        event(headline="a\nb"),
        "headline",
        r"'a\nb' is more; write one line of at most 300 characters",
    ),
    "headline of 99,999 characters": (
        event(headline="x" * 99_999),
        "headline",
        "is more; write one line of at most 300 characters",
    ),
    "no headline": (event(headline=...), "headline", "missing; write text"),
    "data that is a list": (event(data=[]), "data", "[] is not a map; it has fields: claims"),
    "data that is text": (event(data="x"), "data", "'x' is not a map; it has fields: claims"),
    "data of a field unknown": (
        event(data={"claim": []}),
        "data.claim",
        "unknown field; did you mean claims?",
    ),
    "claims that are a map": (
        event(data={"claims": {"set": "a/b"}}),
        "data.claims",
        "is not a list; write [{",
    ),
    "claim that is text": (
        claims("x"),
        "data.claims[0]",
        "'x' is no claim; write {set: KEY, value: V}",
    ),
    "claim of two ops": (
        claims({"set": "a/b", "end": "a/b", "value": 1}),
        "data.claims[0]",
        "a claim has exactly one of set, end, add",
    ),
    "claim of no op": (
        claims({"value": 1}),
        "data.claims[0]",
        "a claim has exactly one of set, end, add",
    ),
    "claim without a value": (
        claims({"set": "a/b"}),
        "data",
        "set a/b: needs a value; to say that nothing holds, use end",
    ),
    "claim of a field unknown": (
        claims({"set": "a/b", "valu": 1}),
        "data.claims[0]",
        "unknown field 'valu'; a claim has one of set",
    ),
    "wrong claim, the last of many": (
        claims(*({"set": f"a/b{n}", "value": n} for n in range(250)), 7),
        "data.claims[250]",
        "7 is no claim",
    ),
    "capacity unknown": (
        event(
            kind="office.filled", data={"office": "firm/ceo", "person": "A", "capacity": "acting"}
        ),
        "data.capacity",
        "'acting' is not allowed; one of permanent, interim",
    ),
    "after that is text": (event(after="one"), "after", "'one' is not a list; write ['one']"),
    "after that is a number": (event(after=[1]), "after[0]", "1 is not text; write it in quotes"),
    "before that is a map": (event(before={"one": 1}), "before", "is not a list; write [{"),
    "contests that is true": (event(contests=True), "contests", "true is not a list"),
    "note that is a list": (event(note=[]), "note", "[] is not text; write it in quotes"),
    "field misspelt": (event(occured="2023"), "occured", "unknown field; did you mean occurred?"),
    "field of the log": (
        event(position=3),
        "position",
        "unknown field; fields: kind, occurred, headline",
    ),
    "field with a control character": (
        event(**{"\x1b[31m": 1}),
        r"\u001b[31m",
        "unknown field; fields:",
    ),
    "field of 99,999 characters": (
        event(**{"x" * 99_999: 1}),
        "x" * 57 + "...",
        "unknown field; fields:",
    ),
    "event that is a list": (
        [1],
        "",
        "an event is a map of fields, as id, kind, occurred, headline",
    ),
    "event that is null": (
        None,
        "",
        "an event is a map of fields, as id, kind, occurred, headline",
    ),
    # what JSON can write and UTF-8 or a log cannot hold
    "half a character": (
        event(headline="a\ud800b"),
        "headline",
        r"'a\ud800b': contains half a surrogate pair; write the whole character",
    ),
    "half a character in an id": (
        event("\udc00"),
        "id",
        r"'\udc00': contains half a surrogate pair",
    ),
    "half a character in a kind": (
        event(kind="\ud800"),
        "kind",
        r"'\ud800': contains half a surrogate pair",
    ),
    "half a character in a name": (
        source(publisher="\ud800"),
        "sources[0].publisher",
        r"'\ud800': contains half a surrogate pair",
    ),
    "half a character in a field": (
        event(**{"\ud800": 1}),
        "",
        r"'\ud800': contains half a surrogate pair",
    ),
    "half a character in a value": (
        claims({"set": "a/b", "value": {"\udc00": 1}}),
        "data.claims[0].value",
        r"'\udc00': contains half a surrogate pair",
    ),
    "NUL": (
        event(headline="a\0b"),
        "headline",
        r"'a\x00b': contains a NUL character; leave it out",
    ),
    "two spellings of one field": (
        claims({"set": "a/b", "value": {"é": 1, "e\u0301": 2}}),
        "data.claims[0].value",
        "given twice, in two Unicode forms; keep one",
    ),
    "number of 4101 digits": (
        claims({"set": "a/b", "value": 10**4100}),
        "data.claims[0].value",
        "a number of more than 4000 digits; write a smaller one",
    ),
    # links
    "after itself": (event(after=["new"]), "after[0]", "new cannot name itself"),
    "before itself": (event(before=["new"]), "before[0]", "new cannot name itself"),
    "contests itself": (event(contests=["new"]), "contests[0]", "new cannot name itself"),
    "after a misspelt one": (
        event(after=["tow"]),
        "after[0]",
        "no development 'tow' here; did you mean two?",
    ),
    "after a path": (
        event(after=["../../etc/passwd"]),
        "after[0]",
        "no development '../../etc/passwd' here; append it first",
    ),
    "after a control character": (
        event(after=["\x1b[31m"]),
        "after[0]",
        r"'\x1b[31m': holds the control character '\x1b'; leave it out",
    ),
    "after an act": (
        event(after=["cited"]),
        "after[0]",
        "cited is a citation; name the development, one",
    ),
    "contests a correction": (
        event(contests=["mended"]),
        "contests[0]",
        "mended is a correction; name the development, slip",
    ),
    "before the declaration": (
        event(before=["chronology"]),
        "before[0]",
        "chronology is a declaration; only developments are named here",
    ),
    "after what came later": (
        event(after=["two"]),
        "after",
        "new cannot come after two: by their dates, or by other links, it came before",
    ),
    # keys, against the log and each other
    "member of a single value": (
        claims({"add": "office/firm/ceo", "value": "B"}),
        "data",
        "office/firm/ceo holds a single value, as one says; set that value, or end it",
    ),
    "single value of a set": (
        claims({"set": "board/firm", "value": "B"}),
        "data",
        "board/firm holds a set of members, as seats says; set a list of members, or add and drop",
    ),
    "set and single value at once": (
        claims({"set": "a/b", "value": "B"}, {"announce": "a/b", "value": ["c"]}),
        "data",
        "a/b: used both as a set and as a single value; keep one",
    ),
    "two values at once": (
        claims({"set": "a/b", "value": "B"}, {"set": "a/b", "value": "C"}),
        "data",
        "set a/b: the event claims it twice; keep one claim",
    ),
    # ids, against the log
    "id of another event": (
        event("one", headline="Another"),
        "",
        "one changed since it was last imported; say why",
    ),
    "id of an event for an act": (
        {**act("retraction", retracts="two", reason="r"), "id": "one"},
        "id",
        "one: there is another entry with this id; correct it instead, or choose another id",
    ),
    # acts
    "retraction of nothing": (
        act("retraction", retracts="nobody", reason="r"),
        "retracts",
        "no development 'nobody' here; append it first",
    ),
    "retraction of itself": (
        act("retraction", retracts="act", reason="r"),
        "retracts",
        "act cannot name itself",
    ),
    "retraction without a reason": (
        act("retraction", retracts="one"),
        "reason",
        "missing; write text",
    ),
    "retraction with a blank reason": (
        act("retraction", retracts="one", reason=" "),
        "reason",
        "empty; say why, it is shown wherever the act is",
    ),
    "retraction with a reason that is a number": (
        act("retraction", retracts="one", reason=5),
        "reason",
        "5 is not text; write it in quotes",
    ),
    "retraction of what is withdrawn": (
        act("retraction", retracts="wrong", reason="again"),
        "retracts",
        "wrong does not stand: gone withdrew it; retract gone first",
    ),
    "retraction of what is replaced": (
        act("retraction", retracts="mended", reason="r"),
        "retracts",
        "mended does not stand: mended-again replaced it",
    ),
    "retraction of the declaration": (
        act("retraction", retracts="chronology", reason="r"),
        "retracts",
        "chronology declares the chronology; a later declaration replaces it",
    ),
    "retraction of a list": (
        act("retraction", retracts=["one"], reason="r"),
        "retracts",
        '["one"] is not text; write it in quotes',
    ),
    "retraction with a headline": (
        act("retraction", retracts="one", reason="r", headline="x"),
        "headline",
        "unknown field; fields: retracts, reason, sources",
    ),
    "correction of itself": (correction("act"), "corrects", "act cannot name itself"),
    "correction of a correction": (
        correction("mended"),
        "corrects",
        "mended is a correction; name the development, slip",
    ),
    "correction of a retraction": (
        correction("gone"),
        "corrects",
        "gone is a retraction; name the development, wrong",
    ),
    "correction of what is withdrawn": (
        correction("wrong"),
        "corrects",
        "wrong does not stand: gone withdrew it; retract gone first",
    ),
    "correction that changes nothing": (
        correction("slip", headline="Mended again", data={}),
        "corrects",
        "nothing changes: mended-again says the same already",
    ),
    "correction without a reason": (
        {**correction("one"), "reason": ""},
        "reason",
        "empty; say why",
    ),
    "correction without an event": (
        act("correction", corrects="one", reason="r"),
        "event",
        "missing; write a map of fields",
    ),
    "correction by text": (
        act("correction", corrects="one", reason="r", event="x"),
        "event",
        "'x' is not a map",
    ),
    "correction with an id": (
        correction("one", id="one"),
        "event.id",
        "an event in a correction has no id; it keeps its own",
    ),
    "correction to an act": (
        correction("one", kind="retraction"),
        "event.kind",
        "retraction: only a development is corrected; retract an act instead",
    ),
    "correction to a day that is none": (
        correction("one", occurred="2023-02-30"),
        "event.occurred",
        "'2023-02-30': February 2023 has 28 days, as 2023-02",
    ),
    "correction that contests itself": (
        correction("one", contests=["one"]),
        "event.contests[0]",
        "one cannot name itself",
    ),
    "citation without sources": (
        act("citation", cites="one"),
        "sources",
        "missing; write a list, as [a, b]",
    ),
    "citation without a date": (
        act(
            "citation",
            cites="one",
            sources=[{"publisher": "P", "basis": "filed", "url": "https://u.org"}],
        ),
        "sources",
        "a citation needs a source with published, as 2023-11-17",
    ),
    "citation of itself": (
        act("citation", cites="act", sources=[SOURCE]),
        "cites",
        "act cannot name itself",
    ),
    "citation of a retraction": (
        act("citation", cites="gone", sources=[SOURCE]),
        "cites",
        "gone is a retraction; name the development, wrong",
    ),
    "citation of what is withdrawn": (
        act("citation", cites="wrong", sources=[SOURCE]),
        "cites",
        "wrong does not stand: gone withdrew it; retract gone first",
    ),
    "citation of nothing new": (
        act("citation", cites="one", sources=[SOURCE]),
        "sources",
        "nothing new: one rests on these sources already",
    ),
    # declarations
    "zone unknown": (
        declaration(zone="Berlin"),
        "data.zone",
        "'Berlin': no such time zone, as Europe/Berlin",
    ),
    "zone that is a path": (
        declaration(zone="../../etc/passwd"),
        "data.zone",
        "'../../etc/passwd': no such time zone, as UTC",
    ),
    "another zone": (
        {**declaration(zone="Asia/Tokyo"), "chronology": "affair"},
        "data.zone",
        "'Asia/Tokyo', but affair is in UTC for good",
    ),
    "alias that is a number": (
        declaration(aliases={"a": 1}),
        "data.aliases.a",
        "1 is not text; write it in quotes",
    ),
    "keys that are a list": (declaration(keys=[]), "data.keys", "[] is not a map"),
}
"""One event or act each, that is refused upon `BASE` with one complaint."""

_SOUND: Final = lines(event()).rstrip()

BAD_LINES: Final[dict[str, tuple[bytes, int, str]]] = {
    # what it is: the bytes of a .jsonl; the line complained of; what is said of it
    "NaN": (
        _SOUND.replace(b'"yes"', b"NaN"),
        1,
        "NaN is not a finite number; write a number such as 13.75",
    ),
    "Infinity": (
        _SOUND.replace(b'"yes"', b"-Infinity"),
        1,
        "-Infinity is not a finite number; write a number such as 13.75",
    ),
    "1e999": (
        _SOUND.replace(b'"yes"', b"1e999"),
        1,
        "data.claims[0].value: inf: not a finite number; write a number such as 13.75",
    ),
    "5000 digits": (
        _SOUND.replace(b'"yes"', b"9" * 5000),
        1,
        "holds a number of more than 4300 digits; write it as text",
    ),
    "name twice": (_SOUND[:-1] + b', "id": "other"}', 1, "field 'id' stands twice; keep one"),
    "name twice, deep inside": (
        _SOUND.replace(b'"set": ', b'"set": "a/b", "set": '),
        1,
        "field 'set' stands twice; keep one",
    ),
    "no UTF-8": (
        _SOUND.replace(b"Something", b"\xff\xfe"),
        1,
        "not UTF-8; save the file as UTF-8, one event a line",
    ),
    "UTF-16": (_SOUND.decode().encode("utf-16"), 1, "not UTF-8; save the file as UTF-8"),
    "half a character in bytes": (
        _SOUND.replace(b"Something", b"\xed\xa0\x80"),
        1,
        "not UTF-8; save the file as UTF-8",
    ),
    "NUL": (
        _SOUND.replace(b"Something", b"Some\0thing"),
        1,
        r"Invalid control character; write \u0000 for it",
    ),
    "escape": (
        _SOUND.replace(b"Something", b"Some\x1bthing"),
        1,
        r"Invalid control character; write \u001b for it",
    ),
    "zeros": (
        b"\0" * 1000,
        1,
        "not JSON at column 1: Expecting value; write one whole event a line, in braces",
    ),
    "10,000 lists": (
        b"[" * 10_000 + b"]" * 10_000,
        1,
        "nested more than 64 deep; write it flatter",
    ),
    "10,000 maps in a value": (
        _SOUND.replace(b'"yes"', b'{"a":' * 10_000 + b"1" + b"}" * 10_000),
        1,
        "nested more than 64 deep; write it flatter",
    ),
    "500,000 lists that stay open": (
        b"[" * 500_000,
        1,
        "nested more than 64 deep; write it flatter",
    ),
    "single quotes": (b"{'id': 'new'}", 1, "not JSON at column 2: Expecting property name"),
    "cut off": (_SOUND[:-10], 1, "not JSON at column"),
    "two events on a line": (
        _SOUND + _SOUND,
        1,
        "Extra data; write one whole event a line, in braces",
    ),
    "an array of events": (b"[" + _SOUND + b"]", 1, "an event is a map of fields"),
    "a comment": (b"\n// hello\n" + _SOUND, 2, "not JSON at column 1: Expecting value"),
    "one id twice": (
        lines(event(), event(headline="Another")),
        2,
        "id: new stands at bad.jsonl:1 already; give one of them another id",
    ),
    "two that come after each other": (
        lines(event("p", after=["q"], data={}), event("q", after=["p"], data={})),
        2,
        "after: q cannot come after p: by their dates, or by other links",
    ),
    "after and before that disagree": (
        lines(
            event("p", after=["q"], data={}),
            event("q", data={}),
            event("r", before=["q"], after=["p"], data={}),
        ),
        3,
        "cannot come after",
    ),
    "three in a circle": (
        lines(
            event("p", after=["q"], data={}),
            event("q", after=["r"], data={}),
            event("r", after=["p"], data={}),
        ),
        3,
        "after: r cannot come after p: by their dates, or by other links",
    ),
    "an act before its event": (
        lines(act("retraction", retracts="new", reason="r"), event()),
        1,
        "retracts: no development 'new' here",
    ),
    "a stale chain": (
        lines(
            correction("one", headline="A"),
            {**act("retraction", retracts="act", reason="r"), "id": "r"},
            {**act("retraction", retracts="act", reason="r"), "id": "s"},
        ),
        3,
        "retracts: act does not stand: r withdrew it; retract r first",
    ),
    "two corrections of which the first is withdrawn": (
        lines(
            correction("one", headline="A"),
            {**correction("one", headline="B"), "id": "b"},
            {**act("retraction", retracts="act", reason="r"), "id": "c"},
        ),
        3,
        "retracts: act does not stand: b replaced it",
    ),
    "50,000 sources without anything": (
        _SOUND.replace(json.dumps([SOURCE]).encode(), b"[" + b"{}," * 49_999 + b"{}]"),
        1,
        "sources[0]: has neither url nor published; give one, better both",
    ),
}
"""Files of JSONL."""

_YAML: Final = """\
- id: new
  kind: development
  occurred: 2023-11-17
  headline: Something happened
  data: {claims: [{set: term/new, value: yes}]}
  sources: [{publisher: Paper, published: 2023-11-18, basis: reported}]
"""


def _yaml(old: str, new: str) -> bytes:
    """Write the sound file with one thing replaced."""
    return _YAML.replace(old, new, 1).encode()


_LAUGHS: Final = "a0: &a0 [lol]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40)
)

BAD_YAML: Final[dict[str, tuple[bytes, int, str]]] = {
    # what it is: the bytes of a .yaml; the line complained of; what is said of it
    "field twice": (
        _yaml("  kind:", "  id: new\n  kind:"),
        2,
        "id: stands twice; it stood on line 1 already",
    ),
    "field twice, deep inside": (_yaml("{set:", "{set: a/b, set:"), 5, "set: stands twice"),
    "anchor": (
        _yaml("value: yes", "value: &a yes"),
        5,
        "anchor &a; write the value out wherever it is needed",
    ),
    "alias": (_yaml("value: yes", "value: *a"), 5, "alias *a; write the value out"),
    "tag": (
        _yaml("value: yes", "value: !!python/object/apply:os.system [ls]"),
        5,
        "tag !!python/object/apply:os.system; write plain text",
    ),
    "merge key": (
        _yaml("  kind:", "  <<: {note: x}\n  kind:"),
        2,
        "merge <<; write the fields out",
    ),
    "two documents": (
        _YAML.encode() + b"---\n" + _YAML.encode(),
        7,
        "a second document; write one document a file, without ---",
    ),
    "billion laughs": (
        _LAUGHS.encode(),
        1,
        "anchor &a0; write the value out wherever it is needed",
    ),
    "10,000 lists": (b"- " * 10_000, 1, "nested more than 64 deep; write it flatter"),
    "10,000 maps in a value": (
        _yaml("value: yes", "value: " + "{a: " * 10_000 + "}" * 10_000),
        5,
        "nested more than 64 deep; write it flatter",
    ),
    "tab": (
        _yaml("  kind", "\tkind"),
        2,
        "not YAML: a tab where spaces should stand; indent with spaces",
    ),
    "NUL": (
        _yaml("Something", "Some\0thing"),
        4,
        "contains a control character; write it out in words, not as U+0000",
    ),
    "escape": (
        _yaml("Something", "Señor\x1b"),
        4,
        "contains a control character; write it out in words, not as U+001B",
    ),
    "half a character": (_yaml("Something happened", '"\\ud800"'), 4, "not YAML: "),
    "no UTF-8": (
        _YAML.encode().replace(b"Something", b"\xff"),
        4,
        "not UTF-8; save the file as UTF-8",
    ),
    "map at the top": (b"a: b\n", 1, "a list of events, each starting with - id:"),
    "text at the top": (b"hello\n", 1, "a list of events, each starting with - id:"),
    "list for a name": (b"? [a]\n: b\n", 1, "a list or map where a field's name should stand"),
    "colon in text": (
        _yaml("Something", "Something: really"),
        4,
        "put text that holds a colon and a space in quotes",
    ),
    "open quote": (
        _yaml("Something", "'Something"),
        4,
        "close the quote or bracket that opens here",
    ),
    "one id twice": (
        _YAML.encode() + _yaml("happened", "else"),
        7,
        "id: new stands at bad.yaml:1 already; give one of them another id",
    ),
    "day that is none": (
        _yaml("2023-11-17", "2023-02-30"),
        3,
        "occurred: '2023-02-30': February 2023 has 28 days, as 2023-02",
    ),
    "number for a key": (_yaml("term/new", "2023"), 5, "data.claims[0]: '2023' is no key"),
    "id left empty": (_yaml("id: new", "id:"), 1, "id: '' is no id; use 1 to 80"),
    "item that is text": (b"- hello\n", 1, "an event is a map of fields"),
    "kind that is turned around": (
        _yaml("kind: development", "kind: dev\u202e"),
        2,
        r"kind: no kind 'dev\u202e'; the generic kind is development",
    ),
}
"""Files of YAML."""
