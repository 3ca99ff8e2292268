"""The one thread that can be heard. Chimes wait a moment at most and are dropped when they would come too late; one
reading goes on at a time, sentence by sentence. Whoever asks for a sound never waits for it."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from devices.advice import Advice
from devices.link import Link
from devices.sound.output import Output, Readiness, Running
from devices.sound.program import Outcome
from devices.sound.trouble import trouble
from kiosk.events import DeviceState, Event, SentenceSpoken
from kiosk.ports import Chime

log = logging.getLogger(__name__)

CAPACITY = 4
"""Chimes that may wait; a further one replaces the oldest."""
STALE_SECONDS = 1.0
CALL_STALE_SECONDS = 5.0
"""A sound that comes later than this says something that is no longer true; a call may wait longer."""
LOOK_SECONDS = 2.0
"""Between two looks at what can be heard here: players that appear, headphones that are plugged in."""
TURN_SECONDS = 0.03
"""Between two looks at what sounds now."""


@dataclass(slots=True)
class _Reading:
    number: int
    sentences: tuple[str, ...]
    language: str
    loudness: int
    index: int = -1
    running: Running | None = None


class SpeakerWorker:
    """`kiosk.ports.Speaker`, and a device for the supervisor, whose thread starts and stops the sounds.

    `put` is the inbox's. With `chimes` False only reading aloud is heard.
    """

    def __init__(
        self,
        output: Output,
        put: Callable[[Event], bool],
        *,
        name: str = "speaker",
        chimes: bool = True,
        look_seconds: float = LOOK_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._output = output
        self._put = put
        self._name = name
        self._with_chimes = chimes
        self._look_seconds = look_seconds
        self._monotonic = monotonic
        self._asked = threading.Condition()  # guards what other threads leave here, down to _closed
        self._chimes: deque[tuple[Chime, float]] = deque(maxlen=CAPACITY)
        self._wanted: _Reading | None = None
        self._given_up: list[int] = []
        self._quiet = False
        self._last_number = 0
        self._closed = False
        self._ready = Readiness(DeviceState.SEARCHING)
        self._look_at = 0.0
        self._reached = False
        self._faults: dict[bool, Advice] = {}  # of the voice (True) and of the player (False)
        self._chiming: Running | None = None
        self._reading: _Reading | None = None

    @property
    def name(self) -> str:
        return self._name

    @property
    def target(self) -> str:
        return self._output.target

    @property
    def can_speak(self) -> bool:
        """See `kiosk.ports.Speaker`. Any thread."""
        return self._ready.can_speak

    def chime(self, chime: Chime) -> None:
        """See `kiosk.ports.Speaker`. Any thread."""
        if not self._with_chimes:
            return
        with self._asked:
            if not self._closed:
                self._chimes.append((chime, self._monotonic()))
                self._asked.notify()

    def speak(self, sentences: Sequence[str], language: str, loudness: int = 3) -> int:
        """See `kiosk.ports.Speaker`. Any thread. A reading that cannot be heard ends at once."""
        with self._asked:
            self._last_number += 1
            number = self._last_number
            closed = self._closed
            if not closed:
                self._give_up_wanted()
                self._wanted = _Reading(number, tuple(sentences), language, loudness)
                self._asked.notify()
        if closed:
            self._put(SentenceSpoken(number, None))
        return number

    def hush(self) -> None:
        """See `kiosk.ports.Speaker`. Any thread."""
        with self._asked:
            self._give_up_wanted()
            self._quiet = True
            self._asked.notify()

    def serve(self, link: Link) -> None:
        self._look_at = 0.0
        try:
            while link.going_on():
                self._turn(link)
        finally:
            self._stop_chiming()
            self._end_reading(link)
            self._output.close()

    def interrupt(self) -> None:
        with self._asked:
            self._closed = True
            self._asked.notify()

    def _turn(self, link: Link) -> None:
        now = self._monotonic()
        if now >= self._look_at:
            self._look(link, now)
        chime = self._take(link)
        if chime is not None:
            self._begin_chime(chime, link)
        self._follow_chime(link)
        while self._follow_reading(link):
            pass
        sounding = self._chiming is not None or self._reading is not None
        until = TURN_SECONDS if sounding else max(0.0, self._look_at - self._monotonic())
        with self._asked:
            if not (self._closed or self._quiet or self._wanted or (self._chimes and self._chiming is None)):
                self._asked.wait(until)

    def _look(self, link: Link, now: float) -> None:
        self._look_at = now + self._look_seconds
        ready = self._output.look()
        if ready.state is not self._ready.state:  # what failed before was of another player, or without one
            self._faults.clear()
        self._ready = ready
        if not self._ready.can_speak and self._reading is not None:  # the headphones were pulled out: not aloud
            self._end_reading(link)
        self._tell(link)

    def _tell(self, link: Link) -> None:
        if self._ready.state is not DeviceState.READY:
            link.report(self._ready.state, self._ready.advice)
            return
        if not self._reached:
            self._reached = True
            link.opened()
        fault = next(iter(self._faults.values()), None)
        link.report(DeviceState.DEGRADED if fault else DeviceState.READY, fault)

    def _take(self, link: Link) -> Chime | None:
        """Take over what other threads asked for. Returns the chime to begin now, if any."""
        chime = None
        with self._asked:
            given_up, self._given_up = self._given_up, []
            wanted, self._wanted = self._wanted, None
            quiet, self._quiet = self._quiet, False
            while self._chimes and self._chiming is None and chime is None:
                candidate, asked_at = self._chimes.popleft()
                patience = CALL_STALE_SECONDS if candidate is Chime.CALLED else STALE_SECONDS
                if self._monotonic() - asked_at <= patience:
                    chime = candidate
        if quiet or wanted is not None:
            self._end_reading(link)
        for number in given_up:
            link.deliver(SentenceSpoken(number, None))
        if wanted is not None:
            self._reading = wanted
            if not self._ready.can_speak:
                self._end_reading(link)
        return None if self._ready.state is DeviceState.OFF else chime

    def _begin_chime(self, chime: Chime, link: Link) -> None:
        try:
            self._chiming = self._output.chime(chime)
        except OSError as error:
            self._not_started(error, link)

    def _follow_chime(self, link: Link) -> None:
        if self._chiming is None:
            return
        outcome = self._chiming.over()
        if outcome is not None:
            self._stop_chiming()
            self._learn(outcome, link, spoken=False)

    def _follow_reading(self, link: Link) -> bool:
        """One step of what is being read. True when the next can follow at once."""
        reading = self._reading
        if reading is None:
            return False
        if reading.running is not None:
            outcome = reading.running.over()
            if outcome is None:
                return False
            reading.running.stop()
            reading.running = None
            self._learn(outcome, link, spoken=True)
            if outcome in (Outcome.FAILED, Outcome.HUNG):
                self._end_reading(link)  # the others would not be heard either
                return False
        reading.index += 1
        if reading.index >= len(reading.sentences):
            self._end_reading(link)
            return False
        try:
            reading.running = self._output.sentence(
                reading.sentences[reading.index], reading.language, reading.loudness
            )
        except OSError as error:
            self._not_started(error, link)
            self._end_reading(link)
            return False
        if reading.running is None:
            self._learn(Outcome.NO_VOICE, link, spoken=True)
        else:
            link.put(SentenceSpoken(reading.number, reading.index))
        with self._asked:
            return not (self._closed or self._quiet or self._wanted)

    def _learn(self, outcome: Outcome, link: Link, *, spoken: bool) -> None:
        """What a sound that ended says about the device."""
        if outcome is Outcome.DONE:
            self._faults.pop(False, None)
            if spoken:
                self._faults.pop(True, None)
            link.alive(frames=1)
        else:
            self._faults[outcome is Outcome.NO_VOICE] = trouble(outcome.value, self._output.target)
            link.failed()
        self._tell(link)

    def _not_started(self, error: OSError, link: Link) -> None:
        log.warning("%s: nothing can be started: %s", self._name, error.strerror or type(error).__name__)
        self._learn(Outcome.FAILED, link, spoken=False)

    def _stop_chiming(self) -> None:
        chiming, self._chiming = self._chiming, None
        _stop(chiming)

    def _end_reading(self, link: Link) -> None:
        reading, self._reading = self._reading, None
        if reading is None:
            return
        _stop(reading.running)
        link.deliver(SentenceSpoken(reading.number, None))

    def _give_up_wanted(self) -> None:
        if self._wanted is not None:
            self._given_up.append(self._wanted.number)
            self._wanted = None


def _stop(running: Running | None) -> None:
    """Silence. What a driver does then must not keep the end of a reading from whoever waits for it."""
    if running is not None:
        try:
            running.stop()
        except Exception:
            log.exception("a sound could not be stopped")
