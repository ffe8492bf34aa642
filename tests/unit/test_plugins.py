"""What users bring is found by name; what is not there is told with what is."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from chrono.events.claims import Claim
from chrono.events.kinds import KindTaken, kind
from chrono.ingest.bounded import LARGEST
from chrono.modules import FORMS, NotFound
from chrono.plugins import projection_named, register
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


@pytest.mark.parametrize("path", ["./own_seats.py", "own_seats.py", "{folder}/own_seats.py"])
def test_a_projection_is_found_in_a_file_by_its_path(folder: Path, path: str) -> None:
    """Relative or not; its functions may import their neighbours, and so its folder comes last."""
    assert str(folder) not in sys.path
    found = projection_named(f"{path.format(folder=folder)}:seats")

    assert isinstance(found, Projection)
    assert found.name == "seats"
    assert sys.path[-1] == str(folder)


def test_a_bare_name_is_never_found_in_the_folder_of_a_file(folder: Path) -> None:
    """Only what is installed has a bare name, also once a file beside it was named."""
    register([str(folder / "own_ships.py")])
    with pytest.raises(NotFound, match="no module 'own_seats' is installed"):
        projection_named("own_seats:seats")
    sys.path.insert(0, str(folder))

    assert projection_named("own_seats:seats").name == "seats"


def test_a_dotted_name_is_answered_with_the_path_of_its_file(folder: Path) -> None:
    """A file in a folder below is no more than a file."""
    (folder / "own").mkdir()
    (folder / "own" / "kinds.py").write_text(KINDS, "utf-8")
    with pytest.raises(NotFound, match=r"did you mean \./own/kinds\.py:Docked\?"):
        register(["own.kinds:Docked"])

    assert "ship.docked" in {one.name for one in register(["own/kinds.py:Docked"])}


def test_a_file_may_have_the_name_of_another_module(folder: Path) -> None:
    """Neither takes the place of the other."""
    (folder / "difflib.py").write_text(PROJECTIONS, "utf-8")

    assert projection_named("./difflib.py:seats").name == "seats"
    assert projection_named("./difflib.py:seats") is projection_named("./difflib.py:seats")
    assert hasattr(importlib.import_module("difflib"), "get_close_matches")


def test_a_module_is_a_file_within_the_bound(folder: Path) -> None:
    """What never ends is no module."""
    (folder / "own_zeros.py").symlink_to("/dev/zero")
    with (folder / "own_large.py").open("wb") as file:
        file.truncate(LARGEST + 1)

    with pytest.raises(NotFound, match="no such file of Python"):
        register(["./own_zeros.py"])
    with pytest.raises(NotFound, match="more than 64 MiB"):
        register(["./own_large.py"])


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("./own_seats.py:sheats", "own_seats.py has no 'sheats'; it has: seats"),
        ("./own_seats.py:bare", "a function is no projection; it has: seats"),
        ("./own_empty.py:seats", "own_empty.py has no 'seats'; it has no projection"),
        (
            "own_seats:seats",
            (
                "no module 'own_seats' is installed or on PYTHONPATH; did you mean "
                "./own_seats.py:seats? A file is named with its path"
            ),
        ),
        ("zzz:seats", "no module 'zzz' is installed or on PYTHONPATH"),
        ("./own_seat.py:seats", "no such file of Python; did you mean own_seats.py?"),
        ("./own_seats:seats", "no such file of Python; did you mean own_seats.py?"),
        ("./zzz.py:seats", "no such file of Python"),
        (
            "./own_broken.py:x",
            ("cannot be imported: ZeroDivisionError: division by zero (own_broken.py:2)"),
        ),
        (
            "./own_needy.py:x",
            (
                "cannot be imported: ModuleNotFoundError: No module named "
                "'nowhere_to_be_found' (own_needy.py:1)"
            ),
        ),
        (
            "./own_typo.py:x",
            "cannot be imported: SyntaxError: invalid syntax (own_typo.py, line 1)",
        ),
        ("./own_quitter.py:x", "cannot be imported: SystemExit: 0 (own_quitter.py:1)"),
        ("./own_seats.py:", f"write {FORMS}"),
        (":seats", f"write {FORMS}"),
        (
            "seats",
            f"no such projection is installed; one of your own is {FORMS}",
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
@pytest.mark.parametrize("attribute", ["", ":KINDS", ":Docked"])
def test_kinds_are_found_by_module_by_name_or_one_by_one(attribute: str) -> None:
    """Beside those that chrono comes with; types in quotes are resolved."""
    found = register([f"./own_ships.py{attribute}"])

    assert {"ship.docked", "development", "office.filled"} <= {one.name for one in found}
    berths = next(iter(found["ship.docked"].cls.__attrs_attrs__))  # type: ignore[attr-defined]
    assert berths.type == tuple[str, ...]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (
            "./own_ships.py:Ships",
            ("own_ships.py has no 'Ships'; it has: Docked, Silent, Unknown, Taken, KINDS"),
        ),
        ("./own_empty.py", "own_empty.py has no 'KINDS'; declare one with @kind(name)"),
        ("./own_ships.py:Plain", "the class Plain is no kind; declare it with @kind(name)"),
        ("./own_ships.py:NUMBER", "5 is no kind; declare it with @kind(name)"),
        (
            "./own_ships.py:Silent",
            "the class Silent has no claims(); it says what an event asserts",
        ),
        (
            "./own_ships.py:Unknown",
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
        register(["./own_ships.py:Taken"])


@pytest.mark.usefixtures("installed")
def test_installed_kinds_are_known_without_being_named() -> None:
    """A class that is also named by hand is one kind, not two."""
    assert "ship.docked" in {one.name for one in register([], [Given])}
    assert "ship.docked" in {one.name for one in register(["./own_ships.py"], [Given])}


def test_a_program_gives_classes() -> None:
    """A subclass of a kind is none by itself."""

    class Below(Given):
        """Not declared."""

    assert "ship.given" in {one.name for one in register(classes=[Given])}
    with pytest.raises(NotFound, match="the class Below is no kind"):
        register(classes=[Below])
