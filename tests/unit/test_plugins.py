"""What users bring is found by name; what is not there is told with what is."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from chrono.events.claims import Claim
from chrono.events.kinds import KindTaken, kind
from chrono.plugins import NotFound, projection_named, register
from chrono.projections.fold import Projection

PROJECTIONS = """
from chrono import projection

@projection("seats", initial=0)
def seats(now, event):
    return now + 1

def bare(now, event):
    return now
"""

KINDS = """
from __future__ import annotations
from chrono import Claim, kind

@kind("ship.docked")
class Docked:
    '''A ship docks.'''
    berths: tuple[str, ...]

    def claims(self) -> list[Claim]:
        return [Claim("set", f"berth/{one}", "taken") for one in self.berths]

@kind("ship.silent")
class Silent:
    '''It says nothing.'''

@kind("ship.unknown")
class Unknown:
    '''A field of a type that is not there.'''
    berth: Berth

    def claims(self):
        return []

@kind("office.filled")
class Taken:
    '''A name of ours.'''

    def claims(self):
        return []

class Plain:
    pass

KINDS = (Docked,)
NUMBER = 5
"""


@kind("ship.given")
class Given:
    """A kind that a program gives itself."""

    def claims(self) -> list[Claim]:
        """Claim nothing."""
        return []


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Work in a folder with modules whose names nobody else has; forget them afterwards."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    before = set(sys.modules)
    (tmp_path / "own_seats.py").write_text(PROJECTIONS, "utf-8")
    (tmp_path / "own_ships.py").write_text(KINDS, "utf-8")
    (tmp_path / "own_broken.py").write_text("x = 1\ny = x / 0\n", "utf-8")
    (tmp_path / "own_needy.py").write_text("import nowhere_to_be_found\n", "utf-8")
    (tmp_path / "own_typo.py").write_text("def\n", "utf-8")
    (tmp_path / "own_quitter.py").write_text("raise SystemExit(0)\n", "utf-8")
    (tmp_path / "own_empty.py").write_text("", "utf-8")
    yield tmp_path
    for name in set(sys.modules) - before:
        if name.startswith("own_"):
            del sys.modules[name]


@pytest.fixture
def installed(folder: Path) -> Path:
    """Install a package with entry points, on the path of modules."""
    info = folder / "own_harbour-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: own-harbour\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[chrono.projections]\nharbour-seats = own_seats:seats\nbare = own_seats:bare\n"
        "lost = own_lost:seats\n"
        "[chrono.kinds]\nships = own_ships\n"
    )
    sys.path.insert(0, str(folder))
    return info


def test_a_projection_is_found_in_a_module_of_the_current_folder(folder: Path) -> None:
    """By module and name, whatever the folder's place on the path was."""
    assert str(folder) not in sys.path
    found = projection_named("own_seats:seats")

    assert isinstance(found, Projection)
    assert found.name == "seats"
    assert str(folder) in sys.path  # its functions may import their neighbours


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("own_seats:sheats", "own_seats.py has no 'sheats'; it has: seats"),
        ("own_seats:bare", "a function is no projection; it has: seats"),
        ("own_empty:seats", "own_empty.py has no 'seats'; it has no projection"),
        (
            "own_seat:seats",
            (
                "no module 'own_seat'; looked in this folder and in the environment; "
                "did you mean own_seats?"
            ),
        ),
        ("zzz:seats", "no module 'zzz'; looked in this folder and in the environment"),
        (
            "own_seats.py:seats",
            (
                "no module 'own_seats.py'; looked in this folder and in the "
                "environment; did you mean own_seats?"
            ),
        ),
        (
            "own_broken:x",
            ("cannot be imported: ZeroDivisionError: division by zero (own_broken.py:2)"),
        ),
        (
            "own_needy:x",
            (
                "cannot be imported: ModuleNotFoundError: No module named "
                "'nowhere_to_be_found' (own_needy.py:1)"
            ),
        ),
        ("own_typo:x", "cannot be imported: SyntaxError: invalid syntax (own_typo.py, line 1)"),
        ("own_quitter:x", "cannot be imported: SystemExit: 0 (own_quitter.py:1)"),
        ("own_seats:", "write module:name, as seats:seats"),
        (":seats", "write module:name, as seats:seats"),
        (
            "seats",
            ("no such projection is installed; one of your own is module:name, as seats:seats"),
        ),
    ],
)
def test_what_leads_to_no_projection_is_told_with_what_would(name: str, reason: str) -> None:
    """The sentence has the name as given, what is wrong, and what is there."""
    with pytest.raises(NotFound) as caught:
        projection_named(name)

    assert (caught.value.name, caught.value.reason) == (name, reason)
    assert str(caught.value) == f"{name!r}: {reason}"


