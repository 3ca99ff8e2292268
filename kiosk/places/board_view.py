"""14, as it is drawn: counters, the waiting list, tiles, the panel of the selected workstation, and its questions."""

from __future__ import annotations

import math

from kiosk.events import DeviceState
from kiosk.explanation import why_so_long
from kiosk.i18n import Words
from kiosk.models import ExtensionReason, Room, Session
from kiosk.places.board_actions import Action, Asking
from kiosk.places.desk import Desk
from kiosk.places.floor import since
from kiosk.places.states_idle import IdleRow
from kiosk.places.states_staff import BoardPanel, BoardState, BoardTile, Counter
from kiosk.places.view import Banner, Button, Dialog, Style, Tone

TILES_PER_PAGE = 12
STEPS = (15, 30, 60)
WARNING_MINUTES = 5
NEXT_ENDS = 2


def board_state(desk: Desk, selected: int | None, page: int) -> BoardState:
    """14."""
    words, room = desk.words, desk.reception.room
    numbers = sorted(desk.site.workstations)
    shown = numbers[page * TILES_PER_PAGE : (page + 1) * TILES_PER_PAGE]
    banner, button = _banner(desk, words, room)
    several = len(numbers) > TILES_PER_PAGE
    return BoardState(
        counters=_counters(numbers, words, room),
        banner=banner,
        banner_button=button,
        list_title=words.t("Waiting list") if room.tickets else words.t("Free next"),
        rows=_queue(desk) or _next_ends(desk),
        stations_title=words.t("Workstations"),
        tiles=tuple(_tile(number, desk, chosen=number == selected) for number in shown),
        panel=_panel(desk, selected),
        previous=Button(Action.PREVIOUS, words.t("Before"), "previousPage") if several else None,
        next=Button(Action.NEXT, words.t("After"), "nextPage") if several else None,
    )


def _tile(number: int, desk: Desk, *, chosen: bool) -> BoardTile:
    words, room = desk.words, desk.reception.room
    out = next((o for o in room.out_of_service if o.workstation == number), None)
    session = room.session_on(number)
    if out is not None:
        broken = words.t("Broken")
        return BoardTile(Action.SELECT, number, "outOfService", broken, since(desk, out.since), "out", selected=chosen)
    if session is None:
        return _empty_tile(number, desk, chosen=chosen)
    moment, minutes = desk.moment(), desk.minutes_left(session)
    warning = minutes <= WARNING_MINUTES
    return BoardTile(
        Action.SELECT,
        number,
        "timer" if warning else "occupant",
        words.duration(minutes),
        words.t("until {hour}", hour=desk.ends(session)),
        "warning" if warning else "busy",
        session.left_at(moment.boottime, moment.boot_id) / session.granted,
        chosen,
    )


def _empty_tile(number: int, desk: Desk, *, chosen: bool) -> BoardTile:
    """Nobody sits there: free, held for a ticket, or reserved next."""
    words, room, moment = desk.words, desk.reception.room, desk.moment()
    held = room.hold_on(number)
    if held is not None:
        hold = desk.site.settings.limits.hold * 60
        left = max(0.0, hold - held.held_at(moment.boottime, moment.boot_id))
        line = words.t("held {length} more", length=words.duration(max(1, math.ceil(left / 60))))
        return BoardTile(Action.SELECT, number, "ticket", desk.label(held), line, "held", left / hold, chosen)
    following = next((r for r in room.reservations if r.workstation == number), None)
    line = words.t("reserved at {hour}", hour=words.hour(following.starts_at)) if following else ""
    return BoardTile(Action.SELECT, number, "free", words.t("Free"), line, "free", selected=chosen)


def _panel(desk: Desk, selected: int | None) -> BoardPanel | None:
    if selected is None:
        return None
    words, room = desk.words, desk.reception.room
    out = room.is_out(selected)
    session = room.session_on(selected)
    service = words.t("Back in service") if out else words.t("Out of service")
    title = words.t("Workstation {number}", number=selected)
    if session is None:
        line = words.t("out of service") if out else words.n("free", "free", 1)
        button = Button(Action.SERVICE, service, "outOfService")
        return BoardPanel(title, line, (), None, None, button)
    card = f"{session.member_number:06d}"
    line = words.t("card {number}, until {hour}", number=f"{card[:3]} {card[3:]}", hour=desk.ends(session))
    busy = words.t("End the session first")
    return BoardPanel(
        title,
        line,
        tuple(Button(Action.ADD, f"+ {minutes}", value=minutes) for minutes in STEPS),
        Button(Action.WHY, words.t("Why so long?"), "info") if session.why is not None else None,
        Button(Action.END, words.t("End the session"), "endSession", Style.DANGER),
        Button(Action.SERVICE, service, "outOfService", disabled_reason=busy),
    )


def question(desk: Desk, asking: Asking, session: Session, minutes: int) -> Dialog:
    """What the board asks before it acts on that session."""
    words = desk.words
    keep = Button(Action.KEEP, words.t("Cancel"))
    if asking is Asking.WHY and session.why is not None:
        first = round((session.granted - session.extended) / 60)
        added = round(session.extended / 60)
        line = why_so_long(session.why, first, desk.site, words)
        if added > 0:
            line += " " + words.t("Then {length} more were added.", length=words.duration(added))
        title = words.t("Why until {hour}?", hour=desk.ends(session))
        return Dialog(title, line, (Button(Action.KEEP, words.t("Close")),))
    if asking is Asking.END:
        return Dialog(
            words.t("End the session on workstation {number}?", number=session.workstation),
            words.t("{length} are left.", length=words.duration(desk.minutes_left(session))),
            (Button(Action.END_CONFIRMED, words.t("End the session"), "endSession", Style.DANGER_FILLED), keep),
        )
    reasons = (
        (ExtensionReason.PROCEDURE, words.t("A procedure to finish"), "papers"),
        (ExtensionReason.TRAINING, words.t("Training or support"), "reasonLearn"),
        (ExtensionReason.FAULT, words.t("A technical fault"), "outOfService"),
        (ExtensionReason.OTHER, words.t("Other"), "reasonOther"),
    )
    return Dialog(
        words.t("Why {length} more?", length=words.duration(minutes)),
        words.t("The reason goes into the weekly figures."),
        (*(Button(Action.REASON, label, icon, value=reason) for reason, label, icon in reasons), keep),
    )


