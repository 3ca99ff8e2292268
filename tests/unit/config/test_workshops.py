"""The calendar of the workshops: what events mean, and that nothing in a file empties the list or stops the kiosk."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config import load, sample_path
from config.settings import Workshop, WorkshopReading
from config.workshops import LARGEST_BYTES, MOST_FILES, WorkshopCalendar

PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2026, 10, 12, tzinfo=PARIS).astimezone(UTC)
WEEK = timedelta(days=7)

Write = Callable[..., WorkshopCalendar]


def event(
    *lines: str, uid: str = "photos@example.org", title: str = "Mes photos", starts: str = "20261013T150000"
) -> str:
    begin = ["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", f"DTSTART;TZID=Europe/Paris:{starts}"]
    return "\r\n".join([*begin, *(lines or ("DURATION:PT1H30M",)), "END:VEVENT"])


def calendar(*events: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//FR", *events, "END:VCALENDAR", ""])


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A calendar file of that content."""

    def writer(content: str | bytes) -> WorkshopCalendar:
        raw = content if isinstance(content, bytes) else content.encode("utf-8")
        (tmp_path / "ateliers.ics").write_bytes(raw)
        return WorkshopCalendar(tmp_path / "ateliers.ics", PARIS, places=10)

    return writer


def read(calendar_: WorkshopCalendar, days: int = 7) -> WorkshopReading:
    return calendar_.read(MONDAY, MONDAY + timedelta(days=days))


def hours(found: WorkshopReading) -> list[str]:
    """Start of each on the wall of the site."""
    return [f"{w.starts_at.astimezone(PARIS):%d %H:%M}" for w in found.workshops]


def one(write: Write, *lines: str, **named: str) -> Workshop:
    found = read(write(calendar(event("DURATION:PT1H30M", *lines, **named))))
    assert found.faults == ()
    (workshop,) = found.workshops
    return workshop


# ------------------------------------------------------------------------------------------------ what events mean


def test_an_event_is_a_workshop(write: Write) -> None:
    workshop = one(write, r"LOCATION:Salle Lilas\, au fond")
    assert workshop == Workshop(
        uid="photos@example.org",
        title="Mes photos",
        short="Mes photos",
        starts_at=datetime(2026, 10, 13, 13, tzinfo=UTC),
        ends_at=datetime(2026, 10, 13, 14, 30, tzinfo=UTC),
        places=10,
        place="Salle Lilas, au fond",
    )


@pytest.mark.parametrize(
    "lines",
    [
        (r"DESCRIPTION:places : 8\npour : débuter\napporter : votre téléphone\ncourt : Photos",),
        (r"DESCRIPTION:Salut !\nPlaces: 8\nPOUR : Débutants\nApportez : votre téléphone\nCourt: Photos\nX: 3",),
        (r"DESCRIPTION:<p>Places&nbsp;: 8</p><p>for: beginners</p><br>bring: votre téléphone<br>short: Photos",),
        (
            "X-VESTIBULE-PLACES:8",
            "X-VESTIBULE-BRING:votre téléphone",
            "X-VESTIBULE-SHORT:Photos",
            "CATEGORIES:Débutant",
        ),
    ],
    ids=["french", "among other words", "html", "properties"],
)
def test_details_are_written_in_several_ways(write: Write, lines: tuple[str, ...]) -> None:
    workshop = one(write, *lines)
    assert (workshop.places, workshop.beginners, workshop.own_device) == (8, True, True)
    assert (workshop.bring, workshop.short, workshop.audience) == ("votre téléphone", "Photos", "")


def test_an_audience_and_a_tag_alone(write: Write) -> None:
    workshop = one(write, r"DESCRIPTION:pour : de 8 à 12 ans", "CATEGORIES:Atelier,Bring your own")
    assert (workshop.audience, workshop.beginners) == ("de 8 à 12 ans", False)
    assert (workshop.own_device, workshop.bring) == (True, "")


@pytest.mark.parametrize("places", ["huit", "0", "501", "-3", "٣", "8 places"])
def test_a_number_of_places_that_is_none_is_told_with_its_event(write: Write, places: str) -> None:
    found = read(write(calendar(event("DURATION:PT1H", f"DESCRIPTION:places : {places}"), event(uid="b", title="CV"))))
    assert [w.title for w in found.workshops] == ["CV"]
    (fault,) = found.faults
    assert fault.where == "ateliers.ics, « Mes photos »"
    assert "number of places" in fault.text


