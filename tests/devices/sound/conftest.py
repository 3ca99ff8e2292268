"""Programs that the tests put in the place of the system's, and a player that tells what it was given."""

from __future__ import annotations

import os
import select
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

TIMEOUT = 20.0


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Makes shell scripts the only programs of the system: `bin_folder(amixer="exit 1")`. Returns their folder."""
    folder = tmp_path / "bin"

    def make(**bodies: str) -> Path:
        folder.mkdir(exist_ok=True)
        for name, body in bodies.items():
            path = folder / name.replace("_", "-")
            path.write_text(f"#!/bin/sh\n{body}\n")
            path.chmod(0o755)
        monkeypatch.setenv("PATH", str(folder))
        return folder

    return make


class FakePlayer:
    """A program that keeps each sound it is given, says so, and then does what `then` says in shell.

    `life` is open for writing while it or anything that it started lives.
    """

    COPY = (
        'for sound; do :; done; /bin/cat "$sound" > {folder}/$$.wav; '
        'exec 9> {folder}/life; echo $$ "$@" > {folder}/told'
    )

    def __init__(self, folder: Path, then: str) -> None:
        self.folder = folder
        self.path = folder / "fake-player"
        self.become(then)
        for name in ("told", "life"):
            os.mkfifo(folder / name)
        self._told = os.open(folder / "told", os.O_RDWR)
        self._life = os.open(folder / "life", os.O_RDONLY | os.O_NONBLOCK)
        self._lines = b""

    def become(self, then: str) -> None:
        """Do something else from the next start on."""
        fresh = self.path.with_suffix(".fresh")
        fresh.write_text(f"#!/bin/sh\n{self.COPY.format(folder=self.folder)}\n{then}\n")
        fresh.chmod(0o755)
        fresh.replace(self.path)

    def played(self) -> tuple[list[str], bytes]:
        """Its next start: arguments and the sound. Fails when there is none."""
        while b"\n" not in self._lines:
            if not select.select([self._told], [], [], TIMEOUT)[0]:
                pytest.fail("the player was not started")
            self._lines += os.read(self._told, 4096)
        line, _, self._lines = self._lines.partition(b"\n")
        number, *arguments = line.decode().split(" ")
        return arguments, (self.folder / f"{number}.wav").read_bytes()

    def starts(self) -> int:
        """How often it was started so far."""
        return len(list(self.folder.glob("*.wav")))

    def is_gone(self) -> bool:
        """True as soon as nothing of it lives any more; it must have been started."""
        if not select.select([self._life], [], [], TIMEOUT)[0]:
            return False
        return os.read(self._life, 1) == b""

    def close(self) -> None:
        os.close(self._told)
        os.close(self._life)


@pytest.fixture
def player(tmp_path: Path) -> Iterator[Callable[..., FakePlayer]]:
    made: list[FakePlayer] = []

    def make(then: str = "exit 0") -> FakePlayer:
        folder = tmp_path / f"player-{len(made)}"
        folder.mkdir()
        made.append(FakePlayer(folder, then))
        return made[-1]

    yield make
    for each in made:
        each.close()
