"""Workshops as they were understood: what a site says of its calendar, and what the calendar says of each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class WorkshopSettings:
    """Where the workshops of the place are written down. `calendar` is a calendar file (.ics) or a folder of them,
    beside the site file; None: the place has no workshops. `places` holds where an event does not say how many there
    are; `days` is how far ahead visitors see, today included."""

    calendar: str | None
    places: int
    days: int


@dataclass(frozen=True, slots=True)
class Workshop:
    """One meeting: an event of the calendar, or one time of an event that comes again.

    `uid` and `starts_at` together name it. `title`, `short` (for narrow lists), `place`, `audience` ("De 8 à 12 ans")
    and `bring` ("votre téléphone") are as the staff wrote them, "" where they said nothing; `own_device` says that
    something of one's own is to be brought, `bring` what. Both instants are aware, in UTC.
    """

    uid: str
    title: str
    short: str
    starts_at: datetime
    ends_at: datetime
    places: int
    place: str = ""
    audience: str = ""
    bring: str = ""
    own_device: bool = False
    beginners: bool = False


@dataclass(frozen=True, slots=True)
class WorkshopFault:
    """What is wrong in a calendar. `where` names the file and the event, `text` is one sentence."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class WorkshopReading:
    """What the calendar holds for some days: workshops by their start, and what could not be read."""

    workshops: tuple[Workshop, ...]
    faults: tuple[WorkshopFault, ...]
