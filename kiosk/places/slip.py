"""What is printed: the receipt of a session, a waiting ticket, a parent's form; never a name (docs/rules.md §7)."""

from __future__ import annotations

from datetime import timedelta

from kiosk.cards import slip_code
from kiosk.models import Member, Session
from kiosk.places.desk import Desk
from kiosk.receipts import ArchNumber, Block, Heading, Notice, Qr, Receipt, Rule, Text
from kiosk.reception.outcomes import Waits


def code_in_pairs(code: str) -> str:
    """4817 → 48 17, easier to keep in mind."""
    return " ".join(code[i : i + 2] for i in range(0, len(code), 2))


def receipt(desk: Desk, session: Session) -> Receipt:
    """The slip for a running session, in the language that is shown."""
    words, site, moment = desk.words, desk.site.settings.site, desk.moment()
    ends = session.ends_at(moment.utc, moment.boottime, moment.boot_id)
    warnings = desk.site.settings.limits.warnings
    lines = [Text(words.t("Save your files on a stick.")), Text(words.t("At the end, everything is erased."))]
    if warnings and session.granted > min(warnings, key=lambda m: abs(m - 5)) * 60:
        warned = ends - timedelta(minutes=min(warnings, key=lambda m: abs(m - 5)))
        lines.insert(0, Text(words.t("At {hour}, a message tells you.", hour=words.hour(warned))))
    return Receipt(
        (
            Heading(site.name, desk.text(site.line)),
            ArchNumber(words.t("Workstation"), str(session.workstation)),
            Text(words.t("until {hour}", hour=words.hour(ends)), size="big", bold=True, centred=True),
            Text(
                words.t("{day}, from {hour}", day=words.long_date(moment.utc), hour=words.hour(session.opened_at)),
                centred=True,
            ),
            Rule(),
            Text(words.t("Your code on workstation {number}", number=session.workstation), bold=True, centred=True),
            Text(code_in_pairs(session.code), size="code", bold=True, centred=True),
            Qr(slip_code(session.receipt_token)),
            Text(words.t("Keep this receipt."), bold=True, centred=True),
            Text(words.t("It serves to end or to add time."), bold=True, centred=True),
            Rule(),
            *lines,
            Notice((words.t("Need help?"), words.t("Call a mediator."))),
            Text(words.t("Receipt {number}, without your name", number=session.id), size="small", centred=True),
        ),
        desk.language,
    )


def ticket(desk: Desk, waits: Waits) -> Receipt:
    """The slip of a place in the waiting list; its code stands for the visitor's card."""
    words, site = desk.words, desk.site.settings.site
    minutes, taken_at = desk.site.settings.limits.hold, waits.ticket.taken_at
    blocks: list[Block] = [
        Heading(site.name, desk.text(site.line)),
        ArchNumber(words.t("Ticket"), desk.label(waits.ticket)),
        Text(words.t("{day}, {hour}", day=words.long_date(taken_at), hour=words.hour(taken_at)), centred=True),
    ]
    if waits.line.ready_at is not None and not waits.line.too_late:
        about = words.t("About {length} to wait", length=desk.minutes_until(waits.line.ready_at))
        blocks.append(Text(about, bold=True, centred=True))
    blocks += [
        Rule(),
        Text(words.t("Your ticket appears on the screen when it is your turn.")),
        Text(words.n("You then have {count} minute.", "You then have {count} minutes.", minutes)),
        Qr(slip_code(waits.ticket.token)),
        Text(words.t("Present this ticket, or your card."), bold=True, centred=True),
    ]
    return Receipt(tuple(blocks), desk.language)


def member_slip(desk: Desk, member: Member, token: bytes) -> Receipt:
    """What a new member takes to the desk; its code stands for the card today. No name, as on every slip."""
    words, site = desk.words, desk.site.settings.site
    now = desk.moment().utc
    return Receipt(
        (
            Heading(site.name, desk.text(site.line)),
            Text(words.t("Your number"), bold=True, centred=True),
            Text(number_in_groups(member), size="code", bold=True, centred=True),
            Text(words.t("{day}, {hour}", day=words.long_date(now), hour=words.hour(now)), centred=True),
            Rule(),
            Text(words.t("Collect your card at the desk."), bold=True, centred=True),
            Qr(slip_code(token)),
            Text(words.t("Today, this code is your card."), centred=True),
            Text(words.t("Tomorrow it opens nothing any more."), centred=True),
        ),
        desk.language,
    )


def number_in_groups(member: Member) -> str:
    """431 → 000 431, as on a card."""
    number = f"{member.number:06d}"
    return f"{number[:3]} {number[3:]}"


def consent_form(desk: Desk, member: Member) -> Receipt:
    """The paper on which a parent agrees; it carries the card number, and no name."""
    words, site = desk.words, desk.site.settings.site
    text = desk.site.charter_text(desk.language)
    return Receipt(
        (
            Heading(site.name, desk.text(site.line)),
            Text(words.t("A parent’s agreement"), size="big", bold=True, centred=True),
            Text(words.t("For card {number}", number=number_in_groups(member)), bold=True, centred=True),
            Rule(),
            Text(text.title, size="title", bold=True),
            *(Text(f"– {line.text}") for line in text.lines),
            Rule(),
            Text(words.t("I am a parent or guardian. I have read the charter and I agree.")),
            Text(words.t("Name:") + " ………………………………"),
            Text(words.t("Date:") + " ………………………………"),
            Text(words.t("Signature:")),
            Text(" "),
            Text(" "),
            Rule(),
            Notice((words.t("Bring this paper back signed."), words.t("A mediator notes it."))),
        ),
        desk.language,
    )
