"""The indicators, counted by hand, and no small group in them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.exports.figures import DayFacts, SessionFact, merged_counts, week_rows
from data.exports.labels import (
    AGE_BANDS,
    END_REASONS,
    EXTENSIONS,
    PURPOSES,
    REFUSALS,
    RESERVATION_ENDS,
    TICKET_ENDS,
    Labels,
    age_band,
)
from kiosk.models import EndReason, ExtensionReason, Purpose, ReservationEnd, TicketEnd
from kiosk.rules.refusals import Reason

DAYS = tuple(date(2026, 11, 16 + n) for n in range(7))


def _fact(number: int, member: int, day: int = 0, *, minutes: float = 60, birth: int | None = 1980) -> SessionFact:
    return SessionFact(
        id=number,
        member_id=member,
        day=DAYS[day],
        opened_us=0,
        closed_us=1,
        used_s=minutes * 60,
        workstation=1,
        zone="adultes",
        category="adult",
        birth_year=birth,
        purpose="job",
        extended_s=0.0,
        end_reason="visitor",
        estimated=False,
    )


@pytest.mark.parametrize(
    ("age", "label"),
    [
        (0, "Moins de 12 ans"),
        (11, "Moins de 12 ans"),
        (12, "12 – 17 ans"),
        (17, "12 – 17 ans"),
        (18, "18 – 24 ans"),
        (24, "18 – 24 ans"),
        (25, "25 – 39 ans"),
        (39, "25 – 39 ans"),
        (40, "40 – 59 ans"),
        (59, "40 – 59 ans"),
        (60, "60 – 69 ans"),
        (69, "60 – 69 ans"),
        (70, "70 ans et plus"),
        (146, "70 ans et plus"),
    ],
)
def test_the_funders_age_bands(age: int, label: str) -> None:
    assert age_band(2026 - age, 2026) == label


def test_no_birth_year_is_not_communicated() -> None:
    assert age_band(None, 2026) == "Non communiqué"
    assert [bound for bound, _ in AGE_BANDS] == sorted(bound for bound, _ in AGE_BANDS)


def test_every_code_has_a_french_word() -> None:
    assert set(PURPOSES) == set(Purpose)
    assert set(END_REASONS) == set(EndReason)
    assert set(REFUSALS) == set(Reason)
    assert set(EXTENSIONS) == set(ExtensionReason)
    assert set(TICKET_ENDS) == set(TicketEnd)
    assert set(RESERVATION_ENDS) == set(ReservationEnd)


def test_a_week_counted_by_hand() -> None:
    sessions = [
        _fact(1, 1, 0, minutes=60),
        _fact(2, 1, 0, minutes=30),
        _fact(3, 2, 0, minutes=15),
        _fact(4, 1, 2, minutes=45),
    ]
    others = {
        DAYS[0]: DayFacts(2, 1500.0, 3, 1, {"closed": 2, "no-time-left": 1}),
        DAYS[2]: DayFacts(0, 0.0, 1, 0, {"closed": 1}),
    }
    rows = week_rows(DAYS, sessions, others, lambda day: 4.0 if day == DAYS[0] else 0.0, Labels())
    found = {(period, name, detail): value for period, name, detail, value, _ in rows}
    assert len(found) == len(rows)
    monday, week = "2026-11-16", "semaine"
    assert found[monday, "sessions", ""] == 3
    assert found[monday, "personnes distinctes", ""] == 2
    assert found[monday, "heures utilisées", ""] == 1.75
    assert found[monday, "heures offertes", ""] == 4.0
    assert found[monday, "occupation", ""] == 43.75
    assert found[monday, "durée moyenne", ""] == 35.0
    assert found[monday, "durée médiane", ""] == 30.0
    assert found[monday, "prolongations", ""] == 2
    assert found[monday, "temps prolongé", ""] == 25.0
    assert found[monday, "refus", ""] == 3
    assert found["2026-11-17", "sessions", ""] == 0
    assert found["2026-11-17", "occupation", ""] is None
    assert found["2026-11-17", "durée moyenne", ""] is None
    assert found[week, "sessions", ""] == 4
    assert found[week, "personnes distinctes", ""] == 2
    assert found[week, "heures utilisées", ""] == 2.5
    assert found[week, "occupation", ""] == 62.5
    assert found[week, "refus par motif", "Lieu fermé"] == 3
    assert found[week, "visites sans poste", ""] == 4
    assert found[week, "chartes signées", ""] == 1
    assert found[week, "sessions par motif", "Regroupé"] == "moins de 5"
    assert not [name for name in found if name[0] != week and "par tranche" in name[1]]


def test_small_groups_are_merged_until_they_are_five() -> None:
    births = dict.fromkeys(range(1, 21), 1980) | {21: 2016, 22: 2010, 23: 1940}
    sessions = [_fact(n, member, birth=birth) for n, (member, birth) in enumerate(births.items())]
    sessions += [_fact(100 + n, 30 + n, birth=2004) for n in range(6)]
    shown = merged_counts(sessions, lambda s: age_band(s.birth_year, 2026))
    assert shown == [
        ("40 – 59 ans", 20),
        ("Regroupé : 12 – 17 ans, 18 – 24 ans, 70 ans et plus, Moins de 12 ans", 9),
    ]


def test_groups_of_five_are_shown_as_they_are() -> None:
    sessions = [_fact(n, n, birth=1980 if n < 5 else 2004) for n in range(10)]
    assert merged_counts(sessions, lambda s: age_band(s.birth_year, 2026)) == [
        ("18 – 24 ans", 5),
        ("40 – 59 ans", 5),
    ]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(1, 12)), max_size=60))
def test_no_figure_is_about_fewer_than_five_persons(visits: list[tuple[str, int]]) -> None:
    sessions = [_fact(n, member) for n, (_, member) in enumerate(visits)]
    group = {n: letter for n, (letter, _) in enumerate(visits)}
    shown = merged_counts(sessions, lambda s: group[s.id])
    for label, value in shown:
        letters = label.removeprefix("Regroupé : ").split(", ") if label != "Regroupé" else list("abcdef")
        persons = {member for letter, member in visits if letter in letters}
        if value == "moins de 5":
            assert label == "Regroupé"
            assert len(shown) == 1
            assert len(persons) < 5
        else:
            assert len(persons) >= 5
            assert value == sum(letter in letters for letter, _ in visits)
