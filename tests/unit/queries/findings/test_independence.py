"""How many of the values that hold rest on two independent reports."""

from typing import Any

from chrono.events.history import History
from chrono.log.memory import MemoryLog
from chrono.queries.findings.independence import Independence, independence
from chrono.state.rule import World
from chrono.state.visibility import View
from tests.building import NOW, declaration, drafts, event, history_of, source

OTHER = source(publisher="Other")


def held(*written: dict[str, Any]) -> Independence:
    """Judge a history as of late in 2026."""
    return independence(World(View(history_of(*written)), NOW))


def one(key: str, *sources: dict[str, Any]) -> dict[str, Any]:
    """Write an event of January 2024 that sets a key."""
    claim = {"set": key, "value": "a"}
    return event(key.replace("/", "-"), "2024-01-01", claim, sources=list(sources))


def test_a_value_with_two_origins_is_independent_and_one_with_one_is_named() -> None:
    """With the event and the report that it rests on."""
    found = held(one("ship/a", source(), OTHER), one("ship/b", OTHER))

    assert found.values == 2
    assert [(each.key, each.because, each.origins) for each in found.single] == [
        ("ship/b", ("ship-b",), ("Other",))
    ]
    assert found.body()["independent"] == 1


def test_what_repeats_a_report_or_was_read_in_a_copy_is_no_second_one() -> None:
    """A digest counts as what it repeats; the page in which a paper was read counts as nothing."""
    digest = source(publisher="Digest", origin="Paper")
    copied = source(url="https://copy.example/", via="Copy")

    assert [each.origins for each in held(one("ship/a", source(), digest, copied)).single] == [
        ("Paper",)
    ]


def test_an_origin_is_told_by_the_aliases_of_the_chronology() -> None:
    """Two spellings of one paper are one."""
    again = source(publisher="Digest", origin="The Paper")
    log = MemoryLog()
    log.append(drafts(declaration(aliases={"The Paper": "Paper"}), one("ship/a", source(), again)))
    world = World(View(History.of("test", log.entries())), NOW)

    assert [each.origins for each in independence(world).single] == [("Paper",)]


def test_each_member_of_a_set_is_a_value_and_stands_by_itself() -> None:
    """Of a board one director may be doubted and the others not; who left is no value."""
    key = "board/firm"
    found = held(
        event("ada", "2024-01-01", {"add": key, "value": "Ada"}, sources=[source(), OTHER]),
        event("bo", "2024-01-01", {"add": key, "value": "Bo"}),
        event("cy", "2024-01-01", {"add": key, "value": "Cy"}),
        event("out", "2024-02-01", {"drop": key, "value": "Cy"}),
    )

    assert found.values == 2
    assert [each.value for each in found.single] == ["Bo"]


def test_what_is_disputed_announced_or_over_does_not_count() -> None:
    """Only what surely holds can be called well or badly supported."""
    found = held(
        one("ship/a", source()),
        event("rival", "2024-01-01", {"set": "ship/a", "value": "b"}),
        event("plan", "2024-01-01", {"announce": "ship/b", "value": "b"}),
        event("was", "2024-01-01", {"set": "ship/c", "value": "b"}),
        event("over", "2024-02-01", {"end": "ship/c"}),
        event("ahead", "2099-01-01", {"set": "ship/d", "value": "b"}),
    )

    assert found == Independence(values=0, single=())


def test_what_says_the_same_later_supports_a_value_too() -> None:
    """A value rests on all events of its run."""
    again = event("again", "2024-02-01", {"set": "ship/a", "value": "a"}, sources=[OTHER])

    assert held(one("ship/a", source()), again).single == ()
