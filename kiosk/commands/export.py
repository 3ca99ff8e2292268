"""`vestibule export`: the weekly figures, on a stick or in any folder; works while the kiosk runs."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.commands.shared import data_option, plain_errors, settings_of, site_option


@click.command()
@click.option("--week", required=True, metavar="YYYY-Www", help="An ISO week, such as 2026-W47.")
@click.option("--to", "target", type=click.Path(path_type=Path), required=True, help="The stick or folder.")
@site_option
@data_option
def export(week: str, target: Path, site_file: Path | None, folder: Path | None) -> None:
    """Write the sessions and totals of a week: complete or not at all."""
    from data.reading import vault_beside
    from kiosk.bootstrap import exporter
    from kiosk.data_folder import STORE_FILE, data_folder

    settings = settings_of(site_file)
    with plain_errors():
        store = data_folder(settings, folder) / STORE_FILE
        written = exporter(settings, store, vault_beside(store)).write(week, target, lambda _step, _fraction: None)
    click.echo(f"{target / written.folder}")
    for name, size in written.files:
        click.echo(f"  {name}  {size} bytes")
