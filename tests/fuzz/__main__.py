"""`python -m tests.fuzz [--count N] [--seed N] [parser …]`: a million inputs for everything that reads what comes from
outside. Ends with 1 at the first input that breaks a promise, and prints it."""

from __future__ import annotations

import argparse
import sys
import time

from tests.fuzz.mutations import inputs
from tests.fuzz.parsers import Parser, parsers

MILLION = 1_000_000


class BrokenPromiseError(Exception):
    """A parser raised. Holds the input."""

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__(f"{name}: {data!r}")


def tried(name: str, parser: Parser, seed: int, count: int) -> int:
    """Feed a parser; returns how many inputs it took. Raises BrokenPromiseError."""
    data = b""
    taken = 0
    try:
        for data in inputs(parser.seeds, parser.spice, seed, count):
            parser.read(data)
            taken += 1
    except Exception as error:
        raise BrokenPromiseError(name, data) from error
    return taken


def main() -> int:
    """Feed the parsers that were named, else all of them."""
    options = argparse.ArgumentParser(prog="python -m tests.fuzz")
    options.add_argument("names", nargs="*", metavar="parser", help="only these (default: all)")
    options.add_argument("--count", type=int, default=MILLION, help="inputs for each (default: a million)")
    options.add_argument("--seed", type=int, default=1, help="another one gives other inputs (default: 1)")
    wanted = options.parse_args()
    known = parsers()
    if unknown := [name for name in wanted.names if name not in known]:
        options.error(f"no parser {unknown[0]!r}; there are: {', '.join(known)}")
    total = 0
    for name in wanted.names or known:
        began = time.monotonic()
        try:
            count = tried(name, known[name], wanted.seed, wanted.count)
        except BrokenPromiseError as broken:
            print(f"{broken}\n  {type(broken.__cause__).__name__}: {broken.__cause__}", flush=True)
            return 1
        total += count
        print(f"{name:<18} {count:>9,} inputs, {time.monotonic() - began:4.0f} s, no exception", flush=True)
    print(f"{'all':<18} {total:>9,} inputs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
