"""Readers of contactless cards that the smart card service knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from devices.advice import advise_error
from devices.inventory.found import Found, Kind, Proposal, Roots, Unseen
from devices.readers.smartcard_reader import load_scard, reader_names

_PART = 64
"""Characters of a name that an address may hold."""


def smartcards(_roots: Roots, load: Callable[[], Any] = load_scard) -> Iterator[Found | Unseen]:
    """The readers by their names; `pcsc://` alone means all of them."""
    try:
        names = reader_names(load())
    except Exception as error:  # pyscard is a library of C: whatever it does, the other devices are still told
        yield Unseen(Kind.SMARTCARD, advise_error(error, "smart card reader").text)
        return
    for name in names:
        part = name.partition(" 00 ")[0].partition("[")[0].strip()[:_PART]
        yield Found(Kind.SMARTCARD, name, "", (Proposal("reader", "url", f"pcsc://{part}"),))
