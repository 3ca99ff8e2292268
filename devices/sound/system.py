"""Sound by the programs of the system: a player (PipeWire, PulseAudio or ALSA), recordings, espeak-ng."""

from __future__ import annotations

import logging
import os
import shutil
import wave
from collections.abc import Callable, Mapping
from pathlib import Path

from devices.sound import chimes, recordings
from devices.sound.headphones import CARDS, Headphones, card_numbers
from devices.sound.output import Readiness, Running
from devices.sound.program import Outcome, Program, memory_bytes, memory_file, memory_path
from devices.sound.trouble import trouble
from kiosk.events import DeviceState
from kiosk.ports import Chime

log = logging.getLogger(__name__)

PLAYERS: Mapping[str, tuple[str, ...]] = {"pw-play": (), "paplay": (), "aplay": ("-q",)}
"""The players in the order in which they are looked for, and what to say to them before the file."""
AUTO = "auto"
VOICE = "espeak-ng"
VOICES: Mapping[str, str] = {
    "fr": "fr-fr", "en": "en-gb", "ar": "ar", "uk": "uk", "es": "es", "pt": "pt", "tr": "tr",
}  # fmt: skip
LONGEST_SENTENCE = 2_000
"""Characters; the rest of a longer one is not said."""
LARGEST_SPEECH = 50_000_000
VOICE_SECONDS = 10.0
"""How long espeak-ng may take to make the sound of a sentence (measured: ten milliseconds)."""
FACTORS = (0.4, 0.7, 1.0, 1.25, 1.5)
"""How loud a visitor may have it, as a share of the volume of the house; never over what the system allows."""
GRACE_SECONDS = 3.0
"""How much longer than the sound a player may run."""


class SystemOutput:
    """`speech` is "always", "headphones" or "off"; `volume` 0–100; `rate` in words a minute; `voices` the folder of
    recordings; `player` one of PLAYERS, a path of a program that plays the file it is given, or "auto"."""

    def __init__(
        self,
        *,
        speech: str = "always",
        volume: int = 70,
        rate: int = 150,
        voices: Path | None = None,
        player: str = AUTO,
        grace_seconds: float = GRACE_SECONDS,
        voice_seconds: float = VOICE_SECONDS,
        cards: Path = CARDS,
    ) -> None:
        self._speech = speech
        self._volume = volume
        self._rate = rate
        self._voices = voices
        self._player = player
        self._grace = grace_seconds
        self._voice_seconds = voice_seconds
        self._cards = cards
        self._headphones = Headphones(cards)
        self._chimes: dict[Chime, int] = {}
        self._failures = 0  # how often a player failed: the next one is tried then

    @property
    def target(self) -> str:
        return "the sound player" if self._player == AUTO else self._player

    def look(self) -> Readiness:
        if not self._commands():
            return self._without_player()
        if self._speech == "off":
            return Readiness(DeviceState.READY)
        can_speak = self._may_speak()
        if self._speech == "headphones":
            plugged = self._headphones.look()
            if plugged is None and self._headphones.answered:
                return Readiness(DeviceState.DEGRADED, advice=trouble("headphones-unknown"))
            can_speak = can_speak and plugged is True
        if self._voices is not None and not self._voices.is_dir():
            return Readiness(DeviceState.DEGRADED, can_speak, trouble("no-voices-folder", str(self._voices)))
        return Readiness(DeviceState.READY, can_speak)

    def chime(self, chime: Chime) -> Running:
        if chime not in self._chimes:
            self._chimes[chime] = memory_file(chimes.wav(chime, self._volume))
        seconds = sum(note.seconds for note in chimes.SCORE[chime])
        return _Played(self.play(self._chimes[chime], seconds), self._count)

    def sentence(self, sentence: str, language: str, loudness: int = 3) -> Running | None:
        volume = min(100, round(self._volume * FACTORS[loudness - 1]))
        recording = recordings.find(self._voices, sentence, language)
        data = recordings.read(recording, volume) if recording else None
        if data is not None:
            return _Said(self, memory_file(data), None, self._count)
        voice, program = VOICES.get(language), shutil.which(VOICE)
        if voice is None or program is None:
            return None
        return self._spoken(program, voice, sentence, volume)

    def play(self, sound: int, seconds: float) -> Program:
        """Play a file in memory that is so long. Raises OSError."""
        commands = self._commands()
        if not commands:
            raise FileNotFoundError(self.target)
        command = commands[self._failures % len(commands)]
        return Program((*command, memory_path(sound)), seconds + self._grace, files=(sound,))

    def close(self) -> None:
        self._headphones.close()
        for sound in self._chimes.values():
            os.close(sound)
        self._chimes.clear()

    def _spoken(self, program: str, voice: str, sentence: str, volume: int) -> Running:
        # "[[" would begin espeak's own alphabet
        text = recordings.plain(sentence)[:LONGEST_SENTENCE].replace("[[", "[ [")
        sound = memory_file()
        try:
            words = memory_file(text.encode(errors="replace"))
            try:
                # the sentence goes in as a file: arguments can be read by every user of the machine
                making = Program(
                    (program, "-b", "1", "-v", voice, *self._manner(volume), "-w", memory_path(sound), "--stdin"),
                    self._voice_seconds,
                    files=(sound,),
                    stdin=words,
                )
            finally:
                os.close(words)
        except OSError:
            os.close(sound)
            raise
        return _Said(self, sound, making, self._count)

    def _manner(self, volume: int) -> tuple[str, ...]:
        return "-s", str(self._rate), "-a", str(volume)

    def _count(self, outcome: Outcome) -> None:
        if outcome in (Outcome.FAILED, Outcome.HUNG):
            self._failures += 1

    def _commands(self) -> list[tuple[str, ...]]:
        """The players that can be used, with their options, best first."""
        if self._player != AUTO:
            program = shutil.which(self._player)
            return [(program, *PLAYERS.get(Path(program).name, ()))] if program else []
        found = {name: shutil.which(name) for name in PLAYERS}
        if not card_numbers(self._cards):
            found["aplay"] = None
        return [(program, *PLAYERS[name]) for name, program in found.items() if program]

    def _without_player(self) -> Readiness:
        """Nobody asked for a certain player: then a machine without sound is as legal as a site without printer."""
        if self._player != AUTO:
            return Readiness(DeviceState.DEGRADED, advice=trouble("no-player", self._player))
        code = "no-sound-card" if shutil.which("aplay") else "no-player"
        return Readiness(DeviceState.OFF, advice=trouble(code, "program"))

    def _may_speak(self) -> bool:
        return shutil.which(VOICE) is not None or (self._voices is not None and self._voices.is_dir())


