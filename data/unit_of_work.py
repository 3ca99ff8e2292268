"""The repositories of one transaction."""

from __future__ import annotations

import sqlite3

from data.cards import SqlCards
from data.help_calls import SqlHelpCalls
from data.journal import SqlJournal
from data.members import SqlMembers
from data.sessions import SqlSessions
from data.signatures import SqlSignatures
from data.staff import SqlStaff
from data.throttle import SqlThrottle
from data.vault import Vault
from data.visits import SqlVisits
from data.workstations import SqlWorkstations
from kiosk.models import Room


class SqlUnitOfWork:
    """`kiosk.ports.UnitOfWork`. Made once per connection, so that a transaction prepares nothing; it holds no state of
    its own. Belongs to the thread of the connection, inside a transaction."""

    def __init__(self, connection: sqlite3.Connection, vault: Vault, kiosk: str) -> None:
        self._connection = connection
        self._vault = vault
        self.members = SqlMembers(connection, vault)
        self.cards = SqlCards(connection)
        self.sessions = SqlSessions(connection)
        self.signatures = SqlSignatures(connection, vault)
        self.staff = SqlStaff(connection)
        self.workstations = SqlWorkstations(connection)
        self.help_calls = SqlHelpCalls(connection)
        self.throttle = SqlThrottle(connection)
        self.visits = SqlVisits(connection)
        self.journal = SqlJournal(connection, kiosk)

    def forget_member(self, member_id: int) -> None:
        """Erase what is sealed for a member; see `SqliteStore.erase_member`."""
        self._vault.forget(self._connection, member_id)

    def room(self) -> Room:
        return Room(
            sessions=self.sessions.running(),
            out_of_service=self.workstations.out_of_service(),
            help_calls=self.help_calls.open_calls(),
        )
