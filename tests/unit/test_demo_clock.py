"""The clock of the sample kiosk: it opens when somebody tries it, and never stands still."""

from __future__ import annotations

from datetime import timedelta

from config import load, sample_path
from kiosk.clock import ManualClock, utc
from kiosk.demo.shifted import opening_clock
from kiosk.site import Site

SITE = Site(load(sample_path()))
TUESDAY_AFTERNOON = utc(2026, 10, 13, 12, 42)
SUNDAY_NIGHT = utc(2026, 10, 11, 22)


def test_open_place_keeps_the_real_time() -> None:
    shown = opening_clock(ManualClock(TUESDAY_AFTERNOON, synchronised=False), SITE, None)
    assert (shown.utc_now(), shown.is_synchronised()) == (TUESDAY_AFTERNOON, True)


def test_closed_place_pretends_the_next_opening_and_time_runs() -> None:
    real = ManualClock(SUNDAY_NIGHT)
    shown = opening_clock(real, SITE, None)
    start = shown.utc_now()
    assert SITE.opening.open_span(start) is not None
    real.advance(90)
    assert shown.utc_now() - start == timedelta(seconds=90)


def test_second_try_goes_on_where_the_first_ended() -> None:
    real = ManualClock(SUNDAY_NIGHT)
    first = opening_clock(real, SITE, None)
    real.advance(600)
    recorded = first.utc_now()
    real.advance(60)
    second = opening_clock(real, SITE, recorded)
    assert second.utc_now() >= recorded
    before = second.utc_now()
    real.advance(1)
    assert second.utc_now() - before == timedelta(seconds=1)
