"""Sound by real programs: scripts in their place with bad days, and the real ones where they are installed."""

from __future__ import annotations

import io
import os
import shutil
import threading
import time
import wave
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from devices.sound import chimes
from devices.sound.chimes import pcm_wav
from devices.sound.recordings import name_of, seconds
from devices.sound.speaker import SpeakerWorker
from devices.sound.system import VOICES, SystemOutput
from devices.sound.trouble import SENTENCES, trouble
from kiosk.events import DeviceState, SentenceSpoken
from kiosk.ports import Chime

DOCS = Path(__file__).parents[3] / "docs" / "operations" / "devices.md"
ESPEAK = shutil.which("espeak-ng")
APLAY = shutil.which("aplay")
ALSA = Path("/usr/share/alsa/alsa.conf")

TONE = pcm_wav(array("h", [3000, -3000] * 400), 8000)
WRITES_TONE = 'while [ "$1" != -w ]; do shift; done; /bin/cat {tone} > "$2"'
SENTENCES_OF: dict[str, str] = {
    "fr": "La loi s’applique ici comme partout.",
    "en": "The law applies here as everywhere.",
    "ar": "القانون يسري هنا كما في كل مكان.",
    "uk": "Закон діє тут, як і всюди.",
    "es": "La ley se aplica aquí como en todas partes.",
    "pt": "A lei aplica-se aqui como em todo o lado.",
    "tr": "Yasa her yerde olduğu gibi burada da geçerlidir.",
}


@pytest.fixture
def speaker(ear: Any, watch: Any) -> Callable[..., SpeakerWorker]:
    def start(player: Any, monotonic: Callable[[], float] = time.monotonic, **options: Any) -> SpeakerWorker:
        output = SystemOutput(player=str(getattr(player, "path", player)), **options)
        worker = SpeakerWorker(output, ear.put, monotonic=monotonic)
        watch(worker)
        return worker

    return start


def descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))


def voice_of(bin_folder: Callable[..., Path], tmp_path: Path, before: str = "") -> None:
    """Put a voice into the place of espeak-ng that says a tenth of a second."""
    (tmp_path / "tone.wav").write_bytes(TONE)
    bin_folder(espeak_ng=before + "\n" + WRITES_TONE.format(tone=tmp_path / "tone.wav"))


def test_every_code_is_one_sentence_with_a_cure_and_explained() -> None:
    page = DOCS.read_text(encoding="utf-8")
    for code in SENTENCES:
        text = trouble(code, "aplay").text
        assert text.endswith(".")
        assert ":" in text
        assert "{" not in text
        assert f"| `{code}` |" in page


class TestChimes:
    """Chimes through a player that is a real process."""

    @pytest.mark.parametrize("chime", Chime)
    def test_the_player_gets_the_sound_as_a_file(self, chime: Chime, speaker: Any, player: Any) -> None:
        fake = player()
        speaker(fake, volume=40).chime(chime)
        arguments, sound = fake.played()
        assert len(arguments) == 1
        assert sound == chimes.wav(chime, 40)

    def test_a_thousand_chimes_leave_nothing_behind(self, speaker: Any, player: Any, ear: Any) -> None:
        fake = player()
        worker = speaker(fake, monotonic=lambda: 0.0)  # however slow the machine is, no chime comes too late
        worker.chime(Chime.TICK)
        fake.played()
        ear.state(DeviceState.READY)
        threads, open_files = threading.active_count(), descriptors()
        for _ in range(60):
            worker.chime(Chime.TICK)
            fake.played()
        for _ in range(1000):
            worker.chime(Chime.TICK)
        fake.played()
        assert threading.active_count() == threads
        assert descriptors() <= open_files + 4, "at most what starting one program takes for a moment"
        assert fake.starts() < 100

    @pytest.mark.parametrize(
        ("then", "code"),
        [
            ("exit 1", "sound-failed"),
            ("kill -9 $$", "sound-failed"),
            ("/bin/sleep 600 & wait", "sound-hangs"),
            ("trap '' TERM INT HUP; /bin/sleep 600", "sound-hangs"),
        ],
    )
    def test_a_bad_day_of_the_player_is_a_state_and_passes(
        self, then: str, code: str, speaker: Any, player: Any, ear: Any
    ) -> None:
        fake = player(then)
        worker = speaker(fake, grace_seconds=1.5)
        worker.chime(Chime.ACCEPTED)
        fake.played()
        assert str(fake.path) in ear.state(DeviceState.DEGRADED, code).advice
        assert fake.is_gone(), "with everything that it started"
        fake.become("exit 0")
        worker.chime(Chime.ACCEPTED)
        fake.played()
        ear.state(DeviceState.READY)

    def test_a_player_that_floods_its_errors_is_not_held_up(self, speaker: Any, player: Any, ear: Any) -> None:
        fake = player("/usr/bin/head -c 5000000 /dev/zero >&2; /usr/bin/head -c 5000000 /dev/zero; exit 3")
        speaker(fake).chime(Chime.ACCEPTED)
        fake.played()
        ear.state(DeviceState.DEGRADED, "sound-failed")

    def test_a_player_that_is_no_program(self, speaker: Any, tmp_path: Path, ear: Any) -> None:
        path = tmp_path / "player"
        path.write_bytes(b"\x7fELF nonsense")
        path.chmod(0o755)
        speaker(path).chime(Chime.ACCEPTED)
        ear.state(DeviceState.DEGRADED, "sound-failed")

    def test_a_named_player_that_is_missing_appears_later(
        self, speaker: Any, tmp_path: Path, player: Any, ear: Any
    ) -> None:
        path = tmp_path / "later"
        worker = speaker(path)
        assert str(path) in ear.state(DeviceState.DEGRADED, "no-player").advice
        assert not worker.can_speak
        worker.chime(Chime.ACCEPTED)
        path.symlink_to(player().path)
        ear.state(DeviceState.READY)


