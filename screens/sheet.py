"""The sheet of components as the design draws it (00a, 00b), for designers and reviewers; the gallery draws it.

`screens/sheet_states.py` has what that picture leaves out.
"""

from __future__ import annotations

from typing import Any

from kiosk.places import view
from kiosk.places.states_enrol import EnrolStep
from screens.look import look
from screens.widgets.arch import Logo
from screens.widgets.banner import Banner
from screens.widgets.chip import Chip
from screens.widgets.dialog import Dialog
from screens.widgets.drawn import Drawn
from screens.widgets.keyboard import Key
from screens.widgets.push_button import PushButton
from screens.widgets.station_tile import StationTile
from screens.widgets.stepper import Stepper
from screens.widgets.surface import Flat, Surface
from screens.widgets.text_field import TextField
from screens.widgets.time_ring import TimeRing
from screens.widgets.toast import Toast
from screens.widgets.txt import Txt

#: dp.
SIZE = (2220, 2140)
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
        ("dangerFill", "onDangerFill"), ("disabledFill", "onDisabled"), ("surface", "ink"),
    ),
)  # fmt: skip
#: What a swatch is called where it is not the name of its fill; the column tells two of one fill apart.
_NAMES = {
    ("primaryPressed", 1): "primary\nPressed", ("primarySoft", 2): "primary\nSoft", ("successSoft", 0): "success",
    ("warningSoft", 1): "warning", ("dangerSoft", 2): "danger", ("dangerFill", 3): "danger\nFill",
    ("disabledFill", 4): "disabled", ("surface", 5): "line\nStrong",
}  # fmt: skip
#: A dialog is as wide as an upright screen; here it is drawn smaller.
_DIALOG = 0.5
_THEMES = {"light": "Composants, thème clair", "dark": "Composants, thème contraste fort"}
_TEXTS = (
    ("112", "display", 60, 770, 212), ("Titre 72", "h1", 272, 780, 296), ("Choix 48", "h2", 572, 790, 220),
    ("Ligne 38", "h3", 806, 796, 190), ("Phrase 36", "lead", 60, 880, 190), ("Texte 30", "body", 256, 884, 140),
    ("Étiquette 28", "label", 408, 886, 180), ("Petit 26", "small", 604, 888, 110),
    ("Animateur 24", "staff", 728, 888, 190),
)  # fmt: skip


def _nothing(*_: Any) -> None:
    """The sheet answers to no finger."""


class Pasted(Drawn):
    """Widgets on a ground, each at its place in dp; `zoom` makes the sheet fit. It answers to no finger."""

    SIZE = SIZE

    def __init__(self, **kwargs: Any) -> None:
        self._spots: list[tuple[Any, tuple[float, float, float, float]]] = []
        super().__init__(**kwargs)
        self.paste(Flat(fill="canvas"), 0, 0, *self.SIZE)
        self.fill()

    def fill(self) -> None:
        """Paste everything."""

    def paste(self, widget: Any, x: float, y: float, width: float, height: float, **state: Any) -> Any:
        """Place a widget in a state: properties and their values. Returns it."""
        for name, value in state.items():
            setattr(widget, name, value)
        self._spots.append((self.adopt(widget), (x, y, width, height)))
        return widget

    def arrange(self) -> None:
        for widget, box in self._spots:
            self.put(widget, *box, mirror=False)

    def title(self, text: str, x: float, y: float) -> None:
        """A heading."""
        self.paste(Txt(text, role="h3"), x, y, 940, 60)

    def caption(self, text: str, x: float, y: float, width: float = 180) -> None:
        """A word below a component."""
        self.paste(Txt(text, role="staff", tone="ink2", valign="top"), x, y, width, 70)


