"""What may be said to a scanner, by family: read now, that card is good, that one is not.

No scanner needs any of it: the kiosk listens, and a profile adds a sound or a trigger. The bytes are those of the
manuals named in docs/devices.md, "What may be said to a scanner"; none was tried on hardware.
"""

from __future__ import annotations

import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from devices.readers import ssi


class Signal(StrEnum):
    """What the kiosk makes of a code that was just read."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Profile:
    """The bytes of one family of scanners; b"" for what it has no bytes for.

    `packets` says that codes come in SSI packets that must be acknowledged. `begin` is sent when the port was
    opened; `trigger` asks to read one code, `release` to stop.
    """

    name: str
    begin: bytes = b""
    trigger: bytes = b""
    release: bytes = b""
    accepted: bytes = b""
    refused: bytes = b""
    packets: bool = False

    def of(self, signal: Signal) -> bytes:
        """The bytes of a signal; b"": this family has none."""
        return self.accepted if signal is Signal.ACCEPTED else self.refused


def newland_command(kind: int, register: int, value: int) -> bytes:
    """A command of the NLS-EM3095 and of the GM65 modules: `7E 00`, kind, length, register, value, CRC-16/XMODEM."""
    body = bytes([kind, 1]) + register.to_bytes(2, "big") + bytes([value])
    return b"\x7e\x00" + body + binascii.crc_hqx(body, 0).to_bytes(2, "big")


_WRITE_REGISTER = 0x08
_SCAN_REGISTER, _SCAN = 0x0002, 0x01

PROFILES: Mapping[str, Profile] = {
    profile.name: profile
    for profile in (
        Profile("generic"),
        Profile(
            "honeywell",
            trigger=b"\x16T\r",
            release=b"\x16U\r",
            accepted=b"\x1b6,",  # in the mode "Host ACK" the scanner waits for one of these: high and low beep
            refused=b"\x1b4,",
        ),
        Profile(
            "zebra-ssi",
            begin=ssi.USE_PACKETS + ssi.SCAN_ENABLE,
            trigger=ssi.START_SESSION,
            release=ssi.STOP_SESSION,
            accepted=ssi.beep(ssi.ONE_SHORT_HIGH),
            refused=ssi.beep(ssi.TWO_SHORT_LOW),
            packets=True,
        ),
        Profile(
            "datalogic",
            trigger=b"T",
            release=b"X",
            accepted=b"B",
            refused=b"FE",  # "not on file" also switches reading off: on again at once
        ),
        Profile("newland", trigger=newland_command(_WRITE_REGISTER, _SCAN_REGISTER, _SCAN)),
    )
}
