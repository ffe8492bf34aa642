"""Kinds: what sorts of development there are, and what each asserts.

A kind is a frozen attrs class with a ``claims()`` method, declared under a name and a version. Its
docstring is what ``kinds.md`` says of it. The name is never derived from the class's name, so a
class may be renamed without touching a log.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, Protocol, TypeVar, dataclass_transform

import attrs

from chrono.errors import ChronoError, did_you_mean
from chrono.events.claims import OPS, Claim, faults
from chrono.values.canonical import normal


class Asserts(Protocol):
    """What a kind's class must have."""

    def claims(self) -> Iterable[Claim]:
        """Return what an event with this data asserts; order is kept."""
        ...


class UnknownKind(ChronoError):
    """No kind of this name is registered."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        hint = did_you_mean(name, known, "the generic kind is development")
        super().__init__(f"no kind {ascii(name)[:60]}; {hint}")


class KindTaken(ChronoError):
    """Two classes declare one kind."""

    def __init__(self, name: str, *classes: type) -> None:
        self.name = name
        where = (
            ", in " + " and in ".join(sorted({c.__module__ for c in classes})) if classes else ""
        )
        super().__init__(f"kind {name!r} is declared twice{where}; a name belongs to one class")


def claims_of(asserted: Asserts) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    """Ask a kind what an event asserts: its claims, with values in normal form, and their faults.

    Whatever its ``claims()`` does or gives, it becomes claims or faults.
    """
    said = f"claims() of {type(asserted).__name__}"
    try:
        given = tuple(asserted.claims())
    except (Exception, SystemExit) as error:  # noqa: BLE001  whatever a user's own kind raises
        return (), (f"{said} raised {' '.join(f'{type(error).__name__}: {error}'.split())}",)
    wrong = tuple(f"{said} {reason}" for claim in given for reason in _faults_of(claim))
    if wrong:
        return (), wrong
    claims = tuple(attrs.evolve(claim, value=normal(claim.value)) for claim in given)
    return claims, tuple(faults(claims))


def _faults_of(claim: object) -> Iterator[str]:
    """Yield why something is no claim at all."""
    if not isinstance(claim, Claim) or not isinstance(claim.key, str):
        yield f"gave {ascii(claim)[:60]}; write Claim('set', 'office/firm/ceo', 'Ada')"
    elif claim.op not in OPS:
        hint = did_you_mean(str(claim.op), OPS, f"write one of {', '.join(OPS)}")
        yield f"gave the operation {ascii(claim.op)[:60]}; {hint}"
    else:
        try:
            normal(claim.value)
        except ChronoError as error:
            yield f"gave {claim.op} {claim.key} a value: {error}"


class UpcastGap(ChronoError):
    """A kind has older versions of which nobody says how to read them, or upcasts too many."""

    def __init__(self, name: str, version: int, upcasts: Iterable[int]) -> None:
        self.name = name
        self.version = version
        there = sorted(upcasts)
        self.missing = sorted(set(range(1, version)) - set(there))
        listed = ", ".join(map(str, self.missing or [n for n in there if not 0 < n < version]))
        wrong = f"has no upcast from {listed}" if self.missing else f"cannot upcast from {listed}"
        wanted = ", ".join(f"{n}: function" for n in range(1, version))
        super().__init__(
            f"kind {name!r} of version {version} {wrong}; write @kind({name!r}, version={version}"
            + (f", upcasts={{{wanted}}})" if wanted else ")")
        )


Upcast = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""A pure function: from the data of one version of a kind to that of the next."""


@attrs.frozen
class Kind:
    """A registered kind: its name, the version of its data, and its class.

    Attributes:
        upcasts: For each older version, how its data is brought to the next one.
    """

    name: str
    version: int
    cls: type[Asserts]
    upcasts: Mapping[int, Upcast] = attrs.field(factory=dict, eq=False, repr=False)


_MARK: Final = "__kind__"

_T = TypeVar("_T", bound=type)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(attrs.field,))
def kind(
    name: str, *, version: int = 1, upcasts: Mapping[int, Upcast] | None = None
) -> Callable[[_T], _T]:
    """Declare a class as a kind; it becomes a frozen attrs class with keyword-only fields.

    Args:
        name: The name under which events name it.
        version: The version of its data.
        upcasts: For each older version a pure function that makes the next version's data of it;
            what it makes should claim what the old version claimed.

    Raises:
        UpcastGap: An older version has no function, or a function has no older version.
    """
    chain = dict(upcasts or {})
    if set(chain) != set(range(1, version)):
        raise UpcastGap(name, version, chain)

    def declare(cls: _T) -> _T:
        frozen = attrs.frozen(kw_only=True)(cls)
        setattr(frozen, _MARK, Kind(name, version, frozen, chain))
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
                raise KindTaken(one.name, kinds[one.name].cls, one.cls)
            kinds[one.name] = one
        return cls(kinds)

    def __getitem__(self, name: str) -> Kind:
        """Return a kind by its name.

        Raises:
            UnknownKind: With the nearest name there is.
        """
        try:
            return self._kinds[name]
        except KeyError:
            raise UnknownKind(name, self._kinds) from None

    def get(self, name: object) -> Kind | None:
        """Return a kind by its name; None if there is none."""
        return self._kinds.get(name) if isinstance(name, str) else None

    def __iter__(self) -> Iterator[Kind]:
        return iter(sorted(self._kinds.values(), key=lambda one: one.name))
