"""Kinds: the sorts of development, and which claims each makes.

A kind is a frozen attrs class with a ``claims()`` method, declared under a name and a version. Its
docstring is printed in ``kinds.md``. Its name is independent of the name of the class, so a class
can be renamed without effect on logs.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, Protocol, TypeVar, cast, dataclass_transform, get_args

import attrs

from chrono.errors import ChronoError, did_you_mean
from chrono.events.claims import OPS, Claim, faults
from chrono.values.canonical import normal
from chrono.values.dates import Date


class Asserts(Protocol):
    """The protocol of the class of a kind."""

    def claims(self) -> Iterable[Claim]:
        """Return the claims of an event with this data; their order is kept."""
        ...


class _Listing(Protocol):
    asserted: tuple[Claim, ...]


def listed(asserted: _Listing) -> tuple[Claim, ...]:
    """Return the claims that an event lists: the ``claims()`` of a kind with no other data."""
    return asserted.asserted


class UnknownKind(ChronoError):
    """A name under which no kind is registered."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        hint = did_you_mean(name, known, "the generic kind is development")
        super().__init__(f"no kind {ascii(name)[:60]}; {hint}")


class KindTaken(ChronoError):
    """A kind that two classes declare."""

    def __init__(self, name: str, *classes: type) -> None:
        self.name = name
        where = (
            ", in " + " and in ".join(sorted({c.__module__ for c in classes})) if classes else ""
        )
        super().__init__(f"kind {name!r} is declared twice{where}; a name belongs to one class")


def claims_of(asserted: Asserts) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    """Return the claims of an event, with values in normal form, and their faults as text.

    An exception from ``claims()``, or a result that is no claim, becomes a fault.
    """
    method = f"claims() of {type(asserted).__name__}"
    try:
        given = tuple(asserted.claims())
    except (Exception, SystemExit) as error:  # noqa: BLE001  a user's kind may raise anything
        return (), (f"{method} raised {' '.join(f'{type(error).__name__}: {error}'.split())}",)
    wrong = [f"{method} {reason}" for claim in given for reason in _faults_of(claim)]
    if wrong:
        return (), tuple(wrong)
    claims = tuple([_in_normal_form(claim) for claim in given])
    return claims, tuple(faults(claims))


def _in_normal_form(claim: Claim) -> Claim:
    value = normal(claim.value)
    return claim if value is claim.value else attrs.evolve(claim, value=value)


def _faults_of(claim: object) -> Iterator[str]:
    """Yield the reason why an object is no valid claim; nothing for a claim."""
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
    """A kind with a missing upcast from an older version, or an upcast from no older version."""

    def __init__(self, name: str, version: int, upcasts: Iterable[int]) -> None:
        self.name = name
        self.version = version
        given = sorted(upcasts)
        self.missing = sorted(set(range(1, version)) - set(given))
        listed = ", ".join(map(str, self.missing or [n for n in given if not 0 < n < version]))
        wrong = f"has no upcast from {listed}" if self.missing else f"cannot upcast from {listed}"
        wanted = ", ".join(f"{n}: function" for n in range(1, version))
        super().__init__(
            f"kind {name!r} of version {version} {wrong}; write @kind({name!r}, version={version}"
            + (f", upcasts={{{wanted}}})" if wanted else ")")
        )


Upcast = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""A pure function from the data of one version of a kind to the data of the next."""


@attrs.frozen
class Kind:
    """A registered kind: its name, the version of its data, and its class.

    Attributes:
        upcasts: For each older version the function to the next one.
    """

    name: str
    version: int
    cls: type[Asserts]
    upcasts: Mapping[int, Upcast] = attrs.field(factory=dict, eq=False, repr=False)

    @property
    def dates(self) -> frozenset[str]:
        """Return the fields of its data, as written, that hold a date or dates, or may."""
        fields = attrs.fields(cast("type[attrs.AttrsInstance]", self.cls))
        return frozenset(
            field.alias or field.name
            for field in fields
            if Date in (field.type, *get_args(field.type))
        )


_MARK: Final = "__kind__"

_T = TypeVar("_T", bound=type)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(attrs.field,))
def kind(
    name: str, *, version: int = 1, upcasts: Mapping[int, Upcast] | None = None
) -> Callable[[_T], _T]:
    """Return a decorator that makes a class a kind: a frozen attrs class, fields keyword-only.

    Args:
        name: The name by which events refer to it.
        version: The version of its data.
        upcasts: For each older version a pure function to the data of the next version; the
            claims should stay the same.

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
    """Return the kind of a class that was declared with `kind`."""
    declaration: Kind = getattr(declared, _MARK)
    return declaration


@attrs.frozen
class Register:
    """The registered kinds, by name."""

    _kinds: dict[str, Kind]

    @classmethod
    def of(cls, *classes: type[Asserts]) -> "Register":
        """Return a register of classes that were declared with `kind`.

        Raises:
            KindTaken: Two classes declare one name.
        """
        kinds: dict[str, Kind] = {}
        for declared in classes:
            new = kind_of(declared)
            if new.name in kinds:
                raise KindTaken(new.name, kinds[new.name].cls, new.cls)
            kinds[new.name] = new
        return cls(kinds)

    def __getitem__(self, name: str) -> Kind:
        """Return a kind by its name.

        Raises:
            UnknownKind: No kind has this name; the message suggests the nearest.
        """
        try:
            return self._kinds[name]
        except KeyError:
            raise UnknownKind(name, self._kinds) from None

    def get(self, name: object) -> Kind | None:
        """Return the kind of a name; None if there is none."""
        return self._kinds.get(name) if isinstance(name, str) else None

    def __iter__(self) -> Iterator[Kind]:
        return iter(sorted(self._kinds.values(), key=lambda each: each.name))
