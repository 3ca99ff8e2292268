"""Which sample of the gallery shows what a design picture shows, and what still differs between the two.

The samples carry the texts of the design pictures, so what is compared is the drawing: places, sizes, weights, icons,
colours. What the places themselves say is checked in `tests/flows`.
"""

from __future__ import annotations

from dataclasses import dataclass

PRINTED, COMPONENTS = "printed", "components"
CONTRAST_LARGE = "fr-contrast-large"


@dataclass(frozen=True, slots=True)
class Pair:
    """A design picture beside the product's.

    `picture` is the file's name in `docs/design/pictures`, without its ending. `sheet` is a heading of the gallery.
    `sample` is "" where no sample is named yet: then the first one with the picture's number is shown, if there is
    any. `differs` says what still differs and why, a sentence each; empty where only the lettering does.
    """

    picture: str
    sheet: str
    sample: str
    differs: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """01, 03b, 25a."""
        return self.picture.partition("-")[0]


EVERYWHERE = (
    "Lettering: the pictures were set by a browser, the product by SDL. The same sizes come out one or two dots wider "
    "or narrower, lines stand up to four dots lower or higher, and small icons up to a fifth smaller.",
    "The selected tab of the staff bar and the contrast switch keep their outlined icon; the pictures fill it. Colour, "
    "border and word say it already.",
    "The longer texts of real life (a long title, a long name, another language) are in the other sheets, not here.",
)
"""What differs on more than one picture."""

UNDRAWN = "A reference sheet of measures, not a screen: the product has no picture of its own for it."
SHEET = (
    "The dialog is drawn at half its size, as wide as it is on the picture; the picture has one of its own measures.",
    "The short message breaks in two lines: its words keep their distance from *Annuler*.",
    "“C’est noté” instead of “Vous êtes inscrit”: no gendered endings.",
    "More components and states than the picture has: the sheets `states-light` and `states-contrast` of the gallery.",
)
ELSEWHERE = "Shown on the workstation itself, not by the kiosk: not built."

PAIRS = (
    Pair("00a-components-light", COMPONENTS, "00a-components-light", SHEET),
    Pair("00b-components-contrast", COMPONENTS, "00b-components-contrast", SHEET),
    Pair("00c-grid-and-reach", "", "", (UNDRAWN,)),
    Pair("01-idle", "fr", "01-idle"),
    Pair("02-welcome", "fr", "02-welcome"),
    Pair("03-choose-workstation", "fr", "03-choose"),
    Pair(
        "03b-choose-workstation-large-text",
        "fr-large",
        "03-choose",
        (
            "The description wraps where the line is full; the picture breaks it after the comma by hand.",
            "The star of the recommendation and the mark of the chosen length do not grow with the text.",
            "The line under the name of the place grows with the text step; in the picture it keeps its size.",
        ),
    ),
    Pair(
        "04-charter",
        "fr",
        "04-charter",
        (
            "A third button, “Je ne peux pas signer”: the picture has no place for it, the design guide asks for it. "
            "The row is 12 dp higher so that its two lines fit.",
            "The signature is drawn through a few points by the test's own finger.",
        ),
    ),
    Pair("05-session-opened", "fr", "05-opened", ("The code is another one: it is drawn from what the sample says.",)),
    Pair("06-waiting-list", "fr", "06-waiting"),
    Pair("06b-ticket-called", "fr", "06b-called"),
    Pair("07-my-session", "fr", "07-my-session"),
    Pair(
        "08-enrol",
        "fr",
        "08-enrol",
        (
            "What is typed is set smaller, so that the longest name that can be typed still fits.",
            "The letters of the keys are smaller and lighter: one size serves five layouts, Ukrainian's too.",
        ),
    ),
    Pair("09-parental-consent", "fr", "09-consent"),
    Pair("10a-card-expired", "fr", "10a-expired"),
    Pair("10b-card-unknown", "fr", "10b-unknown"),
    Pair("10c-closed", "fr", "10c-closed"),
    Pair("10d-time-used", "fr", "10d-time-used"),
    Pair("11-workshops", "fr", "11-workshops"),
    Pair("11b-workshop-registered", "fr", "11b-workshop-registered"),
    Pair("12-feedback", "fr", "12-feedback"),
    Pair("13-staff-pin", "fr", "13-pin"),
    Pair(
        "14-staff-board",
        "fr",
        "14-board",
        ("Under the call stands what is free next. The waiting list has its own tab, where it can be acted upon.",),
    ),
    Pair("15a-staff-export-running", "fr", "15a-export"),
    Pair("15b-staff-export-done", "fr", "15b-export-done"),
    Pair("16-staff-statistics", "fr", ""),
    Pair(
        "17-staff-devices",
        "fr",
        "17-devices",
        (
            "In place of the link to the workstations, which is not built, stands the USB stick of the export.",
            "The last tile is about the sound alone: a screen that is broken could not say so.",
        ),
    ),
    Pair("18-printer-empty", "fr", "18-printer-empty"),
    Pair(
        "19-idle-contrast-large",
        CONTRAST_LARGE,
        "01-idle",
        (
            "The second line of the header stays; the picture leaves it out.",
            "A long workshop title wraps to two lines; the picture has a shorter title.",
            "The sentence about the reader is the full one, as on every other screen.",
        ),
    ),
    Pair("19b-choose-workstation-contrast", "fr-contrast", "03-choose"),
    Pair("19c-session-opened-contrast", "fr-contrast", "05-opened", ("The code is another one.",)),
    Pair(
        "20-welcome-arabic",
        "ar",
        "02-welcome",
        ("The greeting's two lines stand closer, and with them what follows: the Arabic font keeps the Latin pitch.",),
    ),
    Pair("21-workstation-lock", "", "", (ELSEWHERE,)),
    Pair("22-workstation-5-minutes", "", "", (ELSEWHERE,)),
    Pair(
        "23-idle-landscape",
        "fr-1280x800",
        "01-idle",
        (
            "The sample's reader is at the bottom right, the picture's on the right: the sentence is longer and wraps.",
            "The workshop's title is the full one and wraps.",
            "The language button carries its code, as it does upright.",
        ),
    ),
    Pair(
        "24-receipt",
        PRINTED,
        "receipt",
        (
            "The texts are those of a test receipt: two of the three closing lines are missing here. What a real "
            "receipt says is checked in the tests of receipts.",
            "A little less paper between the parts, and other modules in the code.",
        ),
    ),
    Pair(
        "25a-member-card-front",
        PRINTED,
        "card-front",
        (
            "The code has 41 modules instead of 25: it carries a signature, and each module keeps 0.8 mm. It takes "
            "room from the coloured panel and from the label, which moves beside the number.",
        ),
    ),
    Pair("25b-member-card-back", PRINTED, "card-back"),
    Pair("26-still-there", "fr", "26-still-there"),
    Pair("27-language", "fr", "27-language"),
    Pair(
        "28-audio-reading",
        "fr",
        "28-audio-reading",
        ("Title and buttons are read too, so the sentence is the third of fifteen, not the second of six.",),
    ),
    Pair("29-help-called", "fr", "29-help-called"),
)
