"""Forwarding: packets a second on one core, CPU a packet, delay, memory a receiver, join."""
import random
import statistics
import time

from . import description
from .generator import Generator

SOUND = {"size": 80, "rate": 50.0}
VIDEO = {"size": 1160}


class Bed:
    """One unit on core 0 and the generator on core 1, if not said otherwise."""

    def __init__(self, unit, program, core="0", **settings):
        self.unit = unit(core=core, **settings)
        self.generator = Generator(program, core=1)
        self.subscriptions = 0
        self.publishers = 0
        self.joins = []

    def publish(self, feed, rate):
        peer = {"address": self.unit.address, **self.generator("peer", address=self.unit.address)}
        ssrcs = [random.getrandbits(31), random.getrandbits(31)]
        answer, _ = self.unit.publish(feed, peer, ssrcs)
        sound, video = description.payload_types(answer)
        number = peer["peer"]
        self.generator("track", peer=number, ssrc=ssrcs[0], payloadType=sound, video=False, **SOUND)
        self.generator("track", peer=number, ssrc=ssrcs[1], payloadType=video, video=True, rate=float(rate), **VIDEO)
        self.generator("start", peer=number, **description.transport(answer))
        self.generator.wait(number, "connected")
        self.publishers += 1

    def subscribe(self, feeds, exclude=None, wait_for_packet=False):
        peer = {"address": self.unit.address, **self.generator("peer", address=self.unit.address)}
        asked = time.time_ns()
        theirs, finish = self.unit.subscribe(feeds, peer, exclude)
        self.generator("start", peer=peer["peer"], **description.transport(theirs))
        if finish:
            finish()
        connected = self.generator.wait(peer["peer"], "connected")
        join = {"connected_ms": (connected - asked) / 1e6}
        if wait_for_packet:
            join["first_ms"] = (self.generator.wait(peer["peer"], "first") - asked) / 1e6
        self.joins.append(join)
        self.subscriptions += len(feeds)

    def window(self, seconds, warm=1.0):
        """Senders run, pause and drain before and after, so that packets sent x subscriptions = packets due, exactly."""
        run = self.generator
        run("go"), time.sleep(warm), run("pause"), time.sleep(0.35)
        run("mark")
        before = self.unit.cpu()
        run("go"), time.sleep(seconds), run("pause"), time.sleep(0.35)
        used = self.unit.cpu() - before
        read = run("read")
        due = (read["sentSound"] + read["sentVideo"]) * self.subscriptions / self.publishers
        return {
            "due": due, "received": read["received"], "loss": max(0.0, 1 - read["received"] / due) if due else 0.0,
            "packets_per_second": read["received"] / seconds, "cpu_us_per_packet": used * 1e6 / max(1, read["received"]),
            "core_share": used / seconds, "p50_ms": read["p50"], "p99_ms": read["p99"], "starved": read["starved"],
            "unauthentic": read["unauthentic"], "generator_share": read["cpu"] / seconds,
        }

    def idle(self, seconds=2.0):
        before = self.unit.cpu()
        time.sleep(seconds)
        return (self.unit.cpu() - before) / seconds

    def close(self):
        self.generator.close()
        self.unit.stop()


def fanout(unit, program, receivers, seconds):
    """1 publisher to `receivers`."""
    bed = Bed(unit, program)
    try:
        bed.publish(1, 120)
        bed.generator("go"), time.sleep(0.5)
        memory = bed.unit.resident()
        for _ in range(receivers):
            bed.subscribe([1], wait_for_packet=True)
        time.sleep(0.5)
        grown = bed.unit.resident() - memory
        bed.generator("pause")
        result = bed.window(seconds)
        result["memory_kb_per_receiver"] = grown / receivers
        result["idle_core_share"] = bed.idle()
        for key in ("connected_ms", "first_ms"):
            result["join_" + key] = statistics.median(join[key] for join in bed.joins)
        return result
    finally:
        bed.close()


def everybody(bed, delegations=13, observers=30):
    """Every delegation publishes and receives the others; observers receive all. What was resident before anyone received, kB."""
    feeds = list(range(1, delegations + 1))
    for feed in feeds:
        bed.publish(feed, 120)
    memory = bed.unit.resident()
    for feed in feeds:
        bed.subscribe([other for other in feeds if other != feed], exclude=feed)
    for _ in range(observers):
        bed.subscribe(feeds)
    return memory


def party(unit, program, seconds):
    bed = Bed(unit, program)
    try:
        memory = everybody(bed)
        result = bed.window(seconds)
        result["memory_kb_per_receiver"] = (bed.unit.resident() - memory) / len(bed.joins)
        return result
    finally:
        bed.close()


def allocations(unit, program, seconds, receivers=100):
    """Allocations of the whole process while it forwards, 1 publisher to `receivers`, and as long while nothing is sent."""
    bed = Bed(unit, program, counting=True)
    try:
        bed.publish(1, 120)
        bed.generator("go"), time.sleep(0.5)
        for _ in range(receivers):
            bed.subscribe([1])
        bed.window(1.0)
        begun, before = time.monotonic(), bed.unit.allocations()
        if before == 0:
            raise RuntimeError(f"{unit.name}: the counter was not loaded")
        received = bed.window(seconds)["received"]
        busy, took = bed.unit.allocations() - before, time.monotonic() - begun
        before = bed.unit.allocations()
        time.sleep(took)
        idle = bed.unit.allocations() - before
        return {"packets": received, "allocations": busy, "idle": idle, "per_packet": max(0, busy - idle) / received}
    finally:
        bed.close()


def threads(unit, program, seconds, counts=(1, 2), publishers=4, receivers=25, rate=300):
    """The same load on one media thread and on more, in turn. The unit may use two cores, and shares them with the generator."""
    result = {}
    for count in counts:
        bed = Bed(unit, program, core="0,1", shards=count)
        try:
            for feed in range(1, publishers + 1):
                bed.publish(feed, rate)
                for _ in range(receivers):
                    bed.subscribe([feed])
            before = bed.unit.media_threads()
            window = bed.window(seconds, warm=0)
            used = [after - earlier for after, earlier in zip(bed.unit.media_threads(), before)]
            if len(used) != count:
                raise RuntimeError(f"{unit.name}: {len(used)} media threads instead of {count}")
        finally:
            bed.close()
        result |= {
            f"{count}: packets/s": window["packets_per_second"], f"{count}: loss %": window["loss"] * 100,
            f"{count}: CPU µs/packet": window["cpu_us_per_packet"],
            f"{count}: CPU of the busiest media thread, µs/packet": max(used) * 1e6 / max(1, window["received"]),
            f"{count}: its share of all media threads' CPU, %": max(used) / sum(used) * 100,
            f"{count}: p99 ms": window["p99_ms"],
        }
    return result


def peak(unit, program, seconds, publishers=4, receivers=25):
    """The highest rate forwarded with at most 0.1 % loss: the video rate climbs by 1.3 until loss shows, then bisection."""
    rate, best, worst = 400.0, None, None
    for _ in range(9):
        bed = Bed(unit, program)
        try:
            for feed in range(1, publishers + 1):
                bed.publish(feed, rate)
                for _ in range(receivers):
                    bed.subscribe([feed])
            result = bed.window(seconds)
        finally:
            bed.close()
        if result["loss"] <= 0.001:
            best = {**result, "rate": rate}
        else:
            worst = rate
        if worst is None:
            rate *= 1.3
        elif best is None:
            rate *= 0.6
        elif worst / best["rate"] < 1.06:
            break
        else:
            rate = (best["rate"] + worst) / 2
    return best
