"""Cameras, and what is needed to read codes with one."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from devices.advice import advise
from devices.inventory.found import Found, Kind, Proposal, Roots, Unseen, lines_of, may_use, stable_names, text_of
from devices.readers.frames import PROGRAM


def cameras(roots: Roots) -> Iterator[Found | Unseen]:
    """The cameras. A camera often has a second device without pictures (its index is not 0): left out."""
    names = stable_names(roots.dev / "v4l" / "by-path") | stable_names(roots.dev / "v4l" / "by-id")
    seen = False
    for node in lines_of(roots.dev, "video*"):
        described = roots.sys / "class" / "video4linux" / node.name
        if text_of(described / "index") in ("", "0"):
            seen = True
            yield _found(node, names.get(node.resolve()), text_of(described / "name"))
    if seen:
        yield from _missing()


def _found(node: Path, link: Path | None, name: str) -> Found:
    place = str(link or node)
    note = "" if may_use(node, os.R_OK | os.W_OK) else advise("no-video-permission", place).text
    return Found(Kind.CAMERA, place, name, (Proposal("reader", "url", f"camera://{place}"),), note)


def _missing() -> Iterator[Unseen]:
    if importlib.util.find_spec("zxingcpp") is None:
        yield Unseen(Kind.CAMERA, advise("no-zxing", "").text)
    if shutil.which(PROGRAM) is None:
        yield Unseen(Kind.CAMERA, advise("no-ffmpeg", "").text)
