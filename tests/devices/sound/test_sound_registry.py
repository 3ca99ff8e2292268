"""The speaker among the devices of a kiosk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from config.settings.machine import SoundSettings
from devices.null import NullSpeaker
from devices.registry import SPEAKER, Devices, PrinterOptions, ReaderOptions, SoundOptions, SoundWanted, build
from devices.simulated.speaker import Heard, SimulatedLoudspeaker
from devices.sound.output import Output
from kiosk.clock import SystemClock
from kiosk.events import DeviceChanged, DeviceState, SentenceSpoken
from kiosk.ports import Chime, Speaker


@pytest.fixture
def built(ear: Any, render: Any, tmp_path: Path) -> Iterator[Callable[..., Devices]]:
    made: list[Devices] = []

    def make(sound: SoundWanted | None, output: Output | None = None) -> Devices:
        devices = build(
            ear.put,
            SystemClock(),
            reader=ReaderOptions(),
            printer=PrinterOptions(),
            usb_paths=[tmp_path],
            render=render,
            sound=sound,
            output=output,
        )
        made.append(devices)
        devices.start()
        return devices

    yield make
    for devices in made:
        assert devices.stop() == ()


@pytest.mark.parametrize(
    "sound", [SoundOptions(volume=0), SoundOptions(chimes=False, speech="off"), None], ids=["mute", "off", "none"]
)
def test_a_site_without_sound(sound: SoundOptions | None, built: Any, ear: Any) -> None:
    devices = built(sound, SimulatedLoudspeaker())
    speaker: Speaker = devices.speaker
    assert isinstance(speaker, NullSpeaker)
    assert not speaker.can_speak
    speaker.chime(Chime.CALLED)
    readings = [speaker.speak(("Une.",), "fr"), speaker.speak(("Une.",), "fr")]
    speaker.hush()
    assert ear.all(SentenceSpoken) == [SentenceSpoken(reading, None) for reading in readings]
    assert len(set(readings)) == 2
    expected = [] if sound is None else [DeviceChanged(SPEAKER, DeviceState.OFF)]
    assert [event for event in ear.all(DeviceChanged) if event.device == SPEAKER] == expected


def test_a_site_with_sound_and_its_twin(built: Any, ear: Any) -> None:
    output = SimulatedLoudspeaker()
    devices = built(SoundOptions(), output)
    ear.wait(DeviceChanged, lambda event: event.device == SPEAKER and event.state is DeviceState.READY)
    devices.speaker.speak(("Une.",), "fr")
    ear.wait(SentenceSpoken, lambda event: event.index is None)
    assert list(output.heard) == [Heard(None, "Une.", "fr")]
    assert devices.health()[SPEAKER].frames == 1


def test_the_settings_of_a_site_file_fit_as_they_are(built: Any, ear: Any) -> None:
    sound = SoundSettings(chimes=True, speech="always", volume=70, rate=150, voices=None, player="auto")
    assert SoundOptions() == SoundOptions(**{name: getattr(sound, name) for name in SoundSettings.__slots__})
    devices = built(sound)
    state = ear.wait(DeviceChanged, lambda event: event.device == SPEAKER).state
    assert state in {DeviceState.READY, DeviceState.OFF}, "a machine with sound, or without: both are well"
    assert not isinstance(devices.speaker, NullSpeaker)
