"""14: the staff board. Tap a workstation, then act on it: time, end, out of service; answer a call for help."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from kiosk.explanation import why_not_more
from kiosk.models import ExtensionReason, Session, Staff
from kiosk.places.board_actions import Action, Asking
from kiosk.places.board_clock import about_clock
from kiosk.places.board_view import board_state, pages, question
from kiosk.places.desk import Desk
from kiosk.places.place import Patience, Place
from kiosk.places.states_staff import BoardState
from kiosk.places.view import Button, Dialog
from kiosk.reception.outcomes import Extended, NotExtended

__all__ = ["Action", "Board"]


@dataclass(frozen=True)
class Board(Place):
    """Staff mode. `minutes` waits for its reason; `last` is (session, seconds, request) of what can be undone."""

    staff: Staff
    selected: int | None = None
    page: int = 0
    asking: Asking = Asking.NOTHING
    minutes: int = 0
    request: bytes = b""
    last: tuple[Session, float, bytes] | None = None
    clock_is_wrong: bool = False
    """Whether they were asked about the machine's clock, and said that it is wrong."""

    name: ClassVar[str] = "board"
    patience: ClassVar[Patience] = Patience.STAFF
    staff_only: ClassVar[bool] = True

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        if action in {Action.CLOCK_RIGHT, Action.CLOCK_WRONG}:
            return self._about_clock(action, desk)
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
                    held = desk.reception.room.hold_on(self.selected) is not None
                    desk.say("info", lambda w: w.t("It is held for a ticket") if held else w.t("End the session first"))
            case Action.WHY if session is not None:
                return replace(self, asking=Asking.WHY)
            case Action.COMING:
                desk.reception.answer_help(self.staff)
                desk.say("coming", lambda words: words.t("The visitor knows that you come"))
            case Action.HELPED:
                desk.reception.close_help(self.staff)
            case Action.PREVIOUS:
                return replace(self, page=max(0, self.page - 1))
            case Action.NEXT:
                return replace(self, page=min(pages(desk) - 1, self.page + 1))
        return self

    def _about_clock(self, action: str, desk: Desk) -> Place:
        if action == Action.CLOCK_RIGHT:
            desk.reception.confirm_clock(self.staff)
            return self
        desk.say("info", lambda words: words.t("Somebody must set the clock of the machine"))
        return replace(self, clock_is_wrong=True)

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
                return replace(done, last=(longer, seconds, desk.reception.new_request()))
            case NotExtended(barrier=barrier):
                desk.say("info", lambda words: why_not_more(barrier, words))
                return done

    def _undo(self, session: Session, seconds: float, request: bytes, desk: Desk) -> Place:
        match desk.reception.take_back_time(self.staff, session, seconds, request):
            case Extended():
                desk.say("success", lambda words: words.t("Taken back"))
            case NotExtended(barrier=barrier):
                desk.say("info", lambda words: why_not_more(barrier, words))
        return replace(self, last=None)

    def state(self, desk: Desk) -> BoardState:
        return board_state(desk, self.selected, self.page)

    def dialog(self, desk: Desk) -> Dialog | None:
        session, doubted = self._session(desk), desk.reception.doubted_clock
        if doubted is not None and not self.clock_is_wrong:
            return about_clock(desk, doubted)
        if self.asking is Asking.NOTHING or session is None:
            return None
        return question(desk, self.asking, session, self.minutes)
