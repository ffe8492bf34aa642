"""Which bundled chronology answers: the texts say it, and the keys that are asked for."""

import json
from pathlib import Path

import pytest

from chrono.log import bundled


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder of two chronologies, as the build does."""
    for name, keys in {"clubs": ["chair/a", "room/a"], "towns": ["chair/a", "mayor/b"]}.items():
        declared = {"data": {"keys": {key: {"title": "a title"} for key in keys}}}
        (tmp_path / f"{name}.jsonl").write_text(f"{json.dumps(declared)}\n", "utf-8")
    monkeypatch.setattr(bundled, "FOLDER", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "name"), [("towns\n", "towns"), ("villages\n", "clubs"), (None, "clubs")]
)
def test_the_default_is_named_by_the_texts(folder: Path, text: str | None, name: str) -> None:
    """Where they name none that is there, it is the first by name."""
    if text is not None:
        (folder / "default.txt").write_text(text, "utf-8")

    assert bundled.default() == name


def test_a_copy_that_was_not_built_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No name, so the refusal says that there is none."""
    monkeypatch.setattr(bundled, "FOLDER", tmp_path)

    assert (bundled.default(), bundled.with_keys(["chair/a"])) == ("", "")
    with pytest.raises(bundled.NotBundled, match="this copy was not built"):
        bundled.bundled(bundled.default())


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ([], "towns"),
        (["chair/a"], "towns"),
        (["room/*"], "clubs"),
        (["room/a", "chair/a"], "clubs"),
        (["room/a", "mayor/b"], "towns"),
        (["nowhere/x"], "towns"),
    ],
)
def test_the_one_with_most_of_the_keys_answers(folder: Path, keys: list[str], name: str) -> None:
    """Of equals, and where nobody has any, the default."""
    (folder / "default.txt").write_text("towns\n", "utf-8")

    assert bundled.with_keys(keys) == name
