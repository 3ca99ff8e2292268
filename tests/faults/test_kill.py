"""F1: kill -9 at any moment. Nothing that was confirmed is lost, nothing is there by half, and the kiosk goes on.

`VESTIBULE_KILLS=1000` runs the long form.
"""

from __future__ import annotations

import os
import random
from contextlib import closing
from pathlib import Path

from data.check import check
from data.database import connect_reading
from tests.faults.conftest import Victim
from tests.faults.process import WORKSTATIONS

KILLS = int(os.environ.get("VESTIBULE_KILLS", "60"))


def test_kill_at_any_moment(victim: Victim, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    chance = random.Random(16)
    confirmed = 0
    for _ in range(KILLS):
        pid = victim.start("live", folder)
        resumed = -1
        for _ in range(chance.randrange(25)):
            verb, number = victim.hear().split()
            assert verb in {"resumed", "ack"}, "it died before it was killed"
            if verb == "resumed":
                resumed = int(number)
                assert resumed in {confirmed, confirmed + 1}, "at most one was durable but not yet confirmed"
            confirmed = int(number)
        for _ in range(chance.randrange(3_000)):
            pass  # so that the blow does not always fall right after a confirmation
        *rest, dead = victim.kill(pid)
        assert dead == "dead -9"
        confirmed = max([confirmed, *(int(line.split()[1]) for line in rest)])
        if (folder / "vestibule.db").exists() and confirmed:
            _inspect(folder / "vestibule.db", confirmed)
    assert confirmed > KILLS


def _inspect(path: Path, confirmed: int) -> None:
    report = check(path)
    assert report.ok, report
    with closing(connect_reading(path)) as connection:
        numbers = [
            int.from_bytes(request, "big")
            for (request,) in connection.execute("SELECT request FROM journal ORDER BY seq")
        ]
        assert numbers == list(range(1, len(numbers) + 1)), "no gap, no duplicate"
        assert len(numbers) in {confirmed, confirmed + 1}
        (sessions,) = connection.execute("SELECT count(*) FROM session").fetchone()
        assert sessions == len(numbers), "state and journal go together"
        (running,) = connection.execute("SELECT count(*) FROM session WHERE closed_us IS NULL").fetchone()
        assert running == min(WORKSTATIONS, len(numbers))
