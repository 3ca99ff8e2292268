"""What the programs of the system say about headphones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from devices.sound.headphones import Headphones, any_of, card_numbers, from_amixer, from_pactl

SINKS = """\
Sink #56
	Name: alsa_output.pci-0000_00_1f.3.analog-stereo
	Description: Headset Dock (available)
	Ports:
		analog-output-speaker: Speakers (type: Speaker, priority: 10000, availability group: Legacy 4, available)
		analog-output-headphones: Headphones (type: Headphones, priority: 9900, availability group: Legacy 4, {state})
	Active Port: analog-output-speaker
"""
OLD_SINKS = "\t\tanalog-output-headphones: Headphones (priority: 9900, {state})\n"
JACKS = """\
numid=17,iface=CARD,name='Headphone Jack'
  ; type=BOOLEAN,access=r-------,values=1
  : values={state}
numid=18,iface=CARD,name='Headphone Mic Jack'
  ; type=BOOLEAN,access=r-------,values=1
  : values=on
numid=19,iface=CARD,name='Front Headphone Phantom Jack'
  ; type=BOOLEAN,access=r-------,values=1
  : values=on
numid=20,iface=MIXER,name='Headphone Playback Switch'
  ; type=BOOLEAN,access=rw------,values=2
  : values=on,on
"""
CARDS = """\
 0 [PCH            ]: HDA-Intel - HDA Intel PCH
                      HDA Intel PCH at 0xb1218000 irq 145
 2 [Device         ]: USB-Audio - USB Audio Device
                      C-Media USB Audio Device at usb-0000:00:14.0-2
"""


@pytest.mark.parametrize(
    ("state", "plugged"), [("available", True), ("not available", False), ("availability unknown", None)]
)
@pytest.mark.parametrize("text", [SINKS, OLD_SINKS])
def test_ports_of_pipewire_and_pulseaudio(text: str, state: str, plugged: bool | None) -> None:
    assert from_pactl(text.format(state=state)) is plugged


def test_jacks_of_alsa() -> None:
    assert from_amixer(JACKS.format(state="on")) is True
    assert from_amixer(JACKS.format(state="off")) is False
    assert from_amixer(JACKS[JACKS.index("numid=18") :]) is None, "only a microphone and a jack that cannot tell"


@pytest.mark.parametrize("text", ["", "Connection failure: Connection refused", "\0\ufffd" * 1000])
def test_an_answer_that_says_nothing(text: str) -> None:
    assert from_pactl(text) is None
    assert from_amixer(text) is None


def test_one_that_says_yes_is_enough_and_nobody_knows_is_not_no() -> None:
    assert any_of([None, False, True]) is True
    assert any_of([None, False]) is False
    assert any_of([None, None]) is None
    assert any_of([]) is None


def test_the_sound_cards_of_the_system(tmp_path: Path) -> None:
    cards = tmp_path / "cards"
    assert card_numbers(cards) == ()
    cards.write_text("--- no soundcards ---\n")
    assert card_numbers(cards) == ()
    cards.write_text(CARDS)
    assert card_numbers(cards) == (0, 2)


def asked(headphones: Headphones, until: Callable[[], bool]) -> None:
    for _ in range(5_000_000):  # a bound for a test that would not end; each turn looks whether a program has ended
        headphones.look()
        if until():
            return
    pytest.fail("the programs never answered")


def test_programs_are_asked_without_waiting_for_them(tmp_path: Path, bin_folder: Callable[..., Path]) -> None:
    cards = tmp_path / "cards"
    cards.write_text(CARDS)
    (tmp_path / "jack").write_text(JACKS.format(state="on"))
    bin_folder(pactl="exit 1", amixer=f'[ "$1 $2 $3" = "-c 2 contents" ] && exec /bin/cat {tmp_path}/jack')
    headphones = Headphones(cards)
    assert headphones.look() is None
    assert not headphones.answered
    asked(headphones, lambda: headphones.answered)
    assert headphones.look() is True
    (tmp_path / "jack").write_text(JACKS.format(state="off"))
    asked(headphones, lambda: headphones.look() is False)
    headphones.close()


def test_nobody_to_ask_is_an_answer(tmp_path: Path, bin_folder: Callable[..., Path]) -> None:
    bin_folder()
    headphones = Headphones(tmp_path / "none")
    assert headphones.look() is None
    assert headphones.answered
