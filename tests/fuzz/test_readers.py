"""Fuzzing: whatever stands in a file or is typed, the answer is a value or faults of ours.

Inputs are mutations of real ones: events, exports, a counsel's spreadsheet, dates. Each goes the
way that an import takes, up to drafts.
"""

import itertools
import json
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from chrono.codec.codec import Codec
from chrono.faults import Fault
from chrono.ingest import folder, jsonl
from chrono.ingest.items import Item
from chrono.ingest.spreadsheet import rows
from chrono.ingest.spreadsheet.joined import joined
from chrono.ingest.spreadsheet.map_files import column_map
from chrono.kinds.catalogue import KINDS
from chrono.values.clocks import BeyondCalendar, Instant
from chrono.values.dates import BadDate, Date, NoSuchLocalTime
from chrono.values.typed_dates import edtf_of
from tests.building import NOW
from tests.fuzz.mutation import Mutator
from tests.fuzz.watched import run
from tests.profiles import rounds

ROOT = Path(__file__).parents[2]
EVENTS = ROOT / "events" / "openai-microsoft"
COUNSEL = ROOT / "tests" / "stories" / "data" / "counsel.csv"
INPUTS = rounds(quick=2000, ci=20_000, night=100_000)
LONGEST = 1000
"""Characters of a fault: whatever the input is, it is told in a line or two."""

CODECS = {text: Codec("test", KINDS, text=text) for text in (False, True)}


def check_faults(faults: Sequence[Fault]) -> None:
    """Expect of each fault a place and a reason, short enough to read."""
    for fault in faults:
        assert isinstance(fault, Fault)
        assert fault.where
        assert fault.reason
        assert len(str(fault)) <= LONGEST, str(fault)


def drafted(items: Sequence[Item]) -> None:
    """Make drafts of items, as an import does."""
    for item in items:
        draft, faults = CODECS[item.text].draft(item.written, item.where, item.at)
        assert (draft is None) == bool(faults)
        check_faults(faults)
        if draft is not None:
            draft.stored(replaces=None).encode()


def pieces(name: str) -> list[bytes]:
    """Cut a YAML file of the bundled chronology at what stands at its margin; one source does."""
    raw = re.sub(rb"sources: \[[^]{]*\]", b"sources: [paper]", (EVENTS / name).read_bytes())
    return [piece for piece in re.split(rb"(?m)^(?=\S)", raw) if piece.strip()]


# YAML

SOURCES = b"paper: {publisher: Paper, basis: reported, published: 2023-11-17}\n"
YAML = (
    b": ", b"- ", b"[", b"]", b"{", b"}", b", ", b"#", b"|\n  ", b">\n  ", b"&x ", b"*x", b"!!str ",
    b"!", b"? ", b"---\n", b"...\n", b"<<: ", b"%YAML 1.1\n", b"null", b"~", b"sources: [paper]",
    b"  id: x\n", b"occurred: 2023-02-30\n", b"  data: {claims: [{set: a/b, value: []}]}\n",
    b"\n  ", b"\n    ", b"\\x41", b"\\ud800", b"kind: correction\n", b"event: {", b"@", b"`",
)  # fmt: skip


def yaml_in(place: Path) -> Callable[[bytes], None]:
    """Read inputs as a lone file, and one in four as a file of a whole folder."""
    whole, chance = place / "affair", random.Random(1)  # noqa: S311
    whole.mkdir()
    good = {
        "chronology.yaml": b"title: Affair\nzone: UTC\n",
        "sources.yaml": SOURCES,
        "2023.yaml": b"- {id: a, kind: development, occurred: 2023, headline: A, sources: [paper]}",
    }
    for name, raw in good.items():
        (whole / name).write_bytes(raw)
    lone = place / "input.yaml"
    (place / "sources.yaml").write_bytes(SOURCES)

    def take(raw: bytes) -> None:
        if chance.random() < 0.75:
            lone.write_bytes(raw)
            found = folder.read(lone)
        else:
            name = chance.choice(list(good))
            (whole / name).write_bytes(raw)
            found = folder.read(whole)
            (whole / name).write_bytes(good[name])
        check_faults(found.faults)
        drafted(found.items)

    return take


def test_no_yaml_breaks_the_reader(tmp_path: Path, figures: list[str]) -> None:
    """Events, sources and declarations in YAML, mutated: drafts or faults, soon, in little room."""
    seeds = [
        piece
        for name in ("2023.yaml", "2025.yaml", "sources.yaml", "chronology.yaml")
        for piece in pieces(name)
    ]
    mutator = Mutator(seeds, YAML, b"", 5)
    figures.append(f"fuzz, YAML: {run(mutator, yaml_in(tmp_path), INPUTS, tmp_path)}")


# JSONL

JSON = (
    b"{", b"}", b"[", b"]", b'":', b",", b'""', b"null", b"true", b"NaN", b"-Infinity", b"1E9999",
    b"\\u0000", b"\\ud800", b"\\u202e", b'"id":"x",', b'"kind":"correction",', b'"data":{},',
    b'"occurred":"2023-02-30",', b'"derived":{},', b'"chronology":"other",', b'"sources":[],',
    b'"claims":[{"set":"a/b","value":[]}],', b"-0", b"1.0", b'"recorded":"2026",', b'"version":9,',
)  # fmt: skip


