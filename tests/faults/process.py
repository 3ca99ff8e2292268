"""A process to be killed: it lives through a kiosk's day, or exports a week, until the test ends it.

Importing the product takes longer than a whole life, so this one forks a child per life: it reads a command per line,
prints `pid <n>`, what the child prints, and `dead <status>`. The child reports with single writes, after each commit.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import traceback
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path

from data.exports.delivery import Delivery
from data.store import SqliteStore
from kiosk.clock import utc
from kiosk.models import EndReason
from kiosk.ports import ExportFailed, NewSession, UnitOfWork

START = utc(2026, 11, 16, 9)
MEMBERS = 10
WORKSTATIONS = 5
FOR_EVER = 1_000_000


def say(text: str) -> None:
    """One line, in one write: whole or not at all."""
    os.write(1, f"{text}\n".encode())


def request_of(number: int) -> bytes:
    """The request id of the n-th use case."""
    return number.to_bytes(16, "big")


def visit(unit: UnitOfWork, number: int) -> None:
    """The n-th use case: somebody leaves if the workstation is taken, somebody sits down, one journal row."""
    at = START + timedelta(seconds=number)
    workstation = number % WORKSTATIONS + 1
    sitting = unit.room().session_on(workstation)
    if sitting is not None:
        unit.sessions.close(sitting.id, at=at, used=60.0, reason=EndReason.VISITOR, estimated=False)
    session = unit.sessions.open(
        NewSession(
            member_id=number % MEMBERS + 1,
            workstation=workstation,
            opened_at=at,
            local_date=at.date(),
            granted=3600.0,
            boottime=float(number),
            boot_id="boot-1",
            code="4821",
            receipt_token=b"receipt!",
            purpose=None,
        )
    )
    unit.journal.add("session.opened", at, {"session": session.id, "number": number}, request_of(number))


def visits(unit: UnitOfWork, numbers: Iterable[int]) -> None:
    """Several of them in one transaction."""
    for number in numbers:
        visit(unit, number)


def last_number(unit: UnitOfWork) -> int:
    """The last use case that the store knows of, 0 when there is none."""
    return next(n for n in count() if unit.journal.of_request(request_of(n + 1)) is None)


def enrol(unit: UnitOfWork) -> None:
    """The members, once."""
    for number in range(1, MEMBERS + 1):
        if unit.members.by_number(number) is None:
            unit.members.add(number=number, category="adult", at=START, first_name=f"Zoé {number}")


def live(folder: Path, rounds: int, acks: int | None = None) -> None:
    """Use cases one after the other, each told of when `write` returned (and noted in the file `acks`)."""
    store = SqliteStore(folder / "vestibule.db", kiosk="k1", ballast_bytes=0)
    store.write(enrol)
    done = store.read(last_number)
    say(f"resumed {done}")
    for number in range(done + 1, done + 1 + rounds):
        store.write(partial(visit, number=number))
        say(f"ack {number}")
        if acks is not None:
            os.write(acks, str(number).encode())
    store.close()


STEPS = frozenset({"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.scandir", "shutil.rmtree"})


def deliver(target: Path, content: str, step: int, *, by: str) -> None:
    """Export files of that content; at the n-th file operation the process is killed, or the stick fails."""
    left = [step]

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event in STEPS and str(target) in str(args[0]):
            left[0] -= 1
            if left[0] == 0 and by == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            if left[0] <= 0 and by == "fail":
                raise OSError(errno.EIO, "the stick is gone")

    sys.addaudithook(hook)
    files = {"sessions.csv": content.encode() * 30_000, "manifest.json": content.encode()}
    try:
        Delivery(target, "week", lambda *_: None, lambda: False).put(files)
    except ExportFailed as failure:
        say(f"failed {failure.code}")
    else:
        say("delivered")


def serve() -> None:
    """One life per line."""
    for command in sys.stdin:
        verb, *words = command.split()
        pid = os.fork()
        if pid == 0:
            status = 1
            with suppress(BaseException):
                try:
                    if verb == "live":
                        live(Path(words[0]), FOR_EVER)
                    else:
                        deliver(Path(words[0]), words[1], int(words[2]), by=verb)
                    status = 0
                except BaseException:
                    traceback.print_exc()
            os._exit(status)
        say(f"pid {pid}")
        _, status = os.waitpid(pid, 0)
        say(f"dead {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        place = Path(sys.argv[1])
        noted = os.open(place / "acks", os.O_WRONLY | os.O_CREAT, 0o600)
        live(place, int(sys.argv[2]), noted)
    else:
        serve()
