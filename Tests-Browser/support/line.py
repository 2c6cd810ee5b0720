"""A bad line in real time: what SimulatedPath (Tests/Media/Simulation) does in virtual time, for a relay."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

BURST = 3.5  # datagrams lost in a row, on average
QUEUE = 0.3  # seconds that may stand before the narrowest place
HEADERS = 28  # bytes of IP and UDP


class Path:
    """One direction. All chance comes from one seed."""

    def __init__(self, seed: int) -> None:
        self.loss = 0.0  # share, in bursts (Gilbert, 1960; Elliott, 1963)
        self.delay = 0.0  # seconds, without the queue
        self.capacity: float | None = None  # bits per second at the narrowest place; None: no limit
        self._random = random.Random(seed)
        self._is_bad = False
        self._free = 0.0

    def arrival(self, size: int, now: float) -> float | None:
        """When a datagram of so many bytes that is sent now arrives; None: never."""
        if self._is_lost():
            return None
        through = now
        if self.capacity:
            start = max(self._free, now)
            if start - now > QUEUE:
                return None
            through = self._free = start + (size + HEADERS) * 8 / self.capacity
        return through + self.delay

    def _is_lost(self) -> bool:
        chance, leave = self._random.random(), 1 / BURST
        self._is_bad = chance >= leave if self._is_bad else chance < self.loss * leave / (1 - self.loss)
        return self._is_bad and self.loss > 0


@dataclass(frozen=True)
class Conditions:
    """Loss both ways, the round trip in ms, and the capacity towards the page in bits per second."""

    loss: float = 0.0
    round_trip: float = 20
    capacity: float | None = None


@dataclass
class Line:
    """Both directions; may change at any time."""

    seed: int = 1
    up: Path = field(init=False)
    down: Path = field(init=False)

    def __post_init__(self) -> None:
        self.up, self.down = Path(self.seed), Path(self.seed + 1_000_003)

    def change(self, to: Conditions) -> None:
        for path in (self.up, self.down):
            path.loss, path.delay = to.loss, to.round_trip / 2000
        self.down.capacity = to.capacity

    def __call__(self, packet: bytes, upwards: bool, now: float) -> float | None:
        return (self.up if upwards else self.down).arrival(len(packet), now)
