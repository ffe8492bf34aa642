"""How columns were read, as a map that reads them the same."""

from pathlib import Path

import pytest

from chrono.ingest.spreadsheet.rows import table

HEAD = "date,headline,publisher,published,basis"
ROW = "3/4/2023,A,P,2024,filed"

TABLES = (
    (f"{HEAD}\n{ROW}\n", ("dates:=day first",)),
    (f"{HEAD},second publisher,Fee\n{ROW},Q,12\n", ("dates:=day first", "Fee=ignore")),
    (f"{HEAD},end,Chief: 'x' #1\n1911,A,P,2024,filed,1913,Ada\n",
     ("dates:=year spans", "range:=lasts", "m.yaml")),
    ("Year,Headline,Text,Media\n1951,A,B,https://p.example\n",
     ("publisher:=P: a \"quoted\" 'one'", "basis:=filed")),
    (f"{HEAD},Fee\n{ROW},12\n", ("ignore:=others", "dates:=month first", "kind:=development")),
)  # fmt: skip


@pytest.mark.parametrize(("text", "words"), TABLES)
def test_a_saved_map_reads_a_table_as_it_was_read(
    tmp_path: Path, text: str, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By itself, whatever words and built-in maps it was read by."""
    monkeypatch.chdir(tmp_path)
    Path("m.yaml").write_text("set: {office/firm/ceo: \"Chief: 'x' #1\"}\n", encoding="utf-8")
    Path("f.csv").write_text(text, encoding="utf-8")
    first = table(Path("f.csv"), words)
    Path("kept.yaml").write_text(first.saved_map, encoding="utf-8")
    again = table(Path("f.csv"), ("kept.yaml",))

    assert (first.faults, again.faults) == ((), ())
    assert [row.written for row in again.rows] == [row.written for row in first.rows]
    assert again.saved_map == first.saved_map
    assert all(len(line) <= 200 for line in first.saved_map.splitlines())


def test_a_column_is_shown_with_its_field_and_three_cells(tmp_path: Path) -> None:
    """Of a column that nobody knows the field is empty; the map has no word of it."""
    file = tmp_path / "f.csv"
    rows = "".join(f"2023,A{n},P,,filed,{n}\n" for n in range(5))
    file.write_text(f"{HEAD},Fee\n{rows}", encoding="utf-8")
    found = table(file)

    assert [(one.name, one.field, one.cells) for one in found.readings][1:] == [
        ("headline", "headline", ("A0", "A1", "A2")), ("publisher", "publisher", ("P", "P", "P")),
        ("published", "published", ()), ("basis", "basis", ("filed", "filed", "filed")),
        ("Fee", "", ("0", "1", "2")),
    ]  # fmt: skip
    assert "Fee" not in found.saved_map
