"""Coming back: a reload, a cut network and a restarted server bring picture and sound back within seconds, to the same seat."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from conftest import say
from support.background import Background
from support.chromium import Chromium
from support.meeting import Meeting
from support.server import Server
from support.visitor import Visitor
from support.webrtc import Publisher

TONE = 937
PROMISED = 2.0  # seconds, on loopback; the assertions leave room for a slow machine
ROOM_FOR_A_SLOW_MACHINE = 3.0


class Sitting:
    """The chair publishes by aiortc and speaks; Indonesia watches in Chromium."""

    def __init__(self, server: Server, chromium: Chromium, background: Background) -> None:
        self.server, self.background = server, background
        self.meeting = Meeting(server, "VN", "ID", lobby=True)
        self.indonesia = self.meeting.invite("id-head", "head", "ID")
        self.publisher = self.publish()
        self.meeting.open()
        self.meeting.chair.do("giveFloor", seat="VN")
        self.context = chromium.visitor()
        self.visitor = Visitor("Indonesia", self.context.new_page())
        self.visitor.open(self.indonesia.link).enter()
        self.visitor.until("that it waits", "mufakat.view.participants[0].standing === 'lobby'")
        self.meeting.chair.do("admit", participant="id-head")
        self.back("in the beginning", within=30)

    def publish(self) -> Publisher:
        publisher = Publisher(self.background, self.meeting.chair.api, f"/whip/{self.meeting.id}", frequency=TONE)
        publisher.connected()
        return publisher

    def frames(self) -> dict[Any, int]:
        return self.visitor.pictures()

    def back(self, what: str, *, within: float = PROMISED + ROOM_FOR_A_SLOW_MACHINE) -> float:
        """Until new pictures of the chair are decoded; then sound."""
        began = time.monotonic()
        self.visitor.until("the room", "window.mufakat?.session.screen === 'room'", seconds=within)
        start = self.frames().get("VN", 0)
        while self.frames().get("VN", 0) in (0, start):  # a new connection counts from 0
            assert time.monotonic() - began < within, f"no picture {what}: {self.visitor.state()}"
            time.sleep(0.02)
        took = time.monotonic() - began
        self.visitor.hears("VN", TONE, seconds=within + 3)
        assert self.visitor.view["floor"]["seat"] == "VN"
        say(f"{what}: picture after {took:.2f} s (promised {PROMISED} s)")
        assert took < within
        return took

    def close(self) -> None:
        self.context.close()
        self.publisher.close()


@pytest.fixture
def sitting(servers: Callable[..., Server], chromium: Chromium, background: Background) -> Iterator[Sitting]:
    made = Sitting(servers(), chromium, background)
    yield made
    made.close()


def test_coming_back(sitting: Sitting) -> None:
    visitor, server = sitting.visitor, sitting.server

    visitor.page.reload()
    sitting.back("after a reload")

    sitting.context.set_offline(True)
    visitor.until("that the line is lost", "mufakat.session.status !== 'open'", seconds=20)
    time.sleep(1)
    sitting.context.set_offline(False)
    sitting.back("after a cut network")

    server.kill()
    visitor.until("that the line is lost", "mufakat.session.status !== 'open'", seconds=20)
    server.restart()
    sitting.publisher.close()
    sitting.publisher = sitting.publish()
    sitting.back("after kill -9 and a restart")

    entered = [entry for entry in sitting.meeting.server.admin.get(f"{sitting.meeting.path}/events?after=0").json
               if entry["event"]["type"] == "admitted" and entry["event"]["participant"] == "id-head"]
    assert len(entered) == 1, "admitted again"


def test_a_second_device_takes_over(meeting: Callable[..., Meeting], chromium: Chromium) -> None:
    """The same link on another device: whatever the program does with the first, it says so and never flickers between both."""
    summit = meeting("VN", "ID")
    head = summit.head("ID")
    summit.open()
    with head.live() as first, head.live() as second:
        first.wait("snapshot")
        second.wait("snapshot")
        assert second.command("raiseFlag")["type"] == "accepted"
        if not first.closed:
            first.event("flagRaised")
    with head.live(device="the-same") as first:
        first.wait("snapshot")
        with head.live(device="the-same") as again:
            again.wait("snapshot")
            bye = first.until_closed()
            assert bye and bye["reason"] == "replaced"
