"""The machine starts with a clock that is not plausible: nothing ends, and staff are asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kiosk.models import CardType, Reservation, Session, Ticket
from kiosk.places.board import Action, Board
from kiosk.places.idle import Idle
from kiosk.places.my_session import MySession
from kiosk.places.pin import Pin
from kiosk.places.states_idle import IdleState
from kiosk.reception.keeping import Wish
from kiosk.reception.outcomes import Reserved, Waits
from kiosk.rules.refusals import Reason, Refused
from tests.factories import PIN, Carried, Colleague, Scene, paris
from tests.flows.harness import Flow, Step
from tests.flows.ways import toast, type_pin

MakeScene = Callable[..., Scene]
DAY = 86_400
FAR = [-20_000 * DAY, -DAY, 2 * DAY, 2_000 * DAY]


class Afternoon:
    """Somebody sits there, somebody waits for a scanner, and a workstation is kept for somebody."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.colleague: Colleague = scene.colleague()
        self.there: Carried = scene.member()
        self.session: Session = scene.session(self.there, 7)
        scene.fill(4, 10)
        waits = scene.reception.wait(scene.member().member, None, scene.new_request(), tags=frozenset({"scanner"}))
        assert isinstance(waits, Waits)
        self.ticket: Ticket = waits.ticket
        wish = Wish(scene.member().member.number, 8, paris("14:30"), 60)
        kept = scene.reception.reserve(self.colleague.staff, wish, scene.new_request())
        assert isinstance(kept, Reserved)
        self.reservation: Reservation = kept.reservation
        scene.pass_time(45)

    def starts_with(self, step: float) -> None:
        """The power goes for ten seconds, and the clock is that far off when it comes back."""
        self.scene.clock.synchronised = False
        self.scene.clock.reboot(off_seconds=10)
        self.scene.clock.step(step)
        self.scene.reopen()
        self.scene.pass_time(61)

    def all_is_there(self) -> None:
        assert self.scene.stored(self.session).closed_at is None
        assert [ticket.id for ticket in self.scene.room.tickets] == [self.ticket.id]
        assert self.scene.room.reservations == (self.reservation,)


@pytest.fixture
def afternoon(scene: Scene) -> Afternoon:
    return Afternoon(scene)


@pytest.mark.parametrize("step", FAR)
def test_nothing_ends_because_of_a_clock_that_is_far_off(afternoon: Afternoon, step: int) -> None:
    scene = afternoon.scene
    afternoon.starts_with(step)
    afternoon.all_is_there()
    flow = Flow(scene)
    banner = flow.state(IdleState).banner
    assert banner is not None
    assert banner.title == scene.desk.words.t("The clock of the kiosk must be checked")
    flow.run(Step(Idle, scan=afternoon.there.code, leads_to=MySession))
    ((_, body),) = scene.journal("clock.doubted")
    assert abs(body["ahead"] - step) < 120


@pytest.mark.parametrize("step", FAR)
def test_it_dies_once_more_while_the_clock_is_doubted(afternoon: Afternoon, step: int) -> None:
    """What was written meanwhile bears the hour that was believed: the next start doubts as well."""
    afternoon.starts_with(step)
    afternoon.scene.reopen()
    afternoon.scene.pass_time(2)
    assert afternoon.scene.reception.doubted_clock is not None
    afternoon.all_is_there()


def test_a_time_server_puts_it_right(afternoon: Afternoon) -> None:
    scene = afternoon.scene
    afternoon.starts_with(2 * DAY)
    scene.clock.step(-2 * DAY)
    scene.clock.synchronised = True
    scene.pass_time(1)
    afternoon.all_is_there()
    assert Flow(scene).state(IdleState).banner is None
    assert [body for _, body in scene.journal("clock.believed")] == [{"staff": None}]


def at_the_board(afternoon: Afternoon) -> Flow:
    flow = Flow(afternoon.scene).run(Step(Idle, scan=afternoon.colleague.code, leads_to=Pin))
    return type_pin(flow, PIN).run(Step(Board))


def question(flow: Flow) -> str:
    """What staff are asked, "" when nothing."""
    return flow.view.dialog.title if flow.view.dialog is not None else ""


def test_staff_say_that_it_is_right(afternoon: Afternoon) -> None:
    """It was off for two days: what was to end then has ended then."""
    scene = afternoon.scene
    afternoon.starts_with(2 * DAY)
    flow = at_the_board(afternoon)
    assert scene.desk.words.long_date(scene.clock.now) in question(flow)
    flow.run(Step(Board, touch=Action.CLOCK_RIGHT))
    assert question(flow) == ""
    assert [body for _, body in scene.journal("clock.believed")] == [{"staff": afternoon.colleague.staff.id}]
    ended = scene.stored(afternoon.session)
    assert (ended.closed_at, ended.estimated) == (paris("18:50"), True)
    scene.pass_time(62)
    assert (scene.room.tickets, scene.room.reservations) == ((), ())
    assert scene.reception.moment().utc == scene.clock.now


def test_staff_say_that_it_is_wrong(afternoon: Afternoon) -> None:
    scene = afternoon.scene
    afternoon.starts_with(2 * DAY)
    flow = at_the_board(afternoon).run(Step(Board, touch=Action.CLOCK_WRONG))
    assert toast(flow) == scene.desk.words.t("Somebody must set the clock of the machine")
    assert question(flow) == ""
    afternoon.all_is_there()
    assert scene.journal("clock.believed") == []


def test_a_clock_that_jumps_while_people_sit_there_changes_nothing(afternoon: Afternoon) -> None:
    scene = afternoon.scene
    scene.clock.synchronised = False
    scene.clock.step(DAY)
    scene.pass_time(120)
    afternoon.all_is_there()
    scene.clock.step(-DAY)
    scene.pass_time(2)
    afternoon.all_is_there()
    assert [kind for kind, _ in scene.journal() if kind.startswith("clock.")] == ["clock.doubted", "clock.believed"]


def test_a_clock_that_was_set_is_written_down(scene: Scene) -> None:
    """By a time server, or by hand: the statistics can be put right, and the next start compares with the new hour."""
    for seconds in (20, 3600, -600):
        scene.pass_time(1)
        scene.clock.step(seconds)
        scene.pass_time(1)
    assert [body["seconds"] for _, body in scene.journal("clock.set")] == [20 + 3600, -600]
    assert scene.store.real.recorded_until() == scene.reception.moment().utc


def test_a_card_that_expired_stays_expired_in_the_past(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("14:00"))
    carried = scene.member()
    code, _ = scene.card(CardType.MEMBER, carried.member.id, expires=date(2026, 10, 12))
    scene.clock.synchronised = False
    scene.clock.reboot()
    scene.clock.step(-400 * DAY)
    scene.reopen()
    assert scene.reception.arrive(code) == Refused(Reason.EXPIRED, until=date(2026, 10, 12))


def test_the_hour_is_written_down_where_nobody_vouches_for_the_clock(scene: Scene) -> None:
    """After a quiet afternoon a start knows when it was."""
    for synchronised, rows in ((True, 0), (False, 2)):
        scene.clock.synchronised = synchronised
        for _ in range(8):
            scene.pass_time(1)
            scene.clock.advance(900)
        scene.pass_time(1)
        assert len(scene.journal("kiosk.running")) == rows
