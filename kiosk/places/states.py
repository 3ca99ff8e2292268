"""The states of a visitor's screens, by their design picture: a place makes it, the screen of that name draws it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.places.view import Banner, Button, DurationTile, Ring, Tone


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice of a row of chips."""

    action: str
    value: str
    icon: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceTile:
    """A large choice that acts at once; the recommended one is filled."""

    action: str
    icon: str
    title: str
    line: str
    filled: bool = False


@dataclass(frozen=True, slots=True)
class WelcomeState:
    """02."""

    greeting: str
    line: str
    ring: Ring
    purposes_title: str
    purposes_hint: str
    purposes: tuple[Chip, ...]
    question: str
    tiles: tuple[ChoiceTile, ...]


@dataclass(frozen=True, slots=True)
class StationTile:
    """A workstation on the plan: `kind` is "free", "chosen", "busy" or "out"; `x`, `y` in dp of the plan's box;
    `askable` that a busy one answers a touch, for it may be waited for."""

    action: str
    number: int
    x: float
    y: float
    kind: str
    icon: str
    label: str
    feature: str = ""
    recommended: bool = False
    askable: bool = False


@dataclass(frozen=True, slots=True)
class StationRow:
    """A workstation in the list of the largest text step (03b): `title` is its state, `line` what it has."""

    action: str
    number: int
    title: str
    line: str
    kind: str
    feature: str = ""
    """Icon before the line."""


@dataclass(frozen=True, slots=True)
class PlanLabel:
    """A word on the floor plan."""

    x: float
    y: float
    text: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class PlanArea:
    """A coloured area of the floor plan, in dp of its box."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PlanWindow:
    """A window in a wall: `side` is "top", "right", "bottom" or "left", `at` the distance from that side's start."""

    side: str
    at: float
    length: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The room: fixed drawing of the floor plan. `door` is (x, length) of the opening in the lower wall."""

    width: float
    height: float
    labels: tuple[PlanLabel, ...] = ()
    areas: tuple[PlanArea, ...] = ()
    windows: tuple[PlanWindow, ...] = ()
    door: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class ChooseState:
    """03, 03b: at text step 3 `rows` (one page) replace the plan, `previous`, `page` and `next` turn pages, and
    `free` is the title of the list."""

    title: str
    station_word: str
    number: str
    recommended: str
    free: str
    place: str
    features: tuple[tuple[str, str], ...]
    legend: tuple[tuple[str, str], ...]
    plan: Plan
    stations: tuple[StationTile, ...]
    durations_title: str
    durations: tuple[DurationTile, ...]
    back: Button
    confirm: Button
    rows: tuple[StationRow, ...] = ()
    previous: Button | None = None
    next: Button | None = None
    page: str = ""
    banner: Banner | None = None


@dataclass(frozen=True, slots=True)
class CharterState:
    """04: `confirm` is enabled by the pad once the signature is long enough; its value is the tuple of strokes.
    `cannot` is for somebody who cannot sign. `too_small` is what a touch on `confirm` says while there are strokes, but
    too short ones; without any it is the `disabled_reason`."""

    title: str
    lines: tuple[tuple[str, str], ...]
    listen: Button
    read_all: Button
    sign_here: str
    clear: str
    pad_caption: str
    back: Button
    confirm: Button
    cannot: Button | None = None
    too_small: str = ""


@dataclass(frozen=True, slots=True)
class CharterTextState:
    """The full text of the charter, page by page."""

    title: str
    paragraphs: tuple[str, ...]
    page: str
    previous: Button
    next: Button
    back: Button


@dataclass(frozen=True, slots=True)
class ReceiptCard:
    """The receipt on 05 and 18: `kind` is "offer" (a button), "printing", "take", or "problem" (a banner)."""

    kind: str
    title: str
    line: str = ""
    fraction: float = 0.0
    button: Button | None = None
    second: Button | None = None


@dataclass(frozen=True, slots=True)
class OpenedState:
    """05, 18."""

    station_word: str
    number: str
    until: str
    title: str
    directions: str
    code_label: str
    code: str
    code_hint: str
    qr: str
    qr_caption: str
    receipt: ReceiptCard | None
    go: Button


@dataclass(frozen=True, slots=True)
class MySessionState:
    """07. `add` is None when nothing can be added; `waiting` then says why."""

    ring: Ring
    title: str
    waiting: str
    add_title: str
    durations: tuple[DurationTile, ...]
    add: Button | None
    finish: str
    receipt: Button
    end: Button


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A line of a notice: a step number or an icon, and a sentence."""

    mark: str
    text: str
    is_icon: bool = False


@dataclass(frozen=True, slots=True)
class NoticeState:
    """10a–d and every other notice. `look` is "warning", "info" or "welcome" (the filled arch);
    the arch holds `icon`, or `arch` (small line, line, big line)."""

    look: str
    icon: str
    title: str
    line: str
    card_title: str
    rows: tuple[NoticeRow, ...]
    back: Button
    main: Button | None = None
    arch: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class FailsafeState:
    """Something unexpected happened: what is true for everybody until the kiosk is back."""

    title: str
    line: str
    tone: Tone = Tone.WARNING
