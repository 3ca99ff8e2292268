"""The front: holds the place where the visitor stands and follows what the places answer.

Everything enters here, on the screen thread: touches, facts from the inbox, and one tick a second. Everything leaves
as one `View`. The front adds what all places share: the frame, the bottom bar, time-outs, "still there?", a second
card during a visit, and the failsafe when the store does not answer.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from kiosk.events import CardPresented, CheckedUp, DeviceChanged, Event, PrintFinished, WorkshopsRead
from kiosk.inbox import Inbox
from kiosk.models import Staff
from kiosk.places import bar, frame, keypad, preferences
from kiosk.places import help as help_called
from kiosk.places.assisted import Assisted
from kiosk.places.board import Board
from kiosk.places.called import at_rest
from kiosk.places.charter import Charter
from kiosk.places.consent import Consent
from kiosk.places.desk import Desk
from kiosk.places.devices import Devices
from kiosk.places.devices_paper import PaperChange
from kiosk.places.entrance import out_of_order, present
from kiosk.places.export import Export, ExportDone
from kiosk.places.feedback import Feedback
from kiosk.places.idle import AtRest
from kiosk.places.keypad import Guide
from kiosk.places.keys import Focused, Key
from kiosk.places.notice import Farewell, Notice, NoticeKind
from kiosk.places.patience import Watch
from kiosk.places.pin import Pin
from kiosk.places.place import Home, Patience, Place
from kiosk.places.queue import Queue
from kiosk.places.reading import Reading
from kiosk.places.view import Bar, Tab, View
from kiosk.places.voice import in_private, unheard
from kiosk.ports import Chime, StoreUnavailable
from kiosk.reception.outcomes import Kept, Warned

log = logging.getLogger(__name__)

WAITS_FOR_A_CARD = frozenset({Patience.FOREVER, Patience.NOTICE, Patience.BRIEF, Patience.FEEDBACK, Patience.THANKS})
"""Where nobody's visit is on the screen."""

AT_ONCE = WAITS_FOR_A_CARD | {Patience.OPENED, Patience.NOTED}
"""Where a card is taken without asking whether the visit before is over."""

TICKS = 5
"""Seconds before the end of "still there?" that are heard."""

STAFF = Board | Queue | Export | ExportDone | Devices | PaperChange
"""Where somebody of the staff stands."""

DISABLED = "disabled"
"""The action of a touch on something disabled; its value is the reason to show."""


