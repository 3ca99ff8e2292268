"""`vestibule check`: what was understood of a site file, or everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path

import click

from config.describe import describe
from kiosk.commands.shared import settings_of


@click.command()
@click.argument("site_file", required=False, type=click.Path(path_type=Path))
def check(site_file: Path | None) -> None:
    """Read SITE_FILE (default: the sample site) and print what was understood."""
    click.echo(describe(settings_of(site_file)))
