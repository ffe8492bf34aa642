"""What a chronology knows of what somebody writes next."""

import pytest

from chrono.queries import in_use
from tests.building import event, history_of, source

SITE = "https://a.example"
HISTORY = history_of(
    event("one", "2023", {"set": "office/firm/ceo", "value": {"person": "Ada"}},
          sources=[source("2023-12", publisher="Wire", url=f"{SITE}/1", title="First")]),
    event("two", "2024", {"add": "board/firm", "value": "Ben"},
          sources=[source("2024-12", publisher="Gazette", url="https://b.example/2"),
                   source("2024-11", publisher="Wire", url=f"{SITE}/3")]),
    event("three", "2025", {"set": "office/firm/ceo", "value": "Cleo"},
          sources=[source("2023-11", publisher="Wire", url=f"{SITE}/1")]),
)  # fmt: skip


def test_names_are_listed_in_their_order() -> None:
    """A shell and a prompt complete with publishers, addresses and texts that were used."""
    assert in_use.publishers(HISTORY) == ["Gazette", "Wire"]
    assert in_use.addresses(HISTORY) == [f"{SITE}/1", f"{SITE}/3", "https://b.example/2"]
    assert in_use.texts(HISTORY) == ["Ada", "Ben", "Cleo"]


def test_a_publisher_is_named_by_an_alias_too_in_any_case() -> None:
    """Names that differ by case alone are all meant, and an origin is named as a publisher is."""
    history = history_of(
        event("one", "2023", sources=[source(publisher="Wall Post", origin="wire")]),
        event("two", "2023", sources=[source(publisher="Wire")]),
        aliases={"WP": "Wall Post", "Ada": "Ada Lovelace"},
    )

    assert in_use.publishers_named("wp", history) == {"Wall Post"}
    assert in_use.publishers_named("WALL post", history) == {"Wall Post"}
    assert in_use.publishers_named("WIRE", history) == {"Wire", "wire"}
    for unknown in "Wall", "Ada", "":
        with pytest.raises(in_use.UnknownPublisher):
            in_use.publishers_named(unknown, history)
    with pytest.raises(in_use.UnknownPublisher, match="did you mean Wall Post"):
        in_use.publishers_named("wal post", history)


def test_a_page_that_was_cited_is_known_as_it_was_cited_last() -> None:
    """Of another page of a site with one publisher that is known; of an unknown site nothing."""
    assert in_use.source_at(HISTORY, f"{SITE}/1") == {"publisher": "Wire", "published": "2023-11"}
    assert in_use.source_at(HISTORY, f"{SITE}/9") == {"publisher": "Wire"}
    assert in_use.source_at(HISTORY, "https://c.example") == {}
    assert in_use.source_at(HISTORY, None) == {}


def test_a_value_takes_the_shape_of_the_last_one_of_its_key_or_of_a_key_like_it() -> None:
    """Members of sets are apart from values, and keys of other lengths are not alike."""
    assert in_use.last_value(HISTORY, "office/firm/ceo") == "Cleo"
    assert in_use.last_value(HISTORY, "office/other/cfo") == "Cleo"
    assert in_use.last_value(HISTORY, "office/firm") is None
    assert in_use.last_value(HISTORY, "board/firm", member=True) == "Ben"
    assert in_use.last_value(HISTORY, "board/firm") is None
