"""A UDP relay on this machine between one page and the server: what passes it, and when, is the test's choice."""

from __future__ import annotations

import contextlib
import functools
import heapq
import itertools
import os
import selectors
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator

Address = tuple[str, int]
# Of a datagram that comes now, upwards or not: when it goes on; None: never.
Passes = Callable[[bytes, bool, float], float | None]

CLIENTS = 64  # of one relay; a page that negotiates anew is a new one
LATENESS = 100_000  # of so many datagrams it is remembered

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


class Relay:
    """One thread and one heap for all addresses of the server that the page was told of."""

    def __init__(self, passes: Passes) -> None:
        self.passes = passes
        # Seconds from when a datagram was due until it was sent.
        self.lateness: deque[float] = deque(maxlen=LATENESS)
        self._fronts: dict[Address, socket.socket] = {}
        self._backs: dict[tuple[socket.socket, Address], socket.socket] = {}
        self._waiting: list[tuple[float, int, bytes, socket.socket, Address]] = []
        self._order = itertools.count()
        # The other selectors wait whole milliseconds.
        self._select = selectors.SelectSelector()
        self._open = True
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def to(self, host: str, port: int) -> Address:
        """Where the page is to send instead."""
        server = (host, port)
        if server not in self._fronts:
            front = self._fronts[server] = self._socket(host)
            self._select.register(front, selectors.EVENT_READ, functools.partial(self._upwards, front, server))
        return self._fronts[server].getsockname()

    @staticmethod
    def _socket(host: str) -> socket.socket:
        made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        made.setblocking(False)
        made.bind((host, 0))
        return made

    def _run(self) -> None:
        # Before the browsers, where that is allowed: they fill the machine.
        with contextlib.suppress(PermissionError):
            os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
        while self._open:
            pause = self._waiting[0][0] - time.monotonic() if self._waiting else 0.1
            for key, _ in self._select.select(timeout=max(0.0, min(pause, 0.1))):
                with contextlib.suppress(OSError):
                    while True:
                        key.data(*key.fileobj.recvfrom(2048))  # type: ignore[union-attr]
            self._send()

    def _upwards(self, front: socket.socket, server: Address, packet: bytes, page: Address) -> None:
        if (front, page) not in self._backs:
            if len(self._backs) >= CLIENTS:
                return
            back = self._backs[front, page] = self._socket(server[0])
            self._select.register(back, selectors.EVENT_READ, functools.partial(self._downwards, front, page))
        self._hold(packet, True, self._backs[front, page], server)

    def _downwards(self, front: socket.socket, page: Address, packet: bytes, _: Address) -> None:
        self._hold(packet, False, front, page)

    def _hold(self, packet: bytes, upwards: bool, by: socket.socket, to: Address) -> None:
        due = self.passes(packet, upwards, time.monotonic())
        if due is not None:
            heapq.heappush(self._waiting, (due, next(self._order), packet, by, to))

    def _send(self) -> None:
        while self._waiting and self._waiting[0][0] <= time.monotonic():
            due, _, packet, by, to = heapq.heappop(self._waiting)
            with contextlib.suppress(OSError):
                by.sendto(packet, to)
            self.lateness.append(time.monotonic() - due)

    def close(self) -> None:
        self._open = False
        self._thread.join()
        for each in (*self._fronts.values(), *self._backs.values()):
            each.close()


@contextlib.contextmanager
def relayed(context, passes: Passes) -> Iterator[Relay]:  # noqa: ANN001
    """Every page of a Playwright context gets its media through one relay."""
    relay = Relay(passes)
    context.expose_function("relayTo", relay.to)
    context.add_init_script(THROUGH_RELAY)
    try:
        yield relay
    finally:
        relay.close()
