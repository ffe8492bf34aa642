"""A chronology's folder: its events with their sources, and every fault on its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from chrono.ingest.bounded import LARGEST, MOST_LINES, TooLarge
from chrono.ingest.folder import Written, read
from chrono.ingest.plan import plan
from chrono.kinds.catalogue import KINDS
from tests.counted import steps

CHRONOLOGY = "title: Test\nzone: UTC\n"
SOURCES = """\
paper-1:
  publisher: Paper
  basis: reported
  published: 2023-11-18
  url: https://example.org/1
paper-2:
  publisher: Paper
  basis: reported
  url: https://example.org/2
"""
EVENT = """\
- id: {id}
  kind: development
  occurred: 2023-11-17
  headline: Something happened
  sources: [paper-1]
"""
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a folder: a sound one, with these files in place of, or besides, its own."""

    def written(**files: str | None) -> Path:
        folder = tmp_path / "affair"
        folder.mkdir()
        sound = {"chronology": CHRONOLOGY, "sources": SOURCES, "2023": EVENT.format(id="one")}
        for name, text in {**sound, **{n.removeprefix("y"): t for n, t in files.items()}}.items():
            if text is not None:
                (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        return folder

    return written


def faults(path: Path) -> list[str]:
    """Read and plan, and return what is wrong, as a user sees it."""
    written = read(path)
    planned = plan(written.items, {}, written.chronology or "test", KINDS)
    return [str(fault) for fault in (*written.faults, *planned.faults)]


def ids(written: Written) -> list[str]:
    """List the ids of what was read."""
    assert written.faults == ()
    return [item.written["id"] for item in written.items]


def test_a_folder_is_read_year_by_year(write: Write) -> None:
    """The declaration comes first, under the name of the folder; then the events by year."""
    folder = write(y2025=EVENT.format(id="c"), y2024=EVENT.format(id="a") + EVENT.format(id="b"))
    found = read(folder)

    assert ids(found) == ["chronology", "one", "a", "b", "c"]
    assert found.chronology == "affair"
    assert found.items[0].written["chronology"] == "affair"
    assert found.items[0].written["data"] == {"title": "Test", "zone": "UTC"}


def test_a_source_is_cited_by_its_id(write: Write) -> None:
    """Its fields take its place."""
    (_, item) = read(write()).items

    assert item.written["sources"] == [
        {
            "publisher": "Paper",
            "basis": "reported",
            "published": "2023-11-18",
            "url": "https://example.org/1",
        }
    ]


CITING = EVENT.replace("[paper-1]", "[{cited}]")


def test_an_event_may_say_how_a_source_knows_this(write: Write) -> None:
    """Basis, pinpoint, via and origin stand over what sources.yaml says."""
    over = "{id: paper-1, basis: filed, pinpoint: p. 3, via: a copy, origin: Wire}"
    (_, item) = read(write(y2023=CITING.replace("{id}", "one").replace("{cited}", over))).items

    (source,) = item.written["sources"]
    assert source["publisher"] == "Paper"
    assert [source[name] for name in ("basis", "pinpoint", "via", "origin")] == [
        "filed",
        "p. 3",
        "a copy",
        "Wire",
    ]


@pytest.mark.parametrize("field", ["publisher", "url", "published", "title"])
def test_an_event_says_nothing_else_of_a_source(write: Write, field: str) -> None:
    """What a source is stands once, in sources.yaml."""
    over = f"{{id: paper-1, {field}: '2023'}}"
    folder = write(y2023=CITING.replace("{id}", "one").replace("{cited}", over))

    assert faults(folder) == [
        (
            f"2023.yaml:5: sources[0].{field}: say it in sources.yaml; here only id, basis, "
            "pinpoint, via, origin"
        )
    ]


def test_an_unknown_source_names_the_nearest(write: Write) -> None:
    """It is told once, without faults that follow from it."""
    folder = write(y2023=EVENT.format(id="one").replace("paper-1", "papper-1"))

    assert faults(folder) == [
        "2023.yaml:5: sources[0]: no source 'papper-1' in sources.yaml; did you mean paper-1?"
    ]


def test_an_unknown_source_like_none_says_where_to_write_it(write: Write) -> None:
    """There is nothing to mean."""
    folder = write(y2023=EVENT.format(id="one").replace("paper-1", "zzz"))

    assert faults(folder) == [
        (
            "2023.yaml:5: sources[0]: no source 'zzz' in sources.yaml; write it there, or its "
            "fields here"
        )
    ]


@pytest.mark.parametrize("cited", ["{id: [x]}", "[x]", "{id: {a: b}}"])
def test_a_source_cited_by_no_text_is_refused(write: Write, cited: str) -> None:
    """Wrong shapes are faults on their lines."""
    folder = write(y2023=CITING.replace("{id}", "one").replace("{cited}", cited))

    (fault,) = faults(folder)
    assert fault.startswith("2023.yaml:5: sources[0]: no source [") or "no source {" in fault


def test_a_source_may_stand_in_an_event(write: Write) -> None:
    """Beside those of sources.yaml."""
    inline = "paper-1, {publisher: Wire, basis: filed, url: https://example.org/3}"
    folder = write(y2023=CITING.replace("{id}", "one").replace("{cited}", inline))

    assert faults(folder) == []
    assert [one["publisher"] for one in read(folder).items[1].written["sources"]] == [
        "Paper",
        "Wire",
    ]


def test_two_originals_may_be_read_in_one_copy(write: Write) -> None:
    """Each has its own publisher and date; the copy is where both can be read."""
    copy = SOURCES.replace("example.org/2", "example.org/1").replace("url:", "via: Digest\n  url:")

    assert faults(write(sources=copy)) == []


def test_a_url_stands_once(write: Write) -> None:
    """One document is one source."""
    folder = write(sources=SOURCES.replace("example.org/2", "example.org/1"))

    assert faults(folder) == [
        "sources.yaml:9: paper-2.url: stands under paper-1 already; cite that"
    ]


def test_a_faulty_source_is_told_once_where_it_stands(write: Write) -> None:
    """However many events cite it, and also where none does."""
    sources = SOURCES.replace("basis: reported\n  pub", "basis: heard\n  pub")
    sources += "unused: {publisher: Wire, basis: filed}\nlist: [x]\n"
    folder = write(sources=sources, y2024=EVENT.format(id="two"))

    assert faults(folder) == [
        (
            "sources.yaml:3: paper-1.basis: 'heard' is not allowed; one of filed, announced, "
            "reported, alleged, rumoured"
        ),
        "sources.yaml:10: unused: has neither url nor published; give one, better both",
        (
            'sources.yaml:11: list: ["x"] is not a map; it has fields: publisher, basis, url, '
            "published, title, pinpoint, origin, via"
        ),
    ]


def test_a_basis_may_be_left_to_those_who_cite(write: Write) -> None:
    """Then each of them says it."""
    sources = SOURCES.replace("  basis: reported\n", "", 1)
    said = CITING.replace("{id}", "one").replace("{cited}", "{id: paper-1, basis: filed}")
    folder = write(sources=sources, y2023=said, y2024=EVENT.format(id="two"))

    assert faults(folder) == [
        (
            "2024.yaml:5: sources[0].basis: missing; write one of filed, announced, reported, "
            "alleged, rumoured"
        )
    ]


def test_a_broken_list_of_sources_is_one_fault(write: Write) -> None:
    """What cites it is not complained of."""
    folder = write(sources="paper-1: [\n", y2024=EVENT.format(id="two"))

    (fault,) = faults(folder)
    assert fault.startswith("sources.yaml:2: not YAML")


@pytest.mark.parametrize("text", ["", "# none\n"])
def test_an_empty_file_holds_nothing(write: Write, text: str) -> None:
    """A year without events, and a list without sources, are no faults."""
    folder = write(y2024=text)
    assert ids(read(folder)) == ["chronology", "one"]

    (folder / "sources.yaml").write_text(text)
    (folder / "2023.yaml").write_text(text)
    assert ids(read(folder)) == ["chronology"]


def test_a_folder_without_a_declaration_is_refused(write: Write) -> None:
    """Nobody knows its home zone."""
    folder = write(chronology=None)

    assert faults(folder) == [
        f"{folder}: has no chronology.yaml; it says title and zone, as zone: America/Los_Angeles"
    ]


def test_an_empty_declaration_names_what_is_missing(write: Write) -> None:
    """Title and zone."""
    assert faults(write(chronology="")) == [
        "chronology.yaml:1: data.title: missing; write text",
        "chronology.yaml:1: data.zone: missing; write text",
    ]


def test_faults_of_the_declaration_stand_on_their_lines(write: Write) -> None:
    """It is read like any event."""
    keys = "keys:\n  a/b: {title: A, holds: many}\n  Office: {}\n"

    assert faults(write(chronology=CHRONOLOGY + keys)) == [
        (
            "chronology.yaml:5: data.keys.Office: 'Office' is no key; write two or more segments "
            "of a-z 0-9 - separated by slashes, as office/openai/ceo"
        ),
        "chronology.yaml:4: data.keys.a/b.holds: 'many' is not allowed; one of single, set",
    ]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"sources": "- a\n"}, "sources.yaml:1: a map from ids to sources"),
        ({"y2023": "a: b\n"}, "2023.yaml:1: a list of events, each starting with - id:"),
        ({"y2023": "word\n"}, "2023.yaml:1: a list of events, each starting with - id:"),
        ({"y2023": "- word\n"}, "2023.yaml:1: an event is a map of fields"),
        ({"chronology": "- a\n"}, 'chronology.yaml:1: data: ["a"] is not a map'),
        ({"chronology": "word\n"}, "chronology.yaml:1: data: 'word' is not a map"),
    ],
)
def test_a_file_of_another_shape_is_refused(
    write: Write, files: dict[str, str], words: str
) -> None:
    """The message says what it should hold."""
    (fault, *_) = faults(write(**files))
    assert fault.startswith(words)


