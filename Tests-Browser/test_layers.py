"""Layers within one stream (SVC): Chromium sends them, and shows what is left when some are left out."""

from __future__ import annotations

import time
from typing import Any

import pytest

from support.chromium import Chromium
from support.meeting import Meeting
from support.page import publish, receive, received
from support.server import Server
from support.visitor import Visitor
from support.waiting import until

# From 960 pixels on Chromium sends three sizes.
SIZE = {"width": 960, "height": 540}


@pytest.mark.parametrize(("codec", "mode", "sizes"), [
    ("VP9", "L3T3_KEY", 3), ("VP9", "L2T1", 2), ("VP8", "L1T3", 1), ("AV1", "L3T3_KEY", 3), ("AV1", "L2T1", 2), ("AV1", "L1T2", 1),
])
def test_smaller_and_whole(installation: Server, chromium: Chromium, codec: str, mode: str, sizes: int) -> None:
    meeting = Meeting(installation, "VN", floor_rule="free")
    listener = meeting.invite("listener", "secretariat").enter()
    meeting.open()
    context = chromium.visitor()
    context.add_init_script(f"window.harnessVideo = {SIZE};")
    page = context.new_page()
    page.goto(f"{installation.url}/healthz")
    whip, whep = (f"{installation.url}/{word}/{meeting.id}" for word in ("whip", "whep"))
    sender = publish(page, whip, meeting.chair.token, codec=f"video/{codec}", mode=mode)
    whole = receive(page, f"{whep}?seat=VN", listener.token, descriptors=True)
    small = receive(page, f"{whep}?seat=VN&quality=thumbnail", listener.token, descriptors=True)

    def line(connection: int) -> dict[str, Any]:
        return next(line for line in received(page, connection) if line["kind"] == "video")

    try:
        until("the whole picture", lambda: line(whole)["width"] == SIZE["width"] and line(whole)["frames"] >= 10, seconds=60)
        smaller = SIZE["width"] >> (sizes - 1)
        until("the small picture", lambda: line(small)["width"] == smaller and line(small)["frames"] >= 10, seconds=60)
        before = {connection: line(connection) for connection in (whole, small)}
        time.sleep(5)
        for connection, first in before.items():
            now = line(connection)
            came, shown = now["received"] - first["received"], now["frames"] - first["frames"]
            assert came > 5 and shown >= 0.8 * came, f"{shown} of {came} pictures were decoded: {now}"
            assert now["pli"] == first["pli"] and now["lost"] == first["lost"], f"something was missed: {first}, then {now}"
        if sizes > 1:
            assert line(small)["packets"] < line(whole)["packets"]
    finally:
        for connection in (whole, small, sender):
            page.evaluate("(index) => harness.close(index)", connection)
        context.close()


def test_one_slot_shows_senders_with_descriptors_and_without(installation: Server, chromium: Chromium) -> None:
    """AV1 with layers and without, one after the other, in the page's large picture."""
    meeting = Meeting(installation, "VN", "ID", "KR")
    speakers = {"ID": meeting.head("ID"), "KR": meeting.head("KR")}
    viewer = meeting.invite("viewer", "secretariat").enter()
    meeting.open()
    context = chromium.visitor()
    page = context.new_page()
    page.goto(f"{installation.url}/healthz")
    whip = f"{installation.url}/whip/{meeting.id}"
    for seat, mode in (("ID", "L1T2"), ("KR", None)):
        publish(page, whip, speakers[seat].token, codec="video/AV1", mode=mode)
    offers = [page.evaluate("(index) => harness.connections[index].localDescription.sdp", index) for index in range(2)]
    assert ["#dependency-descriptor" in offer for offer in offers] == [True, False]
    visitor = Visitor("viewer", context.new_page()).open(viewer.link)
    visitor.until("the room", "mufakat.session.screen === 'room'")

    def pictures() -> int:
        line = next((line for line in received(visitor.page) if line["mid"] == visitor.ask("mufakat.media.videoMids[0]")), None)
        return line["frames"] if line else 0

    for seat in ("ID", "KR", "ID", "KR"):
        meeting.chair.do("giveFloor", seat=seat)
        visitor.until(f"{seat} in the large picture", f"mufakat.session.shown[mufakat.media.videoMids[0]] === '{seat}'")
        time.sleep(2)  # What is left of the one before.
        before = pictures()
        until(f"ten pictures of {seat}", lambda before=before: pictures() >= before + 10, seconds=30)
    context.close()
