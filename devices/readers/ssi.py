"""Simple Serial Interface, the packets of Zebra (Symbol) scanners. Pure: bytes come in, texts and answers go out.

`length, opcode, source, status, data…, checksum (2)`; the length counts all but the checksum, which is the two's
complement of the 16-bit sum of the bytes before it (docs/devices.md, "What may be said to a scanner"). A scanner
that hears no acknowledgement within 2 s sends its packet again.
"""

from __future__ import annotations

from devices.readers.framing import UNREADABLE, text_of

HOST, SCANNER = 0x04, 0x00
ACK, NAK, BEEP, START, STOP, ENABLE, PARAMETERS, DECODED = 0xD0, 0xD1, 0xE6, 0xE4, 0xE5, 0xE9, 0xC6, 0xF3
SHORTEST = 4
AGAIN, CONTINUES = 0x01, 0x02
"""Bits of the status byte: the packet was sent before; the code goes on in the next packet."""
NO_BEEP, RESEND = 0xFF, 0x01
ONE_SHORT_HIGH, TWO_SHORT_LOW = 0x00, 0x06
PACKETED = bytes([NO_BEEP, 0xEE, 0x01])
"""Parameter EEh = 1: codes come in packets. Without the permanent bit in the status, until the scanner is off."""


def packet(opcode: int, data: bytes = b"", *, source: int = HOST, status: int = 0) -> bytes:
    """A whole packet. Raises ValueError when the data do not fit into one (251 bytes)."""
    body = bytes([SHORTEST + len(data), opcode, source, status]) + data
    return body + checksum(body)


def checksum(body: bytes) -> bytes:
    """The two bytes behind a packet."""
    return (-sum(body) & 0xFFFF).to_bytes(2, "big")


def beep(code: int) -> bytes:
    """Sound the beeper."""
    return packet(BEEP, bytes([code]))


START_SESSION = packet(START)
STOP_SESSION = packet(STOP)
SCAN_ENABLE = packet(ENABLE)
USE_PACKETS = packet(PARAMETERS, PACKETED)
ACKNOWLEDGE = packet(ACK)
SEND_AGAIN = packet(NAK, bytes([RESEND]))


class SsiFramer:
    """Collects the packets of one scanner; a `devices.readers.delivery.Framing`. `answers` holds what must be sent
    back; whoever sends it takes it out.

    `idle` is the silence (seconds) after which half a packet is forgotten; `max_length` bounds a code in bytes.
    """

    def __init__(self, idle: float = 0.1, max_length: int = 4096) -> None:
        self._idle = idle
        self._max_length = max_length
        self._buffer = bytearray()
        self._code = bytearray()
        self._last_packet = b""
        self._last = 0.0
        self.answers = bytearray()

    def data_received(self, data: bytes, now: float) -> list[str]:
        self.idle_elapsed(now)
        if data:
            self._last = now
        self._buffer += data
        texts: list[str] = []
        while self._buffer:
            whole = self._buffer[0] + 2
            if self._buffer[0] < SHORTEST:
                del self._buffer[0]
            elif len(self._buffer) < whole:
                break
            else:
                body, found = bytes(self._buffer[: whole - 2]), bytes(self._buffer[whole - 2 : whole])
                if found != checksum(body):
                    self._buffer.clear()  # where the next packet begins is not known: ask for all of it again
                    self.answers += SEND_AGAIN
                    break
                del self._buffer[:whole]
                self._take(body, texts)
        return texts

    def idle_elapsed(self, now: float) -> list[str]:
        if self._buffer and now - self._last >= self._idle:
            self._buffer.clear()
            self.answers += SEND_AGAIN
        return []

    @property
    def waits(self) -> bool:
        return bool(self._buffer)

    def reset(self) -> None:
        self._buffer.clear()
        self._code.clear()
        self._last_packet = b""
        self.answers.clear()

    def _take(self, body: bytes, texts: list[str]) -> None:
        opcode, source, status, data = body[1], body[2], body[3], body[4:]
        if source != SCANNER or opcode in (ACK, NAK):
            return
        self.answers += ACKNOWLEDGE
        if opcode != DECODED or (status & AGAIN and data == self._last_packet):
            return
        self._last_packet = data
        self._code += data[1:]  # the first byte is the type of code
        if len(self._code) > self._max_length:
            self._code.clear()
            texts.append(UNREADABLE)
        elif not status & CONTINUES:
            text = text_of(bytes(self._code))
            self._code.clear()
            if text is not None:
                texts.append(text)
