"""A workstation is kept for a member: they come, others come, or nobody does."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.explanation import why_not_more
from kiosk.models import Limit, Reservation
from kiosk.places import choose, my_session, welcome
from kiosk.places.called import CalledTicket
from kiosk.places.choose import Choose
from kiosk.places.idle import Idle
from kiosk.places.my_session import MySession
from kiosk.places.opened import SessionOpened
from kiosk.places.states import ChooseState, MySessionState, WelcomeState
from kiosk.places.waiting import Waiting
from kiosk.places.welcome import Welcome
from kiosk.reception.keeping import Wish
from kiosk.reception.outcomes import NotReserved, Reserved, Waits
from kiosk.rules.extension import Barrier
from tests.factories import Carried, Scene, changed, paris
from tests.flows.harness import Flow, Step

MakeScene = Callable[..., Scene]


def kept(scene: Scene, carried: Carried, hour: str, number: int = 7, minutes: int = 60) -> Reservation:
    """Staff keep a workstation for a member."""
    wish = Wish(carried.member.number, number, paris(hour), minutes)
    outcome = scene.reception.reserve(scene.colleague().staff, wish, scene.new_request())
    assert isinstance(outcome, Reserved), outcome
    return outcome.reservation


def numbers(flow: Flow) -> set[int]:
    return {tile.number for tile in flow.state(ChooseState).stations if tile.kind in {"free", "chosen"}}


def ends(scene: Scene) -> list[str]:
    return [body["end"] for _, body in scene.journal("reservation.closed")]


def test_it_is_kept_for_you(scene: Scene) -> None:
    carried = scene.member()
    kept(scene, carried, "14:10", number=3)
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Welcome))
    assert flow.state(WelcomeState).line == scene.desk.words.t("Workstation {number} is kept for you.", number=3)
    flow.run(Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Choose))
    assert flow.state(ChooseState).number == "3"
    flow.run(Step(Choose, touch=choose.Action.CONFIRM, leads_to=SessionOpened))
    assert scene.room.reservations == ()
    assert ends(scene) == ["used"]


def test_others_cannot_take_it(scene: Scene) -> None:
    """What is left until then is shorter than a session that is worth it."""
    kept(scene, scene.member(), "14:11")
    other = scene.member()
    flow = Flow(scene).run(
        Step(Idle, scan=other.code, leads_to=Welcome), Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Choose)
    )
    assert flow.state(ChooseState).number == "5"
    scene.front.touch(choose.Action.STATION, 7)
    assert flow.state(ChooseState).number == "5"


def test_others_may_use_it_until_then(scene: Scene) -> None:
    kept(scene, scene.member(), "14:40")
    other = scene.member()
    flow = Flow(scene).run(
        Step(Idle, scan=other.code, leads_to=Welcome), Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Choose)
    )
    scene.front.touch(choose.Action.STATION, 7)
    assert [tile.minutes for tile in flow.state(ChooseState).durations] == [30, 38], "to the gap before it"
    flow.run(
        Step(Choose, touch=choose.Action.DURATION, value=38),
        Step(Choose, touch=choose.Action.CONFIRM, leads_to=SessionOpened),
    )
    (session,) = scene.room.sessions
    assert session.why is not None
    assert session.why.limit is Limit.RESERVATION
    scene.clock.advance(60)
    flow.run(Step(SessionOpened, scan=other.code, leads_to=MySession))
    shown = flow.state(MySessionState)
    assert (shown.add, shown.waiting) == (None, why_not_more(Barrier.RESERVATION, scene.desk.words))
    scene.front.touch(my_session.Action.ADD)
    assert scene.stored(session).granted == 38 * 60


def test_a_reservation_outlives_a_full_room(scene: Scene) -> None:
    carried, waiter = scene.member(), scene.member()
    kept(scene, carried, "14:11")
    scene.fill(*(number for number in scene.site.numbers if number != 7))
    flow = Flow(scene).run(
        Step(Idle, scan=waiter.code, leads_to=Welcome),
        Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Waiting),
        Step(Waiting, stays=20),
    )
    assert scene.room.called == (), "it is free, and not for somebody who waits"
    scene.front.touch("waiting.keep")
    scene.pass_time(11 * 60)
    flow.run(
        Step(Idle, scan=carried.code, leads_to=Welcome),
        Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Choose),
    )
    assert numbers(flow) >= {7}
    flow.run(Step(Choose, touch=choose.Action.CONFIRM, leads_to=SessionOpened))
    assert scene.room.session_on(7) is not None


def test_who_comes_a_little_early_does_not_wait_behind_the_others(scene: Scene) -> None:
    """So close to its start, nobody else could have the workstation anyway."""
    carried = scene.member()
    kept(scene, carried, "14:11")
    scene.fill(*(number for number in scene.site.numbers if number != 7))
    assert isinstance(scene.reception.wait(scene.member().member, None, scene.new_request()), Waits)
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Welcome))
    flow.run(Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Choose))


def test_nobody_came_and_it_is_released_to_those_who_wait(scene: Scene) -> None:
    carried, waiter = scene.member(), scene.member()
    kept(scene, carried, "14:11")
    scene.fill(*(number for number in scene.site.numbers if number != 7))
    answer = scene.reception.wait(waiter.member, None, scene.new_request())
    assert isinstance(answer, Waits)
    scene.pass_time(11 * 60 + 15 * 60 - 1)
    assert not scene.room.called
    scene.pass_time(1)
    assert ends(scene) == ["released"]
    assert [(ticket.id, ticket.workstation) for ticket in scene.room.called] == [(answer.ticket.id, 7)]
    Flow(scene).run(Step(CalledTicket, scan=waiter.code, leads_to=SessionOpened))


def test_a_cancelled_one_is_for_everybody(scene: Scene) -> None:
    reservation = kept(scene, scene.member(), "14:11")
    other = scene.member()
    scene.reception.cancel_reservation(scene.colleague().staff, reservation)
    flow = Flow(scene).run(Step(Idle, scan=other.code), Step(Welcome, touch=welcome.Action.WORKSTATION))
    assert flow.state(ChooseState).number == "7"
    assert ends(scene) == ["cancelled"]


def test_a_reservation_for_later_is_not_used_up_now(scene: Scene) -> None:
    carried = scene.member()
    reservation = kept(scene, carried, "16:00", number=3)
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Welcome))
    assert flow.state(WelcomeState).line == scene.desk.words.t("Good to see you again.")
    flow.run(
        Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Choose),
        Step(Choose, touch=choose.Action.CONFIRM, leads_to=SessionOpened),
    )
    assert scene.room.reservations == (reservation,)


def test_the_same_wish_twice_is_one_reservation(scene: Scene) -> None:
    carried, staff, request = scene.member(), scene.colleague().staff, scene.new_request()
    wish = Wish(carried.member.number, 7, paris("16:00"), 60)
    first = scene.reception.reserve(staff, wish, request)
    assert scene.reception.reserve(staff, wish, request) == first
    other = Wish(carried.member.number, 8, paris("17:00"), 60)
    assert scene.reception.reserve(staff, other, scene.new_request()) == NotReserved("has-one")
    assert len(scene.room.reservations) == 1


def test_what_is_held_for_a_called_ticket_is_not_reserved_under_it(scene: Scene) -> None:
    """Whoever is called finds a session that is worth it, also in the last minute of the hold."""
    carried, other = scene.member(), scene.member()
    scene.fill()
    assert isinstance(scene.reception.wait(carried.member, None, scene.new_request()), Waits)
    session = scene.room.session_on(7)
    assert session is not None
    scene.reception.end(session, scene.new_request())
    scene.pass_time(2 * 60)
    assert scene.room.hold_on(7) is not None
    staff = scene.colleague().staff
    soon = Wish(other.member.number, 7, paris("14:10"), 60)
    assert scene.reception.reserve(staff, soon, scene.new_request()) == NotReserved("taken")
    scene.pass_time(4 * 60)
    Flow(scene).run(Step(CalledTicket, scan=carried.code, leads_to=SessionOpened))


def test_who_has_a_reservation_and_a_ticket_gives_both_back(scene: Scene) -> None:
    carried = scene.member()
    scene.fill(*(number for number in scene.site.numbers if number != 7))
    kept(scene, carried, "14:20")
    scene.fill(7, minutes=10)
    assert isinstance(scene.reception.wait(carried.member, None, scene.new_request()), Waits)
    scene.clock.advance(20 * 60)
    scene.front.tick()
    flow = Flow(scene)
    scene.scan(carried.code)
    flow.run(
        Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Choose),
        Step(Choose, touch=choose.Action.CONFIRM, leads_to=SessionOpened),
    )
    assert (scene.room.tickets, scene.room.reservations) == ((), ())


def test_a_house_may_let_nobody_come_early(make_scene: MakeScene) -> None:
    scene = make_scene(changed(reservations={"early_minutes": 0}))
    carried = scene.member()
    kept(scene, carried, "14:10", number=3)
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Welcome))
    assert flow.state(WelcomeState).line == scene.desk.words.t("Good to see you again.")
