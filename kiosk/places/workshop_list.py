"""The workshops in words, as the idle screen, the welcome and the list say them."""

from __future__ import annotations

from collections.abc import Iterable

from config.settings import Workshop
from kiosk.models import Member, Registration, RegistrationState
from kiosk.places.desk import Desk
from kiosk.places.states_idle import IdleRow
from kiosk.rules import workshops


def listed(desk: Desk) -> tuple[Workshop, ...]:
    """The workshops that may still be joined, by their start."""
    now = desk.moment().utc
    return tuple(workshop for workshop in desk.workshops if workshops.is_listed(workshop, now))


def of_today(desk: Desk) -> tuple[IdleRow, ...]:
    """Those of today, for the idle screen; nothing on it is about a person."""
    today = desk.site.today(desk.moment().utc)
    rows = []
    for workshop in listed(desk):
        if desk.site.today(workshop.starts_at) == today:
            tag, icon = places(workshop, desk)
            rows.append(IdleRow(desk.words.hour(workshop.starts_at), workshop.title, tag, icon))
    return tuple(rows)


def registrations(workshop: Workshop, desk: Desk) -> tuple[Registration, ...]:
    """Who registered for it, as of the last confirmed write."""
    return workshops.of_workshop(desk.reception.room.registrations, workshop)


def mine(workshop: Workshop, member: Member, desk: Desk) -> Registration | None:
    """The member's registration for it, or None."""
    return workshops.of_member(registrations(workshop, desk), member.id)


def places(workshop: Workshop, desk: Desk) -> tuple[str, str]:
    """How many places are left, in words, and the pictogram."""
    left = workshops.places_left(workshop.places, registrations(workshop, desk))
    if left:
        return desk.words.n("{count} place", "{count} places", left), "places"
    return desk.words.t("Full"), "full"


def standing(workshop: Workshop, member: Member, desk: Desk) -> tuple[str, str]:
    """The same for a member, who may have a place there or wait for one."""
    own = mine(workshop, member, desk)
    if own is None:
        return places(workshop, desk)
    if own.state is RegistrationState.WAITING:
        rank = workshops.rank(registrations(workshop, desk), own)
        return desk.words.t("Rank {rank}", rank=rank), "busy"
    return desk.words.t("Noted"), "accept"


def audience(workshop: Workshop, desk: Desk) -> str:
    """For whom it is."""
    if workshop.beginners:
        return desk.words.t("For beginners")
    return _capital(workshop.audience) or desk.words.t("For everyone")


def what_to_bring(workshop: Workshop, desk: Desk) -> str:
    """What is to be brought, "" for nothing."""
    if workshop.bring:
        return desk.words.t("Bring {thing}", thing=workshop.bring)
    return desk.words.t("Bring your own device") if workshop.own_device else ""


def facts(workshop: Workshop, desk: Desk) -> tuple[tuple[str, str], ...]:
    """Where, for whom, and what to bring: pictogram and words."""
    found = (
        ("room", workshop.place),
        ("beginner" if workshop.beginners else "places", audience(workshop, desk)),
        ("bring", what_to_bring(workshop, desk)),
    )
    return tuple((icon, text) for icon, text in found if text)


def day_name(workshop: Workshop, desk: Desk) -> str:
    """Today, tomorrow, or the weekday."""
    ahead = _days_ahead(workshop, desk)
    if ahead == 0:
        return desk.words.t("Today")
    if ahead == 1:
        return desk.words.t("Tomorrow")
    return _capital(desk.words.weekday(desk.site.today(workshop.starts_at)))


def day_title(workshop: Workshop, desk: Desk) -> str:
    """The same with its date: "Aujourd’hui, mardi 14 octobre"."""
    words, date = desk.words, desk.words.long_date(workshop.starts_at)
    ahead = _days_ahead(workshop, desk)
    if ahead == 0:
        return words.t("Today, {date}", date=date)
    return words.t("Tomorrow, {date}", date=date) if ahead == 1 else _capital(date)


def when(workshop: Workshop, desk: Desk) -> str:
    """The title with its hour, and its day when that is not today: "Mes photos, demain à 15 h"."""
    words, hour, ahead = desk.words, desk.words.hour(workshop.starts_at), _days_ahead(workshop, desk)
    if ahead == 0:
        return words.t("{title}, at {hour}", title=workshop.title, hour=hour)
    if ahead == 1:
        return words.t("{title}, tomorrow at {hour}", title=workshop.title, hour=hour)
    day = words.weekday(desk.site.today(workshop.starts_at))
    return words.t("{title}, {day} at {hour}", title=workshop.title, day=day, hour=hour)


def next_for(member: Member, desk: Desk) -> Workshop | None:
    """What the welcome speaks of: the first workshop that the member comes to, else the first with a place left."""
    every = listed(desk)
    own = (w for w in every if mine(w, member, desk) is not None)
    return next(own, None) or _first_free(every, desk)


def attended(desk: Desk) -> str:
    """The title of the workshop for which the last card was presented, "" for none or when it is not known."""
    came = desk.reception.attended
    if came is None:
        return ""
    found = (w.short for w in desk.workshops if (w.uid, w.starts_at) == (came.uid, came.starts_at))
    return next(found, "")


def _first_free(every: Iterable[Workshop], desk: Desk) -> Workshop | None:
    found = tuple(every)
    free = (w for w in found if workshops.places_left(w.places, registrations(w, desk)))
    return next(free, None) or next(iter(found), None)


def _days_ahead(workshop: Workshop, desk: Desk) -> int:
    return (desk.site.today(workshop.starts_at) - desk.site.today(desk.moment().utc)).days


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
