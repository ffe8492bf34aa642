"""Drafts that are kept while somebody answers: one file each, whole, for its owner alone."""

import json
from pathlib import Path

import pytest

from chrono.cli.questions.kept_drafts import BadDraft, KeptDraft, NoDraft, keeping, kept_drafts

ADD = ("add",)


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the file of a log, with the state folder beside it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return str(tmp_path / "desk.db")


def kept(log: str, *words: str, **answers: str) -> KeptDraft:
    """Return a new draft with some answers, which are kept."""
    draft = KeptDraft(log, words or ADD)
    draft.keep(answers=answers)
    return draft


def held(path: Path) -> dict[str, str]:
    """Return the answers in the file of a draft."""
    answers: dict[str, str] = json.loads(path.read_bytes())["answers"]
    return answers


def test_a_draft_is_read_back_and_changed_in_its_place(log: str) -> None:
    """It is the last one of its log and its command."""
    kept(log, "cite", "e3", url="x")
    kept(log, headline="Ada leads")
    with keeping(log, ADD, resume=True) as draft:
        assert draft.content["answers"] == {"headline": "Ada leads"}
        draft.keep(answers={"headline": "Ada led"})

    (path,) = kept_drafts(log, ADD)
    assert held(path) == {"headline": "Ada led"}
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_drafts_are_never_written_over_each_other(log: str) -> None:
    """Neither new ones, nor two that go on with the same one."""
    kept(log, headline="one")
    kept(log, headline="two")
    (first, _) = kept_drafts(log, ADD)
    here, there = KeptDraft(log, ADD, first), KeptDraft(log, ADD, first)
    here.keep(answers={"headline": "here"})
    there.keep(answers={"headline": "there"})

    answers = [held(path)["headline"] for path in kept_drafts(log, ADD)]
    assert sorted(answers) == ["here", "there", "two"]


def test_a_draft_is_forgotten_unless_somebody_else_went_on_with_it(log: str) -> None:
    """What somebody else has written stays."""
    kept(log, headline="one")
    (path,) = kept_drafts(log, ADD)
    here, there = KeptDraft(log, ADD, path), KeptDraft(log, ADD, path)
    there.keep(answers={"headline": "there"})
    here.forget()
    assert [held(path) for path in kept_drafts(log, ADD)] == [{"headline": "there"}]
    there.forget()
    assert not kept_drafts(log, ADD)


def test_logs_of_one_name_in_two_folders_have_drafts_of_their_own(log: str) -> None:
    """What counts is the file, however it is named."""
    kept(log, headline="one")

    assert not kept_drafts(str(Path(log).parent / "other" / "desk.db"), ADD)
    assert kept_drafts(str(Path(log).parent / "other" / ".." / "desk.db"), ADD)


def test_without_a_draft_there_is_nothing_to_go_on_with(log: str) -> None:
    """It is said for which log."""
    with pytest.raises(NoDraft, match="desk"), keeping(log, ADD, resume=True):
        pass


@pytest.mark.parametrize(
    "text", ['{"answers": [', "[]", '{"answers": []}', '{"answers": {"a": 1}}']
)
def test_a_file_that_is_no_draft_is_named_and_stays(log: str, text: str) -> None:
    """Somebody has mended it, or another program has written it."""
    kept(log, headline="one")
    (path,) = kept_drafts(log, ADD)
    path.write_text(text, "utf-8")

    with pytest.raises(BadDraft, match=path.name), keeping(log, ADD, resume=True):
        pass
    assert path.read_text("utf-8") == text


def test_an_empty_file_that_a_kill_left_is_no_draft(log: str) -> None:
    """It was made before its first answer was written."""
    kept(log, headline="one")
    (path,) = kept_drafts(log, ADD)
    path.write_bytes(b"")

    assert not kept_drafts(log, ADD)


def test_where_nothing_can_be_kept_it_is_said_and_the_answers_go_on(
    log: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file stands where the folder should be."""
    Path(log).with_name("state").write_text("", "utf-8")
    with keeping(log, ADD, resume=False) as draft:
        draft.keep(answers={"headline": "one"})
        draft.keep(answers={"headline": "two"})

    said = capsys.readouterr().err
    assert said.count("the answers cannot be kept") == 1
    assert "kept: go on" not in said


def test_how_to_go_on_is_said_once_at_the_end(log: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Not where nothing is kept, nor once it is appended."""
    for answered, forgotten in ((True, False), (True, True), (False, False)):
        with keeping(log, ADD, resume=False) as draft:
            if answered:
                draft.keep(answers={"headline": "one"})
            if forgotten:
                draft.forget()

    assert capsys.readouterr().err == "kept: go on with chrono add --resume\n"
    with keeping(log, ADD, resume=True):
        pass
    assert capsys.readouterr().err == "kept: go on with chrono add --resume\n"
