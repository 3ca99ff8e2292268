"""More time by itself, the grace, a day that ends early, and who may do what meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.explanation import why_not_more
from kiosk.models import EndReason, ExtensionReason, Session
from kiosk.places.choose import Choose
from kiosk.places.feedback import Feedback
from kiosk.places.idle import Idle
from kiosk.places.my_session import Action as SessionAction
from kiosk.places.my_session import MySession
from kiosk.places.notice import Notice
from kiosk.places.opened import Action as OpenedAction
from kiosk.places.opened import SessionOpened
from kiosk.places.slip import code_in_pairs
from kiosk.places.states import ChooseState, MySessionState, NoticeState
from kiosk.places.states_idle import IdleState
from kiosk.places.welcome import Action as WelcomeAction
from kiosk.places.welcome import Welcome
from kiosk.rules.extension import Barrier
from kiosk.rules.refusals import Reason
from tests.factories import Carried, Scene, changed, paris
from tests.flows.harness import Flow, Step
from tests.flows.ways import to_opened

MakeScene = Callable[..., Scene]


def generous(make_scene: MakeScene, now: str = "14:00", **limits: object) -> Scene:
    """A house where a session goes on by itself, with five minutes of grace."""
    return make_scene(changed(limits={"auto_extension": True, "grace": 5} | limits), now=paris(now))


def extensions(scene: Scene, session: Session) -> list[tuple[float, str]]:
    rows = scene.rows("SELECT seconds, reason FROM extension WHERE session_id = ? ORDER BY rowid", session.id)
    return [(seconds, reason) for seconds, reason in rows]


def far(scene: Scene, session: Session, seconds: float) -> None:
    """Go to that many seconds before the end."""
    scene.pass_time(scene.left(session) - seconds)


# ------------------------------------------------------------------------------------------------ by itself


def test_a_session_goes_on_by_itself_once(make_scene: MakeScene) -> None:
    """For the chair may be empty by then."""
    scene = generous(make_scene, grace=0)
    session = scene.session(scene.member(), 7, minutes=30)
    far(scene, session, 61)
    assert extensions(scene, session) == []
    scene.pass_time(1)
    assert extensions(scene, session) == [(900, ExtensionReason.AUTOMATIC)]
    assert scene.stored(session).courtesy == 0, "it comes out of the time of the day"
    far(scene, session, 0)
    assert scene.stored(session).closed_at == paris("14:45")


def test_the_time_of_the_day_ends_it_and_the_grace_is_once(make_scene: MakeScene) -> None:
    scene = generous(make_scene)
    carried = scene.member()
    scene.used_before(carried, 90)
    session = scene.session(carried, 7, minutes=30)
    far(scene, session, 0)
    assert extensions(scene, session) == [(300, ExtensionReason.GRACE)]
    far(scene, session, 0)
    closed = scene.stored(session)
    assert (closed.granted, closed.courtesy, closed.end_reason) == (2100, 300, EndReason.TIME_UP)
    used = scene.store.real.read(
        lambda uow: uow.sessions.seconds_used_on(carried.member.id, scene.site.today(scene.clock.now))
    )
    assert used == 120 * 60, "the grace is on top"


@pytest.mark.parametrize("busy", ["waiting", "full"])
def test_others_come_before_more_time(make_scene: MakeScene, busy: str) -> None:
    scene = generous(make_scene)
    session = scene.session(scene.member(), 7, minutes=30)
    if busy == "waiting":
        scene.fill(4, 10)
        scene.fill(1, 2, 3, 5, 6, 8, 9)
        scene.reception.wait(scene.member().member, None, scene.new_request())
        assert scene.room.waiting
    else:
        scene.fill(*(number for number in scene.site.numbers if number not in {7, 12}))
    far(scene, session, 0)
    given = [reason for _, reason in extensions(scene, session)]
    assert given == ([] if busy == "waiting" else [ExtensionReason.GRACE])


def test_when_the_waiting_is_over_time_can_be_added_again(make_scene: MakeScene) -> None:
    scene = generous(make_scene)
    carried = scene.member()
    session = scene.session(carried, 7, minutes=30)
    scene.fill(1, 2, 3, 4, 5, 6, 8, 9, 10)
    answer = scene.reception.wait(scene.member().member, None, scene.new_request())
    far(scene, session, 30)
    assert extensions(scene, session) == []
    scene.reception.leave_queue(answer.ticket, scene.new_request())  # type: ignore[union-attr]
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=MySession))
    flow.run(Step(MySession, touch=SessionAction.ADD))
    assert extensions(scene, session) == [(900, ExtensionReason.VISITOR)]


def test_the_store_did_not_answer_when_more_time_was_due(make_scene: MakeScene) -> None:
    scene = generous(make_scene)
    session = scene.session(scene.member(), 7, minutes=30)
    far(scene, session, 61)
    scene.store.trouble = "midway"
    scene.pass_time(20)
    scene.store.trouble = ""
    scene.pass_time(20)
    assert extensions(scene, session) == [(900, ExtensionReason.AUTOMATIC)]


def test_the_machine_slept_over_the_end(make_scene: MakeScene) -> None:
    """Nobody sat there: the session ended when it was planned to, and nothing is taken from the day."""
    scene = generous(make_scene)
    carried = scene.member()
    session = scene.session(carried, 7, minutes=30)
    scene.pass_time(60)
    scene.clock.advance(2 * 3600)
    scene.pass_time(5)
    closed = scene.stored(session)
    assert extensions(scene, session) == []
    assert (closed.end_reason, closed.closed_at) == (EndReason.TIME_UP, paris("14:30"))
    assert closed.used == 30 * 60


def test_more_time_never_runs_into_closing(make_scene: MakeScene) -> None:
    scene = generous(make_scene, "18:15")
    session = scene.session(scene.member(), 7, minutes=30)
    far(scene, session, 0)
    closing = paris("18:50")
    assert scene.stored(session).closed_at is None
    scene.pass_time(5 * 60)
    closed = scene.stored(session)
    assert closed.closed_at == closing
    assert sum(seconds for seconds, _ in extensions(scene, session)) == 5 * 60


def test_a_rule_of_the_house_turns_it_off(make_scene: MakeScene) -> None:
    scene = make_scene(changed(limits={"self_extension": False}))
    carried = scene.member()
    scene.session(carried, 7)
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=MySession))
    shown = flow.state(MySessionState)
    assert (shown.add, shown.waiting) == (None, why_not_more(Barrier.OFF, scene.desk.words))


# --------------------------------------------------------------------------------------------- closing early


def close_at(scene: Scene, hour: str) -> None:
    scene.reception.close_early(scene.colleague().staff, paris(hour))
    scene.front.tick()


def test_an_early_closing_shows_and_shortens(scene: Scene) -> None:
    there = scene.member()
    session = scene.session(there, 7)
    before = Flow(scene).state(IdleState).open_line
    close_at(scene, "14:50")
    flow = Flow(scene)
    words = scene.desk.words
    assert flow.state(IdleState).open_line != before
    assert words.hour(paris("14:50")) in flow.state(IdleState).open_line
    assert scene.left(session) == 40 * 60
    flow.run(Step(Idle, scan=there.code, leads_to=MySession))
    shown = flow.state(MySessionState)
    assert words.hour(paris("14:40")) in shown.title
    assert shown.waiting == why_not_more(Barrier.CLOSING, words)


def test_what_is_opened_then_ends_before_the_early_closing(scene: Scene) -> None:
    carried = scene.member()
    close_at(scene, "14:50")
    flow = Flow(scene).run(
        Step(Idle, scan=carried.code, leads_to=Welcome),
        Step(Welcome, touch=WelcomeAction.WORKSTATION, leads_to=Choose),
    )
    assert [tile.minutes for tile in flow.state(ChooseState).durations] == [30, 40]


@pytest.mark.parametrize(("hour", "reason"), [("14:15", Reason.TOO_CLOSE_TO_CLOSING), ("14:00", Reason.CLOSED)])
def test_nobody_comes_in_any_more(scene: Scene, hour: str, reason: Reason) -> None:
    carried = scene.member()
    close_at(scene, hour)
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Notice))
    assert isinstance(flow.place, Notice)
    assert flow.place.refused is not None
    assert flow.place.refused.reason is reason
    arch = flow.state(NoticeState).arch
    assert arch is not None
    assert arch[1] == scene.desk.words.t("tomorrow")


def test_closing_at_once_ends_everything_without_a_grace(make_scene: MakeScene) -> None:
    scene = generous(make_scene)
    session = scene.session(scene.member(), 7)
    scene.pass_time(600)
    close_at(scene, "14:10")
    scene.pass_time(1)
    closed = scene.stored(session)
    assert closed.closed_at is not None
    assert (closed.granted, closed.used) == (600, 600)
    assert scene.room.sessions == ()


def test_those_who_wait_are_sent_home(scene: Scene) -> None:
    scene.fill()
    scene.reception.wait(scene.member().member, None, scene.new_request())
    close_at(scene, "14:15")
    scene.pass_time(61)
    assert scene.room.tickets == ()
    assert scene.journal("ticket.closed")[0][1]["end"] == "closing"


def test_the_usual_hour_after_all(scene: Scene) -> None:
    there = scene.member()
    session = scene.session(there, 7)
    close_at(scene, "14:50")
    scene.reception.reopen(scene.colleague().staff)
    scene.front.tick()
    assert scene.left(session) == 40 * 60, "what was taken is not given back by itself"
    flow = Flow(scene).run(Step(Idle, scan=there.code, leads_to=MySession))
    flow.run(Step(MySession, touch=SessionAction.CHOOSE, value=15), Step(MySession, touch=SessionAction.ADD))
    assert scene.left(session) == 55 * 60


def test_the_next_day_is_as_usual(scene: Scene) -> None:
    carried = scene.member()
    close_at(scene, "14:15")
    scene.clock.advance(timedelta(days=1).total_seconds())
    scene.front.tick()
    Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Welcome))


# ---------------------------------------------------------------------------------------------- my session


def test_the_unlock_code_while_the_session_is_young(scene: Scene) -> None:
    carried = scene.member()
    flow = to_opened(Flow(scene), carried.code)
    (session,) = scene.room.sessions
    shown = scene.desk.words.t("Your code on the workstation: {code}", code=code_in_pairs(session.code))
    flow.run(
        Step(SessionOpened, touch=OpenedAction.GO, leads_to=Idle), Step(Idle, scan=carried.code, leads_to=MySession)
    )
    assert flow.state(MySessionState).finish == shown
    for _ in range(4):
        scene.front.alive()
        scene.pass_time(44)
    assert flow.state(MySessionState).finish == shown
    scene.front.alive()
    scene.pass_time(4)
    assert flow.state(MySessionState).finish != shown
    assert code_in_pairs(session.code) not in repr(flow.state(MySessionState))


def suspended(scene: Scene) -> Carried:
    carried = scene.member()
    scene.session(carried, 7)
    scene.suspend(carried, days=10)
    return carried


def test_who_was_suspended_meanwhile_ends_the_session(scene: Scene) -> None:
    carried = suspended(scene)
    flow = Flow(scene).run(
        Step(Idle, scan=carried.code, leads_to=MySession),
        Step(MySession, touch=SessionAction.END),
        Step(MySession, touch=SessionAction.END_CONFIRMED, leads_to=Feedback),
        Step(Feedback, scan=carried.code, leads_to=Notice),
    )
    assert isinstance(flow.place, Notice)
    assert flow.place.refused is not None
    assert flow.place.refused.reason is Reason.SUSPENDED


def test_a_shorter_self_extension_near_the_cap_of_the_day(make_scene: MakeScene) -> None:
    base = changed()
    scene = make_scene(replace(base, limits=replace(base.limits, extension_step=20)))
    carried = scene.member()
    scene.used_before(carried, 35)
    session = scene.session(carried, 7)
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=MySession))
    assert [tile.minutes for tile in flow.state(MySessionState).durations] == [20, 25]
    flow.run(Step(MySession, touch=SessionAction.CHOOSE, value=25), Step(MySession, touch=SessionAction.ADD))
    assert scene.stored(session).granted == 85 * 60
    assert flow.state(MySessionState).waiting == why_not_more(Barrier.DAY, scene.desk.words)
