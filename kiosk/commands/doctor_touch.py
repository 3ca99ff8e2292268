"""What a finger on the screen says about it: whether it is felt, and where."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence

from kiosk.commands.doctor_report import Finding, Verdict

SECONDS = 60.0
STARTING = 30.0
"""More than that for the window to come and go."""
FAR, VERY_FAR = 3.0, 8.0
"""Per cent of the longer side: beyond the first the screen should be calibrated, beyond the second it is turned round
or mirrored."""


def touched(words: Sequence[str] = (), seconds: float = SECONDS) -> Finding:
    """Show the marks and judge where the finger came. `words` are further arguments of `screens.touch_trial`."""
    command = [sys.executable, "-m", "screens.touch_trial", str(seconds), *words]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + STARTING, check=True)
        distances = json.loads(done.stdout.strip().splitlines()[-1])
    except (OSError, subprocess.SubprocessError, ValueError, IndexError) as error:
        return Finding("touch", Verdict.BROKEN, f"The window did not work ({type(error).__name__}).")
    return judged(distances)


def judged(distances: Sequence[float | None]) -> Finding:
    """What these distances mean, in per cent of the longer side; None for a mark that was not touched."""
    felt = [distance for distance in distances if distance is not None]
    if not felt:
        return Finding("touch", Verdict.BROKEN, "No touch was felt: check the USB cable of the screen.")
    if len(felt) < len(distances):
        return Finding("touch", Verdict.BROKEN, f"Only {len(felt)} of {len(distances)} marks were felt.")
    worst = max(felt)
    if worst > VERY_FAR:
        return Finding("touch", Verdict.BROKEN, f"Touches land {worst:.1f} % away: turned round or mirrored.")
    if worst > FAR:
        return Finding("touch", Verdict.LOOK, f"Touches land up to {worst:.1f} % away: calibrate the screen.")
    return Finding("touch", Verdict.WELL, f"All marks were felt, at most {worst:.1f} % away.")
