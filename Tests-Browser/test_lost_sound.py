"""Sound that is lost is asked for: the server asks Chromium, and Chromium asks the server."""

from __future__ import annotations

from collections.abc import Callable

from support.chromium import Chromium
from support.lossy import lossy
from support.meeting import Meeting
from support.visitor import Visitor
from support.waiting import until

SOUND = """async (side) => {
    const all = (await mufakat.stats())[side];
    const sound = all.filter(({ type, kind }) => kind === "audio" && ["outbound-rtp", "inbound-rtp"].includes(type));
    const sum = (name) => sound.reduce((total, each) => total + (each[name] ?? 0), 0);
    return Object.fromEntries(["nackCount", "retransmittedPacketsSent", "packetsSent", "packetsReceived", "packetsLost"].map((name) => [name, sum(name)]));
}"""


def number(packet: bytes) -> tuple[bytes, bytes]:
    """Stream and number of an RTP packet."""
    return packet[8:12], packet[2:4]


def test_the_server_asks_a_speaker(chromium: Chromium, meeting: Callable[..., Meeting]) -> None:
    room = meeting("ID", floor_rule="free").open()
    context = chromium.visitor()
    seen: list[int] = []

    def loses(packet: bytes, upwards: bool) -> bool:
        # Of each forty packets two in a row: what the second one repeats of the first is lost with it.
        if upwards:
            seen.append(0)
        return upwards and len(seen) > 100 and len(seen) % 40 < 2

    with lossy(context, loses) as wire:
        chair = Visitor("chair", context.new_page()).open(room.chair.link)
        chair.until("the microphone to be heard", "mufakat.media.publish === 'connected' && mufakat.media.microphoneOpen", seconds=40)
        guest_context = chromium.visitor()
        guest = Visitor("guest", guest_context.new_page()).open(room.invite("listener", "secretariat").enter().link)
        until("sound to come", lambda: guest.page.evaluate(SOUND, "receive")["packetsReceived"] > 100)
        before, lost = guest.page.evaluate(SOUND, "receive"), wire.lost
        until("forty packets to be lost", lambda: wire.lost >= lost + 40, seconds=60)
        chair.page.wait_for_timeout(1000)
        sent, after = chair.page.evaluate(SOUND, "publish"), guest.page.evaluate(SOUND, "receive")
        # Asked for, sent again under its own number, and sent on to the listener: of each two, RED brings one.
        assert sent["nackCount"] > 10 and sent["retransmittedPacketsSent"] > 10, sent
        missing = after["packetsLost"] - before["packetsLost"]
        assert missing <= (wire.lost - lost) / 8, (missing, wire.lost - lost, sent)
        guest_context.close()
        context.close()


def test_a_listener_asks_the_server(chromium: Chromium, meeting: Callable[..., Meeting]) -> None:
    room = meeting("ID", floor_rule="free").open()
    chair_context = chromium.visitor()
    chair = Visitor("chair", chair_context.new_page()).open(room.chair.link)
    chair.until("the microphone to be heard", "mufakat.media.publish === 'connected' && mufakat.media.microphoneOpen", seconds=40)
    context = chromium.visitor()
    dropped: dict[tuple[bytes, bytes], bytes] = {}
    seen: list[int] = []

    def loses(packet: bytes, upwards: bool) -> bool:
        # So few that sound does not come twice by itself; what comes again passes.
        if upwards:
            return False
        seen.append(0)
        if len(seen) < 150 or len(seen) % 350 != 0 or number(packet) in dropped:
            return False
        dropped[number(packet)] = packet
        return True

    with lossy(context, loses) as wire:
        guest = Visitor("guest", context.new_page()).open(room.invite("listener", "secretariat").enter().link)
        until("sound to come", lambda: guest.page.evaluate(SOUND, "receive")["packetsReceived"] > 100)
        until("four packets to be lost", lambda: len(dropped) >= 4, seconds=90)
        guest.page.wait_for_timeout(1000)
        again = [packet for packet in wire.sound(False) if number(packet) in dropped]
        asked = guest.page.evaluate(SOUND, "receive")
        assert asked["nackCount"] > 0, asked
        # The very bytes: SRTP must not seal anything else under the same number.
        assert len({number(packet) for packet in again}) >= len(dropped) - 1, (len(again), len(dropped), asked)
        assert all(packet == dropped[number(packet)] for packet in again)
        # None was taken for a replay.
        assert asked["packetsLost"] <= 1, asked
    context.close()
    chair_context.close()
