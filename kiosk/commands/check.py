"""`vestibule check`: what was understood of a site file, or everything that is wrong with it."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path

import click

from config.describe import describe
from config.settings import Settings
from kiosk.bootstrap import workshop_calendar
from kiosk.clock import SystemClock, at
from kiosk.commands.shared import settings_of
from kiosk.site import Site


@click.command()
@click.argument("site_file", required=False, type=click.Path(path_type=Path))
def check(site_file: Path | None) -> None:
    """Read SITE_FILE (default: the sample site) and print what was understood."""
    settings = settings_of(site_file)
    click.echo(describe(settings))
    _check_workshops(settings)


def _check_workshops(settings: Settings) -> None:
    """Read the calendar of the workshops as the kiosk would now. Ends the command when something in it is wrong."""
    calendar = workshop_calendar(settings)
    if calendar is None:
        return
    site, now = Site(settings), SystemClock().utc_now()
    reading = calendar.read(now, at(site.today(now) + timedelta(days=settings.workshops.days), time.min, site.zone))
    click.echo(f"Workshops to come: {len(reading.workshops)}, in the next {settings.workshops.days} days.")
    if reading.faults:
        lines = [f"{fault.where}: {fault.text}" for fault in reading.faults]
        raise click.ClickException("\n".join(["the calendar of the workshops:", *lines]))
