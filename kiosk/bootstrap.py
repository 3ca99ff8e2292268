"""The one place that wires: settings → clock → store → use cases → devices → front. No Kivy here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

import uuid_utils

from config.settings import Settings
from data.store import SqliteStore
from data.vault import Vault
from devices import registry
from kiosk import __version__
from kiosk.believed_clock import BelievedClock
from kiosk.cards import KeyRing, KeyRingError
from kiosk.clock import Clock, Moment, SystemClock
from kiosk.data_folder import KEY_RING_FILE, REVOCATIONS_FILE, STORE_FILE
from kiosk.inbox import Inbox
from kiosk.places.desk import Desk
from kiosk.places.front import Front
from kiosk.ports import Exporter, Keys, Machine, Printer, Speaker, Storage, WeekTotals, WorkshopCalendar, WrittenExport
from kiosk.preview import Preview
from kiosk.programme import ProgrammeWatch
from kiosk.reception.checkup import Checkup
from kiosk.reception.export import ExportDesk
from kiosk.reception.reception import Reception
from kiosk.site import Site

if TYPE_CHECKING:
    from PIL.Image import Image

    from devices.link import Health
    from devices.sound.output import Output
    from devices.storage import UsbStorage
    from kiosk.receipts import Receipt


class DeviceSet(Protocol):
    """The devices of one kiosk (`devices.registry.Devices`)."""

    @property
    def printer(self) -> Printer: ...
    @property
    def storage(self) -> Storage: ...
    @property
    def speaker(self) -> Speaker: ...
    @property
    def keys(self) -> Keys | None: ...
    @property
    def preview(self) -> Preview | None: ...
    def health(self) -> Mapping[str, Health]: ...
    def start(self) -> None: ...
    def stop(self, timeout: float = 3.0) -> object: ...


def fonts_folder() -> Path:
    """The fonts that screens and printers share."""
    return Path(str(files("screens") / "fonts"))


def load_key_ring(folder: Path, settings: Settings) -> KeyRing:
    """The public keys of the network. Raises KeyRingError when the file is missing, broken or of another network."""
    path = folder / KEY_RING_FILE
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise KeyRingError(
            f"{path} cannot be read ({error.strerror}); make a key with `vestibule key new`, "
            "or copy the key ring from the card desk"
        ) from None
    ring = KeyRing.from_json(text)
    if ring.issuer != settings.site.network:
        raise KeyRingError(
            f"{path} is of network {ring.issuer}, but the site file says {settings.site.network}; "
            "copy the key ring of this network"
        )
    return ring


def open_store(folder: Path, settings: Settings) -> SqliteStore:
    """Open or create the store. Raises `data.database.StoreError` with one sentence that says what to do."""
    return SqliteStore(folder / STORE_FILE, kiosk=settings.site.kiosk)


def new_request() -> bytes:
    """A request id: UUIDv7, so that ids grow with time."""
    return bytes(uuid_utils.uuid7().bytes)


def exporter(settings: Settings, path: Path, vault: Vault | None) -> Exporter:
    """Writes weekly exports from the store's file, over a connection of its own."""
    from data.exports.labels import Labels
    from data.exports.weekly import WeeklyExporter

    site = Site(settings)
    default = settings.site.default_language
    return WeeklyExporter(
        path,
        kiosk=settings.site.kiosk,
        version=__version__,
        zone=site.zone,
        offered_hours=lambda day: site.opening.open_hours(day) * len(site.workstations),
        workstation_zones={w.number: w.zone for w in settings.workstations},
        vault=vault,
        labels=Labels(
            zones={z.id: z.name[default] for z in settings.zones},
            categories={c.id: c.name[default] for c in settings.categories},
            purposes={p.id: p.label[default] for p in settings.purposes},
        ),
    )


class LateExporter:
    """An exporter that is made at its first use, once a week, and not while somebody waits for the first screen."""

    def __init__(self, make: Callable[[], Exporter]) -> None:
        self._make = make

    def totals(self, week: str) -> WeekTotals:
        return self._make().totals(week)

    def write(
        self,
        week: str,
        target: Path,
        progress: Callable[[str, float], None],
        stopped: Callable[[], bool] = lambda: False,
    ) -> WrittenExport:
        return self._make().write(week, target, progress, stopped)


def take_over_revocations(store: SqliteStore, keys: KeyRing, folder: Path, clock: Clock) -> int | None:
    """Take over a newer revocation list from the data folder.

    Returns its number, None when there is none or an older one. Raises KeyRingError when it is not genuine.
    """
    path = folder / REVOCATIONS_FILE
    if not path.exists():
        return None
    sequence, card_ids = keys.verify_revocations(path.read_bytes())
    now = Moment.of(clock).utc
    if sequence <= store.read(lambda uow: uow.cards.revocation_sequence()):
        return None
    store.write(lambda uow: uow.cards.take_over_revocations(sequence, card_ids, now))
    return sequence


