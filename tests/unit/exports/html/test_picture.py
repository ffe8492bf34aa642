"""What all pictures have: labels, lanes and shortened texts."""

from chrono.exports.html.picture import Labels, Lanes, shortened
from tests.unit.exports.html.pictures import WIDTH


def test_labels_do_not_cover_each_other() -> None:
    """One that would is left out; at the right edge a label is left of its place."""
    labels = Labels(WIDTH)

    (first,) = labels.label("first", 100, 50)
    assert list(labels.label("second", 110, 55)) == []
    (third,) = labels.label("third", WIDTH - 1, 50)

    assert "text-anchor" not in first
    assert "text-anchor=end" in third


def test_bars_that_overlap_are_in_lanes_of_their_own() -> None:
    """One that begins where another ends is in its lane; words have half of a gap between two."""
    lanes = Lanes()

    assert [lanes.put(*bar) for bar in ((0, 10), (5, 20), (10, 15), (30, 40))] == [
        (0, 0),
        (1, 0),
        (0, 1),
        (0, 2),
    ]
    assert [lanes.room(0, number, 100) for number in range(3)] == [(0, 10), (10, 22.5), (22.5, 100)]


def test_a_text_is_shortened_to_whole_words_where_they_fill_half_of_it() -> None:
    """Else within a word; one that fits is left alone."""
    assert shortened("Emmett Shear (interim)", 30) == "Emmett Shear (interim)"
    assert shortened("Emmett Shear (interim)", 16) == "Emmett Shear…"
    assert shortened("Antidisestablishment", 8) == "Antidis…"
