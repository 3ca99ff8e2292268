"""The main loop: draws only what changed, sleeps until something happens, wakes for a finger or a device.

Kivy's own loop runs 60 times a second for nothing, or answers late when slowed down. Ours waits inside SDL, which
returns at once for a touch; a device thread ends the wait with an event of our own; a planned Clock event bounds it.
An idle kiosk therefore costs one short turn a second and the first touch pays no waking price.
"""

from __future__ import annotations

import ctypes
import logging
import re
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any

from kivy.base import EventLoop
from kivy.clock import Clock

log = logging.getLogger(__name__)

FRAME = 1 / 60
#: Seconds: longest sleep, so that a lost wake-up costs little.
LONGEST = 1.0
#: Seconds between two looks at the window when SDL's own wait cannot be reached.
POLL = 0.01
#: SDL's drivers that sleep until something happens; the others look once a millisecond, for all the hours of a day.
SLEEPING_DRIVERS = frozenset({b"x11", b"wayland"})
#: With the others: seconds between two looks while nobody is there, and how long somebody is after an event.
GLANCE = 1 / 20
ATTENTIVE = 2.0
_EVENT_SIZE = 128


class SdlWait:
    """SDL's wait and its wake-up, called in the library that Kivy has loaded. Raises OSError when not found."""

    def __init__(self) -> None:
        library = self._loaded_library()
        self._wait = library.SDL_WaitEventTimeout
        self._wait.argtypes, self._wait.restype = [ctypes.c_void_p, ctypes.c_int], ctypes.c_int
        self._peek = library.SDL_PollEvent
        self._peek.argtypes, self._peek.restype = [ctypes.c_void_p], ctypes.c_int
        library.SDL_GetCurrentVideoDriver.restype = ctypes.c_char_p
        self.sleeps: bool = library.SDL_GetCurrentVideoDriver() in SLEEPING_DRIVERS
        self._push = library.SDL_PushEvent
        self._push.argtypes, self._push.restype = [ctypes.c_void_p], ctypes.c_int
        library.SDL_RegisterEvents.restype = ctypes.c_uint32
        self._kind: int = library.SDL_RegisterEvents(1)

    @staticmethod
    def _loaded_library() -> Any:
        maps = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace")
        found = re.search(r"(/\S*libSDL2-2\S*\.so\S*)", maps)
        if found is None:
            raise OSError("SDL2 is not loaded from a shared library")
        return ctypes.CDLL(found.group(1))

    def wait(self, seconds: float) -> None:
        """Sleep until an event is waiting or the time is over; events stay in the queue. Main thread."""
        self.listen(seconds)

    def listen(self, seconds: float) -> bool:
        """The same; whether an event is waiting."""
        return bool(self._wait(None, max(1, round(seconds * 1000))))

    def glance(self) -> bool:
        """Whether an event is waiting. Main thread."""
        return bool(self._peek(None))

    def wake(self) -> None:
        """End a wait. Any thread."""
        event = (ctypes.c_uint8 * _EVENT_SIZE)()
        ctypes.cast(event, ctypes.POINTER(ctypes.c_uint32))[0] = self._kind
        self._push(event)


class SdlGlance(SdlWait):
    """On a bare console SDL cannot sleep. While nobody is there it is asked now and then: the finger that
    comes down is seen in time, and when it is lifted again, which is what counts, SDL looks closely."""

    def __init__(self) -> None:
        super().__init__()
        self._woken: SimpleQueue[None] = SimpleQueue()  # waiting for it costs less than for an Event
        self._attentive_until = 0.0

    def wait(self, seconds: float) -> None:
        """Sleep until an event is waiting or the time is over. Main thread."""
        end = monotonic() + seconds
        while (left := end - monotonic()) > 0:
            attentive = self._attentive_until - monotonic()
            if attentive > 0:
                seen = self.listen(min(left, attentive))
            else:
                with suppress(Empty):
                    self._woken.get(timeout=min(left, GLANCE))
                    break
                seen = self.glance()
            if seen:
                self._attentive_until = monotonic() + ATTENTIVE
                break
        while not self._woken.empty():
            self._woken.get()

    def wake(self) -> None:
        """End a wait. Any thread."""
        self._woken.put(None)
        super().wake()


class ThreadWait:
    """Where SDL's wait cannot be reached: a short sleep that a device can cut and a touch cannot."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def wait(self, seconds: float) -> None:
        """Sleep at most `POLL` seconds."""
        self._event.wait(min(seconds, POLL))
        self._event.clear()

    def wake(self) -> None:
        """End a wait. Any thread."""
        self._event.set()


class Loop:
    """Runs until `stop`. `pump` is called on this thread after each `wake`; `failed` gets every exception."""

    def __init__(self, pump: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        self._pump, self._failed = pump, failed
        self._asked = threading.Event()
        self._stopped = False
        self._sleeper: SdlWait | ThreadWait = self._find_sleeper()

    @staticmethod
    def _find_sleeper() -> SdlWait | ThreadWait:
        try:
            sleeper = SdlWait()
            return sleeper if sleeper.sleeps else SdlGlance()
        except (OSError, AttributeError):
            log.info("waiting without SDL: touches are looked for every %d ms", POLL * 1000)
            return ThreadWait()

    def wake(self) -> None:
        """Something is in the inbox: pump soon. Any thread; cheap, may be called for every byte."""
        if not self._asked.is_set():
            self._asked.set()
            self._sleeper.wake()

    def stop(self) -> None:
        """End `run` after the current turn. Any thread, also from a signal handler."""
        self._stopped = True
        self._sleeper.wake()

    def run(self) -> None:
        """Turn until stopped. Screen thread."""
        while not self._stopped and not EventLoop.quit:
            self.breathe()

    def breathe(self) -> None:
        """One turn, then sleep until something happens."""
        began = monotonic()
        self.turn()
        rest = self.rest(monotonic() - began)
        if rest > 0 and not self._asked.is_set() and not self._stopped:
            self._sleeper.wait(rest)

    def turn(self) -> None:
        """Read the window, drain what devices sent, run what is due, draw if something changed."""
        try:
            if EventLoop.window is not None:
                EventLoop.window.mainloop()
            if self._asked.is_set():
                self._asked.clear()
                self._pump()
            EventLoop.idle()
        except Exception as problem:  # the kiosk must outlive any mistake; `failed` logs it
            self._failed(problem)

    @staticmethod
    def rest(spent: float) -> float:
        """Seconds to sleep after a turn that took `spent`: to the next Clock event, or one frame when busy."""
        window = EventLoop.window
        if window is not None and window.canvas.needs_redraw:
            return FRAME - spent
        # Despite its documentation this is a moment, not a delay; 0 when something wants the next frame.
        due = float(Clock.get_min_timeout()) - Clock.time()
        return float(max(FRAME - spent, min(due, LONGEST)))
