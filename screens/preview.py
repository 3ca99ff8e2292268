"""Fetches what a camera sees while a screen shows it, a few times a second; at any other time it does nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kivy.clock import Clock

from kiosk.preview import Preview, SmallPicture

#: Seconds between two looks into the slot.
LOOK_SECONDS = 1 / 8


class PreviewWatch:
    """`show` takes each new picture. Screen thread."""

    def __init__(self, preview: Preview | None, show: Callable[[SmallPicture | None], None]) -> None:
        self._preview = preview
        self._show = show
        self._looking: Any = None

    def watch(self, *, wanted: bool) -> None:
        """Begin or stop; nothing happens when it is so already, or when there is no camera to show."""
        if self._preview is None or wanted == (self._looking is not None):
            return
        self._preview.want(wanted)
        if wanted:
            self._looking = Clock.schedule_interval(self._look, LOOK_SECONDS)
            return
        self._looking.cancel()
        self._looking = None
        self._show(None)

    def _look(self, _dt: float) -> None:
        picture = self._preview.take() if self._preview is not None else None
        if picture is not None:
            self._show(picture)
