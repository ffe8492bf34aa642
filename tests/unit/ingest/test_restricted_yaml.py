"""Restricted YAML: text, lists and maps, each with its line; all that surprises is refused."""

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from chrono.ingest import restricted_yaml
from chrono.ingest.restricted_yaml import Read, read
from tests.counted import steps

LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def _each_loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restricted_yaml, "_Loader", request.param)


pytestmark = pytest.mark.usefixtures("_each_loader")


def value(text: str) -> Any:
    """Read text without faults."""
    found = read(text, "f.yaml")
    assert found.faults == ()
    return found.value


def faults(text: str) -> list[str]:
    """Read text with faults; then there is no value."""
    found = read(text, "f.yaml")
    assert found.value is None
    return [str(fault) for fault in found.faults]


@pytest.mark.parametrize(
    "scalar",
    [
        *("no", "yes", "on", "true", "2019", "2023-11-17", "1e3", "~", "null", "0x1f", "1_000"),
        *(".inf", "013", "12:30:45", "=", "2023-11-21T22:00-08:00~", "openai/ceo", "1.0"),
    ],
)
def test_every_scalar_is_text(scalar: str) -> None:
    """What looks like a number, a date or a truth value stays what it looks like."""
    assert value(f"a: {scalar}\n") == {"a": scalar}
    assert value(f"- {scalar}\n") == [scalar]
    assert value(f"{scalar}: b\n") == {scalar: "b"}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("# a comment\na: b # another\n", {"a": "b"}),
        ("a: 'it''s'\nb: \"two\\nlines\"\n", {"a": "it's", "b": "two\nlines"}),
        ("a: |\n  one\n  two\nb: >\n  one\n  two\n", {"a": "one\ntwo\n", "b": "one two\n"}),
        ("a: one\n  two\n", {"a": "one two"}),
        ("a: El País, “so”; 😀\n", {"a": "El País, “so”; 😀"}),
        ("a: 1\r\nb: [x]\r\n", {"a": "1", "b": ["x"]}),
        ("\ufeffa: 1\n", {"a": "1"}),
        ("a:\nb: ''\n", {"a": "", "b": ""}),
        ("a: {b: [c, {d: e}]}\n", {"a": {"b": ["c", {"d": "e"}]}}),
        ("- a\n-\n  b: c\n", ["a", {"b": "c"}]),
        ("---\na: b\n", {"a": "b"}),
        ("", None),
        ("# nothing yet\n", None),
        ("word", "word"),
    ],
)
def test_ordinary_yaml_is_read(text: str, meant: object) -> None:
    """Comments, quotes, blocks, other scripts, line ends of Windows, a mark of byte order."""
    assert value(text) == meant


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "a: stands twice; it stood on line 1 already"),
        ("- a: {b: 1,\n     b: 2}\n", 2, "b: stands twice"),
        ("a: 1\nb: &x 2\n", 2, "anchor &x; write the value out"),
        ("a: 1\nb: *x\n", 2, "alias *x; write the value out"),
        ("a: 1\n<<: {b: 2}\n", 2, "merge <<; write the fields out"),
        ("a: 1\nb: !!int 2\n", 2, "tag !!int; write plain text"),
        ("- a\n- !x {b: 1}\n", 2, "tag !x; write plain text"),
        ("a: 1\n---\nb: 2\n", 2, "a second document; write one document a file"),
        ("a:\n\tb: 1\n", 2, "not YAML: a tab where spaces should stand; indent with spaces"),
        ("a:\n  - b\n\t- c\n", 3, "not YAML: a tab where spaces should stand"),
        ("a: 1\nb: x\x07y\n", 2, "contains a control character; write it out in words"),
        ("a: 1\n\nb: x\0y\n", 3, "contains a control character"),
        ("a: 1\n\ufeffb: 2\n", 2, "contains an invisible mark of byte order, U+FEFF; delete it"),
        ("a: 1\nb: c: d\n", 2, "put text that holds a colon and a space in quotes"),
        ("a: 1\nb: @c\n", 2, "put text that starts with a sign in quotes"),
        ("a: 1\nb: 'c\nd: 2\n", 2, "close the quote or bracket that opens here"),
        ("a: 1\nb: [c\n", 3, "not YAML: "),
        ("a: 1\n? [b]\n: c\n", 2, "a list or map where a field's name should stand"),
        ('a: "\\U00110000"\n', 1, ""),
    ],
    ids=lambda given: str(given)[:30],
)
def test_what_surprises_is_refused_on_its_line(text: str, line: int, words: str) -> None:
    """One reason, on the line where it is to be mended."""
    (fault,) = faults(text)

    assert fault.startswith(f"f.yaml:{line}: ")
    assert words in fault


