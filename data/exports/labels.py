"""The words of an export. Age bands and their bounds are one constant: they cannot drift apart (docs/rules.md §8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

AGE_BANDS: tuple[tuple[int, str], ...] = (
    (12, "Moins de 12 ans"),
    (18, "12 – 17 ans"),
    (25, "18 – 24 ans"),
    (40, "25 – 39 ans"),
    (60, "40 – 59 ans"),
    (70, "60 – 69 ans"),
    (1_000, "70 ans et plus"),
)
"""(first age above the band, label), youngest first; the funder's labels, to the letter."""

NOT_GIVEN = "Non communiqué"
UNDER_FIVE = "moins de 5"
MERGED = "Regroupé"


def age_band(birth_year: int | None, year: int) -> str:
    """The funder's age band in that year, from the birth year alone."""
    if birth_year is None:
        return NOT_GIVEN
    return next(label for bound, label in AGE_BANDS if year - birth_year < bound)


PURPOSES = MappingProxyType(
    {
        "admin": "Démarches administratives",
        "job": "Emploi",
        "learn": "Apprendre",
        "print": "Imprimer",
        "leisure": "Loisirs",
        "other": "Autre",
    }
)
END_REASONS = MappingProxyType(
    {
        "visitor": "Par le visiteur",
        "staff": "Par l’équipe",
        "time-up": "Temps écoulé",
        "closing": "Fermeture",
    }
)
EXTENSIONS = MappingProxyType(
    {
        "visitor": "Par le visiteur",
        "automatic": "Automatique, personne n’attendait",
        "grace": "Minutes de grâce",
        "early-closing": "Fermeture anticipée",
        "taken-back": "Reprise par l’équipe",
        "procedure": "Démarche à finir",
        "training": "Formation ou accompagnement",
        "fault": "Problème technique",
        "other": "Autre",
    }
)
REFUSALS = MappingProxyType(
    {
        "unreadable": "Code illisible",
        "other-network": "Carte d’un autre réseau",
        "bad-signature": "Carte falsifiée ou abîmée",
        "unknown-card": "Carte inconnue",
        "revoked": "Carte annulée",
        "expired": "Carte expirée",
        "suspended": "Adhésion suspendue",
        "closed": "Lieu fermé",
        "too-close-to-closing": "Trop près de la fermeture",
        "charter-declined": "Charte non acceptée",
        "guardian-missing": "Autorisation parentale absente",
        "under-age": "Âge de l’espace",
        "no-time-left": "Temps du jour épuisé",
        "no-suitable-workstation": "Aucun poste adapté",
        "all-taken": "Tous les postes occupés",
        "paused": "Lecteur en pause",
        "fault": "Panne",
    }
)
TICKET_ENDS = MappingProxyType(
    {
        "served": "Servi",
        "left": "Place rendue",
        "no-answer": "Sans réponse à l’appel",
        "closing": "Fermeture",
    }
)
RESERVATION_ENDS = MappingProxyType(
    {
        "used": "Utilisée",
        "released": "Libérée, personne n’est venu",
        "cancelled": "Annulée",
    }
)
FEEDBACK = MappingProxyType(
    {
        "good": "Ça s’est bien passé",
        "medium": "Moyen",
        "bad": "Ça ne s’est pas bien passé",
    }
)


@dataclass(frozen=True, slots=True)
class Labels:
    """French words by code; a code without a word stands for itself."""

    zones: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    purposes: Mapping[str, str] = field(default_factory=lambda: PURPOSES)
    end_reasons: Mapping[str, str] = field(default_factory=lambda: END_REASONS)
    refusals: Mapping[str, str] = field(default_factory=lambda: REFUSALS)
    extensions: Mapping[str, str] = field(default_factory=lambda: EXTENSIONS)
    ticket_ends: Mapping[str, str] = field(default_factory=lambda: TICKET_ENDS)
    reservation_ends: Mapping[str, str] = field(default_factory=lambda: RESERVATION_ENDS)
    feedback: Mapping[str, str] = field(default_factory=lambda: FEEDBACK)