class Front:
    """Where the visitor stands. Belongs to the screen thread; only the inbox may be used from others.

    `changed` grows whenever `view()` answers something new.
    """

    def __init__(self, desk: Desk, inbox: Inbox) -> None:
        self.desk = desk
        self.inbox = inbox
        self.place: Place = at_rest(desk)
        self.changed = 0
        self._code = ""
        self._pending_code = ""
        self._helped = False
        """Whether the visitor is being told of their call for help."""
        self._watch = Watch(desk)
        self._guide = Guide(desk.speaker)
        self._view = frame.view(self.place, desk, self._watch, "")

    def view(self) -> View:
        """What is to be drawn now."""
        return self._view

    def touch(self, action: str, value: object | None = None) -> None:
        """A visitor or staff touched something."""
        if not isinstance(value, Focused) or value.by_hand:
            self._watch.touched(self.desk.moment())
        self._guarded(lambda: self._keyed(action, value) if action in set(Key) else self._touch(action, value))

    def alive(self) -> None:
        """The screen was touched without an action (a stroke of the signature): somebody is there."""
        self._watch.touched(self.desk.moment())

    def pump(self) -> None:
        """Take in what the devices have put into the inbox."""
        for event in self.inbox.drain():
            self._guarded(lambda event=event: self._hear(event))  # type: ignore[misc]

    def tick(self) -> None:
        """A second has passed: time-outs, the end of sessions, and the clock on the screen."""
        self._guarded(self._tick)

    def _touch(self, action: str, value: object | None) -> Place:
        if action == DISABLED:
            reason = str(value)
            self.desk.say("info", lambda _words: reason)
            return self.place
        if self._watch.asking:
            self._watch.answered(self.desk.moment())
            if action in set(Bar):
                return self._bar(Bar(action))
            return Home() if action == frame.Overlay.LEAVE else self.place
        if self._pending_code and action in set(frame.Overlay):
            code, self._pending_code = self._pending_code, ""
            return self._present(code) if action == frame.Overlay.CHANGE else self.place
        if action in set(Bar):
            return self._bar(Bar(action))
        if action in set(Tab):
            return self._tab(Tab(action))
        if action in set(preferences.Action) and self.place.visitor is not None:
            preferences.touched(action, value, self.place.visitor, self.desk)
            return self.place
        return self._told(action) if self._helped else self.place.touched(action, value, self.desk)

    def _told(self, action: str) -> Place:
        """The visitor is being told of their call: nothing else answers."""
        self._helped = action not in set(help_called.Action)
        if action == help_called.Action.CANCEL:
            help_called.cancel(self.desk)
        return self.place

    def _keyed(self, action: str, value: object | None) -> Place:
        """A key moved the focus, or means "back"."""
        if isinstance(value, Focused):
            self.desk.keypad = True
            hidden, private = unheard(self.place, self.desk), in_private(self.desk)
            loudness = self.desk.loudness
            self._guide.focused(self._view, value, self.desk.words, hidden, in_private=private, loudness=loudness)
        elif action == Key.BACK and self._watch.asking:
            self._watch.answered(self.desk.moment())
        elif action == Key.BACK and (way := keypad.back(self._view)) is not None:
            return self._touch(*way)
        return self.place

    def _bar(self, item: Bar) -> Place:
        self._helped = False
        place = bar.touched(item, self._view, self.place, self.desk)
        self._helped = item is Bar.HELP
        return place

    def _tab(self, tab: Tab) -> Place:
        place = self.place
        if not isinstance(place, STAFF) or place.busy(self.desk):
            return place
        match tab:
            case Tab.LOCK:
                self.desk.reception.lock(place.staff, by_itself=False)
                return Home()
            case Tab.ROOM:
                return place if isinstance(place, Board) else Board(place.staff)
            case Tab.QUEUE:
                return Queue(place.staff)
            case Tab.DEVICES:
                self.desk.looks.ask()
                return Devices(place.staff)
            case Tab.EXPORT:
                return place if isinstance(place, Export | ExportDone) else Export(place.staff)

    def _hear(self, event: Event) -> Place:
        match event:
            case CardPresented(text=code):
                return self._card(code)
            case DeviceChanged():
                self.desk.note(event)
            case CheckedUp():
                self.desk.checked = event
            case PrintFinished():
                self._use_paper(event)
            case WorkshopsRead(workshops=found, trouble=trouble):
                self.desk.workshops, self.desk.workshop_trouble = found, trouble
        return self.place.heard(event, self.desk)

    def _card(self, code: str) -> Place:
        """A card at any place: at rest it is taken at once, during a visit another card asks first."""
        self._watch.answered(self.desk.moment())
        place, desk = self.place, self.desk
        if place.busy(desk):
            desk.say("busy", lambda words: words.t("One moment, please"))
            return place
        if isinstance(place, Devices) and place.trying:
            return place.tried(code, desk)
        if isinstance(place.under, STAFF | Pin):
            desk.say("info", lambda words: words.t("Close the staff mode first"))
            return place
        if place.under.patience in AT_ONCE or desk.reception.is_staff(code):
            return self._present(code)
        if not desk.reception.is_genuine(code):
            desk.say("cardUnknown", lambda words: words.t("Card not recognised"))
        elif code != self._code:
            self._pending_code = code
        return place

    def _present(self, code: str) -> Place:
        place, child, minor = self.place.under, None, None
        if isinstance(place, Notice) and place.refused is not None and place.refused.adult_would_do:
            child = place.member
        if isinstance(place, Consent) or (isinstance(place, Notice) and place.kind is NoticeKind.FORM):
            minor = place.member
        charter = place.charter if isinstance(place, Assisted) and isinstance(place.charter, Charter) else None
        if charter is not None:
            pass  # the visitor is still there, with their language
        elif (code != self._code and place.patience not in WAITS_FOR_A_CARD) or isinstance(place, Farewell | Feedback):
            self.desk.wipe()
        self._pending_code = ""
        self._code = code
        return present(code, self.desk, child, minor, charter)

    def _tick(self) -> Place:
        desk = self.desk
        warned, kept = self._keep_time()
        if kept.called:
            desk.speaker.chime(Chime.CALLED)
        if warned and isinstance(self.place, AtRest | Board):
            desk.say("timer", _announce(warned))
        place = self.place.ticked(desk)
        if self._watch.is_over(place, desk.moment()):
            if isinstance(place, STAFF):
                desk.reception.lock(place.staff, by_itself=True)
            return Home()
        if self._watch.asking and 0 < self._watch.seconds_left(desk.moment()) <= TICKS:
            desk.speaker.chime(Chime.TICK)
        if isinstance(place, AtRest):
            if self._watch.is_abandoned(desk.moment()):
                desk.restore()
                self._helped = False
            return at_rest(desk)
        return place

    def _use_paper(self, event: PrintFinished) -> None:
        """Count what was printed. A store that does not answer costs the estimate a slip, and nobody their receipt."""
        try:
            if used := self.desk.paper.used(event):
                self.desk.reception.use_paper(used)
        except StoreUnavailable as error:
            log.error("a slip was not counted: %s", error)

    def _keep_time(self) -> tuple[tuple[Warned, ...], Kept]:
        """Time goes on in boot time: what the store did not confirm now is written at a later tick, and nobody is
        sent away from the screen for it."""
        try:
            return self.desk.reception.keep_time()
        except StoreUnavailable as error:
            log.error("the time of the sessions was not kept: %s", error)
            return (), Kept()

    def _guarded(self, step: Callable[[], Place]) -> None:
        """Follow one step; a store that does not answer leads to staff, never to a traceback."""
        former, said = self.place, self.desk.saying
        try:
            place = step()
            self._confirmed(former, place)
        except StoreUnavailable as error:
            log.error("the store did not confirm: %s", error)
            place = out_of_order()
        if type(place) is not type(former) and self.desk.saying is said:
            self.desk.hush()
        self._go(place)

    def _confirmed(self, former: Place, place: Place) -> None:
        """Who showed card and PIN to confirm something in somebody's visit leaves the staff mode with that."""
        staff = _confirming(former)
        if staff is not None and _confirming(place) is None:
            self.desk.reception.lock(staff, by_itself=self._watch.asking)

    def _go(self, place: Place) -> None:
        if isinstance(place, Home):
            self._guide.forget()
            self.desk.wipe()
            place = at_rest(self.desk)
        if isinstance(place, AtRest):
            place = at_rest(self.desk)  # a call may have begun or ended in this very step
            self._code = self._pending_code = ""
        if isinstance(self.place, Export) and not isinstance(place, Export | ExportDone):
            self.desk.exports.stop()  # nothing is copied when nobody of the staff is there
        if place is not self.place:
            if isinstance(self.place, Reading) and not isinstance(place, Reading):
                self.desk.speaker.hush()
            if type(place) is not type(self.place):
                self._helped = False
                self._watch.entered(self.desk.moment())
                self._pending_code = ""
            self.place = place
        self.desk.listening = isinstance(place, Reading)
        self._helped = self._helped and help_called.standing(self.desk) is not None
        view = frame.view(self.place, self.desk, self._watch, self._pending_code, helped=self._helped)
        if view != self._view:
            self._view = view
            self.changed += 1


def _confirming(place: Place) -> Staff | None:
    """Who of the staff is asked a question over a visitor's screen; None when nobody is."""
    return place.under.staff if isinstance(place.under, Charter | Consent) else None


def _announce(warned: tuple[Warned, ...]) -> Callable[..., str]:
    first = warned[0]
    return lambda words: words.t(
        "Workstation {number}: {length} left",
        number=first.workstation,
        length=words.duration(first.minutes),
    )
