"""Every component in every state on one sheet: what designers and reviewers look at, and the gallery draws."""

from __future__ import annotations

from re import sub
from typing import Any

from kiosk.places import view
from screens.widgets.arch import Arch, Logo
from screens.widgets.banner import Banner
from screens.widgets.card import Card, Rule
from screens.widgets.chip import Chip
from screens.widgets.choice_tile import ChoiceTile, OptionTile
from screens.widgets.dialog import Dialog
from screens.widgets.drawn import Drawn
from screens.widgets.icon import Icon
from screens.widgets.list_row import ListRow
from screens.widgets.pictures import FreeGrid, MemberCardPicture
from screens.widgets.pin_pad import PinDots
from screens.widgets.progress_bar import ProgressBar
from screens.widgets.push_button import PushButton
from screens.widgets.qr_code import QrCode
from screens.widgets.row import Row
from screens.widgets.station_tile import BoardTile, StationTile
from screens.widgets.surface import Flat, Surface
from screens.widgets.tag import Disc, Tag
from screens.widgets.time_ring import TimeRing
from screens.widgets.toast import Toast
from screens.widgets.txt import Txt

#: dp.
SIZE = (2220, 2840)
_SWATCHES = (
    (
        ("canvas", "ink"), ("surface", "ink"), ("sand", "ink"),
        ("sandDeep", "ink"), ("ink", "canvas"), ("ink2", "canvas"),
    ),
    (
        ("primary", "onPrimary"), ("primaryPressed", "onPrimary"), ("primarySoft", "onPrimarySoft"),
        ("sun", "onSun"), ("sunSoft", "ink"), ("bar", "onBar"),
    ),
    (
        ("successSoft", "success"), ("warningSoft", "warning"), ("dangerSoft", "danger"),
        ("dangerFill", "onDangerFill"), ("disabledFill", "onDisabled"), ("chartTrack", "ink"),
    ),
)  # fmt: skip
_TEXTS = (
    ("112", "display", 60, 770, 212), ("Titre 72", "h1", 272, 780, 296), ("Choix 48", "h2", 572, 790, 220),
    ("Ligne 38", "h3", 806, 796, 190), ("Phrase 36", "lead", 60, 880, 190), ("Texte 30", "body", 256, 884, 140),
    ("Étiquette 28", "label", 408, 886, 180), ("Petit 26", "small", 604, 888, 110),
    ("Animateur 24", "staff", 728, 888, 190),
)  # fmt: skip


def _nothing(*_: Any) -> None:
    """The sheet answers to no finger."""


