"""Kinds: what they return can be written and read back; what they refuse, they refuse with a sentence."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.kinds import (
    Address,
    Capital,
    CharacterSet,
    Choice,
    Date,
    Durations,
    FileNames,
    Flag,
    Folder,
    Integer,
    Intervals,
    Kind,
    KindError,
    ListOf,
    Locale,
    Minutes,
    NumberChoice,
    Point,
    Slug,
    Text,
    TextsByLanguage,
    TimeOfDay,
    TimeZone,
    Weekdays,
)
from config.schema import TABLES
from config.settings import Interval

READER = Address("native", "socket", "rfc2217", "loop", example="/dev/ttyUSB0")
PRINTER = Address("tcp", "serial", "usb", "cups", "ipp", "folder", example="tcp://192.0.2.10:9100")

ALL_KINDS: list[Kind[Any]] = [entry.kind for table in TABLES for entry in table.entries]

junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.dates()
    | st.times()
    | st.datetimes()
    | st.sampled_from(["10:00-12:00", "24:00", "tcp://h:1", "fr", "max", "a-b", "/dev/../etc", "Europe/Paris", "10h"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(ALL_KINDS), junk)
@settings(deadline=None)  # the list of time zones is read from the disk
def test_whatever_a_kind_accepts_can_be_written_and_read_back(kind: Kind[Any], raw: object) -> None:
    try:
        value = kind.deserialize(raw)
    except KindError as error:
        faults = error.faults
    else:
        assert kind.deserialize(kind.serialize(value)) == value
        return
    assert faults
    for fault in faults:
        assert fault.text.endswith(".")
        assert "\n" not in fault.text


@given(st.integers(-1000, 1000), st.integers(0, 100), st.integers(0, 100))
def test_integers_keep_to_their_range(number: int, low: int, width: int) -> None:
    kind = Integer(low, low + width)
    if low <= number <= low + width:
        assert kind.deserialize(kind.serialize(number)) == number
    else:
        with pytest.raises(KindError, match=r"less than|more than"):
            kind.deserialize(number)


@given(st.times().map(lambda moment: moment.replace(second=0, microsecond=0)))
def test_times_of_day_survive(moment: time) -> None:
    kind = TimeOfDay()
    assert kind.deserialize(kind.serialize(moment)) == moment


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_dates_survive_with_and_without_quotes(day: date) -> None:
    kind = Date()
    assert kind.deserialize(kind.serialize(day)) == kind.deserialize(day.isoformat()) == day


@given(st.sets(st.integers(0, 24 * 60 - 1), max_size=8).map(sorted))
def test_intervals_survive_in_order(minutes: list[int]) -> None:
    ends = [time(minute // 60, minute % 60) for minute in minutes]
    intervals = tuple(Interval(start, end) for start, end in zip(ends[::2], ends[1::2], strict=False))
    kind = Intervals()
    written = kind.serialize(intervals)
    assert isinstance(written, list)
    assert kind.deserialize(written) == intervals
    assert kind.deserialize(written[::-1]) == intervals


@given(st.frozensets(st.integers(0, 6)))
def test_weekdays_survive(days: frozenset[int]) -> None:
    kind = Weekdays()
    assert kind.deserialize(kind.serialize(days)) == days


@given(st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,3}", fullmatch=True))
def test_slugs_survive(slug: str) -> None:
    assert Slug().deserialize(slug) == slug


@given(st.text(min_size=1, max_size=30))
def test_a_refused_slug_offers_one_that_is_accepted(raw: str) -> None:
    kind = Slug()
    try:
        kind.deserialize(raw)
    except KindError as error:
        hint = error.faults[0].hint
        if hint.startswith("For example"):
            assert kind.deserialize(hint.split("« ")[1].split(" »")[0])


@given(st.integers(1, 65535), st.sampled_from(["192.0.2.1", "printer.local", "[2001:db8::1]"]))
def test_network_addresses_survive(port: int, host: str) -> None:
    address = f"tcp://{host}:{port}"
    assert PRINTER.serialize(PRINTER.deserialize(address)) == address


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (READER, "none", None),
        (READER, "/dev/serial/by-id/usb-Honeywell_3320g-if00", "/dev/serial/by-id/usb-Honeywell_3320g-if00"),
        (READER, "COM3", "COM3"),
        (READER, "loop://", "loop://"),
        (READER, "socket://10.0.0.3:4000", "socket://10.0.0.3:4000"),
        (PRINTER, "serial:///dev/ttyUSB0", "serial:///dev/ttyUSB0"),
        (PRINTER, "serial:///dev/ttyUSB0?flow=rtscts", "serial:///dev/ttyUSB0?flow=rtscts"),
        (PRINTER, "serial:///dev/usb/lp0", "serial:///dev/usb/lp0"),
        (PRINTER, "usb://04b8:0202", "usb://04b8:0202"),
        (PRINTER, "usb://04B8:0e15/J4ZK012345", "usb://04B8:0e15/J4ZK012345"),
        (PRINTER, "cups://Accueil", "cups://Accueil"),
        (PRINTER, "cups://HP-2_etage?paper=roll", "cups://HP-2_etage?paper=roll"),
        (PRINTER, "ipp://192.0.2.10/ipp/print", "ipp://192.0.2.10/ipp/print"),
        (PRINTER, "ipp://server.local:631/printers/A?paper=A4", "ipp://server.local:631/printers/A?paper=A4"),
        (PRINTER, "folder:///srv/slips?format=png", "folder:///srv/slips?format=png"),
        (CharacterSet(), " CP858 ", "CP858"),
        (CharacterSet(), "CP858=13", "CP858=13"),
        (CharacterSet(), "CP1251=46", "CP1251=46"),
        (TimeOfDay(), "9h05", time(9, 5)),
        (TimeOfDay(), "9 h", time(9)),
        (TimeOfDay(), time(9, 5), time(9, 5)),
        (Intervals(), ["10h-12h30"], (Interval(time(10), time(12, 30)),)),
        (
            Intervals(),
            ["13:30 – 18:00", "10:00-12:30"],
            (Interval(time(10), time(12, 30)), Interval(time(13, 30), time(18))),
        ),
        (Capital(), "Z", "Z"),
        (Text(10), "  e\u0301te\u0301 ", "été"),
        (TimeZone(), "America/Cayenne", "America/Cayenne"),
        (Folder(), "/media", Path("/media")),
        (Point(960, 640), [960, 0], (960, 0)),
        (FileNames(("fr",)), {"fr": "a.txt"}, {"fr": "a.txt"}),
    ],
)
def test_accepted(kind: Kind[Any], raw: object, value: object) -> None:
    assert kind.deserialize(raw) == value


@pytest.mark.parametrize(
    ("kind", "raw", "text", "hint"),
    [
        (Intervals(), ["10:00-11:00"] * 13, "too many", "at most 12"),
        (Integer(0, 60), True, "not a whole number", "from 0 to 60"),
        (Integer(0, 60), 10.0, "not a whole number", ""),
        (Integer(0, 60), "10", "text, not a number", "Remove the quotes: 10"),
        (Minutes(1, 60), -5, "-5 is less than 1", "minutes"),
        (NumberChoice(384, 576), 500, "not possible", "384, 576"),
        (Flag(), "true", "neither true nor false", "without quotes"),
        (Capital(), "a", "not a capital letter", "« A »"),
        (Capital(), "É", "not a capital letter", "from A to Z"),
        (Capital(), "AB", "not a capital letter", "from A to Z"),
        (Capital(), 1, "not a capital letter", "from A to Z"),
        (Choice("raster", "text"), "rastre", "not known", "« raster »"),
        (Choice("raster", "text"), "zzz", "not known", "one of « raster », « text »"),
        (Locale("fr", "en"), "fr-FR", "not a language code", "« fr »"),
        (Slug(), "Médiathèque des Tilleuls", "identifier", "mediatheque-des-tilleuls"),
        (Slug(), "a--b", "identifier", "a-b"),
        (Text(10), "", "empty", ""),
        (Text(10), "12345678901", "11 characters", ""),
        (Text(10), "a\nb", "invisible", ""),
        (Text(10), "a\u202eb", "invisible", ""),
        (Text(10), "a\0b", "invisible", ""),
        (Text(10), 5, "not text", "quotes"),
        (TextsByLanguage(("fr", "en")), "Bonjour", "language of this text", '{ fr = "Bonjour" }'),
        (TextsByLanguage(("fr", "en")), {"fe": "x"}, "not a language code", ""),
        (TextsByLanguage(("fr", "en")), {}, "no text", ""),
        (TimeOfDay(), "24:00", "23:59", "23:59"),
        (TimeOfDay(), "12:60", "not a time", ""),
        (TimeOfDay(), "12:", "not a time", ""),
        (TimeOfDay(), time(9, 5, 30), "not a time", ""),
        (Intervals(), "10:00-12:00", "not a list", '["10:00-12:00"]'),
        (Intervals(), ["12:00-10:00"], "ends before", "10:00-12:00"),
        (Intervals(), ["12:00-12:00"], "empty", ""),
        (Intervals(), ["10:00-13:00", "12:00-14:00"], "overlap", ""),
        (Intervals(), ["10:00-12:00", "12:00-14:00"], "touch", "10:00-14:00"),
        (Intervals(), ["10:00"], "not an interval", ""),
        (Date(), "25/12/2026", "not a date", "2026-12-25"),
        (Date(), "2026-02-30", "not a date", ""),
        (Date(), datetime(2026, 12, 25, 10, 0), "not a date", ""),  # noqa: DTZ001
        (Date(), date(1926, 1, 1), "1926", ""),
        (Weekdays(), ["wensday"], "not a day", "« wednesday »"),
        (Weekdays(), ["mercredi"], "not a day", "monday"),
        (TimeZone(), "Paris", "not a time zone", "Europe/Paris"),
        (TimeZone(), "Europe/Pari", "not a time zone", "Europe/Paris"),
        (TimeZone(), "../etc/passwd", "not a time zone", ""),
        (Point(960, 640), [961, 0], "outside", "960"),
        (Point(960, 640), [1], "not a point", ""),
        (Point(960, 640), [True, 1], "not a point", ""),
        (ListOf(Choice("a", "b"), most=2), ["a", "a"], "twice", ""),
        (ListOf(Choice("a", "b"), fewest=1), [], "0 items", ""),
        (ListOf(Choice("a", "b")), "a", "not a list", '["a"]'),
        (Durations(Minutes(5, 60)), ["max", 30], "not in order", ""),
        (Durations(Minutes(5, 60)), [60, 30], "not in order", ""),
        (Durations(Minutes(5, 60)), [], "one to three", ""),
        (Durations(Minutes(5, 60)), ["max", "max"], "twice", ""),
        (Folder(), "media", "not a full path", ""),
        (Folder(), "/media/../etc", "not a full path", ""),
        (READER, "file:///etc/passwd", "« file:// »", "/dev/ttyUSB0"),
        (READER, "sockets://h:1", "« sockets:// »", "« socket »"),
        (READER, "spy:///dev/ttyS0?file=x", "« spy:// »", ""),
        (READER, "/etc/passwd", "not an address", ""),
        (READER, "/dev/../etc/passwd", "out of /dev", ""),
        (READER, "socket://host", "port", ""),
        (READER, "socket://host:0", "port", ""),
        (READER, "socket://host:99999", "port", ""),
        (READER, "socket://host:abc", "port", ""),
        (READER, "socket://:4000", "no machine", ""),
        (READER, "loop://x", "not an address", "alone"),
        (READER, "", "not an address", ""),
        (READER, None, "not an address", ""),
        (PRINTER, "tcp://admin:secret@10.0.0.2:9100", "password", ""),
        (PRINTER, "serial:///dev/ttyUSB0?flow=dtr", "cannot follow", "?flow=rtscts"),
        (PRINTER, "serial:///dev/ttyUSB0#1", "goes on", "Remove"),
        (PRINTER, "usb://4b8:202", "USB device", "lsusb"),
        (PRINTER, "usb://04b8:0202/a b", "USB device", "lsusb"),
        (PRINTER, "cups://", "print queue", "lpstat"),
        (PRINTER, "cups://a/b", "print queue", "lpstat"),
        (PRINTER, "cups://a?paper=A5", "cannot follow", "?paper=A4 or ?paper=roll"),
        (PRINTER, "ipp:///ipp/print", "names no printer", "ipp://192.0.2.10"),
        (PRINTER, "ipp://h:x/ipp/print", "names no printer", ""),
        (PRINTER, "ipp://me:secret@10.0.0.2/ipp/print", "password", ""),
        (PRINTER, "folder://slips", "names no folder", "three slashes"),
        (PRINTER, "folder:///", "names no folder", ""),
        (PRINTER, "folder:///srv/../etc", "names no folder", ""),
        (PRINTER, "folder:///srv?format=gif", "cannot follow", "?format=png"),
        (CharacterSet(), 858, "not a character set", "CP858"),
        (CharacterSet(), "klingon", "not a character set", "CP858"),
        (CharacterSet(), "utf-16", "not a character set", ""),
        (CharacterSet(), "CP1251", "disagree", "CP1251=NUMBER"),
        (CharacterSet(), "CP858=300", "not a number", "CP858=19"),
        (CharacterSet(), "CP858=x", "not a number", ""),
        (PRINTER, "tcp://10.0.0.2:9100/queue", "after the port", ""),
        (PRINTER, "/dev/ttyUSB0", "scheme", "serial:///dev/ttyUSB0"),
        (PRINTER, "serial://dev/ttyUSB0", "serial port", "three slashes"),
        (PRINTER, "tcp://[::1", "not an address", ""),
    ],
)
def test_refused_with_a_sentence_and_a_way_out(kind: Kind[Any], raw: object, text: str, hint: str) -> None:
    with pytest.raises(KindError) as caught:
        kind.deserialize(raw)
    assert any(text in fault.text for fault in caught.value.faults), caught.value.faults
    assert any(hint in fault.hint for fault in caught.value.faults), caught.value.faults


def test_a_password_in_an_address_is_not_repeated_in_the_message() -> None:
    with pytest.raises(KindError) as caught:
        PRINTER.deserialize("tcp://admin:hunter2@10.0.0.2:9100")
    assert "hunter2" not in "".join(fault.text + fault.hint for fault in caught.value.faults)


def test_every_item_of_a_list_is_judged() -> None:
    with pytest.raises(KindError) as caught:
        ListOf(Integer(0, 9)).deserialize([1, "x", 3, 99])
    assert [fault.sub for fault in caught.value.faults] == ["[2]", "[4]"]
