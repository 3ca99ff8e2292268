"""The components that the design's own sheet leaves out, each in its states: at rest, pressed, with the focus, chosen,
unable (it says why when it is touched), busy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.places import view
from kiosk.places.states import ReceiptCard
from kiosk.places.states_enrol import Keyboard as KeyboardState
from screens.sheet import Pasted
from screens.widgets.arch import Arch
from screens.widgets.bottom_bar import BarButton
from screens.widgets.camera_preview import CameraPreview
from screens.widgets.card import Card, Rule
from screens.widgets.choice_tile import ChoiceTile, OptionTile
from screens.widgets.device_tile import DeviceTile
from screens.widgets.face_tile import FaceTile
from screens.widgets.family import ParentAndChild, TwoPeople
from screens.widgets.icon import Icon
from screens.widgets.keyboard import Keyboard
from screens.widgets.language_tile import LanguageTile
from screens.widgets.level_gauge import LevelGauge
from screens.widgets.list_row import ListRow
from screens.widgets.paper_picture import MOMENTS, PaperPicture
from screens.widgets.pictures import FreeGrid, MemberCardPicture
from screens.widgets.pin_pad import PinDots
from screens.widgets.progress_bar import ProgressBar
from screens.widgets.push_button import PushButton
from screens.widgets.qr_code import QrCode
from screens.widgets.reading_line import ReadingLine
from screens.widgets.signature_pad import SignaturePad
from screens.widgets.slip_band import SlipBand
from screens.widgets.station_tile import BoardTile
from screens.widgets.surface import Flat
from screens.widgets.tag import Disc, Tag
from screens.widgets.ticket_card import TicketCard
from screens.widgets.txt import Txt
from screens.widgets.workshop_row import WorkshopRow

#: dp.
SIZE = (2220, 3590)
REST: dict[str, Any] = {}
PRESSED, FOCUSED = {"pressed": True}, {"focused": True}
CHOSEN, UNABLE, BUSY = {"chosen": True}, {"enabled": False, "reason": "Deux personnes attendent."}, {"busy": True}
FULL = {"full": True}
_STATES = (("Repos", REST), ("Appui", PRESSED), ("Focus", FOCUSED), ("Choisi", CHOSEN))
_COLUMN = 545.0


class States(Pasted):
    """2220 × 3590 dp, in the theme that is shown."""

    SIZE = SIZE

    def fill(self) -> None:
        for column, (name, _) in enumerate(_STATES):
            self.caption(name, 60 + column * _COLUMN, 30, 400)
        self._rows()
        self._boards()
        self._keys()
        self._pictures()
        self._devices()

    def _rows(self) -> None:
        """What a visitor chooses from, a state to a column."""
        lines: tuple[tuple[Callable[[], Any], float], ...] = (
            (lambda: ChoiceTile(title="Simple visite", line="Lire, demander", icon="visit"), 152),
            (lambda: ListRow(lead="7", icon="free", title="Libre"), 116),
            (lambda: LanguageTile(name="Українська"), 112),
            (lambda: FaceTile(icon="feedbackGood", text="Oui"), 420),
            (lambda: OptionTile(title="30 min", line="jusqu’à 15 h 12"), 112),
            (lambda: WorkshopRow(lead="15 h", title="Mes photos", tag="3 places", tag_icon="places"), 132),
        )
        y = 90.0
        for make, high in lines:
            for column, (_, state) in enumerate(_STATES):
                widget = make()
                known = {name: value for name, value in state.items() if hasattr(widget, name)}
                if known or not state:
                    wide = 304 if isinstance(widget, FaceTile) else 505
                    self.paste(widget, 60 + column * _COLUMN, y, wide, high, **known)
            y += high + 28
        last: tuple[tuple[str, dict[str, Any]], ...] = (("Inactif", UNABLE), ("Occupé", BUSY), ("Complet", FULL))
        for column, (name, state) in enumerate(last):
            x = 60 + column * _COLUMN
            self.caption(name, x, y, 400)
            tile = OptionTile(title="1 h", line="") if name == "Inactif" else PushButton(text="Je signe")
            row = WorkshopRow(lead="18 h", title="Café", tag="Complet", tag_icon="full")
            self.paste(row if name == "Complet" else tile, x, y + 50, 505, 112, **state)

    def _boards(self) -> None:
        """The staff's tiles, then the line that is read and the bands."""
        y = 1490.0
        for index, name in enumerate(("free", "warning", "help", "held", "out", "busy")):
            tile = BoardTile(
                number=str(index + 1), icon="occupant", top_text="42 min", line="jusqu’à 17 h 40", look=name
            )
            state = {"fraction": -1.0 if name == "out" else 0.6, "selected": name == "busy"}
            self.paste(tile, 60 + index * 352, y, 304, 152, **state)
        self.paste(ReadingLine(text="Je respecte la loi.", icon="ruleLaw"), 60, y + 190, 960, 96)
        self.paste(ReadingLine(text="Je rends le poste.", icon="ruleTime", spoken=True), 60, y + 300, 960, 96)
        for x, label, text in ((1200, "A13", "dans 9 min"), (1560, "A14", "dans 20 min")):
            self.paste(TicketCard(label=label, text=text), x, y + 190, 330, 206)
        self.paste(MemberCardPicture(), 1920, y + 190, 260, 163)

    def _keys(self) -> None:
        """The keyboard, the pad for a signature, the bar."""
        letters = ("ÉÈÊËÀÂÇÎÏÔ", "AZERTYUIOP", "QSDFGHJKLM", "WXCVBN’-")
        rows = tuple(tuple(view.Button("key", letter, value=letter) for letter in row) for row in letters)
        keyboard = self.paste(Keyboard(), 60, 1920, 960, 608)
        keyboard.show(
            KeyboardState(
                rows,
                view.Button("erase", "Effacer", "backspace"),
                view.Button("clear", "Tout effacer", "clear"),
                view.Button("key", "Espace", value=" "),
                view.Button("page", "123"),
            ),
            _nothing,
        )
        keyboard.keys[11].pressed, keyboard.keys[12].focused = True, True
        self.paste(SignaturePad(caption="Votre signature"), 1200, 1920, 960, 440)
        self.paste(PinDots(filled=3), 1200, 2380, 560, 80)
        self.paste(ProgressBar(fraction=0.64), 1800, 2409, 360, 22)
        self.paste(Flat(fill="bar"), 0, 2570, 2220, 168)
        states: tuple[dict[str, Any], ...] = (
            {"sun": True}, {"badge": "FR"}, PRESSED, FOCUSED, {"light": True}, {"sun": True, "pressed": True},
        )  # fmt: skip
        for index, state in enumerate(states):
            self.paste(BarButton(text="Langue", icon="language"), 60 + index * 260, 2590, 190, 132, **state)
        self.paste(LevelGauge(level=(3, 5)), 1700, 2620, 126, 44)
        self.paste(BarButton(text="Niveau 4", level=(4, 5)), 1900, 2590, 190, 132)

    def _pictures(self) -> None:
        """Doors, marks and pictures, which nobody touches."""
        y = 2780.0
        kinds = (("filled", "free", "onArch"), ("outlined", "busy", "ink"), ("soft", "cardExpired", "warning"))
        for index, (kind, icon, tone) in enumerate((*kinds, ("tint", "timer", "warning"))):
            self.paste(Arch(kind=kind, standing=kind != "tint"), 60 + index * 200, y, 180, 200)
            self.paste(Icon(icon, tone=tone, style="regular", glyph_size=84), 60 + index * 200, y + 30, 180, 140)
        self.paste(Rule(kind="threshold"), 60, y + 197, 780, 6)
        self.paste(ParentAndChild(), 880, y, 220, 200)
        self.paste(TwoPeople(), 1130, y, 260, 200)
        self.paste(Card(), 1760, y, 190, 190)
        self.paste(FreeGrid(squares=[True] * 7 + [False] * 5), 1430, y, 300, 97)
        pattern = [[(row * column + row + column) % 3 == 0 for column in range(21)] for row in range(21)]
        self.paste(QrCode(pattern), 1990, y, 190, 190)
        tags = (("Conseillé", "recommended", "sun"), ("Libre", "free", "success"), ("Complet", "full", "passive"))
        for index, (text, icon, look) in enumerate(tags):
            tag = Tag(text=text, icon=icon, look=look, icon_style="fill" if look == "sun" else "bold")
            self.paste(tag, 60 + index * 260, y + 250, 240, 56)
        marks = (("1", "", "soft"), ("", "free", "done"), ("", "busySpinner", "current"), ("", "pending", "todo"))
        for index, (text, icon, look) in enumerate((*marks, ("", "clear", "failed"), ("", "recommended", "star"))):
            self.paste(Disc(text=text, icon=icon, look=look), 60 + index * 90, y + 320, 72, 72)
        self.paste(Txt("Deux personnes attendent.", role="small", tone="ink2"), 880, y + 250, 500, 56)
        band = self.paste(SlipBand(), 1430, y + 240, 750, 150)
        band.show(ReceiptCard("printing", "Votre reçu s’imprime", fraction=0.6), _nothing)


    def _devices(self) -> None:
        """A device in three conditions, the moments of a change of paper, a camera before its first look."""
        y = 3230.0
        tiles = (
            ("Lecteur", "scanQr", "En marche", "accept", "success", REST),
            ("Imprimante", "printer", "Papier bientôt fini", "warning", "warning", PRESSED),
            ("Clé USB", "usb", "Introuvable", "warning", "danger", FOCUSED),
        )
        for index, (title, icon, status, status_icon, tone, state) in enumerate(tiles):
            tile = DeviceTile(title=title, icon=icon, status=status, short=status, status_icon=status_icon, tone=tone)
            self.paste(tile, 60 + index * 350, y, 310, 300, **state)
        for index, moment in enumerate(MOMENTS):
            self.paste(PaperPicture(moment=moment), 1130 + index * 210, y, 190, 150)
        self.paste(CameraPreview(), 1960, y + 160, 200, 150)


def _nothing(*_: Any) -> None:
    """The sheet answers to no finger."""
