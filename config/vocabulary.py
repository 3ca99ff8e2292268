"""The closed lists that a site file chooses from. Their words are shown, counted or drawn elsewhere."""

from __future__ import annotations

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

LANGUAGES = ("fr", "en", "ar", "uk", "es", "pt", "tr", "ro", "fr-falc")
"""Languages that the fonts and the keyboard layouts can carry. `fr-falc` is French in easy words: *facile à lire et à
comprendre*."""

KEYS = (
    *("tab", "shift+tab", "enter", "space", "backspace", "left", "right", "up", "down"),
    *("home", "end", "pageup", "pagedown", "insert", "delete"),
    *(f"numpad{digit}" for digit in range(10)),
    *("numpadenter", "numpadplus", "numpadminus", "numpadmultiply", "numpaddivide", "numpadpoint"),
    *(f"f{number}" for number in range(13, 25)),
)
"""Keys that a keypad or a switch may send. Escape, F1 to F12, letters and digits do nothing on a kiosk."""

TAGS = ("accessible", "scanner", "children", "large-screen", "headphones", "quiet", "express")
"""What a workstation offers; each has its icon and its word on the floor plan."""

CHARTER_ICONS = ("ruleRespect", "ruleLaw", "ruleAccounts", "ruleErased", "ruleFood", "ruleTime")

PURPOSES = ("admin", "job", "learn", "print", "leisure", "other")
"""The six chips of the welcome screen, in their order there."""

THEMES = (
    "Diagnostic numérique",
    "Prendre en main du matériel",
    "Maintenance de matériel",
    "Gérer ses contenus numériques",
    "Navigation sur internet",
    "E-mail",
    "Bureautique",
    "Réseaux sociaux communication",
    "Santé",
    "Banque et achats en ligne",
    "Accompagner un professionnel",
    "Insertion professionnelle",
    "Prévention en sécurité numérique",
    "Parentalité",
    "Scolarité et numérique",
    "Créer avec le numérique",
    "Culture numérique",
    "Intelligence artificielle",
    "Aide aux démarches administratives",
)
"""Themes of the national tool of digital mediation, to the letter (docs/rules.md §8)."""

PLAN_WIDTH = 960
PLAN_HEIGHT = 640
TILE_WIDTH = 150
TILE_HEIGHT = 124
"""Sizes of the floor plan and of a workstation's tile on it (dp)."""