class TestWithoutName:
    """`player = "auto"`."""

    def test_a_machine_without_players_is_off(self, bin_folder: Any, ear: Any, speaker: Any) -> None:
        bin_folder()
        worker = speaker("auto")
        ear.state(DeviceState.OFF, "no-player")
        worker.chime(Chime.CALLED)
        reading = worker.speak(("Une.",), "fr")
        assert ear.wait(SentenceSpoken) == SentenceSpoken(reading, None)

    def test_alsa_without_a_card_is_off(self, bin_folder: Any, tmp_path: Path) -> None:
        bin_folder(aplay="exit 1")
        cards = tmp_path / "cards"
        cards.write_text("--- no soundcards ---\n")
        ready = SystemOutput(cards=cards).look()
        assert (ready.state, ready.advice) == (DeviceState.OFF, trouble("no-sound-card"))
        cards.write_text(" 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n")
        assert SystemOutput(cards=cards).look().state is DeviceState.READY

    def test_the_first_is_taken_and_after_a_failure_the_next(
        self, bin_folder: Any, tmp_path: Path, player: Any, ear: Any, watch: Any
    ) -> None:
        fake = player()
        cards = tmp_path / "cards"
        cards.write_text(" 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n")
        bin_folder(pw_play="exit 1", aplay=f'exec {fake.path} "$@"')
        worker = SpeakerWorker(SystemOutput(cards=cards), ear.put)
        watch(worker)
        worker.chime(Chime.ACCEPTED)
        ear.state(DeviceState.DEGRADED, "sound-failed")
        worker.chime(Chime.REFUSED)
        arguments, sound = fake.played()
        assert arguments[0] == "-q"
        assert sound == chimes.wav(Chime.REFUSED, 70)
        ear.state(DeviceState.READY)


