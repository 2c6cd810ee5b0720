"""A seat of the demo passes from a synthetic delegate to a person and back.

Who speaks is told by the pitch: every synthetic delegate has one of its own, and the person that of the browser's microphone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from conftest import DEMO_WITHOUT, say
from support.api import Api
from support.chromium import Chromium
from support.server import Server
from support.tones import CHROMIUM, voice
from support.visitor import Visitor
from support.waiting import until
from test_summit import invitation

SEAT = "SG"
WATCHED_FROM = DEMO_WITHOUT[0]


class Summit:
    def __init__(self, server: Server, chromium: Chromium) -> None:
        self.server, self.chromium = server, chromium
        self.contexts: list[Any] = []
        self.chair: Api = server.api(invitation(server, "chair", "VN")["token"])
        self.meeting: str = server.description["meeting"]
        self.seat = invitation(server, "head", SEAT)
        self.chair.do(self.meeting, "enterLobby")
        self.watcher = self.visitor("who watches", invitation(server, "head", WATCHED_FROM)["link"])
        self.watcher.enter()
        self.watcher.until("that they wait", "mufakat.view.participants[0].standing === 'lobby'")
        self.admit(invitation(server, "head", WATCHED_FROM)["id"])
        self.chair.do(self.meeting, "openMeeting")

    def visitor(self, name: str, link: str) -> Visitor:
        context = self.chromium.visitor()
        self.contexts.append(context)
        return Visitor(name, context.new_page()).open(link)

    def standing(self, participant: str) -> str:
        return next(each["standing"] for each in self.chair.view(self.meeting)["participants"] if each["id"] == participant)

    def admit(self, participant: str) -> None:
        until(f"{participant} in the lobby", lambda: self.standing(participant) == "lobby", seconds=60)
        self.chair.do(self.meeting, "admit", participant=participant)

    def heard_from_the_seat(self, frequency: float, *, seconds: float) -> None:
        """Given the floor again and again: who leaves, yields."""
        deadline = time.monotonic() + seconds
        while True:
            self.chair.command(self.meeting, "giveFloor", seat=SEAT)
            try:
                return self.watcher.hears(SEAT, frequency, seconds=5)
            except AssertionError:
                if time.monotonic() > deadline:
                    raise

    def person(self) -> Visitor:
        person = self.visitor("a person", self.seat["link"])
        person.enter()
        person.until("that they publish", "mufakat.media.publish === 'connected' && mufakat.session.screen === 'room'")
        return person


@pytest.fixture(scope="module")
def summit(servers: Callable[..., Server], chromium: Chromium) -> Iterator[Summit]:
    summit = Summit(servers("demo", "--without", ",".join(DEMO_WITHOUT)), chromium)
    yield summit
    for context in summit.contexts:
        context.close()


@pytest.mark.timeout(300)
def test_the_seat_passes_to_a_person_and_back(summit: Summit) -> None:
    summit.heard_from_the_seat(voice(SEAT), seconds=30)
    say("the synthetic delegate speaks")

    person = summit.person()
    summit.heard_from_the_seat(CHROMIUM, seconds=20)
    assert not person.ask("mufakat.media.elsewhere")
    say("the person speaks")

    # A page that is reloaded is no departure.
    person.page.reload()
    person.until("the room again", "window.mufakat?.media.publish === 'connected'")
    kept(person, seconds=14)
    summit.heard_from_the_seat(CHROMIUM, seconds=15)

    person.page.close()  # type: ignore[call-arg]
    summit.heard_from_the_seat(voice(SEAT), seconds=60)
    say("the synthetic delegate is back")


@pytest.mark.timeout(300)
def test_the_person_keeps_the_seat_when_the_server_restarts(summit: Summit) -> None:
    person = summit.person()
    summit.heard_from_the_seat(CHROMIUM, seconds=20)
    for _ in range(3):
        summit.server.kill()
        summit.server.restart()
        person.until("the line again", "mufakat.session.status === 'open'")
        person.until("that they publish", "mufakat.media.publish === 'connected'")
        kept(person, seconds=6)
    summit.heard_from_the_seat(CHROMIUM, seconds=20)
    kept(person, seconds=12)
    person.page.close()  # type: ignore[call-arg]


@pytest.mark.timeout(300)
def test_who_leaves_the_meeting_leaves_the_seat_to_be_admitted_anew(summit: Summit) -> None:
    person = summit.person()
    person.click("leave")
    person.click("leave-confirm")
    person.until("that they have left", "mufakat.session.screen === 'lobby'")
    person.page.close()  # type: ignore[call-arg]
    summit.admit(summit.seat["id"])
    summit.heard_from_the_seat(voice(SEAT), seconds=30)


def kept(person: Visitor, *, seconds: float) -> None:
    """For so long nobody else publishes in the person's place."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert not person.ask("mufakat.media.elsewhere"), f"somebody else has taken the person's place; {person.state()}"
        time.sleep(0.5)
