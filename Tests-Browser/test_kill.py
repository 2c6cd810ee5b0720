"""kill -9 again and again while several clients command as fast as they may: what was acknowledged is in the record."""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from conftest import say
from support.live import Live
from support.meeting import Meeting, Person
from support.record import Record
from support.server import Server, run

KILLS = 8


@dataclass
class Writer:
    """One participant who raises and lowers the flag, and remembers what was acknowledged."""

    person: Person
    acknowledged: dict[int, str] = field(default_factory=dict)
    rounds: int = 0

    def write(self, stop: threading.Event) -> None:
        try:
            with self.person.live() as live:
                live.wait("snapshot")
                while not stop.is_set():
                    self._toggle(live)
        except Exception:  # noqa: BLE001  the server was killed: the next round goes on
            return

    def _toggle(self, live: Live) -> None:
        for command, event in (("raiseFlag", "flagRaised"), ("lowerFlag", "flagLowered")):
            answer = live.command(command, within=5)
            if answer["type"] == "accepted":
                self.acknowledged[answer["sequence"]] = event
            live.messages.clear()
            time.sleep(0.02)  # 50 messages a second are the limit


def test_nothing_acknowledged_is_lost(servers: Callable[..., Server]) -> None:
    server = servers()
    seats = ["VN", "ID", "KR", "TH", "JP"]
    meeting = Meeting(server, *seats)
    writers = [Writer(meeting.head(seat)) for seat in seats[1:]]
    meeting.open()
    dice = random.Random(8)
    seen = b""

    for kill in range(1, KILLS + 1):
        stop = threading.Event()
        threads = [threading.Thread(target=writer.write, args=(stop,), daemon=True) for writer in writers]
        for thread in threads:
            thread.start()
        before = sum(len(writer.acknowledged) for writer in writers)
        while sum(len(writer.acknowledged) for writer in writers) < before + 40:
            assert any(thread.is_alive() for thread in threads), "nobody can write"
            time.sleep(0.01)
        time.sleep(dice.random() * 0.3)
        server.kill()
        stop.set()
        for thread in threads:
            thread.join(10)

        verified = run("record", "verify", "--data", str(server.data), "--meeting", meeting.id)
        assert verified.returncode == 0, f"after kill {kill}: {verified.stdout}{verified.stderr}"
        server.restart()
        exported = meeting.record()
        assert exported.startswith(seen), f"kill {kill} changed what was in the record before"
        seen = exported
        record = Record(exported)
        record.verify_chain()
        for writer in writers:
            for sequence, event in writer.acknowledged.items():
                assert sequence <= len(record.entries), f"kill {kill} lost {sequence} of {len(record.entries)}"
                entry = record.entries[sequence - 1]
                assert (entry["event"]["type"], entry["by"]) == (event, writer.person.id)
        say(f"kill {kill} of {KILLS}: {len(record.lines)} lines, {sum(len(w.acknowledged) for w in writers)} acknowledged")

    # State is the fold of the record: the view after the last restart is what the events say.
    raised: list[str] = []
    for entry in record.entries:
        event = entry["event"]
        if event["type"] == "flagRaised":
            raised.append(event["seat"])
        elif event["type"] == "flagLowered":
            raised.remove(event["seat"])
    assert [speaker["seat"] for speaker in meeting.chair.view()["speakers"]] == raised
    assert json.loads(record.lines[-1])["sequence"] == len(record.lines)


def test_a_graceful_end_says_goodbye(servers: Callable[..., Server]) -> None:
    server = servers()
    meeting = Meeting(server, "VN", "ID")
    with meeting.chair.live() as live:
        live.wait("snapshot")
        assert server.stop() == 0
        bye = live.until_closed()
        assert bye and bye["reason"] == "shutdown"
    server.restart()
    assert meeting.chair.view()["presiding"] == "chair"
