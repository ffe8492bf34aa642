"""Which hosts look like another one."""

import pytest

from chrono.values.hosts import mixed_labels


@pytest.mark.parametrize(
    ("host", "label", "scripts"),
    [
        ("p\u0430ypal.com", "p\u0430ypal", ("Cyrillic", "Latin")),
        ("www.xn--pypal-4ve.com:8080", "p\u0430ypal", ("Cyrillic", "Latin")),
        ("g\u03bfogle.com", "g\u03bfogle", ("Greek", "Latin")),
        ("XN--PYPAL-4VE.com", "p\u0430ypal", ("Cyrillic", "Latin")),
        ("\u5317\u0430.example", "\u5317\u0430", ("Chinese", "Cyrillic")),
    ],
)
def test_letters_of_two_scripts_in_one_label_are_found(
    host: str, label: str, scripts: tuple[str, ...]
) -> None:
    """Written out or in Punycode, a letter that only looks right is found."""
    assert list(mixed_labels(f"https://{host}/path")) == [(label, scripts)]


@pytest.mark.parametrize(
    "address",
    [
        "https://paypal.com/p\u0430ypal",
        "https://b\u00fccher.example",
        "https://xn--bcher-kva.example",
        "https://\u043f\u043e\u0447\u0442\u0430.example",
        "https://nhk\u30cb\u30e5\u30fc\u30b9\u5317.jp",
        "https://3-\u043f\u043e.example",
        "https://\uff50aypal.com",
        "https://xn--\u00e9.example",
        "https://xn--999999999.example",
        "https://[bad",
        "no address",
        "",
    ],
)
def test_one_script_a_label_is_no_mixture(address: str) -> None:
    """Accents, digits, other labels, paths and what Japanese writes together are left alone."""
    assert list(mixed_labels(address)) == []
