""" "Why 45 minutes?", in one sentence (docs/rules.md §3): for the staff board and for `vestibule explain`."""

from __future__ import annotations

from config.settings import Rule
from kiosk.i18n import Words
from kiosk.models import Limit, Why
from kiosk.rules.extension import Barrier
from kiosk.site import Site


def why_so_long(why: Why, minutes: int, site: Site, words: Words) -> str:
    """Why a session got its minutes: what ended the time first, and the rule of the house that gave it."""
    rules, limits = site.settings.rules, site.settings.limits
    rule = rules[why.rule - 1] if why.rule <= len(rules) else rules[-1]
    length = words.duration(minutes)
    match why.limit:
        case Limit.CHOICE:
            return words.t("{length}, as the visitor chose.", length=length)
        case Limit.SESSION:
            return _by_rule(words.t("{length}: the longest session.", length=length), rule, why.rule, site, words)
        case Limit.DAY:
            day = words.t(
                "{length}: the rest of the {day} a day.", length=length, day=words.duration(rule.day_minutes)
            )
            return _by_rule(day, rule, why.rule, site, words)
        case Limit.CLOSING:
            return words.t(
                "{length}: sessions stop {margin} before closing.",
                length=length,
                margin=words.duration(limits.session_stop_margin),
            )
        case Limit.RESERVATION:
            return words.t("{length}: the workstation is reserved after that.", length=length)


def _by_rule(sentence: str, rule: Rule, number: int, site: Site, words: Words) -> str:
    reason = site.text(rule.reason, words.language)
    return sentence + " " + words.t("Rule {number}: {reason}", number=number, reason=reason)


def why_not_more(barrier: Barrier, words: Words) -> str:
    """Why no time can be added to a session."""
    return {
        Barrier.DAY: words.t("Your time of the day is used up."),
        Barrier.CLOSING: words.t("We close soon: no more time can be added."),
        Barrier.RESERVATION: words.t("This workstation is reserved after you."),
        Barrier.WAITING: words.t("Somebody is waiting for this workstation."),
        Barrier.CAP: words.t("The limit for extra time is reached."),
        Barrier.OFF: words.t("Only a mediator can add time here."),
        Barrier.ENDED: words.t("This session is over."),
    }[barrier]