@pytest.mark.parametrize("other", ["2023", "2024"])
def test_an_id_stands_once_in_all_files(write: Write, other: str) -> None:
    """Both places are named, also where both say the same."""
    one = EVENT.format(id="one")
    folder = write(y2023=one + one) if other == "2023" else write(y2023=one, y2024=one)
    line = 6 if other == "2023" else 1

    assert faults(folder) == [
        f"{other}.yaml:{line}: id: one stands at 2023.yaml:1 already; give one of them another id"
    ]


def test_an_id_of_another_shape_does_not_break_the_reader(write: Write) -> None:
    """Lists and maps are refused as ids, and not compared."""
    folder = write(y2023=EVENT.format(id="[x]") + EVENT.format(id="{a: b}") + EVENT.format(id="''"))

    assert [fault.split(": ")[:2] for fault in faults(folder)] == [
        ["2023.yaml:1", "id"],
        ["2023.yaml:6", "id"],
        ["2023.yaml:11", "id"],
    ]


def test_a_fault_stands_on_the_line_of_its_field(write: Write) -> None:
    """Not on the first line of its event."""
    text = """\
- id: one
  kind: capital.stated

  occurred: 17.11.2023
  headline: x
  after:
    - two
    - [three]
  data:
    measure: microsoft/committed
    amount: 13bn
    currency: USD
  sources:
    - paper-1
    - publisher: Wire
      basis: heard
      url: https://example.org/3
  nota: x
"""

    assert {
        fault.split(": ", 2)[1]: fault.split(": ")[0] for fault in faults(write(y2023=text))
    } == {
        "occurred": "2023.yaml:4",
        "after[1]": "2023.yaml:8",
        "data.amount": "2023.yaml:11",
        "sources[1].basis": "2023.yaml:16",
        "nota": "2023.yaml:18",
    }


