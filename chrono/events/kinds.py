"""Kinds: what sorts of development there are, and what each asserts.

A kind is a frozen attrs class with a ``claims()`` method, declared under a name and a version. Its
docstring is what ``kinds.md`` says of it. The name is never derived from the class's name, so a
class may be renamed without touching a log.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Protocol, TypeVar, dataclass_transform

import attrs

from chrono.errors import ChronoError
from chrono.events.claims import Claim
from chrono.suggestions import did_you_mean


class Asserts(Protocol):
    """What a kind's class must have."""

    def claims(self) -> Iterable[Claim]:
        """Say what an event with this data asserts; order is kept."""
        ...


class UnknownKind(ChronoError):
    """No kind of this name is registered."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        hint = did_you_mean(name, known, "the generic kind is development")
        super().__init__(f"no kind {ascii(name)[:60]}; {hint}")


class KindTaken(ChronoError):
    """Two classes declare one kind."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"kind {name!r} is declared twice; a name belongs to one class")


@attrs.frozen
class Kind:
    """A registered kind: its name, the version of its data, and its class."""

    name: str
    version: int
    cls: type[Asserts]


_MARK: Final = "__kind__"

_T = TypeVar("_T", bound=type)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(attrs.field,))
def kind(name: str, *, version: int = 1) -> Callable[[_T], _T]:
    """Declare a class as a kind; it becomes a frozen attrs class with keyword-only fields."""

    def declare(cls: _T) -> _T:
        frozen = attrs.frozen(kw_only=True)(cls)
        setattr(frozen, _MARK, Kind(name, version, frozen))
        return frozen

    return declare


def kind_of(declared: type) -> Kind:
    """Return the kind that a class was declared as, with `kind`."""
    found: Kind = getattr(declared, _MARK)
    return found


@attrs.frozen
class Register:
    """The kinds that a program knows."""

    _kinds: dict[str, Kind]

    @classmethod
    def of(cls, *classes: type[Asserts]) -> "Register":
        """Register classes that were declared with `kind`.

        Raises:
            KindTaken: Two classes declare one name.
        """
        kinds: dict[str, Kind] = {}
        for declared in classes:
            one = kind_of(declared)
            if one.name in kinds:
                raise KindTaken(one.name)
            kinds[one.name] = one
        return cls(kinds)

    def __getitem__(self, name: str) -> Kind:
        """Find a kind by its name.

        Raises:
            UnknownKind: With the nearest name there is.
        """
        try:
            return self._kinds[name]
        except KeyError:
            raise UnknownKind(name, self._kinds) from None

    def __iter__(self) -> Iterator[Kind]:
        return iter(sorted(self._kinds.values(), key=lambda one: one.name))
