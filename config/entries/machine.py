"""Settings of the machine: access, devices, storage, retention; and the people of the demonstration."""

from __future__ import annotations

from config.entry import Entry, Table
from config.kinds import (
    Address,
    CharacterSet,
    Choice,
    Days,
    Flag,
    Folder,
    Integer,
    ListOf,
    NumberChoice,
    Seconds,
    Slug,
    Text,
)
from config.vocabulary import KEYS, TAGS

_BAUD = NumberChoice(9600, 19200, 38400, 57600, 115200)
_READER = Address(
    "native",
    "socket",
    "rfc2217",
    "loop",
    "rfid",
    "wedge",
    "keyboard",
    "pcsc",
    "camera",
    example="/dev/serial/by-id/usb-Scanner-if00",
)
_CARD_NUMBER = Integer(1, 999_999)
_KEYS = ListOf(Choice(*KEYS), most=10)

_ACCESS = (
    Table(
        "staff",
        "Access to the staff mode. No PIN is ever written here: each member of staff chooses one at the kiosk.",
        (
            Entry("pin_tries", Integer(1, 10), "Wrong PINs before a pause.", 3),
            Entry("pin_block_seconds", Seconds(30, 86_400), "How long that pause is.", 300),
            Entry(
                "idle_seconds",
                Seconds(30, 900),
                "The staff mode closes after this long without a touch.",
                120,
            ),
        ),
    ),
    Table(
        "throttle",
        "What happens when somebody tries many invalid codes.",
        (
            Entry("invalid_reads", Integer(2, 100), "Invalid codes that start a pause…", 5),
            Entry("window_seconds", Seconds(10, 3600), "…when they come within this time.", 60),
            Entry(
                "first_pause_seconds",
                Seconds(1, 600),
                "The first pause; each further one is twice as long…",
                10,
            ),
            Entry("longest_pause_seconds", Seconds(1, 3600), "…up to this.", 300),
        ),
    ),
    Table(
        "screen",
        "How long a screen waits.",
        (
            Entry("idle_seconds", Seconds(20, 600), 'Time without a touch before "still there?".', 45),
            Entry("idle_long_seconds", Seconds(20, 900), "The same while somebody signs or fills in a form.", 90),
            Entry("countdown_seconds", Seconds(10, 120), "Time to answer before everything is wiped.", 20),
            Entry(
                "countdown_long_seconds",
                Seconds(10, 240),
                "The same with the largest text or with audio.",
                40,
            ),
            Entry("opened_seconds", Seconds(10, 300), 'The screen "it is your turn" closes after this.', 30),
            Entry("refusal_seconds", Seconds(10, 300), "A refusal closes after this.", 20),
            Entry(
                "feedback_seconds",
                Seconds(5, 120),
                "The question at the end of a session closes after this.",
                15,
            ),
            Entry(
                "multisampling",
                Flag(),
                "Smoother edges where the machine has a graphics chip; stays off where drawing is done in software.",
                False,
            ),
            Entry(
                "low_reach",
                Flag(),
                "Draws everything within the lower third of an upright screen, for a screen that hangs high.",
                False,
            ),
        ),
    ),
)

