"""A camera without hardware: a film of a card that is held up and taken away, again and again."""

from __future__ import annotations

import errno
import shutil
import subprocess
from pathlib import Path

import qrcode
from PIL import Image, ImageFilter

from devices.readers.camera_reader import HEIGHT, WIDTH

PER_SECOND = 10
SHOWN_SECONDS = GONE_SECONDS = 2
DESK_GREY = 128
CARD_DOTS = 300


def make_film(code: str, film: Path, *, blurred: float = 0.0) -> None:
    """Film a card with that code; the reader's address is `camera://` and the file's path. The end joins the beginning.

    `blurred` is how far, in dots, the camera is out of focus. Raises FileNotFoundError without ffmpeg, OSError when the
    film cannot be written.
    """
    program = shutil.which("ffmpeg")
    if program is None:
        raise FileNotFoundError(errno.ENOENT, "is not installed", "ffmpeg")
    desk = Image.new("L", (WIDTH, HEIGHT), DESK_GREY)
    card = desk.copy()
    face = qrcode.make(code).get_image().convert("L").resize((CARD_DOTS, CARD_DOTS))
    card.paste(face, ((WIDTH - CARD_DOTS) // 2, (HEIGHT - CARD_DOTS) // 2))
    card = card.filter(ImageFilter.GaussianBlur(blurred))
    pictures = card.tobytes() * (PER_SECOND * SHOWN_SECONDS) + desk.tobytes() * (PER_SECOND * GONE_SECONDS)
    film.parent.mkdir(parents=True, exist_ok=True)
    command = [program, "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{WIDTH}x{HEIGHT}"]
    command += ["-r", str(PER_SECOND), "-i", "pipe:0", "-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-f", "matroska"]
    done = subprocess.run([*command, str(film)], input=pictures, capture_output=True, check=False)
    if done.returncode:
        raise OSError(errno.EIO, done.stderr.decode(errors="replace").strip(), str(film))
