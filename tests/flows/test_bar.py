"""The bottom bar: another language, a call for help, and a voice that reads the screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.events import DeviceState, PrintOutcome, SentenceSpoken
from kiosk.places import board, choose, language, my_session, opened, preferences, reading, welcome
from kiosk.places import help as help_called
from kiosk.places.board import Board
from kiosk.places.charter import Charter
from kiosk.places.choose import Choose
from kiosk.places.idle import Idle
from kiosk.places.language import Language
from kiosk.places.my_session import MySession
from kiosk.places.opened import SessionOpened
from kiosk.places.reading import Reading
from kiosk.places.states import OpenedState, WelcomeState
from kiosk.places.states_bar import LanguageState, ReadingState
from kiosk.places.states_staff import BoardState
from kiosk.places.view import Bar, Tab
from kiosk.places.welcome import Welcome
from kiosk.ports import Chime
from tests.factories import PIN, Scene, changed
from tests.flows.harness import DisabledActionError, Flow, Step, names_shown, texts
from tests.flows.ways import staff_mode, switch, to_opened, toast, type_pin

MakeScene = Callable[..., Scene]
ALL = ("fr", "en", "ar", "uk", "es", "pt", "tr", "fr-falc")


def dialog(flow: Flow) -> str:
    return flow.view.dialog.title if flow.view.dialog is not None else ""


def item(flow: Flow, action: str) -> str:
    return next(one.label for one in flow.view.frame.items if one.action == action)


# -------------------------------------------------------------------------------------------------- language


def test_each_language_is_listed_by_its_own_name(make_scene: MakeScene) -> None:
    flow = Flow(make_scene(changed(site={"languages": ALL}))).run(Step(Idle, touch=Bar.LANGUAGE, leads_to=Language))
    shown = flow.state(LanguageState)
    names = ["Français", "English", "العربية", "Українська", "Español", "Português", "Türkçe", "Français facile"]
    assert [tile.name for tile in shown.tiles] == names
    assert [tile.name for tile in shown.tiles if tile.chosen] == ["Français"]
    assert [tile.name for tile in shown.tiles if tile.rtl] == ["العربية"]
    assert shown.next is None


def test_the_visitor_comes_back_to_where_they_stood(scene: Scene) -> None:
    flow = Flow(scene).run(
        Step(Idle, scan=scene.member().code), Step(Welcome, touch=welcome.Action.PURPOSE, value="job")
    )
    before = flow.place
    switch(flow)
    assert flow.place is before
    assert flow.view.frame.language == "en"
    assert [chip.value for chip in flow.state(WelcomeState).purposes if chip.chosen] == ["job"]
    for way in (language.Action.BACK, language.Action.CONTINUE, Bar.LANGUAGE):
        flow.run(Step(Welcome, touch=Bar.LANGUAGE), Step(Language, touch=way, leads_to=Welcome))
        assert flow.view.frame.language == "en"


def test_the_member_may_keep_the_language(scene: Scene) -> None:
    carried = scene.member()
    flow = switch(Flow(scene).run(Step(Idle, scan=carried.code)))
    flow.run(Step(Welcome, touch=preferences.Action.KEEP), Step(Welcome, touch=Bar.QUIT), Step(Idle, scan=carried.code))
    assert flow.view.frame.language == "en"


def test_a_language_that_is_not_spoken_here_is_not_taken(scene: Scene) -> None:
    flow = Flow(scene).run(Step(Idle, touch=Bar.LANGUAGE))
    scene.front.touch(language.Action.CHOOSE, "tlh")
    flow.run(Step(Language))
    assert scene.desk.language == "fr"


def test_more_languages_turn_pages(make_scene: MakeScene) -> None:
    flow = Flow(make_scene(changed(site={"languages": (*ALL, "ro")}))).run(Step(Idle, touch=Bar.LANGUAGE))
    flow.run(Step(Language, touch=language.Action.NEXT), Step(Language, touch=language.Action.NEXT))
    assert [tile.name for tile in flow.state(LanguageState).tiles] == ["Română"]
    flow.run(Step(Language, touch=language.Action.CHOOSE, value="ro", leads_to=Idle))


def test_the_list_closes_like_the_screen_behind_it(scene: Scene) -> None:
    flow = switch(Flow(scene)).run(Step(Idle, touch=Bar.LANGUAGE), Step(Language, stays=45))
    assert dialog(flow) == scene.desk.words.t("Still there?")
    flow.run(Step(Language, leaves_after=20, leads_to=Idle))
    assert scene.desk.language == "fr"


def test_a_card_at_the_list_is_taken_as_on_the_screen_behind_it(scene: Scene) -> None:
    one, other = scene.member(), scene.member()
    flow = Flow(scene).run(Step(Idle, touch=Bar.LANGUAGE), Step(Language, scan=one.code, leads_to=Welcome))
    flow.run(Step(Welcome, touch=Bar.LANGUAGE), Step(Language, scan=other.code))
    assert dialog(flow) == scene.desk.words.t("Another person?")


def test_what_happens_behind_the_list_is_not_missed(scene: Scene) -> None:
    carried = scene.member()
    session = scene.session(carried, 7)
    flow = Flow(scene).run(Step(Idle, scan=carried.code), Step(MySession, touch=Bar.LANGUAGE))
    scene.reception.end(session, scene.new_request())
    flow.run(Step(Language, stays=0), Step(Language, leaves_after=1, leads_to=Idle))


def test_the_printer_is_heard_behind_the_list(scene: Scene) -> None:
    scene.device("printer", DeviceState.READY)
    flow = to_opened(Flow(scene), scene.member().code)
    flow.run(Step(SessionOpened, touch=opened.Action.PRINT), Step(SessionOpened, touch=Bar.LANGUAGE))
    scene.printed(PrintOutcome.PRINTED)
    flow.run(Step(Language, touch=language.Action.BACK, leads_to=SessionOpened))
    receipt = flow.state(OpenedState).receipt
    assert receipt is not None
    assert receipt.kind == "take"


# ------------------------------------------------------------------------------------------------------ help


def test_the_visitor_is_told_and_goes_on_where_they_stood(scene: Scene) -> None:
    flow = Flow(scene).run(Step(Idle, scan=scene.member().code), Step(Welcome, touch=welcome.Action.WORKSTATION))
    before, words = flow.place, scene.desk.words
    flow.run(Step(Choose, touch=Bar.HELP))
    assert dialog(flow) == words.t("We have been told")
    assert item(flow, Bar.HELP) == words.t("Call sent")
    scene.front.touch(choose.Action.CONFIRM)
    assert flow.place is before, "what is covered answers to nothing"
    flow.run(Step(Choose, touch=help_called.Action.THANKS))
    assert flow.place is before
    assert (dialog(flow), item(flow, Bar.HELP)) == ("", words.t("Call sent"))


def test_the_call_is_taken_back(scene: Scene) -> None:
    flow = Flow(scene).run(Step(Idle, touch=Bar.HELP), Step(Idle, touch=help_called.Action.CANCEL))
    assert scene.room.help_calls == ()
    assert item(flow, Bar.HELP) == scene.desk.words.t("Call a mediator")
    assert toast(flow) == scene.desk.words.t("Call cancelled")
    scene.front.touch(help_called.Action.CANCEL)
    assert [kind for kind, _ in scene.journal() if kind == "help.cancelled"] == ["help.cancelled"]


def test_somebody_comes(scene: Scene) -> None:
    flow = Flow(scene).run(Step(Idle, touch=Bar.HELP), Step(Idle, stays=90), Step(Idle))
    assert dialog(flow) == "", "nobody stands there any more"
    flow, colleague = staff_mode(scene)
    flow.run(Step(Board, touch=board.Action.COMING), Step(Board, touch=Tab.LOCK, leads_to=Idle))
    words = scene.desk.words
    assert item(flow, Bar.HELP) == words.t("Somebody is coming")
    flow.run(Step(Idle, touch=Bar.HELP))
    assert dialog(flow) == words.t("Somebody is coming")
    assert scene.journal("help.answered") == [
        ("help.answered", {"call": 1, "staff": colleague.staff.id, "seconds": 90}),
    ]
    scene.reception.close_help(colleague.staff)
    flow.run(Step(Idle, stays=1))
    assert (dialog(flow), item(flow, Bar.HELP)) == ("", words.t("Call a mediator"))


def test_an_answered_call_leaves_the_board_by_itself(scene: Scene) -> None:
    scene.reception.call_help(scene.new_request())
    scene.clock.advance(3600)
    flow, colleague = staff_mode(scene)
    banner = flow.state(BoardState).banner
    assert banner is not None, "nobody has come yet, however long ago it was"
    flow.run(Step(Board, touch=board.Action.COMING))
    assert flow.state(BoardState).banner != banner
    flow.run(Step(Board, touch=Tab.LOCK, leads_to=Idle))
    scene.clock.advance(15 * 60)
    type_pin(flow.run(Step(Idle, scan=colleague.code)), PIN).run(Step(Board))
    assert flow.state(BoardState).banner is None


# --------------------------------------------------------------------------------------------------- reading


def at_reading(scene: Scene) -> Flow:
    carried = scene.member("Zébulonette", signed=False)
    return Flow(scene).run(Step(Idle, scan=carried.code), Step(Charter, touch=Bar.LISTEN, leads_to=Reading))


def spoken(flow: Flow) -> list[str]:
    shown = flow.state(ReadingState)
    return [line.text for line in (shown.title, *shown.lines) if line.spoken]


def test_the_title_comes_first_the_buttons_last(scene: Scene) -> None:
    flow = at_reading(scene)
    ((heard, spoken_in, loudness),) = scene.speaker.readings
    charter, words = scene.site.charter_text("fr"), scene.desk.words
    assert heard[0] == charter.title
    assert list(heard[1:7]) == [line.text for line in charter.lines]
    assert heard[-2:] == (words.t("I accept and sign"), words.t("I cannot sign"))
    assert (spoken_in, loudness) == ("fr", 3)
    assert spoken(flow) == [charter.title]


def test_the_sentence_that_is_heard_is_marked(scene: Scene) -> None:
    flow = at_reading(scene)
    lines = scene.speaker.readings[0][0]
    for index in range(len(lines)):
        scene.heard(index)
        assert spoken(flow) == [lines[index]]
        assert flow.state(ReadingState).fraction == pytest.approx((index + 1) / len(lines))
    scene.heard(None)
    assert spoken(flow) == []
    flow.run(Step(Reading, touch=reading.Action.PREVIOUS))
    assert spoken(flow) == [lines[-2]]


def test_back_and_forth_between_sentences(scene: Scene) -> None:
    flow = at_reading(scene)
    lines = scene.speaker.readings[0][0]
    with pytest.raises(DisabledActionError):
        flow.touch(reading.Action.PREVIOUS)
    scene.heard(1)
    flow.run(Step(Reading, touch=reading.Action.NEXT))
    assert scene.speaker.readings[-1][0] == lines[2:]
    scene.heard(1)
    assert spoken(flow) == [lines[3]]
    flow.run(Step(Reading, touch=reading.Action.PREVIOUS))
    assert scene.speaker.readings[-1][0] == lines[2:]


def test_a_late_word_of_a_former_reading_marks_nothing(scene: Scene) -> None:
    flow = at_reading(scene)
    flow.run(Step(Reading, touch=reading.Action.NEXT))
    before = flow.place
    for late in (4, None):
        scene.inbox.put(SentenceSpoken(1, late))
        scene.front.pump()
    assert flow.place == before


def test_louder_and_quieter_from_the_same_sentence(scene: Scene) -> None:
    flow = at_reading(scene)
    lines = scene.speaker.readings[0][0]
    scene.heard(2)
    for loudness in (4, 5):
        flow.run(Step(Reading, touch=reading.Action.LOUDER))
        assert scene.speaker.readings[-1] == (lines[2:], "fr", loudness)
    with pytest.raises(DisabledActionError):
        flow.touch(reading.Action.LOUDER)
    scene.heard(None)
    count = len(scene.speaker.readings)
    flow.run(Step(Reading, touch=reading.Action.QUIETER))
    assert len(scene.speaker.readings) == count, "nothing is being read"
    flow.run(Step(Reading, touch=Bar.QUIT, leads_to=Idle))
    assert scene.desk.loudness == 3


@pytest.mark.parametrize("way", [reading.Action.STOP, reading.Action.BACK, reading.Action.SIGN, Bar.QUIT])
def test_leaving_silences_the_voice(scene: Scene, way: str) -> None:
    flow = at_reading(scene)
    flow.run(Step(Reading, touch=way, leads_to=Idle if way == Bar.QUIT else Charter))
    assert scene.speaker.spoken[-1] == ""


def test_time_outs_are_twice_as_long_while_the_screen_is_read(scene: Scene) -> None:
    flow = Flow(scene).run(
        Step(Idle, scan=scene.member().code), Step(Welcome, touch=Bar.LISTEN), Step(Reading, stays=89)
    )
    assert dialog(flow) == ""
    flow.run(Step(Reading, stays=1))
    assert dialog(flow) == scene.desk.words.t("Still there?")
    flow.run(Step(Reading, leaves_after=40, leads_to=Idle))
    assert scene.speaker.spoken[-1] == ""
    flow.run(Step(Idle, scan=scene.member().code), Step(Welcome, stays=45))
    assert dialog(flow) == scene.desk.words.t("Still there?")


def test_the_last_five_seconds_are_heard(scene: Scene) -> None:
    flow = Flow(scene).run(Step(Idle, scan=scene.member().code), Step(Welcome, stays=45 + 14))
    assert Chime.TICK not in scene.speaker.chimes
    flow.run(Step(Welcome, leaves_after=6, leads_to=Idle))
    assert scene.speaker.chimes.count(Chime.TICK) == 5


@pytest.mark.parametrize(("speech", "heard"), [("always", False), ("headphones", True)])
def test_names_are_heard_in_headphones_only(make_scene: MakeScene, speech: str, heard: bool) -> None:
    scene = make_scene(changed(sound={"speech": speech}))
    carried = scene.member("Zébulonette")
    flow = Flow(scene).run(Step(Idle, scan=carried.code))
    assert names_shown(flow.view, "Zébulonette")
    flow.run(Step(Welcome, touch=Bar.LISTEN, leads_to=Reading))
    assert ("Zébulonette" in " ".join(scene.speaker.spoken)) is heard
    assert scene.desk.words.t("Hello") in scene.speaker.readings[0][0][0]


@pytest.mark.parametrize(
    ("speech", "reason"), [("always", "No sound on this kiosk yet"), ("headphones", "Plug in your headphones first")]
)
def test_without_a_voice_the_item_says_why(make_scene: MakeScene, speech: str, reason: str) -> None:
    scene = make_scene(changed(sound={"speech": speech}))
    scene.speaker.can_speak = False
    carried = scene.member(signed=False)
    flow = Flow(scene).run(Step(Idle, scan=carried.code))
    why = scene.desk.words.t(reason)
    assert [one.disabled_reason for one in flow.view.frame.items if one.action == Bar.LISTEN] == [why]
    assert list(texts(flow.view.state)).count(why) == 1, "the button of the charter says the same"
    scene.front.touch(Bar.LISTEN)
    flow.run(Step(Charter))
    assert toast(flow) == why
    assert scene.speaker.readings == []


def test_a_question_over_the_screen_is_read_in_its_place(scene: Scene) -> None:
    carried = scene.member()
    scene.session(carried, 7)
    flow = Flow(scene).run(Step(Idle, scan=carried.code), Step(MySession, touch=my_session.Action.END))
    title = dialog(flow)
    flow.run(Step(MySession, touch=Bar.LISTEN, leads_to=Reading))
    ((heard, _, _),) = scene.speaker.readings
    assert heard[0] == title
    flow.run(Step(Reading, touch=reading.Action.STOP, leads_to=MySession))
    assert dialog(flow) == title
