"""`vestibule simulate`: a day, a month or a year of a place in a few minutes, without hardware."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.commands.shared import now, plain_errors, settings_of, site_option

if TYPE_CHECKING:
    from kiosk.simulation.period import Period
    from kiosk.site import Site


@click.command()
@click.option("--days", type=click.IntRange(1, 3660), help="That many days (default: 1).")
@click.option("--month", metavar="YYYY-MM", help="A month, such as 2026-10.")
@click.option("--year", metavar="YYYY", help="A year, such as 2026.")
@click.option(
    "--from",
    "first",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The first of the days (default: today, or the next day that is open).",
)
@click.option("--seed", type=int, default=1, show_default=True, help="The same number gives the same days again.")
@site_option
@click.option(
    "--visits-per-day",
    type=click.FloatRange(1, 1000),
    default=120.0,
    show_default=True,
    help="On an average open day of a year.",
)
@click.option("--faults", type=click.FloatRange(0, 100), default=1.0, show_default=True, help="0: nothing breaks.")
@click.option("--data", "folder", type=click.Path(path_type=Path), help="Keep the store in this empty folder.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for charts and indicators.json.")
@click.option("--quiet", is_flag=True, help="No progress bar and no table.")
def simulate(
    *,
    days: int | None,
    month: str | None,
    year: str | None,
    first: datetime | None,
    seed: int,
    site_file: Path | None,
    visits_per_day: float,
    faults: float,
    folder: Path | None,
    out: Path | None,
    quiet: bool,
) -> None:
    """Simulate days of a place: invented people, the real rules, the real store, and checks at every step."""
    from kiosk.i18n import Words
    from kiosk.simulation.indicators import indicators
    from kiosk.simulation.invariants import BrokenInvariant
    from kiosk.simulation.simulation import simulate as run
    from kiosk.simulation.table import lines
    from kiosk.site import Site

    settings = settings_of(site_file)
    site = Site(settings)
    words = Words(settings.site.default_language, site.zone)
    period = _period(days, month, year, first.date() if first else next_open_day(site, now().utc))
    with plain_errors(), _folder(folder) as place:
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
        with click.progressbar(length=period.days, label=f"{period.first} – {period.last}", hidden=quiet) as bar:
            try:
                outcome = run(
                    settings, place, period, seed=seed, visits_per_day=visits_per_day, faults=faults,
                    on_day=lambda _: bar.update(1),
                )  # fmt: skip
            except BrokenInvariant as broken:
                raise click.ClickException(f"the kiosk did what it must never do: {broken}") from None
        found = indicators(outcome)
        if not quiet:
            click.echo("\n".join(lines(found, words)))
        if out is not None:
            from kiosk.simulation import charts

            text = json.dumps(found.to_json(), ensure_ascii=False, indent=1)
            (out / "indicators.json").write_text(text + "\n", encoding="utf-8")
            for path in (out / "indicators.json", *charts.write(found, words, out)):
                click.echo(path)


def next_open_day(site: Site, instant: datetime) -> date:
    """The local date of a UTC instant if the site opens on it at all, else the next that it opens on; the date itself
    where it never opens."""
    today, opens = site.today(instant), site.opening.next_opening(instant)
    return today if opens is None or site.opening.spans(today) else site.today(opens)


def _period(days: int | None, month: str | None, year: str | None, first: date) -> Period:
    """The days that the options mean. Ends the command when they contradict each other."""
    from kiosk.simulation.period import Period

    if sum(option is not None for option in (days, month, year)) > 1:
        raise click.UsageError("choose one of --days, --month and --year")
    try:
        if month is not None:
            return Period.of_month(month)
        if year is not None:
            return Period.of_year(year)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    return Period.of_days(first, days or 1)


@contextmanager
def _folder(chosen: Path | None) -> Iterator[Path]:
    """The chosen folder, or one that is gone afterwards. Raises ValueError when the chosen one holds something."""
    if chosen is None:
        with tempfile.TemporaryDirectory(prefix="vestibule-simulation-") as made:
            yield Path(made)
        return
    if chosen.exists() and any(chosen.iterdir()):
        raise ValueError(f"{chosen} is not empty; choose an empty folder for the simulation")
    chosen.mkdir(mode=0o700, parents=True, exist_ok=True)
    yield chosen
