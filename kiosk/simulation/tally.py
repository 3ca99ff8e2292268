"""What is counted while the simulation runs."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from kiosk.clock import local
from kiosk.models import EndReason
from kiosk.site import Site

HOURS = 24
WEEKDAYS = 7


def _week() -> list[list[float]]:
    return [[0.0] * HOURS for _ in range(WEEKDAYS)]


def _numbers() -> array[float]:
    return array("d")


@dataclass(slots=True)
class WaitsOfWeek:
    """How many wanted a workstation and found none in one week, how many of them took a ticket, how many of both never
    sat down; `seconds` and `longest` are of those with a ticket."""

    count: int = 0
    stayed: int = 0
    given_up: int = 0
    seconds: float = 0.0
    longest: float = 0.0


@dataclass
class Tally:
    """Counts and sums, for a year must not take more memory than a month; seconds unless the name says otherwise."""

    visits: int = 0
    persons: set[int] = field(default_factory=set)
    new_members: int = 0
    without_workstation: int = 0
    lengths: array[float] = field(default_factory=_numbers)
    """Seconds used in each session that ended, eight bytes each."""
    ends: Counter[str] = field(default_factory=Counter)
    estimated: int = 0
    used_at: list[list[float]] = field(default_factory=_week)
    offered_at: list[list[float]] = field(default_factory=_week)
    extensions: Counter[str] = field(default_factory=Counter)
    extended: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    not_extended: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    waits: dict[date, WaitsOfWeek] = field(default_factory=dict)
    """By the Monday of the week."""
    guests: int = 0
    help_calls: int = 0
    signatures: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    """Everything else that is worth a number: walk-aways, wrong PINs, warnings …"""
    empty: float = 0.0
    """Seconds that a session ran on after its visitor had left."""
    later_than_promised: array[float] = field(default_factory=_numbers)
    """How much later than estimated each one sat down; negative when sooner."""
    extended_for_nobody: float = 0.0
    """Seconds that sessions got by themselves after their visitor had left."""
    held_in_vain: float = 0.0
    """Seconds during which a workstation was kept for a call that nobody answered."""
    at_kiosk: int = 0
    """How often somebody stood in front of the kiosk."""
    kiosk_queue: float = 0.0
    """Seconds that all of them stood there before it was free."""

    def refused(self, reason: str) -> None:
        """Somebody heard no."""
        self.refusals[reason] += 1

    def extended_by(self, reason: str, seconds: float) -> None:
        """A session got more time."""
        self.extensions[reason] += 1
        self.extended[reason] += seconds

    def waited(self, day: date, seconds: float, *, given_up: bool) -> None:
        """A wait for a workstation is over, after no time at all for those who took no ticket."""
        monday = date.fromordinal(day.toordinal() - day.weekday())
        week = self.waits.setdefault(monday, WaitsOfWeek())
        week.count += 1
        week.given_up += given_up
        if seconds > 0:
            week.stayed += 1
            week.seconds += seconds
            week.longest = max(week.longest, seconds)

    def session_ended(self, site: Site, start: datetime, end: datetime, used: float, reason: EndReason | None) -> None:
        """A session is over; what it used is spread over the hours from its opening on."""
        self.lengths.append(used)
        self.ends[reason.value if reason else "unknown"] += 1
        _spread(self.used_at, site, start, min(end, start + timedelta(seconds=used)), 1.0)

    def offered(self, site: Site, start: datetime, end: datetime, workstations: int) -> None:
        """That many workstations could be used from `start` to `end`."""
        _spread(self.offered_at, site, start, end, workstations)

    @property
    def used_seconds(self) -> float:
        """Time used on all workstations."""
        return sum(self.lengths)

    @property
    def offered_seconds(self) -> float:
        """Open time of all workstations in service."""
        return sum(map(sum, self.offered_at))


def _spread(week: list[list[float]], site: Site, start: datetime, end: datetime, times: float) -> None:
    while start < end:
        here = local(start, site.zone)
        rest = timedelta(minutes=60 - here.minute, seconds=-here.second, microseconds=-here.microsecond)
        until = min(end, start + rest)
        week[here.weekday()][here.hour] += (until - start).total_seconds() * times
        start = until
