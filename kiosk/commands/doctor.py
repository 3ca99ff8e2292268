"""`vestibule doctor`: tries everything a kiosk needs, and writes a report for support."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from config import ConfigurationError, load, sample_path
from config.settings import Settings
from kiosk.cards import KeyRing, KeyRingError
from kiosk.clock import SystemClock
from kiosk.commands.doctor_devices import Hearing, tried
from kiosk.commands.doctor_machine import checked
from kiosk.commands.doctor_person import AtTheTerminal, Nobody, Person
from kiosk.commands.doctor_report import Finding, Verdict, keep, report
from kiosk.commands.shared import data_option, site_option

if TYPE_CHECKING:
    from PIL.Image import Image

    from kiosk.receipts import Receipt

REPORT = Path("vestibule-doctor.txt")
DEVICE_SECONDS = 6.0
"""How long a device may take to be reached."""


@click.command()
@site_option
@data_option
@click.option("--yes", is_flag=True, help="Ask nothing: leave out what needs a person. So it is without a terminal.")
@click.option(
    "--report",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    default=REPORT,
    show_default=True,
    help="Where to write the report; it holds no name, no card and no secret.",
)
@click.option(
    "--seconds", type=click.FloatRange(0.0, 120.0), default=DEVICE_SECONDS, show_default=True,
    help="How long a device may take to be reached.",
)  # fmt: skip
def doctor(site_file: Path | None, folder: Path | None, *, yes: bool, path: Path, seconds: float) -> None:
    """Try the devices of the site file, the store, disk, clock and screen; write a report to send to support.

    Stop the kiosk before: it keeps its devices for itself. Ends with 1 when something is broken.
    """
    person: Person = AtTheTerminal() if not yes and sys.stdin.isatty() else Nobody()
    findings = []
    for finding in examined(site_file, folder, person, seconds):
        click.echo(finding)
        findings.append(finding)
    text = report(findings, _plugged_in(), SystemClock().utc_now())
    try:
        keep(text, path)
    except OSError as error:
        click.echo(text)
        told = f"the report could not be written to {path} ({error.strerror}); it stands above"
        raise click.ClickException(told) from None
    click.echo(f"\nThe report for support: {path}")
    if any(finding.verdict is Verdict.BROKEN for finding in findings):
        sys.exit(1)


def examined(site_file: Path | None, folder: Path | None, person: Person, seconds: float) -> Iterator[Finding]:
    """Everything, one finding after the other. Never raises for something that is wrong with the kiosk."""
    from kiosk.data_folder import data_folder

    try:
        settings = load(site_file or sample_path())
    except ConfigurationError as error:
        lines = ", ".join(str(problem.line) for problem in error.problems if problem.line) or "none known"
        told = f"{len(error.problems)} problems (lines: {lines}): `vestibule check` explains them."
        yield Finding("site file", Verdict.BROKEN, told)
        return
    what = "the sample site, as none was named" if site_file is None else f"kiosk {settings.site.kiosk}"
    yield Finding("site file", Verdict.WELL, f"Understood: {what}.")
    folder = data_folder(settings, folder)
    yield from checked(settings, folder)
    if is_running(folder):
        yield Finding("devices", Verdict.LEFT_OUT, "The kiosk is running and keeps them for itself: stop it first.")
    else:
        yield from _devices(settings, folder, person, seconds)
    if person.there:
        yield from _touch(person)


def is_running(folder: Path) -> bool:
    """Whether a kiosk uses the data folder now."""
    from data.database import InstanceLock, StoreError

    if not (folder / "instance.lock").exists():
        return False
    try:
        InstanceLock(folder).release()
    except StoreError as error:
        return error.code == "already-running"
    return False


def _devices(settings: Settings, folder: Path, person: Person, seconds: float) -> Iterator[Finding]:
    from devices import registry

    logging.getLogger("devices").addHandler(logging.NullHandler())  # what they say is in the findings
    hearing = Hearing()
    try:
        devices = registry.build(
            hearing.put,
            SystemClock(),
            reader=settings.reader,
            printer=settings.printer,
            usb_paths=settings.storage.usb_paths,
            render=_drawn,
            sound=settings.sound,
        )
    except ValueError as error:
        yield Finding("devices", Verdict.BROKEN, f"{error}.")
        return
    devices.start()
    try:
        yield from tried(devices, hearing, _keys(settings, folder), person, seconds)
    finally:
        late = devices.stop()
    if late:
        yield Finding("devices", Verdict.LOOK, f"{', '.join(late)} did not let go in time.")


def _drawn(receipt: Receipt, width: int) -> Image:
    from devices.printers.raster import render
    from kiosk.bootstrap import fonts_folder

    return render(receipt, width, fonts_folder())


def _keys(settings: Settings, folder: Path) -> KeyRing | None:
    from kiosk.bootstrap import load_key_ring

    try:
        return load_key_ring(folder, settings)
    except KeyRingError:
        return None


def _touch(person: Person) -> Iterator[Finding]:
    """Show marks on the screen and let them be touched, in a process of its own: a window may take it down."""
    from kiosk.commands.doctor_touch import touched
    from kiosk.commands.run import has_screen

    if not has_screen():
        return
    if not person.agrees("screen: show five marks to touch, one after the other?"):
        yield Finding("touch", Verdict.LEFT_OUT, "No mark was shown.")
        return
    yield touched()


def _plugged_in() -> list[str]:
    from devices.inventory.look import look_around
    from kiosk.commands.devices import told

    return list(told(look_around()))
