"""A short run of `python -m tests.fuzz`, and hypothesis, which finds shorter inputs that fail."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.__main__ import BrokenPromiseError, tried
from tests.fuzz.mutations import inputs, pieces
from tests.fuzz.parsers import Parser, parsers

ROOT = Path(__file__).parents[2]
NAMES = list(parsers())
COUNT = 2000


@pytest.mark.parametrize("name", NAMES)
def test_no_damaged_input_raises(name: str) -> None:
    assert tried(name, parsers()[name], 2, COUNT) == COUNT


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_made_up_input_raises(name: str, data: st.DataObject) -> None:
    parser = parsers()[name]
    parts = st.one_of(st.binary(max_size=30), st.sampled_from([*parser.seeds, *parser.spice]))
    parser.read(b"".join(data.draw(st.lists(parts, max_size=6))))


@pytest.mark.parametrize("name", NAMES)
def test_good_inputs_are_good(name: str) -> None:
    for seed in parsers()[name].seeds:
        parsers()[name].read(seed)


def test_the_same_seed_gives_the_same_inputs() -> None:
    first, again, other = (list(inputs([b"VST1:AB\r"], [b"\r"], seed, 500)) for seed in (1, 1, 2))
    assert first == again != other
    assert len({len(data) for data in first}) > 10
    assert all(b"".join(piece for piece, _ in pieces(data)) == data for data in first)


def test_a_parser_that_raises_is_found_with_its_input() -> None:
    def read(data: bytes) -> None:
        data.decode("ascii")

    with pytest.raises(BrokenPromiseError, match="weak") as caught:
        tried("weak", Parser(read, [b"good"], [b"\xff"]), 1, COUNT)
    assert isinstance(caught.value.__cause__, UnicodeDecodeError)


def test_the_command() -> None:
    command = [sys.executable, "-m", "tests.fuzz", "--count", "50", "tags", "mounts"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].split() == ["all", "100", "inputs"]
    wrong = subprocess.run([*command[:3], "nonsense"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert wrong.returncode == 2