def workshop_calendar(settings: Settings) -> WorkshopCalendar | None:
    """The calendar of the workshops, beside the site file; None where there is none."""
    chosen = settings.workshops
    if chosen.calendar is None:
        return None
    from config import workshops

    zone = Site(settings).zone
    return workshops.WorkshopCalendar(settings.source.parent / chosen.calendar, zone, chosen.places)


def programme(settings: Settings, site: Site, clock: Clock, inbox: Inbox) -> ProgrammeWatch | None:
    """Who watches that calendar; None where there is none."""
    calendar = workshop_calendar(settings)
    return None if calendar is None else ProgrammeWatch(calendar, site, clock, inbox)


def build_devices(
    settings: Settings,
    inbox: Inbox,
    clock: Clock,
    *,
    reader: registry.ReaderOptions | None = None,
    printer: registry.PrinterOptions | None = None,
    usb_paths: tuple[Path, ...] | None = None,
    output: Output | None = None,
    storage: UsbStorage | None = None,
) -> DeviceSet:
    """The devices of the site file; options replace the site's (for simulated devices)."""

    def drawn(receipt: Receipt, width: int) -> Image:
        from devices.printers.raster import render

        return render(receipt, width, fonts_folder())

    def paged(receipt: Receipt, width: int, paper: str) -> bytes:
        from devices.printers.pdf import render_pdf

        return render_pdf(receipt, width, fonts_folder(), clock.utc_now(), paper=paper)

    return registry.build(
        inbox.put,
        clock,
        reader=reader or settings.reader,
        printer=printer or settings.printer,
        usb_paths=settings.storage.usb_paths if usb_paths is None else usb_paths,
        render=drawn,
        pages=paged,
        sound=settings.sound,
        output=output,
        storage=storage,
    )


def machine(devices: DeviceSet, store: SqliteStore, clock: BelievedClock) -> Machine:
    """The machine as the staff look at it."""
    from devices.machine import MachineProbe

    def doubted() -> bool:
        return clock.doubted is not None

    return MachineProbe(devices.health, devices.storage, store.path.parent, doubted, clock.is_synchronised)


@dataclass
class House:
    """A kiosk that is wired and not yet running. A context manager: `start` on entering, `close` on leaving."""

    settings: Settings
    store: SqliteStore
    inbox: Inbox
    devices: DeviceSet
    exports: ExportDesk
    reception: Reception
    front: Front
    programme: ProgrammeWatch | None = None
    """None where the place has no workshops."""
    checkup: Checkup | None = None

    def start(self) -> House:
        """Take over running sessions, start the devices."""
        self.reception.start()
        self.devices.start()
        if self.programme is not None:
            self.programme.start()
        return self

    def close(self) -> None:
        """Stop what runs beside the screen, finish what was accepted."""
        self.exports.join()
        if self.checkup is not None:
            self.checkup.join()
        if self.programme is not None:
            self.programme.stop()
        self.devices.stop()
        self.store.close()

    def __enter__(self) -> House:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def build(
    settings: Settings,
    folder: Path,
    *,
    clock: Clock | None = None,
    store: SqliteStore | None = None,
    keys: KeyRing | None = None,
    inbox: Inbox | None = None,
    make_devices: Callable[[Settings, Inbox, Clock], DeviceSet] = build_devices,
) -> House:
    """Wire a kiosk. Each collaborator may be given; the others are the real ones.

    Raises KeyRingError and `data.database.StoreError`, each with one sentence that says what to do.
    """
    site = Site(settings)
    keys = keys or load_key_ring(folder, settings)
    store = store or open_store(folder, settings)
    clock = BelievedClock(clock or SystemClock(), store.recorded_until(), site.opening.open_hours_between)
    take_over_revocations(store, keys, folder, clock)
    inbox = inbox or Inbox()
    devices = make_devices(settings, inbox, clock)
    reception = Reception(store, site, clock, keys, new_request)
    exports = ExportDesk(LateExporter(partial(exporter, settings, store.path, store.vault)), devices.storage, inbox)
    checkup = Checkup(machine(devices, store, clock), inbox)
    desk = Desk(site, reception, devices.printer, exports, devices.speaker, checkup)
    watch = programme(settings, site, clock, inbox)
    return House(settings, store, inbox, devices, exports, reception, Front(desk, inbox), watch, checkup)
