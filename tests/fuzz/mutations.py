"""Inputs for a parser: good ones after some accidents, and plain noise. The same seed gives the same inputs."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

LONGEST_NOISE = 40
NOISE_SHARE = 0.2
"""How many inputs were never good ones."""


def inputs(seeds: Sequence[bytes], spice: Sequence[bytes], seed: int, count: int) -> Iterator[bytes]:
    """`count` inputs. `seeds` are good ones, `spice` pieces that mean something to the parser."""
    chance = random.Random(seed)
    for _ in range(count):
        if chance.random() < NOISE_SHARE:
            yield chance.randbytes(chance.randrange(LONGEST_NOISE))
        else:
            yield damaged(chance, chance.choice(seeds), spice)


def damaged(chance: random.Random, good: bytes, spice: Sequence[bytes]) -> bytes:
    """A good input after one to four accidents."""
    data = bytearray(good)
    for _ in range(chance.randint(1, 4)):
        here = chance.randrange(len(data) + 1)
        match chance.randrange(8):
            case 0 if data:
                data[here % len(data)] ^= 1 << chance.randrange(8)
            case 1 if data:
                data[here % len(data)] = chance.randrange(256)
            case 2:
                del data[here : here + chance.randint(1, 4)]
            case 3:
                data[here:here] = chance.randbytes(chance.randint(1, 4))
            case 4:
                data[here:here] = chance.choice(spice)
            case 5:
                data[here:here] = data[: chance.randint(0, 12)]
            case 6:
                del data[here:]
            case _:
                data += good
    return bytes(data)


def pieces(data: bytes) -> tuple[tuple[bytes, float], ...]:
    """The input cut in three, with the pause before each piece; a pause may end a frame. Follows from the input, so
    that an input that fails can be tried again alone."""
    if len(data) < 3:
        return ((data, 0.0),)
    first, second = data[0] % len(data), data[-1] % len(data)
    cut, again = min(first, second), max(first, second)
    pause = (0.0, 0.01, 0.3)
    return ((data[:cut], 0.0), (data[cut:again], pause[data[1] % 3]), (data[again:], pause[data[2] % 3]))
