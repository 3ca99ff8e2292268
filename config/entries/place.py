"""Settings of the place: the site, its hours, its room."""

from __future__ import annotations

from config.entry import Entry, Table
from config.kinds import (
    Choice,
    Date,
    Flag,
    Integer,
    Intervals,
    ListOf,
    Locale,
    Point,
    Slug,
    Text,
    TextsByLanguage,
    TimeZone,
)
from config.vocabulary import LANGUAGES, PLAN_HEIGHT, PLAN_WIDTH, TAGS, WEEKDAYS

_HIGHEST_U32 = 4_294_967_295
_X = Integer(0, PLAN_WIDTH)
_Y = Integer(0, PLAN_HEIGHT)
_ON_WALL = Integer(-20, PLAN_WIDTH)
_AGE = Integer(0, 120)


def _texts(longest: int, *, optional: bool = False) -> TextsByLanguage:
    return TextsByLanguage(LANGUAGES, longest, optional=optional)


_SITE = Table(
    "site",
    "The place and this kiosk.",
    (
        Entry("name", Text(40), "Name of the place, as the public knows it."),
        Entry(
            "line",
            _texts(40),
            "Second line under the name.",
            {"fr": "Espace numérique", "en": "Digital space"},
        ),
        Entry(
            "network",
            Integer(1, _HIGHEST_U32),
            "Number of the network that issues the cards. Cards of another network are refused.",
        ),
        Entry("kiosk", Slug(), "Name of this kiosk. It is part of the names of exported files."),
        Entry("timezone", TimeZone(), "Time zone of the place.", "Europe/Paris"),
        Entry(
            "languages",
            ListOf(Locale(*LANGUAGES), fewest=1, most=len(LANGUAGES)),
            "Languages of the screens. The first is the language of the house.",
            ["fr", "en"],
        ),
        Entry(
            "phone",
            Text(30),
            "Phone number on the failure screen. Leave it out when there is none.",
            None,
        ),
        Entry(
            "reader_position",
            Choice("bottom-right", "bottom-left", "bottom", "right"),
            "Edge of the screen nearest to the card reader. The arrow on the idle screen points there.",
            "bottom-right",
        ),
        Entry(
            "theme",
            Choice("light", "dark"),
            "Colours of the idle screen; dark is the contrast theme.",
            "light",
        ),
        Entry(
            "receipts",
            Choice("on-request", "always", "never"),
            "When a receipt is printed. French law (AGEC) bars systematic printing of unneeded slips.",
            "on-request",
        ),
    ),
)

_HOURS = Table(
    "hours",
    "Opening hours of an ordinary week, in local time. A lunch break is the gap between two intervals.",
    tuple(
        Entry(day, Intervals(), f"Hours on {day.capitalize()}.", ["10:00-18:00"] if 1 <= number <= 5 else [])  # noqa: PLR2004
        for number, day in enumerate(WEEKDAYS)
    ),
)

_EXCEPTIONS = Table(
    "exceptions",
    "Dates with other hours. Give `date`, or `from` and `to`; then `closed = true` or `open`. "
    "They hold on every day of the period, also on days when the site is otherwise closed.",
    (
        Entry("date", Date(), "One day.", None),
        Entry("from", Date(), "First day of a period.", None),
        Entry("to", Date(), "Last day of a period, included.", None),
        Entry("closed", Flag(), "Whether the site is closed on these days.", False),
        Entry("open", Intervals(), "Hours on these days.", None),
        Entry("label", _texts(60, optional=True), "Why, for the public.", {}),
    ),
    many=True,
)

_HOLIDAYS = Table(
    "holidays",
    "School holidays: other hours on every date that an event of these calendars covers. An exception goes before "
    "them, they go before the ordinary week.",
    (
        Entry(
            "calendars",
            ListOf(Text(250), most=10),
            "Calendar files (.ics) beside this file, such as the official one of the school zone.",
            [],
        ),
        Entry(
            "ignore",
            ListOf(Text(40), most=20),
            "Events whose title holds one of these words are left out, such as the days on which school begins. "
            "Accents and capitals do not matter.",
            ["rentrée"],
        ),
        *(
            Entry(day, Intervals(), f"Hours on {day.capitalize()} in the holidays; those of [hours] if left out.", None)
            for day in WEEKDAYS
        ),
    ),
)