def test_sources_within_a_correction_are_found_too(write: Write) -> None:
    """Its own, and those of the event that it holds."""
    text = (
        EVENT.format(id="one")
        + """\
- id: fix
  kind: correction
  corrects: one
  reason: It was another thing
  sources: [paper-1]
  event:
    kind: development
    occurred: 2023-11-17
    headline: Another thing happened
    sources: [paper-2, paper-3]
"""
    )
    folder = write(y2023=text)
    (_, _, item) = read(folder).items

    assert faults(folder) == [
        "2023.yaml:15: event.sources[1]: no source 'paper-3' in sources.yaml; did you mean paper-2?"
    ]
    assert item.written["sources"][0]["url"] == "https://example.org/1"
    assert item.written["event"]["sources"][0]["url"] == "https://example.org/2"


def test_why_an_event_changed_is_read_and_not_stored(write: Write) -> None:
    """The line changed: is for the import."""
    written = read(write(y2023=EVENT.format(id="one") + "  changed: typing error\n"))
    planned = plan(written.items, {}, "affair", KINDS)

    assert planned.faults == ()
    assert "changed" not in planned.drafts[1].body


def test_a_lone_file_has_its_sources_inline(write: Write) -> None:
    """Without sources.yaml beside it."""
    inline = "{publisher: Wire, basis: filed, url: https://example.org/3}"
    folder = write(sources=None, y2023=CITING.replace("{id}", "one").replace("{cited}", inline))
    found = read(folder / "2023.yaml")

    assert ids(found) == ["one"]
    assert found.chronology is None