def jsonl_in(place: Path) -> Callable[[bytes], None]:
    """Read inputs as a file of JSONL."""
    path = place / "input.jsonl"

    def take(raw: bytes) -> None:
        path.write_bytes(raw)
        items, faults = jsonl.read(path)
        check_faults(faults)
        drafted(items)
        found = folder.read(path)
        assert (found.items, found.faults) == (tuple(items), tuple(faults))

    return take


def exported() -> list[bytes]:
    """List the entries of the bundled chronology, as they are exported: plain, and with acts."""
    lines = (ROOT / "chrono" / "bundled" / "openai-microsoft.jsonl").read_bytes().splitlines()
    plain = []
    for line in lines:
        body = json.loads(line)
        body.pop("derived", None)
        plain.append(json.dumps(body, ensure_ascii=len(plain) % 2 == 0).encode())
    event = json.loads(plain[5])
    acts = [
        {"kind": "retraction", "retracts": "x", "reason": "wrong"},
        {"kind": "correction", "corrects": "x", "reason": "wrong",
         "event": {k: v for k, v in event.items() if k not in ("id", "chronology")}},
        {"kind": "citation", "cites": "x", "sources": event["sources"]},
    ]  # fmt: skip
    written = [json.dumps({"id": f"act-{n}", **act}).encode() for n, act in enumerate(acts)]
    return [*plain, *(line for line in lines if len(line) < 3000), *written * 40]


def test_no_jsonl_breaks_the_reader(tmp_path: Path, figures: list[str]) -> None:
    """Exported entries, mutated: drafts or faults, soon, in little room."""
    mutator = Mutator(exported(), JSON, b"\n", 6)
    figures.append(f"fuzz, JSONL: {run(mutator, jsonl_in(tmp_path), INPUTS, tmp_path)}")


# CSV

CSV = (
    b",", b";", b"\t", b'"', b'""', b'",', b'"\n', b"\n", b"\r", b"=1+1", b"'=", b"@x", b"On",
    b"Range", b"Before", b"17/11/2023", b"11/17/23", b"2023-11-17", b"12:28 pm", b"25:00",
    b"America/Los_Angeles", b"-08:00", b"Europe/Lisbon", b"01:30", b"November 2023",
    b"between 2023 and 2024", b"data.office", b"id", b"occurred", b"headline", b"publisher",
    b"basis", b"key", b"value", b"claim", b"note", b"Date,Description,Source\n",
    b"occurred,headline,publisher,basis,key,value,data.a.b,data.a\n", b"after", b"a b;c", b"fault",
    b"ignore",
)  # fmt: skip
MAP = b"""like: opus2
columns: {Description: headline, Date: occurred, End Date: end, Status: ignore}
defaults: {basis: filed, kind: development}
set: {office/openai/ceo: Characters}
dates: day first
range: lasts
ignore: others
"""
PLAIN = b"""\
id,kind,occurred,end,time,zone,headline,publisher,published,basis,url,key,claim,value,note
a,development,2023-11-17,,12:28,America/Los_Angeles,Gone,Paper,2023-11-17,reported,,office/x,set,A,
,development,2023-11-17,2023-11-19,,,Back,Paper,2023,filed,https://example.org/,team/x,add,B,"a
b"
"""

SEVERAL = b"""\
A title,,,,,,,,,,
Year,Month,Day,end year,precision,headline,source,source 2,url,basis,key 2
1857,2,5,1858,,One,Paper,Daily https://d.example/2,https://a.example/1; https://a.example/2,filed,k/a
1857,2,5,1858,,One,Paper,,,alleged,
-44,,,,9,Two,,https://u:p@d.example/,,reported,
"""


def csv_in(place: Path) -> Callable[[bytes], None]:
    """Read inputs as a spreadsheet, by some map; one in ten as a map, over a sound spreadsheet."""
    path, map_path, chance = place / "input.csv", place / "map.yaml", random.Random(2)  # noqa: S311
    sound = place / "sound.csv"
    sound.write_bytes(COUNSEL.read_bytes())
    map_path.write_bytes(MAP)
    maps: Sequence[Sequence[str]] = (
        ("opus2",), ("opus2", "dates:=day first"), ("opus2", "dates:=day first"),
        ("opus2", "dates:=month first", "range:=lasts"), ("ignore:=others",),
        ("opus2", "ignore:=others", "kind:=development"),
    )  # fmt: skip

    def take(raw: bytes) -> None:
        if chance.random() < 0.9:
            path.write_bytes(raw)
            named = (b"Description" in raw) != (chance.random() < 0.1)
            found = rows.table(path, chance.choice(maps) if named else ())
        else:
            map_path.write_bytes(raw if chance.random() < 0.5 else MAP + raw)
            check_faults(column_map([str(map_path)])[1])
            found = rows.table(sound, [str(map_path)])
        check_faults(found.faults)
        drafted(joined(found.items).rows)

    return take


