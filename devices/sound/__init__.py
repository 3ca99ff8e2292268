"""Chimes and reading aloud, offline: one thread, the system's own programs, and silence where there are none."""
