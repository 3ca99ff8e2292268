"""Numbers that must agree with one another, and devices that other settings count on."""

from __future__ import annotations

from collections.abc import Iterator

from config.checks.identity import check_reference
from config.document import Document, Row
from config.problems import Problem
from config.settings import Durations


def check_numbers(document: Document) -> Iterator[Problem]:
    """Limits, durations, time-outs, and the printer that systematic receipts need."""
    limits = document.one("limits")
    warnings: tuple[int, ...] | None = limits.get("warnings")
    if warnings is not None and list(warnings) != sorted(warnings, reverse=True):
        ordered = ", ".join(str(minutes) for minutes in sorted(warnings, reverse=True))
        yield limits.problem("warnings", "the warnings are not in order.", f"Write [{ordered}].")
    yield from _at_least(limits, "last_entry_margin", "session_stop_margin", "a visitor would get no time at all")
    yield from _check_cap(limits)
    yield from _check_growing_up(document, limits)
    offered = tuple(_check_offered(document))
    yield from offered
    yield from _check_rules(document, limits, only_given=bool(offered))
    screen, throttle = document.one("screen"), document.one("throttle")
    yield from _at_least(screen, "idle_long_seconds", "idle_seconds", "the long time would be the shorter one")
    yield from _at_least(
        screen, "countdown_long_seconds", "countdown_seconds", "the long time would be the shorter one"
    )
    yield from _at_least(throttle, "longest_pause_seconds", "first_pause_seconds", "pauses would shrink")
    yield from _check_keypad(document.one("keypad"))
    site, printer = document.one("site"), document.one("printer")
    if site.get("receipts") == "always" and "url" not in printer.faulty and printer.get("url") is None:
        text = "receipts are always printed, but there is no printer."
        yield site.problem("receipts", text, "Give printer.url, or write « on-request ».")


def _check_keypad(keypad: Row) -> Iterator[Problem]:
    """A key has one meaning, and something must act."""
    taken: dict[str, str] = {}
    for name in ("activate", "next", "previous", "back", "help"):
        for key in keypad.get(name) or ():
            if key in taken:
                yield keypad.problem(name, f"« {key} » stands in {taken[key]} too.", "Remove one of the two.")
            taken.setdefault(key, name)
    if keypad.get("activate") == ():
        yield keypad.problem("activate", "there is no key that uses a control.", "Name one, for example « enter ».")


def _check_cap(limits: Row) -> Iterator[Problem]:
    step, cap = limits.get("extension_step"), limits.get("staff_daily_cap")
    if step is not None and cap is not None and 0 < cap < step:
        text = f"staff may add {cap} min a day, less than one extension of {step} min."
        yield limits.problem("staff_daily_cap", text, f"Write 0, or at least {step}.")


def _check_growing_up(document: Document, limits: Row) -> Iterator[Problem]:
    pair = ("minor_category", "grown_up_category")
    for name, other in (pair, pair[::-1]):
        yield from check_reference(document, limits, name, "categories")
        if limits.get(name) is not None and limits.get(other) is None and other not in limits.faulty:
            yield limits.problem(name, f"{other} is missing beside it.", f'Add {other} = "…", or remove this line.')
    minor = limits.get(pair[0])
    if minor is not None and minor == limits.get(pair[1]):
        text = f"a member of « {minor} » would stay in it on turning 18."
        yield limits.problem(pair[1], text, "Name the category of grown-up members.")


def _check_offered(document: Document) -> Iterator[Problem]:
    durations, limits = document.one("durations"), document.one("limits")
    offered: Durations | None = durations.get("offered")
    smallest: int | None = limits.get("smallest_slot")
    if offered is None or smallest is None or not offered.minutes or offered.minutes[0] >= smallest:
        return
    text = f"{offered.minutes[0]} min is offered, but sessions under {smallest} min are not."
    hint = "Lengthen durations.offered, or lower limits.smallest_slot."
    # Blame the setting that somebody wrote, not a default.
    row, name = (durations, "offered") if durations.given else (limits, "smallest_slot")
    yield row.problem(name, text, hint)


def _check_rules(document: Document, limits: Row, *, only_given: bool) -> Iterator[Problem]:
    """A rule that grants less than the smallest slot would send away whoever it matches, with a wrong reason. Rules
    that nobody wrote are left out where the smallest slot is at fault already."""
    smallest: int | None = limits.get("smallest_slot")
    for rule in document.rows("rules"):
        session: int | None = rule.get("session")
        if smallest is None or session is None or session >= smallest or (only_given and not rule.given):
            continue
        text = f"the rule grants {session} min, but sessions under {smallest} min are not given."
        hint = "Lengthen session, or lower limits.smallest_slot."
        row, name = (rule, "session") if rule.given else (limits, "smallest_slot")
        yield row.problem(name, text, hint)


def _at_least(row: Row, name: str, other: str, why: str) -> Iterator[Problem]:
    value, least = row.get(name), row.get(other)
    if value is not None and least is not None and value < least:
        yield row.problem(name, f"{value} is less than {other}, {least}: {why}.", f"Write at least {least}.")
