"""The core: rules, use cases and what comes next.

Standard library only; the signed card alone (`kiosk.cards`) needs cryptography. `kiosk.bootstrap` wires the
rooms together and `kiosk.__main__` is the command line. See docs/architecture.md.
"""
