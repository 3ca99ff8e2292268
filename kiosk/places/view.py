"""What a screen is given to draw: the frame around every screen and the pieces that several screens share.

All texts are translated and formatted; a screen has no decision left but where to put them. Icons are the semantic
names of `screens/tokens.json` (`icon.names`). Actions are the strings that `front.touch` takes back.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Theme(StrEnum):
    """Warm paper, or the contrast theme."""

    LIGHT = "light"
    DARK = "dark"


class Tone(StrEnum):
    """How pressing a state is; always doubled by its words and icon."""

    CALM = "primary"
    WARNING = "warning"
    DANGER = "danger"
    SUCCESS = "success"


class Bar(StrEnum):
    """Actions of the bottom bar, on every visitor screen."""

    HELP = "bar.help"
    LANGUAGE = "bar.language"
    TEXT = "bar.text"
    CONTRAST = "bar.contrast"
    LISTEN = "bar.listen"
    QUIT = "bar.quit"


class Tab(StrEnum):
    """Actions of the bottom bar in staff mode."""

    ROOM = "tab.room"
    QUEUE = "tab.queue"
    EXPORT = "tab.export"
    DEVICES = "tab.devices"
    LOCK = "tab.lock"


class Style(StrEnum):
    """How a button looks (design guide §5)."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    DANGER = "danger"
    DANGER_FILLED = "danger-filled"


@dataclass(frozen=True, slots=True)
class Button:
    """A button. A disabled one says `disabled_reason` in a toast when touched; "" means enabled."""

    action: str
    label: str
    icon: str = ""
    style: Style = Style.SECONDARY
    value: object = None
    disabled_reason: str = ""
    busy: bool = False


@dataclass(frozen=True, slots=True)
class BarItem:
    """An item of the bottom bar; `badge` is the language code; a selected tab is filled; `look` "light" is a light
    plate with its words beside the pictogram. With `level` (how much, of how many) it is only read: no action."""

    action: str
    icon: str
    label: str
    badge: str = ""
    selected: bool = False
    disabled_reason: str = ""
    look: str = ""
    level: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Toast:
    """A short message above the bar, with `undo` (a button) when the act can be taken back."""

    icon: str
    text: str
    undo: Button | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every screen. `corner` stands at the right of the header, `corner_bold` after it in bold.
    `reader` is the label of the reader marker ("" hides it) and `reader_position` where the reader is.
    `keypad` says that somebody uses keys or a switch here, `motion` that screens may move when they change, `preview`
    that what the camera sees is to be shown."""

    language: str = "fr"
    rtl: bool = False
    theme: Theme = Theme.LIGHT
    text_step: int = 1
    staff: bool = False
    title: str = ""
    subtitle: str = ""
    corner: str = ""
    corner_bold: str = ""
    corner_icon: str = ""
    items: tuple[BarItem, ...] = ()
    reader: str = ""
    reader_position: str = "bottom-right"
    toast: Toast | None = None
    keypad: bool = False
    motion: bool = False
    preview: bool = False


@dataclass(frozen=True, slots=True)
class Ring:
    """Time left as an arc: `fraction` in 0–1 of the whole, with words above, a value, and words below."""

    fraction: float
    value: str
    above: str = ""
    below: str = ""
    tone: Tone = Tone.CALM


@dataclass(frozen=True, slots=True)
class Banner:
    """A lasting message: icon, a bold line, one plain line with what to do."""

    icon: str
    title: str
    line: str
    tone: Tone = Tone.CALM


@dataclass(frozen=True, slots=True)
class Dialog:
    """A question over the screen: everything but the bar is covered until a button is touched. `people` shows somebody
    who comes."""

    title: str
    line: str
    buttons: tuple[Button, ...]
    ring: Ring | None = None
    people: bool = False


@dataclass(frozen=True, slots=True)
class DurationTile:
    """One length to choose from: `title` "30 min", `line` "jusqu’à 15 h 12"."""

    action: str
    minutes: int
    title: str
    line: str
    chosen: bool = False
    disabled_reason: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """Everything on the screen. `place` names the screen; `state` is that screen's own frozen state."""

    place: str
    frame: Frame
    state: object
    dialog: Dialog | None = None