_ZONES = Table(
    "zones",
    "Groups of workstations.",
    (
        Entry("id", Slug(), "Name for this file: workstations and rules refer to it."),
        Entry("name", _texts(40), "Name for the public."),
        Entry("min_age", _AGE, "Youngest age, in years. Leave it out when there is none.", None),
        Entry("max_age", _AGE, "Oldest age, in years, included. Leave it out when there is none.", None),
        Entry(
            "accompanied",
            Flag(),
            "Whether somebody younger than `min_age` is welcome together with an adult.",
            False,
        ),
    ),
    many=True,
    fewest=1,
    most=20,
)

_WORKSTATIONS = Table(
    "workstations",
    "Workstations for the public.",
    (
        Entry("number", Integer(1, 999), "Number that is written on the workstation."),
        Entry("zone", Slug(), "The `id` of its zone."),
        Entry("tags", ListOf(Choice(*TAGS), most=len(TAGS)), "What it offers.", []),
        Entry("place", _texts(60), "What it is like, on the choice screen."),
        Entry("directions", _texts(80), "The way to it from the kiosk, one short sentence."),
        Entry(
            "position",
            Point(PLAN_WIDTH, PLAN_HEIGHT),
            f"Top left corner of its tile on the plan of {PLAN_WIDTH} × {PLAN_HEIGHT}. A tile is 150 × 124.",
        ),
        Entry("calm", Integer(1, 99), "Rank of calm: 1 is the calmest place.", 50),
        Entry("distance", Integer(1, 99), "Rank of distance: 1 is the nearest to the kiosk.", 50),
    ),
    many=True,
    fewest=1,
)

_PLAN = (
    Table(
        "plan",
        f"Drawing of the room in a box of {PLAN_WIDTH} × {PLAN_HEIGHT}; its border is the outer wall. "
        "x goes to the right and y downwards, from the top left corner.",
        (Entry("you_are_here", Point(PLAN_WIDTH, PLAN_HEIGHT), "Where the tip of the map pin stands.", None),),
    ),
    Table(
        "plan.door",
        "The gap in the outer wall.",
        (
            Entry("side", Choice("top", "right", "bottom", "left"), "The wall that it is in."),
            Entry("start", _X, "Where it begins, from the left or from the top."),
            Entry("width", Integer(20, PLAN_WIDTH), "How wide it is."),
        ),
        optional=True,
    ),
    Table(
        "plan.walls",
        "Inner walls.",
        (
            Entry(
                "points",
                ListOf(Point(PLAN_WIDTH, PLAN_HEIGHT), fewest=2, most=50),
                "Points that the wall goes through.",
            ),
        ),
        many=True,
    ),
    Table(
        "plan.windows",
        "Windows, drawn on a wall.",
        (
            Entry("x", _ON_WALL, "Left edge."),
            Entry("y", _ON_WALL, "Top edge."),
            Entry("width", Integer(4, PLAN_WIDTH), "Width."),
            Entry("height", Integer(4, PLAN_HEIGHT), "Height."),
        ),
        many=True,
    ),
    Table(
        "plan.areas",
        "Tinted parts of the room, such as the children's corner.",
        (
            Entry("x", _X, "Left edge."),
            Entry("y", _Y, "Top edge."),
            Entry("width", Integer(20, PLAN_WIDTH), "Width."),
            Entry("height", Integer(20, PLAN_HEIGHT), "Height."),
            Entry("label", _texts(24), "Its name, written in its top left corner."),
        ),
        many=True,
    ),
    Table(
        "plan.labels",
        "Words on the plan.",
        (
            Entry("x", _X, "Left edge of the word."),
            Entry("y", _Y, "Middle of the line."),
            Entry("text", _texts(24), "The word."),
        ),
        many=True,
    ),
)

PLACE: tuple[Table, ...] = (_SITE, _HOURS, _HOLIDAYS, _EXCEPTIONS, _ZONES, _WORKSTATIONS, *_PLAN)
