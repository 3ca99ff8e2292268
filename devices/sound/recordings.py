"""Sentences that somebody recorded for the site: `<folder>/<language>/<name>.wav`, 16-bit PCM.

The name follows from the sentence alone. `python -m devices.sound.recordings < sentences.txt` prints it for each
line, for whoever names the files.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
import sys
import unicodedata
import wave
from array import array
from pathlib import Path

from devices.sound.chimes import pcm_wav

log = logging.getLogger(__name__)

LARGEST_BYTES = 20_000_000
"""Nearly four minutes of mono at 44.1 kHz; anything larger is not one sentence."""
LONGEST_SLUG = 40
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_WORD = re.compile(r"[a-z0-9]+")


def plain(sentence: str) -> str:
    """The sentence with single spaces and composed accents: equal for the ear, equal here."""
    return " ".join(unicodedata.normalize("NFC", sentence).split())


def name_of(sentence: str) -> str:
    """The name of the recording of a sentence, without `.wav`: its first words where they are Latin, for the eye,
    and eight digits of its SHA-256, which tell it from all others."""
    text = plain(sentence)
    digest = hashlib.sha256(text.encode(errors="replace")).hexdigest()[:8]
    ascii_only = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    slug = "-".join(_WORD.findall(ascii_only))[:LONGEST_SLUG].strip("-")
    return f"{slug}-{digest}" if slug else digest


def find(folder: Path | None, sentence: str, language: str) -> Path | None:
    """The recording of a sentence, or None."""
    if folder is None or not _LANGUAGE.fullmatch(language):
        return None
    path = folder / language / f"{name_of(sentence)}.wav"
    return path if path.is_file() else None


def read(path: Path, volume: int) -> bytes | None:
    """The recording as a WAV file at a volume from 0 to 100; None when it is no recording that can be played."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise wave.Error("too large for one sentence")
        with wave.open(io.BytesIO(path.read_bytes())) as recording:
            if recording.getsampwidth() != 2 or not recording.getnframes():
                raise wave.Error("not 16-bit PCM, or empty")
            rate, channels = recording.getframerate(), recording.getnchannels()
            frames = recording.readframes(recording.getnframes())
    except (OSError, EOFError, wave.Error) as error:
        # the name of the file is made of the sentence, and a sentence may name the visitor
        log.warning("a recording cannot be used: %s", error if isinstance(error, wave.Error) else type(error).__name__)
        return None
    samples = array("h", frames[: len(frames) // 2 * 2])
    if sys.byteorder == "big":
        samples.byteswap()
    if volume < 100:
        samples = array("h", [sample * volume // 100 for sample in samples])
    return pcm_wav(samples, rate, channels)


def seconds(data: bytes) -> float:
    """How long a WAV file plays. Raises wave.Error or EOFError when it is none."""
    with wave.open(io.BytesIO(data)) as recording:
        length: float = recording.getnframes() / recording.getframerate()
    return length


def main() -> None:
    """Print the name of the recording of each sentence on standard input."""
    for line in sys.stdin:
        if text := plain(line):
            print(f"{name_of(text)}.wav\t{text}")


if __name__ == "__main__":
    main()
