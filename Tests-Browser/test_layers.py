"""Layers within one stream (SVC): Chromium sends them, and shows what is left when some are left out."""

from __future__ import annotations

import time
from typing import Any

import pytest

from support.chromium import Chromium
from support.meeting import Meeting
from support.page import publish, receive, received
from support.server import Server
from support.waiting import until

# From 960 pixels on Chromium sends three sizes.
SIZE = {"width": 960, "height": 540}


@pytest.mark.parametrize(("codec", "mode", "sizes"), [("VP9", "L3T3_KEY", 3), ("VP9", "L2T1", 2), ("VP8", "L1T3", 1)])
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
    whole = receive(page, f"{whep}?seat=VN", listener.token)
    small = receive(page, f"{whep}?seat=VN&quality=thumbnail", listener.token)

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
