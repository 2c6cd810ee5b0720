"""ICE restarts by PATCH, with sound and picture flowing before and after: the publisher's, the receiver's, again and again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from support.chromium import Chromium
from support.meeting import Meeting
from support.page import publish, receive, received
from support.server import Server
from support.waiting import until


@dataclass
class Line:
    """A connection of the page: its number, and who made it."""

    connection: int
    token: str


@pytest.fixture(scope="module")
def page(installation: Server, chromium: Chromium) -> Iterator[Page]:
    context = chromium.visitor()
    page = context.new_page()
    page.goto(f"{installation.url}/healthz")
    yield page
    context.close()


@pytest.fixture(scope="module")
def lines(installation: Server, page: Page) -> dict[str, Line]:
    meeting = Meeting(installation, "VN", floor_rule="free")
    listener = meeting.invite("listener", "secretariat").enter()
    meeting.open()
    publisher = publish(page, f"{installation.url}/whip/{meeting.id}", meeting.chair.token)
    receiver = receive(page, f"{installation.url}/whep/{meeting.id}", listener.token)
    return {"publisher": Line(publisher, meeting.chair.token), "receiver": Line(receiver, listener.token)}


def flows(page: Page, lines: dict[str, Line]) -> None:
    """Ten more pictures, and a second of sound."""

    def come() -> tuple[int, int]:
        found = {line["kind"]: line for line in received(page, lines["receiver"].connection)}
        return found["video"]["frames"], found["audio"]["packets"]

    pictures, packets = come()
    until("ten more pictures, and their sound", lambda: come()[0] >= pictures + 10 and come()[1] >= packets + 50)


@pytest.mark.parametrize("end", ["publisher", "receiver", "publisher", "receiver"])
def test_media_goes_on(page: Page, lines: dict[str, Line], end: str) -> None:
    line = lines[end]
    flows(page, lines)
    before = page.evaluate("(index) => harness.transport(index)", line.connection)
    assert page.evaluate("(options) => harness.restart(options)", {"index": line.connection, "token": line.token})
    flows(page, lines)

    def moved() -> bool:
        now = page.evaluate("(index) => harness.transport(index)", line.connection)
        return now["fragment"] != before["fragment"] and now["ice"] in ("connected", "completed") and now["dtls"] == "connected"

    until("the browser to use its new credentials", moved)
    flows(page, lines)
