"""How long is a session: the least of everything that limits it, or a refusal that says when to come back."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from config.settings import Durations, Hours, HoursException, Interval, Limits, Rule, Settings, Workstation
from kiosk.clock import at
from kiosk.models import Limit, Member, Why
from kiosk.rules.allotment import Grant, Matched, admission, grant, matching_rule, next_day_opening, offered
from kiosk.rules.opening import Opening
from kiosk.rules.refusals import Reason, Refused

PARIS = ZoneInfo("Europe/Paris")
MONDAY = date(2026, 11, 16)
TEXT: Mapping[str, str] = {"fr": "Parce que."}
LUNCH = (Interval(time(10), time(12, 30)), Interval(time(13, 30), time(18)))
OPENING = Opening(Hours((LUNCH,) * 5 + ((), ()), ()), PARIS)
EVERYBODY = Rule(None, None, None, frozenset(), (), session_minutes=60, day_minutes=120, reason=TEXT)
SECOND = Matched(EVERYBODY, 2)
"""As if it were the second rule of the site file."""
ADULT = Member(1, 1, "adult")


@pytest.fixture(scope="module")
def limits(settings: Settings) -> Limits:
    """Stop 10 min and last entry 20 min before closing, smallest slot 10 min, 60 min by staff."""
    return replace(settings.limits, session_stop_margin=10, last_entry_margin=20, smallest_slot=10, staff_daily_cap=60)


def on(hour: str, day: date = MONDAY) -> datetime:
    return at(day, time.fromisoformat(hour), PARIS)


def workstation(zone: str = "adultes", tags: frozenset[str] = frozenset()) -> Workstation:
    return Workstation(1, zone, tags, TEXT, TEXT, 0, 0, 1, 1)


# ------------------------------------------------------------------------------------------- grants


@pytest.mark.parametrize(
    ("hour", "used", "minutes", "limit"),
    [
        pytest.param("14:00", 0, 60, Limit.SESSION, id="a whole session"),
        pytest.param("14:00", 60, 60, Limit.SESSION, id="session and day end together"),
        pytest.param("14:00", 75, 45, Limit.DAY, id="what is left of the day"),
        pytest.param("14:00", 110, 10, Limit.DAY, id="just the smallest slot"),
        pytest.param("17:00", 0, 50, Limit.CLOSING, id="until ten minutes before closing"),
        pytest.param("17:40", 0, 10, Limit.CLOSING, id="the last entry"),
        pytest.param("11:30", 0, 50, Limit.CLOSING, id="the lunch break closes too"),
    ],
)
def test_a_session_is_as_long_as_its_tightest_limit(
    limits: Limits, hour: str, used: int, minutes: int, limit: Limit
) -> None:
    assert grant(SECOND, used * 60, on(hour), OPENING, limits) == Grant(minutes * 60, limit, EVERYBODY, 2)


@pytest.mark.parametrize(
    ("hour", "used", "reason", "again"),
    [
        pytest.param("09:00", 0, Reason.CLOSED, ("10:00", 0), id="before opening"),
        pytest.param("13:00", 0, Reason.CLOSED, ("13:30", 0), id="at lunch"),
        pytest.param("18:00", 0, Reason.CLOSED, ("10:00", 1), id="in the evening"),
        pytest.param("12:11", 0, Reason.TOO_CLOSE_TO_CLOSING, ("13:30", 0), id="before lunch"),
        pytest.param("17:41", 0, Reason.TOO_CLOSE_TO_CLOSING, ("10:00", 1), id="before the evening"),
        pytest.param("14:00", 111, Reason.NO_TIME_LEFT, ("10:00", 1), id="less than the smallest slot"),
        pytest.param("14:00", 150, Reason.NO_TIME_LEFT, ("10:00", 1), id="more used than granted: staff added time"),
        pytest.param("17:41", 150, Reason.TOO_CLOSE_TO_CLOSING, ("10:00", 1), id="closing is checked first"),
    ],
)
def test_a_refusal_says_when_to_come_back(
    limits: Limits, hour: str, used: int, reason: Reason, again: tuple[str, int]
) -> None:
    answer = grant(SECOND, used * 60, on(hour), OPENING, limits)
    assert isinstance(answer, Refused)
    assert (answer.reason, answer.again_at) == (reason, on(again[0], MONDAY + timedelta(days=again[1])))
    assert answer.minutes == (120 if reason is Reason.NO_TIME_LEFT else None)


def test_no_useful_slot_before_closing_is_refused_although_the_door_is_open(limits: Limits) -> None:
    tight = replace(limits, last_entry_margin=0)
    assert admission(on("17:45"), OPENING, tight) is None
    answer = grant(SECOND, 0, on("17:45"), OPENING, tight)
    assert isinstance(answer, Refused)
    assert answer.reason is Reason.TOO_CLOSE_TO_CLOSING


def test_a_new_day_begins_at_the_next_opening_of_another_date(limits: Limits) -> None:
    closure = HoursException(date(2026, 11, 17), date(2026, 11, 18), (), {})
    closed = replace(OPENING, hours=replace(OPENING.hours, exceptions=(closure,)))
    assert next_day_opening(on("10:30"), closed, limits) == on("10:00", date(2026, 11, 19))


def test_the_day_starts_anew_at_midnight_when_the_place_is_open_then(limits: Limits) -> None:
    night = Opening(Hours(((Interval(time(0), time(23, 59)),),) * 7, ()), PARIS)
    assert next_day_opening(on("12:00"), night, limits) == on("00:00", MONDAY + timedelta(days=1))


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_change_of_the_clock_neither_gives_nor_takes_time(limits: Limits, day: date) -> None:
    night = Opening(Hours(((Interval(time(0), time(5)),),) * 7, ()), PARIS)
    now = on("01:30", day)
    long = replace(EVERYBODY, session_minutes=600, day_minutes=600)
    answer = grant(Matched(long, 1), 0, now, night, limits)
    assert isinstance(answer, Grant)
    assert now + timedelta(seconds=answer.seconds) == on("04:50", day)


@given(
    minute=st.integers(0, 24 * 60 - 1),
    used=st.floats(0, 10_000, allow_nan=False),
    session=st.integers(1, 300),
    day=st.integers(1, 300),
    smallest=st.integers(1, 60),
    stop=st.integers(0, 60),
    entry=st.integers(0, 60),
    until_reserved=st.none() | st.floats(0, 20_000, allow_nan=False),
)
def test_nobody_gets_more_than_any_limit_allows(
    settings: Settings,
    *,
    minute: int,
    used: float,
    session: int,
    day: int,
    smallest: int,
    stop: int,
    entry: int,
    until_reserved: float | None,
) -> None:
    numbers = replace(settings.limits, smallest_slot=smallest, session_stop_margin=stop, last_entry_margin=entry)
    rule = replace(EVERYBODY, session_minutes=session, day_minutes=day)
    now = on("00:00") + timedelta(minutes=minute)
    answer = grant(Matched(rule, 1), used, now, OPENING, numbers, until_reserved)
    if isinstance(answer, Refused):
        reserved = {Reason.NO_SUITABLE_WORKSTATION} if until_reserved is not None else set()
        assert answer.reason in {Reason.CLOSED, Reason.TOO_CLOSE_TO_CLOSING, Reason.NO_TIME_LEFT} | reserved
        assert answer.again_at is None or answer.again_at > now
        return
    span = OPENING.open_span(now)
    assert span is not None
    assert smallest * 60 <= answer.seconds <= session * 60
    assert used + answer.seconds <= day * 60 + 1e-6
    assert until_reserved is None or answer.seconds <= until_reserved
    assert now + timedelta(seconds=answer.seconds) <= span.end - timedelta(minutes=stop)
    assert now <= span.end - timedelta(minutes=entry)


@given(minute=st.integers(0, 7 * 24 * 60 - 1), entry=st.integers(0, 60))
def test_whoever_comes_back_when_told_is_let_in(settings: Settings, minute: int, entry: int) -> None:
    numbers = replace(settings.limits, last_entry_margin=entry)
    refused = admission(on("00:00") + timedelta(minutes=minute), OPENING, numbers)
    assume(refused is not None and refused.again_at is not None)
    assert refused is not None
    assert refused.again_at is not None
    assert admission(refused.again_at, OPENING, numbers) is None


@pytest.mark.parametrize(
    ("until_reserved", "expected"),
    [
        pytest.param(None, Grant(3600, Limit.SESSION, EVERYBODY, 2), id="nobody reserved"),
        pytest.param(3600, Grant(3600, Limit.SESSION, EVERYBODY, 2), id="just after the session"),
        pytest.param(1500, Grant(1500, Limit.RESERVATION, EVERYBODY, 2), id="until the reservation"),
        pytest.param(600, Grant(600, Limit.RESERVATION, EVERYBODY, 2), id="just the smallest slot"),
        pytest.param(599, Refused(Reason.NO_SUITABLE_WORKSTATION), id="not worth it"),
        pytest.param(0, Refused(Reason.NO_SUITABLE_WORKSTATION), id="now"),
    ],
)
def test_a_reservation_ends_a_session_or_forbids_it(
    limits: Limits, until_reserved: float | None, expected: Grant | Refused
) -> None:
    assert grant(SECOND, 0, on("14:00"), OPENING, limits, until_reserved) == expected


@pytest.mark.parametrize(
    ("wanted", "limit"), [(3600.0, Limit.DAY), (7200.0, Limit.DAY), (3599.0, Limit.CHOICE), (600.0, Limit.CHOICE)]
)
def test_why_a_session_is_no_longer_than_it_is(wanted: float, limit: Limit) -> None:
    assert Grant(3600.0, Limit.DAY, EVERYBODY, 4).why(wanted) == Why(limit, 4)


# -------------------------------------------------------------------------------------------- rules

RULES = (
    replace(EVERYBODY, category="guest", session_minutes=1),
    replace(EVERYBODY, zone="etude", tag="scanner", session_minutes=2),
    replace(EVERYBODY, zone="etude", session_minutes=3),
    replace(EVERYBODY, tag="scanner", session_minutes=4),
    replace(EVERYBODY, weekdays=frozenset({2}), session_minutes=5),
    replace(EVERYBODY, hours=(Interval(time(10), time(12)), Interval(time(16), time(17))), session_minutes=6),
    replace(EVERYBODY, session_minutes=7),
)
SCANNER = frozenset({"scanner"})
THURSDAY, WEDNESDAY = date(2026, 11, 19), date(2026, 11, 18)


@pytest.mark.parametrize(
    ("member", "place", "now", "rule"),
    [
        pytest.param(Member(1, 1, "guest"), workstation("etude", SCANNER), on("11:00", WEDNESDAY), 1, id="category"),
        pytest.param(ADULT, workstation("etude", SCANNER), on("11:00", WEDNESDAY), 2, id="zone and tag"),
        pytest.param(ADULT, workstation("etude"), on("11:00", WEDNESDAY), 3, id="zone"),
        pytest.param(ADULT, workstation(tags=SCANNER), on("11:00", WEDNESDAY), 4, id="tag"),
        pytest.param(ADULT, workstation(), on("11:00", WEDNESDAY), 5, id="weekday"),
        pytest.param(ADULT, None, on("11:00", WEDNESDAY), 5, id="no workstation yet: no rule about one"),
        pytest.param(ADULT, workstation(), on("10:00", THURSDAY), 6, id="the first minute of the hours"),
        pytest.param(ADULT, workstation(), on("16:59", THURSDAY), 6, id="the last minute of other hours"),
        pytest.param(ADULT, workstation(), on("12:00", THURSDAY), 7, id="when the hours end"),
        pytest.param(ADULT, workstation(), on("14:00", THURSDAY), 7, id="everybody"),
    ],
)
def test_the_first_rule_that_matches_decides(
    member: Member, place: Workstation | None, now: datetime, rule: int
) -> None:
    matched = matching_rule(RULES, member, place, now, OPENING)
    assert (matched.rule.session_minutes, matched.number) == (rule, rule)


def test_the_last_rule_is_for_everybody_even_where_it_says_otherwise() -> None:
    only = replace(EVERYBODY, category="guest")
    assert matching_rule((only,), ADULT, None, on("10:00"), OPENING) == Matched(only, 1)


def test_hours_of_a_rule_are_those_of_the_wall_clock() -> None:
    summer, winter = date(2026, 7, 2), date(2026, 12, 3)
    assert matching_rule(RULES, ADULT, None, on("10:00", summer), OPENING).number == 6
    assert matching_rule(RULES, ADULT, None, on("10:00", winter), OPENING).number == 6


# ------------------------------------------------------------------------------------------ lengths


@pytest.mark.parametrize(
    ("seconds", "choices", "maximum", "expected"),
    [
        pytest.param(6300, (30, 60), True, (30, 60, 105), id="two lengths and the maximum"),
        pytest.param(3600, (30, 60), True, (30, 60), id="the maximum is one of them"),
        pytest.param(3600, (30, 60), False, (30, 60), id="a choice that is the maximum is kept"),
        pytest.param(6300, (30, 60), False, (30, 60), id="no maximum on offer"),
        pytest.param(1500, (30, 60), False, (25,), id="nothing fits: the maximum all the same"),
        pytest.param(6300, (5, 10, 60), True, (10, 60, 105), id="below the smallest slot"),
        pytest.param(3659, (30, 60), True, (30, 60), id="whole minutes"),
        pytest.param(3600, (), False, (60,), id="no choices"),
    ],
)
def test_the_lengths_on_offer(
    limits: Limits, seconds: int, choices: tuple[int, ...], maximum: bool, expected: tuple[int, ...]
) -> None:
    most = Grant(seconds, Limit.DAY, EVERYBODY, 1)
    assert offered(most, Durations(choices, maximum), limits) == expected


@given(st.integers(600, 30_000), st.sets(st.integers(1, 300), max_size=6).map(sorted), st.booleans())
def test_every_length_on_offer_can_be_taken(
    settings: Settings, seconds: int, choices: list[int], maximum: bool
) -> None:
    most = Grant(seconds, Limit.DAY, EVERYBODY, 1)
    lengths = offered(most, Durations(tuple(choices), maximum), replace(settings.limits, smallest_slot=10))
    assert lengths
    assert all(10 <= minutes <= seconds / 60 for minutes in lengths)
    assert all(a < b for a, b in itertools.pairwise(lengths))
