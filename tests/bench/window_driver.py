"""Touches a window from outside its loop, through SDL's own queue, and sees when a frame is really on the screen.

The same for a bare Kivy window and for the product. A process with a window reads one order per line from its standard
input and answers each with one line of JSON; `serve` does that on a thread of its own. Configure Kivy before.
"""

from __future__ import annotations

import ctypes
import json
import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

from kivy.core.window import Window
from kivy.graphics.opengl import glFinish, glGetString

DOWN, UP = 0x401, 0x402
GL_RENDERER = 0x1F01
SDL_KEPT_FREE = 128
FINGER_SECONDS = 0.06
"""How long a finger stays on the glass."""
PATIENCE = 10.0


class _ButtonEvent(ctypes.Structure):
    """SDL_MouseButtonEvent."""

    _fields_ = (
        ("type", ctypes.c_uint32),
        ("timestamp", ctypes.c_uint32),
        ("window", ctypes.c_uint32),
        ("which", ctypes.c_uint32),
        ("button", ctypes.c_uint8),
        ("state", ctypes.c_uint8),
        ("clicks", ctypes.c_uint8),
        ("padding", ctypes.c_uint8),
        ("x", ctypes.c_int32),
        ("y", ctypes.c_int32),
        ("rest", ctypes.c_uint8 * SDL_KEPT_FREE),
    )


class Glass:
    """The window as a finger and an eye know it. Made on the screen thread; the rest from another thread."""

    def __init__(self) -> None:
        maps = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace")
        found = re.search(r"(/\S*libSDL2-2\S*\.so\S*)", maps)
        if found is None:
            raise OSError("SDL2 is not loaded")
        self._sdl = ctypes.CDLL(found.group(1))
        self._sdl.SDL_PushEvent.argtypes = [ctypes.c_void_p]
        self._sdl.SDL_GetCurrentVideoDriver.restype = ctypes.c_char_p
        self.screen = f"{glGetString(GL_RENDERER).decode()} on {self._sdl.SDL_GetCurrentVideoDriver().decode()}"
        self.frames = 0
        self.drawn_at = 0.0
        self._drawn = threading.Condition()
        Window.bind(on_flip=self._flipped)

    def sleep(self, seconds: float) -> None:
        """Wait inside SDL until an event is there or the time is over. Screen thread."""
        self._sdl.SDL_WaitEventTimeout(None, round(seconds * 1000))

    def _flipped(self, *_: Any) -> None:
        """Kivy has just exchanged the buffers: wait until the pixels are there."""
        glFinish()
        with self._drawn:
            self.frames += 1
            self.drawn_at = perf_counter()
            self._drawn.notify_all()

    def _push(self, kind: int, x: float, y: float) -> None:
        event = _ButtonEvent(
            type=kind, button=1, state=int(kind == DOWN), clicks=1, x=round(x), y=round(Window.height - y)
        )
        self._sdl.SDL_PushEvent(ctypes.byref(event))

    def tap(self, x: float, y: float, shown: Callable[[], bool]) -> float:
        """Touch a point (pixels from the bottom left) and let go. Returns milliseconds from letting go to the first
        frame on which `shown` is true."""
        self._push(DOWN, x, y)
        sleep(FINGER_SECONDS)
        began = perf_counter()
        self._push(UP, x, y)
        return (self.until(shown, began) - began) * 1000

    def until(self, shown: Callable[[], bool], since: float) -> float:
        """Wait for the first frame after `since` on which `shown` is true. Returns when it was drawn."""
        with self._drawn:
            if not self._drawn.wait_for(lambda: self.drawn_at > since and shown(), PATIENCE):
                raise TimeoutError("the next screen did not come")
            return self.drawn_at


def serve(orders: dict[str, Callable[[], Any]]) -> None:
    """Obey the orders of the standard input, on a thread. An answer is what an order returned, or why it failed."""

    def obey() -> None:
        for line in sys.stdin:
            try:
                answer = {"answer": orders[line.strip()]()}
            except Exception as error:  # the other process must hear of it
                answer = {"error": f"{type(error).__name__}: {error}"}
            print(json.dumps(answer), flush=True)

    threading.Thread(target=obey, name="orders", daemon=True).start()
