"""What to do when a device does not work: a stable code and one sentence with the cure.

Pure. The sentences are English, for staff and support; screens translate by `code`
(docs/operations/devices.md, "What the messages mean", lists every code).
"""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Advice:
    """`code` is stable and never shown; `text` is one sentence that names the cure."""

    code: str
    text: str


class DriverError(Exception):
    """A driver did what its interface forbids: a wrong type, a value out of range, an end without a reason."""


class Unfit(Exception):
    """The device cannot work for a reason that has a code of its own in SENTENCES."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


SENTENCES: Mapping[str, str] = {
    # any device
    "missing": "There is no {target}: plug the device in, or correct its address in the site file.",
    "not-serial": (
        "{target} is not a serial port: put the device into serial (USB-COM) mode, or correct its address in the"
        " site file; vestibule devices lists the ports."
    ),
    "no-permission": (
        "The kiosk may not open {target}: add its user to the group dialout (sudo usermod -aG dialout kiosk), or"
        " install the rules (vestibule devices --install-rules), and restart the kiosk."
    ),
    "busy": (
        "Another program is using {target}: stop it (sudo fuser -v names it; often ModemManager, which"
        " vestibule devices --install-rules keeps away)."
    ),
    "wrong-address": "{target} is not a valid address: correct it in the site file.",
    "refused": "{target} refuses the connection: check the port number, and that no other kiosk is using it.",
    "unreachable": "{target} does not answer on the network: check power, network cable and address.",
    "lost": "{target} was lost: check its plug and power; the kiosk keeps looking for it.",
    "driver-fault": "The driver of {target} misbehaved and is being restarted: if it goes on, send the log to support.",
    # card readers
    "flood": "The reader at {target} sends without a pause: uncover its window, or restart it.",
    "not-keyboard": (
        "{target} is not a keyboard that the kiosk can take for itself: name the scanner under /dev/input/by-id, the"
        " one that ends in -event-kbd."
    ),
    "no-input-permission": (
        "The kiosk may not read {target}: add its user to the group input, or better a udev rule for this scanner"
        " alone, and restart the kiosk."
    ),
    "keyboard-taken": "Another program keeps the scanner {target} for itself: stop it.",
    "no-pyscard": (
        "The library pyscard is not installed: install what requirements/smartcard.txt names"
        " (docs/operations/devices.md says how)."
    ),
    "no-pcscd": "The smart card service does not run: install pcscd, or start it with systemctl start pcscd.socket.",
    "no-card-reader": "There is no {target}: plug it in, or look at what pcsc_scan shows.",
    "no-zxing": (
        "The library zxing-cpp is not installed: install what requirements/camera.txt names"
        " (docs/operations/devices.md says how)."
    ),
    "no-video-permission": (
        "The kiosk may not open the camera {target}: add its user to the group video (sudo usermod -aG video kiosk)"
        " and restart the kiosk."
    ),
    "no-ffmpeg": "The program ffmpeg is not installed: the camera is read with it.",
    "camera-stopped": (
        "The camera {target} gives no picture: check its plug, and that no other program is using it."
    ),
    # receipt printers
    "no-printer-permission": (
        "The kiosk may not open {target}: add its user to the group lp (sudo usermod -aG lp kiosk) and restart the"
        " kiosk."
    ),
    "paper-near-end": "The paper roll is nearly used up: have a new one at hand.",
    "no-paper": "The printer has no paper: put in a new roll.",
    "cover-open": "The cover of the printer is open: close it until it clicks.",
    "printer-fault": "The printer reports a fault: switch it off, remove jammed paper, switch it on again.",
    "cutter-jammed": "The cutter of the printer is stuck: switch it off, take out jammed paper, switch it on again.",
    "not-answering": "The printer at {target} has stopped answering: switch it off and on, check its cable.",
    "no-status": (
        "The printer at {target} never reports its state, so no receipt can be confirmed: check that it is on and"
        " set to ESC/POS; some models cannot report."
    ),
    "not-printable": "A receipt could not be drawn: send the log to support.",
    "no-pyusb": (
        "The library pyusb is not installed: install what requirements/usb.txt names (docs/operations/devices.md says"
        " how)."
    ),
    "no-libusb": "The library libusb is not installed: install the package libusb-1.0-0.",
    "no-usb-permission": (
        "The kiosk may not open the printer {target}: write the udev rule of docs/operations/devices.md, and plug it"
        " in again."
    ),
    "no-usb-printer": "{target} is no printer: compare its numbers with what lsusb shows.",
    "no-cups": "The print service CUPS does not run: install it, or start it with systemctl start cups.",
    "no-queue": "There is no print queue {target}: compare its name with what lpstat -e shows.",
    "queue-forbidden": "The print queue {target} is not for the kiosk: allow its user to print there.",
    "queue-stopped": "The print queue {target} is stopped: start it again with cupsenable and cupsaccept.",
    "queue-offline": "The printer of the queue {target} is not reached: check its power and cable.",
    "no-pdf": "The printer {target} does not take PDF: make a queue for it in CUPS.",
    "no-folder": "The kiosk cannot write to {target}: make the folder, and give it to the user of the kiosk.",
    "disk-full": "There is no room left at {target}: make some.",
}

_BY_ERRNO: Mapping[int, str] = {
    errno.ENOENT: "missing",
    errno.ENXIO: "missing",
    errno.ENODEV: "missing",
    errno.ENOTDIR: "missing",
    errno.ENOTTY: "not-serial",
    errno.EINVAL: "not-serial",
    errno.EISDIR: "not-serial",
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.EBUSY: "busy",
    errno.EAGAIN: "busy",
    errno.ECONNREFUSED: "refused",
    errno.ETIMEDOUT: "unreachable",
    errno.EHOSTUNREACH: "unreachable",
    errno.ENETUNREACH: "unreachable",
    errno.EHOSTDOWN: "unreachable",
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EIO: "lost",
    errno.EPIPE: "lost",
    errno.ECONNRESET: "lost",
}

_PERMISSIONS: Mapping[str, str] = {
    "/dev/usb/lp": "no-printer-permission",
    "/dev/lp": "no-printer-permission",
    "/dev/video": "no-video-permission",
    "/dev/v4l/": "no-video-permission",
}
"""What a right is missing for, by the beginning of the path; any other is a serial port."""


def advise(code: str, target: str) -> Advice:
    """The advice for a known code about the device at address `target`. Raises KeyError for an unknown code."""
    return Advice(code, SENTENCES[code].format(target=target))


def advise_error(error: BaseException, target: str) -> Advice:
    """The advice for what a driver raised. Never raises: an unknown error is a driver fault or a lost device."""
    code = _code_of(error)
    return advise(_permission_for(target) if code == "no-permission" else code, target)


def _permission_for(target: str) -> str:
    """The code of a missing right: the group that opens a device depends on what it is."""
    path = target.partition("://")[2] or target
    return next((code for start, code in _PERMISSIONS.items() if path.startswith(start)), "no-permission")


def _code_of(error: BaseException) -> str:
    for cause in _chain(error):
        if isinstance(cause, Unfit):
            return cause.code
        if isinstance(cause, TimeoutError):
            return "unreachable"
        number = _errno_of(cause)
        if number is not None and number in _BY_ERRNO:
            return _BY_ERRNO[number]
        if number is not None and number < 0:  # name resolution (EAI_*)
            return "unreachable"
    if isinstance(error, UnicodeError):  # a ValueError, but of what a driver read, not of an address
        return "driver-fault"
    if isinstance(error, ValueError) or _comes_from_an_address(error):
        return "wrong-address"
    return "lost" if isinstance(error, OSError) else "driver-fault"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what it was raised from: pyserial wraps the error that says most, and forgets its number."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__


def _errno_of(error: BaseException) -> int | None:
    """The number of an OSError, or of a termios.error, which is not an OSError but carries (number, text)."""
    if isinstance(error, OSError):
        return error.errno
    if type(error).__module__ == "termios" and error.args and isinstance(error.args[0], int):
        return error.args[0]
    return None


def _comes_from_an_address(error: BaseException) -> bool:
    """Whether pyserial stumbled over the address itself, which it reports as a failed opening."""
    return isinstance(error, OSError) and any(isinstance(e, ValueError | TypeError) for e in _chain(error))
