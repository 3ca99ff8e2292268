"""The sample site in a window, with a simulated scanner, printer and stick."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from config.settings import Settings
from devices.registry import PrinterOptions, ReaderOptions
from devices.simulated.paper import Slip
from devices.simulated.printer import SimulatedPrinter
from devices.simulated.scanner import SimulatedScanner
from devices.simulated.stage import Stage
from devices.simulated.stick import SimulatedStick
from kiosk.bootstrap import House, build, build_devices, open_store
from kiosk.clock import SystemClock
from kiosk.commands.window import run_window
from kiosk.demo.sample import Sample, prepare, sample_folder
from kiosk.demo.shifted import opening_clock
from kiosk.site import Site


def run_sample(settings: Settings, folder: Path | None, size: tuple[int, int] | None) -> None:
    """Open the sample until its window is closed."""
    sample = prepare(settings, folder or sample_folder(), SystemClock())
    store = open_store(sample.folder, settings)
    clock = opening_clock(SystemClock(), Site(settings), store.recorded_until())
    stick = SimulatedStick(sample.stick)
    with (
        SimulatedScanner(sample.devices) as scanner,
        SimulatedScanner(sample.devices / "tags") as tags,
        SimulatedPrinter(sample.devices, on_slip=_say_slip) as printer,
        Stage(sample.devices, scanner=scanner, tags=tags, printer=printer, stick=stick, done=_say_direction),
    ):
        make_house = partial(
            build,
            settings,
            sample.folder,
            clock=clock,
            store=store,
            make_devices=partial(
                build_devices,
                reader=ReaderOptions(scanner.url, also=(f"rfid://{tags.url}", *_camera(sample)), preview=True),
                printer=PrinterOptions(printer.url),
                storage=stick,
            ),
        )
        run_window(settings, make_house, clock=clock, size=size, entered=partial(_explain, sample))


def _camera(sample: Sample) -> tuple[str, ...]:
    """The address of its camera, where somebody has filmed a card."""
    return (f"camera://{sample.film}",) if sample.film.exists() else ()


def _explain(sample: Sample, house: House) -> None:
    now = house.front.desk.words.long_date(house.reception.moment().utc)
    click.echo(f"{house.settings.site.name} is open; its clock says {now}. From another terminal, present a card:")
    for name in sample.codes:
        click.echo(f"  vestibule demo scan {name}")
    click.echo(f"Pictures of the cards: {sample.cards}")
    click.echo(f"Printed slips:         {sample.devices}")
    click.echo(f"The USB stick:         {sample.stick}")
    click.echo("Let a device have a bad day: vestibule demo device printer no-paper (without words: what there is)")
    click.echo("Stop with Ctrl-C here.")


def _say_slip(slip: Slip) -> None:
    click.echo(f"printed slip-{slip.number:04d}.png")


def _say_direction(device: str, direction: str) -> None:
    click.echo(f"{device}: {direction}")
