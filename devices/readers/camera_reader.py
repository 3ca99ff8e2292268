"""QR codes in front of a camera, by zxing-cpp. Nothing of a picture is kept: each one is looked at and dropped.

zxing-cpp is optional: without it the reader is a state. `preview` hears each picture first; where the site wants it
shown, that is `devices.readers.preview_feed`.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from types import ModuleType
from typing import Any, Protocol

from devices.advice import DriverError, Unfit
from devices.link import Link
from devices.readers.delivery import Delivery
from devices.readers.frames import Frames, Picture, ffmpeg_command
from devices.readers.framing import text_of
from kiosk.events import DeviceState

WIDTH, HEIGHT = 640, 480
PER_SECOND = 10
LOOK_SECONDS = 0.5


class Source(Protocol):
    """Gives pictures, as `devices.readers.frames.Frames`."""

    def newest(self, seconds: float) -> Picture | None: ...


class CameraReader:
    """A device for the supervisor. `source` is a video device, best under /dev/v4l/by-id, or a film.

    `preview` is called on the reader's thread with each picture; it must only hand it on.
    """

    def __init__(
        self,
        source: str,
        *,
        name: str = "reader",
        preview: Callable[[Picture], None] | None = None,
        open_source: Callable[[str], AbstractContextManager[Source]] | None = None,
        load: Callable[[], Any] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._source = source
        self._name = name
        self._preview = preview
        self._open_source = open_source or open_camera
        self._load = load or _zxing
        self._delivery = Delivery(name, source)
        self._monotonic = monotonic

    @property
    def name(self) -> str:
        return self._name

    @property
    def target(self) -> str:
        return self._source

    def serve(self, link: Link) -> None:
        """Look at pictures until the house closes. Raises OSError or Unfit when the camera is gone."""
        zxing = self._load()
        with self._open_source(self._source) as source:
            ready = False
            while link.going_on():
                picture = source.newest(LOOK_SECONDS)
                if picture is None:
                    continue
                if not ready:
                    link.opened()
                    link.report(DeviceState.READY)
                    ready = True
                if self._preview is not None:
                    self._preview(picture)
                self._delivery.take(texts_in(picture, zxing), self._monotonic(), link)

    def interrupt(self) -> None:
        """Nothing: `serve` looks twice a second."""


def open_camera(source: str) -> Frames:
    """Start ffmpeg on a camera or a film. Raises FileNotFoundError, PermissionError or Unfit."""
    with open(source, "rb"):  # ffmpeg does not say why it could not
        pass
    return Frames(ffmpeg_command(source, WIDTH, HEIGHT, PER_SECOND), WIDTH, HEIGHT)


def texts_in(picture: Picture, zxing: Any) -> Sequence[str]:
    """What the codes in a picture say; codes that are none of ours are delivered as a scanner would."""
    if len(picture.grey) != picture.width * picture.height:
        raise DriverError(f"a picture of {picture.width}×{picture.height} has {len(picture.grey)} bytes")
    dots = memoryview(picture.grey).cast("B", (picture.height, picture.width))
    found = (text_of(bytes(code.bytes)) for code in zxing.read_barcodes(dots))
    return [text for text in found if text is not None]


def _zxing() -> ModuleType:
    try:
        return importlib.import_module("zxingcpp")
    except ImportError as error:
        raise Unfit("no-zxing") from error