def test_no_csv_breaks_the_reader(tmp_path: Path, figures: list[str]) -> None:
    """A counsel's spreadsheet, a plain one and column maps, mutated: drafts or faults, soon."""
    head, *lines = COUNSEL.read_bytes().splitlines(keepends=True)
    seeds = [
        *(head + line for line in lines),
        *(head + one + other for one, other in itertools.pairwise(lines)),
        head.replace(b",", b";") + b"".join(lines[:2]).replace(b",", b";"),
        *[PLAIN, SEVERAL] * 10,
        *[MAP] * 10,
    ]
    mutator = Mutator(seeds, CSV, b"", 7)
    figures.append(f"fuzz, CSV: {run(mutator, csv_in(tmp_path), INPUTS, tmp_path)}")


# Dates

DATES = (
    b"?", b"~", b"%", b"X", b"XX", b"-XX", b"..", b"/", b"[", b"]", b"T", b"T12:28", b"Z",
    b"+14:00", b"-08:00", b"+14:30", b"Y", b"e", b"S", b"24:00", b":60", b"0000", b"9999", b"-33",
    b"-41", b"-29", b" and ", b" to ", b"before ", b"between ", b"from ", b"since ", b"until ",
    b"about ", b"maybe ", b"on ", b"today", b"yesterday", b"now", b"the ", b" of ", b"Friday, ",
    b"st", b"31", b"Sept. ", b"c. ", b"circa ", b"by ", b", ", b"{", b"}", b"1", b"20", b"\xc4\xb0",
    b"\xc5\xbf", b"\xe2\x80\x93",
)  # fmt: skip
TYPED = (
    b"17 November 2023", b"Nov 17, 2023", b"November 2023", b"between 2023-11-17 and 2023-11-19",
    b"from 2023-11 to 2024", b"before 2023-11-17", b"on or after 17 Nov 2023", b"about 2023",
    b"maybe yesterday", b"today", b"now", b"since June 2015", b"by the 3rd of March 2024",
    b"9 March 2023 6pm ET", b"19 Nov 2023, about 21:00 (UTC-08:00)", b"Q1 2023", b"1850s",
    b"early March 2023", b"8-13 March 2023", b"last friday", b"1825-1860", b"3/4/2023",
    b"17/11/2023", b"2023-1-5", b"../2023", b"[..2023-11-17]", b"2023-11-17T12:28:03.5Z",
    b"2004-06-uu", b"1985-04-12T23:20:30+05:30", b"2023-03-12T02:30", b"2023-11-05T01:30",
    b"[2023-11-17T12:00-08:00..2023-11-17T21:00Z]", b"Y-17E7", b"202X", b"2025-06-XX", b"2025-36~",
)  # fmt: skip
ZONES = [
    ZoneInfo(name)
    for name in ("UTC", "America/Los_Angeles", "Europe/Dublin", "Pacific/Apia", "Africa/Monrovia")
]


def dates() -> list[bytes]:
    """List the dates of the bundled chronology, of each sort as often as its parts differ."""
    raw = b"".join(path.read_bytes() for path in sorted(EVENTS.glob("*.yaml")))
    return sorted(set(re.findall(rb"(?:occurred|published): *'?([^\s',}]+)", raw)))


def taken_as_a_date() -> Callable[[bytes], None]:
    """Parse inputs as dates, in EDTF and as typed."""
    chance = random.Random(3)  # noqa: S311
    moments = [NOW, Instant(0), Instant(-62_135_596_800_000_000), Instant(253_402_300_799_999_999)]

    def take(raw: bytes) -> None:
        text = raw.decode("utf-8", "surrogateescape")  # as the words of a command are
        where, now = chance.choice(ZONES), chance.choice(moments)
        parsed(text, where)
        try:
            found = edtf_of(text, now, where)
        except BadDate as bad:
            hinted(bad)
        except BeyondCalendar:
            assert now not in moments[:2]
        else:
            parsed(found, where)
            assert str(Date.parse(found))

    return take


def parsed(text: str, zone: ZoneInfo) -> None:
    """Parse a text: a date that is its own text and has bounds, or BadDate with a hint."""
    try:
        date = Date.parse(text)
    except BadDate as bad:
        hinted(bad)
        return
    assert Date.parse(str(date)) == date
    try:
        bounds = date.bounds(zone)
    except BadDate as bad:
        hinted(bad)
    except NoSuchLocalTime as none:
        Date.parse(none.hint)
    else:
        assert bounds.earliest < bounds.before


def hinted(bad: BadDate) -> None:
    """Expect a reason, and a hint that is a date, or none."""
    assert bad.reason
    assert not bad.hint or Date.parse(bad.hint)
    assert len(str(bad)) <= LONGEST


def test_no_text_breaks_the_parser_of_dates(tmp_path: Path, figures: list[str]) -> None:
    """Real dates and typed ones, mutated: a date with bounds, or BadDate, whose hint is a date."""
    mutator = Mutator([*dates(), *TYPED * 10], DATES, b" ", 8)
    figures.append(f"fuzz, dates: {run(mutator, taken_as_a_date(), INPUTS, tmp_path)}")
