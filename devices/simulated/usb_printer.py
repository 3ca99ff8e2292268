"""A receipt printer on USB without hardware: what pyusb asks libusb, answered by a simulated printer behind it.

Everything above libusb is real: pyusb reads the descriptors, chooses the configuration, claims, writes and reads.
"""

from __future__ import annotations

import errno
import select
import socket
import struct
from typing import Any

from usb.backend import IBackend
from usb.core import USBError, USBTimeoutError

from devices.simulated.printer import HOST, SimulatedPrinter

VENDOR, PRODUCT, SERIAL = 0x04B8, 0x0202, "VST0001"
_PACKET = 64
_PRINTER_CLASS = 7
_STRING, _LANGUAGES, _SERIAL_INDEX = 3, 0, 3


class _Fields:
    """A descriptor, or one of its parts, as pyusb reads it."""

    def __init__(self, **fields: object) -> None:
        self.extra_descriptors: tuple[int, ...] = ()
        self.__dict__.update(fields)


class UsbBus(IBackend):  # type: ignore[misc]  # pyusb has no types
    """A bus with one printer, for `usb.core.find(backend=…)`. `ways` are its endpoint addresses, out and in.

    `pull_out` breaks it off. `held_by_kernel` says whether usblp has it; `allowed` whether the kiosk may open it.
    """

    def __init__(
        self, printer: SimulatedPrinter, *, ways: tuple[int, ...] = (0x01, 0x82), interface_class: int = _PRINTER_CLASS
    ) -> None:
        self._address = int(printer.url.rpartition(":")[2])
        self._ways = ways
        self._class = interface_class
        self._wire: socket.socket | None = None
        self.plugged_in = True
        self.allowed = True
        self.held_by_kernel = True
        self.claimed = False

    def pull_out(self) -> None:
        """Take the cable out."""
        self.plugged_in = False
        self._let_go()

    def _let_go(self) -> None:
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    # descriptors

    def enumerate_devices(self) -> Any:
        yield from (self,) if self.plugged_in else ()

    def get_device_descriptor(self, dev: Any) -> _Fields:
        return _Fields(
            bLength=18, bDescriptorType=1, bcdUSB=0x0200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=64, idVendor=VENDOR, idProduct=PRODUCT, bcdDevice=0x0100, iManufacturer=0, iProduct=0,
            iSerialNumber=_SERIAL_INDEX, bNumConfigurations=1, address=1, bus=1, port_number=1, port_numbers=(1,),
            speed=2,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev: Any, config: int) -> _Fields:
        if config:
            raise IndexError
        return _Fields(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1, iConfiguration=0,
            bmAttributes=0xC0, bMaxPower=1,
        )  # fmt: skip

    def get_interface_descriptor(self, dev: Any, intf: int, alt: int, config: int) -> _Fields:
        if intf or alt:
            raise IndexError
        return _Fields(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0, bNumEndpoints=len(self._ways),
            bInterfaceClass=self._class, bInterfaceSubClass=1, bInterfaceProtocol=2, iInterface=0,
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev: Any, ep: int, intf: int, alt: int, config: int) -> _Fields:
        if ep >= len(self._ways):
            raise IndexError
        return _Fields(
            bLength=7, bDescriptorType=5, bEndpointAddress=self._ways[ep], bmAttributes=2, wMaxPacketSize=_PACKET,
            bInterval=0, bRefresh=0, bSynchAddress=0,
        )  # fmt: skip

    # what is done with it

    def open_device(self, dev: Any) -> UsbBus:
        if not self.allowed:
            raise USBError("Access denied", -3, errno.EACCES)
        self._wire = socket.create_connection((HOST, self._address))
        return self

    def close_device(self, dev_handle: Any) -> None:
        self._let_go()

    def get_configuration(self, dev_handle: Any) -> int:
        return 1

    def set_configuration(self, dev_handle: Any, config_value: int) -> None:
        """The one there is."""

    def is_kernel_driver_active(self, dev_handle: Any, intf: int) -> bool:
        return self.held_by_kernel

    def detach_kernel_driver(self, dev_handle: Any, intf: int) -> None:
        self.held_by_kernel = False

    def claim_interface(self, dev_handle: Any, intf: int) -> None:
        if self.held_by_kernel or self.claimed:
            raise USBError("Resource busy", -6, errno.EBUSY)
        self.claimed = True

    def release_interface(self, dev_handle: Any, intf: int) -> None:
        self.claimed = False

    def bulk_write(self, dev_handle: Any, ep: int, intf: int, data: Any, timeout: int) -> int:
        wire = self._plugged()
        wire.settimeout(timeout / 1000)
        try:
            return wire.send(data.tobytes())
        except TimeoutError:
            raise USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT) from None

    def bulk_read(self, dev_handle: Any, ep: int, intf: int, buff: Any, timeout: int) -> int:
        wire = self._plugged()
        if not select.select([wire], [], [], timeout / 1000)[0]:
            raise USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        data = wire.recv(len(buff))
        buff[: len(data)] = type(buff)("B", data)
        return len(data)

    def ctrl_transfer(
        self, dev_handle: Any, kind: int, request: int, value: int, index: int, data: Any, timeout: int
    ) -> int:
        """Of all requests only the one for texts: the serial number."""
        self._plugged()
        text = SERIAL.encode("utf-16-le") if value & 0xFF == _SERIAL_INDEX else struct.pack("<H", 0x0409)
        made = bytes([len(text) + 2, _STRING]) + text
        size = min(len(made), len(data))
        data[:size] = type(data)("B", made[:size])
        return size

    def _plugged(self) -> socket.socket:
        if self._wire is None or not self.plugged_in:
            raise USBError("No such device", -4, errno.ENODEV)
        return self._wire
