"""Text as wide as a terminal: broken between words, aligned where it fits, whole in a pipe."""

from collections.abc import Callable, Sequence

import click
import pytest

from chrono.cli.render import layout

ROWS = [
    ["office/a/ceo", "Ada (interim)", "since 17 Nov 2023, about 12:00", "announced", "ada-takes"],
    ["office/a/chair", "ended", "since 2 Jan 2024", "filed", "bob-leaves-the-chair"],
    ["office/a/cto", "a value of many words, which does not fit on one line beside its key", "x"],
    ["", "another version", "since May 2024", "reported", "one two three four five six seven"],
]
LONG_KEYS = [["term/revenue-share/microsoft-to-openai", "a fifth of it", "since 22 Jul 2019"]]

Widths = Callable[[int | None], None]


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> Widths:
    """Return what sets the width of the terminal; None is a pipe."""

    def set_width(room: int | None) -> None:
        monkeypatch.setattr(layout, "width", lambda _=None: room)

    return set_width


def words(lines: Sequence[str]) -> list[str]:
    """List the words of lines, in their order."""
    return " ".join(lines).split()


@pytest.mark.parametrize("rows", [ROWS, LONG_KEYS])
@pytest.mark.parametrize("room", [40, 60, 80, 120, None])
def test_no_word_is_lost_and_no_line_is_too_long(
    wide: Widths, rows: list[list[str]], room: int | None
) -> None:
    """At any width; a pipe has one line a row."""
    wide(room)
    lines = layout.columns(rows)

    assert words(lines) == words([cell for row in rows for cell in row])
    assert all(line == line.rstrip() for line in lines)
    if room is None:
        assert len(lines) == len(rows)
    else:
        assert max(map(len, lines)) <= room


def test_rows_that_fit_are_aligned_though_one_is_too_long(wide: Widths) -> None:
    """The long one goes on beside its own first cell."""
    wide(60)

    assert layout.columns([["a", "one", "x"], ["bb", "two", "y"], ["c", "long " * 14, "z"]]) == [
        "  a   one  x",
        "  bb  two  y",
        "  c   long long long long long long long long long long long",
        "        long long long",
        "        z",
    ]


def test_nothing_follows_on_the_last_line_of_a_broken_cell(wide: Widths) -> None:
    """Where it would read as a part of it; short cells share a line."""
    wide(40)
    rows = [["2023", "one two three four five six seven", "claim", "reported", "id"]]

    assert layout.labelled(rows, 6) == [
        "2023    one two three four five six",
        "          seven",
        "          claim  reported  id",
    ]


def test_long_first_cells_stand_alone(wide: Widths) -> None:
    """What belongs to them stands below."""
    wide(60)

    assert layout.columns(LONG_KEYS) == [
        "  term/revenue-share/microsoft-to-openai",
        "      a fifth of it  since 22 Jul 2019",
    ]


def test_a_label_that_is_too_long_has_a_line_of_its_own(wide: Widths) -> None:
    """The rest stands where that of the others does; in a pipe, all on one line."""
    rows = [["2023", "one thing"], ["19 Nov 2023, about 21:00", "another"]]
    wide(60)
    in_terminal = layout.labelled(rows, 6)
    wide(None)

    assert in_terminal == ["2023    one thing", "19 Nov 2023, about 21:00", "        another"]
    assert layout.labelled(rows, 6) == ["2023    one thing", "19 Nov 2023, about 21:00  another"]


def test_a_word_that_is_too_long_stays_whole(wide: Widths) -> None:
    """An address can be copied."""
    wide(40)
    address = f"https://example.org/{'x' * 60}"

    assert layout.wrapped(f"see {address} there", 40, "  ") == ["see", f"  {address}", "  there"]


def test_a_command_at_the_end_stays_whole() -> None:
    """So it is copied as it runs."""
    command = "chrono correct one --after two --reason 'it came after two'"

    assert layout.wrapped(f"open: which came later? Say so with: {command}", 40, "  ") == [
        "open: which came later? Say so with:",
        f"  {command}",
    ]


def test_styles_take_no_room() -> None:
    """A coloured word is as long as it looks."""
    text = f"{click.style('disputed', fg='red')}: Ada"

    assert layout.wrapped(text, len("disputed: Ada")) == [text]


def test_what_goes_on_below_stands_further_right() -> None:
    """Than the line began."""
    assert list(layout.wrapped_lines(["    one two three"], 12)) == ["    one two", "      three"]
