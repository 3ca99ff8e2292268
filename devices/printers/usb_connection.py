"""A printer on USB without the kernel's driver: found by its numbers, which stay the same on every plug.

pyusb is optional: without it, or without libusb, the printer is a state.
"""

from __future__ import annotations

import errno
import importlib
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from devices.advice import Unfit

PRINTER_CLASS = 0x07
_VENDOR_CLASS = 0xFF
"""Some cheap printers do not say that they are one."""
_BULK, _OUT, _IN = 0x02, 0x00, 0x80
WRITE_SIZE = 4096
"""Bytes in one go: cheap printers give up on longer ones."""
NOTHING_SECONDS = 0.05
"""A printer may answer a question for data with none; that is no end, and no reason to spin."""
_ADDRESS = re.compile(r"usb://([0-9a-fA-F]{4}):([0-9a-fA-F]{4})(?:/([\w.-]{1,64}))?")


@dataclass(frozen=True, slots=True)
class UsbAddress:
    """`usb://04b8:0202`, or `usb://04b8:0202/SERIAL` for one of several alike; `serial` "" takes the first."""

    vendor: int
    product: int
    serial: str = ""

    @classmethod
    def of(cls, url: str) -> UsbAddress:
        """Raises ValueError when it is no such address."""
        match = _ADDRESS.fullmatch(url)
        if match is None:
            raise ValueError(f"{url!r} is not the address of a USB printer")
        return cls(int(match[1], 16), int(match[2], 16), match[3] or "")


class UsbConnection:
    """A `devices.printers.connection.Connection`. `backend` finds the devices; None: libusb.

    Raises OSError, or Unfit when pyusb, libusb or the right to open the printer is missing.
    """

    keeps = True

    def __init__(self, address: UsbAddress, write_timeout: float, *, backend: Any = None) -> None:
        self._core, self._util = _library()
        self._write_timeout = write_timeout
        with self._errors():
            self._device = self._found(address, backend)
            self._interface, self._out, self._in = self._ways()
            self._claim()

    def write(self, data: bytes) -> None:
        deadline = time.monotonic() + self._write_timeout
        rest = memoryview(data)
        while rest:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError("the printer does not take any more bytes")
            with self._errors():
                rest = rest[self._out.write(bytes(rest[:WRITE_SIZE]), _milliseconds(left)) :]

    def read(self, timeout: float) -> bytes:
        if self._in is None:  # it has no way back
            time.sleep(timeout)
            return b""
        try:
            with self._errors():
                data = bytes(self._in.read(self._in.wMaxPacketSize, _milliseconds(timeout)))
        except TimeoutError:
            return b""
        if not data:
            time.sleep(min(timeout, NOTHING_SECONDS))
        return data

    def close(self) -> None:
        with suppress(Exception):
            self._util.release_interface(self._device, self._interface)
        with suppress(Exception):
            self._util.dispose_resources(self._device)

    def _found(self, address: UsbAddress, backend: Any) -> Any:
        wanted = {"idVendor": address.vendor, "idProduct": address.product}
        try:
            for device in self._core.find(find_all=True, backend=backend, **wanted):
                if address.serial in ("", self._serial(device)):
                    return device
        except self._core.NoBackendError as error:
            raise Unfit("no-libusb") from error
        raise FileNotFoundError(errno.ENODEV, "no such USB device")

    def _serial(self, device: Any) -> str:
        try:
            return str(device.serial_number or "")
        except ValueError as error:  # pyusb's word for texts that it may not read
            raise Unfit("no-usb-permission") from error

    def _ways(self) -> tuple[int, Any, Any]:
        """The number of the printer's interface, the way to it and the way back, None when there is none."""
        try:
            configuration = self._device.get_active_configuration()
        except self._core.USBError:
            self._device.set_configuration()
            configuration = self._device.get_active_configuration()
        for wanted in (PRINTER_CLASS, _VENDOR_CLASS):
            for interface in configuration:
                ways = [self._bulk(interface, direction) for direction in (_OUT, _IN)]
                if interface.bInterfaceClass == wanted and ways[0] is not None:
                    return interface.bInterfaceNumber, ways[0], ways[1]
        raise Unfit("no-usb-printer")

    def _bulk(self, interface: Any, direction: int) -> Any:
        for endpoint in interface:
            if endpoint.bmAttributes & 0x03 == _BULK and endpoint.bEndpointAddress & 0x80 == direction:
                return endpoint
        return None

    def _claim(self) -> None:
        """Take the printer from the kernel's usblp, without resetting it: what it is printing stays whole."""
        with suppress(NotImplementedError):
            if self._device.is_kernel_driver_active(self._interface):
                self._device.detach_kernel_driver(self._interface)
        self._util.claim_interface(self._device, self._interface)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """What pyusb raises, as the errors that the house knows."""
        try:
            yield
        except self._core.USBTimeoutError as error:
            raise TimeoutError("the printer does not answer") from error
        except self._core.USBError as error:
            if error.errno in (errno.EACCES, errno.EPERM):
                raise Unfit("no-usb-permission") from error
            raise OSError(error.errno or errno.EIO, "USB") from error


def _library() -> tuple[Any, Any]:
    try:
        return importlib.import_module("usb.core"), importlib.import_module("usb.util")
    except ImportError as error:
        raise Unfit("no-pyusb") from error


def _milliseconds(seconds: float) -> int:
    """For libusb, to which 0 means for ever."""
    return max(1, round(seconds * 1000))
