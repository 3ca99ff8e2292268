"""Which workstation: what suits, and which of those first (docs/rules.md §4, design guide §6 "03")."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from config.settings import Workstation, Zone
from kiosk.models import Member, Room
from kiosk.rules.minors import fits_zone
from kiosk.rules.refusals import Reason, Refused

SPARED_TAGS = ("accessible", "children", "scanner")
"""Workstations with one of these are the last ones offered to somebody who does not need it."""


def suitable(
    workstations: Iterable[Workstation], zones: Iterable[Zone], member: Member, day: date
) -> tuple[Workstation, ...] | Refused:
    """The workstations that the member may use at all, whether free or not; refuses when there are none."""
    by_id = {zone.id: zone for zone in zones}
    of_age = [w for w in workstations if fits_zone(member, by_id[w.zone], day)]
    if not of_age:
        return Refused(Reason.UNDER_AGE)
    fitting = tuple(w for w in of_age if "accessible" not in member.needs or "accessible" in w.tags)
    if not fitting:
        return Refused(Reason.NO_SUITABLE_WORKSTATION)
    return fitting


def ranked(candidates: Iterable[Workstation], member: Member) -> tuple[Workstation, ...]:
    """Best first: most needs met, nothing taken from those who need it, then calm, then distance, then number."""

    def rank(workstation: Workstation) -> tuple[int, int, int, int, int]:
        met = len(member.needs & workstation.tags)
        spared = sum(tag in workstation.tags and tag not in member.needs for tag in SPARED_TAGS)
        return -met, spared, workstation.calm, workstation.distance, workstation.number

    return tuple(sorted(candidates, key=rank))


def free(candidates: Iterable[Workstation], room: Room) -> tuple[Workstation, ...]:
    """Those of the candidates that nobody uses and that work."""
    return tuple(w for w in candidates if room.is_free(w.number))
