"""A picture of what commands cost by the size of the log, in SVG; both scales are in tens."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

from benchmarks.figures import Figure

_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 500, 20, 340
_INKS = ("#35618e", "#a3271d", "#0b6557", "#7a5200", "#6b3fa0", "#5d5950")


def plot(figures: Sequence[Figure], sizes: Sequence[int], unit: str) -> str:
    """Return a line for each question, over sizes of at least two; figures are in that order."""
    values = [figure.value for figure in figures]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values) + 1))
    span = math.log10(sizes[-1] / sizes[0])

    def x(size: float) -> float:
        return _LEFT + (_RIGHT - _LEFT) * math.log10(size / sizes[0]) / span

    def y(value: float) -> float:
        return _BOTTOM - (_BOTTOM - _TOP) * (math.log10(value) - low) / (high - low)

    lines: dict[str, list[float]] = {}
    for figure in figures:
        lines.setdefault(figure.what, []).append(figure.value)
    body = [
        *(_text(_LEFT - 6, y(10**n) + 4, f"{10**n:,}", "end") for n in range(low, high + 1)),
        *(_text(x(size), _BOTTOM + 18, f"{size:,}", "middle") for size in sizes),
        _text(_LEFT, _BOTTOM + 36, f"events in the log; {unit}", "start"),
        *(_rule(y(10**n)) for n in range(low, high + 1)),
        *_curves(lines, [x(size) for size in sizes], y),
    ]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 390" '
        'font-family="sans-serif" font-size="12">\n'
        '<rect width="800" height="390" fill="#fff"/>\n' + "\n".join(body) + "\n</svg>\n"
    )


def _curves(
    lines: Mapping[str, Sequence[float]], places: Sequence[float], y: Callable[[float], float]
) -> Iterator[str]:
    """Yield the lines, each with its name behind it; names stand as far from each other."""
    apart = (_BOTTOM - _TOP) / max(len(lines) - 1, 1)
    for number, (name, values) in enumerate(sorted(lines.items(), key=lambda line: line[1][-1])):
        ink, dash = _INKS[number % len(_INKS)], "" if number < len(_INKS) else "6 3"
        points = " ".join(
            f"{x:.1f},{y(value):.1f}" for x, value in zip(places, values, strict=True)
        )
        yield (
            f'<polyline points="{points}" fill="none" stroke="{ink}" stroke-width="2" '
            f'stroke-dasharray="{dash}"/>'
        )
        end, beside = y(values[-1]), _BOTTOM - apart * number
        yield f'<path d="M{_RIGHT + 3},{end:.1f} L{_RIGHT + 18},{beside:.1f}" stroke="{ink}"/>'
        yield _text(_RIGHT + 22, beside + 4, f"{name}: {values[-1]:,.1f}", "start", ink)


def _text(x: float, y: float, words: str, anchor: str, ink: str = "#1c1b19") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{ink}">{escape(words)}</text>'
    )


def _rule(y: float) -> str:
    return f'<line x1="{_LEFT}" x2="{_RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#d9d4c8"/>'
