"""Peers on the network that are no print service: a state with a sentence, and a job that may be tried again."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import Any

import pytest

from devices.printers.ipp_queue import IppQueue
from devices.printers.ipp_service import IppService
from devices.printers.page_worker import PageWorker
from kiosk.events import DeviceState, PrintOutcome
from tests.devices.pages import QUICK, outcome


class Peer:
    """Something on the network that is no print service: it sends `said` and closes, or says nothing at all."""

    def __init__(self, said: bytes | None) -> None:
        self._said = said
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = f"ipp://127.0.0.1:{self._server.getsockname()[1]}/ipp/print"
        self._waiting: list[socket.socket] = []
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        with suppress(OSError):  # closed by the test
            while True:
                connection, _ = self._server.accept()
                if self._said is None:
                    self._waiting.append(connection)
                    continue
                with connection, suppress(OSError):
                    connection.recv(65536)
                    connection.sendall(self._said)

    def close(self) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(20)
        for connection in self._waiting:
            connection.close()


IPP_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\n"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (None, "unreachable"),
        (b"", "lost"),
        (b"220 smtp.example.org ready\r\n", "driver-fault"),
        (b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n", "driver-fault"),
        (b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", "no-queue"),
        (b"HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n", "queue-forbidden"),
        (IPP_HEAD + b"Content-Length: 4\r\n\r\n<ht>", "driver-fault"),
        (IPP_HEAD + b"Content-Length: 400\r\n\r\n\x02\x00\x00\x00", "driver-fault"),
        (IPP_HEAD + b"\r\n" + b"\x02\x00\x00\x00\x00\x00\x00\x01\x01" + b"A" * 2_000_000, "driver-fault"),
    ],
    ids=["silent", "closes", "mail", "fails", "no page", "locked", "a web page", "breaks off", "floods"],
)
def test_a_peer_that_is_no_print_service(
    said: bytes | None, code: str, ear: Any, watch: Any, job: Any
) -> None:
    peer = Peer(said)
    try:
        queue = IppQueue(IppService(peer.url, seconds=0.3), peer.url)
        worker = PageWorker(peer.url, queue, lambda receipt: b"%PDF", ear.put, look_seconds=QUICK)
        watch(worker)
        ear.state(DeviceState.SEARCHING, code)
        worker.submit(job("A1"))
        assert outcome(ear, job("A1")) is PrintOutcome.UNREACHABLE
    finally:
        peer.close()
