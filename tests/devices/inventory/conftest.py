"""A machine made of folders: /dev, /sys and /proc as the kernel and udev lay them out, with ptys for serial ports."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from devices.inventory.found import Roots
from devices.inventory.inputs import WORD_BITS


def bitmap(*numbers: int) -> str:
    """A bitmap as the kernel writes it."""
    words = [0] * (max(numbers, default=0) // WORD_BITS + 1)
    for number in numbers:
        words[number // WORD_BITS] |= 1 << number % WORD_BITS
    return " ".join(f"{word:x}" for word in reversed(words))


class Machine:
    """What is plugged in is added by the methods; `roots` is where it shows."""

    def __init__(self, folder: Path) -> None:
        self.roots = Roots(folder / "dev", folder / "sys", folder / "proc")
        for root in (self.roots.dev, self.roots.sys, self.roots.proc):
            root.mkdir()
        self._ptys: list[int] = []

    def files(self, folder: Path, texts: Mapping[str, str]) -> Path:
        """Small files of the kernel below a folder."""
        for name, text in texts.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text + "\n")
        return folder

    def link(self, name: str, target: Path | str) -> Path:
        """A name that udev makes, below /dev."""
        link = self.roots.dev / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(target)
        return link

    def serial(self, name: str) -> Path:
        """A serial port that stays open at the other end, under a name below /dev/serial/by-id."""
        near, far = os.openpty()
        self._ptys += [near, far]
        return self.link(f"serial/by-id/{name}", os.ttyname(far))

    def input(self, number: int, name: str, *, vendor: str = "", keys: str = "0", absolute: str = "0") -> Path:
        """An event device."""
        node = self.roots.dev / "input" / f"event{number}"
        self.files(node.parent, {node.name: ""})
        self.files(
            self.roots.sys / "class" / "input" / node.name / "device",
            {"name": name, "id/vendor": vendor, "capabilities/key": keys, "capabilities/abs": absolute},
        )
        return node

    def camera(self, number: int, name: str, index: int = 0) -> Path:
        node = self.roots.dev / f"video{number}"
        node.touch()
        self.files(self.roots.sys / "class" / "video4linux" / node.name, {"name": name, "index": str(index)})
        return node

    def usb_printer(self, number: int | None, place: str, **texts: str) -> None:
        """A printer on USB, driven by usblp under that number, or by nothing."""
        device = self.files(self.roots.sys / "devices" / place, texts)
        interface = self.files(device / f"{place}:1.0", {"bInterfaceClass": "07"})
        listed = self.roots.sys / "bus" / "usb" / "devices"
        listed.mkdir(parents=True, exist_ok=True)
        (listed / interface.name).symlink_to(interface)
        if number is not None:
            self.files(self.roots.dev / "usb", {f"lp{number}": ""})
            shown = self.roots.sys / "class" / "usbmisc" / f"lp{number}"
            shown.mkdir(parents=True)
            (shown / "device").symlink_to(interface)

    def disk(self, name: str, *parts: str, **texts: str) -> None:
        """A removable disk with its parts."""
        folder = self.files(self.roots.sys / "block" / name, {"removable": "1", "size": "31116288", **texts})
        for part in parts:
            (folder / part).mkdir()

    def close(self) -> None:
        for end in self._ptys:
            os.close(end)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path)
    yield machine
    machine.close()


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes shell scripts the only programs of the system."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def make(**bodies: str) -> None:
        for name, body in bodies.items():
            path = folder / name.replace("_", "-")
            path.write_text(f"#!/bin/sh\n{body}\n")
            path.chmod(0o755)

    return make
