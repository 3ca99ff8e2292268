"""Which character a key types under which keyboard layout, for the layouts that scanners in keyboard mode are set to.

Keys are named by the codes of the Linux kernel (`input-event-codes.h`), which name a place on the keyboard and not what
is printed on it. Only printable ASCII: a card holds nothing else. Dead keys type nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping

KEYS = (*range(2, 14), *range(16, 28), *range(30, 42), *range(43, 54), 86)
"""The keys of a table, in its order: the row of digits, the two rows of letters, the rest, and the key beside the
left Shift."""
NOTHING = "·"

_ROWS: Mapping[str, tuple[str, ...]] = {
    # US, the layout that scanners have from the factory
    "us": (
        "1234567890-=qwertyuiop[]asdfghjkl;'`\\zxcvbnm,./<",
        "!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:\"~|ZXCVBNM<>?>",
        "···············································|",
    ),
    # French AZERTY as on most keyboards
    "fr": (
        "&·\"'(-·_··)=azertyuiop·$qsdfghjklm··*wxcvbn,;:!<",
        "1234567890·+AZERTYUIOP··QSDFGHJKLM%~·WXCVBN?./·>",
        "·~#{[|`\\^@]}············@······················|",
        "···$·········<·················&······>·········",
    ),
    # French AZERTY of the standard NF Z71-300
    "afnor": (
        "····()····'·azertyuiop-+qsdfghjklm/@*wxcvbn.,:;<",
        "1234567890\"·AZERTYUIOP··QSDFGHJKLM\\#·WXCVBN?!·=>",
        "···&[]·_········{}···%····$·····|···············",
    ),
    # Belgian AZERTY
    "be": (
        "&·\"'(··!··)-azertyuiop·$qsdfghjklm···wxcvbn,;:=<",
        "1234567890·_AZERTYUIOP·*QSDFGHJKLM%··WXCVBN?./+>",
        "|@#··^{[{}\\·@·········[]·······················\\",
        "···$···························&·····<>········\\",
    ),
    # Swiss French QWERTZ
    "ch": (
        "1234567890'·qwertzuiop··asdfghjkl···$yxcvbnm,.-<",
        "+\"*·%&/()=?·QWERTZUIOP·!ASDFGHJKL····YXCVBNM;:_>",
        "|@#···|·]}··@·········[]··········{·}··········\\",
        "···$··········E················&·····<>·········",
    ),
}
"""For each layout what the keys type plain, with Shift, with AltGr, with both."""

LAYOUTS: Mapping[str, tuple[Mapping[int, str], ...]] = {
    name: tuple({key: char for key, char in zip(KEYS, row, strict=True) if char != NOTHING} for row in rows)
    for name, rows in _ROWS.items()
}

_EVERYWHERE: Mapping[int, str] = {
    57: " ",
    **dict(zip((71, 72, 73, 75, 76, 77, 79, 80, 81, 82, 83, 55, 74, 78, 98), "7894561230.*-+/", strict=True)),
}
"""Space, also with Shift, and the keypad with Num Lock on."""
UNWRITABLE = "\x7f"
"""Stands for a key that types something, but nothing that a card holds: a dead key, an accented letter."""


def character(layout: str, key: int, *, shift: bool, altgr: bool) -> str:
    """What a key types under a layout: a character, UNWRITABLE, or "" for a key that types nothing anywhere.

    Raises KeyError for an unknown layout.
    """
    rows, level = LAYOUTS[layout], shift + 2 * altgr
    if key in _EVERYWHERE:
        return _EVERYWHERE[key]
    if key not in KEYS:
        return ""
    return rows[level].get(key, UNWRITABLE) if level < len(rows) else UNWRITABLE


def keypad_digit(key: int) -> str:
    """The digit of a key of the keypad; "" for any other key."""
    digit = _EVERYWHERE.get(key, "")
    return digit if digit.isdigit() else ""
