"""From a document without problems to `Settings`. Nothing is judged here any more."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from config import settings as s
from config.checks.opening import holiday_week, period_of
from config.document import Document, Row
from config.vocabulary import WEEKDAYS

T = TypeVar("T")

Paragraphs = Mapping[str, tuple[str, ...]]


def build(document: Document, source: Path, charter: Paragraphs, holidays: tuple[s.Holiday, ...]) -> s.Settings:
    """The settings that a document without problems stands for.

    `charter` is its full text by language; `holidays` is what its calendars hold, in order.
    """
    return s.Settings(
        source=source,
        site=_same(s.Site, document.one("site")),
        hours=_hours(document, holidays),
        zones=tuple(_same(s.Zone, row) for row in document.rows("zones")),
        workstations=tuple(_workstation(row) for row in document.rows("workstations")),
        plan=_plan(document),
        categories=tuple(_same(s.Category, row) for row in document.rows("categories")),
        rules=tuple(_rule(row) for row in document.rows("rules")),
        limits=_same(s.Limits, document.one("limits")),
        guests=_same(s.Guests, document.one("guests")),
        enrolment=_same(s.Enrolment, document.one("enrolment")),
        waiting=_same(s.Waiting, document.one("waiting")),
        reservations=_same(s.Reservations, document.one("reservations")),
        durations=document.one("durations").get("offered"),
        workshops=_same(s.WorkshopSettings, document.one("workshops")),
        charter=_charter(document, charter),
        purposes=tuple(_same(s.Purpose, row) for row in document.rows("purposes")),
        staff=_same(s.StaffAccess, document.one("staff")),
        throttle=_same(s.Throttle, document.one("throttle")),
        screen=_same(s.ScreenTimes, document.one("screen")),
        keypad=_same(s.KeypadSettings, document.one("keypad")),
        reader=_same(s.ReaderSettings, document.one("reader")),
        printer=_same(s.PrinterSettings, document.one("printer")),
        sound=_same(s.SoundSettings, document.one("sound")),
        storage=_same(s.StorageSettings, document.one("storage")),
        store=_same(s.StoreSettings, document.one("store")),
        retention=_same(s.Retention, document.one("retention")),
        demo=_demo(document),
    )


def _same(cls: type[T], row: Row, **other: object) -> T:
    """An object whose fields have the names of the entries, except for those in `other`."""
    return cls(**{name: _frozen(value) for name, value in row.values.items()}, **other)


def _frozen(value: object) -> object:
    return MappingProxyType(value) if isinstance(value, dict) else value


def _hours(document: Document, holidays: tuple[s.Holiday, ...]) -> s.Hours:
    exceptions = []
    for row in document.rows("exceptions"):
        period = period_of(row)
        assert period is not None, "checked by config.checks.opening"
        exceptions.append(s.HoursException(*period, row.get("open") or (), MappingProxyType(row.get("label"))))
    exceptions.sort(key=lambda exception: exception.first)
    week = tuple(document.one("hours").get(day) for day in WEEKDAYS)
    return s.Hours(week, tuple(exceptions), holidays, holiday_week(document) if holidays else ())


def _workstation(row: Row) -> s.Workstation:
    x, y = row.get("position")
    return s.Workstation(
        number=row.get("number"),
        zone=row.get("zone"),
        tags=frozenset(row.get("tags")),
        place=MappingProxyType(row.get("place")),
        directions=MappingProxyType(row.get("directions")),
        x=x,
        y=y,
        calm=row.get("calm"),
        distance=row.get("distance"),
    )


def _plan(document: Document) -> s.Plan:
    doors = document.rows("plan.door")
    return s.Plan(
        walls=tuple(_same(s.Wall, row) for row in document.rows("plan.walls")),
        windows=tuple(_same(s.Window, row) for row in document.rows("plan.windows")),
        areas=tuple(_same(s.Area, row) for row in document.rows("plan.areas")),
        labels=tuple(_same(s.Label, row) for row in document.rows("plan.labels")),
        door=_same(s.Door, doors[0]) if doors else None,
        you_are_here=document.one("plan").get("you_are_here"),
    )


def _rule(row: Row) -> s.Rule:
    return s.Rule(
        category=row.get("category"),
        zone=row.get("zone"),
        tag=row.get("tag"),
        weekdays=row.get("weekdays"),
        hours=row.get("hours"),
        session_minutes=row.get("session"),
        day_minutes=row.get("day"),
        reason=MappingProxyType(row.get("reason")),
    )


def _charter(document: Document, full: Paragraphs) -> s.Charter:
    charter = document.one("charter")
    lines = document.rows("charter.lines")
    texts = {
        code: s.CharterText(
            title=charter.get("title")[code],
            lines=tuple(s.CharterLine(row.get("icon"), row.get("text")[code]) for row in lines),
            full=paragraphs,
        )
        for code, paragraphs in full.items()
    }
    return s.Charter(charter.get("version"), MappingProxyType(texts))


def _demo(document: Document) -> s.Demo:
    members = tuple(
        s.DemoMember(
            number=row.get("number"),
            first_name=row.get("first_name"),
            birth_year=row.get("birth_year"),
            category=row.get("category"),
            needs=frozenset(row.get("needs")),
        )
        for row in document.rows("demo.members")
    )
    return s.Demo(members, tuple(_same(s.DemoStaff, row) for row in document.rows("demo.staff")))
