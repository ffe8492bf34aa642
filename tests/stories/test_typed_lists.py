"""A list field as it is typed: one flag for each item, or one for all of them."""

import json
from pathlib import Path

import pytest

from tests.stories.command import complaints, desk, run

ADD = ("add", "A board sits", "--kind", "board.seated", "--at", "2024-05-02", "-d", "board=mill",
       "--new-key", "--source", "The Gazette", "--published", "2024-05-03", "--basis", "filed",
       "--json", "--dry-run")  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "members", "said"),
    [
        (["Bob; Cleo, Inc."], ["Bob", "Cleo, Inc."],
         """2: Bob, "Cleo, Inc."; for one name: -d 'members=["Bob; Cleo, Inc."]'"""),
        (["Ada, Ben"], ["Ada", "Ben"], "2: Ada, Ben; for one name: "),
        (["Ada, Bob"], ["Ada, Bob"], '1: "Ada, Bob"; write a semicolon between names that are'),
        (["Ada, Ben", "Cleo"], ["Ada, Ben", "Cleo"], ""),
        (["Ada; Ben", "Cleo"], ["Ada; Ben", "Cleo"], ""),
        (['["Ada, Ben"]'], ["Ada, Ben"], ""),
        (['["Ada, Ben"]', "Cleo"], ["Ada, Ben", "Cleo"], ""),
        (["Ada"], ["Ada"], ""),
    ],
)  # fmt: skip
def test_a_semicolon_parts_names_and_a_comma_does_where_all_are_in_use(
    tmp_path: Path, typed: list[str], members: list[str], said: str
) -> None:
    """Two flags are two items as they are; what one was read as is said."""
    desk(tmp_path)
    words = ("--add", "board/mill-owners=Ben", "--new-key", "--at", "2024", "--source", "Gazette")
    run(tmp_path, "add", "Ben", *words, "--published", "2024", "--basis", "filed", "--yes")
    flags = [word for each in typed for word in ("-d", f"members={each}")]
    found = run(tmp_path, *ADD, *flags)

    assert found.returncode == 0
    (change, *_) = json.loads(found.stdout)["preview"]["diffs"][0]["changes"]
    assert sorted(change["after"]["value"]) == sorted(members)
    notes = found.stderr.decode()
    assert f"note: -d members is {said}" in notes if said else "-d members" not in notes


def test_another_field_that_is_given_twice_is_refused_with_both_values(tmp_path: Path) -> None:
    """The first is not dropped without a word."""
    desk(tmp_path)
    found = run(tmp_path, *ADD, "-d", "members=Ada", "-d", "board=firm")

    assert found.returncode == 2
    assert complaints(found) == ["-d board: 'mill' and 'firm'; give one"]


def test_members_that_come_in_are_parted_alike(tmp_path: Path) -> None:
    """A claim for each name; with quotes, or beside another flag for the key, it is one name."""
    desk(tmp_path)
    words = ADD[:2] + ADD[4:6] + ADD[8:]  # without the kind and its field
    mill = "--add", "board/mill=Ben; Cleo, Inc."
    quoted = "--add", 'board/mill="Ben; Cleo, Inc."'
    both = "--add", "board/mill=Ada"
    for flags, members in (
        (mill, ["Ben", "Cleo, Inc."]),
        (quoted, ["Ben; Cleo, Inc."]),
        (mill + both, ["Ada", "Ben; Cleo, Inc."]),
    ):
        found = json.loads(run(tmp_path, *words, *flags).stdout)
        (change, *_) = found["preview"]["diffs"][0]["changes"]
        assert change["after"]["value"] == members
