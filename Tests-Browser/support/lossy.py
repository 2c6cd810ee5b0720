"""A wire that loses chosen packets: a UDP relay on this machine between one page and the server."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
from collections.abc import Callable, Iterator

Address = tuple[str, int]
Loses = Callable[[bytes, bool], bool]

# Puts the relay in the place of the server's candidates; media over TCP would pass it by.
THROUGH_RELAY = """
const answerOf = RTCPeerConnection.prototype.setRemoteDescription;
RTCPeerConnection.prototype.setRemoteDescription = async function ({ type, sdp }) {
    const lines = [];
    for (const line of sdp.split("\\r\\n")) {
        const parts = line.startsWith("a=candidate:") ? line.split(" ") : null;
        if (!parts) lines.push(line);
        else if (parts[2].toLowerCase() === "udp" && !parts[4].includes(":")) {
            [parts[4], parts[5]] = await relayTo(parts[4], Number(parts[5]));
            lines.push(parts.join(" "));
        }
    }
    return answerOf.call(this, { type, sdp: lines.join("\\r\\n") });
};
"""


def is_sound(packet: bytes) -> bool:
    """RTP of Opus, by itself or with older packets, under Chromium's numbers."""
    return len(packet) > 12 and packet[0] >> 6 == 2 and packet[1] & 0x7F in (111, 63)


class LossyRelay:
    """`loses(packet, upwards)` decides; what passed of sound is kept for the tests, by direction."""

    def __init__(self, server: Address, loses: Loses) -> None:
        self.loses = loses
        self.lost = 0
        self.sound: dict[bool, list[bytes]] = {True: [], False: []}
        self._server = server
        self._front = self._socket((server[0], 0))
        self.address: Address = self._front.getsockname()
        self._ways: dict[Address, socket.socket] = {}
        self._select = selectors.DefaultSelector()
        self._select.register(self._front, selectors.EVENT_READ)
        self._open = True
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @staticmethod
    def _socket(address: Address) -> socket.socket:
        made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        made.bind(address)
        return made

    def _run(self) -> None:
        while self._open:
            for key, _ in self._select.select(timeout=0.2):
                with contextlib.suppress(OSError):
                    packet, sender = key.fileobj.recvfrom(2048)  # type: ignore[union-attr]
                    self._pass(packet, sender, key.data)

    def _pass(self, packet: bytes, sender: Address, client: Address | None) -> None:
        upwards = client is None
        if is_sound(packet):
            if self.loses(packet, upwards):
                self.lost += 1
                return
            self.sound[upwards].append(packet)
        if client is not None:
            self._front.sendto(packet, client)
            return
        if sender not in self._ways and len(self._ways) < 16:
            self._ways[sender] = self._socket((self._server[0], 0))
            self._select.register(self._ways[sender], selectors.EVENT_READ, sender)
        self._ways[sender].sendto(packet, self._server)

    def close(self) -> None:
        self._open = False
        self._thread.join()
        for each in (self._front, *self._ways.values()):
            each.close()


class Relays:
    """The relays of one page, one for each address of the server that it was told of."""

    def __init__(self, loses: Loses) -> None:
        self.loses = loses
        self.made: dict[Address, LossyRelay] = {}

    def to(self, host: str, port: int) -> Address:
        relay = self.made.get((host, port)) or LossyRelay((host, port), self.loses)
        self.made[(host, port)] = relay
        return relay.address

    def sound(self, upwards: bool) -> list[bytes]:
        return [packet for relay in self.made.values() for packet in relay.sound[upwards]]

    @property
    def lost(self) -> int:
        return sum(relay.lost for relay in self.made.values())


@contextlib.contextmanager
def lossy(context, loses: Loses) -> Iterator[Relays]:  # noqa: ANN001
    """Every page of a Playwright context gets its media through a relay."""
    relays = Relays(loses)
    context.expose_function("relayTo", relays.to)
    context.add_init_script(THROUGH_RELAY)
    try:
        yield relays
    finally:
        for relay in relays.made.values():
            relay.close()
