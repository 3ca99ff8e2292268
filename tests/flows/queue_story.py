"""What the stories of the staff's queue share: how to get there, what to touch, who waits."""

from __future__ import annotations

from kiosk.models import Reservation, Session, Ticket
from kiosk.places.board import Board
from kiosk.places.pin import Action as PinAction
from kiosk.places.pin import Pin
from kiosk.places.queue import Action, Queue
from kiosk.places.states_queue import Choice, QueuePanel, QueueState
from kiosk.places.view import Button, DurationTile, Tab
from kiosk.reception.keeping import Wish
from kiosk.reception.outcomes import Reserved, Waits
from tests.factories import PIN, Colleague, Scene, paris
from tests.flows.harness import DisabledActionError, Flow, Step, UnknownActionError


class QueueFlow(Flow):
    """Touches also what a step of the queue offers: its tiles and its pad."""

    def touch(self, action: str, value: object = None) -> None:
        state = self.view.state
        panel = state.panel if isinstance(state, QueueState) else None
        if panel is None or self.view.dialog is not None or action in set(Tab):
            return super().touch(action, value)
        pad = {Action.DIGIT, Action.ERASE, Action.CLEAR} if panel.digits is not None else set()
        offered = _on_panel(panel)
        matching = [reason for (known, its), reason in offered if known == action and value in {None, its}]
        if action not in pad and not matching:
            raise UnknownActionError(f"{action} ({value}) is not offered, only {[offer for offer, _ in offered]}")
        if action not in pad and all(matching):
            raise DisabledActionError(f"{action} ({value}): {matching[0]}")
        self.reached.add((self.view.place, str(action)))
        self.scene.front.touch(action, value)
        return None


def _on_panel(panel: QueuePanel) -> list[tuple[tuple[str, object], str]]:
    """((action, value), why it is disabled) of every button and tile of a step."""
    buttons = [panel.cancel, panel.confirm, panel.previous, panel.next]
    found = [((b.action, b.value), b.disabled_reason) for b in buttons if b is not None]
    for tile in panel.choices:
        value = tile.minutes if isinstance(tile, DurationTile) else tile.value
        found.append(((tile.action, value), tile.disabled_reason))
    return found


def at_queue(scene: Scene) -> tuple[QueueFlow, Colleague]:
    """A colleague typed the PIN and touched the tab."""
    colleague = scene.colleague()
    flow = QueueFlow(scene)
    flow.run(
        Step(type(flow.place), scan=colleague.code, leads_to=Pin),
        *(Step(Pin, touch=PinAction.DIGIT, value=digit) for digit in PIN),
        Step(Board, touch=Tab.QUEUE, leads_to=Queue),
    )
    return flow, colleague


def touch(flow: QueueFlow, action: str, value: object = None) -> None:
    flow.run(Step(Queue, touch=action, value=value), Step(Queue))


def state(flow: QueueFlow) -> QueueState:
    return flow.state(QueueState)


def panel(flow: QueueFlow) -> QueuePanel:
    found = state(flow).panel
    assert found is not None
    return found


def toast(flow: QueueFlow) -> str:
    assert flow.view.frame.toast is not None
    return flow.view.frame.toast.text


def action(flow: QueueFlow, name: str) -> Button:
    return next(button for button in state(flow).actions if button.action == name)


def values(flow: QueueFlow) -> list[object]:
    """What the tiles of the step stand for."""
    return [tile.value for tile in panel(flow).choices if isinstance(tile, Choice)]


def waits(scene: Scene, tags: frozenset[str] = frozenset(), zone: str | None = None) -> Ticket:
    """Somebody takes a ticket."""
    answer = scene.reception.wait(scene.member().member, None, scene.new_request(), tags=tags, zone=zone)
    assert isinstance(answer, Waits), answer
    return answer.ticket


def full(scene: Scene) -> list[Session]:
    """All workstations are taken."""
    scene.fill()
    return list(scene.room.sessions)


def reserved(scene: Scene, colleague: Colleague, hour: str = "16:00", workstation: int = 4) -> Reservation:
    carried = scene.member()
    wish = Wish(carried.member.number, workstation, paris(hour), 30)
    answer = scene.reception.reserve(colleague.staff, wish, scene.new_request())
    assert isinstance(answer, Reserved), answer
    scene.front.tick()
    return answer.reservation
