"""The speaker's thread: what is heard in which order, and what never holds anybody up."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from devices.simulated.speaker import Heard, SimulatedLoudspeaker
from devices.sound.output import Readiness, Running
from devices.sound.program import Outcome
from devices.sound.speaker import CALL_STALE_SECONDS, CAPACITY, STALE_SECONDS, SpeakerWorker
from kiosk.events import DeviceChanged, DeviceState, SentenceSpoken
from kiosk.ports import Chime, Speaker

CHARTER = ("Respecter chacun.", "La loi s’applique ici.", "Mes traces sont effacées.")


class Stage(SimulatedLoudspeaker):
    """A loudspeaker whose sounds end when the test says so, and as it says."""

    def __init__(self) -> None:
        super().__init__()
        self.end: Outcome | None = None
        self.running: list[Held] = []
        self.began = threading.Semaphore(0)
        self.can_say: Callable[[str], bool] = lambda sentence: True

    def chime(self, chime: Chime) -> Running:
        super().chime(chime)
        return self._hold()

    def sentence(self, sentence: str, language: str, loudness: int = 3) -> Running | None:
        if not self.can_say(sentence):
            return None
        super().sentence(sentence, language, loudness)
        return self._hold()

    def _hold(self) -> Running:
        self.running.append(Held(self))
        self.began.release()
        return self.running[-1]


class Held:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.stopped = threading.Event()

    def over(self) -> Outcome | None:
        return self._stage.end

    def stop(self) -> None:
        self.stopped.set()


def begun(stage: Stage) -> None:
    assert stage.began.acquire(timeout=20)


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def speak(ear: Any, watch: Any) -> Callable[..., SpeakerWorker]:
    """A speaker that is ready."""

    def start(output: SimulatedLoudspeaker, **options: Any) -> SpeakerWorker:
        worker = SpeakerWorker(output, ear.put, **options)
        watch(worker)
        ear.state(DeviceState.READY)
        return worker

    return start


def test_it_is_the_speaker_of_the_core(ear: Any, speak: Any) -> None:
    output = SimulatedLoudspeaker()
    speaker: Speaker = speak(output)
    assert speaker.can_speak
    reading = speaker.speak(CHARTER, "fr")
    ear.wait(SentenceSpoken, lambda event: event.index is None)
    assert ear.all(SentenceSpoken) == [SentenceSpoken(reading, index) for index in (0, 1, 2, None)]
    assert list(output.heard) == [Heard(None, sentence, "fr") for sentence in CHARTER]


def test_a_sentence_is_told_when_it_begins_and_not_before(ear: Any, speak: Any, stage: Stage) -> None:
    speaker = speak(stage)
    reading = speaker.speak(CHARTER, "fr")
    assert ear.wait(SentenceSpoken) == SentenceSpoken(reading, 0)
    begun(stage)
    assert len(stage.heard) == 1
    stage.end = Outcome.DONE
    ear.wait(SentenceSpoken, lambda event: event.index is None)
    assert all(held.stopped.is_set() for held in stage.running), "each lets go of what it held"


def test_hushing_stops_at_once_and_ends_the_reading(ear: Any, speak: Any, stage: Stage) -> None:
    speaker = speak(stage)
    reading = speaker.speak(CHARTER, "fr")
    begun(stage)
    speaker.hush()
    assert stage.running[0].stopped.wait(20)
    assert ear.wait(SentenceSpoken, lambda event: event.index is None).reading == reading
    assert len(stage.heard) == 1
    speaker.hush()
    again = speaker.speak(CHARTER, "fr")
    assert ear.wait(SentenceSpoken) == SentenceSpoken(again, 0)


def test_a_newer_reading_replaces_the_older_and_each_ends_once(ear: Any, speak: Any, stage: Stage) -> None:
    speaker = speak(stage)
    first = speaker.speak(CHARTER, "fr")
    begun(stage)
    second = speaker.speak(("One.",), "en")
    assert ear.wait(SentenceSpoken, lambda event: event.reading == second).index == 0
    assert stage.running[0].stopped.is_set()
    stage.end = Outcome.DONE
    ear.wait(SentenceSpoken, lambda event: event == SentenceSpoken(second, None))
    assert ear.all(SentenceSpoken) == [
        SentenceSpoken(first, 0),
        SentenceSpoken(first, None),
        SentenceSpoken(second, 0),
        SentenceSpoken(second, None),
    ]


def test_many_readings_asked_for_at_once_all_end(ear: Any, speak: Any) -> None:
    speaker = speak(SimulatedLoudspeaker())
    numbers = [speaker.speak(CHARTER, "fr") for _ in range(50)]
    assert numbers == sorted(set(numbers))
    ear.wait(SentenceSpoken, lambda event: event == SentenceSpoken(numbers[-1], None))
    ended = [event.reading for event in ear.all(SentenceSpoken) if event.index is None]
    assert sorted(ended) == numbers


def test_a_reading_of_nothing_is_over(ear: Any, speak: Any) -> None:
    reading = speak(SimulatedLoudspeaker()).speak((), "fr")
    assert ear.wait(SentenceSpoken) == SentenceSpoken(reading, None)


def test_a_chime_sounds_during_a_reading(ear: Any, speak: Any, stage: Stage) -> None:
    speaker = speak(stage)
    speaker.speak(CHARTER, "fr")
    begun(stage)
    speaker.chime(Chime.CALLED)
    begun(stage)
    assert [heard.chime for heard in stage.heard] == [None, Chime.CALLED]
    assert not stage.running[0].stopped.is_set()


def test_chimes_follow_each_other_and_never_pile_up(speak: Any, stage: Stage) -> None:
    speaker = speak(stage, monotonic=lambda: 0.0)
    speaker.chime(Chime.ACCEPTED)
    begun(stage)
    for _ in range(1000):
        speaker.chime(Chime.TICK)
    speaker.chime(Chime.REFUSED)
    assert len(stage.heard) == 1, "one at a time"
    stage.end = Outcome.DONE
    for _ in range(CAPACITY):
        begun(stage)
    heard = [heard.chime for heard in stage.heard]
    assert heard == [Chime.ACCEPTED, *[Chime.TICK] * (CAPACITY - 1), Chime.REFUSED]


def test_a_chime_that_would_come_too_late_is_dropped_and_a_call_may_wait(speak: Any, stage: Stage) -> None:
    now = [100.0]
    speaker = speak(stage, monotonic=lambda: now[0], look_seconds=0.0)
    speaker.chime(Chime.ACCEPTED)
    begun(stage)
    speaker.chime(Chime.TICK)
    speaker.chime(Chime.CALLED)
    now[0] += (STALE_SECONDS + CALL_STALE_SECONDS) / 2
    stage.end = Outcome.DONE
    begun(stage)
    assert [heard.chime for heard in stage.heard] == [Chime.ACCEPTED, Chime.CALLED]


def test_without_chimes_only_readings_are_heard(ear: Any, speak: Any) -> None:
    output = SimulatedLoudspeaker()
    speaker = speak(output, chimes=False)
    speaker.chime(Chime.CALLED)
    speaker.speak(("Une.",), "fr")
    ear.wait(SentenceSpoken, lambda event: event.index is None)
    assert list(output.heard) == [Heard(None, "Une.", "fr")]


def test_pulling_the_headphones_out_ends_the_reading(ear: Any, speak: Any, stage: Stage) -> None:
    speaker = speak(stage, look_seconds=0.01)
    reading = speaker.speak(CHARTER, "fr")
    begun(stage)
    stage.plugged_in = False
    assert ear.wait(SentenceSpoken, lambda event: event.index is None).reading == reading
    assert stage.running[0].stopped.is_set()
    assert not speaker.can_speak
    unheard = speaker.speak(CHARTER, "fr")
    assert ear.wait(SentenceSpoken) == SentenceSpoken(unheard, None)
    assert len(stage.heard) == 1


def test_a_sentence_that_cannot_be_said_is_left_out(ear: Any, speak: Any, stage: Stage) -> None:
    stage.can_say = lambda sentence: sentence != CHARTER[1]
    stage.end = Outcome.DONE
    speaker = speak(stage)
    speaker.speak(CHARTER, "fr")
    ear.state(DeviceState.DEGRADED, "no-voice")
    ear.wait(SentenceSpoken, lambda event: event.index is None)
    assert [event.index for event in ear.all(SentenceSpoken)] == [0, 2, None]


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.HUNG])
def test_a_player_that_fails_ends_the_reading_and_the_next_good_sound_heals(
    outcome: Outcome, ear: Any, speak: Any, stage: Stage
) -> None:
    stage.end = outcome
    speaker = speak(stage)
    speaker.speak(CHARTER, "fr")
    assert "simulated loudspeaker" in ear.state(DeviceState.DEGRADED, outcome.value).advice
    ear.wait(SentenceSpoken, lambda event: event.index is None)
    assert [event.index for event in ear.all(SentenceSpoken)] == [0, None]
    stage.end = Outcome.DONE
    speaker.chime(Chime.ACCEPTED)
    ear.state(DeviceState.READY)


def test_sound_that_cannot_be_started_is_a_state(ear: Any, speak: Any) -> None:
    class Broken(SimulatedLoudspeaker):
        def chime(self, chime: Chime) -> Running:
            raise OSError(24, "Too many open files")

        def sentence(self, sentence: str, language: str, loudness: int = 3) -> Running | None:
            raise OSError(12, "Cannot allocate memory")

    speaker = speak(Broken())
    speaker.chime(Chime.ACCEPTED)
    ear.state(DeviceState.DEGRADED, "sound-failed")
    reading = speaker.speak(CHARTER, "fr")
    assert ear.wait(SentenceSpoken) == SentenceSpoken(reading, None)


def test_an_output_that_raises_is_started_again_and_the_reading_ends(ear: Any, speak: Any) -> None:
    class Mad(SimulatedLoudspeaker):
        def sentence(self, sentence: str, language: str, loudness: int = 3) -> Running | None:
            raise RuntimeError

    speaker = speak(Mad())
    reading = speaker.speak(CHARTER, "fr")
    assert ear.wait(SentenceSpoken) == SentenceSpoken(reading, None)
    ear.state(DeviceState.SEARCHING, "driver-fault")
    ear.state(DeviceState.READY)


def test_a_machine_without_sound_is_off_and_hears_nothing(ear: Any, watch: Any) -> None:
    class Mute(SimulatedLoudspeaker):
        def look(self) -> Readiness:
            return Readiness(DeviceState.OFF)

    output = Mute()
    worker = SpeakerWorker(output, ear.put)
    watch(worker)
    ear.state(DeviceState.OFF)
    worker.chime(Chime.ACCEPTED)
    worker.speak(CHARTER, "fr")
    ear.wait(SentenceSpoken, lambda event: event.index is None)
    assert not output.heard
    assert not worker.can_speak


def test_what_comes_after_the_house_closed_is_answered(ear: Any, watch: Any, stage: Stage) -> None:
    worker = SpeakerWorker(stage, ear.put)
    supervisor = watch(worker)
    ear.state(DeviceState.READY)
    reading = worker.speak(CHARTER, "fr")
    begun(stage)
    assert supervisor.stop() == ()
    assert stage.running[0].stopped.is_set()
    late = worker.speak(CHARTER, "fr")
    worker.chime(Chime.TICK)
    assert ear.all(SentenceSpoken)[-2:] == [SentenceSpoken(reading, None), SentenceSpoken(late, None)]


def test_the_twin_walks_at_the_pace_of_a_voice(ear: Any, speak: Any) -> None:
    told: list[Heard] = []
    output = SimulatedLoudspeaker(pace=0.002, on_heard=told.append)
    speaker = speak(output)
    speaker.chime(Chime.ACCEPTED)
    speaker.speak(CHARTER, "fr")
    ear.wait(SentenceSpoken, lambda event: event.index is None)
    assert told == list(output.heard) == [Heard(Chime.ACCEPTED), *(Heard(None, text, "fr") for text in CHARTER)]
    assert [event.state for event in ear.all(DeviceChanged)] == [DeviceState.READY]
