"""Claims of one event, taken together: each key or member is spoken for once."""

import pytest

from chrono.events.claims import OPS, Claim, faults, members, same_value

KEY = "board/openai"


def reasons(*claims: Claim) -> list[str]:
    """Say what is wrong with these claims."""
    return list(faults(claims))


@pytest.mark.parametrize(
    "claims",
    [
        [],
        [Claim("set", KEY, "x"), Claim("announce", KEY, "y")],
        [Claim("end", KEY), Claim("lapse", KEY)],
        [Claim("set", KEY, ["x"]), Claim("announce", KEY, ["y"])],
        [Claim("add", KEY, "x"), Claim("drop", KEY, "y"), Claim("announce", KEY, ["y"])],
        [Claim("set", KEY, "x"), Claim("set", "board/microsoft", "x")],
        [Claim("set", KEY, {}), Claim("set", "a/b", ""), Claim("set", "a/c", [])],
        [Claim("set", KEY, 0), Claim("set", "a/b", [False])],
        [Claim("lapse", KEY, "x")],
        [Claim("end", KEY), Claim("announce", KEY, ["x"])],
        [Claim("set", KEY, [1, "1", True])],
    ],
)
def test_claims_that_go_together_have_no_faults(claims: list[Claim]) -> None:
    """One word for what holds and one for what is pending, on each key."""
    assert reasons(*claims) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Claim("set", KEY, "x"), Claim("set", KEY, "y")),
        (Claim("set", KEY, "x"), Claim("end", KEY)),
        (Claim("end", KEY), Claim("end", KEY)),
        (Claim("announce", KEY, "x"), Claim("lapse", KEY)),
        (Claim("announce", KEY, "x"), Claim("announce", KEY, "y")),
        (Claim("add", KEY, "x"), Claim("add", KEY, "x")),
        (Claim("add", KEY, "x"), Claim("drop", KEY, "x")),
        (Claim("add", KEY, {"a": 1, "b": 2}), Claim("drop", KEY, {"b": 2, "a": 1})),
    ],
)
def test_an_event_speaks_once_for_a_key_or_member(one: Claim, other: Claim) -> None:
    """Either order of two such claims is refused, with one reason that names op and key."""
    for first, second in ((one, other), (other, one)):
        (reason,) = reasons(first, second)
        assert reason == f"{second.op} {KEY}: the event claims it twice; keep one claim"


@pytest.mark.parametrize("whole", [Claim("set", KEY, ["y"]), Claim("end", KEY)])
@pytest.mark.parametrize("part", [Claim("add", KEY, "x"), Claim("drop", KEY, "x")])
def test_a_whole_set_and_its_members_are_not_spoken_for_together(whole: Claim, part: Claim) -> None:
    """A list says who is in and who is out, so members are not added to it."""
    assert len(reasons(whole, part)) == 1
    assert len(reasons(part, whole)) == 1
    assert "keep one" in reasons(part, whole)[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Claim("set", KEY, "x"), Claim("announce", KEY, ["y"])),
        (Claim("set", KEY, ["x"]), Claim("announce", KEY, "y")),
        (Claim("add", KEY, "x"), Claim("announce", KEY, "y")),
        (Claim("set", KEY, ["x"]), Claim("lapse", KEY, "y")),
    ],
)
def test_a_key_is_a_set_or_a_single_value(one: Claim, other: Claim) -> None:
    """What holds and what is pending are of one sort."""
    assert reasons(one, other) == [f"{KEY}: used both as a set and as a single value; keep one"]
    assert reasons(other, one) == reasons(one, other)


@pytest.mark.parametrize("op", ["set", "add", "drop", "announce"])
def test_a_claim_of_a_value_has_one(op: str) -> None:
    """To say that nothing holds is another claim."""
    claim = Claim(op, KEY)  # type: ignore[arg-type]

    assert reasons(claim) == [f"{op} {KEY}: needs a value; to say that nothing holds, use end"]