def _queue(desk: Desk) -> tuple[IdleRow, ...]:
    """The first of those who wait, called ones before the others."""
    words, room = desk.words, desk.reception.room
    rows = []
    for ticket in (*room.called, *room.waiting)[:NEXT_ENDS]:
        if ticket.called_at is not None and ticket.workstation is not None:
            text = words.t(
                "Called at {hour}. Workstation {number} is held.",
                hour=words.hour(ticket.called_at),
                number=ticket.workstation,
            )
        else:
            waited = max(1, math.ceil((desk.moment().utc - ticket.taken_at).total_seconds() / 60))
            text = words.t("Has been waiting for {length}.", length=words.duration(waited))
        rows.append(IdleRow(desk.label(ticket), text))
    return tuple(rows)


def _next_ends(desk: Desk) -> tuple[IdleRow, ...]:
    """The sessions that end first, for the mediator with people waiting."""
    moment, words = desk.moment(), desk.words
    running = sorted(desk.reception.room.sessions, key=lambda s: s.left_at(moment.boottime, moment.boot_id))
    return tuple(
        IdleRow(
            str(session.workstation),
            words.t(
                "{length} left, until {hour}",
                length=words.duration(desk.minutes_left(session)),
                hour=desk.ends(session),
            ),
        )
        for session in running[:NEXT_ENDS]
    )


def pages(desk: Desk) -> int:
    """Pages of workstations, at least one."""
    return max(1, math.ceil(len(desk.site.workstations) / TILES_PER_PAGE))


def _counters(numbers: list[int], words: Words, room: Room) -> tuple[Counter, ...]:
    out = len(room.out_of_service)
    busy = len(room.sessions)
    free = sum(room.is_free(number) for number in numbers)
    held, waiting = len(room.called), len(room.waiting)
    return (
        Counter("occupant", str(busy), words.n("taken", "taken", busy)),
        Counter("ticket", str(held), words.n("held", "held", held))
        if held
        else Counter("free", str(free), words.n("free", "free", free)),
        Counter("outOfService", str(out), words.n("broken", "broken", out)),
        Counter("staffQueue", str(waiting), words.n("waits", "wait", waiting)),
    )


def _banner(desk: Desk, words: Words, room: Room) -> tuple[Banner | None, Button | None]:
    """A call for help comes first, then a device that needs a hand."""
    called = _help_banner(desk, words, room)
    if called is not None:
        return called
    well = {DeviceState.OFF, DeviceState.READY}
    for name in sorted(desk.devices):
        device = desk.devices[name]
        if device.state not in well:
            return Banner(*_device_words(name, device.code, words), Tone.WARNING), None
    if desk.workshop_trouble:
        where = desk.workshop_trouble[0]
        line = words.t("Correct {where}. The rest is shown.", where=where)
        return Banner("workshops", words.t("The workshop calendar needs you"), line, Tone.WARNING), None
    return None, None


def _help_banner(desk: Desk, words: Words, room: Room) -> tuple[Banner, Button] | None:
    """The first call that nobody answered; else one that was answered, until it is closed or a quarter of an hour is
    over. None when there is neither."""
    now = desk.moment().utc
    calls = [call for call in room.help_calls if not call.coming or call.stands_at(now)]
    if not calls:
        return None
    first = min(calls, key=lambda call: (call.coming, call.asked_at))
    where = (
        words.t("Somebody at the kiosk asks for help")
        if first.workstation is None
        else words.t("Workstation {number} asks for help", number=first.workstation)
    )
    if first.coming_at is None:
        button = Button(Action.COMING, words.t("I am coming"), "coming", Style.PRIMARY)
        return Banner("help", where, since(desk, first.asked_at)), button
    line = words.t("Answered at {hour}.", hour=words.hour(first.coming_at))
    return Banner("help", where, line), Button(Action.HELPED, words.t("Done"), "accept")


def _device_words(name: str, code: str, words: Words) -> tuple[str, str, str]:
    """(icon, title, what to do) for a device that needs a hand."""
    if name == "speaker":
        return "audio", words.t("The kiosk cannot be heard"), words.t("Check the loudspeaker and its cable.")
    if name == "reader":
        return (
            "scanQr",
            words.t("The card reader does not answer"),
            words.t("Check its cable. It comes back by itself."),
        )
    line = {
        "no-paper": words.t("Open it and put in a new roll."),
        "paper-near-end": words.t("The roll is nearly at its end."),
        "cover-open": words.t("Close its cover."),
        "cutter-jammed": words.t("Switch it off and take out the jammed paper."),
        "queue-stopped": words.t("Its print queue is stopped. Call support."),
    }.get(code, words.t("Check that it is on and plugged in."))
    title = words.t("The printer needs paper") if "paper" in code else words.t("The printer needs you")
    return "printer", title, line
