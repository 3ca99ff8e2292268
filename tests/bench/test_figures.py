"""The arithmetic of the bench: a wrong quantile would flatter for years."""

from __future__ import annotations

import pytest

from tests.bench.figures import HEAD, Samples, median_row, table, tail_row

HUNDRED = Samples(tuple(float(value) for value in range(1, 101)))


def test_quantiles_are_values_that_were_measured() -> None:
    assert HUNDRED.p99 == 99.0
    assert HUNDRED.at(1.0) == 100.0
    assert Samples((3.0, 1.0, 2.0)).p99 == 3.0
    assert Samples((3.0, 1.0, 2.0)).p50 == 2.0


def test_nothing_measured_is_no_figure() -> None:
    with pytest.raises(ValueError, match="nothing"):
        Samples(()).at(0.5)


def test_a_row_compares_the_quantile_that_its_target_speaks_of() -> None:
    slow_tail = Samples((*[1.0] * 90, *[10.0] * 10))
    even = Samples((1.0,) * 100)
    assert median_row("x", slow_tail, even, 1.0).met
    assert not tail_row("x", slow_tail, even, 9.9).met
    assert tail_row("x", slow_tail, even, 10.0).met


def test_the_table_is_markdown_with_every_column() -> None:
    lines = table([median_row("one", HUNDRED, HUNDRED, 1.0)]).splitlines()
    assert len(lines) == 3
    assert {line.count("|") for line in lines} == {len(HEAD) + 1}
    assert lines[2].rstrip(" |").endswith("met")