def test_a_lone_file_finds_the_sources_beside_it(write: Write) -> None:
    """As if the folder were read."""
    found = read(write() / "2023.yaml")

    assert ids(found) == ["one"]
    assert found.items[0].written["sources"][0]["publisher"] == "Paper"


def test_a_year_may_end_in_yml_and_hidden_files_are_left_alone(write: Write) -> None:
    """No year is passed over in silence, and no lock of an editor is read."""
    folder = write()
    (folder / "2024.yml").write_text(EVENT.format(id="two"))
    (folder / ".#2023.yaml").write_text("broken: [")

    assert ids(read(folder)) == ["chronology", "one", "two"]


WHAT = "name a folder, a .yaml, a .jsonl, a table (.csv, .tsv, .xlsx, .json) or a log"


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        (
            "none.yaml",
            None,
            f"no such file; {WHAT}",
        ),
        ("none.jsonl", None, "cannot be read: No such file or directory"),
        (
            "none",
            None,
            f"no such file; {WHAT}",
        ),
        (
            "notes.txt",
            b"x",
            WHAT,
        ),
        ("a.yaml", b"a: \xff\n", "not UTF-8; save the file as UTF-8"),
        ("big.yaml", b"#" * (LARGEST + 1), str(TooLarge())),
        ("long.yaml", b"\n" * (MOST_LINES + 1), str(TooLarge())),
    ],
)
def test_what_cannot_be_read_is_one_fault(
    tmp_path: Path, name: str, raw: bytes | None, words: str
) -> None:
    """With the path as it was given."""
    path = tmp_path / name
    if raw is not None:
        path.write_bytes(raw)

    (fault,) = faults(path)
    assert fault.startswith(str(path))
    assert fault.endswith(words)


def test_a_long_file_is_read_in_time_linear_in_its_length(write: Write) -> None:
    """Twice as many events take about twice the steps."""
    folder = write()

    def taken(count: int) -> int:
        text = "".join(EVENT.format(id=f"e{number}x") for number in range(count))
        (folder / "2023.yaml").write_text(text, encoding="utf-8")
        return steps(lambda: read(folder))

    assert 0 < taken(400) <= 2.1 * taken(200)
