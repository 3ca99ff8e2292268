"""Every screen as the places make it, in each language of the catalogue: what a visitor there would really see.

The other samples carry the words of the design pictures. These carry those of the catalogues: a day at the kiosk is
played once, and whatever came on the screen is then said in another language, size of text and way of the screen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path

from config.settings import Settings
from kiosk.events import DeviceState
from kiosk.inbox import Inbox
from kiosk.places import board, choose, frame, opened, welcome
from kiosk.places.desk import Desk
from kiosk.places.front import Front
from kiosk.places.notice import Notice, NoticeKind, refused
from kiosk.places.place import HOME, Place
from kiosk.places.view import View
from kiosk.rules.refusals import Reason, Refused
from tests.factories import Scene, changed, paris, sample
from tests.flows.test_completeness import tour
from tests.flows.ways import staff_mode
from tests.gallery.samples import Asked

LANGUAGES = ("fr", "en", "ar", "uk", "es", "pt", "tr", "fr-falc")

_FIGURES = re.compile(r"\d+")
_CODE = re.compile(r"VSR1:.*|\S{20,}")
"""What a QR code says: a card or a slip, in whose letters there may be spaces, or an address."""


class Witness(Front):
    """A front that notes every view which comes on the screen, in every way that is asked for."""

    def __init__(self, desk: Desk, inbox: Inbox, notes: Notes) -> None:
        self._notes = notes
        super().__init__(desk, inbox)

    def go(self, place: Place) -> None:
        """Stand there at once."""
        self._go(place)

    def _go(self, place: Place) -> None:
        super()._go(place)
        self._notes.take(self._said)

    def _said(self, asked: Asked) -> View:
        desk = self.desk
        former = desk.language, desk.theme, desk.text_step, desk.lying
        desk.language, desk.theme, desk.text_step, desk.lying = asked.language, asked.theme, asked.step, asked.landscape
        try:
            return frame.view(self.place, desk, self._watch, self._pending_code, helped=self._helped)
        finally:
            desk.language, desk.theme, desk.text_step, desk.lying = former


class Notes:
    """What was on the screen: views by name, in each of `asked`."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self.seen: dict[Asked, dict[str, View]] = {one: {} for one in asked}
        self._known: set[object] = set()

    def take(self, said: Callable[[Asked], View]) -> None:
        """Keep what is on the screen now, unless the same was there before but for its figures."""
        shape = _shape(said(Asked("en")))
        if shape in self._known:
            return
        self._known.add(shape)
        for asked, views in self.seen.items():
            view = said(asked)
            views[f"{view.place}-{len(self._known):03d}"] = view


def views(folder: Path, asked: Sequence[Asked]) -> Mapping[Asked, Mapping[str, View]]:
    """A day at the kiosk, its data in `folder`, as each of `asked` shows it. The names are the same in all of them."""
    notes = Notes(asked)
    for name, settings, story in (("room", _spoken(sample()), _visit), ("rooms", _two_rooms(), _day)):
        (folder / name).mkdir()
        scene = Scene(folder / name, settings)
        try:
            witness = Witness(scene.desk, scene.inbox, notes)
            scene.front = witness
            story(scene, witness)
        finally:
            scene.close()
    return notes.seen


def _spoken(settings: Settings) -> Settings:
    return changed(settings, site={"languages": LANGUAGES})


def _two_rooms() -> Settings:
    """More workstations than the staff's board shows at once, in rows, more languages than a page of them holds, and
    guests who take their tickets themselves."""
    settings = changed(guests={"tickets": "self"}, site={"languages": (*LANGUAGES, "ro")})
    more = tuple(replace(w, number=w.number + 20) for w in settings.workstations)
    rows = [
        replace(w, x=index % 6 * 162, y=20 + index // 6 * 150) for index, w in enumerate(settings.workstations + more)
    ]
    plan = replace(settings.plan, labels=(), areas=(), you_are_here=None)
    return replace(settings, workstations=tuple(rows), plan=plan)


def _visit(scene: Scene, _: Witness) -> None:
    """Somebody comes, takes a workstation of the sample room and asks for help; staff look at them."""
    scene.scan(scene.member().code)
    for action in (welcome.Action.WORKSTATION, choose.Action.CONFIRM, opened.Action.GO):
        scene.front.touch(action)
    scene.desk.reception.call_help(scene.new_request())
    staff_mode(scene)
    taken = scene.room.sessions[0].workstation
    free = next(number for number in scene.site.numbers if scene.room.is_free(number))
    for touched, value in (
        (board.Action.SELECT, taken),
        (board.Action.SELECT, free),
        (board.Action.SERVICE, None),
        (board.Action.SELECT, taken),
        (board.Action.COMING, None),
        (board.Action.HELPED, None),
    ):
        scene.front.touch(touched, value)


def _day(scene: Scene, witness: Witness) -> None:
    _trouble(scene)
    tour(scene)
    _refusals(witness)


def _trouble(scene: Scene) -> None:
    """The resting screen while something does not work."""
    for state in (DeviceState.SEARCHING, DeviceState.READY):
        scene.device("reader", state)


def _refusals(witness: Witness) -> None:
    """Every reason with what comes with it and with nothing at all, and the other notices."""
    answers = [Refused(reason, date(2026, 10, 30), paris("10:00", "2026-10-14"), minutes=90) for reason in Reason]
    for answer in (*answers, *(Refused(reason) for reason in Reason)):
        witness.go(refused(answer))
    for kind in (NoticeKind.GOOD_VISIT, NoticeKind.THANKS):
        witness.go(Notice(kind))
    witness.go(HOME)


def _shape(value: object) -> object:
    """What makes two views two different ones."""
    if isinstance(value, str):
        return _FIGURES.sub("0", _CODE.sub("", value))
    if isinstance(value, tuple):
        return tuple(_shape(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return type(value).__name__, *(_shape(getattr(value, part.name)) for part in fields(value))
    return value is None
