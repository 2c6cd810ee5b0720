"""A wire that loses chosen packets of sound."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from support.relay import relayed


def is_sound(packet: bytes) -> bool:
    """RTP of Opus, by itself or with older packets, under Chromium's numbers."""
    return len(packet) > 12 and packet[0] >> 6 == 2 and packet[1] & 0x7F in (111, 63)


class LossyWire:
    """`loses(packet, upwards)` decides; what passed of sound is kept for the tests, by direction."""

    def __init__(self, loses: Callable[[bytes, bool], bool]) -> None:
        self.lost = 0
        self._loses = loses
        self._passed: dict[bool, list[bytes]] = {True: [], False: []}

    def __call__(self, packet: bytes, upwards: bool, now: float) -> float | None:
        if is_sound(packet):
            if self._loses(packet, upwards):
                self.lost += 1
                return None
            self._passed[upwards].append(packet)
        return now

    def sound(self, upwards: bool) -> list[bytes]:
        return list(self._passed[upwards])


@contextlib.contextmanager
def lossy(context, loses: Callable[[bytes, bool], bool]) -> Iterator[LossyWire]:  # noqa: ANN001
    """Every page of a Playwright context gets its media over such a wire."""
    wire = LossyWire(loses)
    with relayed(context, wire):
        yield wire
