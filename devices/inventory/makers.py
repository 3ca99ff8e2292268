"""Makers by their USB number, as far as they tell what a device is. Public numbers of the USB-IF."""

from __future__ import annotations

from collections.abc import Mapping

SCANNERS: Mapping[str, str] = {
    "05e0": "Zebra (Symbol)",
    "05f9": "Datalogic",
    "065a": "Opticon",
    "0536": "Honeywell (Hand Held)",
    "0c2e": "Honeywell (Metrologic)",
    "1eab": "Newland",
}
"""Makers of scanners: what they make on USB is a scanner."""
ADAPTERS: Mapping[str, str] = {
    "0403": "FTDI adapter",
    "067b": "Prolific adapter",
    "10c4": "Silicon Labs adapter",
    "1a86": "QinHeng adapter",
}
"""Serial adapters: anything may be behind them."""
PRINTERS: Mapping[str, str] = {
    "04b8": "Epson",
    "0519": "Star",
    "1504": "Bixolon",
    "1d90": "Citizen",
}
CARD_READERS: Mapping[str, str] = {"072f": "ACS"}


def maker(vendor: str) -> str:
    """The maker with a USB number of four hexadecimal digits; "" when it is not among ours."""
    return next((group[vendor] for group in (SCANNERS, ADAPTERS, PRINTERS, CARD_READERS) if vendor in group), "")
