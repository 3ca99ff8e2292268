"""Simulated days through the real store: they come to their end, leave a sound store, and count what happened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from data.check import check
from kiosk.simulation.indicators import indicators
from tests.simulation.conftest import TUESDAY, Lived

Live = Callable[..., Lived]


def test_a_day_leaves_a_sound_store_without_open_sessions(live: Live) -> None:
    lived = live()
    assert check(lived.store).ok
    found, journal = indicators(lived.outcome), lived.journal()
    assert found.sessions == journal["session.opened"] > 50
    ended = sum(count for kind, count in journal.items() if kind.startswith("session.ended"))
    assert ended == journal["session.opened"]
    assert sum(found.ends.values()) == found.sessions
    assert 0.3 < found.occupancy < 1.0
    assert found.hours_used <= found.hours_offered


def test_what_is_counted_is_what_the_journal_holds(week: Lived) -> None:
    found, journal = indicators(week.outcome), week.journal()
    for reason in ("unreadable", "closed", "expired"):
        refused = journal[f"card.refused {reason}"] + journal[f"session.refused {reason}"]
        assert 0 < found.refusals[reason] <= refused, "some of it, nobody heard: the store did not confirm"
    assert journal["ticket.taken"] > 10
    assert journal["guest.ticket-issued"] >= found.guests > 0
    assert found.waits.count > 10


def test_a_week_of_faults_breaks_nothing(week: Lived) -> None:
    tally = week.outcome.tally
    assert set(tally.faults) >= {
        "store unavailable", "store did not confirm", "power cut", "reboot", "crash", "clock step", "suspend",
    }  # fmt: skip
    assert tally.faults["heard that the store is away"] > 0
    assert week.journal()["kiosk.started"] > 1 + tally.faults["power cut"]
    assert week.outcome.open_days == 5
    assert check(week.store).ok


def test_everybody_of_the_list_appears(week: Lived) -> None:
    """Each habit did something: a list that lost one would still run."""
    seen = week.outcome.tally.seen
    for what in ("looked at the rest", "left without signing out", "signed out", "asked for more time", "staff mode"):
        assert seen[what] > 0, what
    assert seen["reservations"] > 0
    extensions = week.outcome.tally.extensions
    assert min(extensions[reason] for reason in ("visitor", "automatic", "grace", "procedure")) > 0


def test_the_same_seed_gives_the_same_days(live: Live) -> None:
    first, again, other = (live(2, seed=seed, faults=20.0) for seed in (5, 5, 6))
    assert first.journal() == again.journal()
    assert indicators(first.outcome) == indicators(again.outcome)
    assert other.journal() != first.journal()


@pytest.mark.parametrize("visits", [5.0, 300.0])
def test_a_quiet_place_and_a_crowded_one(live: Live, visits: float) -> None:
    found = indicators(live(visits_per_day=visits, seed=2).outcome)
    crowded = visits > 100
    assert (found.waits.count > 50) == crowded
    assert (found.occupancy > 0.6) == crowded


def test_the_clock_changes_within_the_period(live: Live) -> None:
    """The last Sunday of October is closed here; the festival Sunday of June is open until 23:00."""
    lived = live(8, date(2026, 10, 20), visits_per_day=30.0)
    assert lived.outcome.open_days == 6
    assert live(1, date(2026, 6, 21), visits_per_day=60.0).outcome.open_days == 1


def test_a_closed_day_has_no_visits(live: Live) -> None:
    found = indicators(live(1, date.fromordinal(TUESDAY.toordinal() - 1)).outcome)
    assert (found.open_days, found.visits, found.sessions, found.occupancy) == (0, 0, 0, 0.0)
