"""From the description of a receipt to the bytes of its job, and a thousand receipts on end; a process of its own.

Prints one JSON object: milliseconds and figures by name.
"""

from __future__ import annotations

import gc
import json
import queue
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from PIL import Image

from devices.printers import escpos_library
from devices.printers.escpos_job import raster_job
from devices.printers.pdf import render_pdf
from devices.printers.raster import render
from devices.printers.text_mode import CodePage, text_job
from devices.printers.worker import PrintWorker
from devices.simulated.printer import SimulatedPrinter
from devices.supervisor import Supervisor
from kiosk.clock import SystemClock
from kiosk.events import Event, PrintFinished, PrintOutcome
from kiosk.receipts import ArchNumber, Heading, Notice, PrintJob, Qr, Receipt, Rule, Text
from tests.bench.figures import Row, Samples, median_row
from tests.bench.processes import ROOT

FONTS = ROOT / "screens" / "fonts"
WIDTH = 576
WARM_UP = 3
FEW = 50
"""Receipts after which everything is in place that stays: fonts, caches, the library."""
PATIENCE = 60.0


def receipt(number: int) -> Receipt:
    """A receipt like those of the product, each with a code of its own."""
    return Receipt(
        (
            Heading("Médiathèque des Tilleuls", "Espace numérique"),
            ArchNumber("Poste", str(number % 12 + 1)),
            Text("jusqu’à 15\u00a0h\u00a042", "big", bold=True, centred=True),
            Text("mardi 14 octobre, de 14\u00a0h\u00a042", centred=True),
            Rule(),
            Text(f"Votre code sur le poste {number % 12 + 1}", bold=True, centred=True),
            Text(f"{number // 100 % 100:02d} {number % 100:02d}", "code", bold=True, centred=True),
            Qr(f"VSR1:{number:032X}"),
            Text("Gardez ce reçu.", bold=True, centred=True),
            Text("Il sert à finir ou à prolonger.", bold=True, centred=True),
            Rule(),
            Text("Enregistrez vos fichiers sur une clé."),
            Text("À la fin, tout est effacé."),
            Notice(("Besoin d’aide\u00a0?", "Appelez un animateur.")),
            Text(f"Reçu {number}, sans votre nom", "small", centred=True),
        )
    )


@dataclass(frozen=True)
class Figures:
    """Milliseconds for one receipt in each form and for the floor; counts and memory (MB) after few receipts and after
    many."""

    raster: tuple[float, ...]
    text: tuple[float, ...]
    pdf: tuple[float, ...]
    floor: tuple[float, ...]
    many: int
    threads: tuple[int, int]
    descriptors: tuple[int, int]
    memory: tuple[float, float]


def rows(found: Figures) -> Iterator[Row]:
    """The lines of the table."""
    floor = Samples(tuple(found.floor))
    yield median_row("receipt → ESC/POS picture, median", Samples(tuple(found.raster)), floor, 2.0)
    yield median_row("receipt → ESC/POS text with a code, median", Samples(tuple(found.text)), floor, 1.0)
    yield median_row("receipt → PDF, median", Samples(tuple(found.pdf)), floor, 5.0)
    for what, (few, many), unit, target in (
        ("threads", found.threads, "", 1.0),
        ("descriptors", found.descriptors, "", 1.0),
        ("memory (PSS)", found.memory, "MB", 1.05),
    ):
        told = f"{what} after {found.many:,} receipts to {FEW}"
        yield median_row(told, Samples((many,), unit), Samples((few,), unit), target)


def in_turn(count: int) -> dict[str, list[float]]:
    """Milliseconds of each form, in turn, so that what else the machine does meets all alike."""
    times: dict[str, list[float]] = {name: [] for name in ("raster", "text", "pdf", "floor")}
    escpos_library.load()
    page, made_at = CodePage("CP858"), SystemClock().utc_now()
    for number in range(count + WARM_UP):
        slip = receipt(number)
        picture = render(slip, WIDTH, FONTS)
        with _timed(times["raster"]):
            raster_job(slip, WIDTH, _render)
        with _timed(times["text"]):
            text_job(slip, WIDTH, page)
        with _timed(times["pdf"]):
            render_pdf(slip, WIDTH, FONTS, made_at)
        with _timed(times["floor"]):
            _bare(picture)
    return {name: all_of_them[WARM_UP:] for name, all_of_them in times.items()}


def _render(slip: Receipt, width: int) -> Image.Image:
    return render(slip, width, FONTS)


def _bare(picture: Image.Image) -> bytes:
    """A picture that is there already, as ESC/POS by the library: what printing costs without a receipt."""
    from escpos.printer import Dummy  # late: `escpos_library` has loaded it without its side effects

    paper = Dummy(profile="TM-T20II")
    paper.image(picture)
    paper.cut()
    return bytes(paper.output)


@contextmanager
def _timed(times: list[float]) -> Iterator[None]:
    began = perf_counter()
    yield
    times.append((perf_counter() - began) * 1000)


def on_end(many: int) -> dict[str, tuple[float, float]]:
    """Print receipts on end, through the print thread, a socket and the simulated printer; what there is after a few of
    them, and after all."""
    finished: queue.Queue[PrintFinished] = queue.Queue()

    def put(event: Event) -> bool:
        if isinstance(event, PrintFinished):
            finished.put(event)
        return True

    with SimulatedPrinter() as printer:
        printer.KEPT = 1  # fifty pictures that somebody could look at are not ours
        supervisor = Supervisor(put, SystemClock())
        worker = PrintWorker(printer.url, _render, put, look_seconds=(PATIENCE, PATIENCE))
        supervisor.add(worker)
        supervisor.start()
        try:
            before = []
            for number in range(many):
                worker.submit(PrintJob(str(number), receipt(number)))
                outcome = finished.get(timeout=PATIENCE).outcome
                if outcome is not PrintOutcome.PRINTED:
                    raise RuntimeError(f"receipt {number}: {outcome}")
                if number == FEW - 1:
                    before = _there_is()
            after = _there_is()
        finally:
            supervisor.stop()
    names = ("threads", "descriptors", "memory")
    return {name: (few, all_of_it) for name, few, all_of_it in zip(names, before, after, strict=True)}


def _there_is() -> list[float]:
    """Threads, descriptors, and memory in MB."""
    gc.collect()
    rollup = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    (size,) = (int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return [threading.active_count(), len(list(Path("/proc/self/fd").iterdir())), size * 1024 / 1e6]


def main() -> None:
    count, many = int(sys.argv[1]), int(sys.argv[2])
    print(json.dumps({**in_turn(count), **on_end(many), "many": many}))


if __name__ == "__main__":
    main()
