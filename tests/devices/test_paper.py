"""How long a slip is: what the core works out against what is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.printers.raster import render
from kiosk.events import PrintFinished, PrintOutcome
from kiosk.paper import CUT_MM, DOTS_PER_MM, MOST_PENDING, CountedPrinter, length_mm
from kiosk.receipts import ArchNumber, Block, Heading, Notice, PrintJob, Qr, Receipt, Rule, Text
from tests.factories import RecordingPrinter

FONTS = Path(__file__).resolve().parents[2] / "screens" / "fonts"
HEADING = Heading("Médiathèque des Tilleuls", "Espace numérique")
CODE = "VSTR1:" + "A" * 40

RECEIPT: tuple[Block, ...] = (
    *(HEADING, ArchNumber("Poste", "7"), Text("jusqu’à 15 h 42", size="title", bold=True), Rule()),
    *(Text("Code du poste"), Text("48 17", size="code", centred=True), Qr(CODE)),
    *(Text("Cette page montre votre temps.", size="small", centred=True), Rule()),
    *(Notice(("Enregistrez vos fichiers", "sur une clé USB.")), Text("À bientôt", centred=True)),
)
GUEST: tuple[Block, ...] = (
    *(HEADING, Text("Ticket invité", size="big", bold=True, centred=True), Text("mardi 14 octobre", centred=True)),
    *(Rule(), Qr(CODE), Text("Valable aujourd’hui.", bold=True), Text("Présentez ce ticket à la borne.")),
)
PROSE: tuple[Block, ...] = (
    HEADING,
    *(Text("Une phrase assez longue pour prendre deux lignes sur le papier.") for _ in range(8)),
)


@pytest.mark.parametrize("width", [576, 384])
@pytest.mark.parametrize("blocks", [RECEIPT, GUEST, PROSE], ids=["receipt", "guest", "prose"])
def test_the_length_is_near_what_is_drawn(blocks: tuple[Block, ...], width: int) -> None:
    receipt = Receipt(blocks)
    drawn = render(receipt, width, FONTS).height / DOTS_PER_MM + CUT_MM
    assert length_mm(receipt, width) == pytest.approx(drawn, rel=0.1)


def test_a_slip_counts_once_and_only_when_it_may_be_out() -> None:
    inner = RecordingPrinter()
    printer = CountedPrinter(inner, 576)
    receipt = Receipt(GUEST)
    outcomes = (PrintOutcome.PRINTED, PrintOutcome.UNKNOWN, PrintOutcome.NO_PAPER, PrintOutcome.OFF)
    for number, outcome in enumerate(outcomes):
        printer.submit(PrintJob(str(number), receipt))
        used = printer.used(PrintFinished(str(number), outcome))
        assert (used > 0) == (outcome in {PrintOutcome.PRINTED, PrintOutcome.UNKNOWN})
        assert printer.used(PrintFinished(str(number), outcome)) == 0
    assert len(inner.jobs) == len(outcomes)
    assert printer.used(PrintFinished("of somebody else", PrintOutcome.PRINTED)) == 0


def test_jobs_of_which_nobody_hears_are_forgotten() -> None:
    printer = CountedPrinter(RecordingPrinter(), 576)
    for number in range(MOST_PENDING + 1):
        printer.submit(PrintJob(str(number), Receipt(GUEST)))
    assert printer.used(PrintFinished("0", PrintOutcome.PRINTED)) == 0
    assert printer.used(PrintFinished("1", PrintOutcome.PRINTED)) > 0
