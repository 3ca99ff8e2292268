"""17: what staff learn of the devices, what they can try, and the change of the paper."""

from __future__ import annotations

import pytest

from devices.advice import SENTENCES
from devices.sound.trouble import SENTENCES as SOUND_SENTENCES
from kiosk.events import CheckedUp, ClockState, DeviceCounts, DeviceState, PrintOutcome
from kiosk.i18n import Words
from kiosk.models import CardType
from kiosk.places import devices, devices_paper, devices_words
from kiosk.places.board import Board
from kiosk.places.desk import CardOutcome
from kiosk.places.devices import Devices
from kiosk.places.devices_paper import PaperChange
from kiosk.places.devices_words import cause
from kiosk.places.idle import Idle
from kiosk.places.pin import Pin
from kiosk.places.states_devices import DevicesState, DeviceTile, DeviceView, PaperChangeState
from kiosk.places.view import Tab, Tone
from kiosk.ports import Chime
from tests.factories import PARIS, Scene
from tests.flows.harness import DisabledActionError, Flow, Step, names_shown
from tests.flows.ways import staff_mode, toast

GB = 1_000_000_000
WELL = CheckedUp(
    (DeviceCounts("printer", 12, 1, 2), DeviceCounts("reader", 128)), 18 * GB, 30 * GB, 7 * GB, ClockState.SET
)


@pytest.fixture
def well(scene: Scene) -> Scene:
    """A kiosk of which every device works."""
    for name in ("printer", "reader", "speaker"):
        scene.device(name, DeviceState.READY)
    return scene


def at_devices(scene: Scene, seen: CheckedUp | None = WELL) -> Flow:
    flow, _ = staff_mode(scene)
    flow.run(Step(Board, touch=Tab.DEVICES, leads_to=Devices))
    if seen is not None:
        scene.inbox.put(seen)
        scene.front.pump()
    return flow


def tile(flow: Flow, part: str) -> DeviceTile:
    return next(tile for tile in flow.state(DevicesState).tiles if tile.value == part)


def shown(flow: Flow) -> DeviceView:
    return flow.state(DevicesState).shown


def test_when_all_is_well_every_tile_says_so(well: Scene) -> None:
    flow = at_devices(well)
    assert [tile.tone for tile in flow.state(DevicesState).tiles] == [Tone.SUCCESS] * 6
    assert tile(flow, "printer").selected, "nothing needs a hand: the printer is what people come for"
    assert flow.view.frame.items[3].selected


def test_the_machine_is_looked_at_only_while_staff_watch(well: Scene) -> None:
    well.pass_time(30)
    assert well.looks.asked == 0
    flow = at_devices(well)
    assert well.looks.asked == 1
    flow.run(Step(Devices, stays=10))
    assert well.looks.asked == 3
    flow.run(Step(Devices, touch=Tab.ROOM), Step(Board, stays=10))
    assert well.looks.asked == 3


def test_before_the_first_look_nothing_is_made_up(well: Scene) -> None:
    flow = at_devices(well, seen=None)
    assert tile(flow, "stick").tone is Tone.CALM
    assert tile(flow, "disk").line == ""
    assert tile(flow, "clock").tone is Tone.CALM


def test_what_needs_a_hand_is_shown_first_with_its_cure_and_since_when(well: Scene) -> None:
    well.device("reader", DeviceState.SEARCHING, "lost")
    since = well.desk.words.hour(well.clock.now)
    well.pass_time(120)
    flow = at_devices(well)
    title, todo = cause("lost", well.desk.words)
    assert (shown(flow).title, shown(flow).tone, shown(flow).lines[0]) == (title, Tone.DANGER, todo)
    assert well.desk.words.t("So since {hour}.", hour=since) in shown(flow).lines
    assert tile(flow, "reader").status == title


def test_the_same_state_twice_is_since_the_first(well: Scene) -> None:
    well.device("reader", DeviceState.BLOCKED, "busy")
    began = well.desk.since["reader"]
    well.pass_time(60)
    well.device("reader", DeviceState.BLOCKED, "busy")
    assert well.desk.since["reader"] == began
    well.device("reader", DeviceState.READY)
    assert well.desk.since["reader"] > began


def test_of_several_readers_the_worst_counts(well: Scene) -> None:
    well.device("reader-2", DeviceState.SEARCHING, "missing")
    flow = at_devices(well)
    assert tile(flow, "reader").tone is Tone.DANGER


def test_a_silent_loudspeaker_is_no_emergency(well: Scene) -> None:
    well.device("speaker", DeviceState.BLOCKED, "no-sound-card")
    assert tile(at_devices(well), "speaker").tone is Tone.WARNING


