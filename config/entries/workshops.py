"""Settings of the workshops."""

from __future__ import annotations

from config.entry import Entry, Table
from config.kinds import Integer, Text

WORKSHOPS: tuple[Table, ...] = (
    Table(
        "workshops",
        "Workshops of the place, from its calendar. The kiosk reads it again whenever it changes.",
        (
            Entry(
                "calendar",
                Text(250),
                "Calendar file (.ics), or a folder of them, beside this file. Leave it out without workshops.",
                None,
            ),
            Entry("places", Integer(1, 500), "Places of a workshop whose event does not say how many.", 10),
            Entry("days", Integer(1, 60), "How many days ahead visitors see, today included.", 14),
        ),
    ),
)
