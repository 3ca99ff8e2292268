"""The place as it was understood: site, hours, zones, workstations, plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

Texts = Mapping[str, str]
"""A sentence for the public, by language code; it always holds the site's default language."""


@dataclass(frozen=True, slots=True)
class Site:
    """The place, and this kiosk in it. `network` is the issuer number that cards carry (1 to 4294967295)."""

    name: str
    line: Texts
    network: int
    kiosk: str
    timezone: str
    languages: tuple[str, ...]
    phone: str | None
    """As it is shown to the public; None when there is nobody to call."""
    reader_position: str
    """bottom-right, bottom-left, bottom or right: the edge of the screen nearest to the card reader."""
    theme: str
    """light or dark; dark is the contrast theme."""
    receipts: str
    """on-request, always or never."""

    @property
    def default_language(self) -> str:
        """The language of the house: shown on the idle screen and restored after each visitor."""
        return self.languages[0]


@dataclass(frozen=True, slots=True)
class Interval:
    """A part of a day in local time, `start` included, `end` excluded; never crosses midnight."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class HoursException:
    """Dates (`first` to `last`, both included) on which the weekly hours do not hold.

    `intervals` hold on each of these dates, whatever the weekday; empty when the site is closed on them.
    `label` may be empty.
    """

    first: date
    last: date
    intervals: tuple[Interval, ...]
    label: Texts


@dataclass(frozen=True, slots=True)
class Holiday:
    """School holidays, `first` to `last`, both included. `label` is the title of the event; it may be empty."""

    first: date
    last: date
    label: str


@dataclass(frozen=True, slots=True)
class Hours:
    """When the site is open: `week[0]` is Monday; exceptions never overlap and are sorted by date.

    An exception goes before the holidays, the holidays before the ordinary week.
    """

    week: tuple[tuple[Interval, ...], ...]
    exceptions: tuple[HoursException, ...]
    holidays: tuple[Holiday, ...] = ()
    """Sorted by date; they may overlap, as calendars do."""
    holiday_week: tuple[tuple[Interval, ...], ...] = ()
    """All seven days as they hold on the dates of `holidays`, Monday first; empty when there are no holidays."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A group of workstations. Ages are inclusive years, None means no limit.

    `accompanied` says that somebody under `min_age` is welcome when an adult is with them.
    """

    id: str
    name: Texts
    min_age: int | None
    max_age: int | None
    accompanied: bool


@dataclass(frozen=True, slots=True)
class Workstation:
    """A PC for the public. `x`, `y` is the top left corner of its tile on the plan (dp, y downwards).

    The lower `calm`, the calmer; the lower `distance`, the nearer to the kiosk.
    """

    number: int
    zone: str
    tags: frozenset[str]
    place: Texts
    directions: Texts
    x: int
    y: int
    calm: int
    distance: int


@dataclass(frozen=True, slots=True)
class Wall:
    """An inner wall, as a line through `points` (dp, origin top left of the plan, y downwards)."""

    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Window:
    """A window of the room: a narrow white rectangle on a wall (dp)."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Area:
    """A tinted part of the room (the children's corner); its label is written in its top left corner (dp)."""

    x: int
    y: int
    width: int
    height: int
    label: Texts


@dataclass(frozen=True, slots=True)
class Label:
    """A word on the plan; `x` is its left edge and `y` the middle of its line (dp)."""

    x: int
    y: int
    text: Texts


@dataclass(frozen=True, slots=True)
class Door:
    """The gap in the outer wall.

    `side` is top, right, bottom or left; `start` is measured from the left or from the top (dp).
    """

    side: str
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The drawing of the room in a box of 960 × 640 dp whose border is the outer wall."""

    walls: tuple[Wall, ...]
    windows: tuple[Window, ...]
    areas: tuple[Area, ...]
    labels: tuple[Label, ...]
    door: Door | None
    you_are_here: tuple[int, int] | None
    """Tip of the map pin (x, y); None when the plan shows no pin."""
