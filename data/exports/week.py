"""ISO weeks in the site's time zone: Monday 00:00 to Sunday 24:00 on the wall, 167 to 169 hours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

from kiosk.clock import at, to_micros

PATTERN = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Week:
    """One ISO week. `days` are its seven local dates; `start_us` and `end_us` bound its instants (end excluded)."""

    name: str
    days: tuple[date, ...]
    start_us: int
    end_us: int

    @classmethod
    def parse(cls, text: str, zone: ZoneInfo) -> Week:
        """The week of `2026-W47`. Raises ValueError, also for a W53 in a year without one."""
        match = PATTERN.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a week; write for example 2026-W47")
        try:
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
            days = tuple(monday + timedelta(days=n) for n in range(8))
        except (ValueError, OverflowError) as error:
            raise ValueError(f"there is no week {text}") from error
        midnight = time_of_day()
        start, end = (to_micros(at(day, midnight, zone)) for day in (days[0], days[7]))
        return cls(text, days[:7], start, end)
