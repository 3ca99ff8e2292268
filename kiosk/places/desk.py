"""What a place may use: the use cases, the words of the visitor, the printer, exports; and what it may leave behind.

One desk serves one kiosk; it belongs to the screen thread. It is wiped when the kiosk returns to idle.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from config.settings import Texts, Workshop
from kiosk.clock import Moment
from kiosk.events import CheckedUp, DeviceChanged, DeviceState
from kiosk.i18n import Words
from kiosk.models import Preferences, Session, Ticket
from kiosk.paper import CountedPrinter
from kiosk.places.view import Button, Theme, Toast
from kiosk.ports import Printer, Speaker
from kiosk.reception.reception import Reception
from kiosk.rules.opening import Opening
from kiosk.site import Site

TOAST_SECONDS = 6.0
TEXT_STEPS = 3
LOUDNESS, LOUDEST = 3, 5
"""How loud the screen is read aloud: as the house has it, and at most."""


class Exports(Protocol):
    """Weekly exports, off the screen thread; progress arrives in the inbox."""

    def start(self, week: str) -> None: ...
    def stop(self) -> None: ...
    def release(self) -> None: ...


class Looks(Protocol):
    """A look at the machine, off the screen thread; `kiosk.events.CheckedUp` follows in the inbox."""

    def ask(self) -> None: ...


class NoLooks:
    """A kiosk whose machine nobody looks at."""

    def ask(self) -> None:
        """Nothing follows."""


class CardOutcome(StrEnum):
    """What became of a card; never whose it was."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class LastCard:
    """When a card was last presented, and what became of it."""

    at: datetime
    outcome: CardOutcome


@dataclass
class Desk:
    """The collaborators of the places, and the visitor's own settings while they stand here."""

    site: Site
    reception: Reception
    printer: Printer
    exports: Exports
    speaker: Speaker
    looks: Looks = field(default_factory=NoLooks)
    language: str = ""
    theme: Theme = Theme.LIGHT
    text_step: int = 1
    keypad: bool = False
    """Whether the visitor uses keys or a switch: everything waits twice as long then, and nothing moves."""
    loudness: int = LOUDNESS
    """How loud the screen is read aloud, 1 to LOUDEST."""
    listening: bool = False
    """Whether the screen is being read aloud: everything may take longer then."""
    lying: bool = False
    """Whether the screen is wider than high: pages of text are shorter then."""
    devices: dict[str, DeviceChanged] = field(default_factory=dict)
    since: dict[str, datetime] = field(default_factory=dict)
    """Since when each device is as it is."""
    checked: CheckedUp | None = None
    """What was seen at the last look at the machine; None before the first one."""
    last_card: LastCard | None = None
    workshops: tuple[Workshop, ...] = ()
    """Those of the coming days, by their start."""
    workshop_trouble: tuple[str, ...] = ()
    """Where the calendar of the workshops could not be understood."""
    _words: dict[str, Words] = field(default_factory=dict)
    _toast: tuple[Callable[[Words], Toast], float] | None = None
    _jobs: int = 0

    def __post_init__(self) -> None:
        self.paper = CountedPrinter(self.printer, self.site.settings.printer.width)
        self.printer = self.paper
        self.wipe()

    def note(self, change: DeviceChanged) -> None:
        """A device says how it is."""
        former = self.devices.get(change.device)
        if former is None or (former.state, former.code) != (change.state, change.code):
            self.since[change.device] = self.moment().utc
        self.devices[change.device] = change

    def wipe(self) -> None:
        """Back to the language, theme, text size and loudness of the house; nothing of the visitor is left, nor read
        aloud."""
        self.restore()
        self.speaker.hush()
        self._toast = None

    def restore(self) -> None:
        """Back to the language, theme, text size and loudness of the house."""
        self.language = self.site.settings.site.default_language
        self.theme = Theme(self.site.settings.site.theme)
        self.text_step = 1
        self.keypad = False
        self.loudness = LOUDNESS

    def prefer(self, preferences: Preferences | None) -> None:
        """Show everything as the member wants it; None changes nothing. A language that is not spoken here any more
        is left out."""
        if preferences is None:
            return
        if preferences.language in self.site.settings.site.languages:
            self.language = preferences.language
        self.theme = Theme(preferences.theme)
        self.text_step = preferences.text_step

    @property
    def preferences(self) -> Preferences:
        """How things are shown now."""
        return Preferences(self.language, self.theme.value, self.text_step)

    @property
    def calm(self) -> bool:
        """Whether nothing may move: contrast, the largest text, a keypad (design guide §6, "Motion")."""
        return self.theme is Theme.DARK or self.text_step == TEXT_STEPS or self.keypad

    @property
    def opening(self) -> Opening:
        """The opening hours as they hold today."""
        return self.reception.situation().opening

    def label(self, ticket: Ticket) -> str:
        """What a ticket is called by: A12."""
        return f"{self.site.settings.waiting.letter}{ticket.number}"

    @property
    def words(self) -> Words:
        """The words of the language that is shown."""
        if self.language not in self._words:
            self._words[self.language] = Words(self.language, self.site.zone)
        return self._words[self.language]

    def moment(self) -> Moment:
        """Both clocks, now."""
        return self.reception.moment()

    def minutes_left(self, session: Session) -> int:
        """Whole minutes left, rounded up: "1 min" until the very end."""
        moment = self.moment()
        return -int(-session.left_at(moment.boottime, moment.boot_id) // 60)

    def minutes_until(self, instant: datetime) -> str:
        """How long until then, in words; a minute at least."""
        seconds = (instant - self.moment().utc).total_seconds()
        return self.words.duration(max(1, math.ceil(seconds / 60)))

    def ends(self, session: Session) -> str:
        """The hour at which the session ends, in words."""
        moment = self.moment()
        return self.words.hour(session.ends_at(moment.utc, moment.boottime, moment.boot_id))

    def text(self, texts: Texts) -> str:
        """A sentence of the site in the language that is shown."""
        return self.site.text(texts, self.language)

    def say(self, icon: str, sentence: Callable[[Words], str], undo: Callable[[Words], Button] | None = None) -> None:
        """Show a toast for six seconds; it is phrased anew when the language changes."""

        def phrase(words: Words) -> Toast:
            return Toast(icon, sentence(words), undo(words) if undo else None)

        self._toast = (phrase, self.moment().boottime + TOAST_SECONDS)

    @property
    def saying(self) -> object:
        """The toast that was said last, to tell whether a new one came; None when there is none."""
        return self._toast

    def hush(self) -> None:
        """Take the toast away."""
        self._toast = None

    def toast(self) -> Toast | None:
        """The toast that is still to be read, or None."""
        if self._toast is None or self.moment().boottime >= self._toast[1]:
            self._toast = None
            return None
        return self._toast[0](self.words)

    def next_job(self) -> str:
        """A new name for a print job."""
        self._jobs += 1
        return f"job-{self._jobs}"

    def has_printer(self) -> bool:
        """Whether the site has a printer, working or not."""
        printer = self.devices.get("printer")
        return printer is not None and printer.state is not DeviceState.OFF
