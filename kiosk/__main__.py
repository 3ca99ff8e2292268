"""The command line of Vestibule."""

from __future__ import annotations


def main() -> None:
    """Start the command line."""
