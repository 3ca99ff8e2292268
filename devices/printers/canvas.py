"""What a slip is painted on, whatever it is made of (`devices.printers.raster`, `devices.printers.pdf`)."""

from __future__ import annotations

from typing import Protocol

from devices.printers.drawing_text import Icon, Lettering


class Canvas(Protocol):
    """What a slip is painted on: black on white, measured in px from the top left corner."""

    def write(self, line: str, face: Lettering, at: tuple[int, int]) -> None:
        """One line whose baseline starts at `at`."""

    def arch(self, at: tuple[int, int], size: tuple[int, int], stroke: int) -> None:
        """The outline of the arch, open at the foot."""

    def bar(self, at: tuple[int, int], size: tuple[int, int]) -> None:
        """A filled box."""

    def frame(self, at: tuple[int, int], size: tuple[int, int], stroke: int, radius: int) -> None:
        """The outline of a box with round corners."""

    def dashes(self, span: tuple[int, int], y: int, height: int, rhythm: tuple[float, float]) -> None:
        """A dashed line from `span[0]` to `span[1]`; `rhythm` is a dash and a gap."""

    def icon(self, icon: Icon, at: tuple[int, int]) -> None:
        """A pictogram whose ink begins at `at`."""

    def code(self, modules: list[list[bool]], module: int, at: tuple[int, int]) -> None:
        """A QR code, `module` px to a module."""
