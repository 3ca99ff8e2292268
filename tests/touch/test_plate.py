"""Rounded shapes as pictures in nine parts: their corners, borders and colours."""

from __future__ import annotations

from tests.touch.harness import Stage

# isort: split
from screens.widgets.plate import Plate, picture

RED, BLUE, CLEAR = (1.0, 0.0, 0.0, 1.0), (0.0, 0.0, 1.0, 1.0), (0.0, 0.0, 0.0, 0.0)
NONE = (0.0, 0.0, 0.0, 0.0)


def pixel(plate: Plate, x: int, y: int) -> tuple[int, ...]:
    """The colour of a pixel of the picture, from its top left."""
    texture = picture(plate)
    start = 4 * ((texture.height - 1 - y) * texture.width + x)
    return tuple(texture.pixels[start : start + 4])


def test_corners_are_clear_and_the_middle_is_full(window: Stage) -> None:
    plate = Plate((8.0,) * 4, NONE, (0, 0, 0, 0), RED, CLEAR)
    texture = picture(plate)
    assert texture.size == (18, 18)
    assert pixel(plate, 0, 0)[3] == pixel(plate, 17, 0)[3] == pixel(plate, 0, 17)[3] == 0
    assert pixel(plate, 9, 9) == pixel(plate, 9, 0) == pixel(plate, 0, 9) == (255, 0, 0, 255)


def test_the_edge_of_a_corner_is_smooth(window: Stage) -> None:
    plate = Plate((8.0,) * 4, NONE, (0, 0, 0, 0), RED, CLEAR)
    shades = {pixel(plate, x, y)[3] for x in range(8) for y in range(8)}
    assert {0, 255} < shades
    assert len(shades) > 6


def test_a_border_surrounds_its_ground(window: Stage) -> None:
    plate = Plate((6.0,) * 4, (4.0,) * 4, (2, 2, 2, 2), RED, BLUE)
    assert pixel(plate, 7, 0) == pixel(plate, 0, 7) == pixel(plate, 7, 13) == (0, 0, 255, 255)
    assert pixel(plate, 7, 7) == pixel(plate, 7, 2) == (255, 0, 0, 255)


def test_an_arch_stands_on_its_line_without_a_border_below(window: Stage) -> None:
    plate = Plate((10.0, 10.0, 0.0, 0.0), (8.0, 8.0, 0.0, 0.0), (2, 2, 2, 0), RED, BLUE)
    last = picture(plate).height - 1
    assert pixel(plate, 0, last) == (0, 0, 255, 255)
    assert pixel(plate, 11, last) == (255, 0, 0, 255)
    assert pixel(plate, 0, 0)[3] == 0


def test_an_outline_lets_through_what_is_behind(window: Stage) -> None:
    plate = Plate((6.0,) * 4, (4.0,) * 4, (2, 2, 2, 2), CLEAR, BLUE)
    assert pixel(plate, 7, 7)[3] == 0
    assert pixel(plate, 7, 0) == (0, 0, 255, 255)


def test_what_cannot_be_seen_is_known_to_be_invisible() -> None:
    assert Plate(NONE, NONE, (0, 0, 0, 0), CLEAR, BLUE).invisible
    assert not Plate(NONE, NONE, (1, 1, 1, 1), CLEAR, BLUE).invisible
    assert not Plate(NONE, NONE, (0, 0, 0, 0), RED, CLEAR).invisible


def test_equal_shapes_share_a_picture(window: Stage) -> None:
    one, other = (Plate((5.0,) * 4, NONE, (0, 0, 0, 0), RED, CLEAR) for _ in range(2))
    assert picture(one) is picture(other)
