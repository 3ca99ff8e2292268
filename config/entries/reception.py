"""Settings of reception: who gets how much time, the house's numbers, the charter, the purposes."""

from __future__ import annotations

from config.entry import Entry, Table
from config.kinds import (
    Capital,
    Choice,
    Durations,
    FileNames,
    Flag,
    Integer,
    Intervals,
    ListOf,
    Minutes,
    Slug,
    Text,
    TextsByLanguage,
    Weekdays,
)
from config.vocabulary import CHARTER_ICONS, LANGUAGES, PURPOSES, TAGS, THEMES


def _texts(longest: int) -> TextsByLanguage:
    return TextsByLanguage(LANGUAGES, longest)


_CATEGORIES = Table(
    "categories",
    "Kinds of members. Rules refer to them.",
    (
        Entry("id", Slug(), "Name for this file and for the cards."),
        Entry("name", _texts(40), "Name for the staff."),
    ),
    many=True,
    fewest=1,
    most=30,
    default_rows=(
        {"id": "adult", "name": {"fr": "Adulte", "en": "Adult"}},
        {"id": "minor", "name": {"fr": "Mineur", "en": "Minor"}},
        {"id": "guest", "name": {"fr": "Invité", "en": "Guest"}},
    ),
)

_RULES = Table(
    "rules",
    "How much time somebody gets. The first rule that matches decides; a rule without conditions matches "
    "everybody and must be the last.",
    (
        Entry("category", Slug(), "Only this category of members.", None),
        Entry("zone", Slug(), "Only workstations of this zone.", None),
        Entry("tag", Choice(*TAGS), "Only workstations with this tag.", None),
        Entry("weekdays", Weekdays(), "Only on these days. Empty: every day.", []),
        Entry("hours", Intervals(), "Only for sessions that begin in these hours. Empty: all day.", []),
        Entry("session", Minutes(5, 720), "Longest session."),
        Entry("day", Minutes(5, 720), "All sessions of one day together."),
        Entry("reason", _texts(120), 'The answer to "why so long?", for visitors and staff.'),
    ),
    many=True,
    fewest=1,
    most=100,
    default_rows=(
        {
            "category": "guest",
            "session": 30,
            "day": 30,
            "reason": {"fr": "Un invité a 30 minutes par jour.", "en": "A guest has 30 minutes a day."},
        },
        {
            "tag": "express",
            "session": 15,
            "day": 120,
            "reason": {
                "fr": "Ce poste est réservé aux passages rapides.",
                "en": "This workstation is for short tasks.",
            },
        },
        {
            "session": 60,
            "day": 120,
            "reason": {
                "fr": "Chacun a une heure par session, deux heures par jour.",
                "en": "Everyone has one hour a session, two hours a day.",
            },
        },
    ),
)

_LIMITS = Table(
    "limits",
    "The numbers of the house.",
    (
        Entry("session_stop_margin", Minutes(0, 60), "Sessions stop this long before closing.", 10),
        Entry("last_entry_margin", Minutes(0, 120), "Nobody is let in later than this before closing.", 20),
        Entry("session_gap", Minutes(0, 15), "Pause between two sessions on a workstation.", 2),
        Entry("smallest_slot", Minutes(1, 60), "A session shorter than this is not offered.", 10),
        Entry(
            "warnings",
            ListOf(Minutes(1, 60), most=5),
            "The visitor is told this long before the end, the longest first.",
            [10, 5, 1],
        ),
        Entry("grace", Minutes(0, 30), "One grace at the end, if nobody waits.", 5),
        Entry("extension_step", Minutes(5, 60), "Time that one extension adds.", 15),
        Entry("staff_daily_cap", Minutes(0, 480), "Most time that staff may add for a member in a day.", 60),
        Entry(
            "self_extension",
            Flag(),
            'Whether visitors may extend their session on the screen "my session" while nobody waits.',
            True,
        ),
        Entry(
            "auto_extension",
            Flag(),
            "Whether a session is extended by itself at its end, while a workstation is free and nobody waits.",
            True,
        ),
        Entry(
            "auto_extension_below_percent",
            Integer(1, 100),
            "Sessions are extended by themselves only while occupancy is below this, in percent.",
            90,
        ),
        Entry("hold", Minutes(1, 30), "A called ticket keeps its workstation this long.", 5),
        Entry(
            "reservation_release",
            Minutes(1, 60),
            "An unused reservation is given up this long after its start.",
            15,
        ),
        Entry(
            "guardian_under_age",
            Integer(0, 18),
            "Below this age, in years, a guardian signs the charter. 0: never.",
            18,
        ),
        Entry("minor_category", Slug(), "The `id` of the category of minors; goes with `grown_up_category`.", None),
        Entry(
            "grown_up_category",
            Slug(),
            "The `id` of the category that a member of `minor_category` takes on turning 18.",
            None,
        ),
    ),
)

