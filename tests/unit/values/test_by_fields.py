"""What is printed and compared by its fields is as if attrs had written the methods."""

import attrs

from chrono.values.by_fields import ByFields


@attrs.frozen(eq=False, repr=False)
class Ours(ByFields):
    """A pair that leaves its methods to the base."""

    first: int
    second: object = attrs.field(default=None, repr=False)
    third: tuple[str, ...] = ()


@attrs.frozen
class Theirs:
    """The same, as attrs has it."""

    first: int
    second: object = attrs.field(default=None, repr=False)
    third: tuple[str, ...] = ()


@attrs.frozen(repr=False)
class Compared(ByFields):
    """A pair that leaves only what it prints."""

    first: int
    second: int = attrs.field(default=0, eq=False)


def test_it_prints_as_attrs_would() -> None:
    """Its name and fields, without those that are not to be printed."""
    assert repr(Theirs(1, 2, ("a",))).replace("Theirs", "Ours") == repr(Ours(1, 2, ("a",)))


def test_equal_fields_are_equal_and_have_one_hash() -> None:
    """One that differs in any field is another."""
    one = Ours(1, "x")

    assert one == Ours(1, "x")
    assert hash(one) == hash(Ours(1, "x"))
    assert one != Ours(1, "y")
    assert one != Ours(2, "x")
    assert one != Ours(1, "x", ("z",))


def test_another_class_is_never_equal() -> None:
    """Whatever its fields are."""
    assert Ours(1) != Theirs(1)
    assert Ours(1) != 1


def test_a_class_that_compares_by_itself_goes_on_so() -> None:
    """The base has no say in what attrs has written."""
    assert Compared(1, 2) == Compared(1, 3)
    assert hash(Compared(1, 2)) == hash(Compared(1, 3))
    assert repr(Compared(1, 2)) == "Compared(first=1, second=2)"
