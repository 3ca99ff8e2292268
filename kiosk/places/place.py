"""The shape of a place: a frozen value that answers what comes next and what is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from kiosk.events import Event
from kiosk.models import Member
from kiosk.places.desk import Desk
from kiosk.places.view import Dialog


class Patience(StrEnum):
    """What happens when nobody touches the screen (design guide §6)."""

    FOREVER = "forever"
    ASK = "ask"
    """"Still there?" after 45 s."""
    ASK_LATE = "ask-late"
    """The same after 90 s: reading and signing take longer."""
    OPENED = "opened"
    """Closes by itself after 30 s."""
    NOTICE = "notice"
    """Closes by itself after 20 s."""
    FEEDBACK = "feedback"
    """Closes by itself after 15 s, or what the house says."""
    THANKS = "thanks"
    """Closes by itself after a second and a half."""
    BRIEF = "brief"
    """Closes by itself after 6 s."""
    NOTED = "noted"
    """Closes by itself after 8 s."""
    PIN = "pin"
    """Closes by itself after 30 s."""
    STAFF = "staff"
    """Closes by itself after 120 s, never during a copy."""


@dataclass(frozen=True)
class Place:
    """Where the visitor stands. `name` is also the name of the screen that draws it."""

    name: ClassVar[str]
    patience: ClassVar[Patience] = Patience.ASK
    staff_only: ClassVar[bool] = False

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        """What a touch leads to. Unknown actions change nothing: a late tap on an older screen is harmless."""
        del action, value, desk
        return self

    def heard(self, event: Event, desk: Desk) -> Place:
        """What a fact from a device leads to."""
        del event, desk
        return self

    def ticked(self, desk: Desk) -> Place:
        """What the passing of a second leads to."""
        del desk
        return self

    def busy(self, desk: Desk) -> bool:
        """Whether something runs that must not be cut off by a time-out."""
        del desk
        return False

    @property
    def under(self) -> Place:
        """Where the visitor stands, when this is only a list or a voice beside it."""
        return self

    @property
    def visitor(self) -> Member | None:
        """The member who stands here, None when it is nobody in particular."""
        return None

    @property
    def called(self) -> str:
        """The first name that the screen may show, "" for none."""
        return (self.visitor.first_name or "") if self.visitor is not None else ""

    def state(self, desk: Desk) -> object:
        """The frozen state that the screen of the same name draws."""
        raise NotImplementedError

    def dialog(self, desk: Desk) -> Dialog | None:
        """The question over the screen, or None."""
        del desk
        return None

    def subtitle(self, desk: Desk) -> str:
        """The second line of the header; "" for the site's own."""
        del desk
        return ""


@dataclass(frozen=True)
class Home(Place):
    """Leave: the kiosk wipes what it knows of the visitor and waits again. A sign, not a place to stand."""

    name: ClassVar[str] = "home"


HOME = Home()
