"""Everything that reads what comes from outside: one function each, which must not raise, and what it promises."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from devices.inventory.inputs import bits
from devices.printers.status import Answers, PrinterStatus, paper_of_queued
from devices.readers import ssi
from devices.readers.delivery import Framing
from devices.readers.framing import MAX_TEXT, Framer, text_of
from devices.readers.keyboard import KeyDecoder
from devices.readers.ssi import SsiFramer
from devices.readers.tag_framing import TagFramer, tag_frame, tag_text
from devices.readers.wedge_reader import EVENT, EventStream
from devices.simulated.paper import Paper
from devices.simulated.tag_reader import ENTER, key_events, keys_of
from devices.sound.headphones import from_amixer, from_pactl
from devices.storage import parse_mounts
from kiosk.cards import Issuer, KeyRing, KeyRingError, SignedCard, slip_code, slip_token
from kiosk.identifiers import identifier_of
from kiosk.models import CardType

ISSUED, EXPIRES = date(2026, 1, 5), date(2027, 1, 4)
LARGE = 600


@dataclass(frozen=True)
class Parser:
    """`read` takes any bytes and raises when a promise is broken; `seeds` are good inputs, `spice` telling pieces."""

    read: Callable[[bytes], object]
    seeds: Sequence[bytes]
    spice: Sequence[bytes]


def promised(texts: Sequence[str]) -> None:
    """What `kiosk.events.CardPresented` promises of each text."""
    for text in texts:
        assert len(text) <= MAX_TEXT, len(text)
        assert text.isascii(), text
        assert text == "" or text.isprintable(), text


def framed(make: Callable[[], Framing]) -> Callable[[bytes], None]:
    """Reads the input in pieces; afterwards silence leaves nothing behind."""
    from tests.fuzz.mutations import pieces

    def read(data: bytes) -> None:
        framer, now = make(), 1.0
        for piece, pause in pieces(data):
            now += pause
            promised(framer.data_received(piece, now))
        promised(framer.idle_elapsed(now + 1.0))
        assert not framer.waits

    return read


def typed(data: bytes) -> None:
    """Events of the kernel, down to codes."""
    stream, decoder = EventStream(), KeyDecoder(max_length=LARGE)
    for when, _, code, value in stream.feed(data):
        promised(decoder.key(code, value == 1, when))
    promised(decoder.idle_elapsed(float("inf")))
    assert not decoder.waits


def scanned(data: bytes) -> None:
    """One frame of a scanner."""
    text = text_of(data)
    assert text is None or not text.upper().startswith("UID:")
    promised([text or ""])


def tag(data: bytes) -> None:
    """The inside of a tag's frame."""
    text = tag_text(data)
    assert text is None or len(text) == len("UID:") + 10


def answered(data: bytes) -> None:
    """What a printer says, and what becomes of it."""
    sorter = Answers()
    real_time, queued = sorter.sort(data)
    for byte in real_time:
        for status in (PrinterStatus.of(byte, None, None), PrinterStatus.of(None, byte, byte)):
            if status is not None:
                status.report("x")
                _ = status.refusal
    for byte in queued:
        paper_of_queued(byte)


