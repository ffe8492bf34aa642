"""What is served: chronologies of a log that grows, or whose file is another one."""

from contextlib import closing
from pathlib import Path

import pytest

from chrono.log.chronologies import EmptyLog, NoChronology
from chrono.log.creation import create_log
from chrono.log.errors import NoLog
from chrono.queries.state import state
from chrono.web.served import Served
from tests.unit.web.asking import ADA, BO, log_at


def chair(served: Served) -> object:
    """Return who has the chair."""
    query = served.query(None, "2025")
    return state(query.history, query.asof)["club/chair"].value


def test_a_log_that_grows_is_read_anew(tmp_path: Path) -> None:
    """What another program appends is in the next answer."""
    log = log_at(tmp_path / "chrono.db", ADA)
    served = Served(log)
    assert chair(served) == "Ada"

    log_at(log, BO)

    assert chair(served) == "Bo"
    served.close()


def test_another_file_of_the_name_is_read_instead(tmp_path: Path) -> None:
    """A copy put back answers, and one that is gone is missed until it is there again."""
    log = log_at(tmp_path / "chrono.db", ADA)
    other = log_at(tmp_path / "b.db", BO)
    served = Served(log)
    assert chair(served) == "Ada"

    other.replace(log)
    assert chair(served) == "Bo"
    log.unlink()
    with pytest.raises(NoLog):
        served.names()
    log_at(log, ADA)
    assert chair(served) == "Ada"
    served.close()


def test_nothing_stays_beside_the_file(tmp_path: Path) -> None:
    """A reader leaves a folder as it was."""
    served = Served(log_at(tmp_path / "chrono.db", ADA))
    served.names()
    served.close()

    assert [path.name for path in tmp_path.iterdir()] == ["chrono.db"]


def test_the_names_are_those_with_entries(tmp_path: Path) -> None:
    """An empty log has none, and one that is not there is refused."""
    create_log(tmp_path / "empty.db")

    with closing(Served(log_at(tmp_path / "chrono.db", ADA))) as served:
        assert served.names() == ["test"]
    assert Served(None).names() == ["musk-twitter", "openai-microsoft"]
    assert Served(None, "musk-twitter").names() == ["musk-twitter"]
    with closing(Served(tmp_path / "empty.db")) as served, pytest.raises(EmptyLog):
        served.names()
    with pytest.raises(NoChronology):
        Served(None, "none").names()
