"""The sample site in a window, with a simulated scanner, printer and stick."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from config.settings import Settings
from devices.registry import PrinterOptions, ReaderOptions
from devices.simulated.paper import Slip
from devices.simulated.printer import SimulatedPrinter
from devices.simulated.scanner import SimulatedScanner
from kiosk.bootstrap import House, build, build_devices
from kiosk.clock import SystemClock
from kiosk.demo.sample import Sample, prepare, sample_folder
from kiosk.demo.shifted import opening_clock
from kiosk.site import Site


def run_sample(settings: Settings, folder: Path | None, size: str, run_house: Callable[..., bool]) -> None:
    """Open the sample until its window is closed."""
    site = Site(settings)
    clock = opening_clock(SystemClock(), site)
    sample = prepare(settings, folder or sample_folder(), clock)
    with SimulatedScanner(sample.devices) as scanner, SimulatedPrinter(sample.devices, on_slip=_say_slip) as printer:
        house: House = build(
            settings,
            sample.folder,
            clock=clock,
            make_devices=partial(
                build_devices,
                reader=ReaderOptions(scanner.url),
                printer=PrinterOptions(printer.url),
                usb_paths=(sample.stick,),
            ),
        )
        run_house(house, size, partial(_explain, settings, sample))


def _explain(settings: Settings, sample: Sample) -> None:
    click.echo(f"{settings.site.name} is open. From another terminal, present a card:")
    for name in sample.codes:
        click.echo(f"  vestibule demo scan {name}")
    click.echo(f"Pictures of the cards: {sample.cards}")
    click.echo(f"Printed slips:         {sample.devices}")
    click.echo(f"The USB stick:         {sample.stick}")
    click.echo("Stop with Ctrl-C here.")


def _say_slip(slip: Slip) -> None:
    click.echo(f"printed {slip.picture}")
