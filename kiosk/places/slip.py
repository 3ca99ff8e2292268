"""The receipt of a session: what is printed, without a name (design 24; docs/rules.md §7)."""

from __future__ import annotations

from datetime import timedelta

from kiosk.cards import receipt_code
from kiosk.models import Session
from kiosk.places.desk import Desk
from kiosk.receipts import ArchNumber, Heading, Notice, PrintJob, Qr, Receipt, Rule, Text


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
            Qr(receipt_code(session.receipt_token)),
            Text(words.t("Keep this receipt."), bold=True, centred=True),
            Text(words.t("It serves to end or to add time."), bold=True, centred=True),
            Rule(),
            *lines,
            Notice((words.t("Need help?"), words.t("Call a mediator."))),
            Text(words.t("Receipt {number}, without your name", number=session.id), size="small", centred=True),
        ),
        desk.language,
    )


def print_receipt(desk: Desk, session: Session) -> str:
    """Send the slip to the printer. Returns the name of the job, for the events about it."""
    job = desk.next_job()
    desk.printer.submit(PrintJob(job, receipt(desk, session)))
    return job
