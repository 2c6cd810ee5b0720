"""What the project promises of its media engine, held against what a run has measured. Peers: in the same run.

Limits of time were set on a machine of a known speed (`machine.REFERENCE`). On a slower one they are as much longer as encrypting and
sending alone take there: without that, the same code would keep its promises in the morning and break them at noon.
"""
from dataclasses import dataclass

from . import machine

FLOOR = "encrypting and sending alone, one core"


@dataclass
class Promise:
    what: str
    scene: str
    figure: str
    limit: float
    # The limit is a multiple of what the peer reaches.
    of_peer: bool = False
    at_least: bool = False
    factor: float = 1
    unit: str = ""
    # The limit is time on the machine of reference.
    of_time: bool = False


PROMISES = [
    Promise("forwarded packets a second, one core", "peak, 4 × 25", "packets_per_second", 2.5, of_peer=True, at_least=True),
    Promise("CPU a forwarded packet", "13 all-to-all + 30", "cpu_us_per_packet", 0.4, of_peer=True),
    Promise("CPU a forwarded packet", "1 → 10", "cpu_us_per_packet", 0.4, of_peer=True),
    Promise("CPU a forwarded packet", "1 → 400", "cpu_us_per_packet", 0.4, of_peer=True),
    Promise("400 connected, silent receivers", "1 → 400", "idle_core_share", 2, factor=100, unit="% of a core", of_time=True),
    Promise("forwarding delay, p50", "1 → 400", "p50_ms", 1.5, unit="ms", of_time=True),
    Promise("forwarding delay, p99", "1 → 400", "p99_ms", 4, unit="ms", of_time=True),
    Promise("forwarding delay, p50", "13 all-to-all + 30", "p50_ms", 0.2, unit="ms", of_time=True),
    Promise("forwarding delay, p99", "13 all-to-all + 30", "p99_ms", 1, unit="ms", of_time=True),
    Promise("memory a receiver of one feed", "1 → 100", "memory_kb_per_receiver", 60, unit="kB"),
    Promise("memory a receiver of 13 feeds", "13 all-to-all + 30", "memory_kb_per_receiver", 120, unit="kB"),
    Promise("join: offer to DTLS connected", "1 → 10", "join_connected_ms", 4, unit="ms", of_time=True),
    Promise("join: offer to first packet", "1 → 10", "join_first_ms", 10, unit="ms", of_time=True),
    Promise("allocations a forwarded packet", "allocations, 1 → 100, mufakat", "per_packet", 0.01),
]


def judge(measured, peer, promises=PROMISES):
    """A row of text for each promise that `measured` says something about, and whether all of these are kept.

    Both: figures by scene. A promise by the peer says nothing where the peer has no figure.
    """
    rows, kept = [], True
    speed = measured.get(FLOOR, {}).get("packets_per_second", machine.REFERENCE)
    slowness = max(1, machine.REFERENCE / speed)
    for promise in promises:
        own = measured.get(promise.scene, {}).get(promise.figure)
        other = peer.get(promise.scene, {}).get(promise.figure) if promise.of_peer else 1
        if own is None or not other:
            continue
        reached = own / other * promise.factor
        limit = promise.limit * slowness if promise.of_time else promise.limit
        holds = reached >= limit if promise.at_least else reached <= limit
        kept = kept and holds
        unit = "× janus" if promise.of_peer else promise.unit
        sign = "≥" if promise.at_least else "≤"
        here = f" (here {limit:.3g})" if limit != promise.limit else ""
        rows.append(f"| {promise.what} | {promise.scene} | {sign} {promise.limit:g} {unit}{here} | {reached:.3g} | {'kept' if holds else '**not kept**'} |")
    return rows, kept
