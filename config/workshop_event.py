"""What one event of a calendar says of a workshop: title, place, places, for whom, and what to bring.

The details stand in the description, one to a line ("places : 8"), in properties of their own (X-VESTIBULE-PLACES),
or among the categories; docs/operations/workshops.md is the page for those who write them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from icalendar import Event

LONGEST_TITLE = 60
LONGEST_DETAIL = 60
MOST_PLACES = 500

_LINE = re.compile(r"\s*([^\W\d_]+)\s*:\s*(.+?)\s*")
_TAG = re.compile(r"<[^>]{0,200}>")
_KEYS = {
    "places": "places",
    "place": "places",
    "pour": "for",
    "public": "for",
    "for": "for",
    "apporter": "bring",
    "apportez": "bring",
    "bring": "bring",
    "court": "short",
    "short": "short",
}
_BEGINNERS = frozenset({"debuter", "debutant", "debutants", "beginner", "beginners", "pour debuter", "for beginners"})
_OWN_DEVICE = frozenset({"apporter", "apporter son appareil", "bring", "bring your own", "byod"})


@dataclass(frozen=True, slots=True)
class Details:
    """`places` is None where the event does not say; texts are "" where it says nothing."""

    title: str
    short: str = ""
    place: str = ""
    places: int | None = None
    audience: str = ""
    bring: str = ""
    own_device: bool = False
    beginners: bool = False


def details(event: Event) -> Details:
    """The details of an event. Raises ValueError, with a sentence, when a number of places is none."""
    said: dict[str, str] = {}
    for key, value in (*_properties(event), *_lines(event)):
        said.setdefault(key, value)
    tags = {plain(str(tag)) for tag in event.categories}
    audience = said.get("for", "")
    beginners = plain(audience) in _BEGINNERS or bool(tags & _BEGINNERS)
    return Details(
        title=title(event),
        short=said.get("short", "")[:LONGEST_TITLE],
        place=line(event.get("LOCATION", ""))[:LONGEST_DETAIL],
        places=_number(said["places"]) if "places" in said else None,
        audience="" if plain(audience) in _BEGINNERS else audience[:LONGEST_DETAIL],
        bring=said.get("bring", "")[:LONGEST_DETAIL],
        own_device="bring" in said or bool(tags & _OWN_DEVICE),
        beginners=beginners,
    )


def title(event: Event) -> str:
    """The title of an event on one line, "" when it has none."""
    return line(event.get("SUMMARY", ""))[:LONGEST_TITLE]


def line(raw: object) -> str:
    """A property as one line of printable text."""
    first = raw[0] if isinstance(raw, list) and raw else raw
    text = "".join(c if c.isprintable() else " " for c in str(first if first is not None else ""))
    return " ".join(unicodedata.normalize("NFC", text).split())


def plain(text: str) -> str:
    """Small letters without accents, hyphens as spaces."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("-", " "))
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def _properties(event: Event) -> Iterator[tuple[str, str]]:
    for name, key in (("PLACES", "places"), ("FOR", "for"), ("BRING", "bring"), ("SHORT", "short")):
        text = line(event.get(f"X-VESTIBULE-{name}", ""))
        if text:
            yield key, text


def _lines(event: Event) -> Iterator[tuple[str, str]]:
    """What the description says. Some calendars write it as HTML, with every line in a tag of its own."""
    raw = event.get("DESCRIPTION", "")
    text = str(raw[0] if isinstance(raw, list) and raw else raw)
    for written in _TAG.sub("\n", text).replace("&nbsp;", " ").splitlines():
        found = _LINE.fullmatch(line(written))
        if found and plain(found[1]) in _KEYS:
            yield _KEYS[plain(found[1])], found[2]


def _number(text: str) -> int:
    """Raises ValueError."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MOST_PLACES:
        raise ValueError(f"« {text[:20]} » is not a number of places from 1 to {MOST_PLACES}")
    return int(text)
