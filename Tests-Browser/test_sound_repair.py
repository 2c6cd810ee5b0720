"""Sound that repairs itself: Chromium sends each packet once more within the next (RFC 2198), and the server takes it."""

from __future__ import annotations

from support.chromium import Chromium
from support.meeting import Meeting
from support.page import publish, receive
from support.server import Server
from support.waiting import until

# The browser's own counters call it Opus in both cases; the size tells.
SOUND = """async (number) => {
    const stats = [...(await harness.connections[number].getStats()).values()];
    const sound = stats.find((each) => ["outbound-rtp", "inbound-rtp"].includes(each.type) && each.kind === "audio");
    const packets = sound?.packetsSent ?? sound?.packetsReceived ?? 0;
    return { packets, size: (sound?.bytesSent ?? sound?.bytesReceived ?? 0) / Math.max(1, packets) };
}"""


def test_sound_comes_with_what_was_before_it(installation: Server, chromium: Chromium) -> None:
    meeting = Meeting(installation, "ID", floor_rule="free")
    meeting.open()
    context = chromium.visitor()
    page = context.new_page()
    page.goto(f"{installation.url}/healthz")
    sender = publish(page, f"{installation.url}/whip/{meeting.id}", meeting.chair.token)
    listener = meeting.invite("listener", "secretariat").enter()
    receiver = receive(page, f"{installation.url}/whep/{meeting.id}", listener.token)
    until("sound to be sent", lambda: page.evaluate(SOUND, sender)["packets"] > 100)
    until("sound to come", lambda: page.evaluate(SOUND, receiver)["packets"] > 100)
    # On a line that loses nothing nobody gets anything twice.
    assert page.evaluate(SOUND, sender)["size"] > 1.6 * page.evaluate(SOUND, receiver)["size"] > 0
    context.close()
