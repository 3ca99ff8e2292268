"""A real CUPS of our own, with a backend that plays the hardware: what reaches it is paper."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import threading
import time
from pathlib import Path
from types import TracebackType

SEARCHED = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
"""Services live where ordinary users do not look."""
QUEUE = "Accueil"
PROGRAMS = Path("/usr/lib/cups/daemon")
"""With them CUPS starts backends."""
PATIENCE = 20.0

_BACKEND = """#!/bin/sh
# CUPS calls: device-uri job user title copies options [file]; without arguments it asks what there is.
[ $# -gt 0 ] || exit 0
folder="{folder}"
[ ! -e "$folder/says" ] || cat "$folder/says" >&2
while [ -e "$folder/hold" ]; do sleep 0.05; done
[ ! -e "$folder/fails" ] || exit 5  # cancel the job
cat "${{6:--}}" > "$folder/part" && mv "$folder/part" "$folder/page-$1.pdf"
"""
_SERVICE = """
LogLevel warn
Listen {socket}
Listen 127.0.0.1:{port}
Browsing No
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
"""
_FILES = """
ServerRoot {folder}/root
ServerBin {folder}/bin
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/run
TempDir {folder}/tmp
AccessLog {folder}/access
ErrorLog {folder}/error
PageLog {folder}/page
"""


def missing() -> str:
    """What is not installed; "" when all is."""
    programs = [name for name in ("cupsd", "lpadmin", "lpstat") if shutil.which(name, path=SEARCHED) is None]
    return ", ".join(programs + ([] if PROGRAMS.is_dir() else [str(PROGRAMS)]))


class PrintService:
    """CUPS in `folder` with one queue; `paper` is where the pages come out. A context manager."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.socket = folder / "cups.sock"
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self.paper = folder / "paper"
        for name in ("root", "bin/backend", "spool", "cache", "run", "tmp", "paper"):
            (folder / name).mkdir(parents=True)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> PrintService:
        (self._folder / "bin/daemon").symlink_to(PROGRAMS)
        backend = self._folder / "bin/backend/hardware"
        backend.write_text(_BACKEND.format(folder=self.paper), encoding="utf-8")
        backend.chmod(0o700)  # CUPS runs it as root then, and as ourselves where we are not
        (self._folder / "cupsd.conf").write_text(_SERVICE.format(socket=self.socket, port=self.port), encoding="utf-8")
        (self._folder / "cups-files.conf").write_text(_FILES.format(folder=self._folder), encoding="utf-8")
        try:
            self.start()
            self.order("lpadmin", "-p", QUEUE, "-E", "-v", "hardware:/1", "-m", "raw")
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start the service, and wait until it answers. Raises RuntimeError when it does not."""
        files = ("-c", str(self._folder / "cupsd.conf"), "-s", str(self._folder / "cups-files.conf"))
        self._process = subprocess.Popen(
            self._ordered("cupsd", "-f", *files), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline, pause = time.monotonic() + PATIENCE, threading.Event()
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("cupsd does not start here")
            pause.wait(0.05)

    def _answers(self) -> bool:
        try:
            return "is running" in self.order("lpstat", "-r")
        except subprocess.CalledProcessError:
            return False

    def stop(self) -> None:
        """End the service; nothing answers at its socket."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(PATIENCE)
            self._process = None
        self.socket.unlink(missing_ok=True)

    def order(self, program: str, *arguments: str) -> str:
        """Have one of the programs of CUPS do something; returns what it prints. Raises CalledProcessError."""
        done = subprocess.run(
            self._ordered(program, *arguments), env=self._there(), capture_output=True, text=True, check=True
        )
        return done.stdout

    def _ordered(self, program: str, *arguments: str) -> list[str]:
        return [shutil.which(program, path=SEARCHED) or program, *arguments]

    def _there(self) -> dict[str, str]:
        return {**os.environ, "CUPS_SERVER": str(self.socket), "LC_ALL": "C"}

    # what the hardware does

    def says(self, *states: str) -> None:
        """What the backend tells CUPS at each job from now on, such as "+media-empty-error"."""
        (self.paper / "says").write_text("".join(f"STATE: {state}\n" for state in states), encoding="ascii")

    def hold(self) -> None:
        """Take the next job, and do not come to its end until `go_on`."""
        (self.paper / "hold").touch()

    def go_on(self) -> None:
        """Print as usual."""
        (self.paper / "hold").unlink(missing_ok=True)
        (self.paper / "fails").unlink(missing_ok=True)

    def fail(self) -> None:
        """Give every job up."""
        (self.paper / "fails").touch()

    def pages(self) -> list[bytes]:
        """What came out so far, in order."""
        found = sorted(self.paper.glob("page-*.pdf"), key=lambda path: int(path.stem.removeprefix("page-")))
        return [path.read_bytes() for path in found]
