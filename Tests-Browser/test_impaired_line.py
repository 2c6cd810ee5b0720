"""A delegation on a bad line: it goes on hearing and seeing, the chair is told, and when the line is good again nothing is left of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from support.chromium import Chromium
from support.line import BURST, HEADERS, QUEUE, Conditions, Line, Path
from support.meeting import Meeting
from support.relay import relayed
from support.visitor import Visitor
from support.waiting import until

BAD = Conditions(loss=0.05, round_trip=150)

# Counts what the page asks of the devices, and keeps what it got.
DEVICES = """
window.openings = [];
const devices = navigator.mediaDevices;
if (devices) {
    const open = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (wanted) => {
        const stream = await open(wanted);
        openings.push(stream.getTracks());
        return stream;
    };
}
"""

# Of the chair's sound and large picture.
COUNTS = """async () => {
    const all = (await mufakat.stats()).receive.filter(({ type }) => type === "inbound-rtp");
    const audio = all.find(({ mid }) => mufakat.session.audible[mid] === "VN") ?? {};
    const video = all.find(({ mid }) => mid === mufakat.media.videoMids[1]) ?? {};
    return {
        samples: audio.totalSamplesReceived ?? 0, concealed: audio.concealedSamples ?? 0, pictures: video.framesDecoded ?? 0,
        lost: (audio.packetsLost ?? 0) + (video.packetsLost ?? 0),
    };
}"""


def during(guest: Visitor, seconds: float) -> dict[str, int]:
    """By how much the counts grow."""
    before = guest.page.evaluate(COUNTS)
    time.sleep(seconds)
    after = guest.page.evaluate(COUNTS)
    return {name: after[name] - before[name] for name in after}


def test_a_bad_line_and_its_end(chromium: Chromium, meeting: Callable[..., Meeting]) -> None:
    room = meeting("VN", "ID").open()
    chair_context, context = chromium.visitor(), chromium.visitor()
    context.add_init_script(DEVICES)
    line = Line()
    with relayed(context, line) as relay:
        chair = Visitor("chair", chair_context.new_page()).open(room.chair.link)
        guest = Visitor("guest", context.new_page()).open(room.head("ID").link).enter()
        guest.sees("VN", seconds=60)
        chair.sees("ID", seconds=60)
        connections = guest.ask("harness.connections.length")

        line.change(BAD)
        chair.until("what Indonesia's line is", f"((line) => line.rtt >= {BAD.round_trip} && line.loss > 0)(mufakat.session.lines.ID)", seconds=60)
        chair.until("that it is not good", "['fair', 'poor'].includes(mufakat.session.lines.ID.quality)", seconds=60)
        until("the console to say so", lambda: {"Fair line", "Poor line"} & set(chair.text("seat-lines").replace("\n", " · ").split(" · ")))
        seen = during(guest, 10)
        assert seen["lost"] > 0, seen
        assert seen["samples"] > 0 and seen["concealed"] < 0.2 * seen["samples"], seen
        # Not only at first.
        guest.sees("VN")
        chair.sees("ID")
        kept = room.chair.api.get(f"{room.path}/lines").json["seats"]["ID"]
        assert any(sample["quality"] in ("fair", "poor") and sample["rtt"] >= BAD.round_trip for sample in kept), kept

        line.change(Conditions())
        chair.until("a good line", f"((line) => line.quality === 'good' && line.rtt < {BAD.round_trip})(mufakat.session.lines.ID)", seconds=90)

        def is_whole() -> dict[str, Any] | None:
            seen = during(guest, 2)
            return seen if seen["lost"] == 0 and seen["pictures"] > 0 and seen["concealed"] < 0.05 * seen["samples"] else None

        until("the sound and the picture to be whole", is_whole, seconds=60)
        chair.sees("ID")
        # Nobody joined anew, nobody was asked again.
        assert guest.ask("harness.connections.length") == connections
        assert guest.ask("openings.map((tracks) => tracks.map(({ readyState }) => readyState))") == [["live", "live"]]
        events = [entry["event"] for entry in room.chair.api.get(f"{room.path}/events?after=0").json]
        assert [event["type"] for event in events if event.get("participant") == "id-head" and event["type"] in ("connected", "disconnected")] == ["connected"]
        assert relay.lateness
        context.close()
        chair_context.close()


@pytest.mark.parametrize("loss", [0.02, 0.1, 0.3])
def test_what_a_path_loses_comes_in_bursts(loss: float) -> None:
    path = Path(seed=1)
    path.loss = loss
    lost = [path.arrival(1000, 0.0) is None for _ in range(200_000)]
    bursts = sum(now and not before for before, now in zip([False, *lost], lost, strict=False))
    assert sum(lost) / len(lost) == pytest.approx(loss, rel=0.1)
    assert sum(lost) / bursts == pytest.approx(BURST, rel=0.1)


def test_a_narrow_path_has_a_queue_with_an_end() -> None:
    path = Path(seed=1)
    path.capacity, path.delay = 1_000_000, 0.05
    arrivals = [path.arrival(1000 - HEADERS, 0.0) for _ in range(100)]
    came = [arrival for arrival in arrivals if arrival is not None]
    # Eight milliseconds each, one after the other; who finds more than the queue holds is lost.
    assert came[:2] == pytest.approx([0.058, 0.066])
    assert max(came) <= 0.05 + QUEUE + 0.016
    assert len(came) == int(QUEUE / 0.008) + 1
    # What it has let through makes room.
    assert path.arrival(1000 - HEADERS, 0.3) is not None
