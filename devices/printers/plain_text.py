"""A receipt as plain text, for a terminal, a log of a demonstration, and whoever has the slip read aloud. Pure.

Every word of the slip in its order; a QR code gives what it says. Text is not wrapped below its own width.
"""

from __future__ import annotations

import textwrap

from kiosk.receipts import ArchNumber, Block, Heading, Notice, Qr, Receipt, Rule, Text

COLUMNS = 42
"""About what a slip of 80 mm holds in its usual letters."""
CUT = "✂"


def plain_text(receipt: Receipt, columns: int = COLUMNS) -> str:
    """The receipt in lines of at most `columns` characters, long words excepted; ends with a line end."""
    parts = ("".join(_block(block, columns) for block in part.blocks) for part in receipt.parts())
    return f"{CUT}{'- ' * (columns // 2 - 1)}\n".join(parts)


def words_of(block: Block) -> tuple[str, ...]:
    """What a block says in letters, without the content of codes."""
    match block:
        case Heading():
            return (block.title, block.subtitle)
        case ArchNumber():
            return (block.label, block.number)
        case Text():
            return (block.text,)
        case Notice():
            return block.lines
        case _:
            return ()


def _block(block: Block, columns: int) -> str:
    match block:
        case Rule():
            lines = ["-" * columns]
        case Qr():
            lines = [f"[{block.data}]".center(columns).rstrip()]
        case Text(centred=False):
            lines = _wrapped(block.text, columns)
        case _:
            lines = [line.center(columns).rstrip() for text in words_of(block) for line in _wrapped(text, columns)]
    return "".join(f"{line}\n" for line in lines)


def _wrapped(text: str, columns: int) -> list[str]:
    """Lines of one text; the line ends that it has are kept, no-break spaces hold."""
    return [
        line
        for paragraph in text.splitlines()
        for line in textwrap.wrap(paragraph, columns, break_long_words=False, break_on_hyphens=False)
    ]
