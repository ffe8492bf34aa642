"""Opening: what typed words ask of a log."""

from pathlib import Path

from chrono.api.reading import Reader
from chrono.cli.input.opening import ask
from chrono.log.creation import create_log
from chrono.log.sqlite import SqliteLog
from tests.building import declaration, drafts


def test_a_query_has_the_moment_as_it_was_typed(tmp_path: Path) -> None:
    """A query says which moment was typed, and that none was where it is now."""
    path = tmp_path / "log.db"
    create_log(path, drafts(declaration()))

    with SqliteLog(path) as log:
        typed = ask(Reader(log, "test"), ["club/chair", "2024"])
        bare = ask(Reader(log, "test"), ["club/chair"])

    assert (typed.when, typed.keys) == ("2024", ("club/chair",))
    assert bare.when is None
