"""What was understood, in words.

`vestibule check` prints it, so that a person can see whether the file says what was meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from config.settings import HoursException, Interval, Rule, Settings, Zone
from config.vocabulary import WEEKDAYS

_LONGEST_LIST = 12
_TICKETS = {"staff": "given by staff", "self": "taken at the kiosk", "off": ""}


def describe(settings: Settings) -> str:
    """A text in English for the terminal, one fact per line, without trailing newline."""
    parts = (
        ("Site", _site(settings)),
        ("Opening hours", _week(settings)),
        ("School holidays", _holidays(settings)),
        ("Exceptions", (_exception(e, settings) for e in settings.hours.exceptions)),
        ("Zones", (_zone(zone, settings) for zone in settings.zones)),
        ("Allotment rules, the first that matches decides", _rules(settings)),
        ("Limits", _limits(settings)),
        ("Guests, waiting list, reservations", _turns(settings)),
        ("Charter", _charter(settings)),
        ("Purposes", (_purpose_line(settings),)),
        ("Devices", _devices(settings)),
        ("Data", _data(settings)),
    )
    blocks = []
    for title, lines in parts:
        body = [f"  {line}" for line in lines] or ["  none"]
        blocks.append("\n".join([title, *body]))
    return "\n\n".join(blocks)


def _site(settings: Settings) -> Iterator[str]:
    site = settings.site
    yield f"{site.name}, {site.line[site.default_language]}"
    yield f"kiosk {site.kiosk} of network {site.network}, time zone {site.timezone}"
    yield f"languages {', '.join(site.languages)}; phone {site.phone or 'not given'}"
    yield f"reader at the {site.reader_position}, {site.theme} theme, receipts {site.receipts}"


def _week(settings: Settings) -> Iterator[str]:
    yield from _days_by_hours(zip(WEEKDAYS, settings.hours.week, strict=True))


def _days_by_hours(days: Iterable[tuple[str, tuple[Interval, ...]]]) -> Iterator[str]:
    """Days with the same hours share a line, in the order of their first day."""
    days_by_hours: dict[tuple[Interval, ...], list[str]] = {}
    for day, intervals in days:
        days_by_hours.setdefault(intervals, []).append(day.capitalize())
    for intervals, names in days_by_hours.items():
        yield f"{', '.join(names)}: {hours_text(intervals)}"


def _holidays(settings: Settings) -> Iterator[str]:
    """The days with other hours than in the ordinary week, then when; of a long list the latest."""
    hours = settings.hours
    if not hours.holidays:
        return
    week = zip(WEEKDAYS, hours.holiday_week, hours.week, strict=True)
    other = [(day, held) for day, held, ordinary in week if held != ordinary]
    yield from _days_by_hours(other) if other else ("the same hours as ever",)
    if len(hours.holidays) > _LONGEST_LIST:
        yield f"the latest {_LONGEST_LIST} of {len(hours.holidays)} periods:"
    for holiday in hours.holidays[-_LONGEST_LIST:]:
        yield _dates(holiday.first, holiday.last) + (f" ({holiday.label})" if holiday.label else "")


def _dates(first: date, last: date) -> str:
    return str(first) if last == first else f"{first} to {last}"


def hours_text(intervals: Iterable[Interval]) -> str:
    """`10:00–12:30 and 13:30–18:00`, or `closed`."""
    return " and ".join(f"{i.start:%H:%M}–{i.end:%H:%M}" for i in intervals) or "closed"


def _exception(exception: HoursException, settings: Settings) -> str:
    dates = _dates(exception.first, exception.last)
    if also := _opened_besides(exception, settings):
        dates += f", also on {', '.join(also)}"
    label = exception.label.get(settings.site.default_language)
    return f"{dates}: {hours_text(exception.intervals)}" + (f" ({label})" if label else "")


def _opened_besides(exception: HoursException, settings: Settings) -> list[str]:
    """Weekdays of the exception on which the site opens although it is closed in an ordinary week."""
    if not exception.intervals:
        return []
    days = min((exception.last - exception.first).days + 1, len(WEEKDAYS))
    weekdays = sorted((exception.first + timedelta(days=n)).weekday() for n in range(days))
    return [WEEKDAYS[day].capitalize() for day in weekdays if not settings.hours.week[day]]


def _zone(zone: Zone, settings: Settings) -> str:
    numbers = [str(w.number) for w in settings.workstations if w.zone == zone.id]
    ages = "all ages"
    if zone.min_age is not None and zone.max_age is not None:
        ages = f"{zone.min_age} to {zone.max_age} years"
    elif zone.min_age is not None:
        ages = f"from {zone.min_age} years"
    elif zone.max_age is not None:
        ages = f"up to {zone.max_age} years"
    if zone.accompanied:
        ages += ", younger with an adult"
    name = zone.name[settings.site.default_language]
    return f"{name}: {ages}; workstations {', '.join(numbers) or 'none'}"


def _rules(settings: Settings) -> Iterator[str]:
    for number, rule in enumerate(settings.rules, start=1):
        yield f"{number}. {_conditions(rule)}: {rule.session_minutes} min a session, {rule.day_minutes} min a day"


def _conditions(rule: Rule) -> str:
    days = ", ".join(WEEKDAYS[day].capitalize() for day in sorted(rule.weekdays))
    parts = (
        f"category {rule.category}" if rule.category else "",
        f"zone {rule.zone}" if rule.zone else "",
        f"tag {rule.tag}" if rule.tag else "",
        days,
        hours_text(rule.hours) if rule.hours else "",
    )
    return ", ".join(part for part in parts if part) or "everybody"


def _limits(settings: Settings) -> Iterator[str]:
    limits = settings.limits
    yield f"sessions stop {limits.session_stop_margin} min before closing"
    yield f"last entry {limits.last_entry_margin} min before closing"
    yield f"smallest slot {limits.smallest_slot} min, gap {limits.session_gap} min, hold {limits.hold} min"
    warnings = ", ".join(str(minutes) for minutes in limits.warnings)
    yield f"warnings {warnings} min before the end" if warnings else "no warning before the end"
    yield f"extensions of {limits.extension_step} min"
    yield f"visitors extend {'by themselves while nobody waits' if limits.self_extension else 'only through staff'}"
    below = f"below {limits.auto_extension_below_percent} % occupancy, while a workstation is free and nobody waits"
    yield f"at its end a session is extended {below}" if limits.auto_extension else "no session is extended by itself"
    yield f"staff add at most {limits.staff_daily_cap} min per member and day"
    if limits.minor_category and limits.grown_up_category:
        yield f"on turning 18, {limits.minor_category} becomes {limits.grown_up_category}"
    choices = [f"{minutes} min" for minutes in settings.durations.minutes]
    yield "choices: " + ", ".join([*choices, *(["the maximum"] if settings.durations.offer_max else [])])


def _turns(settings: Settings) -> Iterator[str]:
    given = _TICKETS[settings.guests.tickets]
    yield f"one-day tickets for guests, for one session: {given}" if given else "no tickets for guests"
    asked = "first name, name and birth year" if settings.enrolment.names else "the birth year alone"
    yield f"visitors enrol at the kiosk with {asked}" if settings.enrolment.at_kiosk else "nobody enrols at the kiosk"
    waiting = settings.waiting
    tickets = f"tickets {waiting.letter}1, {waiting.letter}2…"
    yield f"waiting list of at most {waiting.longest}, {tickets}" if waiting.enabled else "no waiting list"
    early = settings.reservations.early_minutes
    yield f"whoever reserved may begin {early} min early" if early else "nobody begins a reservation early"
    yield f"an unused reservation is released after {settings.limits.reservation_release} min"


def _charter(settings: Settings) -> Iterator[str]:
    yield f"version {settings.charter.version}"
    for code, text in settings.charter.texts.items():
        words = sum(len(paragraph.split()) for paragraph in text.full)
        yield f"{code}: « {text.title} », {len(text.lines)} lines, {len(text.full)} paragraphs, {words} words"
    age = settings.limits.guardian_under_age
    yield f"a guardian signs under {age} years" if age else "no guardian is asked for"


def _purpose_line(settings: Settings) -> str:
    return ", ".join(purpose.label[settings.site.default_language] for purpose in settings.purposes)


def _devices(settings: Settings) -> Iterator[str]:
    reader, printer = settings.reader, settings.printer
    yield f"reader {reader.url}, {reader.baud} baud" if reader.url else "no card reader"
    for url in reader.also:
        yield f"another reader {url}"
    if reader.identification_only:
        yield "linked barcodes and tags identify members, never staff"
    yield f"printer {printer.url}, {printer.width} dots, {printer.mode} mode" if printer.url else "no printer"
    yield "USB sticks under " + ", ".join(str(path) for path in settings.storage.usb_paths)


def _data(settings: Settings) -> Iterator[str]:
    yield f"kept in {settings.store.path or 'the usual folder of the system'}"
    kept = settings.retention
    yield f"workstation use {kept.workstation_use} days"
    yield f"waiting list {kept.waiting_list} days, help calls {kept.help_requests}"
    yield f"statistical attributes {kept.statistical_attributes} days, staff audit {kept.staff_audit}"
    yield (
        f"after the membership: signatures {kept.charter_signatures_after_membership} days, "
        f"identity {kept.identity_after_membership}"
    )
