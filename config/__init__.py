"""Settings of a kiosk: what a site file may say, what it says, and what is wrong with it.

Imports nothing of the other rooms, and nothing outside the standard library but `icalendar`, for school holidays.
"""

from __future__ import annotations

from config.loader import load, sample_path
from config.problems import ConfigurationError, Problem
from config.settings import Settings

__all__ = ["ConfigurationError", "Problem", "Settings", "load", "sample_path"]
