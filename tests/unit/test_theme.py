"""The look in numbers: contrast, sizes, places. No window is opened here."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.environment import WindowSettings, variables
from screens.geometry import TOUCH_TOP, Geometry
from screens.icons import FLIPPED, MIRRORED, glyph, names
from screens.text import Run, family, mark, runs, shape, wrap
from screens.theme import DARK, LIGHT, ROLES, THEMES, TOKENS, contrast, rgba

PAIRS = [
    pytest.param(name, row["fg"], row["bg"], row["min"], row[name], id=f"{name}-{row['fg']}-on-{row['bg']}")
    for kind in ("text", "nonText")
    for row in TOKENS["contrast"][kind]
    for name in THEMES
]


@pytest.mark.parametrize(("theme", "front", "back", "least", "stated"), PAIRS)
def test_every_pair_has_the_contrast_it_promises(
    theme: str, front: str, back: str, least: float, stated: float
) -> None:
    ratio = contrast(THEMES[theme].rgba(front), THEMES[theme].rgba(back))
    assert ratio >= least
    assert ratio == pytest.approx(stated, abs=0.05)


def test_the_themes_have_the_same_tokens() -> None:
    assert LIGHT.colours.keys() == DARK.colours.keys()


def test_the_yellow_title_of_the_contrast_theme_is_readable() -> None:
    for theme in THEMES.values():
        assert contrast(theme.rgba("archTitle"), theme.rgba("archFill")) >= 7
        assert contrast(theme.rgba("ink"), theme.rgba("archButton")) >= 7


def test_an_unknown_token_is_an_error_and_no_token_is_transparent() -> None:
    assert LIGHT.rgba("")[3] == 0
    with pytest.raises(KeyError):
        LIGHT.rgba("mauve")


def test_a_colour_needs_six_or_eight_digits() -> None:
    assert rgba("#10262DB8")[3] == pytest.approx(0xB8 / 255)
    with pytest.raises(ValueError, match="not a colour"):
        rgba("#123")


def test_text_never_shrinks_with_the_step_and_respects_the_minimum() -> None:
    for name, role in ROLES.items():
        least = TOKENS["type"]["minimumSp"]["staff" if name == "staff" else "public"]
        assert sorted(role.sizes) == list(role.sizes)
        assert role.size(1) >= least


def test_the_reference_window_is_drawn_one_to_one() -> None:
    box = Geometry(1080, 1920).box(60, 1572, 960, 128)
    assert (box.x, box.y, box.width, box.height) == (60, 220, 960, 128)


def test_extra_height_goes_above_the_touch_line() -> None:
    tall = Geometry(1080, 2220)
    header, reading, control = (tall.box(0, y, 10, 100) for y in (0, 400, TOUCH_TOP))
    assert header.y + header.height == 2220
    assert reading.y + reading.height == 2220 - 400 - 150
    assert control.y + control.height == 2220 - TOUCH_TOP - 300


def test_extra_width_becomes_margin() -> None:
    wide = Geometry(1280, 1920)
    assert wide.box(0, 0, 1080, 10).x == 100


def test_a_right_to_left_sheet_is_mirrored() -> None:
    assert Geometry(1080, 1920).box(60, 0, 300, 10, mirrored=True).x == 1080 - 360


@given(width=st.integers(320, 4000), height=st.integers(320, 4000), y=st.integers(0, 1700))
def test_what_is_on_the_sheet_is_in_the_window(width: int, height: int, y: int) -> None:
    geometry = Geometry(width, height)
    reference = geometry.reference
    box = geometry.box(0, min(y, reference[1] - 20), reference[0], 20)
    assert box.x >= -1e-6
    assert box.x + box.width <= width + 1e-6
    assert box.y >= -1e-6
    assert box.y + box.height <= height + 1e-6


def test_every_icon_has_a_glyph_and_arrows_turn_around() -> None:
    for name in names():
        assert len(glyph(name)) == 1
    assert glyph("back", rtl=True) == glyph("next")
    assert glyph("clock", rtl=True) == glyph("clock")
    assert all(name in names() for pair in MIRRORED.items() for name in pair)


def test_the_door_of_the_way_out_is_mirrored_for_want_of_a_counterpart() -> None:
    assert names() >= FLIPPED
    assert not FLIPPED & MIRRORED.keys()


def width(text: str) -> float:
    """One unit per letter."""
    return len(text)


def test_a_line_breaks_at_spaces_and_never_inside_a_word() -> None:
    assert wrap("un deux trois", 7, width) == ["un deux", "trois"]
    assert wrap("anticonstitutionnellement oui", 5, width) == ["anticonstitutionnellement", "oui"]
    assert wrap("un\ndeux", None, width) == ["un", "deux"]


def test_a_non_breaking_space_holds() -> None:
    assert wrap("à 15\u00a0h 42", 6, width) == ["à 15\u00a0h", "42"]


@given(st.text(alphabet="abc éà ", max_size=60), st.integers(1, 20))
def test_wrapping_loses_no_word(text: str, room: int) -> None:
    assert " ".join(wrap(text, room, width)).split() == text.split()


def test_arabic_letters_are_joined_and_reversed_after_the_wrap() -> None:
    assert wrap("قدم بطاقتك", 6, width) == ["قدم", "بطاقتك"]
    joined = shape("قدم", rtl=True)
    assert all("\ufe70" <= letter <= "\ufeff" for letter in joined)
    assert joined[-1] == "\ufed7"  # the first letter, at its initial form, ends up on the right


def test_each_script_gets_a_face_that_has_it() -> None:
    assert family("Bonjour", "Regular") == "Vestibule-Regular"
    assert family("14:42", "SemiBold", tabular=True) == "VestibuleChiffres-SemiBold"
    assert family("Покажіть", "Regular", tabular=True) == "Vestibule-Regular"
    assert family("قدم", "ExtraBold") == "VestibuleArabic-ExtraBold"


def test_a_line_of_three_scripts_is_cut_into_runs_in_order() -> None:
    found = runs(mark("Scan · قدم · Покажіть"), "Regular")
    assert [run.family for run in found] == ["Vestibule-Regular", "VestibuleArabic-Regular", "Vestibule-Regular"]


def test_strong_words_are_one_weight_up() -> None:
    assert runs(mark("**7 postes** sur 12"), "Regular") == [
        Run("Vestibule-SemiBold", "7 postes "),
        Run("Vestibule-Regular", "sur 12"),
    ]


def test_without_a_display_we_draw_offscreen(tmp_path: Path) -> None:
    settings = WindowSettings(home=tmp_path)
    bare, shown = variables(settings, {}), variables(settings, {"WAYLAND_DISPLAY": "wayland-0"})
    assert bare["SDL_VIDEODRIVER"] == "offscreen"
    assert "SDL_VIDEODRIVER" not in shown
    assert bare["KIVY_NO_ARGS"] == "1"
    assert bare["KIVY_HOME"] == str(tmp_path)


def test_the_pure_half_does_not_need_kivy() -> None:
    for module in ("theme", "geometry", "icons", "text", "environment"):
        source = Path(sys.modules[f"screens.{module}"].__file__ or "").read_text(encoding="utf-8")
        imports = [line for line in source.splitlines() if line.startswith(("import kivy", "from kivy"))]
        assert imports == []


def test_an_alef_before_a_lam_is_not_joined_to_a_lam_alef() -> None:
    """In visual order the lam comes first, as in a real lam-alef, which the shaper has made one letter before."""
    assert "\ufedf\u200c\ufe8e" in shape("بالعربية", rtl=True)
    assert "\u200c" not in shape("سلام", rtl=True)
