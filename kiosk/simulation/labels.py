"""How the figures are called, in the language of the house."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.i18n import Words
from kiosk.models import ExtensionReason
from kiosk.rules.refusals import Reason


def refusals(words: Words) -> Mapping[str, str]:
    """A few words for each reason to say no."""
    return {
        Reason.PAUSED: words.t("Pause after unreadable codes"),
        Reason.UNREADABLE: words.t("Unreadable code"),
        Reason.OTHER_NETWORK: words.t("Card of another network"),
        Reason.BAD_SIGNATURE: words.t("Forged or damaged card"),
        Reason.UNKNOWN_CARD: words.t("Unknown card"),
        Reason.REVOKED: words.t("Card reported lost"),
        Reason.EXPIRED: words.t("Card no longer valid"),
        Reason.SUSPENDED: words.t("Membership suspended"),
        Reason.CLOSED: words.t("Place closed"),
        Reason.TOO_CLOSE_TO_CLOSING: words.t("Too close to closing"),
        Reason.CHARTER_DECLINED: words.t("Charter not signed"),
        Reason.GUARDIAN_MISSING: words.t("Parental agreement missing"),
        Reason.UNDER_AGE: words.t("Too young for the zone"),
        Reason.NO_TIME_LEFT: words.t("No time left today"),
        Reason.NO_SUITABLE_WORKSTATION: words.t("No workstation suits"),
        Reason.ALL_TAKEN: words.t("Waiting list full"),
        Reason.FAULT: words.t("Kiosk out of order"),
    }


def extensions(words: Words) -> Mapping[str, str]:
    """What gave a session more time, or took some."""
    return {
        ExtensionReason.VISITOR: words.t("asked by the visitor"),
        ExtensionReason.AUTOMATIC: words.t("automatic"),
        ExtensionReason.GRACE: words.t("last minutes of grace"),
        ExtensionReason.EARLY_CLOSING: words.t("cut by an early closing"),
        ExtensionReason.TAKEN_BACK: words.t("taken back by staff"),
        ExtensionReason.PROCEDURE: words.t("staff: a procedure"),
        ExtensionReason.TRAINING: words.t("staff: training"),
        ExtensionReason.FAULT: words.t("staff: a breakdown"),
        ExtensionReason.OTHER: words.t("staff: another reason"),
    }


def weekdays(words: Words) -> tuple[str, ...]:
    """Monday first."""
    from datetime import date

    return tuple(words.weekday(date(2024, 1, day)) for day in range(1, 8))  # the first of January 2024 was a Monday
