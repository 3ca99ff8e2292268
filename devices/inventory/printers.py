"""Printers on USB, and the queues of CUPS."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from devices.advice import advise
from devices.inventory.found import Found, Kind, Proposal, Roots, Unseen, lines_of, may_use, text_of
from devices.inventory.makers import maker

PRINTER_CLASS = "07"
QUEUES = ("lpstat", "-e")
SECONDS = 5.0
"""How long CUPS may take to name its queues."""


def usb_printers(roots: Roots) -> Iterator[Found | Unseen]:
    """What the kernel's driver usblp drives; and printers that nothing drives."""
    driven = set()
    for node in lines_of(roots.dev / "usb", "lp*"):
        interface = (roots.sys / "class" / "usbmisc" / node.name / "device").resolve()
        driven.add(interface)
        note = "" if may_use(node) else advise("no-printer-permission", str(node)).text
        proposals = (Proposal("printer", "url", f"serial://{node}"),)
        yield Found(Kind.PRINTER, str(node), _name(interface.parent), proposals, note)
    for folder in lines_of(roots.sys / "bus" / "usb" / "devices", "*:*"):
        interface = folder.resolve()
        if interface not in driven and text_of(interface / "bInterfaceClass") == PRINTER_CLASS:
            note = "Nothing drives it, so there is no /dev/usb/lp0: `sudo modprobe usblp`."
            yield Found(Kind.PRINTER, f"USB {interface.parent.name}", _name(interface.parent), note=note)


def cups_queues(_roots: Roots) -> Iterator[Found | Unseen]:
    """The queues of CUPS, as its own program names them."""
    program = shutil.which(QUEUES[0])
    if program is None:
        yield Unseen(Kind.PRINTER, "Queues of CUPS: there is no program lpstat; a site that prints by CUPS needs "
                                   "cups-client.")  # fmt: skip
        return
    try:
        done = subprocess.run([program, *QUEUES[1:]], capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        yield Unseen(Kind.PRINTER, f"Queues of CUPS: lpstat did not answer ({type(error).__name__}).")
        return
    if done.returncode:
        yield Unseen(Kind.PRINTER, "Queues of CUPS: the service does not run, or there is no queue.")
        return
    for queue in done.stdout.decode("utf-8", "replace").split():
        proposals = (Proposal("printer", "url", f"cups://{queue}"),)
        yield Found(Kind.PRINTER, f"CUPS queue {queue}", "", proposals)


def _name(device: Path) -> str:
    vendor = text_of(device / "idVendor").lower()
    told = (text_of(device / "manufacturer") or maker(vendor), text_of(device / "product"))
    numbers = f"({vendor}:{text_of(device / 'idProduct')})" if vendor else ""
    return " ".join(filter(None, (*told, numbers)))
