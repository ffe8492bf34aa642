"""Did you mean: the nearest known word to one that is not known."""

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Say which known word may have been meant, or what to say otherwise."""
    import difflib  # noqa: PLC0415  dear to import, and only needed when something is wrong

    near = difflib.get_close_matches(word, list(known))
    near.sort(key=lambda one: sorted(one) != sorted(word))  # two letters swapped are likeliest
    return f"did you mean {near[0]}?" if near else otherwise
