"""The repositories of one transaction."""

from __future__ import annotations

import sqlite3

from data.cards import SqlCards
from data.early_closings import SqlEarlyClosings
from data.feedback import SqlFeedback
from data.guests import SqlGuests
from data.help_calls import SqlHelpCalls
from data.identifiers import SqlIdentifiers
from data.journal import SqlJournal
from data.members import SqlMembers
from data.paper import SqlPaper
from data.registrations import SqlRegistrations
from data.reservations import SqlReservations
from data.sessions import SqlSessions
from data.signatures import SqlSignatures
from data.staff import SqlStaff
from data.throttle import SqlThrottle
from data.tickets import SqlTickets
from data.vault import Vault
from data.visits import SqlVisits
from data.workstations import SqlWorkstations
from kiosk.models import Room


class SqlUnitOfWork:
    """`kiosk.ports.UnitOfWork`. Made once per connection, so that a transaction prepares nothing. Belongs to the thread
    of the connection, inside a transaction.

    What `room` looks at is remembered from one transaction to the next, by the repository that alone changes it: with
    a thousand workstations taken, reading them all again would cost a check-in ten times its commit. `begin` and
    `forget` see to it that what is remembered is what is in the file.
    """

    def __init__(self, connection: sqlite3.Connection, vault: Vault, kiosk: str) -> None:
        self._connection = connection
        self._vault = vault
        self.members = SqlMembers(connection, vault)
        self.cards = SqlCards(connection)
        self.workstations = SqlWorkstations(connection)
        self.sessions = SqlSessions(connection, self.workstations)
        self.signatures = SqlSignatures(connection, vault)
        self.staff = SqlStaff(connection)
        self.help_calls = SqlHelpCalls(connection)
        self.throttle = SqlThrottle(connection)
        self.visits = SqlVisits(connection)
        self.feedback = SqlFeedback(connection)
        self.tickets = SqlTickets(connection)
        self.reservations = SqlReservations(connection)
        self.guests = SqlGuests(connection)
        self.identifiers = SqlIdentifiers(connection)
        self.early_closings = SqlEarlyClosings(connection)
        self.registrations = SqlRegistrations(connection)
        self.paper = SqlPaper(connection)
        self.journal = SqlJournal(connection, kiosk)
        self._version: int | None = None
        self._room = Room()

    def begin(self) -> None:
        """A transaction began. Another connection should never write; if one did, nothing is remembered."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if version != self._version:
            self.forget()
            self._version = version

    def forget(self) -> None:
        """A transaction was rolled back, or somebody wrote without the repositories."""
        for part in (
            self.sessions,
            self.workstations,
            self.help_calls,
            self.tickets,
            self.reservations,
            self.early_closings,
            self.registrations,
        ):
            part.forget()

    def forget_member(self, member_id: int) -> None:
        """Erase what is sealed for a member, what they asked to keep, their workshops and what identifies them; see
        `SqliteStore.erase_member`."""
        self._vault.forget(self._connection, member_id)
        self._connection.execute("DELETE FROM member_preference WHERE member_id = ?", (member_id,))
        self.registrations.forget_member(member_id)
        self.identifiers.unlink(member_id)

    def room(self) -> Room:
        """The same value as before while nothing changed."""
        parts = (
            self.sessions.running(),
            self.workstations.out_of_service(),
            self.help_calls.open_calls(),
            self.tickets.open_tickets(),
            self.reservations.planned(),
            self.workstations.freed(),
            self.early_closings.current(),
            self.registrations.open(),
        )
        last = self._room
        before = (
            last.sessions,
            last.out_of_service,
            last.help_calls,
            last.tickets,
            last.reservations,
            last.freed,
            last.early_closing,
            last.registrations,
        )
        if any(now is not then for now, then in zip(parts, before, strict=True)):
            self._room = Room(*parts)
        return self._room
