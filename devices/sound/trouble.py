"""What to do when the sound does not work: the codes of `devices.advice`, for the speaker.

Pure. docs/operations/devices.md, "What the messages mean", lists every code.
"""

from __future__ import annotations

from collections.abc import Mapping

from devices.advice import Advice

SENTENCES: Mapping[str, str] = {
    "no-player": (
        "There is no {target} here to play sounds with: install pipewire-bin, pulseaudio-utils or alsa-utils, or"
        " switch the sound off in the site file."
    ),
    "no-sound-card": (
        "This machine has no sound card: plug in a USB loudspeaker, or switch the sound off in the site file."
    ),
    "sound-failed": (
        "No sound came out of {target}: check that a loudspeaker is plugged in and that the kiosk's user may use it."
    ),
    "sound-hangs": (
        "Playing with {target} did not end and was stopped: restart the sound service, or name another player in the"
        " site file."
    ),
    "no-voice": "A sentence could not be read aloud: install espeak-ng, or add the missing recordings.",
    "no-voices-folder": "There is no folder {target}: put the recordings there, or correct it in the site file.",
    "headphones-unknown": (
        "The system does not tell whether headphones are plugged in, so nothing is read aloud: set speech to always"
        " or off in the site file."
    ),
}


def trouble(code: str, target: str = "") -> Advice:
    """The advice for a known code; `target` is a program or a folder. Raises KeyError for an unknown code."""
    return Advice(code, SENTENCES[code].format(target=target))
