"""Which workstation: who may use it at all, and which comes first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.settings import Workstation, Zone
from kiosk.models import Member
from kiosk.rules.allocation import ranked, suitable
from kiosk.rules.refusals import Reason, Refused

TODAY = date(2026, 11, 16)
ADULTS = Zone("adultes", {}, min_age=12, max_age=None, accompanied=False)
CHILDREN = Zone("enfants", {}, min_age=6, max_age=13, accompanied=True)
ZONES = (ADULTS, CHILDREN)
ADULT = Member(1, 1, "adult", birth_year=1991)


def station(number: int, *tags: str, zone: str = "adultes", calm: int = 5, distance: int = 5) -> Workstation:
    return Workstation(number, zone, frozenset(tags), {}, {}, 0, 0, calm, distance)


def numbers(found: Iterable[Workstation] | Refused) -> list[int]:
    assert not isinstance(found, Refused)
    return [workstation.number for workstation in found]


ROOM = (
    station(1),
    station(2, "accessible"),
    station(3, "scanner"),
    station(4, "children", zone="enfants"),
)


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        pytest.param(ADULT, [1, 2, 3], id="a grown-up stays out of the children's corner"),
        pytest.param(replace(ADULT, birth_year=None), [1, 2, 3, 4], id="no birth year: no age to refuse"),
        pytest.param(replace(ADULT, birth_year=2014), [1, 2, 3, 4], id="twelve fits both"),
        pytest.param(replace(ADULT, birth_year=2018), [4], id="eight fits the children's corner"),
        pytest.param(replace(ADULT, needs=frozenset({"accessible"})), [2], id="an adjustable table is needed"),
        pytest.param(replace(ADULT, needs=frozenset({"scanner"})), [1, 2, 3], id="a scanner is a wish"),
    ],
)
def test_what_suits_a_member(member: Member, expected: list[int]) -> None:
    assert numbers(suitable(ROOM, ZONES, member, TODAY)) == expected


@pytest.mark.parametrize(
    ("member", "reason", "adult_would_do"),
    [
        pytest.param(replace(ADULT, birth_year=2022), Reason.UNDER_AGE, True, id="too young for every zone"),
        pytest.param(
            replace(ADULT, birth_year=2018, needs=frozenset({"accessible"})),
            Reason.NO_SUITABLE_WORKSTATION,
            False,
            id="old enough, but no table that fits",
        ),
    ],
)
def test_why_nothing_suits(member: Member, reason: Reason, adult_would_do: bool) -> None:
    refused = suitable(ROOM, ZONES, member, TODAY)
    assert isinstance(refused, Refused)
    assert (refused.reason, refused.adult_would_do) == (reason, adult_would_do)


def test_who_is_too_young_alone_is_named_so_that_an_adult_can_come_along() -> None:
    child = replace(ADULT, birth_year=2022)
    assert suitable(ROOM, ZONES, child, TODAY) == Refused(Reason.UNDER_AGE, member=child, adult_would_do=True)
    assert numbers(suitable(ROOM, ZONES, child, TODAY, alone=False)) == [4]
    no_children = tuple(replace(zone, accompanied=False) for zone in ZONES)
    assert suitable(ROOM, no_children, child, TODAY) == Refused(Reason.UNDER_AGE, member=child)


@pytest.mark.parametrize(
    ("needs", "order"),
    [
        pytest.param((), [6, 5, 1, 2, 3], id="calm, distance, number; what others need comes last"),
        pytest.param(("accessible",), [2, 6, 5, 1, 3], id="a need first"),
        pytest.param(("scanner", "headphones"), [3, 5, 6, 1, 2], id="several needs"),
    ],
)
def test_the_best_comes_first(needs: tuple[str, ...], order: list[int]) -> None:
    room = [
        station(1, calm=2),
        station(2, "accessible", calm=1),
        station(3, "scanner", "quiet", calm=1),
        station(5, "headphones", calm=1, distance=6),
        station(6, calm=1, distance=2),
    ]
    assert numbers(ranked(room, replace(ADULT, needs=frozenset(needs)))) == order


def test_equal_workstations_come_by_number() -> None:
    assert numbers(ranked([station(9), station(2), station(5)], ADULT)) == [2, 5, 9]


TAGS = st.frozensets(st.sampled_from(["accessible", "children", "scanner", "headphones", "quiet"]))


@st.composite
def rooms(draw: st.DrawFn) -> list[Workstation]:
    many = draw(st.lists(st.integers(1, 30), unique=True, max_size=8))
    return [
        replace(
            station(number, *draw(TAGS), zone=draw(st.sampled_from(["adultes", "enfants"]))),
            calm=draw(st.integers(1, 3)),
            distance=draw(st.integers(1, 3)),
        )
        for number in many
    ]


@given(rooms(), TAGS, st.randoms())
def test_the_order_depends_on_the_workstations_alone(room: list[Workstation], needs: frozenset[str], random) -> None:
    member = replace(ADULT, needs=needs)
    shuffled = list(room)
    random.shuffle(shuffled)
    best = ranked(room, member)
    assert ranked(shuffled, member) == best
    assert sorted(numbers(best)) == sorted(numbers(room))


@given(rooms(), TAGS, st.one_of(st.none(), st.integers(1930, 2026)))
def test_whatever_suits_meets_the_age_and_the_table(
    room: list[Workstation], needs: frozenset[str], birth_year: int | None
) -> None:
    found = suitable(room, ZONES, replace(ADULT, needs=needs, birth_year=birth_year), TODAY)
    if isinstance(found, Refused):
        assert found.reason in {Reason.UNDER_AGE, Reason.NO_SUITABLE_WORKSTATION}
        return
    assert found
    for workstation in found:
        assert "accessible" not in needs or "accessible" in workstation.tags
        assert birth_year is None or workstation.zone != "enfants" or 6 <= 2026 - birth_year <= 13
