"""The bytes of a job, read back by a printer that knows nothing of our generator, and by zxing."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from devices.printers.conversation import RESYNCHRONISE
from devices.printers.escpos_job import BAND_BYTES, UnprintableError, checked, harmless, raster_job
from devices.simulated.paper import Paper, Slip
from kiosk.receipts import Receipt


def printed(data: bytes, width: int = 576) -> list[Slip]:
    paper = Paper(width)
    slips = [result for result in paper.feed(data) if isinstance(result, Slip)]
    assert paper.unknown == []
    assert not paper.busy
    return slips


def codes(picture: Image.Image | None) -> list[str]:
    assert picture is not None
    return [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))]


@pytest.mark.parametrize("width", [576, 384])
def test_a_receipt_comes_out_as_it_was_drawn(width: int, render: Any, job: Any) -> None:
    receipt = job("A1").receipt
    data = raster_job(receipt, width, render)
    assert data.startswith(b"\x1b@\x1dv0\x00" + bytes([width // 8, 0]))
    assert data.endswith(b"\x1bd\x06\x1dV\x01\x1dr\x01")
    [slip] = printed(data, width)
    assert codes(slip.picture) == ["VSR1:A1"]
    difference = ImageChops.difference(slip.picture.convert("L"), render(receipt, width).convert("L"))  # type: ignore[union-attr]
    assert sum(difference.histogram()[1:]) <= 4, "but for dots that keep a printer from obeying a picture"


def test_bands_are_shorter_than_the_white_that_resynchronises(render: Any, job: Any) -> None:
    assert RESYNCHRONISE.count(b"\0") > BAND_BYTES
    data = raster_job(job("A1").receipt, 576, render)
    bands = data.split(b"\x1dv0\x00")[1:]
    assert len(bands) > 1
    assert all(len(band) <= BAND_BYTES + 20 for band in bands)


@given(cut=st.integers(0, 30_000))
def test_a_job_after_one_that_broke_off_anywhere_comes_out_whole(cut: int) -> None:
    stripes = Image.effect_noise((576, 300), 200).convert("1")
    data = raster_job(Receipt(()), 576, lambda receipt, width: stripes)
    paper = Paper()
    first = list(paper.feed(data[:cut]))
    slips = [r for r in paper.feed(RESYNCHRONISE + data) if isinstance(r, Slip)]
    if len(data) - cut < 3 and not first:
        return  # the cut was sent, only the question was not
    last = slips[-1].picture
    assert last is not None
    tail = last.crop((0, last.height - 300, 576, last.height))
    assert tail.tobytes() == harmless(stripes).tobytes()


def test_a_picture_never_holds_a_real_time_command() -> None:
    rows = b"\x10\x04\x01" * 24 + b"\x10\x14\x01\x00\x05\x10\x05\x01\x10" * 8 + b"\x10" * 71 + b"\x10"
    rows += b"\x04" + bytes(71)  # a pair across two rows
    ink = Image.frombytes("1", (576, len(rows) // 72), rows)
    data = raster_job(Receipt(()), 576, lambda receipt, width: ImageChops.invert(ink))
    for command in (b"\x10\x04", b"\x10\x05", b"\x10\x14"):
        assert command in rows
        assert command not in data
    [slip] = printed(data)
    assert slip.picture is not None
    added = ImageChops.subtract(ImageChops.invert(slip.picture.convert("L")), ink.convert("L"))
    lost = ImageChops.subtract(ink.convert("L"), ImageChops.invert(slip.picture.convert("L")))
    assert not lost.getbbox(), "no dot is lost"
    assert 0 < sum(added.histogram()[1:]) <= 24 + 24 + 24 + 1


@given(st.binary(min_size=72 * 2, max_size=72 * 2))
def test_harmless_only_adds_ink(rows: bytes) -> None:
    ink = Image.frombytes("1", (576, 2), rows)
    safe = ImageChops.invert(harmless(ImageChops.invert(ink))).tobytes()
    assert all(new & old == old for new, old in zip(safe, rows, strict=True))
    assert not any(pair in safe for pair in (b"\x10\x04", b"\x10\x05", b"\x10\x14"))


@pytest.mark.parametrize(
    "picture",
    [None, "picture", b"bytes", Image.new("1", (600, 10)), Image.new("1", (0, 10)), Image.new("1", (10, 0))],
    ids=["nothing", "text", "bytes", "too wide", "no width", "no height"],
)
def test_what_a_bad_renderer_returns_is_not_printed(picture: Any) -> None:
    with pytest.raises(UnprintableError):
        raster_job(Receipt(()), 576, lambda receipt, width: picture)


def test_white_is_white_whatever_number_it_has() -> None:
    odd = Image.new("1", (16, 2), 255)
    odd.putdata([1, 0] * 16)
    [slip] = printed(raster_job(Receipt(()), 16, lambda receipt, width: odd), 16)
    assert slip.picture is not None
    assert slip.picture.convert("L").tobytes() == bytes([255, 0] * 16)


def test_a_narrow_or_grey_picture_is_filled_up_with_white() -> None:
    whole = checked(Image.new("L", (10, 3), 0), 576)
    assert (whole.mode, whole.size) == ("1", (16, 3))
    assert [whole.getpixel((x, 1)) for x in (9, 10, 15)] == [0, 255, 255]


def test_the_library_comes_without_its_side_effects(tmp_path: Path) -> None:
    """In a process of its own: what was imported once stays imported."""
    program = (
        "import logging, sys\n"
        "from devices.printers import escpos_library\n"
        "escpos_library.load()\n"
        "escpos_library.paper().cut(mode='PART')\n"
        "print(len(logging.getLogger().handlers), file=sys.stderr)\n"
    )
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    environment = os.environ | {
        "TMPDIR": str(temporary),
        "ESCPOS_CAPABILITIES_PICKLE_DIR": str(foreign),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == ""
    assert done.stderr.strip() == "0"
    assert list(temporary.iterdir()) == []
    assert list(foreign.iterdir()) == []


def test_the_print_thread_keeps_the_handlers_of_the_house() -> None:
    from devices.printers import escpos_library

    before = list(logging.getLogger().handlers)
    escpos_library.load()
    assert logging.getLogger().handlers == before