def test_a_site_without_devices_has_nothing_to_worry_about(scene: Scene) -> None:
    for name in ("printer", "reader", "speaker"):
        scene.device(name, DeviceState.OFF)
    flow = at_devices(scene)
    assert [tile(flow, part).tone for part in ("printer", "reader", "speaker")] == [Tone.CALM] * 3
    for action in (devices.Action.PRINT, devices.Action.CARD, devices.Action.PAPER):
        with pytest.raises(DisabledActionError):
            flow.touch(action)


@pytest.mark.parametrize(
    ("seen", "part", "tone"),
    [
        (CheckedUp(disk_free=GB, disk_total=30 * GB), "disk", Tone.WARNING),
        (CheckedUp(disk_free=GB // 10, disk_total=30 * GB), "disk", Tone.DANGER),
        (CheckedUp(clock=ClockState.BEHIND), "clock", Tone.DANGER),
        (CheckedUp(clock=ClockState.ALONE), "clock", Tone.CALM),
        (CheckedUp(), "stick", Tone.CALM),
    ],
)
def test_the_machine_itself(well: Scene, seen: CheckedUp, part: str, tone: Tone) -> None:
    assert tile(at_devices(well, seen), part).tone is tone


def test_a_store_that_cannot_write_shows_on_the_disk(well: Scene) -> None:
    flow = at_devices(well)
    well.desk.reception.in_trouble = True
    flow.run(Step(Devices, touch=devices.Action.SELECT, value="disk"))
    assert tile(flow, "disk").tone is Tone.DANGER


# ------------------------------------------------------------------------------------------------- cards


def last_outcome(scene: Scene) -> CardOutcome | None:
    return scene.desk.last_card.outcome if scene.desk.last_card is not None else None


def test_the_last_card_is_a_time_and_an_outcome_and_nobody(well: Scene) -> None:
    carried = well.member("Amina")
    well.scan(carried.code)
    forged, _ = well.card(CardType.MEMBER, carried.member.id, issuer=type(well.issuer).generate(9, 9))
    outcomes = [last_outcome(well)]
    well.front.touch("bar.quit")
    for code in ("nothing of ours", forged):
        well.scan(code)
        outcomes.append(last_outcome(well))
        well.front.touch("bar.quit")
    assert outcomes == [CardOutcome.ACCEPTED, CardOutcome.UNREADABLE, CardOutcome.REFUSED]
    flow = at_devices(well).run(Step(Devices, touch=devices.Action.SELECT, value="reader"))
    assert not names_shown(flow.view, "Amina")
    assert f"{carried.member.number:06d}" not in repr(flow.view)
    assert "128" in shown(flow).figure


def test_a_card_can_be_tried_without_opening_anything(well: Scene) -> None:
    carried = well.member()
    flow = at_devices(well).run(Step(Devices, touch=devices.Action.CARD))
    rows = len(well.journal())
    waiting = shown(flow).title
    flow.run(Step(Devices, scan=carried.code), Step(Devices))
    assert shown(flow).tone is Tone.SUCCESS
    assert well.speaker.chimes[-1] is Chime.ACCEPTED
    flow.run(Step(Devices, scan="9782070612758"), Step(Devices))
    assert shown(flow).tone is Tone.WARNING
    assert shown(flow).title != waiting
    assert len(well.journal()) == rows
    flow.run(Step(Devices, touch=devices.Action.STOP), Step(Devices, scan=carried.code), Step(Devices))
    assert toast(flow) == well.desk.words.t("Close the staff mode first")


# ------------------------------------------------------------------------------------------------- paper


def test_a_test_slip_says_nothing_of_anybody_and_how_it_went(well: Scene) -> None:
    flow = at_devices(well).run(Step(Devices, touch=devices.Action.PRINT))
    assert "Karim" not in repr(well.printer.jobs[-1].receipt)
    well.printed(fraction=0.5)
    assert shown(flow).figure == "50\u00a0%"
    well.printed(PrintOutcome.UNKNOWN)
    assert shown(flow).tone is Tone.WARNING
    assert len(well.printer.jobs) == 1, "never printed again by itself"
    flow.run(Step(Devices, touch=devices.Action.CAME_OUT))
    assert shown(flow).tone is Tone.SUCCESS


def test_nobody_knows_how_much_paper_is_left_until_staff_say_that_it_is_new(well: Scene) -> None:
    flow = at_devices(well)
    assert shown(flow).figure == ""
    change_paper(flow)
    assert int(shown(flow).figure) > 300
    assert toast(flow) == well.desk.words.t("Noted: the roll is new")
    [(kind, body)] = well.journal("paper.changed")
    assert (kind, set(body)) == ("paper.changed", {"staff"})


def change_paper(flow: Flow) -> None:
    flow.run(
        Step(Devices, touch=devices.Action.PAPER, leads_to=PaperChange),
        *(Step(PaperChange, touch=devices_paper.Action.NEXT) for _ in range(3)),
        Step(PaperChange, touch=devices_paper.Action.DONE, leads_to=Devices),
    )


def test_what_is_printed_is_counted_and_survives_a_restart(well: Scene) -> None:
    flow = at_devices(well)
    change_paper(flow)
    for outcome in (PrintOutcome.PRINTED, PrintOutcome.UNKNOWN, PrintOutcome.NO_PAPER, PrintOutcome.UNREACHABLE):
        flow.run(Step(Devices, touch=devices.Action.PRINT))
        well.printed(outcome)
        well.printed(outcome)
    roll = well.desk.reception.roll
    assert roll is not None
    assert roll.slips == 2
    assert 150 < roll.used_mm < 400
    well.reopen()
    assert well.desk.reception.roll == roll
    well.device("printer", DeviceState.READY)
    again = at_devices(well)
    change_paper(again)
    assert well.journal("paper.changed")[-1][1]["slips"] == 2
    assert well.desk.reception.roll is not None
    assert well.desk.reception.roll.used_mm == 0


def test_a_store_in_trouble_costs_nobody_their_slip(well: Scene) -> None:
    flow = at_devices(well)
    change_paper(flow)
    flow.run(Step(Devices, touch=devices.Action.PRINT))
    well.store.trouble = "down"
    well.printed()
    assert isinstance(well.front.place, Devices)
    assert shown(flow).tone is Tone.SUCCESS


@pytest.mark.parametrize(
    ("state", "code", "tone", "figure"),
    [
        (DeviceState.DEGRADED, "paper-near-end", Tone.WARNING, "13"),
        (DeviceState.BLOCKED, "no-paper", Tone.DANGER, "0"),
    ],
)
def test_the_printer_s_own_sensor_is_believed(
    well: Scene, state: DeviceState, code: str, tone: Tone, figure: str
) -> None:
    flow = at_devices(well)
    change_paper(flow)
    well.device("printer", state, code)
    assert (shown(flow).tone, shown(flow).figure) == (tone, figure)


def test_a_printer_that_never_says_is_warned_of_by_its_count(well: Scene) -> None:
    well.desk.reception.change_paper(well.colleague("Léa").staff)
    well.desk.reception.use_paper(67_000)
    assert tile(at_devices(well), "printer").tone is Tone.WARNING


def test_the_change_can_be_walked_back_and_left(well: Scene) -> None:
    flow = at_devices(well).run(
        Step(Devices, touch=devices.Action.PAPER),
        Step(PaperChange, touch=devices_paper.Action.NEXT),
        Step(PaperChange, touch=devices_paper.Action.BACK),
    )
    well.device("printer", DeviceState.BLOCKED, "cover-open")
    state = flow.state(PaperChangeState)
    assert (state.picture, state.status) == ("open", cause("cover-open", well.desk.words)[0])
    assert [step.kind for step in state.steps] == ["current", "todo", "todo", "todo"]
    flow.run(Step(PaperChange, touch=devices_paper.Action.BACK, leads_to=Devices))
    assert well.journal("paper.changed") == []


def test_only_staff_get_here_and_it_closes_by_itself(well: Scene) -> None:
    well.front.touch(Tab.DEVICES)
    well.front.touch(devices_paper.Action.DONE)
    flow = Flow(well).run(Step(Idle))
    at_devices(well).run(Step(Devices, touch=devices.Action.PAPER), Step(PaperChange, leaves_after=120))
    flow.run(Step(Idle, scan=well.colleague("Léa").code, leads_to=Pin))


# ------------------------------------------------------------------------------------------------- words


def test_every_code_of_a_device_has_words() -> None:
    words = Words("fr", PARIS)
    for code in (*SENTENCES, *SOUND_SENTENCES, "", "never heard of"):
        title, todo = cause(code, words)
        assert title
        assert todo.endswith(".")


def test_every_code_that_is_named_exists() -> None:
    groups = (getattr(devices_words, name) for name in vars(devices_words) if name.isupper())
    assert {code for group in groups for code in group} <= set(SENTENCES) | set(SOUND_SENTENCES)

