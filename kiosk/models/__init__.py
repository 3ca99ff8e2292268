"""The nouns of reception, as frozen values (docs/rules.md §1 is their vocabulary).

Identities that come from the store are small integers; a card's identity is its 8 random bytes. Nothing here does
I/O or knows the time: whoever needs "how long is left" passes the clock's readings in. What a site says of itself
(zones, workstations, hours, rules, charter) are the values of `config.settings`.
"""

from kiosk.models.feedback import FeedbackValue
from kiosk.models.paper import PaperRoll
from kiosk.models.people import (
    GUEST_NUMBERS,
    Card,
    CardType,
    GuestTicket,
    Member,
    Newcomer,
    Preferences,
    Staff,
    Stroke,
)
from kiosk.models.room import EarlyClosing, HelpCall, OutOfService, Room
from kiosk.models.time import STAFF_REASONS, EndReason, ExtensionReason, Limit, Purpose, Session, Why
from kiosk.models.waiting import Reservation, ReservationEnd, Ticket, TicketEnd
from kiosk.models.workshop import Registration, RegistrationState

__all__ = [
    "GUEST_NUMBERS",
    "STAFF_REASONS",
    "Card",
    "CardType",
    "EarlyClosing",
    "EndReason",
    "ExtensionReason",
    "FeedbackValue",
    "GuestTicket",
    "HelpCall",
    "Limit",
    "Member",
    "Newcomer",
    "OutOfService",
    "PaperRoll",
    "Preferences",
    "Purpose",
    "Registration",
    "RegistrationState",
    "Reservation",
    "ReservationEnd",
    "Room",
    "Session",
    "Staff",
    "Stroke",
    "Ticket",
    "TicketEnd",
    "Why",
]
