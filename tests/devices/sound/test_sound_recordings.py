"""Recorded sentences: their names, and what is no recording."""

from __future__ import annotations

import logging
import subprocess
import sys
import wave
from array import array
from pathlib import Path

import pytest

from devices.sound.chimes import pcm_wav
from devices.sound.recordings import find, name_of, read, seconds

SENTENCE = "La loi s’applique ici."


def test_a_name_is_readable_where_it_can_be_and_always_safe() -> None:
    assert name_of(SENTENCE).startswith("la-loi-s-applique-ici-") or name_of(SENTENCE).startswith(
        "la-loi-sapplique-ici-"
    )
    for sentence in ("القانون يسري هنا.", "../../etc/passwd", "a" * 500, "", "\udc80"):
        name = name_of(sentence)
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert 8 <= len(name) <= 60
    assert name_of("القانون") != name_of("يسري")


def test_spaces_and_the_way_accents_are_written_make_no_difference() -> None:
    assert name_of("Prêt :  on\ncommence\u00a0!") == name_of("Pre\u0302t : on commence !")
    assert name_of("Prêt") != name_of("Pret")


def test_a_recording_is_found_by_sentence_and_language(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    path = tmp_path / "fr" / f"{name_of(SENTENCE)}.wav"
    path.write_bytes(pcm_wav(array("h", [1000, -1000] * 50), 8000))
    assert find(tmp_path, SENTENCE, "fr") == path
    assert find(tmp_path, SENTENCE, "en") is None
    assert find(tmp_path, SENTENCE, "../fr") is None
    assert find(None, SENTENCE, "fr") is None


def test_a_recording_is_played_at_the_volume_that_is_set(tmp_path: Path) -> None:
    path = tmp_path / "stereo.wav"
    path.write_bytes(pcm_wav(array("h", [1000, -1000] * 8000), 8000, channels=2))
    data = read(path, 25)
    assert data is not None
    assert data == pcm_wav(array("h", [250, -250] * 8000), 8000, channels=2)
    assert seconds(data) == 1.0
    assert read(path, 100) == path.read_bytes()


def eight_bits(path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(bytes(100))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"ID3 not a wave file"),
        lambda path: path.write_bytes(pcm_wav(array("h"), 8000)),
        lambda path: path.write_bytes(pcm_wav(array("h", [1] * 99), 8000)[:30]),
        lambda path: path.mkdir(),
        eight_bits,
    ],
)
def test_what_is_no_recording_is_left_out_and_not_named_in_the_log(
    spoil: object, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "amina.wav"
    spoil(path)  # type: ignore[operator]
    with caplog.at_level(logging.DEBUG):
        assert read(path, 70) is None
    assert caplog.records
    assert "amina" not in caplog.text


def test_the_names_are_printed_for_whoever_records() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "devices.sound.recordings"],
        input=f"{SENTENCE}\n\nAutre  phrase.\n",
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[3],
    )
    assert answer.stdout.splitlines() == [f"{name_of(text)}.wav\t{text}" for text in (SENTENCE, "Autre phrase.")]
