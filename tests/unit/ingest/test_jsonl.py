"""JSONL: one object a line, read strictly and in bounded memory."""

import json
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chrono.ingest.bounded import LONGEST_LINE
from chrono.ingest.jsonl import read


def found_in(path: Path, raw: bytes) -> tuple[list[Any], list[str]]:
    """Write and read a file; return what stands in it and what is wrong."""
    file = path / "f.jsonl"
    file.write_bytes(raw)
    items, faults = read(file)
    return [item.written for item in items], [str(fault) for fault in faults]


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a": 1}\n{"b": 2}\n',
        b'{"a": 1}\r\n{"b": 2}\r\n',
        b'{"a": 1}\n{"b": 2}',
        b'\xef\xbb\xbf{"a": 1}\n{"b": 2}\n',
        b'\n\n{"a": 1}\n \t\n{"b": 2}\n\n',
        b'\xef\xbb\xbf\n{"a": 1}\n{"b": 2}',
        b'  {"a": 1}  \n\t{"b": 2}\n',
    ],
)
def test_a_line_is_an_item(tmp_path: Path, raw: bytes) -> None:
    """Blank lines, line ends of Windows and a mark of byte order do not matter."""
    assert found_in(tmp_path, raw) == ([{"a": 1}, {"b": 2}], [])


@pytest.mark.parametrize("raw", [b"", b"\n", b"\xef\xbb\xbf"])
def test_an_empty_file_holds_nothing(tmp_path: Path, raw: bytes) -> None:
    """That is no fault."""
    assert found_in(tmp_path, raw) == ([], [])


def test_an_item_knows_its_line(tmp_path: Path) -> None:
    """Lines are counted from one, blank ones too."""
    file = tmp_path / "f.jsonl"
    file.write_bytes(b'\n{"a": 1}\n\n{"b": 2}\n')
    items, _ = read(file)

    assert [item.where for item in items] == ["f.jsonl:2", "f.jsonl:4"]
    assert [item.text for item in items] == [False, False]


BAD = [
    (b'{"a": 1, "a": 2}', "field 'a' stands twice; keep one"),
    (b'{"x": [{"a": 1, "b": 2, "a": 1}]}', "field 'a' stands twice; keep one"),
    (b'{"a": NaN}', "NaN is not a finite number"),
    (b'{"a": [-Infinity]}', "-Infinity is not a finite number"),
    (b'{"a": "\xff"}', "not UTF-8; save the file as UTF-8"),
    (b'{"a": 1', "not JSON at column 8: "),
    (b"{'a': 1}", "not JSON at column 2: "),
    (b'{"a": 1} {"b": 2}', "not JSON at column 10: Extra data"),
    (b"[" * 10_000, "nested more than 64 deep"),
    (b'{"a": ' * 10_000, "nested more than 64 deep"),
    (b'{"a": ' + b"9" * 5000 + b"}", "holds a number of more than 4300 digits"),
    (b'{"a": "x\ty"}', "not JSON at column 9: Invalid control character"),
    (b'{"a": 01}', "not JSON at column 8: "),
]


@pytest.mark.parametrize(("line", "words"), BAD, ids=[words for _, words in BAD])
def test_a_bad_line_is_refused_by_number(tmp_path: Path, line: bytes, words: str) -> None:
    """One reason a line, at its line."""
    _, (fault,) = found_in(tmp_path, b'{"a": 1}\n' + line + b"\n")

    assert fault.startswith("f.jsonl:2: ")
    assert words in fault


def test_good_lines_are_read_beside_bad_ones(tmp_path: Path) -> None:
    """So every fault of a file shows at once."""
    items, faults = found_in(tmp_path, b'{"a": 1}\n{\n{"b": 2}\n}\n{"c": 3}')

    assert items == [{"a": 1}, {"b": 2}, {"c": 3}]
    assert [fault.split(": ")[0] for fault in faults] == ["f.jsonl:2", "f.jsonl:4"]


def test_a_truncated_last_line_is_refused(tmp_path: Path) -> None:
    """Half an event is none."""
    items, (fault,) = found_in(tmp_path, b'{"a": 1}\n{"id": "x", "kind": "dev')

    assert items == [{"a": 1}]
    assert fault.startswith("f.jsonl:2: not JSON")