_DEVICES = (
    Table(
        "keypad",
        "Keys of a keypad, a keyboard or accessibility switches. Each list holds the keys that do the same.",
        (
            Entry("next", _KEYS, "To the next control.", ["tab", "right", "down", "numpad6", "numpad2", "f14"]),
            Entry(
                "previous",
                _KEYS,
                "To the control before.",
                ["shift+tab", "left", "up", "numpad4", "numpad8", "f13"],
            ),
            Entry(
                "activate",
                _KEYS,
                "Use the control; the only key that a single switch needs.",
                ["enter", "space", "numpadenter", "numpad5", "f15"],
            ),
            Entry("back", _KEYS, "Back, cancel, or leave.", ["backspace", "numpad0", "f16"]),
            Entry("help", _KEYS, "Call a mediator.", ["numpadmultiply", "f17"]),
            Entry("pause_ms", Integer(0, 2000), "The same key again within this time counts once.", 300),
            Entry(
                "scan_ms",
                Integer(0, 20_000),
                "For a single switch: the focus moves by itself after this time. 0: only by keys.",
                0,
            ),
        ),
    ),
    Table(
        "reader",
        "The card readers: scanners, readers of tags and contactless cards, cameras.",
        (
            Entry(
                "url",
                _READER,
                "Its address. Prefer a name under /dev/serial/by-id, which does not change. A scanner in keyboard mode"
                " is wedge:///dev/input/by-id/…, or keyboard://window where that is not allowed; a reader of 125 kHz"
                " tags rfid:///dev/…, of contactless cards pcsc://, a camera camera:///dev/v4l/by-id/….",
                "none",
            ),
            Entry("also", ListOf(_READER, most=3), "Further readers, each by its address.", []),
            Entry("baud", _BAUD, "Speed of the line. USB readers ignore it.", 9600),
            Entry("idle_flush_ms", Integer(20, 1000), "Silence that ends a scan, in milliseconds.", 100),
            Entry("max_length", Integer(64, 65_536), "Longer scans are dropped, in characters.", 4096),
            Entry(
                "profile",
                Choice("generic", "honeywell", "zebra-ssi", "datalogic", "newland"),
                "The family of the scanner, to let it sound and to trigger it. generic only listens, and always works.",
                "generic",
            ),
            Entry("trigger", Flag(), "Ask a scanner in trigger mode to read all the time.", False),
            Entry(
                "layout",
                Choice("us", "fr", "afnor", "be", "ch"),
                "The keyboard layout that a scanner in keyboard mode is set to; the one of the kiosk does not matter.",
                "us",
            ),
            Entry(
                "preview",
                Flag(),
                "Show what a camera sees, small and mirrored, where a card may be presented. Nothing is kept of it.",
                False,
            ),
            Entry("swap_bytes", Flag(), "Turn the UID of tags round, for readers that send it backwards.", False),
            Entry(
                "identification_only",
                Flag(),
                "Accept other cards that were linked to a member: library barcodes, tags. They can be copied by"
                " anybody, and never open the staff mode.",
                False,
            ),
        ),
    ),
    Table(
        "printer",
        "The receipt printer: ESC/POS, or a print queue where there is only an office printer. None is legal.",
        (
            Entry(
                "url",
                Address("tcp", "serial", "usb", "cups", "ipp", "folder", example="tcp://192.0.2.10:9100"),
                "Its address. A receipt printer: tcp://host:9100, serial:///dev/…, usb://04b8:0202. Pages: a queue of"
                " CUPS, cups://QUEUE, a printer of its own, ipp://host/ipp/print, or a folder that takes files,"
                " folder:///srv/slips.",
                "none",
            ),
            Entry("baud", _BAUD, "Speed of the line of a serial printer.", 9600),
            Entry("width", NumberChoice(576, 384), "Width in dots: 576 for 80 mm paper, 384 for 58 mm.", 576),
            Entry(
                "mode",
                Choice("raster", "text"),
                "raster is right on every printer; text is faster on a slow serial line.",
                "raster",
            ),
            Entry("codepage", CharacterSet(), "Character set of the printer, in the text mode.", "CP858"),
            Entry("cutter", Flag(), "Whether the printer cuts the paper. Without, the slip is torn off.", True),
            Entry(
                "roll_metres",
                Integer(5, 300),
                "Length of a new roll of paper: the staff screen estimates from it how many slips are left.",
                70,
            ),
        ),
    ),
    Table(
        "sound",
        "Chimes and reading aloud. Both work without a network; a machine without sound stays silent.",
        (
            Entry("chimes", Flag(), "Short sounds: card accepted, card refused, ticket called.", True),
            Entry(
                "speech",
                Choice("always", "headphones", "off"),
                "Whether screens can be read aloud: always, only while headphones are plugged in, or never.",
                "always",
            ),
            Entry("volume", Integer(0, 100), "How loud, in percent of what the system allows. 0: no sound.", 70),
            Entry("rate", Integer(80, 300), "How fast sentences are read by the machine, in words a minute.", 150),
            Entry(
                "voices",
                Folder(),
                "Folder of recorded sentences. What is not recorded is read by espeak-ng, where that is installed.",
                None,
            ),
            Entry(
                "player",
                Choice("auto", "pw-play", "paplay", "aplay"),
                "The program that plays sounds: of PipeWire, PulseAudio or ALSA; auto takes the first one found.",
                "auto",
            ),
        ),
    ),
    Table(
        "storage",
        "USB sticks for the weekly export.",
        (
            Entry(
                "usb_paths",
                ListOf(Folder(), fewest=1, most=10),
                "Folders under which the system mounts USB sticks.",
                ["/media", "/run/media", "/mnt"],
            ),
        ),
    ),
    Table(
        "store",
        "Where the kiosk keeps its data.",
        (Entry("path", Folder(), "Folder of the data. Leave it out for the usual folder of the system.", None),),
    ),
    Table(
        "retention",
        "Days after which data are purged. There is no way to keep anything for ever.",
        (
            Entry("workstation_use", Days(1, 366), "Who was on which workstation.", 365),
            Entry("waiting_list", Days(1, 366), "Tickets of the waiting list.", 31),
            Entry("help_requests", Days(1, 366), "Calls for help.", 31),
            Entry(
                "statistical_attributes",
                Days(1, 31),
                "Link between a card and its statistical attributes.",
                31,
            ),
            Entry(
                "charter_signatures_after_membership",
                Days(1, 1827),
                "Signatures, after the end of a membership.",
                365,
            ),
            Entry("staff_audit", Days(1, 1096), "What staff did.", 365),
            Entry("identity_after_membership", Days(1, 1827), "Names, after the end of a membership.", 365),
        ),
    ),
)

_DEMO = (
    Table(
        "demo.members",
        "Invented visitors for `vestibule demo`. A real kiosk ignores them.",
        (
            Entry("number", _CARD_NUMBER, "Card number."),
            Entry("first_name", Text(30), "First name."),
            Entry("birth_year", Integer(1900, 2100), "Year of birth."),
            Entry("category", Slug(), "The `id` of a category."),
            Entry("needs", ListOf(Choice(*TAGS), most=len(TAGS)), "What this person needs.", []),
        ),
        many=True,
        most=50,
    ),
    Table(
        "demo.staff",
        "Invented colleagues for `vestibule demo`. Without a PIN: the first use of the card asks for one.",
        (
            Entry("number", _CARD_NUMBER, "Card number."),
            Entry("name", Text(30), "Name."),
        ),
        many=True,
        most=20,
    ),
)

MACHINE: tuple[Table, ...] = (*_ACCESS, *_DEVICES, *_DEMO)