_GUESTS = Table(
    "guests",
    "Visitors without a card.",
    (
        Entry(
            "tickets",
            Choice("staff", "self", "off"),
            "Who may give a one-day ticket: staff only, the visitors themselves, or nobody.",
            "staff",
        ),
    ),
)

_ENROLMENT = Table(
    "enrolment",
    "Visitors who ask for a card at the kiosk; they collect it at the desk.",
    (
        Entry("at_kiosk", Flag(), "Whether somebody without a card may enrol at the kiosk by themselves.", False),
        Entry(
            "names",
            Flag(),
            "Whether first name and name are asked for and kept, sealed. Without them the birth year is all there is.",
            False,
        ),
    ),
)

_WAITING = Table(
    "waiting",
    "The waiting list, for the time when all workstations are taken.",
    (
        Entry("enabled", Flag(), "Whether there is one.", True),
        Entry("letter", Capital(), "The letter before the number of a ticket. Two kiosks of a place take two.", "A"),
        Entry("longest", Integer(1, 99), "Most tickets that wait at a time.", 20),
    ),
)

_RESERVATIONS = Table(
    "reservations",
    "Workstations that are kept for a time of day.",
    (
        Entry(
            "early_minutes",
            Minutes(0, 60),
            "How long before the start whoever reserved may begin, if the workstation is free.",
            15,
        ),
    ),
)

_DURATIONS = Table(
    "durations",
    "What a visitor can choose under the floor plan.",
    (Entry("offered", Durations(Minutes(5, 480)), "Lengths, the longest possible last.", [30, 60, "max"]),),
)

_CHARTER = (
    Table(
        "charter",
        "The rules of use. Visitors sign again when the version changes.",
        (
            Entry("version", Text(20), "Version of the text, for example its year and month."),
            Entry(
                "title",
                _texts(40),
                "Title of the screen.",
                {"fr": "La charte, en clair", "en": "The charter, in plain words"},
            ),
            Entry(
                "full",
                FileNames(LANGUAGES),
                "File of the full text in each language, beside this file. A blank line ends a paragraph.",
            ),
        ),
    ),
    Table(
        "charter.lines",
        "The charter in a few short sentences, each with its pictogram.",
        (
            Entry("icon", Choice(*CHARTER_ICONS), "Its pictogram."),
            Entry("text", _texts(60), "One plain sentence."),
        ),
        many=True,
        fewest=1,
        most=6,
    ),
)

_PURPOSES = Table(
    "purposes",
    "Why a visitor came: the chips of the welcome screen, in this order, and what they count as for the funder.",
    (
        Entry("id", Choice(*PURPOSES), "Which chip."),
        Entry("label", _texts(24), "What is written on it."),
        Entry(
            "themes",
            ListOf(Choice(*THEMES), most=len(THEMES)),
            "Themes of the national tool, to the letter.",
            [],
        ),
    ),
    many=True,
    fewest=1,
    most=len(PURPOSES),
    default_rows=(
        {
            "id": "admin",
            "label": {"fr": "Mes démarches", "en": "Paperwork"},
            "themes": ["Aide aux démarches administratives"],
        },
        {"id": "job", "label": {"fr": "L’emploi", "en": "Work"}, "themes": ["Insertion professionnelle"]},
        {
            "id": "learn",
            "label": {"fr": "Apprendre", "en": "Learning"},
            "themes": [
                "Prendre en main du matériel",
                "Navigation sur internet",
                "Bureautique",
                "Culture numérique",
            ],
        },
        {
            "id": "print",
            "label": {"fr": "Imprimer", "en": "Printing"},
            "themes": ["Gérer ses contenus numériques"],
        },
        {
            "id": "leisure",
            "label": {"fr": "Me détendre", "en": "Leisure"},
            "themes": ["Réseaux sociaux communication", "Créer avec le numérique"],
        },
        {"id": "other", "label": {"fr": "Autre", "en": "Other"}, "themes": []},
    ),
)

RECEPTION: tuple[Table, ...] = (
    _CATEGORIES,
    _RULES,
    _LIMITS,
    _DURATIONS,
    _GUESTS,
    _ENROLMENT,
    _WAITING,
    _RESERVATIONS,
    *_CHARTER,
    _PURPOSES,
)
