"""The core of Vestibule: what reception is, without pixels, wires or SQL.

`rules` decide, `reception` acts, `places` say what comes next. Only `bootstrap`, `commands`, `demo` and the command
line join the core with the rooms around it (docs/architecture.md).
"""

__version__ = "0.1.0"
