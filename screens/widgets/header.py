"""The top of every screen: who welcomes you, and the time; in staff mode a dark band with its own clock."""

from __future__ import annotations

from typing import Any

from kiosk.places.view import Frame
from screens.look import look
from screens.widgets.arch import Logo
from screens.widgets.drawn import Drawn
from screens.widgets.icon import Icon
from screens.widgets.row import Row, Space
from screens.widgets.surface import Flat
from screens.widgets.txt import Txt

STAFF_HEIGHT = 112
#: dp between the names and the corner.
_GAP = 24


class Header(Drawn):
    """120 dp high, as wide as the window; its content keeps to `margin` dp on each side of the sheet."""

    def __init__(self, **kwargs: Any) -> None:
        self.ground = Flat(fill="bar")
        self.logo = Logo()
        self.title = Txt(role="label")
        self.subtitle = Txt(role="small", wrap=False)
        self.corner_icon = Icon(glyph_size=34)
        self.corner = Txt(role="body", wrap=False)
        self.clock = Txt(role="h3", wrap=False)
        self.space = Space(length=12)
        self.row = Row(gap=14, align="end")
        self.frame = Frame()
        super().__init__(**kwargs)
        for child in (self.ground, self.logo, self.title, self.subtitle, self.row):
            self.adopt(child)

    def show(self, frame: Frame) -> None:
        """Take the texts of a frame."""
        if frame != self.frame:
            self.frame = frame
            self.rearrange()

    def arrange(self) -> None:
        frame, staff = self.frame, self.frame.staff
        lying = look.geometry.landscape
        sheet = look.geometry.reference[0]
        side = (self.wide - sheet) / 2
        margin = side + (48 if lying else 60)
        # Lying, the header belongs to the reading column; staff keep the whole width.
        end = side + (608 if lying and not staff else sheet - (margin - side))
        self.ground.opacity = 1 if staff else 0
        self.put(self.ground, 0, 0, self.wide, STAFF_HEIGHT)
        self.logo.staff = staff
        tone, soft = ("onBar", "onBar") if staff else ("ink", "ink2")
        self.title.tone, self.subtitle.tone = tone, soft
        opening = lying and not staff and frame.corner and frame.corner_bold
        subtitle = f"{frame.corner} {frame.corner_bold}" if opening else frame.subtitle
        self.title.text, self.subtitle.text = frame.title, subtitle
        self.subtitle.role = "staff" if staff else "small"
        middle = STAFF_HEIGHT / 2 if staff else 60
        if staff:
            self.put(self.logo, margin + 4, 34, 43, 46)
        else:
            self.put(self.logo, margin + 5, 36, 49, 53)
        left = margin + (72 if staff else 68 if lying else 80)
        self._corner(frame, tone, shown=not opening)
        corner = self.row.natural()[0] / self.dp
        room = end - left - (corner + _GAP if corner else 0)
        # Where the secondary line has no room it goes (guide §4); nothing is cut.
        if self.subtitle.natural()[0] / self.dp > room:
            subtitle = ""
        line = self.title.natural(room * self.dp)[1] / self.dp
        # A long name takes both lines.
        if subtitle and line < 2 * self.title.line_height / self.dp:
            foot = self.subtitle.line_height / self.dp
            top = middle - (line + foot) / 2 + 1
            self.put(self.title, left, top, room, line)
            self.put(self.subtitle, left, top + line, room, foot)
        else:
            self.put(self.title, left, middle - line / 2, room, line)
            self.subtitle.text = ""
        self.put(self.row, end - corner - 2, 0, corner + 2, 2 * middle)

    def _corner(self, frame: Frame, tone: str, shown: bool) -> None:
        """A clock alone is large; words with a strong end are one line; staff get words, then the clock."""
        for part in (self.corner_icon, self.corner, self.clock):
            part.tone = tone
        self.corner_icon.name = frame.corner_icon
        self.corner.role = "staff" if frame.staff else "body"
        items: list[Any] = [self.corner_icon] if frame.corner_icon else []
        if not shown:
            items = []
        elif frame.corner and frame.corner_bold and not frame.staff:
            self.corner.text = f"{frame.corner} **{frame.corner_bold}**"
            items.append(self.corner)
        else:
            words = frame.corner if frame.corner_bold else ""
            self.corner.text, self.clock.text = words, frame.corner_bold or frame.corner
            items += [self.corner, self.space] if words else []
            items += [self.clock] if self.clock.text else []
        self.row.middle = frame.staff
        self.row.fill_with(items)
