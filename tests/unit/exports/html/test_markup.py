"""Markup: the one way in which text becomes HTML."""

from chrono.exports.html.markup import Markup, element, escaped, joined


def test_text_is_escaped_and_markup_is_not() -> None:
    """Wherever text goes, its signs are text; what is markup already stays as it is."""
    assert escaped("<b> & \"'") == "&lt;b&gt; &amp; &quot;'"
    assert joined(["<", Markup("<b>")]) == "&lt;<b>"
    assert element("a", "<i>", title='"x') == '<a title="&quot;x">&lt;i&gt;</a>'


def test_hidden_characters_are_shown_as_escapes() -> None:
    """What would reorder a text is seen."""
    assert escaped("pay\u202epal") == "pay\\u202epal"


def test_attributes_without_a_value_are_left_out_or_bare() -> None:
    """None leaves one out, an empty text has its name alone."""
    assert element("p", hidden="", id=None, data_key="a/b") == "<p hidden data-key=a/b></p>"


def test_a_value_has_quotes_unless_html_needs_none() -> None:
    """Whatever could end a value, or begin an escape, is between quotes."""
    assert element("p", id="a/b#c.d-1") == "<p id=a/b#c.d-1></p>"
    for risky in (" ", "\t", "\n", '"', "'", "=", "<", ">", "`", "&", "\u00a0", "\u202e"):
        assert '="' in element("p", id=f"a{risky}b")
