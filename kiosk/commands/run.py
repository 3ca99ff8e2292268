"""`vestibule run`: the kiosk itself."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.commands.shared import DATA_VARIABLE, plain_errors, settings_of
from kiosk.data_folder import KEY_RING_FILE, data_folder

if TYPE_CHECKING:
    from kiosk.bootstrap import House

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")
"""Environment variables of which one says that there is a screen."""


@click.command()
@click.argument("site_file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path),
    help=f"The folder of the kiosk's data (default: ${DATA_VARIABLE}, else the site file's or the system's; "
    "with --sample the user's own).",
)
@click.option("--sample", is_flag=True, help="Open the sample site with invented people and simulated devices.")
@click.option("--size", default="", metavar="WxH", help="A window of this size instead of the full screen.")
def run(site_file: Path | None, folder: Path | None, sample: bool, size: str) -> None:
    """Open the kiosk of SITE_FILE, or of the sample site with --sample."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    shown = has_screen()
    if sample:
        if not shown:
            _guided_instead()
            return
        from kiosk.demo.kiosk_to_try import run_sample

        with plain_errors():
            run_sample(settings_of(site_file), folder, parse_size(size or "540x960"))
        return
    if site_file is None:
        raise click.ClickException("say which site: `vestibule run FILE`, or try the sample: `vestibule run --sample`")
    if not shown:
        raise click.ClickException(
            "there is no screen here: start it from the kiosk's graphical session, "
            "or set SDL_VIDEODRIVER=kmsdrm on a console"
        )
    from kiosk.commands.window import run_window

    first = settings_of(site_file, calendars=False)
    folder = data_folder(first, folder or _folder_of_environment())
    with plain_errors():
        if not (folder / KEY_RING_FILE).exists():
            from kiosk.bootstrap import load_key_ring

            load_key_ring(folder, first)  # says how to get one, before a window opens

        def make_house() -> House:
            from kiosk.bootstrap import build

            return build(settings_of(site_file), folder)

        if run_window(first, make_house, size=parse_size(size)):
            sys.exit(1)


def has_screen() -> bool:
    """Whether a window can be shown to somebody."""
    return any(os.environ.get(name) for name in SCREENS)


def _folder_of_environment() -> Path | None:
    return Path(os.environ[DATA_VARIABLE]) if DATA_VARIABLE in os.environ else None


def parse_size(size: str) -> tuple[int, int] | None:
    """(width, height) in pixels of "1080x1920"; None for "". Ends the command when it is neither."""
    if not size:
        return None
    width, cross, height = size.lower().partition("x")
    if not (cross and width.isdigit() and height.isdigit()):
        raise click.ClickException(f"--size {size!r} is not a size; write for example 1280x800")
    return int(width), int(height)


def _guided_instead() -> None:
    from kiosk.commands.demo import guided

    click.echo("There is no screen here, so no window is opened. The guided visit shows the main job instead.")
    guided(Path("build/visit"))
