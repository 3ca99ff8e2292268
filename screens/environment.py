"""The one place that tells Kivy how to behave. Call `prepare` before anything imports Kivy.

Kivy reads its environment and its configuration while it is imported; by default it parses our command line,
writes files in the home directory, opens a settings panel on F1 and quits on Escape. None of that belongs on
a public kiosk.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir


@dataclass(frozen=True)
class WindowSettings:
    """The window. `width` and `height` are pixels and are ignored by a real full screen."""

    width: int = 1080
    height: int = 1920
    fullscreen: bool = False
    show_cursor: bool = False
    #: Asks for smoother edges; ignored without a graphics chip, where it would double the answer time.
    multisampling: bool = False
    #: Kivy's own folder; None makes a private one beside the temporary files.
    home: Path | None = None
    #: True draws without any display, for tests and pictures. None: when no display is announced.
    offscreen: bool | None = None


class EnvironmentTooLateError(RuntimeError):
    """Kivy was imported before `prepare`: its settings can no longer be trusted."""


def variables(settings: WindowSettings, environ: MutableMapping[str, str]) -> dict[str, str]:
    """The environment variables that Kivy and SDL must find, for a given surrounding environment."""
    wanted = {
        "KIVY_NO_ARGS": "1",
        "KIVY_NO_CONFIG": "1",
        "KIVY_NO_ENV_CONFIG": "1",
        "KIVY_NO_FILELOG": "1",
        "KIVY_NO_CONSOLELOG": "1",
        "KIVY_LOG_MODE": "PYTHON",
        "KIVY_WINDOW": "sdl2",
        "KIVY_TEXT": "sdl2",
        # There are no picture files to read, and SDL can write one (tests.gallery); Pillow is only for printers.
        "KIVY_IMAGE": "sdl2",
        # Sizes are ours (screens.geometry): the density of the panel must not enter them twice.
        "KIVY_METRICS_DENSITY": "1",
        "KIVY_METRICS_FONTSCALE": "1",
        "KIVY_DPI": "96",
    }
    home = settings.home or Path(environ.get("RUNTIME_DIRECTORY") or _private_home(environ))
    wanted["KIVY_HOME"] = str(home)
    displayed = environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY") or environ.get("SDL_VIDEODRIVER")
    if settings.offscreen or (settings.offscreen is None and not displayed and sys.platform == "linux"):
        wanted["SDL_VIDEODRIVER"] = "offscreen"
    return wanted


def has_graphics_chip() -> bool:
    """Whether the machine can draw in hardware: it has a render node (Linux)."""
    return any(Path("/dev/dri").glob("renderD*"))


def prepare(settings: WindowSettings) -> None:
    """Set everything, then import Kivy's configuration. Idempotent for the same process.

    Raises EnvironmentTooLateError when Kivy is already imported and was not prepared by us.
    """
    if "kivy" in sys.modules and os.environ.get("KIVY_NO_ARGS") != "1":
        raise EnvironmentTooLateError("kivy was imported before screens.environment.prepare")
    os.environ.update(variables(settings, os.environ))
    Path(os.environ["KIVY_HOME"]).mkdir(mode=0o700, parents=True, exist_ok=True)

    kivy_log = logging.getLogger("kivy")
    kivy_log.disabled = True  # Kivy sets its own level while it is imported, and says hello
    from kivy.config import Config  # after the environment

    _leave_out_ready_made_widgets()
    kivy_log.disabled = False
    kivy_log.setLevel(logging.WARNING)

    for section, key, value in (
        ("kivy", "exit_on_escape", "0"),
        ("kivy", "pause_on_minimize", "0"),
        ("kivy", "keyboard_mode", ""),
        ("kivy", "desktop", "1"),
        ("graphics", "width", str(settings.width)),
        ("graphics", "height", str(settings.height)),
        ("graphics", "fullscreen", "auto" if settings.fullscreen else "0"),
        ("graphics", "borderless", "1" if settings.fullscreen else "0"),
        ("graphics", "resizable", "0" if settings.fullscreen else "1"),
        ("graphics", "show_cursor", "1" if settings.show_cursor else "0"),
        ("graphics", "allow_screensaver", "0"),
        ("graphics", "multisamples", "2" if settings.multisampling and has_graphics_chip() else "0"),
        ("graphics", "minimum_width", "320"),
        ("graphics", "minimum_height", "320"),
        # Our own loop decides when to draw (screens.loop); Kivy's pacing would only add a wait.
        ("graphics", "maxfps", "0"),
        ("graphics", "vsync", "0"),
    ):
        Config.set(section, key, value)
    # Exactly one provider: a second one (mtdev) would deliver each finger twice. SDL turns the touch
    # screen into a mouse by itself, on X11, Wayland and the bare console alike.
    for key, _ in Config.items("input"):
        Config.remove_option("input", key)
    Config.set("input", "mouse", "mouse,disable_multitouch")


def _leave_out_ready_made_widgets() -> None:
    """Kivy reads the rules of its own widgets while it is imported, which takes longer than any other part of it. We
    use none of them (screens.rules), so it finds an empty file in their place."""
    from kivy import kivy_data_dir
    from kivy.cache import Cache
    from kivy.resources import resource_find

    theirs = str(Path(kivy_data_dir) / "style.kv")
    resource_find(theirs)  # makes the cache that is filled in the next line
    Cache.append("kv.resourcefind", theirs, str(Path(__file__).with_name("no_style.kv")))


def _private_home(environ: MutableMapping[str, str]) -> Path:
    base = environ.get("XDG_RUNTIME_DIR") or environ.get("XDG_CACHE_HOME") or gettempdir()
    return Path(base) / f"vestibule-kivy-{os.getuid() if hasattr(os, 'getuid') else 0}"
