"""Mutation: real inputs, changed a little or a lot, so that they get deep into a reader."""

import random
from collections.abc import Callable, Sequence
from typing import Final

LARGEST: Final = 1 << 15
"""Bytes of an input, so that each can be asked to take less than a second."""

RARELY: Final = 0.01
"""How often an input is something small many times over, or nothing but noise."""

NUMBERS: Final = (
    b"0",
    b"1",
    b"-1",
    b"00",
    b"9" * 20,
    b"1e400",
    b"0x7f",
    b"1_0",
    b"\xd9\xa3",
    b".5",
)
SIGNS: Final = (
    b"\0", b"\x07", b"\x7f", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xc2\x85",
    b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xf0\x9f\x98\x80", b"\xc2\xa0", b"\\", b"\r", b"\r\n",
    b"\n", b"\t", b" ", b"''", b'"', b"'", b"%", b"&", b"*", b"=", b"e\xcc\x81", b"\xef\xbf\xbf",
)  # fmt: skip


class Mutator:
    """Makes inputs of seeds, the same ones for the same number.

    Args:
        seeds: Real inputs, whole or in pieces.
        tokens: What the format is made of.
        joint: What stands between two pieces.
        number: Where chance starts.
    """

    def __init__(
        self, seeds: Sequence[bytes], tokens: Sequence[bytes], joint: bytes, number: int
    ) -> None:
        self._seeds = seeds
        self._tokens = (*tokens, *SIGNS, *NUMBERS)
        self._joint = joint
        self._chance = random.Random(number)  # noqa: S311
        self._changes: Sequence[Callable[[bytes], bytes]] = (
            self._cut, self._doubled, self._put, self._put, self._put, self._flipped,
            self._swapped, self._spliced, self._ended, self._renumbered, self._replaced,
        )  # fmt: skip

    def input(self) -> bytes:
        """Make the next input."""
        if self._chance.random() < RARELY:
            return self._extreme()[:LARGEST]
        pieces = self._chance.choices(self._seeds, k=self._chance.choice((1, 1, 1, 2, 3)))
        raw = self._joint.join(pieces)
        for _ in range(self._chance.choice((1, 1, 1, 2, 2, 3, 5, 12))):
            raw = self._chance.choice(self._changes)(raw)
        return raw[:LARGEST]

    def _extreme(self) -> bytes:
        """Make noise, or something many times over, all the same or all different."""
        times = self._chance.choice((70, 1000, LARGEST))
        sort = self._chance.randrange(5)
        if sort == 0:
            return self._chance.randbytes(self._chance.choice((1, 10, 1000)))
        if sort == 1:
            return b"".join(self._chance.choices(self._tokens, k=self._chance.choice((5, 50, 500))))
        if sort == 2:
            return b"".join(self._chance.choices(self._tokens, k=2)) * times
        if sort == 3:  # as many different ones of something
            one, other = self._chance.choices((*self._tokens, *self._seeds), k=2)
            head = self._chance.choice((b"", self._chance.choice(self._seeds)))
            room = LARGEST // (len(one) + len(other) + 5)
            return head + b"".join(b"%b%d%b" % (one, n, other) for n in range(room))
        seed = self._chance.choice(self._seeds)
        start, end = sorted((self._place(seed), self._place(seed)))
        return seed[:start] + seed[start:end][:40] * times + seed[end:]

    def _place(self, raw: bytes) -> int:
        return self._chance.randint(0, len(raw))

    def _span(self, raw: bytes) -> tuple[int, int]:
        start = self._place(raw)
        longest = self._chance.choice((1, 4, 20, 200))
        return start, min(len(raw), start + self._chance.randint(0, longest))

    def _cut(self, raw: bytes) -> bytes:
        start, end = self._span(raw)
        return raw[:start] + raw[end:]

    def _doubled(self, raw: bytes) -> bytes:
        start, end = self._span(raw)
        return raw[:end] + raw[start:end] * self._chance.choice((1, 1, 2, 30)) + raw[end:]

    def _put(self, raw: bytes) -> bytes:
        place = self._place(raw)
        return raw[:place] + self._chance.choice(self._tokens) + raw[place:]

    def _replaced(self, raw: bytes) -> bytes:
        start, end = self._span(raw)
        return raw[:start] + self._chance.choice(self._tokens) + raw[end:]

    def _flipped(self, raw: bytes) -> bytes:
        if not raw:
            return raw
        place = self._chance.randrange(len(raw))
        byte = raw[place] ^ (1 << self._chance.randrange(8))
        return raw[:place] + bytes([byte]) + raw[place + 1 :]

    def _swapped(self, raw: bytes) -> bytes:
        lines = raw.split(b"\n")
        one, other = (self._chance.randrange(len(lines)) for _ in "ab")
        lines[one], lines[other] = lines[other], lines[one]
        return b"\n".join(lines)

    def _spliced(self, raw: bytes) -> bytes:
        other = self._chance.choice(self._seeds)
        return raw[: self._place(raw)] + other[self._place(other) :]

    def _ended(self, raw: bytes) -> bytes:
        return raw[: self._place(raw)]

    def _renumbered(self, raw: bytes) -> bytes:
        digits = [place for place, byte in enumerate(raw) if 48 <= byte <= 57]
        if not digits:
            return raw
        place = self._chance.choice(digits)
        return raw[:place] + b"%d" % self._chance.randrange(10) + raw[place + 1 :]
