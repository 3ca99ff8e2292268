"""What a decision looks at: the site, both clocks, and the room as it is in this transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from config.settings import Limits, Settings
from kiosk.clock import Moment
from kiosk.models import Member, Room, Session
from kiosk.ports import UnitOfWork
from kiosk.rules import allocation, allotment, extension
from kiosk.rules.extension import Headroom
from kiosk.rules.opening import Opening
from kiosk.site import Site


@dataclass(frozen=True)
class Situation:
    """One instant at one site; nothing in it changes."""

    site: Site
    moment: Moment
    room: Room

    @classmethod
    def of(cls, uow: UnitOfWork, site: Site, moment: Moment) -> Situation:
        """The situation of the running transaction."""
        return cls(site, moment, uow.room())

    @property
    def now(self) -> datetime:
        """Civil time."""
        return self.moment.utc

    @property
    def settings(self) -> Settings:
        """The settings of the site."""
        return self.site.settings

    @property
    def limits(self) -> Limits:
        """The numbers of the house."""
        return self.site.settings.limits

    @cached_property
    def today(self) -> date:
        """The local date."""
        return self.site.today(self.now)

    @cached_property
    def opening(self) -> Opening:
        """The opening hours, with the early closing of the day when staff set one."""
        early = self.room.early_closing
        if early is None:
            return self.site.opening
        return self.site.opening.closing_early(early.local_date, early.closes_at)

    @cached_property
    def last_entry(self) -> datetime | None:
        """Until when somebody may still be let in during the interval that runs; None when the place is closed."""
        span = self.opening.open_span(self.now)
        return None if span is None else span.end - timedelta(minutes=self.limits.last_entry_margin)

    @cached_property
    def in_service(self) -> tuple[int, ...]:
        """The workstations that work, by number."""
        return tuple(number for number in self.site.numbers if not self.room.is_out(number))

    @cached_property
    def is_calm(self) -> bool:
        """Whether automatic extensions may be given (docs/rules.md §2)."""
        busy = len(self.room.sessions) + len(self.room.called)  # a workstation that is held is not free
        return extension.is_calm(busy, len(self.in_service), self.limits)

    def rule_for(self, member: Member, workstation: int | None) -> allotment.Matched:
        """The allotment rule that decides for the member on that workstation now."""
        found = None if workstation is None else self.site.workstations.get(workstation)
        return allotment.matching_rule(self.settings.rules, member, found, self.now, self.opening)

    def until_reserved(self, workstation: int, member_id: int) -> float | None:
        """Seconds until the workstation must be left to somebody else who reserved it; None when nobody did."""
        return allocation.until_reserved(self.room, workstation, member_id, self.now, self.limits)

    def left(self, session: Session) -> float:
        """Seconds left of a session."""
        return session.left_at(self.moment.boottime, self.moment.boot_id)

    def over(self, session: Session) -> float:
        """Seconds since the time of a session was up, 0 while it runs."""
        return max(0.0, session.used_at(self.moment.boottime, self.moment.boot_id) - session.granted)

    def until_others(self, session: Session) -> Headroom:
        """Seconds between the planned end of a session and closing or somebody's reservation."""
        reserved = self.until_reserved(session.workstation, session.member_id)
        return extension.until_others(self.left(session), self.now, self.opening, self.limits, reserved)
