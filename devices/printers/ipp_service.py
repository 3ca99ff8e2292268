"""Asks a print service by IPP over HTTP: the CUPS of this machine through its socket, or a printer on the network.

One connection for one question. Belongs to the print thread.
"""

from __future__ import annotations

import itertools
import socket
from collections.abc import Mapping, Sequence
from http.client import HTTPConnection, HTTPException, RemoteDisconnected
from pathlib import Path
from urllib.parse import urlsplit

from devices.advice import Unfit
from devices.printers.ipp import FORMAT_NOT_SUPPORTED, NOT_AUTHORIZED, NOT_FOUND, Answer, IppError, answer, request

CUPS_SOCKET = Path("/run/cups/cups.sock")
PORT = 631
SECONDS = 5.0
"""For connecting, for each part that is sent, and for each part of an answer."""
LARGEST = 1_000_000
"""Bytes of an answer that are read; real ones have some thousands."""
USER = "vestibule"
"""What stands in the lists of the print service: the kiosk, and nobody's name."""
_HTTP_OK = 200


class IppService:
    """A printer behind `cups://QUEUE` or `ipp://host[:port]/path`. `cups` is the socket of CUPS, `seconds` as SECONDS.

    Raises ValueError when the address is neither.
    """

    def __init__(self, url: str, *, cups: Path = CUPS_SOCKET, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        parts = urlsplit(url)
        if parts.scheme == "cups" and parts.netloc and not parts.path.strip("/"):
            self._socket: Path | None = cups
            self._host, self._port, self._path = "localhost", PORT, f"/printers/{parts.netloc}"
        elif parts.scheme == "ipp" and parts.hostname:
            self._socket = None
            self._host, self._port, self._path = parts.hostname, parts.port or PORT, parts.path or "/"
        else:
            raise ValueError(f"{url!r} is not the address of a print queue")
        self._printer = f"ipp://{self._host}:{self._port}{self._path}"
        self._numbers = itertools.count(1)

    @property
    def remembers(self) -> bool:
        """Whether what it says about a resting printer may be old: CUPS asks a printer during a job only."""
        return self._socket is not None or self._path.startswith("/printers/")

    def ask(
        self,
        operation: int,
        attributes: Mapping[str, int | str | Sequence[str]],
        *,
        job: Mapping[str, str] | None = None,
        document: bytes = b"",
    ) -> Answer:
        """Ask, and wait for the answer, which may say no.

        Raises OSError when the service is not reached, Unfit when there is no such queue or it is not for us,
        IppError when the answer is none.
        """
        asked = {"requesting-user-name": USER, **attributes}
        body = request(operation, next(self._numbers), self._printer, asked, job=job, document=document)
        said = answer(self._posted(body))
        if said.status == NOT_FOUND:
            raise Unfit("no-queue")
        if said.status in NOT_AUTHORIZED:
            raise Unfit("queue-forbidden")
        if said.status == FORMAT_NOT_SUPPORTED:
            raise Unfit("no-pdf")
        return said

    def _posted(self, body: bytes) -> bytes:
        connection = self._connection()
        try:
            connection.request("POST", self._path, body, {"Content-Type": "application/ipp"})
            response = connection.getresponse()
            if response.status in (401, 403):
                raise Unfit("queue-forbidden")
            if response.status == 404:
                raise Unfit("no-queue")
            if response.status != _HTTP_OK:
                raise IppError(f"HTTP status {response.status}")
            return response.read(LARGEST)
        except RemoteDisconnected:  # an OSError as well: the connection is lost
            raise
        except HTTPException as error:
            raise IppError("the answer is no HTTP") from error
        finally:
            connection.close()

    def _connection(self) -> HTTPConnection:
        if self._socket is None:
            return HTTPConnection(self._host, self._port, timeout=self._seconds)
        return _SocketConnection(self._socket, self._seconds)


class _SocketConnection(HTTPConnection):
    """HTTP over a socket of this machine."""

    def __init__(self, path: Path, seconds: float) -> None:
        super().__init__("localhost", timeout=seconds)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        try:
            self.sock.connect(str(self._path))
        except (FileNotFoundError, ConnectionRefusedError) as error:
            raise Unfit("no-cups") from error
