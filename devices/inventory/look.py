"""The whole look at the machine. Never fails: what cannot be looked at is a line of its own."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

from devices.inventory.cameras import cameras
from devices.inventory.found import Found, Kind, Look, Roots, Unseen
from devices.inventory.inputs import inputs
from devices.inventory.printers import cups_queues, usb_printers
from devices.inventory.serial_ports import serial_ports
from devices.inventory.smartcards import smartcards
from devices.inventory.sounds import sounds
from devices.inventory.sticks import sticks

log = logging.getLogger(__name__)

LOOKS: Mapping[str, tuple[Kind, Look]] = {
    "serial ports": (Kind.SERIAL, serial_ports),
    "inputs": (Kind.INPUT, inputs),
    "card readers": (Kind.SMARTCARD, smartcards),
    "cameras": (Kind.CAMERA, cameras),
    "printers": (Kind.PRINTER, usb_printers),
    "queues": (Kind.PRINTER, cups_queues),
    "sticks": (Kind.STICK, sticks),
    "sound": (Kind.SOUND, sounds),
}


def look_around(roots: Roots | None = None, looks: Mapping[str, tuple[Kind, Look]] = LOOKS) -> Sequence[Found | Unseen]:
    """Everything that is plugged in, in the order of `Kind`. Takes a few seconds at most; opens no device."""
    seen: list[Found | Unseen] = []
    for name, (kind, look) in looks.items():
        try:
            seen.extend(look(roots or Roots()))
        except Exception as error:
            log.debug("looking for %s failed", name, exc_info=error)
            seen.append(Unseen(kind, f"Looking for {name} failed ({type(error).__name__}): {error}."))
    order = list(Kind)
    return sorted(seen, key=lambda one: order.index(one.kind))