@pytest.mark.no_cover  # the parser of Python looks far ahead, line by line
@pytest.mark.parametrize("levels", [65, 10_000])
@pytest.mark.parametrize("opening", ["[", "{a: ", "[{a: ", "- "])
def test_the_bound_on_depth_is_ours(opening: str, levels: int) -> None:
    """However deep a parser goes itself, what is too deep for us is told in the same words."""
    deep = "a: 1\n\nb:\n  " + opening * levels

    assert faults(deep) == ["f.yaml:4: nested more than 64 deep; write it flatter"]


def test_a_parser_that_gives_up_early_is_no_reason_for_other_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Some look ahead, and break on brackets before they have given us any."""

    class Shallow(yaml.SafeLoader):
        def fetch_flow_collection_start(self, TokenClass: Any) -> None:  # noqa: N803  PyYAML's
            if self.flow_level == 70:
                raise yaml.scanner.ScannerError(problem="no more", problem_mark=self.get_mark())
            super().fetch_flow_collection_start(TokenClass)

    monkeypatch.setattr(restricted_yaml, "_Loader", Shallow)

    assert faults("a: 1\nb: " + "[" * 100) == [
        "f.yaml:2: nested more than 64 deep; write it flatter"
    ]


def test_brackets_in_quotes_are_not_deep() -> None:
    """What a parser breaks on for another reason keeps that reason."""
    (fault,) = faults('a: 1\nb: "' + "[" * 100 + '\\q"\n')

    assert fault.startswith("f.yaml:2: not YAML: found unknown escape character")


def test_all_faults_of_a_file_are_told() -> None:
    """Those that do not stop the parser stand in the order of the text."""
    found = faults("a: &x 1\nb: *x\nc: !!str d\na: 2\n")

    assert [fault.split(": ")[0] for fault in found] == [f"f.yaml:{line}" for line in (1, 2, 3, 4)]


def test_an_alias_does_not_shift_what_follows() -> None:
    """It takes the place of a value, so that no name is taken for one."""
    assert len(faults("a: *x\nb: c\nc: b\nd: c\n")) == 1


def test_each_field_knows_its_line() -> None:
    """A field starts where its name stands, an item where its dash leads to."""
    found = read("- a: 1\n  b:\n    - x\n    - y: z\n- c\n", "f.yaml")

    assert found.lines == {
        (): 1,
        (0,): 1,
        (0, "a"): 1,
        (0, "b"): 2,
        (0, "b", 0): 3,
        (0, "b", 1): 4,
        (0, "b", 1, "y"): 4,
        (1,): 5,
    }


def test_a_large_file_is_read_in_time_linear_in_its_length() -> None:
    """Twice as many fields take twice as many calls, and hardly one more."""
    fewer, more = (
        "".join(f"k{n}: v\n" for n in range(1000, 1000 + fields)) for fields in (500, 1000)
    )

    assert steps(lambda: value(more)) < 2.1 * steps(lambda: value(fewer))


def answered(text: str) -> Read:
    """Read any text; there is a value or there are faults, and never anything else."""
    found = read(text, "f.yaml")
    assert found.value is None or not found.faults
    lines = len(text.splitlines()) + 2
    for fault in found.faults:
        assert 1 <= int(fault.where.removeprefix("f.yaml:")) <= lines
        assert fault.reason
    return found


pieces = st.sampled_from(
    (
        *(
            "a",
            "b",
            "no",
            ": ",
            ":",
            "- ",
            "\n",
            "\n  ",
            "\n    ",
            "[",
            "]",
            "{",
            "}",
            ", ",
            "'",
            '"',
        ),
        *("#", " #", "|", ">", "&x ", "*x", "!", "!!str ", "?", "? ", "%", "@", "<<", "---\n"),
        *("...\n", "\t", "\r\n", "\\", "\ufeff", "\x85", "\u2028", "é", "😀", "\0", "\x07"),
        "%YAML 1.1\n",
    )
)
yamlish = st.lists(pieces, max_size=40).map("".join)


anything = st.lists(st.integers(0, 0x10FFFF) | st.integers(0, 127), max_size=40).map(
    lambda points: "".join(map(chr, points))
)


@settings(deadline=None)
@given(text=anything)
def test_no_text_breaks_the_reader(text: str) -> None:
    """Arbitrary text, half characters too, is read or refused."""
    answered(text)


@settings(deadline=None)
@given(text=yamlish)
def test_nothing_like_yaml_breaks_the_reader(text: str) -> None:
    """Text made of what YAML is made of is read or refused."""
    answered(text)


@pytest.mark.skipif(len(LOADERS) < 2, reason="this PyYAML has one parser only")
@settings(deadline=None)
@given(text=yamlish.filter(lambda text: "\\" not in text))
def test_both_parsers_read_the_same(text: str) -> None:
    """The parser in C and the one in Python agree on every value that both take."""
    found = []
    for loader in LOADERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(restricted_yaml, "_Loader", loader)
            found.append(read(text, "f.yaml"))

    one, other = found
    if not one.faults and not other.faults:
        assert one.value == other.value
