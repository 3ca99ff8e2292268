"""What types: scanners in keyboard mode, keyboards, keypads; and touch screens. Read from the kernel's descriptions,
so that neither the right to open the devices nor a library is needed to see them."""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Iterator
from pathlib import Path

from devices.advice import advise
from devices.inventory.found import Found, Kind, Proposal, Roots, Unseen, lines_of, may_use, stable_names, text_of
from devices.inventory.makers import SCANNERS, maker

ENTER, A, Z, KEYPAD_1, KEYPAD_0 = 28, 30, 44, 79, 82
"""Numbers of keys in `linux/input-event-codes.h`."""
TOUCH_X = 0x35
"""ABS_MT_POSITION_X: fingers on a screen."""
WORD_BITS = 8 * struct.calcsize("L")

_SCANNER = re.compile(r"scan|bar ?code|\bhid reader|imager", re.IGNORECASE)
_WORD = re.compile(r"[0-9a-fA-F]+")


def inputs(roots: Roots) -> Iterator[Found | Unseen]:
    """What types, and touch screens; mice, power buttons and the like are left out."""
    described = roots.sys / "class" / "input"
    if not described.is_dir():
        yield Unseen(Kind.INPUT, f"The kernel shows no {described}.")
        return
    names = stable_names(roots.dev / "input" / "by-path") | stable_names(roots.dev / "input" / "by-id")
    for folder in lines_of(described, "event*"):
        found = _described(folder / "device", roots.dev / "input" / folder.name, names)
        if found is not None:
            yield found


def bits(text: str) -> frozenset[int]:
    """The numbers that a bitmap of the kernel holds: words in hexadecimal, the highest first."""
    numbers: set[int] = set()
    for at, word in enumerate(reversed(text.split())):
        value = int(word, 16) if _WORD.fullmatch(word) else 0
        numbers |= {at * WORD_BITS + bit for bit in range(value.bit_length()) if value >> bit & 1}
    return frozenset(numbers)


def _described(device: Path, node: Path, names: dict[Path, Path]) -> Found | None:
    name, vendor = text_of(device / "name"), text_of(device / "id" / "vendor").lower()
    keys = bits(text_of(device / "capabilities" / "key"))
    what = " ".join(dict.fromkeys(filter(None, (maker(vendor), name))))
    link = names.get(node.resolve())
    place = str(link or node)
    if TOUCH_X in bits(text_of(device / "capabilities" / "abs")):
        return Found(Kind.INPUT, place, f"{what}: a touch screen")
    if keys >= {KEYPAD_1, KEYPAD_0} and not keys & {A, Z}:
        return Found(Kind.INPUT, place, f"{what}: a keypad", note="It works as it is; its keys stand in [keypad].")
    if not keys >= {ENTER, A, Z}:
        return None
    scanner = vendor in SCANNERS or _SCANNER.search(name) is not None
    return Found(
        Kind.INPUT,
        place,
        f"{what}: {'a scanner in keyboard mode' if scanner else 'a keyboard'}",
        (Proposal("reader", "url", f"wedge://{place}"),) if scanner else (),
        _note(place, node, scanner=scanner, stable=link is not None),
    )


def _note(place: str, node: Path, *, scanner: bool, stable: bool) -> str:
    if not scanner:
        return f"If it is a scanner after all, its address is wedge://{place}."
    if not node.exists():
        return f"There is no {node}: the kernel describes it, udev made no device of it."
    if not may_use(node, os.R_OK):
        return advise("no-input-permission", place).text
    return "" if stable else "Its number may change: udev makes stable names, see docs/operations/devices.md."