class TestSpeech:
    """Recordings and the voice of the machine."""

    def test_the_voice_is_given_the_sentence_where_nobody_else_can_read_it(
        self, bin_folder: Any, tmp_path: Path, player: Any, speaker: Any, ear: Any
    ) -> None:
        voice_of(bin_folder, tmp_path, f'echo "$@" > {tmp_path}/said; /bin/cat > {tmp_path}/words')
        fake = player()
        ear_opened = speaker(fake, rate=180, volume=35)
        ear.state(DeviceState.READY)
        ear_opened.speak(("-v Bonjour; $(touch x) `id` [[h@l'oU]] «Amina»",), "fr")
        arguments, sound = fake.played()
        assert sound == TONE
        assert len(arguments) == 1
        said = (tmp_path / "said").read_text()
        assert said.startswith("-b 1 -v fr-fr -s 180 -a 35 -w ")
        assert "Amina" not in said
        assert (tmp_path / "words").read_text() == "-v Bonjour; $(touch x) `id` [ [h@l'oU]] «Amina»"
        ear.wait(SentenceSpoken, lambda event: event.index is None)

    def test_recordings_come_first(self, bin_folder: Any, tmp_path: Path, player: Any, speaker: Any, ear: Any) -> None:
        voice_of(bin_folder, tmp_path)
        recorded = pcm_wav(array("h", [500] * 800), 8000)
        (tmp_path / "voices" / "fr").mkdir(parents=True)
        (tmp_path / "voices" / "fr" / f"{name_of('Une.')}.wav").write_bytes(recorded)
        (tmp_path / "voices" / "fr" / f"{name_of('Trois.')}.wav").write_bytes(b"broken")
        fake = player()
        worker = speaker(fake, voices=tmp_path / "voices", volume=100)
        ear.state(DeviceState.READY)
        worker.speak(("Une.", "Deux.", "Trois."), "fr")
        assert [fake.played()[1] for _ in range(3)] == [recorded, TONE, TONE]
        ear.wait(SentenceSpoken, lambda event: event.index is None)
        assert [event.index for event in ear.all(SentenceSpoken)] == [0, 1, 2, None]

    def test_hushing_kills_the_player_with_all_its_children(
        self, bin_folder: Any, tmp_path: Path, player: Any, speaker: Any, ear: Any
    ) -> None:
        voice_of(bin_folder, tmp_path)
        fake = player("/bin/sleep 600 & wait")
        worker = speaker(fake)
        ear.state(DeviceState.READY)
        worker.speak(("Une.", "Deux."), "fr")
        fake.played()
        open_files = descriptors()
        worker.hush()
        ear.wait(SentenceSpoken, lambda event: event.index is None)
        assert fake.is_gone()
        assert fake.starts() == 1
        assert descriptors() < open_files

    @pytest.mark.parametrize("body", ["exit 1", "exit 0", "exec /bin/sleep 600", "kill -9 $$"])
    def test_a_voice_that_fails_is_a_state(
        self, body: str, bin_folder: Any, player: Any, speaker: Any, ear: Any
    ) -> None:
        bin_folder(espeak_ng=body)
        fake = player()
        worker = speaker(fake, voice_seconds=0.2)
        ear.state(DeviceState.READY)
        worker.speak(("Une.",), "fr")
        ear.state(DeviceState.DEGRADED, "no-voice")
        ear.wait(SentenceSpoken, lambda event: event.index is None)
        assert fake.starts() == 0

    def test_a_site_may_have_chimes_only(self, bin_folder: Any, tmp_path: Path, player: Any) -> None:
        path = str(player().path)
        bin_folder()
        ready = SystemOutput(player=path).look()
        assert (ready.state, ready.can_speak) == (DeviceState.READY, False)
        voice_of(bin_folder, tmp_path)
        assert SystemOutput(player=path).look().can_speak
        assert not SystemOutput(player=path, speech="off").look().can_speak

    def test_a_folder_of_recordings_that_is_missing_is_told(self, tmp_path: Path, player: Any) -> None:
        ready = SystemOutput(player=str(player().path), voices=tmp_path / "none").look()
        assert ready.state is DeviceState.DEGRADED
        assert ready.advice == trouble("no-voices-folder", str(tmp_path / "none"))

    def test_only_with_headphones(self, bin_folder: Any, tmp_path: Path, player: Any, ear: Any, watch: Any) -> None:
        fake, jack = player(), tmp_path / "jack"
        jack.write_text("\tanalog-output-headphones: Headphones (type: Headphones, priority: 9900, available)\n")
        voice_of(bin_folder, tmp_path)
        bin_folder(pactl=f"exec /bin/cat {jack}")
        output = SystemOutput(player=str(fake.path), speech="headphones")
        worker = SpeakerWorker(output, ear.put, look_seconds=0.01)
        watch(worker)
        ear.state(DeviceState.READY)
        heard = []
        for _ in range(10_000):
            worker.speak(("Une.",), "fr")
            heard.append(ear.wait(SentenceSpoken).index)
            if heard[-1] == 0:
                break
        assert fake.played()[1] == TONE
        jack.write_text("nothing about it\n")
        ear.state(DeviceState.DEGRADED, "headphones-unknown")
        assert not worker.can_speak


@pytest.mark.skipif(ESPEAK is None, reason="espeak-ng is not installed")
@pytest.mark.parametrize("language", VOICES)
def test_the_real_voice_speaks_every_language(language: str, player: Any, speaker: Any, ear: Any) -> None:
    fake = player()
    worker = speaker(fake)
    ear.state(DeviceState.READY)
    worker.speak((SENTENCES_OF[language],), language)
    sound = fake.played()[1]
    assert 1.0 < seconds(sound) < 8.0
    with wave.open(io.BytesIO(sound)) as file:
        samples = array("h", file.readframes(file.getnframes()))
    assert max(samples) > 1000
    ear.wait(SentenceSpoken, lambda event: event.index is None)


@pytest.mark.skipif(APLAY is None or not ALSA.exists(), reason="ALSA is not installed")
def test_the_real_player_of_alsa_plays_what_it_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, speaker: Any, ear: Any, watch: Any
) -> None:
    """Into a file, which ALSA offers in the place of a sound card."""
    (tmp_path / "asound.conf").write_text(
        f'<{ALSA}>\npcm.!default {{ type file\n slave.pcm {{ type null }}\n file "{tmp_path}/heard"\n format "raw" }}\n'
    )
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "asound.conf"))
    recorded = array("h", range(-4000, 4000))
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / f"{name_of('Une.')}.wav").write_bytes(pcm_wav(recorded, 8000))
    worker = speaker("aplay", voices=tmp_path, volume=100)
    ear.state(DeviceState.READY)
    worker.speak(("Une.",), "fr")
    ear.wait(SentenceSpoken, lambda event: event.index is None)
    assert ear.all(SentenceSpoken)[0].index == 0
    assert (tmp_path / "heard").read_bytes().startswith(recorded.tobytes())


@pytest.mark.skipif(APLAY is None, reason="ALSA is not installed")
def test_the_real_player_without_a_card_is_a_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, speaker: Any, ear: Any
) -> None:
    (tmp_path / "asound.conf").write_text("pcm.!default { type hw card nowhere }\n")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "asound.conf"))
    worker = speaker("aplay")
    worker.chime(Chime.ACCEPTED)
    ear.state(DeviceState.DEGRADED, "sound-failed")