def test_a_weekly_workshop_keeps_its_hour_when_the_clocks_change(write: Write) -> None:
    found = read(write(calendar(event("DURATION:PT1H", "RRULE:FREQ=WEEKLY"))), days=21)
    assert hours(found) == ["13 15:00", "20 15:00", "27 15:00"]
    assert [w.starts_at.hour for w in found.workshops] == [13, 13, 14]
    assert len({w.uid for w in found.workshops}) == 1


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("RRULE:FREQ=DAILY;COUNT=3",), ["13 15:00", "14 15:00", "15 15:00"]),
        (("RRULE:FREQ=WEEKLY;BYDAY=TU,TH",), ["13 15:00", "15 15:00"]),
        (("RRULE:FREQ=DAILY;UNTIL=20261014",), ["13 15:00", "14 15:00"]),
        (("RRULE:FREQ=DAILY;UNTIL=20261014T130000Z",), ["13 15:00", "14 15:00"]),
        (("RRULE:FREQ=DAILY;UNTIL=20261014T125959Z",), ["13 15:00"]),
        (("RRULE:FREQ=DAILY;COUNT=3", "EXDATE;TZID=Europe/Paris:20261014T150000"), ["13 15:00", "15 15:00"]),
        (("RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20261014"), ["13 15:00", "15 15:00"]),
        (("RDATE;TZID=Europe/Paris:20261016T100000",), ["13 15:00", "16 10:00"]),
    ],
)
def test_events_that_come_again(write: Write, lines: tuple[str, ...], expected: list[str]) -> None:
    found = read(write(calendar(event("DURATION:PT1H", *lines))))
    assert found.faults == ()
    assert hours(found) == expected


def test_one_time_is_moved_and_another_cancelled(write: Write) -> None:
    moved = event(
        "DTEND;TZID=Europe/Paris:20261014T180000",
        "RECURRENCE-ID;TZID=Europe/Paris:20261014T150000",
        title="Mes photos, plus tard",
        starts="20261014T170000",
    )
    gone = event("DURATION:PT1H", "RECURRENCE-ID:20261015T130000Z", "STATUS:CANCELLED", starts="20261015T150000")
    found = read(write(calendar(event("DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=4"), moved, gone)))
    assert hours(found) == ["13 15:00", "14 17:00", "16 15:00"]
    assert found.workshops[1].title == "Mes photos, plus tard"


