"""The figures as a table that a mediator can read in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kiosk.i18n import Words
from kiosk.simulation import labels
from kiosk.simulation.indicators import Indicators

Line = tuple[str, str]


def lines(found: Indicators, words: Words) -> tuple[str, ...]:
    """One line for each figure, labels to the left, values to the right."""
    rows = [*_main(found, words), *_waiting(found, words), *_by_reason(found, words)]
    width = max(len(label) for label, _ in rows)
    most = max(len(value) for _, value in rows)
    return tuple(f"{label.ljust(width)}  {value.rjust(most)}" for label, value in rows)


def _main(found: Indicators, words: Words) -> Iterable[Line]:
    yield words.t("Open days"), str(found.open_days)
    yield words.t("Visits"), _number(found.visits)
    yield words.t("Distinct persons"), _number(found.persons)
    yield words.t("New members"), _number(found.new_members)
    yield words.t("Guests"), _number(found.guests)
    yield words.t("Visits without a workstation"), _number(found.without_workstation)
    yield words.t("Sessions"), _number(found.sessions)
    yield words.t("Hours used"), _number(found.hours_used)
    yield words.t("Hours offered"), _number(found.hours_offered)
    yield words.t("Occupancy"), words.t("{percent} %", percent=round(100 * found.occupancy))
    yield words.t("Mean length"), words.duration(round(found.mean_minutes))
    yield words.t("Median length"), words.duration(round(found.median_minutes))
    yield words.t("Estimated ends"), _number(found.estimated)
    yield words.t("Hours that ran on after somebody had left"), _number(found.hours_after_leaving)
    yield words.t("Help calls"), _number(found.help_calls)


def _waiting(found: Indicators, words: Words) -> Iterable[Line]:
    waits = found.waits
    yield words.t("Waits"), _number(waits.count)
    yield words.t("Mean wait"), words.duration(round(waits.mean_minutes))
    yield words.t("Longest wait"), words.duration(round(waits.longest_minutes))
    yield words.t("Gone at the sight of the list"), _number(waits.went_away)
    yield words.t("Gone without a workstation, all told"), _number(waits.given_up)
    yield words.t("Hours kept for calls without an answer"), _number(found.hours_held_in_vain)


def _by_reason(found: Indicators, words: Words) -> Iterable[Line]:
    names, title = labels.extensions(words), words.t("Time added or taken")
    for reason, count in found.extensions.items():
        minutes = words.duration(round(abs(found.extension_minutes.get(reason, 0.0))))
        yield f"{title} · {names.get(reason, reason)}", f"{_number(count)} ({minutes})"
    yield from _each(words.t("Turned away"), found.refusals, labels.refusals(words))


def _each(title: str, counts: Mapping[str, int], names: Mapping[str, str]) -> Iterable[Line]:
    return ((f"{title} · {names.get(name, name)}", _number(count)) for name, count in counts.items())


def _number(value: float) -> str:
    """A whole number with a thin gap between thousands."""
    return f"{round(value):,}".replace(",", "\u202f")
