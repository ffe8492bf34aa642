"""Kinds: declared under a name and a version, and registered once."""

import attrs
import pytest

from chrono.codec.codec import Codec
from chrono.events.claims import Claim
from chrono.events.kinds import KindTaken, Register, UnknownKind, kind
from chrono.kinds.catalogue import KINDS


@kind("ship.sailed", version=3, upcasts={1: dict, 2: dict})
class Sailed:
    """A ship leaves a port."""

    port: str

    def claims(self) -> list[Claim]:
        """End its berth."""
        return [Claim("end", f"berth/{self.port}")]


@kind("ship.sailed")
class SailedAgain:
    """Another class of the same name."""

    def claims(self) -> list[Claim]:
        """Claim nothing."""
        return []


def test_a_kind_has_the_name_it_was_declared_under() -> None:
    """The class may be renamed without touching a log."""
    found = Register.of(Sailed)["ship.sailed"]

    assert (found.name, found.version, found.cls) == ("ship.sailed", 3, Sailed)


def test_a_kind_is_frozen_with_fields_by_name() -> None:
    """What an event says cannot change under way."""
    sailed = Sailed(port="genoa")

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        sailed.port = "nice"  # type: ignore[misc]
    with pytest.raises(TypeError):
        Sailed("genoa")  # type: ignore[misc]


def test_two_classes_of_one_name_are_refused() -> None:
    """An event would mean one thing or the other."""
    with pytest.raises(KindTaken, match="is declared twice") as caught:
        Register.of(Sailed, SailedAgain)

    assert caught.value.name == "ship.sailed"


def test_an_unknown_kind_names_the_nearest_one() -> None:
    """A slip of the pen is answered with what was meant."""
    with pytest.raises(UnknownKind, match=r"no kind 'ship.sailde'; did you mean ship.sailed\?"):
        Register.of(Sailed)["ship.sailde"]


def test_an_unknown_kind_like_none_names_the_generic_one() -> None:
    """What has no kind of its own is a development."""
    with pytest.raises(UnknownKind, match="the generic kind is development"):
        Register.of(Sailed)["zzz"]


def test_kinds_are_listed_by_name() -> None:
    """The order of registration does not show."""
    names = [one.name for one in KINDS]

    assert names == sorted(names)
    assert {"development", "office.filled", "board.seated", "capital.stated"} <= set(names)


def test_every_kind_says_what_it_is() -> None:
    """The docstring is what the documentation says of it."""
    assert [one.name for one in KINDS if not (one.cls.__doc__ or "").strip()] == []


def test_the_codec_asks_a_kind_what_it_claims() -> None:
    """A kind of one's own is read, typed, and kept with its claims and its version."""
    written = {
        "id": "sailed",
        "kind": "ship.sailed",
        "occurred": "2023",
        "headline": "The ship leaves",
        "data": {"port": "genoa"},
        "sources": [{"publisher": "Paper", "basis": "reported", "url": "https://example.org/"}],
    }

    draft, faults = Codec("sea", Register.of(Sailed)).draft(written, "f:1")
    assert faults == ()
    assert draft is not None
    assert draft.derived == {"claims": [{"op": "end", "key": "berth/genoa"}], "version": 3}
