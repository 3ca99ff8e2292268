"""The sample site: what the demonstration, the gallery and the newcomer rely on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from config import Settings, load, sample_path
from config.describe import describe
from config.settings import Holiday, Interval, Texts
from config.vocabulary import CHARTER_ICONS, PURPOSES

READ_BY_SOMEBODY = {"fr", "en"}
"""Languages of the charter whose text needs no word of caution."""


@pytest.fixture(scope="module")
def sample() -> Settings:
    return load(sample_path())


def test_the_room_is_the_one_of_the_design(sample: Settings) -> None:
    assert {w.number: (w.x, w.y) for w in sample.workstations} == {
        1: (36, 100), 2: (204, 100), 3: (372, 100), 4: (540, 100), 5: (770, 100), 6: (770, 244), 7: (770, 388),
        8: (120, 268), 9: (288, 268), 10: (456, 268), 11: (40, 484), 12: (214, 484),
    }  # fmt: skip
    tagged = {
        tag: {w.number for w in sample.workstations if tag in w.tags} for tag in ("accessible", "scanner", "children")
    }
    assert tagged == {"accessible": {6, 9}, "scanner": {4, 10}, "children": {11, 12}}
    seven = sample.workstations[6]
    assert seven.place["fr"] == "Au calme, près de la fenêtre"
    assert seven.directions["fr"] == "Au fond à droite, près de la fenêtre."
    assert seven.tags >= {"large-screen", "headphones"}
    assert min(sample.workstations, key=lambda w: w.calm) is seven
    assert {w.number for w in sample.workstations if w.zone == "enfants"} == {11, 12}
    assert sample.plan.door is not None
    assert len(sample.plan.windows) == 5


def test_the_week_has_a_lunch_break_and_exceptions(sample: Settings) -> None:
    week = sample.hours.week
    assert [len(day) for day in week] == [0, 1, 2, 1, 1, 1, 0]
    assert (week[2][0].end, week[2][1].start) == (time(12, 30), time(13, 30))
    closed = {exception.first for exception in sample.hours.exceptions if not exception.intervals}
    assert {date(2026, 12, 25), date(2027, 1, 1)} <= closed


def test_school_holidays_have_longer_hours(sample: Settings) -> None:
    hours = sample.hours
    assert [(h.first, h.last, h.label) for h in hours.holidays] == [
        (date(2026, 10, 17), date(2026, 11, 1), "Vacances de la Toussaint"),
        (date(2026, 12, 19), date(2027, 1, 3), "Vacances de Noël"),
    ]
    assert hours.holiday_week[2] == (Interval(time(10), time(18)),)
    assert hours.holiday_week[3] == (Interval(time(10), time(20)),)
    assert [day for day in range(7) if hours.holiday_week[day] != hours.week[day]] == [2, 3]


def test_guests_waiting_list_and_reservations(sample: Settings) -> None:
    assert sample.guests.tickets == "staff"
    assert (sample.enrolment.at_kiosk, sample.enrolment.names) == (True, True)
    assert (sample.waiting.enabled, sample.waiting.letter, sample.waiting.longest) == (True, "A", 20)
    assert sample.reservations.early_minutes == 15
    limits = sample.limits
    assert (limits.self_extension, limits.auto_extension, limits.auto_extension_below_percent) == (True, True, 90)
    assert (limits.minor_category, limits.grown_up_category) == ("minor", "adult")


def test_everything_public_exists_in_french_and_english(sample: Settings) -> None:
    texts = [
        *for_who_finds_the_way(sample),
        *(zone.name for zone in sample.zones),
        *(rule.reason for rule in sample.rules),
        *(exception.label for exception in sample.hours.exceptions),
    ]
    assert all({"fr", "en"} <= set(text) <= set(sample.site.languages) for text in texts)


def test_who_reads_no_french_finds_the_way(sample: Settings) -> None:
    """Easy French may say what French says."""
    needed = set(sample.site.languages) - {"fr-falc"}
    assert len(needed) == 7
    assert all(set(text) == needed for text in for_who_finds_the_way(sample))


def for_who_finds_the_way(sample: Settings) -> list[Texts]:
    return [
        sample.site.line,
        *(w.place for w in sample.workstations),
        *(w.directions for w in sample.workstations),
        *(purpose.label for purpose in sample.purposes),
        *(area.label for area in sample.plan.areas),
        *(label.text for label in sample.plan.labels),
    ]


def test_the_charter_is_complete_in_every_language(sample: Settings) -> None:
    assert set(sample.charter.texts) == set(sample.site.languages)
    for language, text in sample.charter.texts.items():
        assert tuple(line.icon for line in text.lines) == CHARTER_ICONS
        warned = language not in READ_BY_SOMEBODY
        assert len(text.full) == 12 + warned, "the last paragraph of a translation says that nobody has read it"
        assert 300 < sum(len(paragraph.split()) for paragraph in text.full) < 800
    assert sample.charter.texts["fr"].lines[2].text == "Je ferme mes comptes avant de partir."


def test_purposes_and_people(sample: Settings) -> None:
    assert tuple(purpose.id for purpose in sample.purposes) == PURPOSES
    assert [purpose.label["fr"] for purpose in sample.purposes] == [
        "Mes démarches", "L’emploi", "Apprendre", "Imprimer", "Me détendre", "Autre",
    ]  # fmt: skip
    assert [(m.number, m.first_name) for m in sample.demo.members] == [(214, "Amina"), (215, "Lucas"), (216, "Yvette")]
    assert sample.demo.members[2].needs == {"accessible"}
    assert [person.name for person in sample.demo.staff] == ["Karim"]
    assert (sample.rules[-1].session_minutes, sample.rules[-1].day_minutes) == (60, 120)


def test_the_description_says_what_matters(sample: Settings) -> None:
    text = describe(sample)
    for fact in (
        "Médiathèque des Tilleuls",
        "Monday, Sunday: closed",
        "Wednesday: 10:00–12:30 and 13:30–18:00",
        "2026-12-25: closed (Noël)",
        "2026-06-21, also on Sunday: 14:00–23:00 (Fête de la musique)",
        "2026-08-04 to 2026-08-08: 13:30–18:00 (Horaires d’été)",
        "Espace adultes: from 12 years, younger with an adult; workstations 1, 2, 3, 4, 8, 9, 10",
        "7. everybody: 60 min a session, 120 min a day",
        "no card reader",
        "30 min, 60 min, the maximum",
        "Thursday: 10:00–20:00\n  2026-10-17 to 2026-11-01 (Vacances de la Toussaint)",
        "visitors extend by themselves while nobody waits",
        "at its end a session is extended below 90 % occupancy",
        "on turning 18, minor becomes adult",
        "one-day tickets for guests, for one session: given by staff",
        "visitors enrol at the kiosk with first name, name and birth year",
        "waiting list of at most 20, tickets A1",
        "whoever reserved may begin 15 min early",
    ):
        assert fact in text
    assert not text.endswith("\n")


def test_the_description_says_what_is_switched_off(sample: Settings) -> None:
    holidays = tuple(Holiday(date(2026, 1, day), date(2026, 1, day), "") for day in range(1, 15))
    changed = replace(
        sample,
        hours=replace(sample.hours, holidays=holidays, holiday_week=sample.hours.week),
        limits=replace(sample.limits, self_extension=False, auto_extension=False, minor_category=None),
        guests=replace(sample.guests, tickets="off"),
        enrolment=replace(sample.enrolment, at_kiosk=False),
        waiting=replace(sample.waiting, enabled=False),
        reservations=replace(sample.reservations, early_minutes=0),
        reader=replace(sample.reader, also=("rfid:///dev/ttyUSB1",), identification_only=True),
    )
    text = describe(changed)
    for fact in (
        "the same hours as ever\n  the latest 12 of 14 periods:\n  2026-01-03\n",
        "visitors extend only through staff",
        "no session is extended by itself",
        "no tickets for guests",
        "nobody enrols at the kiosk",
        "no waiting list",
        "nobody begins a reservation early",
        "another reader rfid:///dev/ttyUSB1",
        "linked barcodes and tags identify members, never staff",
    ):
        assert fact in text
    assert "2026-01-02" not in text
    assert "on turning 18" not in text


def test_settings_cannot_be_changed(sample: Settings) -> None:
    with pytest.raises(TypeError):
        sample.zones[0].name["fr"] = "x"  # type: ignore[index]
    with pytest.raises(TypeError):
        sample.charter.texts["fr"] = sample.charter.texts["en"]  # type: ignore[index]
