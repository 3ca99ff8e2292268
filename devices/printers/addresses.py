"""Which driver serves the address of a printer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import SplitResult, parse_qs, urlsplit

from kiosk.events import Event
from kiosk.receipts import Receipt

if TYPE_CHECKING:  # a driver brings the libraries that draw: a kiosk without a printer holds none of them
    from devices.printers.escpos_job import Renderer
    from devices.printers.page_worker import Destination, Draw, PageWorker
    from devices.printers.worker import PrintWorker

PageRenderer = Callable[[Receipt, int, str], bytes]
"""Makes a PDF of a receipt at a width in dots on a paper, "A4" or "roll"."""

PAGES = ("cups", "ipp", "folder")
MEDIA = {"A4": "iso_a4_210x297mm", "roll": ""}
"""Names of papers for a print queue (PWG 5101.1); a roll has the size that the queue says."""


class PrinterManners(Protocol):
    """How a receipt printer is used: `baud` of a serial one, `width` in dots, `mode` "raster" or "text", and whether it
    has a `cutter`."""

    @property
    def baud(self) -> int: ...
    @property
    def width(self) -> int: ...
    @property
    def mode(self) -> str: ...
    @property
    def codepage(self) -> str: ...
    @property
    def cutter(self) -> bool: ...


def printer_at(
    url: str,
    manners: PrinterManners,
    name: str,
    put: Callable[[Event], bool],
    render: Renderer,
    pages: PageRenderer | None = None,
) -> PrintWorker | PageWorker:
    """The printer at `url`, not touched yet; `render` draws dots, `pages` a PDF.

    Raises ValueError when the address of a printer of pages or the code page is not one.
    """
    parts = urlsplit(url)
    if parts.scheme not in PAGES:
        from devices.printers.worker import PrintWorker

        return PrintWorker(
            url,
            render,
            put,
            name=name,
            baud=manners.baud,
            width=manners.width,
            mode=manners.mode,
            codepage=manners.codepage,
            cutter=manners.cutter,
        )
    # a kiosk with a receipt printer starts without them
    from devices.printers.ipp_queue import IppQueue
    from devices.printers.ipp_service import IppService
    from devices.printers.page_worker import PageWorker
    from devices.printers.slip_folder import SlipFolder

    paper, form = _asked(parts, "paper", "A4"), _asked(parts, "format", "pdf")
    if paper not in MEDIA or form not in ("pdf", "png"):
        raise ValueError(f"{url!r} asks for what there is not")
    destination: Destination
    if parts.scheme == "folder":
        destination = SlipFolder(Path(parts.path), form)
    else:
        destination = IppQueue(IppService(url), url, MEDIA[paper])
    return PageWorker(url, destination, _draw(manners.width, paper, form, render, pages), put, name=name)


def png(receipt: Receipt, width: int, render: Renderer) -> bytes:
    """A receipt as a picture in a file. Raises what `render` raises."""
    made = BytesIO()
    render(receipt, width).save(made, "PNG")
    return made.getvalue()


def _draw(width: int, paper: str, form: str, render: Renderer, pages: PageRenderer | None) -> Draw:
    if form == "png":
        return partial(png, width=width, render=render)
    if pages is None:
        raise ValueError("nobody draws pages here")
    return lambda receipt: pages(receipt, width, paper)


def _asked(parts: SplitResult, name: str, usual: str) -> str:
    return parse_qs(parts.query).get(name, [usual])[0]
