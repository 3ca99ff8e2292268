"""`vestibule explain`: how long somebody may stay, and why; works while the kiosk runs, and changes nothing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.clock import Moment, parse_instant
from kiosk.commands.shared import data_option, now, plain_errors, settings_of, site_option
from kiosk.site import Site

if TYPE_CHECKING:
    from kiosk.ports import UnitOfWork


class Instant(click.ParamType[datetime]):
    """An ISO 8601 instant with its offset."""

    name = "instant"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Ends the command with what to write instead."""
        try:
            return parse_instant(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.command()
@click.option("--member", "number", type=int, required=True, help="The number on the card.")
@click.option("--workstation", type=int, help="For this workstation (default: the best one for the member).")
@click.option("--at", "instant", type=Instant(), help="At that instant, such as 2026-10-14T14:42+02:00 (default: now).")
@site_option
@data_option
def explain(
    number: int, workstation: int | None, instant: datetime | None, site_file: Path | None, folder: Path | None
) -> None:
    """Say how long a member may stay, and why, in one sentence."""
    from data.reading import read_beside
    from kiosk.data_folder import STORE_FILE, data_folder

    settings = settings_of(site_file)
    site = Site(settings)
    if workstation is not None and workstation not in site.workstations:
        raise click.ClickException(f"there is no workstation {workstation} in the site file")
    moment = now()
    if instant is not None:
        moment = Moment(instant, moment.boottime, moment.boot_id)
    with plain_errors():
        store = data_folder(settings, folder) / STORE_FILE
        sentence = read_beside(
            store, settings.site.kiosk, lambda uow: _sentence(uow, site, moment, number, workstation)
        )
    click.echo(sentence)


def _sentence(uow: UnitOfWork, site: Site, moment: Moment, number: int, workstation: int | None) -> str:
    from kiosk.explanation import why_so_long
    from kiosk.i18n import Words
    from kiosk.reception.admission import admit
    from kiosk.reception.outcomes import Called, Waits
    from kiosk.reception.sessions import longest_on
    from kiosk.reception.situation import Situation
    from kiosk.rules.allotment import Grant
    from kiosk.rules.refusals import Refused

    words = Words(site.settings.site.default_language, site.zone)
    member = uow.members.by_number(number)
    if member is None:
        raise click.ClickException(f"there is no member {number} in this store")
    situation = Situation.of(uow, site, moment)
    running = uow.sessions.running_of(member.id)
    if running is not None and running.why is not None:
        return why_so_long(running.why, round((running.granted - running.extended) / 60), site, words)
    answer = admit(uow, situation, member)
    if isinstance(answer, Waits):
        return words.t("No session now: the member is in the waiting list.")
    if isinstance(answer, Called):
        answer = answer.arrived
    if isinstance(answer, Refused):
        most: Grant | Refused = answer
    elif workstation is None:
        most = answer.most
    else:
        most = longest_on(uow, situation, member, workstation)
    if isinstance(most, Refused):
        again = f" ({words.long_date(most.again_at)}, {words.hour(most.again_at)})" if most.again_at else ""
        return words.t("No session now: {reason}.", reason=most.reason.value) + again
    return why_so_long(most.why(most.seconds), int(most.seconds // 60), site, words)
