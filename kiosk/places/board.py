"""14: the staff board. Tap a workstation, then act on it: time, end, out of service; answer a call for help."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from kiosk.events import DeviceState
from kiosk.i18n import Words
from kiosk.models import Room, Session, Staff
from kiosk.places.desk import Desk
from kiosk.places.floor import since
from kiosk.places.my_session import why_not
from kiosk.places.place import Patience, Place
from kiosk.places.states import BoardPanel, BoardState, BoardTile, Counter, IdleRow
from kiosk.places.view import Banner, Button, Dialog, Style, Tone
from kiosk.reception.outcomes import Extended, NotExtended
from kiosk.reception.staff import ExtensionReason

TILES_PER_PAGE = 12
STEPS = (15, 30, 60)
WARNING_MINUTES = 5
NEXT_ENDS = 2


class Action(StrEnum):
    """What can be touched on the staff board."""

    SELECT = "board.select"
    ADD = "board.add"
    REASON = "board.reason"
    UNDO = "board.undo"
    END = "board.end"
    END_CONFIRMED = "board.end-confirmed"
    KEEP = "board.keep"
    SERVICE = "board.service"
    COMING = "board.coming"
    PREVIOUS = "board.previous"
    NEXT = "board.next"


class Asking(StrEnum):
    """The question over the board."""

    NOTHING = ""
    REASON = "reason"
    END = "end"


@dataclass(frozen=True)
class Board(Place):
    """Staff mode. `minutes` waits for its reason; `last` is (session, seconds) of what can be undone."""

    staff: Staff
    selected: int | None = None
    page: int = 0
    asking: Asking = Asking.NOTHING
    minutes: int = 0
    request: bytes = b""
    last: tuple[Session, float] | None = None

    name: ClassVar[str] = "board"
    patience: ClassVar[Patience] = Patience.STAFF
    staff_only: ClassVar[bool] = True

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        session = self._session(desk)
        match action:
            case Action.SELECT if isinstance(value, int) and value in desk.site.workstations:
                return replace(self, selected=None if value == self.selected else value)
            case Action.ADD if isinstance(value, int) and session is not None:
                request = desk.reception.new_request()
                return replace(self, asking=Asking.REASON, minutes=value, request=request)
            case Action.REASON if session is not None and self.asking is Asking.REASON:
                return self._add(session, ExtensionReason(str(value)), desk)
            case Action.UNDO if self.last is not None:
                return self._undo(*self.last, desk)
            case Action.END if session is not None:
                return replace(self, asking=Asking.END, request=desk.reception.new_request())
            case Action.END_CONFIRMED if session is not None and self.asking is Asking.END:
                desk.reception.end(session, self.request, self.staff)
                desk.say("endSession", lambda words: words.t("Session ended"))
                return replace(self, asking=Asking.NOTHING)
            case Action.KEEP:
                return replace(self, asking=Asking.NOTHING)
            case Action.SERVICE if self.selected is not None:
                back = desk.reception.room.is_out(self.selected)
                if not desk.reception.set_service(self.staff, self.selected, in_service=back):
                    desk.say("info", lambda words: words.t("End the session first"))
            case Action.COMING:
                desk.reception.answer_help(self.staff)
            case Action.PREVIOUS:
                return replace(self, page=max(0, self.page - 1))
            case Action.NEXT:
                return replace(self, page=min(_pages(desk) - 1, self.page + 1))
        return self

    def ticked(self, desk: Desk) -> Place:
        if self.asking and self._session(desk) is None:
            return replace(self, asking=Asking.NOTHING)
        return self

    def subtitle(self, desk: Desk) -> str:
        return self.staff.name

    def _session(self, desk: Desk) -> Session | None:
        return None if self.selected is None else desk.reception.room.session_on(self.selected)

    def _add(self, session: Session, reason: ExtensionReason, desk: Desk) -> Place:
        outcome = desk.reception.add_time(self.staff, session, self.minutes * 60, reason, self.request)
        done = replace(self, asking=Asking.NOTHING)
        match outcome:
            case Extended(session=longer, seconds=seconds):
                number, added, ends = session.workstation, int(seconds // 60), desk.ends(longer)
                desk.say(
                    "addTime",
                    lambda words: words.t(
                        "Workstation {number}: + {length}, until {hour}",
                        number=number,
                        length=words.duration(added),
                        hour=ends,
                    ),
                    undo=lambda words: Button(Action.UNDO, words.t("Cancel")),
                )
                return replace(done, last=(longer, seconds))
            case NotExtended(code=code):
                desk.say("info", lambda words: why_not(code, words))
                return done

    def _undo(self, session: Session, seconds: float, desk: Desk) -> Place:
        match desk.reception.take_back_time(self.staff, session, seconds):
            case Extended():
                desk.say("success", lambda words: words.t("Taken back"))
            case NotExtended(code=code):
                desk.say("info", lambda words: why_not(code, words))
        return replace(self, last=None)

    def state(self, desk: Desk) -> BoardState:
        words, room = desk.words, desk.reception.room
        numbers = sorted(desk.site.workstations)
        shown = numbers[self.page * TILES_PER_PAGE : (self.page + 1) * TILES_PER_PAGE]
        banner, button = _banner(desk, words, room)
        several = len(numbers) > TILES_PER_PAGE
        return BoardState(
            counters=_counters(numbers, words, room),
            banner=banner,
            banner_button=button,
            list_title=words.t("Free next"),
            rows=_next_ends(desk),
            stations_title=words.t("Workstations"),
            tiles=tuple(self._tile(number, desk) for number in shown),
            panel=self._panel(desk),
            previous=Button(Action.PREVIOUS, words.t("Before"), "previousPage") if several else None,
            next=Button(Action.NEXT, words.t("After"), "nextPage") if several else None,
        )

    def _tile(self, number: int, desk: Desk) -> BoardTile:
        words, room = desk.words, desk.reception.room
        out = next((o for o in room.out_of_service if o.workstation == number), None)
        session = room.session_on(number)
        chosen = number == self.selected
        if out is not None:
            broken = words.t("Broken")
            return BoardTile(
                Action.SELECT, number, "outOfService", broken, since(desk, out.since), "out", selected=chosen
            )
        if session is None:
            return BoardTile(Action.SELECT, number, "free", words.t("Free"), "", "free", selected=chosen)
        moment, minutes = desk.moment(), desk.minutes_left(session)
        warning = minutes <= WARNING_MINUTES
        return BoardTile(
            Action.SELECT,
            number,
            "timer" if warning else "occupant",
            words.duration(minutes),
            words.t("until {hour}", hour=desk.ends(session)),
            "warning" if warning else "busy",
            session.left_at(moment.boottime, moment.boot_id) / session.granted,
            chosen,
        )

    def _panel(self, desk: Desk) -> BoardPanel | None:
        if self.selected is None:
            return None
        words, room = desk.words, desk.reception.room
        out = room.is_out(self.selected)
        session = self._session(desk)
        service = words.t("Back in service") if out else words.t("Out of service")
        title = words.t("Workstation {number}", number=self.selected)
        if session is None:
            line = words.t("out of service") if out else words.n("free", "free", 1)
            button = Button(Action.SERVICE, service, "outOfService")
            return BoardPanel(title, line, (), None, None, button)
        card = f"{session.member_number:06d}"
        line = words.t("card {number}, until {hour}", number=f"{card[:3]} {card[3:]}", hour=desk.ends(session))
        busy = words.t("End the session first")
        return BoardPanel(
            title,
            line,
            tuple(Button(Action.ADD, f"+ {minutes}", value=minutes) for minutes in STEPS),
            None,
            Button(Action.END, words.t("End the session"), "endSession", Style.DANGER),
            Button(Action.SERVICE, service, "outOfService", disabled_reason=busy),
        )

    def dialog(self, desk: Desk) -> Dialog | None:
        words, session = desk.words, self._session(desk)
        if self.asking is Asking.NOTHING or session is None:
            return None
        keep = Button(Action.KEEP, words.t("Cancel"))
        if self.asking is Asking.END:
            return Dialog(
                words.t("End the session on workstation {number}?", number=session.workstation),
                words.t("{length} are left.", length=words.duration(desk.minutes_left(session))),
                (Button(Action.END_CONFIRMED, words.t("End the session"), "endSession", Style.DANGER_FILLED), keep),
            )
        reasons = (
            (ExtensionReason.PROCEDURE, words.t("A procedure to finish"), "papers"),
            (ExtensionReason.TRAINING, words.t("Training or support"), "reasonLearn"),
            (ExtensionReason.FAULT, words.t("A technical fault"), "outOfService"),
            (ExtensionReason.OTHER, words.t("Other"), "reasonOther"),
        )
        return Dialog(
            words.t("Why {length} more?", length=words.duration(self.minutes)),
            words.t("The reason goes into the weekly figures."),
            (*(Button(Action.REASON, label, icon, value=reason) for reason, label, icon in reasons), keep),
        )


def _next_ends(desk: Desk) -> tuple[IdleRow, ...]:
    """The sessions that end first, for the mediator with people waiting."""
    moment, words = desk.moment(), desk.words
    running = sorted(desk.reception.room.sessions, key=lambda s: s.left_at(moment.boottime, moment.boot_id))
    return tuple(
        IdleRow(
            str(session.workstation),
            words.t(
                "{length} left, until {hour}",
                length=words.duration(desk.minutes_left(session)),
                hour=desk.ends(session),
            ),
        )
        for session in running[:NEXT_ENDS]
    )


def _pages(desk: Desk) -> int:
    return max(1, math.ceil(len(desk.site.workstations) / TILES_PER_PAGE))


def _counters(numbers: list[int], words: Words, room: Room) -> tuple[Counter, ...]:
    out = len(room.out_of_service)
    busy = len(room.sessions)
    free = sum(room.is_free(number) for number in numbers)
    calls = len(room.help_calls)
    return (
        Counter("occupant", str(busy), words.n("taken", "taken", busy)),
        Counter("free", str(free), words.n("free", "free", free)),
        Counter("outOfService", str(out), words.n("broken", "broken", out)),
        Counter("help", str(calls), words.n("call", "calls", calls)),
    )


def _banner(desk: Desk, words: Words, room: Room) -> tuple[Banner | None, Button | None]:
    """A call for help comes first, then a device that needs a hand."""
    if room.help_calls:
        first = min(room.help_calls, key=lambda call: call.asked_at)
        banner = Banner("help", words.t("Somebody at the kiosk asks for help"), since(desk, first.asked_at))
        return banner, Button(Action.COMING, words.t("I am coming"), "coming", Style.PRIMARY)
    well = {DeviceState.OFF, DeviceState.READY}
    for name in sorted(desk.devices):
        device = desk.devices[name]
        if device.state not in well:
            return Banner(*_device_words(name, device.code, words), Tone.WARNING), None
    return None, None


def _device_words(name: str, code: str, words: Words) -> tuple[str, str, str]:
    """(icon, title, what to do) for a device that needs a hand."""
    if name == "reader":
        return (
            "scanQr",
            words.t("The card reader does not answer"),
            words.t("Check its cable. It comes back by itself."),
        )
    line = {
        "no-paper": words.t("Open it and put in a new roll."),
        "paper-near-end": words.t("The roll is nearly at its end."),
        "cover-open": words.t("Close its cover."),
    }.get(code, words.t("Check that it is on and plugged in."))
    title = words.t("The printer needs paper") if "paper" in code else words.t("The printer needs you")
    return "printer", title, line
