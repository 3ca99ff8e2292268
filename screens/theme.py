"""The design tokens as Python values: colours, type roles and measures. Pure Python, no Kivy.

The numbers live in `screens/tokens.json`; nothing else in this room writes a colour or a text size.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

Rgba = tuple[float, float, float, float]

#: The whole file, read once. Lengths are reference dp, durations are seconds.
TOKENS: Mapping[str, Any] = json.loads(files("screens").joinpath("tokens.json").read_text(encoding="utf-8"))

TRANSPARENT: Rgba = (0.0, 0.0, 0.0, 0.0)
#: Paper and ink of a QR code, the same in every theme: a scanner does not read light on dark.
PAPER: Rgba = (1.0, 1.0, 1.0, 1.0)
LINEAR_BELOW = 0.04045


def rgba(code: str) -> Rgba:
    """`#RRGGBB` or `#RRGGBBAA` as four floats from 0 to 1. Raises ValueError on anything else."""
    digits = code.removeprefix("#")
    if len(digits) not in {6, 8}:
        raise ValueError(f"not a colour: {code!r}")
    red, green, blue, alpha = (int((digits + "FF")[i : i + 2], 16) / 255 for i in (0, 2, 4, 6))
    return red, green, blue, alpha


@dataclass(frozen=True)
class Theme:
    """One set of colours under the token names; `name` is `light` or `dark` (the contrast theme)."""

    name: str
    colours: Mapping[str, Rgba]

    def rgba(self, token: str) -> Rgba:
        """The colour of a token; the empty name is transparent. Raises KeyError for an unknown name."""
        return self.colours[token] if token else TRANSPARENT


def _theme(name: str) -> Theme:
    colours = {token: rgba(code) for token, code in TOKENS["color"][name].items()}
    # The title inside the arch is the one text that may be yellow, in the contrast theme only (guide §3).
    colours["archTitle"] = colours["onArch" if name == "light" else "sun"]
    colours["archButton"] = colours["surface" if name == "light" else "canvas"]
    colours["helpTrack"] = colours["surface" if name == "light" else "sunPressed"]
    colours["toastLine"] = colours["bar" if name == "light" else "onBar"]
    colours["paper"], colours["print"] = PAPER, rgba(TOKENS["color"]["light"]["ink"])
    colours["printSoft"] = rgba(TOKENS["color"]["light"]["lineStrong"])
    colours["logo"] = colours["primary"]
    colours["logoDoor"] = colours["sun" if name == "light" else "canvas"]
    colours["logoFixed"] = rgba(TOKENS["color"]["light"]["primary"])
    colours["logoDoorFixed"] = rgba(TOKENS["color"]["light"]["sun"])
    return Theme(name, colours)


LIGHT = _theme("light")
DARK = _theme("dark")
THEMES: Mapping[str, Theme] = {"light": LIGHT, "dark": DARK}


@dataclass(frozen=True)
class Role:
    """A kind of text: its size in sp at text steps 1, 2 and 3, its line height in em, its weight."""

    sizes: tuple[float, float, float]
    line_em: float
    weight: str

    def size(self, step: int) -> float:
        """Size in sp at a text step from 1 to 3."""
        return self.sizes[step - 1]


ROLES: Mapping[str, Role] = {
    name: Role((row["sp"][0], row["sp"][1], row["sp"][2]), row["lineEm"], row["family"].split("-")[1])
    for name, row in TOKENS["type"]["roles"].items()
}


def _luminance(colour: Rgba) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= LINEAR_BELOW else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgba, other: Rgba) -> float:
    """Contrast ratio of two opaque colours as WCAG 2.1 defines it, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)
