"""Money as it is typed in a command, as a field and as a value."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.stories.command import complaints, desk, run

KIND = ("--kind", "capital.stated", "-d", "measure=mill/spent")
BILLIONS = {"amount": 12_500_000_000, "currency": "USD"}


def add(folder: Path, *words: str) -> Any:
    """Try what an event of these words would do."""
    source = ("--source", "The Gazette", "--published", "2024-05-03", "--basis", "filed")
    tried = ("--new-key", "--json", "--dry-run")
    return run(folder, "add", "It costs", "--at", "2024-05-02", *words, *source, *tried)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ((*KIND, "-d", "amount=$12.5 billion"), BILLIONS),
        ((*KIND, "-d", "amount=12.5bn", "-d", "currency=USD"), BILLIONS),
        ((*KIND, "-d", "amount=12500000000", "-d", "currency=USD"), BILLIONS),
        ((*KIND, "-d", "amount=up to $12.5bn"), {**BILLIONS, "qualifier": "up to"}),
        (("--set", "capital/mill/spent=$12.5 billion"), BILLIONS),
        (("--announce", "deal/mill/sum=about US$12.5bn"), {**BILLIONS, "qualifier": "about"}),
        (("--set", "capital/mill/spent=undisclosed"), "undisclosed"),
        (("--set", "term/mill/fee=$12.5 billion"), "$12.5 billion"),
    ],
)
def test_money_is_typed_as_it_is_printed(
    tmp_path: Path, words: tuple[str, ...], value: Any
) -> None:
    """In one field with its currency, or as the value of a key of money, the first one too."""
    desk(tmp_path)
    found = json.loads(add(tmp_path, *words).stdout)

    (change,) = found["preview"]["diffs"][0]["changes"]
    after = change["after"]
    assert (after["value"] or after["pending"][0]["value"]) == value


WRONG = {
    (*KIND, "-d", "amount=12,500 billion"): "-d amount: '12,500 billion': say 12.5 trillion (a ",
    (*KIND, "-d", "amount=a lot"): "-d amount: 'a lot': is no amount of money; write it as $46.5",
    (*KIND, "-d", "amount=$5bn", "-d", "currency=EUR"): (
        "-d amount=$5bn: the currency is USD, and -d currency says EUR; leave one out"
    ),
    (*KIND, "-d", "amount=5bn"): "data.currency: missing; write three capital letters, as USD",
    ("--set", "capital/mill/spent=5,500 million"): (
        "--set capital/mill/spent: '5,500 million': say 5.5 billion (a comma between thousands) "
        "or 5.5 million (a decimal comma)"
    ),
    ("--set", "capital/mill/spent=5bn"): "--set capital/mill/spent: '5bn': say in which currency",
}


def test_money_that_may_be_something_else_is_refused(tmp_path: Path) -> None:
    """With what to type instead."""
    desk(tmp_path)
    for words, complaint in WRONG.items():
        found = add(tmp_path, *words)

        assert found.returncode == 2, words
        assert complaints(found)[0].startswith(complaint)
