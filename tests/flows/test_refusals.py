"""Every refusal as a notice in every language: why, and what to do next (docs/rules.md §4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from kiosk.places import refusal
from kiosk.places.hours import coming_days
from kiosk.places.idle import Idle
from kiosk.places.notice import Notice, NoticeKind, refused
from kiosk.places.states import NoticeState
from kiosk.places.view import Bar
from kiosk.rules.refusals import Reason, Refused
from tests.factories import Scene, paris
from tests.flows.harness import Flow, Step, check_texts

MakeScene = Callable[..., Scene]
LANGUAGES = ("fr", "en")


def notices() -> list[Refused]:
    """Every reason with what comes with it, and with nothing at all."""
    full = [
        Refused(reason, until=date(2026, 10, 30), again_at=paris("10:00", "2026-10-14"), minutes=90)
        for reason in Reason
    ]
    return full + [Refused(reason) for reason in Reason]


def shown(scene: Scene, notice: Notice, language: str) -> NoticeState:
    scene.desk.language = language
    scene.front._go(notice)
    state = scene.front.view().state
    assert isinstance(state, NoticeState)
    check_texts(scene.front.view())
    return state


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "answer", notices(), ids=lambda answer: f"{answer.reason}-{'full' if answer.until else 'bare'}"
)
def test_a_refusal_says_why_and_what_to_do(scene: Scene, answer: Refused, language: str) -> None:
    state = shown(scene, refused(answer), language)
    assert state.title.strip()
    assert state.line.strip()
    assert state.card_title.strip()
    assert len(state.rows) >= 2
    assert all(row.text.strip() for row in state.rows)
    assert state.look in {"warning", "info"}
    assert state.main is not None
    assert state.main.action == Bar.HELP


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_reason_has_words_of_its_own(scene: Scene, language: str) -> None:
    said = [shown(scene, refused(answer), language) for answer in notices()[: len(Reason)]]
    assert len({(state.title, state.line) for state in said}) == len(Reason)


@pytest.mark.parametrize("kind", [NoticeKind.GOOD_VISIT, NoticeKind.THANKS])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_other_notices_are_complete_too(scene: Scene, kind: NoticeKind, language: str) -> None:
    state = shown(scene, Notice(kind), language)
    assert state.title
    assert state.line


def test_the_languages_do_not_say_the_same(scene: Scene) -> None:
    """A sentence that nobody translated stays English: the two notices of a reason differ in every line."""
    for answer in notices()[: len(Reason)]:
        french, english = (shown(scene, refused(answer), language) for language in LANGUAGES)
        assert french.title != english.title, answer.reason
        assert french.line != english.line, answer.reason


def test_a_refusal_closes_after_twenty_seconds(scene: Scene) -> None:
    Flow(scene).run(Step(Idle, scan="HELLO", leads_to=Notice), Step(Notice, leaves_after=20, leads_to=Idle))


def test_a_new_card_works_at_once(scene: Scene) -> None:
    carried = scene.member()
    flow = Flow(scene).run(Step(Idle, scan="HELLO", leads_to=Notice), Step(Notice, stays=15))
    flow.run(Step(Notice, scan="AGAIN", leads_to=Notice), Step(Notice, stays=15))
    scene.scan(carried.code)
    assert flow.view.place == "welcome"


def test_a_refusal_leads_home_by_hand_as_well(scene: Scene) -> None:
    flow = Flow(scene)
    for way in (refusal.Action.HOME, Bar.QUIT):
        flow.run(Step(Idle, scan="HELLO"), Step(Notice, touch=way, leads_to=Idle))


def test_help_is_called_from_a_refusal(scene: Scene) -> None:
    Flow(scene).run(Step(Idle, scan="HELLO"), Step(Notice, touch=Bar.HELP, leads_to=Notice))
    assert len(scene.room.help_calls) == 1


def test_the_pause_counts_down(scene: Scene) -> None:
    flow = Flow(scene)
    for _ in range(6):
        scene.scan("HELLO")
    first = flow.state(NoticeState).line
    scene.pass_time(3)
    words = scene.desk.words
    counted = "Too many unknown codes. Wait {count} second.", "Too many unknown codes. Wait {count} seconds."
    assert first == words.n(*counted, 10)
    assert flow.state(NoticeState).line == words.n(*counted, 7)


@pytest.mark.parametrize(
    ("reason", "hour"), [(Reason.CLOSED, "09:00"), (Reason.CLOSED, "20:00"), (Reason.TOO_CLOSE_TO_CLOSING, "18:45")]
)
def test_closed_says_when_it_opens(make_scene: MakeScene, reason: Reason, hour: str) -> None:
    scene = make_scene(now=paris(hour))
    flow = Flow(scene).run(Step(Idle, scan=scene.member().code, leads_to=Notice))
    assert isinstance(flow.place, Notice)
    assert flow.place.refused is not None
    assert flow.place.refused.reason is reason
    state = flow.state(NoticeState)
    words = scene.desk.words
    assert state.arch is not None
    assert state.arch[1] == (words.t("today") if hour == "09:00" else words.t("tomorrow"))
    assert len(state.rows) == len(coming_days(scene.desk))


def test_a_used_up_day_says_when_it_starts_anew(scene: Scene) -> None:
    carried = scene.member()
    scene.used_before(carried, 120)
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Notice))
    words = scene.desk.words
    length = words.n("{count} hour", "{count} hours", 2)
    tomorrow = words.t("tomorrow")
    assert flow.state(NoticeState).line == words.t("You will have {length} again {day}.", length=length, day=tomorrow)


def test_a_used_up_saturday_starts_anew_after_the_closed_days(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("14:00", "2026-10-17"))
    carried = scene.member()
    scene.used_before(carried, 120)
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Notice))
    words = scene.desk.words
    tuesday = words.weekday(date(2026, 10, 17) + timedelta(days=3))
    assert tuesday in flow.state(NoticeState).line