def printed(data: bytes) -> None:
    """The paper of the simulated printer, which reads the commands of ours."""
    paper = Paper()
    for piece in (data[: len(data) // 2], data[len(data) // 2 :]):
        list(paper.feed(piece))


def mounted(data: bytes) -> None:
    """The table of what is mounted."""
    for mount in parse_mounts(data.decode("utf-8", "surrogateescape")):
        _ = mount.is_stick


def headphones(data: bytes) -> None:
    """What the sound programs say."""
    text = data.decode("utf-8", "replace")
    assert from_pactl(text) in (True, False, None)
    assert from_amixer(text) in (True, False, None)


def described(data: bytes) -> None:
    """A bitmap of the kernel."""
    assert all(number >= 0 for number in bits(data.decode("utf-8", "replace")))


@cache
def network() -> tuple[KeyRing, str, bytes]:
    """Keys, a genuine card, a genuine list of withdrawn cards."""
    issuer = Issuer.generate(7, 1)
    ring = KeyRing(7, [issuer.public_key(ISSUED, EXPIRES)])
    card = issuer.sign_card(CardType.MEMBER, bytes(range(8)), ISSUED, EXPIRES)
    return ring, card, issuer.sign_revocations(3, [bytes(8), bytes(range(8))], ISSUED)


def card(data: bytes) -> None:
    """Any code that a reader may deliver: a card of ours, a slip, somebody else's."""
    code = data.decode("latin-1")
    ring, genuine, _ = network()
    if isinstance(ring.verify(code), SignedCard):
        assert code.strip("\r\n").upper() == genuine, code
    token = slip_token(code)
    assert token is None or isinstance(token, bytes)
    identifier_of(code)


def withdrawn(data: bytes) -> None:
    """A list of withdrawn cards; only the genuine one is taken."""
    ring, _, genuine = network()
    try:
        ring.verify_revocations(data)
    except KeyRingError:
        return
    assert data == genuine


def parsers() -> Mapping[str, Parser]:
    """All of them by name."""
    _, code, revoked = network()
    packet = ssi.packet(ssi.DECODED, b"\xf1VST1:AB", source=ssi.SCANNER)
    long_packet = ssi.packet(ssi.DECODED, b"\xf1" + b"A" * 200, source=ssi.SCANNER, status=ssi.CONTINUES)
    keys = key_events([*keys_of("VST1:AB", "us"), (ENTER, True), (ENTER, False)])
    marks = [b"\r", b"\n", b"\t", b"]Q1", b"VST1:", b"VSR1:", b"UID:", b"\0", b"\xc3", b"x" * (LARGE + 1)]
    marks.append(bytes.fromhex("02000001003331"))
    frame = tag_frame(bytes.fromhex("01000734E0"))
    slip = b"\x1b@\x1da\x1d\x76\x30\x00\x02\x00\x03\x00abcdef\x1bt\x13Hello\n\x1bE\x01\x1d!\x11"
    slip += b"\x1bd\x06\x1dV\x01\x1dr\x01"
    port = b"analog-output-headphones: Headphones (type: Headphones, priority: 9900, available)"
    sinks = b"Sink #1\n\tPorts:\n\t\t" + port + b"\n"
    jack = b"numid=1,iface=CARD,name='Headphone Jack'\n  ; type=BOOLEAN,access=r-------,values=1\n  : values=on\n"
    mounts = b"/dev/sda1 /media/CL\\303\\211\\040USB vfat rw,nosuid 0 0\nproc /proc proc rw 0 0\n"
    return {
        "scanner": Parser(framed(lambda: Framer(max_length=LARGE)), [b"VST1:AB\r", b"]Q1VST1:AB"], marks),
        "tags": Parser(framed(TagFramer), [frame, tag_frame(bytes(5), id_series=True)], [b"\x02", b"\x03", b"\r\n"]),
        "ssi": Parser(framed(lambda: SsiFramer(max_length=LARGE)), [packet, long_packet], [packet, b"\x04", b"\xff"]),
        "keyboard": Parser(typed, [keys], [EVENT.pack(1, 0, 1, 42, 1), EVENT.pack(1, 0, 0, 3, 0), keys[:7]]),
        "scanned frame": Parser(scanned, [code.encode(), b"]C03274080005003"], marks),
        "tag frame": Parser(tag, [frame[1:-1], tag_frame(bytes(5), id_series=True)[1:-1]], [b"\r\n", b"0", b"F"]),
        "printer answers": Parser(answered, [b"\x12\x12\x12", b"\x14\x00\x00\x0f", b"\x00"], [b"\x11\x13", b"\x7e"]),
        "printer commands": Parser(printed, [slip], [b"\x1b", b"\x1d", b"\x1d(k", b"\x10\x04\x01", b"\xff\xff"]),
        "mounts": Parser(mounted, [mounts], [b"\\040", b"\\", b" ", b"\n", b"\xc3"]),
        "headphones": Parser(headphones, [sinks, jack], [b"\n", b"Headphones", b"values=on", b"("]),
        "inputs": Parser(described, [b"1000000000007 ff980000000007ff febeffdfffefffff"], [b" ", b"f" * 20, b"x"]),
        "card": Parser(card, [code.encode(), slip_code(bytes(12)).encode(), b"UID:01000734E0"], marks),
        "withdrawn cards": Parser(withdrawn, [revoked], [b"\0", b"\xff" * 4, revoked[:20]]),
    }