class Sheet(Pasted):
    """2220 × 2140 dp, in the theme that is shown when it is made."""

    dialog: Dialog | None = None

    def on_zoom(self, *_: Any) -> None:
        super().on_zoom()
        if self.dialog is not None:
            self.dialog.zoom = self.zoom * _DIALOG

    def fill(self) -> None:
        for draw in (self._head, self._colours, self._buttons, self._chips, self._stations, self._fields):
            draw()
        for draw in (self._rings, self._banners, self._messages):
            draw()

    def _head(self) -> None:
        self.paste(Logo(), 68, 74, 70, 73)
        self.paste(Txt("Vestibule", role="h1"), 168, 44, 600, 84)
        self.paste(Txt(_THEMES[look.theme.name], role="body", tone="ink2"), 168, 122, 600, 48)

    def _colours(self) -> None:
        self.title("Couleurs", 60, 210)
        for row, swatches in enumerate(_SWATCHES):
            for column, (fill, tone) in enumerate(swatches):
                x, y = 60 + column * 162, 284 + row * 124
                words = _NAMES.get((fill, column), fill)
                border, width = ("lineStrong", 8) if words.startswith("line") else ("line", 2)
                self.paste(Surface(fill=fill, border=border, border_width=width, radius=20), x, y, 150, 112)
                self.paste(
                    Txt(words, role="staff", sp=20, weight="SemiBold", tone=tone, valign="bottom", wrap=False),
                    x + 12,
                    y + 8,
                    136,
                    96,
                )
        self.title("Textes", 60, 690)
        for text, role, x, y, width in _TEXTS:
            self.paste(
                Txt(text, role=role, wrap=False), x, y, width, 120 if role == "display" else 80 if role == "h1" else 60
            )

    def _buttons(self) -> None:
        self.title("Boutons", 60, 980)
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
                button = PushButton(text=text, kind=kind, role="bar", icon_size=26, gap=6)
                for name, value in state.items():
                    setattr(button, name, value)
                self.paste(button, 60 + column * 196, 1054 + row * 124, 176, 96)
        for column, name in enumerate(("Repos", "Appui", "Focus", "Inactif", "Occupé")):
            self.caption(name, 60 + column * 196, 1546)

    def _chips(self) -> None:
        self.title("Puces", 60, 1626)
        x = 60.0
        chips: tuple[tuple[str, dict[str, Any]], ...] = (
            ("Repos", {}), ("Choisie", {"chosen": True}), ("Appui", {"pressed": True}),
            ("Inactive", {"enabled": False}),
        )  # fmt: skip
        for text, state in chips:
            chip = Chip(text=text, icon="full" if "enabled" in state else "reasonJob")
            width = chip.natural()[0] / chip.dp
            self.paste(chip, x, 1700, width, 84, **state)
            x += width + 18

    def _stations(self) -> None:
        self.title("Postes", 60, 1828)
        tiles: tuple[tuple[str, str, str, str, str, str], ...] = (
            ("1", "Libre", "free", "", "free", "Libre"), ("2", "Choisi", "chosen", "", "chosen", "Choisi, conseillé"),
            ("3", "32 min", "busy", "", "busy", "Occupé"), ("4", "Panne", "outOfService", "", "out", "En panne"),
            ("5", "Libre", "free", "accessible", "free", "Accessible"),
            ("6", "Libre", "free", "children", "free", "Enfants"),
        )  # fmt: skip
        for index, (number, label, icon, feature, kind, caption) in enumerate(tiles):
            tile = StationTile(number=number, label=label, icon=icon, feature=feature, kind=kind)
            self.paste(tile, 60 + index * 162, 1902, 150, 124, recommended=kind == "chosen")
            self.caption(caption, 60 + index * 162, 2032, 150)

    def _fields(self) -> None:
        self.title("Champs", 1200, 44)
        fields: tuple[tuple[str, str, dict[str, Any]], ...] = (
            ("Amina", "Repos", {}), ("Amina", "Saisie", {"look": "typing"}),
            ("B•••••", "Nom masqué", {"masked": True}), ("Ami7", "Lettres seulement", {"look": "error"}),
        )  # fmt: skip
        for index, (text, caption, state) in enumerate(fields):
            self.paste(TextField(text=text), 1200 + index * 245, 118, 225, 104, **state)
            self.caption(caption, 1200 + index * 245, 228, 225)
        self.title("Étapes", 1200, 302)
        kinds = ("done", "done", "current", "todo")
        steps = [EnrolStep(*step) for step in zip(("Prénom", "Nom", "Âge", "Charte"), kinds, strict=True)]
        self.paste(Stepper(steps), 1200, 376, 960, 60)

    def _rings(self) -> None:
        self.title("Anneau de temps", 1200, 480)
        rows = (
            ("38", 0.63, "primary", "Normal"),
            ("7", 0.12, "warning", "Moins de\n10 min"),
            ("1", 0.017, "danger", "Dernière\nminute"),
        )
        for index, (value, fraction, tone, words) in enumerate(rows):
            ring = TimeRing(value=value, below="min", fraction=fraction, tone=tone)
            self.paste(ring, 1200 + index * 332, 554, 176, 176)
            self.paste(Txt(words, role="staff"), 1398 + index * 332, 554, 140, 176)

    def _banners(self) -> None:
        self.title("Bandeaux", 1200, 774)
        rows = (
            ("primary", "Un atelier commence à 15 h.", "Il reste 3 places."),
            ("success", "C’est noté.", "Rendez-vous salle Lilas."),
            ("warning", "Le papier est presque fini.", "Il reste environ 12 reçus."),
            ("danger", "La borne ne répond plus.", "Un animateur est prévenu."),
        )
        for index, (name, title, line) in enumerate(rows):
            self.paste(Banner(look=name, title=title, line=line), 1200, 848 + index * 128, 960, 112)

    def _messages(self) -> None:
        self.title("Message court et fenêtre", 1200, 1388)
        toast = self.paste(Toast(), 1200, 1462, 492, 104)
        toast.show(view.Toast("textSize", "Texte plus grand", view.Button("undo", "Annuler")), _nothing)
        self.caption("Message court : 6 s, près de la barre", 1200, 1570, 480)
        for x, pressed in ((1200, False), (1300, True)):
            self.paste(Key(text="Z" if pressed else "A"), x, 1630, 87, 112, pressed=pressed)
        self.paste(
            PushButton(text="Effacer", icon="backspace", kind="key", role="label", radius=16), 1400, 1630, 200, 112
        )
        self.caption("Touches : repos, appui, fonction", 1200, 1748, 480)
        self.dialog = dialog = self.paste(Dialog(), 1690, 1440, 500, 480)
        dialog.zoom = self.zoom * _DIALOG
        dialog.veil.opacity = 0
        buttons = (
            view.Button("yes", "Oui, terminer", style=view.Style.DANGER_FILLED),
            view.Button("no", "Non, continuer"),
        )
        dialog.show(view.Dialog("Terminer ?", "Vos fichiers seront effacés.", buttons), _nothing)