class Sheet(Drawn):
    """2220 × 2840 dp; `zoom` makes it fit."""

    def __init__(self, **kwargs: Any) -> None:
        self._spots: list[tuple[Any, tuple[float, float, float, float]]] = []
        super().__init__(**kwargs)
        self.ground = self._set(Flat(fill="canvas"), 0, 0, *SIZE)
        for draw in (self._head, self._colours, self._buttons, self._left, self._rings, self._messages, self._more):
            draw()

    def _set(self, widget: Any, x: float, y: float, width: float, height: float) -> Any:
        self._spots.append((self.adopt(widget), (x, y, width, height)))
        return widget

    def arrange(self) -> None:
        for widget, box in self._spots:
            self.put(widget, *box, mirror=False)

    def _title(self, text: str, x: float, y: float) -> None:
        self._set(Txt(text, role="h3"), x, y, 940, 60)

    def _caption(self, text: str, x: float, y: float, width: float = 180) -> None:
        self._set(Txt(text, role="staff", tone="ink2", valign="top"), x, y, width, 70)

    def _head(self) -> None:
        self._set(Logo(), 68, 74, 70, 73)
        self._set(Txt("Vestibule", role="h1"), 168, 44, 600, 84)
        self._set(Txt("Composants", role="body", tone="ink2"), 168, 122, 600, 48)

    def _colours(self) -> None:
        self._title("Couleurs", 60, 210)
        for row, swatches in enumerate(_SWATCHES):
            for column, (fill, tone) in enumerate(swatches):
                x, y = 60 + column * 162, 284 + row * 124
                self._set(Surface(fill=fill, border="line", border_width=2, radius=20), x, y, 150, 112)
                words = sub("([a-z])([A-Z])", r"\1\n\2", fill) if fill[0] == "p" else fill
                self._set(
                    Txt(words, role="staff", sp=20, weight="SemiBold", tone=tone, valign="bottom", wrap=False),
                    x + 12,
                    y + 8,
                    136,
                    96,
                )
        self._title("Textes", 60, 690)
        for text, role, x, y, width in _TEXTS:
            self._set(
                Txt(text, role=role, wrap=False), x, y, width, 120 if role == "display" else 80 if role == "h1" else 60
            )

    def _buttons(self) -> None:
        self._title("Boutons", 60, 980)
        kinds = (("primary", "Principal"), ("secondary", "Second"), ("quiet", "Discret"), ("danger", "Danger"))
        states: tuple[dict[str, Any], ...] = (
            {},
            {"pressed": True},
            {"focused": True},
            {"enabled": False},
            {"busy": True},
        )
        for row, (kind, text) in enumerate(kinds):
            for column, state in enumerate(states):
                button = PushButton(text=text, kind=kind, role="bar", icon_size=28, gap=8)
                for name, value in state.items():
                    setattr(button, name, value)
                self._set(button, 60 + column * 196, 1054 + row * 124, 176, 96)
        for column, name in enumerate(("Repos", "Appui", "Focus", "Inactif", "Occupé")):
            self._caption(name, 60 + column * 196, 1546)

    def _left(self) -> None:
        self._title("Puces", 60, 1620)
        x = 60.0
        chips: tuple[tuple[str, dict[str, Any]], ...] = (
            ("Repos", {}), ("Choisie", {"chosen": True}), ("Appui", {"pressed": True}),
            ("Inactive", {"enabled": False}),
        )  # fmt: skip
        for text, state in chips:
            chip = Chip(text=text, icon="reasonJob")
            for name, value in state.items():
                setattr(chip, name, value)
            width = chip.natural()[0] / chip.dp
            self._set(chip, x, 1694, width, 84)
            x += width + 18
        self._title("Postes", 60, 1826)
        tiles: tuple[tuple[str, str, str, str, str, bool], ...] = (
            ("1", "Libre", "free", "", "free", False), ("2", "Choisi", "chosen", "", "chosen", True),
            ("3", "32 min", "busy", "", "busy", False), ("4", "Panne", "outOfService", "", "out", False),
            ("5", "Libre", "free", "accessible", "free", False), ("6", "Libre", "free", "children", "free", False),
        )  # fmt: skip
        for index, (number, label, icon, feature, kind, star) in enumerate(tiles):
            tile = StationTile(number=number, label=label, icon=icon, feature=feature, kind=kind, recommended=star)
            self._set(tile, 60 + index * 162, 1902, 150, 124)
        for index, (kind, icon) in enumerate(
            (("filled", "free"), ("outlined", "busy"), ("soft", "cardExpired"), ("tint", "timer"))
        ):
            self._set(Arch(kind=kind, standing=index != 3), 60 + index * 246, 2080, 222, 240)
            self._set(_pictogram(icon, kind), 60 + index * 246, 2120, 222, 160)
        self._set(Rule(kind="threshold"), 60, 2317, 960, 6)
        for index, look_name in enumerate(("free", "warning", "help", "held", "out", "busy")):
            tile = BoardTile(
                number=str(index + 1), icon="occupant", top_text="42 min", line="jusqu’à 17 h 40", look=look_name,
                fraction=-1 if look_name == "out" else 0.6, selected=look_name == "busy",
            )  # fmt: skip
            self._set(tile, 60 + (index % 3) * 328, 2360 + (index // 3) * 168, 304, 152)
        self._set(PinDots(filled=3), 60, 2710, 560, 80)
        self._set(ProgressBar(fraction=0.64), 660, 2740, 360, 22)

    def _rings(self) -> None:
        self._title("Anneau de temps", 1200, 50)
        rows = (
            ("38", 0.63, "primary", "Normal"),
            ("7", 0.12, "warning", "Moins de\n10 min"),
            ("1", 0.017, "danger", "Dernière\nminute"),
        )
        for index, (value, fraction, tone, words) in enumerate(rows):
            ring = TimeRing(value=value, below="min", fraction=fraction, tone=tone)
            self._set(ring, 1200 + index * 332, 124, 176, 176)
            self._set(Txt(words, role="staff"), 1392 + index * 332, 124, 140, 176)

    def _messages(self) -> None:
        self._title("Bandeaux", 1200, 340)
        rows = (
            ("primary", "Un atelier commence à 15 h.", "Il reste 3 places."),
            ("success", "C’est noté.", "Rendez-vous salle Lilas."),
            ("warning", "Le papier est presque fini.", "Il reste environ 12 reçus."),
            ("danger", "La borne ne répond plus.", "Un animateur est prévenu."),
        )
        for index, (name, title, line) in enumerate(rows):
            self._set(Banner(look=name, title=title, line=line), 1200, 414 + index * 128, 960, 112)
        self._title("Message court et fenêtre", 1200, 940)
        toast = self._set(Toast(), 1200, 1004, 960, 104)
        toast.show(view.Toast("textSize", "Texte plus grand", view.Button("undo", "Annuler")), _nothing)
        dialog = self._set(Dialog(), 1130, 1108, 1100, 660)
        dialog.veil.opacity = 0
        buttons = (
            view.Button("yes", "Oui, terminer", style=view.Style.DANGER_FILLED),
            view.Button("no", "Non, continuer"),
        )
        dialog.show(view.Dialog("Terminer ?", "Vos fichiers seront effacés.", buttons), _nothing)

    def _more(self) -> None:
        self._title("Choix", 1200, 1730)
        self._set(
            ChoiceTile(title="Utiliser un poste", line="7 postes sont libres", icon="workstation", filled=True),
            1200,
            1800,
            960,
            188,
        )
        self._set(
            ChoiceTile(title="Simple visite", line="Lire, demander un conseil", icon="visit"), 1200, 2006, 960, 152
        )
        for index, state in enumerate(({}, {"chosen": True}, {"chosen": True, "soft": True}, {"enabled": False})):
            self._set(OptionTile(title="30 min", line="jusqu’à 15 h 12", **state), 1200 + index * 243, 2176, 231, 112)
        self._set(ListRow(lead="7", icon="free", title="Libre", line="Grand écran", chosen=True), 1200, 2306, 960, 116)
        self._set(MemberCardPicture(), 1200, 2450, 328, 206)
        self._set(FreeGrid(squares=[True] * 7 + [False] * 5), 1560, 2450, 366, 118)
        self._set(Card(), 1950, 2450, 210, 210)
        pattern = [[(row * column + row + column) % 3 == 0 for column in range(21)] for row in range(21)]
        self._set(QrCode(pattern), 1960, 2460, 190, 190)
        tags = (("Conseillé", "recommended", "sun"), ("Libre", "free", "success"), ("Complet", "full", "passive"))
        row = Row(
            *[
                Tag(text=text, icon=icon, look=name, icon_style="fill" if name == "sun" else "bold")
                for text, icon, name in tags
            ],
            gap=14,
        )
        self._set(row, 1200, 2650, 600, 56)
        for index, (text, icon, name) in enumerate(
            (
                ("1", "", "soft"),
                ("", "free", "done"),
                ("", "busySpinner", "current"),
                ("", "pending", "todo"),
                ("", "clear", "failed"),
                ("", "recommended", "star"),
            )
        ):
            self._set(Disc(text=text, icon=icon, look=name), 1200 + index * 90, 2710, 72, 72)


def _pictogram(name: str, kind: str) -> Icon:
    """The pictogram that goes in an arch of a kind."""
    tone = {"filled": "onArch", "outlined": "ink"}.get(kind, "warning")
    return Icon(name, tone=tone, style="regular", glyph_size=100)
