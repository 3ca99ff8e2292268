"""Where what a camera sees is shown: only where somebody may present a card to it, and only where the site wants it
(docs/decisions/0018-camera-preview-is-off.md)."""

from __future__ import annotations

from kiosk.events import DeviceState
from kiosk.places.assisted import Assisted
from kiosk.places.desk import Desk
from kiosk.places.devices import Devices
from kiosk.places.idle import Idle
from kiosk.places.notice import Notice
from kiosk.places.place import Patience, Place

CAMERA = "camera://"


def is_shown(place: Place, desk: Desk) -> bool:
    """Whether pictures are wanted on the screen of this place now."""
    return desk.site.settings.reader.preview and _awaits_a_card(place) and _sees(desk)


def _awaits_a_card(place: Place) -> bool:
    if isinstance(place, Devices):
        return place.trying and place.card is None
    refused = isinstance(place, Notice) and place.patience is Patience.NOTICE
    return refused or isinstance(place, Idle | Assisted)


def _sees(desk: Desk) -> bool:
    """Whether a reader is a camera, and works."""
    reader = desk.site.settings.reader
    addresses = [address for address in (reader.url, *reader.also) if address is not None]
    names = (
        "reader" if number == 1 else f"reader-{number}"
        for number, address in enumerate(addresses, start=1)
        if address.startswith(CAMERA)
    )
    well = {DeviceState.READY, DeviceState.DEGRADED}
    return any(name in desk.devices and desk.devices[name].state in well for name in names)