@pytest.mark.parametrize(
    ("lines", "word"),
    [
        (("DURATION:PT1H", "RRULE:FREQ=HOURLY"), "HOURLY"),
        (("DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=XX"), ""),
        (("DURATION:PT1H", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261013T130000Z"), "not supported"),
        (("DTEND;TZID=Europe/Paris:20261013T140000",), "end after it begins"),
        (("DURATION:P2D",), "within 24 hours"),
    ],
)
def test_what_cannot_be_followed_names_its_event(write: Write, lines: tuple[str, ...], word: str) -> None:
    found = read(write(calendar(event(*lines), event(uid="cv", title="CV"))))
    assert [w.title for w in found.workshops] == ["CV"], "the others stay"
    (fault,) = found.faults
    assert "« Mes photos »" in fault.where
    assert word in fault.text


def test_whole_days_and_cancelled_events_are_no_workshops(write: Write) -> None:
    day = "BEGIN:VEVENT\r\nUID:d\r\nSUMMARY:Fermeture\r\nDTSTART;VALUE=DATE:20261013\r\nEND:VEVENT"
    found = read(write(calendar(day, event("DURATION:PT1H", "STATUS:CANCELLED"))))
    assert found == WorkshopReading((), ())


def test_a_time_without_a_zone_is_that_of_the_wall(write: Write) -> None:
    text = calendar(event()).replace("DTSTART;TZID=Europe/Paris:", "DTSTART:")
    assert hours(read(write(text))) == ["13 15:00"]


def test_only_the_days_that_are_asked_for(write: Write) -> None:
    running = event("DURATION:PT2H", uid="now", starts="20261012T000000")
    over = event("DURATION:PT1H", uid="over", starts="20261011T230000")
    later = event("DURATION:PT1H", uid="later", starts="20261019T000001")
    found = read(write(calendar(running, over, later)))
    assert [w.uid for w in found.workshops] == ["now"]


# -------------------------------------------------------------------------------------------------- what is broken

BROKEN = {
    "empty": b"",
    "blank": b"\r\n \r\n",
    "binary": bytes(range(256)) * 40,
    "nul": b"BEGIN:VCALENDAR\0END:VCALENDAR",
    "html": b"<html><body>Sign in</body></html>",
    "cut off": calendar(event()).encode()[:-30],
    "half an event": calendar(event()).replace("END:VEVENT\r\n", "").encode(),
    "utf-16": calendar(event()).encode("utf-16"),
    "latin-1": calendar(event(title="Café")).encode("latin-1"),
    "huge": b"BEGIN:VCALENDAR\r\n" + b"X:" + b"x" * LARGEST_BYTES + b"\r\nEND:VCALENDAR\r\n",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_told_and_the_last_good_one_stays(write: Write, tmp_path: Path, content: bytes) -> None:
    known = write(calendar(event()))
    good = read(known)
    (tmp_path / "ateliers.ics").write_bytes(content)
    found = read(known)
    assert found.workshops == good.workshops != ()
    assert [fault.where for fault in found.faults] == ["ateliers.ics"]
    assert found.faults[0].text.endswith(".")
    (tmp_path / "ateliers.ics").write_text(calendar(event(title="Autre")), encoding="utf-8")
    again = read(known)
    assert ([w.title for w in again.workshops], again.faults) == (["Autre"], ())


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_file_that_never_was_good_gives_nothing(write: Write, content: bytes) -> None:
    found = read(write(content))
    assert found.workshops == ()
    assert len(found.faults) == 1


def test_a_file_that_is_gone_counts_as_it_was(write: Write, tmp_path: Path) -> None:
    known = write(calendar(event()))
    read(known)
    (tmp_path / "ateliers.ics").unlink()
    found = read(known)
    assert len(found.workshops) == 1
    assert "does not exist" in found.faults[0].text


@pytest.mark.parametrize(
    "broken",
    [
        event("DURATION:PT1H", starts="20261313T150000"),
        event("DURATION:soon"),
        event("DURATION:PT1H", title=""),
        event("DURATION:PT1H", uid=""),
        event("DURATION:PT1H", starts="10010101T000000"),
        event("DURATION:PT1H", "RRULE:nonsense"),
        event("DURATION:PT1H").replace("DTSTART;TZID=Europe/Paris:20261013T150000\r\n", ""),
    ],
)
def test_a_broken_event_is_left_out_and_told(write: Write, broken: str) -> None:
    found = read(write(calendar(broken, event(uid="cv", title="CV"))))
    assert [w.title for w in found.workshops] == ["CV"]
    assert len(found.faults) == 1
    assert found.faults[0].where.startswith("ateliers.ics, «")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_damage_anywhere_never_raises(write: Write, data: st.DataObject) -> None:
    text = calendar(
        event("DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3", r"DESCRIPTION:places : 8\npour : débuter")
    ).encode()
    at = data.draw(st.integers(0, len(text) - 1))
    damaged = text[:at] + data.draw(st.binary(max_size=8)) + text[at + data.draw(st.integers(0, 40)) :]
    found = read(write(damaged))
    assert all(isinstance(w, Workshop) and w.starts_at < w.ends_at for w in found.workshops)


# ----------------------------------------------------------------------------------------------- several files


def test_a_folder_is_all_its_calendars(tmp_path: Path) -> None:
    folder = tmp_path / "ateliers"
    folder.mkdir()
    (folder / "b.ics").write_text(calendar(event(uid="b", title="B", starts="20261013T100000")), encoding="utf-8")
    (folder / "a.ICS").write_text(
        calendar(event(uid="a", title="A"), event(uid="b", title="B again")), encoding="utf-8"
    )
    (folder / "notes.txt").write_text("not a calendar", encoding="utf-8")
    (folder / "c.ics").write_text("broken", encoding="utf-8")
    known = WorkshopCalendar(folder, PARIS, places=10)
    found = read(known)
    assert [w.title for w in found.workshops] == ["B", "A", "B again"]
    assert [fault.where for fault in found.faults] == ["c.ics"]
    (folder / "b.ics").unlink()
    assert [w.title for w in read(known).workshops] == ["A", "B again"], "what was taken away is gone"


def test_a_folder_without_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    for number in range(MOST_FILES + 1):
        text = calendar(event(uid=f"w{number}"))
        (tmp_path / f"{number:03d}.ics").write_text(text, encoding="utf-8")
    found = read(WorkshopCalendar(tmp_path, PARIS, places=10))
    assert len(found.workshops) == MOST_FILES
    assert len(found.faults) == 1


def test_the_stamp_changes_with_the_files(write: Write, tmp_path: Path) -> None:
    known = write(calendar(event()))
    first = known.stamp()
    assert known.stamp() == first
    os.utime(tmp_path / "ateliers.ics", ns=(1, 1))
    assert known.stamp() != first
    touched = known.stamp()
    (tmp_path / "ateliers.ics").unlink()
    assert known.stamp() != touched


def test_the_sample_has_workshops_in_any_week() -> None:
    chosen = load(sample_path()).workshops
    assert chosen.calendar is not None
    known = WorkshopCalendar(sample_path().parent / chosen.calendar, PARIS, chosen.places)
    for weeks in (0, 30, 150):
        found = known.read(MONDAY + weeks * WEEK, MONDAY + (weeks + 1) * WEEK)
        assert len(found.workshops) == 8
        assert found.faults == ()
    tuesday = [w for w in read(known).workshops if w.starts_at.day == 13]
    assert [(w.short, w.beginners) for w in tuesday] == [
        ("Mes photos", True),
        ("Créer mon CV", True),
        ("Café numérique", False),
    ]
