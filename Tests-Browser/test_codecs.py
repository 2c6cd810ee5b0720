"""Every picture format that Chromium can send, offered alone: decoded by Chromium, and by aiortc where it knows the format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from support.background import Background
from support.chromium import Chromium
from support.meeting import Meeting, Person
from support.page import publish, receive, received
from support.server import Server
from support.waiting import until
from support.webrtc import Receiver

CODECS = {"VN": "VP8", "ID": "VP9", "SG": "H264", "KR": "AV1"}
SEATS = {codec: seat for seat, codec in CODECS.items()}
FOREIGN = ["VP8", "H264"]  # what aiortc decodes


@dataclass
class Stage:
    meeting: Meeting
    page: Page
    listener: Person
    connections: dict[str, int]


@pytest.fixture(scope="module")
def stage(installation: Server, chromium: Chromium) -> Iterator[Stage]:
    """One seat per format; each publishes in its own and offers no other."""
    meeting = Meeting(installation, *CODECS, floor_rule="free")
    people = {seat: meeting.chair if seat == "VN" else meeting.head(seat) for seat in CODECS}
    listener = meeting.invite("listener", "secretariat").enter()
    meeting.open()
    context = chromium.visitor()
    page = context.new_page()
    page.goto(f"{installation.url}/healthz")
    url = f"{installation.url}/whip/{meeting.id}"
    connections = {
        codec: publish(page, url, people[seat].token, codec=f"video/{codec}") for seat, codec in CODECS.items()
    }
    yield Stage(meeting, page, listener, connections)
    context.close()


@pytest.mark.parametrize("codec", SEATS)
def test_chromium_decodes(installation: Server, stage: Stage, codec: str) -> None:
    url = f"{installation.url}/whep/{stage.meeting.id}?seat={SEATS[codec]}"
    connection = receive(stage.page, url, stage.listener.token)

    def line() -> dict[str, int | str]:
        return next(line for line in received(stage.page, connection) if line["kind"] == "video")

    until(f"10 decoded pictures of {codec}", lambda: line()["frames"] >= 10, seconds=30)
    assert line()["codec"] == f"video/{codec}"
    stage.page.evaluate("(index) => harness.close(index)", connection)


@pytest.mark.parametrize("codec", FOREIGN)
def test_aiortc_decodes(stage: Stage, background: Background, codec: str) -> None:
    path = f"/whep/{stage.meeting.id}?seat={SEATS[codec]}"
    receiver = Receiver(background, stage.listener.api, path, audio=1, video=1)
    try:
        until(f"aiortc to decode 10 pictures of {codec}", lambda: receiver.of("video")[0].frames >= 10, seconds=30)
    finally:
        receiver.close()


def undecodable(server: Server) -> int:
    text = server.admin.get("/metrics").text
    found = re.search(r'mufakat_media_drops_total\{[^}]*cause="undecodable"[^}]*\} (\d+)', text)
    return int(found[1]) if found else 0


def test_a_receiver_that_cannot_decode_is_counted(installation: Server, stage: Stage, background: Background) -> None:
    """aiortc knows neither VP9 nor AV1: nothing comes, and the server says why."""
    before = undecodable(installation)
    receiver = Receiver(background, stage.listener.api, f"/whep/{stage.meeting.id}?seat={SEATS['AV1']}", audio=1, video=1)
    try:
        until("the server to count the picture that cannot be shown", lambda: undecodable(installation) > before, seconds=15)
        assert receiver.of("video")[0].frames == 0 and receiver.packets("video") == 0
    finally:
        receiver.close()
