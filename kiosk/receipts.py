"""One description of a printed slip; `devices.printers` renders it to raster, text and picture (docs/rules.md §7).

A receipt is a tuple of blocks from top to bottom. It carries no name (docs/rules.md §9).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """The mark of the house, the site in bold and its line below."""

    title: str
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class ArchNumber:
    """A big number under its label inside the outline of the arch, standing on the threshold."""

    label: str
    number: str


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph; wraps, never cut. `size` is "small" (24 px), "body" (28), "title" (30), "big" (58) or
    "code" (124, tabular figures, for an unlock code)."""

    text: str
    size: str = "body"
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code of `data`, level M, dark on white, with its quiet zone."""

    data: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A dashed line across the slip."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A framed paragraph of one or two lines with the open hand."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """Here the paper is cut as well: what follows is a slip of its own. The end is always cut."""


Block = Heading | ArchNumber | Text | Qr | Rule | Notice | Cut


@dataclass(frozen=True, slots=True)
class Receipt:
    """A slip to print or to show. `language` is an IETF tag that picks fonts and direction."""

    blocks: tuple[Block, ...]
    language: str = "fr"

    def parts(self) -> tuple[Receipt, ...]:
        """The slips into which it is cut, each without a `Cut`; at least one, none of them empty otherwise."""
        slips: list[list[Block]] = [[]]
        for block in self.blocks:
            if isinstance(block, Cut):
                slips.append([])
            else:
                slips[-1].append(block)
        full = [Receipt(tuple(blocks), self.language) for blocks in slips if blocks]
        return tuple(full) or (Receipt((), self.language),)


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A receipt on its way to a printer; `id` comes back in the events about it."""

    id: str
    receipt: Receipt
