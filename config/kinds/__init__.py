"""One small class per kind of value: how it is read from TOML, how it is written back, what it accepts."""

from __future__ import annotations

from config.kinds.base import Fault, Kind, KindError
from config.kinds.device import Address, Folder
from config.kinds.moment import Date, Intervals, TimeOfDay, TimeZone, Weekdays
from config.kinds.numbers import Days, Flag, Integer, Minutes, NumberChoice, Point, Seconds
from config.kinds.printing import CharacterSet
from config.kinds.several import Durations, ListOf
from config.kinds.words import Capital, Choice, FileNames, Locale, Slug, Text, TextsByLanguage

__all__ = [
    "Address",
    "Capital",
    "CharacterSet",
    "Choice",
    "Date",
    "Days",
    "Durations",
    "Fault",
    "FileNames",
    "Flag",
    "Folder",
    "Integer",
    "Intervals",
    "Kind",
    "KindError",
    "ListOf",
    "Locale",
    "Minutes",
    "NumberChoice",
    "Point",
    "Seconds",
    "Slug",
    "Text",
    "TextsByLanguage",
    "TimeOfDay",
    "TimeZone",
    "Weekdays",
]
