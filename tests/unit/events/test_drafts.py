"""Drafts: what waits to be appended, and where it was written."""

from chrono.codec.codec import Codec
from chrono.kinds.catalogue import KINDS
from chrono.log.memory import MemoryLog
from tests.building import declaration, drafts, event


def test_a_fault_found_at_the_append_names_the_place_of_the_field() -> None:
    """What only the log can know is shown where it was written, like any other fault."""
    written = event("one", "2024-01-01", after=["two"])
    draft, _ = Codec("test", KINDS).draft(written, "f:1", lambda *place: f"f:{len(place)}")

    assert draft is not None
    assert draft.fault("after[0]", "wrong").where == "f:2"
    assert draft.fault("event.after[0]", "wrong").where == "f:3"


def test_a_draft_of_no_file_names_itself() -> None:
    """Without lines there is still a place to name."""
    (draft,) = drafts(event("one", "2024-01-01"))

    assert str(draft.fault("after[0]", "wrong")) == "test: after[0]: wrong"


def test_where_something_was_written_does_not_make_it_another() -> None:
    """The same text from another file is the same text."""
    log = MemoryLog()
    log.append(drafts(declaration()))
    one, _ = Codec("test", KINDS).draft(event("one", "2024-01-01"), "a:1", lambda *_: "a:1")
    other, _ = Codec("test", KINDS).draft(event("one", "2024-01-01"), "b:9")

    assert one is not None
    assert other is not None
    assert log.append([one]).positions == log.append([other]).positions
