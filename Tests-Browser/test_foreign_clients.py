"""Chromium, Firefox and aiortc through the server, in all nine pairings: picture and sound decoded, each source by its tone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from conftest import say
from support.background import Background
from support.chromium import Chromium
from support.firefox import Firefox
from support.meeting import Meeting
from support.page import Page, listen, publish, receive, received
from support.server import Server
from support.sound import Sound
from support.tones import AIORTC, CHROMIUM, FIREFOX
from support.waiting import until
from support.webrtc import Publisher, Receiver

# In order of precedence: the n-th source is the n-th m-line of its kind.
SOURCES = {"chromium": CHROMIUM, "firefox": FIREFOX, "aiortc": AIORTC}
SEATS = dict(zip(SOURCES, ("ID", "SG", "VN")))


@dataclass
class Heard:
    """What one receiver made of the three sources, in order."""

    frames: Callable[[], list[int]]
    sounds: Callable[[], list[Sound]]


@pytest.fixture(scope="module")
def pages(installation: Server, chromium: Chromium, firefox: Firefox) -> Iterator[dict[str, Page]]:
    context = chromium.visitor()
    pages: dict[str, Page] = {"chromium": context.new_page(), "firefox": firefox.new_page()}
    for page in pages.values():
        page.goto(f"{installation.url}/healthz")  # type: ignore[attr-defined]
    yield pages
    context.close()
    pages["firefox"].close()  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def summit(installation: Server, background: Background, pages: dict[str, Page]) -> Iterator[Meeting]:
    """All three publish; every microphone is heard."""
    meeting = Meeting(installation, *SEATS.values(), floor_rule="free")
    people = {name: meeting.chair if seat == SEATS["chromium"] else meeting.head(seat) for name, seat in SEATS.items()}
    meeting.open()
    say("waiting for three publishers")
    url = f"{installation.url}/whip/{meeting.id}"
    for name, page in pages.items():
        publish(page, url, people[name].token)
    foreign = Publisher(background, people["aiortc"].api, f"/whip/{meeting.id}", frequency=AIORTC)
    foreign.connected()
    yield meeting
    foreign.close()


@pytest.fixture(scope="module")
def receivers(installation: Server, background: Background, pages: dict[str, Page], summit: Meeting) -> Iterator[dict[str, Heard]]:
    listener = summit.invite("listener", "secretariat").enter()
    path = f"/whep/{summit.id}"
    heard: dict[str, Heard] = {}

    def in_page(page: Page) -> Heard:
        connection = receive(page, installation.url + path, listener.token, audio=3, video=3)

        def frames() -> list[int]:
            return [line["frames"] for line in received(page, connection) if line["kind"] == "video"]

        return Heard(frames, lambda: list(listen(page, connection, milliseconds=1200).values()))

    for name, page in pages.items():
        heard[name] = in_page(page)
    foreign = Receiver(background, listener.api, path, audio=3, video=3)
    heard["aiortc"] = Heard(
        lambda: [line.frames for line in foreign.of("video")],
        lambda: [foreign.listen(number, seconds=0.6) for number in range(3)],
    )
    say("waiting for three receivers")
    yield heard
    foreign.close()


@pytest.mark.parametrize("publisher", SOURCES)
@pytest.mark.parametrize("receiver", SOURCES)
def test_picture_and_sound_arrive(receivers: dict[str, Heard], receiver: str, publisher: str) -> None:
    number = list(SOURCES).index(publisher)
    heard = receivers[receiver]

    before = heard.frames()[number]
    # aiortc asks once for a packet that it lost, and waits for it until 128 more have come: 12 s at this size of picture.
    until(f"{receiver} to decode 10 more pictures of {publisher}", lambda: heard.frames()[number] >= before + 10, seconds=40)
    until(
        f"{receiver} to hear {publisher}'s {SOURCES[publisher]} Hz",
        lambda: heard.sounds()[number].is_(SOURCES[publisher]), seconds=15,
    )
