"""What is the matter with a device, and what to do, in the words of the staff.

The codes are those of `kiosk.events.DeviceChanged`; docs/operations/devices.md, "What the messages mean", lists them.
Several codes share a cure: who stands at the kiosk needs to know what to do with their hands.
"""

from __future__ import annotations

from kiosk.i18n import Words

PLUG = frozenset(
    {"missing", "lost", "no-card-reader", "camera-stopped", "no-sound-card", "sound-failed", "queue-offline"}
)
SETTING = frozenset(
    {
        *("not-serial", "wrong-address", "not-keyboard", "no-voices-folder", "headphones-unknown"),
        *("no-usb-printer", "no-queue", "no-pdf", "no-folder"),
    }
)
RIGHT = frozenset(
    {
        *("no-permission", "no-input-permission", "no-printer-permission", "no-usb-permission"),
        *("no-video-permission", "queue-forbidden"),
    }
)
TAKEN = frozenset({"busy", "keyboard-taken"})
SILENT = frozenset({"refused", "unreachable", "not-answering"})
MISSING_PROGRAM = frozenset(
    {
        *("no-pyscard", "no-pcscd", "no-zxing", "no-ffmpeg", "no-player", "no-voice"),
        *("no-cups", "no-libusb", "no-pyusb"),
    }
)
FAULT = frozenset({"driver-fault", "not-printable", "sound-hangs"})


def cause(code: str, words: Words) -> tuple[str, str]:
    """(What is the matter, what to do) for the code of a device that needs a hand; for a code that is not known here,
    what helps most often."""
    own = _own_words(code, words)
    if own is not None:
        return own
    check = words.t("Check its plug and its cable.")
    if code in PLUG:
        return words.t("It was not found"), check + " " + words.t("It comes back by itself.")
    if code in SETTING:
        return words.t("It is not set up rightly"), words.t("Its setting in the site file must be corrected.")
    if code in RIGHT:
        return words.t("The kiosk may not use it"), words.t("Whoever looks after the machine must give it the right.")
    if code in TAKEN:
        return words.t("Another program is using it"), words.t("Restart the machine.")
    if code in MISSING_PROGRAM:
        return words.t("A program is missing"), words.t("Whoever looks after the machine must install it.")
    if code in FAULT:
        return words.t("It had a fault"), words.t("It starts again by itself. If it goes on, call support.")
    return words.t("It does not answer"), check + " " + words.t("Then switch it off and on.")


def _own_words(code: str, words: Words) -> tuple[str, str] | None:
    """For what has a cure of its own."""
    match code:
        case "paper-near-end":
            return words.t("The paper is nearly used up"), words.t("Have a new roll at hand.")
        case "no-paper":
            return words.t("There is no paper left"), words.t("Put in a new roll.")
        case "cover-open":
            return words.t("The cover is open"), words.t("Press it down until it clicks.")
        case "printer-fault" | "cutter-jammed":
            return words.t("The paper is stuck"), words.t("Switch it off, take out the stuck paper, switch it on.")
        case "queue-stopped":
            return words.t("It does not answer"), words.t("Its print queue is stopped. Call support.")
        case "disk-full":
            return words.t("The disk is full"), words.t("Whoever looks after the machine must make room on it.")
        case "no-status":
            return words.t("It does not say how it is"), words.t("Print a test to see whether it works.")
        case "flood":
            return words.t("It reads without a pause"), words.t("Uncover its window, or unplug it and plug it in.")
    return None
