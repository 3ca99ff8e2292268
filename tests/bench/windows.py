"""The window: how soon the next screen stands there, how soon the first, what it takes to hold it, at rest as well."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import sleep

from tests.bench.figures import Row, Samples, median_row, tail_row
from tests.bench.history import store_with
from tests.bench.processes import Windowed

SETTLED = 0.35
"""Seconds after which a new screen takes the next finger."""
RESTED = 2.5
"""Seconds after which the product sleeps."""
VISIT = ("scan", "plan", "take", "leave")
TAPS = VISIT[1:]


@dataclass(frozen=True)
class Plan:
    """How much is measured: visits, starts of each program, touches after a rest, seconds of rest."""

    visits: int
    starts: int
    rests: int
    seconds: float


class Windows:
    """Starts the programs and compares them. `scratch` takes their files; `screen` and `notes` are known afterwards."""

    def __init__(self, cache: Path, scratch: Path, plan: Plan) -> None:
        self._cache, self._scratch, self._plan = cache, scratch, plan
        self._env: Mapping[str, str] = {}
        self._numbers = count()
        self.screen = "no window"
        self._visits = ""
        self._whole: list[float] = []

    @property
    def notes(self) -> str:
        """What the table has no line for."""
        whole = Samples(tuple(self._whole)).p50 if self._whole else 0.0
        return f"{self._visits} The house behind the first screen was there, its reader listening, at {whole:.0f} ms."

    def rows(self, env: Mapping[str, str]) -> Iterator[Row]:
        """Measure everything, line by line. `env` is the environment that the programs find."""
        self._env = env
        yield from self._answers()
        yield from self._starts_and_memory()
        yield self._rest()

    def _answers(self) -> Iterator[Row]:
        found: dict[str, list[float]] = {name: [] for name in (*VISIT, "lean", "default", "first", "rested")}
        with self._kiosk() as kiosk, self._bare("taps", "lean") as lean, self._bare("taps", "default") as default:
            self.screen = str(kiosk.ask("screen"))
            for program in (lean, default):
                program.ask("tap")  # the first one of each draws letters that the others find drawn
            for step in VISIT:
                sleep(SETTLED)
                found["first"].append(kiosk.ask(step))
            for _ in range(self._plan.visits):
                for step in VISIT:
                    sleep(SETTLED / 3)
                    found["default"].append(default.ask("tap"))
                    sleep(SETTLED / 3)
                    found["lean"].append(lean.ask("tap"))
                    sleep(SETTLED / 3)
                    found[step].append(kiosk.ask(step))
            for _ in range(self._plan.rests):
                sleep(RESTED)
                found["rested"].append(kiosk.ask("ask"))
                found["lean"].append(lean.ask("tap"))
                sleep(SETTLED)
                kiosk.ask("back")
        floor = min(Samples(tuple(found["lean"])), Samples(tuple(found["default"])), key=lambda s: s.p50)
        taps = Samples(tuple(value for step in TAPS for value in found[step]))
        yield median_row("scan → next screen drawn, median", Samples(tuple(found["scan"])), floor, 1.0)
        yield tail_row("scan → next screen drawn, p99", Samples(tuple(found["scan"])), floor, 1.0)
        yield median_row("tap → next screen drawn, median", taps, floor, 1.0)
        yield tail_row("tap → next screen drawn, p99", taps, floor, 1.0)
        yield median_row("first tap after a rest", Samples(tuple(found["rested"])), floor, 1.0)
        self._visits = (
            f"The very first visit after a start: {', '.join(f'{v:.0f}' for v in found['first'])} ms "
            f"({', '.join(VISIT)}). "
            f"Medians: {', '.join(f'{step} {Samples(tuple(found[step])).p50:.1f} ms' for step in VISIT)}; "
            f"bare Kivy with its default settings {Samples(tuple(found['default'])).p50:.1f} ms."
        )

    def _starts_and_memory(self) -> Iterator[Row]:
        starts: dict[str, list[float]] = {"kiosk": [], "bare": []}
        memory: dict[str, list[float]] = {"kiosk": [], "bare": []}
        programs: dict[str, Callable[[], Windowed]] = {
            "kiosk": self._kiosk, "bare": lambda: self._bare("label", "lean"),
        }  # fmt: skip
        for start in programs.values():
            with start():
                pass  # what is imported is compiled now, as an installed program finds it
        for turn in range(self._plan.starts):
            for name, start in programs.items():
                with start() as program:
                    starts[name].append(program.start_ms)
                    if turn < 2:
                        self._use(program, name)
                        memory[name].append(program.memory())
        yield median_row(
            "cold start → first screen", Samples(tuple(starts["kiosk"])), Samples(tuple(starts["bare"])), 1.5
        )
        yield median_row(
            "memory (PSS) after two visits",
            Samples(tuple(memory["kiosk"]), "MB"),
            Samples(tuple(memory["bare"]), "MB"),
            1.4,
        )

    @staticmethod
    def _use(program: Windowed, name: str) -> None:
        """Two whole visits, so that every screen of the main job has been drawn."""
        for step in (*VISIT, *VISIT) if name == "kiosk" else ():
            sleep(SETTLED)
            program.ask(step)
        sleep(1.0)

    def _rest(self) -> Row:
        with self._kiosk() as kiosk, self._bare("label", "default") as bare:
            sleep(RESTED)
            used = [program.processor_seconds() for program in (kiosk, bare)]
            sleep(self._plan.seconds)
            used = [p.processor_seconds() - before for p, before in zip((kiosk, bare), used, strict=True)]
        shares = [Samples((100 * seconds / self._plan.seconds,), "%") for seconds in used]
        return median_row("processor at rest", shares[0], shares[1], 0.2)

    def _kiosk(self) -> Windowed:
        folder = self._scratch / f"kiosk-{next(self._numbers)}"
        shutil.copytree(store_with(0, self._cache), folder)
        program = Windowed("tests.bench.kiosk_window", folder, env=self._env, log=folder / "errors.log")
        self._whole.append(program.since_start(float(program.ask("whole"))))
        return program

    def _bare(self, kind: str, manner: str) -> Windowed:
        log = self._scratch / f"bare-{next(self._numbers)}.log"
        return Windowed("tests.bench.bare_window", kind, manner, env=self._env, log=log)
