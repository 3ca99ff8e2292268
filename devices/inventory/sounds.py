"""What can be heard: the sound cards that ALSA knows, and the programs that play and speak."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

from devices.inventory.found import Found, Kind, Proposal, Roots, Unseen, text_of
from devices.sound.system import PLAYERS, VOICE
from devices.sound.trouble import trouble

_CARD = re.compile(r"^ *(\d+) \[([^\]]*)\]: ?([^\n]*)", re.MULTILINE)


def sounds(roots: Roots) -> Iterator[Found | Unseen]:
    """Sound cards with an output, the player, the voice."""
    asound = roots.proc / "asound"
    playing = {line.partition("-")[0] for line in text_of(asound / "pcm").splitlines() if "playback" in line}
    for number, name, what in _CARD.findall(text_of(asound / "cards")):
        if not playing or f"{int(number):02}" in playing:
            yield Found(Kind.SOUND, f"sound card {number}", f"{name.strip()}: {what.strip()}")
    player = next((name for name in PLAYERS if shutil.which(name)), None)
    if player is None:
        yield Unseen(Kind.SOUND, trouble("no-player", "program").text)
    else:
        yield Found(Kind.SOUND, player, "plays the sounds", (Proposal("sound", "player", player, "or auto"),))
    if shutil.which(VOICE) is None:
        yield Unseen(Kind.SOUND, trouble("no-voice").text)
    else:
        yield Found(Kind.SOUND, VOICE, "reads aloud", (Proposal("sound", "speech", "always"),))