@pytest.mark.usefixtures("installed")
def test_an_installed_projection_is_found_by_its_plain_name() -> None:
    """A name that is not quite right is answered with the nearest."""
    assert projection_named("harbour-seats").name == "seats"
    with pytest.raises(NotFound, match="did you mean harbour-seats"):
        projection_named("harbour-seat")
    with pytest.raises(NotFound, match="there is bare, harbour-seats, lost"):
        projection_named("x")
    with pytest.raises(NotFound, match="a function is no projection; declare one with @projection"):
        projection_named("bare")
    with pytest.raises(NotFound, match=r"entry point lost = own_lost:seats': cannot be imported"):
        projection_named("lost")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", ["own_ships", "own_ships:KINDS", "own_ships:Docked"])
def test_kinds_are_found_by_module_by_name_or_one_by_one(name: str) -> None:
    """Beside those that chrono comes with; types in quotes are resolved."""
    found = register([name])

    assert {"ship.docked", "development", "office.filled"} <= {one.name for one in found}
    berths = next(iter(found["ship.docked"].cls.__attrs_attrs__))  # type: ignore[attr-defined]
    assert berths.type == tuple[str, ...]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (
            "own_ships:Ships",
            ("own_ships.py has no 'Ships'; it has: Docked, Silent, Unknown, Taken, KINDS"),
        ),
        ("own_empty", "own_empty.py has no 'KINDS'; declare one with @kind(name)"),
        ("own_ships:Plain", "the class Plain is no kind; declare it with @kind(name)"),
        ("own_ships:NUMBER", "5 is no kind; declare it with @kind(name)"),
        ("own_ships:Silent", "the class Silent has no claims(); it says what an event asserts"),
        (
            "own_ships:Unknown",
            ("the class Unknown has a field of an unknown type: name 'Berth' is not defined"),
        ),
    ],
)
def test_what_leads_to_no_kinds_is_told_with_what_would(name: str, reason: str) -> None:
    """The sentence names the class and what it lacks."""
    with pytest.raises(NotFound) as caught:
        register([name])

    assert caught.value.reason == reason


@pytest.mark.usefixtures("folder")
def test_a_kind_of_a_name_that_is_ours_is_refused() -> None:
    """Both modules are named."""
    with pytest.raises(KindTaken, match=r"in chrono\.kinds\.offices and in own_ships"):
        register(["own_ships:Taken"])


@pytest.mark.usefixtures("installed")
def test_installed_kinds_are_known_without_being_named() -> None:
    """A class that is also named by hand is one kind, not two."""
    assert "ship.docked" in {one.name for one in register([], [Given])}
    assert "ship.docked" in {one.name for one in register(["own_ships"], [Given])}


def test_a_program_gives_classes() -> None:
    """A subclass of a kind is none by itself."""

    class Below(Given):
        """Not declared."""

    assert "ship.given" in {one.name for one in register(classes=[Given])}
    with pytest.raises(NotFound, match="the class Below is no kind"):
        register(classes=[Below])
