"""The door from the devices: bounded, in order, open to every thread."""

from __future__ import annotations

import logging
import threading

import pytest

from kiosk.events import CardPresented, Event
from kiosk.inbox import Inbox


def card(text: str, reader: str = "reader") -> CardPresented:
    return CardPresented(text, reader)


def texts(inbox: Inbox) -> list[str]:
    return [event.text for event in inbox.drain() if isinstance(event, CardPresented)]


def test_facts_come_out_in_the_order_in_which_they_came_in() -> None:
    inbox = Inbox()
    assert all(inbox.put(card(str(i))) for i in range(10))
    assert texts(inbox) == [str(i) for i in range(10)]
    assert texts(inbox) == []


def test_a_full_inbox_drops_the_newest_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    inbox = Inbox(capacity=3)
    with caplog.at_level(logging.WARNING):
        kept = [inbox.put(card(f"secret-{i}")) for i in range(5)]
    assert kept == [True, True, True, False, False]
    assert inbox.dropped == 2
    assert texts(inbox) == ["secret-0", "secret-1", "secret-2"]
    assert "2 so far" in caplog.text
    assert "secret" not in caplog.text


def test_there_is_room_again_after_a_drain() -> None:
    inbox = Inbox(capacity=1)
    inbox.put(card("a"))
    assert texts(inbox) == ["a"]
    assert inbox.put(card("b"))


def test_the_screen_is_woken_for_what_was_kept_only() -> None:
    woken: list[int] = []
    inbox = Inbox(wake=lambda: woken.append(1), capacity=2)
    for _ in range(3):
        inbox.put(card("x"))
    assert len(woken) == 2


def test_the_screen_may_be_found_later() -> None:
    inbox, woken = Inbox(), threading.Event()
    inbox.wake = woken.set
    inbox.put(card("x"))
    assert woken.is_set()


def test_a_flood_does_not_keep_the_screen_in_one_drain() -> None:
    inbox = Inbox(capacity=4)
    inbox.put(card("first"))
    seen: list[Event] = []
    for event in inbox.drain():
        seen.append(event)
        inbox.put(card("again"))
    assert len(seen) == 4


def test_every_thread_may_put_and_nothing_is_lost() -> None:
    inbox = Inbox(capacity=4000)
    start = threading.Barrier(8)

    def reader(name: str) -> None:
        start.wait()
        for i in range(500):
            inbox.put(card(str(i), name))

    threads = [threading.Thread(target=reader, args=(f"r{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = [event for event in inbox.drain() if isinstance(event, CardPresented)]
    assert len(found) == 4000
    for name in {event.reader for event in found}:
        assert [event.text for event in found if event.reader == name] == [str(i) for i in range(500)]