def test_a_file_that_is_no_text_has_one_fault(tmp_path: Path) -> None:
    """A picture is not complained of line by line."""
    _, faults = found_in(tmp_path, b"\x89PNG\r\n\x1a\n" + b"\xff\n" * 1000)

    assert faults == ["f.jsonl:1: not UTF-8; save the file as UTF-8, one event a line"]


def test_a_file_that_is_something_else_is_not_read_on(tmp_path: Path) -> None:
    """After twenty broken lines the rest is passed over, and that is said."""
    _, faults = found_in(tmp_path, b"words\n" * 1000)

    assert len(faults) == 21
    assert faults[-1] == "f.jsonl:20: stopped here, after 20 broken lines"


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    """The reason of the system is given."""
    _, (fault,) = read(tmp_path / "none.jsonl")

    assert str(fault).endswith("none.jsonl: cannot be read: No such file or directory")


def test_a_line_as_long_as_allowed_is_read(tmp_path: Path) -> None:
    """The limit of 1 MiB is for lines beyond it, without their end."""
    longest = b'{"a": "' + b"x" * (LONGEST_LINE - 9) + b'"}'
    assert len(longest) == LONGEST_LINE

    assert found_in(tmp_path, longest + b'\n{"b": 2}')[1] == []
    items, (fault,) = found_in(tmp_path, longest + b' \n{"b": 2}')
    assert items == [{"b": 2}]
    assert fault == "f.jsonl:1: longer than 1 MiB; write one event a line"


def test_of_many_fields_the_one_that_stands_twice_is_named(tmp_path: Path) -> None:
    """On a line of twenty thousand."""
    line = "{" + ",".join(f'"{number}":1' for number in range(20_000)) + ',"19999":2}'
    _, faults = found_in(tmp_path, line.encode())

    assert faults == ["f.jsonl:1: field '19999' stands twice; keep one"]


def test_a_line_of_50_mb_takes_bounded_memory(tmp_path: Path) -> None:
    """What is too long is passed over in pieces."""
    file = tmp_path / "f.jsonl"
    with file.open("wb") as out:
        for _ in range(50):
            out.write(b"x" * 1_000_000)
        out.write(b'\n{"a": 1}\n')
    program = """
        import sys, tracemalloc
        from pathlib import Path
        from chrono.ingest.jsonl import read
        tracemalloc.start()
        items, faults = read(Path(sys.argv[1]))
        print(tracemalloc.get_traced_memory()[1], len(items), *faults)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), file],
        capture_output=True,
        text=True,
        check=True,
    )

    peak, items, fault = done.stdout.split(maxsplit=2)
    assert int(peak) < 8_000_000
    assert items == "1"
    assert fault == "f.jsonl:1: longer than 1 MiB; write one event a line\n"


words = st.text('ab"\\/é\u2028😀\0\n\ud83d\x1b ', max_size=6)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(-1e300, 1e300) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=5,
)
pieces = st.sampled_from(
    (
        *(b"{", b"}", b"[", b"]", b'"a"', b'"', b":", b",", b"1", b"e9", b"NaN", b"\\ud800"),
        *(b"\n", b"\r", b" ", b"\xef\xbb\xbf", b"\xff", b"null", b"-", b"\x00", b"\xe2\x80\xa8"),
    )
)


@settings(deadline=None)
@given(raw=st.binary() | st.lists(pieces, max_size=30).map(b"".join))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    """Every line is an item, a fault, or blank."""
    items, faults = found_in(tmp_path_factory.getbasetemp(), raw)

    assert len(items) + len(faults) <= len(raw.split(b"\n"))
    assert all(fault.startswith("f.jsonl:") for fault in faults)


@settings(deadline=None)
@given(written=st.lists(st.dictionaries(words, values, max_size=3), max_size=3))
def test_what_json_writes_is_read(
    tmp_path_factory: pytest.TempPathFactory, written: list[Any]
) -> None:
    """Whatever is written as one value a line comes back."""
    raw = "".join(f"{json.dumps(one)}\n" for one in written)

    assert found_in(tmp_path_factory.getbasetemp(), raw.encode()) == (written, [])


def test_a_name_that_many_lines_have_is_kept_once(tmp_path: Path) -> None:
    """The names of fields are most of the texts of a large file."""
    path = tmp_path / "events.jsonl"
    path.write_text('{"a long name": 1}\n{"a long name": 2}\n', encoding="utf-8")
    first, second = (next(iter(item.written)) for item in read(path)[0])
    assert first is second
