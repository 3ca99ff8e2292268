"""The site as the rules see it: its settings, and what follows from them once and for all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from config.settings import CharterText, Settings, Texts, Workstation, Zone
from kiosk.rules.charter import content_hash
from kiosk.rules.opening import Opening


@dataclass(frozen=True)
class Site:
    """Settings with their lookups; immutable, shared by all threads."""

    settings: Settings

    @cached_property
    def zone(self) -> ZoneInfo:
        """The time zone of the place."""
        return ZoneInfo(self.settings.site.timezone)

    @cached_property
    def opening(self) -> Opening:
        """The opening hours in that zone."""
        return Opening(self.settings.hours, self.zone)

    @cached_property
    def workstations(self) -> dict[int, Workstation]:
        """Workstations by number."""
        return {w.number: w for w in self.settings.workstations}

    @cached_property
    def zones(self) -> dict[str, Zone]:
        """Zones by id."""
        return {z.id: z for z in self.settings.zones}

    @cached_property
    def choices(self) -> dict[tuple[object, ...], tuple[int, ...]]:
        """Rankings worked out before, by what they depend on (`kiosk.reception.admission`). They change with nothing
        but the site file: a place with a thousand workstations is ranked once, not at each check-in."""
        return {}

    @cached_property
    def charter_hashes(self) -> dict[str, str]:
        """SHA-256 (hex) of the charter by language."""
        return {language: content_hash(text) for language, text in self.settings.charter.texts.items()}

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """Workstation numbers in order."""
        return tuple(sorted(self.workstations))

    def charter_text(self, language: str) -> CharterText:
        """The charter in that language, else in the language of the house."""
        texts = self.settings.charter.texts
        return texts.get(language) or texts[self.settings.site.default_language]

    def charter_language(self, language: str) -> str:
        """The language in which `charter_text` answers."""
        return language if language in self.settings.charter.texts else self.settings.site.default_language

    def text(self, texts: Texts, language: str) -> str:
        """A sentence of the site in that language, else in the language of the house."""
        return texts.get(language) or texts.get(self.settings.site.default_language, "")

    def today(self, now: datetime) -> date:
        """The local date."""
        return self.opening.today(now)
