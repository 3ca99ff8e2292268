"""Times of day, dates, intervals, weekdays and time zones: local civil time, no instant is made here."""

from __future__ import annotations

import re
import zoneinfo
from datetime import date, time
from itertools import pairwise

from config.kinds.base import Fault, Kind, KindError, refuse, shown
from config.problems import did_you_mean, suggestion
from config.settings import Interval
from config.vocabulary import WEEKDAYS

_TIME = re.compile(r"(\d{1,2})(?::|\s?[hH]\s?)(\d{2})?")


class TimeOfDay(Kind[time]):
    """A time of day to the minute: "10:00", or "10h00" as it is written in French, from 00:00 to 23:59."""

    def deserialize(self, raw: object) -> time:
        if isinstance(raw, time) and raw.tzinfo is None and raw.second == raw.microsecond == 0:
            return raw
        found = _TIME.fullmatch(raw.strip()) if isinstance(raw, str) else None
        if found is None or (":" in found[0] and found[2] is None):
            raise refuse(f"{shown(raw)} is not a time of day.", f"Write {self.accepts}.")
        hour, minute = int(found[1]), int(found[2] or 0)
        if hour == 24 and minute == 0:  # noqa: PLR2004
            raise refuse("a day ends at 23:59 here, not at 24:00.", 'Write "23:59".')
        if hour > 23 or minute > 59:  # noqa: PLR2004
            raise refuse(f"{shown(raw)} is not a time of day.", f"Write {self.accepts}.")
        return time(hour, minute)

    def serialize(self, value: time) -> object:
        return value.strftime("%H:%M")

    @property
    def accepts(self) -> str:
        return '"HH:MM", for example "09:30"'


class Intervals(Kind[tuple[Interval, ...]]):
    """Parts of a day, such as `["10:00-12:30", "13:30-18:00"]`; `[]` is "closed". Sorted, without overlap."""

    most = 12
    _ends = TimeOfDay()

    def deserialize(self, raw: object) -> tuple[Interval, ...]:
        if not isinstance(raw, list):
            hint = f'Write ["{raw}"].' if isinstance(raw, str) else f"Write {self.accepts}."
            raise refuse(f"{shown(raw)} is not a list of hours.", hint)
        if len(raw) > self.most:
            raise refuse(f"{len(raw)} intervals are too many for a day.", f"Write at most {self.most}.")
        intervals: list[Interval] = []
        faults: list[Fault] = []
        for index, item in enumerate(raw, start=1):
            try:
                intervals.append(self._one(item))
            except KindError as error:
                faults.extend(Fault(fault.text, fault.hint, f"[{index}]") for fault in error.faults)
        intervals.sort(key=lambda interval: (interval.start, interval.end))
        for before, after in pairwise(intervals):
            if after.start < before.end:
                text = f"{self._written(before)} and {self._written(after)} overlap."
                faults.append(Fault(text, "Let the second begin when the first has ended, or join them."))
            elif after.start == before.end:
                joined = f'"{before.start:%H:%M}-{after.end:%H:%M}"'
                text = f"{self._written(before)} and {self._written(after)} touch."
                faults.append(Fault(text, f"Write them as one: {joined}."))
        if faults:
            raise KindError(*faults)
        return tuple(intervals)

    def _one(self, item: object) -> Interval:
        parts = re.split(r"\s*[-–]\s*", item.strip()) if isinstance(item, str) else []
        if len(parts) != 2:  # noqa: PLR2004
            raise refuse(f"{shown(item)} is not an interval.", 'Write "HH:MM-HH:MM", for example "10:00-12:30".')
        start, end = (self._ends.deserialize(part) for part in parts)
        if end == start:
            raise refuse(f"{shown(item)} is empty: it ends when it begins.", "Give the hour at which it ends.")
        if end < start:
            hint = f'Did you mean "{end:%H:%M}-{start:%H:%M}"? An interval cannot go past midnight.'
            raise refuse(f"{shown(item)} ends before it begins.", hint)
        return Interval(start, end)

    @staticmethod
    def _written(interval: Interval) -> str:
        return f"{interval.start:%H:%M}-{interval.end:%H:%M}"

    def serialize(self, value: tuple[Interval, ...]) -> object:
        return [self._written(interval) for interval in value]

    @property
    def accepts(self) -> str:
        return 'a list of intervals, for example ["10:00-12:30", "13:30-18:00"]; [] means closed'


class Date(Kind[date]):
    """A calendar date: 2026-12-25, with or without quotes, from 2000 to 2100."""

    def deserialize(self, raw: object) -> date:
        value = raw
        if isinstance(raw, str):
            try:
                value = date.fromisoformat(raw.strip())
            except ValueError:
                value = None
        # A TOML date-time is a subclass of date, but says more than was asked.
        if not isinstance(value, date) or type(value) is not date:
            raise refuse(f"{shown(raw)} is not a date.", f"Write {self.accepts}.")
        if not 2000 <= value.year <= 2100:  # noqa: PLR2004
            raise refuse(f"the year {value.year} cannot be right.", f"Write {self.accepts}.")
        return value

    def serialize(self, value: date) -> object:
        return value

    @property
    def accepts(self) -> str:
        return "a date as year-month-day, for example 2026-12-25"


class Weekdays(Kind[frozenset[int]]):
    """Days of the week by their English names; 0 is Monday. `[]` means every day."""

    def deserialize(self, raw: object) -> frozenset[int]:
        if not isinstance(raw, list):
            raise refuse(f"{shown(raw)} is not a list of days.", f"Write {self.accepts}.")
        faults = [
            Fault(f"{shown(day)} is not a day of the week.", suggestion(str(day), WEEKDAYS), f"[{index}]")
            for index, day in enumerate(raw, start=1)
            if day not in WEEKDAYS
        ]
        if faults:
            raise KindError(*faults)
        return frozenset(WEEKDAYS.index(day) for day in raw)

    def serialize(self, value: frozenset[int]) -> object:
        return [WEEKDAYS[day] for day in sorted(value)]

    @property
    def accepts(self) -> str:
        return 'a list of days, for example ["wednesday", "saturday"]'


class TimeZone(Kind[str]):
    """A time zone of the IANA list, such as Europe/Paris, that this machine knows."""

    def deserialize(self, raw: object) -> str:
        if not isinstance(raw, str):
            raise refuse(f"{shown(raw)} is not a time zone.", f"Write {self.accepts}.")
        try:
            zoneinfo.ZoneInfo(raw)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            known = zoneinfo.available_timezones()
            by_city = {name.rsplit("/", 1)[-1].lower(): name for name in sorted(known, reverse=True)}
            city = by_city.get(raw.strip().lower())
            hint = f"Did you mean « {city} »?" if city else did_you_mean(raw, known) or f"Write {self.accepts}."
            raise refuse(f"{shown(raw)} is not a time zone of this machine.", hint) from None
        return raw

    def serialize(self, value: str) -> object:
        return value

    @property
    def accepts(self) -> str:
        return 'a zone of the IANA list, for example "Europe/Paris"'