def test_an_end_has_no_value() -> None:
    """What ends is whatever holds."""
    assert reasons(Claim("end", KEY, "x")) == [f"end {KEY}: takes no value"]


@pytest.mark.parametrize("op", ["add", "drop"])
def test_a_member_is_no_list(op: str) -> None:
    """Two directors who join are two claims."""
    claim = Claim(op, KEY, ["x", "y"])  # type: ignore[arg-type]

    assert reasons(claim) == [f"{op} {KEY}: takes one member, not a list; write one claim a member"]


@pytest.mark.parametrize("op", ["set", "announce"])
@pytest.mark.parametrize("twice", [["x", "x"], [{"a": 1, "b": 2}, {"b": 2, "a": 1}]])
def test_a_list_names_each_member_once(op: str, twice: list[object]) -> None:
    """Members are equal when their canonical JSON is."""
    claim = Claim(op, KEY, twice)  # type: ignore[arg-type]

    assert reasons(claim) == [f"{op} {KEY}: names a member twice"]


@pytest.mark.parametrize("key", ["", "x", "Office/ceo", "office/", "/ceo", "office/*", "1/x"])
def test_a_claim_has_a_key(key: str) -> None:
    """A key is an address that everybody can write."""
    (reason,) = reasons(Claim("set", key, "x"))
    assert "is no key" in reason


def test_claims_are_equal_by_their_json() -> None:
    """Neither the order of fields nor the type behind a number counts, but 1 is not true."""
    assert Claim("set", KEY, {"a": 1, "b": 2}) == Claim("set", KEY, {"b": 2, "a": 1})
    assert Claim("set", KEY, 1) != Claim("set", KEY, True)  # noqa: FBT003  a value
    assert Claim("set", KEY, "x") != Claim("add", KEY, "x")


def test_a_claim_reads_as_it_was_stored() -> None:
    """The body of a claim gives the claim again, with a value or without."""
    for op in OPS:
        for value in (None, "x", ["x"], 0):
            claim = Claim(op, KEY, value)
            assert Claim.stored(claim.body()) == claim
    assert "value" not in Claim("end", KEY).body()


def test_lists_on_the_pending_side_are_compared_without_order() -> None:
    """An announced board is the same in any order; other values are equal by their JSON."""
    assert same_value(["x", "y"], ["y", "x"])
    assert not same_value(["x"], ["x", "y"])
    assert not same_value(["x"], "x")
    assert same_value({"a": 1, "b": 2}, {"b": 2, "a": 1})
    assert not same_value(1, True)  # noqa: FBT003  a value


def test_members_are_told_apart_by_their_json() -> None:
    """The text 1 and the number 1 are two members."""
    assert len(members(["1", 1, True, {"a": 1}, {"a": 1}])) == 4


def test_a_claim_says_whether_its_key_is_a_set() -> None:
    """An end and a lapse of whatever is pending fit both."""
    said = {claim.op: claim.speaks_for_sets for claim in (Claim(op, KEY, "x") for op in OPS)}

    assert said == {
        "set": False,
        "end": None,
        "add": True,
        "drop": True,
        "announce": False,
        "lapse": False,
    }
    assert Claim("lapse", KEY).speaks_for_sets is None
    assert Claim("set", KEY, []).speaks_for_sets is True


def test_many_claims_of_one_event_are_each_looked_at_once() -> None:
    """So that a line with thousands of claims is refused or taken at once, not in minutes."""

    class Key(str):
        """A key that counts how often it is compared."""

        __slots__ = ()
        compared = 0

        def __eq__(self, other: object) -> bool:
            Key.compared += 1
            return super().__eq__(other)

        __hash__ = str.__hash__

    claims = [Claim("set", Key(f"step/k{number}"), 1) for number in range(300)]

    assert list(faults(claims)) == []
    assert Key.compared < 10 * len(claims)
