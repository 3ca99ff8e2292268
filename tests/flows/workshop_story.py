"""What the stories of the workshops share: a week of them, and how the kiosk hears of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from config.settings import Workshop
from kiosk.events import WorkshopsRead
from kiosk.models import Registration
from tests.factories import TUESDAY, Carried, Scene, paris

WEDNESDAY, THURSDAY = "2026-10-14", "2026-10-15"


def workshop(uid: str = "photos", hour: str = "15:00", day: str = TUESDAY, **said: Any) -> Workshop:
    """A workshop of an hour and a half with eight places; its title is its uid with a capital unless it is given."""
    settings: dict[str, Any] = {
        "title": uid.capitalize(),
        "short": uid.capitalize(),
        "places": 8,
        "place": "Salle Lilas",
    }
    starts = paris(hour, day)
    return Workshop(uid=uid, starts_at=starts, ends_at=starts + timedelta(minutes=90), **(settings | said))


def a_week() -> tuple[Workshop, ...]:
    """More than a page of them: three today, then one a day."""
    return (
        workshop("photos", title="Photos sur mon téléphone", beginners=True, bring="votre téléphone", own_device=True),
        workshop("cv", "16:30"),
        workshop("café", "18:00"),
        workshop("jeux", "14:00", WEDNESDAY, audience="de 8 à 12 ans"),
        workshop("mails", "15:00", THURSDAY, own_device=True),
    )


def tell(scene: Scene, *workshops: Workshop, trouble: tuple[str, ...] = ()) -> None:
    """The calendar was read."""
    scene.inbox.put(WorkshopsRead(tuple(sorted(workshops, key=lambda w: w.starts_at)), trouble))
    scene.front.pump()


def registered(scene: Scene, carried: Carried, there: Workshop) -> Registration:
    """The member registers, whatever the screen shows."""
    answer = scene.reception.register(carried.member, there, scene.new_request())
    assert isinstance(answer, Registration)
    scene.front.tick()
    return answer