class _Played:
    """A chime being played."""

    def __init__(self, program: Program, count: Callable[[Outcome], None]) -> None:
        self._program = program
        self._count = count

    def over(self) -> Outcome | None:
        outcome = self._program.over()
        if outcome is not None:
            self._count(outcome)
        return outcome

    def stop(self) -> None:
        self._program.stop()


class _Said:
    """A sentence: `making` writes its sound into the file `sound`, then it is played. Without `making` the sound is
    there already. Raises OSError, and closes the file, when it cannot be played."""

    def __init__(
        self, output: SystemOutput, sound: int, making: Program | None, count: Callable[[Outcome], None]
    ) -> None:
        self._output = output
        self._sound = sound
        self._making = making
        self._count = count
        self._playing: Program | None = None
        if making is None:
            try:
                self._play()
            except OSError:
                self.stop()
                raise

    def over(self) -> Outcome | None:
        if self._playing is not None:
            outcome = self._playing.over()
            if outcome is not None:
                self._count(outcome)
            return outcome
        made = self._making.over() if self._making is not None else Outcome.DONE
        if made is None:
            return None
        if made is not Outcome.DONE:
            return Outcome.NO_VOICE
        try:
            return None if self._play() else Outcome.NO_VOICE
        except OSError as error:
            log.warning("the player cannot be started: %s", error)
            self._count(Outcome.FAILED)
            return Outcome.FAILED

    def stop(self) -> None:
        for program in (self._making, self._playing):
            if program is not None:
                program.stop()
        if self._sound >= 0:
            os.close(self._sound)
            self._sound = -1

    def _play(self) -> bool:
        """Begin to play; False when there is nothing to be heard. Raises OSError."""
        try:
            seconds = recordings.seconds(memory_bytes(self._sound, LARGEST_SPEECH))
        except (wave.Error, EOFError):
            return False
        self._playing = self._output.play(self._sound, seconds) if seconds else None
        return self._playing is not None
