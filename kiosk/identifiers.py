"""What other cards say: the barcode of a library card, the UID of a tag. Pure.

Such a thing identifies, and nothing more: anybody can copy it. It is linked to a member by `vestibule card link`, only
its digest is kept, and it never opens the staff mode (docs/operations/cards.md, "Cards that people have already").

A UID is written in many ways, and some of them leave bytes out: the number printed on a tag of 125 kHz stands for the
last four or the last three of its five bytes. A tag is therefore looked up by what it says and by its ends.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

UID_PREFIX = "UID:"
"""In front of what a reader of tags and contactless cards delivers; no scanner delivers it."""
LONGEST_BARCODE = 64
SHORTEST_BARCODE = 4
TAG_BYTES = 5
"""Tags of 125 kHz; their printed numbers leave the first one or two bytes out."""
CHIP_BYTES, RANDOM = 4, 0x08
"""A UID of four bytes that begins with 08 is drawn anew each time: telephones, identity papers."""
UID_LENGTHS = (3, 4, 5, 7, 10)

_HEX_UID = re.compile(r"(?:[0-9A-F]{2})+")
_PAIR = re.compile(r"(\d{3}|\d{5})[,.](\d{5})")
_SPACED = re.compile(r"(?:[0-9A-F]{2}[ :-])+[0-9A-F]{2}")
_DECIMAL_BYTES = {8: 3, 10: 4, 13: 5}
"""How many bytes a printed decimal number of so many digits stands for."""
_CODABAR = re.compile(r"[A-D]([0-9$:/.+-]+)[A-D]")


class Medium(StrEnum):
    """What carries an identifier."""

    UID = "uid"
    BARCODE = "barcode"


@dataclass(frozen=True, slots=True)
class Identifier:
    """What was read from a card that is none of ours. `digests` are SHA-256, the most telling first."""

    medium: Medium
    digests: tuple[bytes, ...]


def identifier_of(code: str) -> Identifier | None:
    """What a reader delivered, as an identifier; None for what cannot be one. Our own codes must be sorted out before.

    Never raises.
    """
    if code.startswith(UID_PREFIX):
        digits = code.removeprefix(UID_PREFIX)
        if not _HEX_UID.fullmatch(digits):
            return None
        uid = bytes.fromhex(digits)
        if len(uid) not in UID_LENGTHS:
            return None
        ends = (uid[-4:], uid[-3:]) if len(uid) == TAG_BYTES else ()
        return Identifier(Medium.UID, tuple(_digest(Medium.UID, form.hex()) for form in (uid, *ends)))
    text = barcode_text(code)
    if text is None:
        return None
    return Identifier(Medium.BARCODE, (_digest(Medium.BARCODE, text),))


def linked_uid(written: str) -> bytes:
    """The digest to keep for a UID as somebody wrote or printed it:

    hexadecimal `01000734E0`, also with spaces, colons or hyphens, or after `0x`; decimal as printed on tags,
    `0000472288d`; the two numbers of Wiegand `007,13536`, or `00007,13536` for four bytes.

    Raises ValueError, with one sentence, for anything else, and for digits that could be either.
    """
    return _digest(Medium.UID, uid_bytes(written).hex())


def uid_bytes(written: str) -> bytes:
    """The bytes of a UID as it was written; see `linked_uid`. Raises ValueError."""
    text = written.strip().upper()
    pair = _PAIR.fullmatch(text)
    if pair:
        return _two_numbers(pair[1], pair[2])
    if text.endswith("D") and text[:-1].isascii() and text[:-1].isdigit() and len(text) - 1 in _DECIMAL_BYTES:
        return _number(text[:-1])
    said_hex = text.startswith("0X") or bool(_SPACED.fullmatch(text))
    digits = re.sub(r"[ :-]", "", text.removeprefix("0X"))
    if not _HEX_UID.fullmatch(digits) or len(digits) // 2 not in UID_LENGTHS:
        raise ValueError(
            "this is no UID; write it for example 01000734E0, 04:A2:24:B1:C2:3E:80, 0000472288d or 007,13536"
        )
    if digits.isdigit() and len(digits) in _DECIMAL_BYTES and not said_hex:
        raise ValueError(f"{digits} can be read in two ways; write 0x{digits} for hexadecimal, {digits}d for decimal")
    uid = bytes.fromhex(digits)
    if len(uid) == CHIP_BYTES and uid[0] == RANDOM:
        raise ValueError("this card draws a new UID each time (it begins with 08) and identifies nobody")
    return uid


def linked_barcode(written: str) -> bytes:
    """The digest to keep for a barcode. Raises ValueError, with one sentence, for what cannot be one."""
    text = barcode_text(written)
    if text is None:
        raise ValueError(
            f"a barcode has {SHORTEST_BARCODE} to {LONGEST_BARCODE} letters, digits and signs, without accents"
        )
    return _digest(Medium.BARCODE, text)


def barcode_text(code: str) -> str | None:
    """What a barcode says, however the scanner is set: without the spaces around it, the asterisks of Code 39 and the
    letters at the ends of Codabar, in upper case. None for what is no barcode of a card."""
    text = code.strip().upper()
    if text.startswith("*") and text.endswith("*"):
        text = text[1:-1]
    codabar = _CODABAR.fullmatch(text)
    if codabar:
        text = codabar[1]
    if not SHORTEST_BARCODE <= len(text) <= LONGEST_BARCODE or not text.isascii() or not text.isprintable():
        return None
    return None if text.startswith(("VST1:", "VSR1:", UID_PREFIX)) else text


def _two_numbers(first: str, second: str) -> bytes:
    """`007,13536` is one byte and two, `00007,13536` two and two."""
    size = 1 if len(first) == len("007") else 2
    try:
        return int(first).to_bytes(size, "big") + int(second).to_bytes(2, "big")
    except OverflowError:
        raise ValueError(f"{first},{second} is out of range for the number of a tag") from None


def _number(digits: str) -> bytes:
    try:
        return int(digits).to_bytes(_DECIMAL_BYTES[len(digits)], "big")
    except OverflowError:
        raise ValueError(f"{digits} is too large for the number of a tag") from None


def _digest(medium: Medium, text: str) -> bytes:
    return hashlib.sha256(f"VESTIBULE-IDENTIFIER-V1\0{medium}\0{text}".encode()).digest()
