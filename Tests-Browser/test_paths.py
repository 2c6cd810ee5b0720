"""Networks that let one path through and nothing else: picture and sound arrive all the same, and the path is known.

Each test makes a network of its own out of the kernel's namespaces; what it blocks, it proves to be blocked.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Playwright

from conftest import RESULTS
from support.chromium import Chromium
from support.firefox import Firefox
from support.meeting import Meeting
from support.network import Door, Host, Network, why_not
from support.page import HARNESS
from support.server import Server
from support.tones import FIREFOX
from support.visitor import Visitor
from support.waiting import until

pytestmark = pytest.mark.skipif(why_not() is not None, reason=str(why_not()))

PORT = 443
# In Firefox, Indonesia has Firefox's own tone.
TONES = {"VN": 700, "ID": FIREFOX}


@dataclass
class Room:
    """A meeting at one host, and two people at another that reaches it in one way only."""

    server: Server
    meeting: Meeting
    chair: Visitor
    guest: Visitor

    def talk(self) -> None:
        """Both see and hear each other, one after the other."""
        self.meeting.open()
        self.chair.sees("ID", seconds=60)
        self.guest.sees("VN", seconds=60)
        self.meeting.chair.do("giveFloor", seat="ID")
        self.chair.hears("ID", TONES["ID"], seconds=40)
        self.meeting.chair.do("giveFloor", seat="VN")
        self.guest.hears("VN", TONES["VN"], seconds=40)

    def paths(self) -> list[dict[str, Any]]:
        """Of all four connections."""
        found: list[dict[str, Any]] = []

        def all_of_them() -> bool:
            found[:] = [path for visitor in (self.chair, self.guest) for path in visitor.ask("harness.paths()")]
            return len(found) == 4

        until("the paths of four connections", all_of_them)
        return found


@pytest.fixture
def networks() -> Iterator[Callable[..., Network]]:
    made: list[Network] = []

    def make(hosts: int = 2, **options: bool) -> Network:
        network = Network(hosts, **options)
        made.append(network)
        return network

    yield make
    for network in made:
        network.close()


@pytest.fixture
def rooms(servers: Callable[..., Server], playwright: Playwright) -> Iterator[Callable[..., Room]]:
    browsers: list[Chromium | Firefox] = []

    def make(server: Server, here: Host, there: Host, *, browser: str = "Chromium") -> Room:
        with here.inside():
            server.start()
            meeting = Meeting(server, "VN", "ID")
            guest = meeting.head("ID")
        chromium = Chromium(playwright, namespace=there.name)
        browsers.append(chromium)
        chair = Visitor("VN in Chromium", chromium.visitor(tone=TONES["VN"]).new_page())
        if browser == "Firefox":
            with there.inside():
                firefox = Firefox(frequency=FIREFOX, logs=RESULTS)
            browsers.append(firefox)
            firefox.preload(HARNESS)
            other = Visitor("ID in Firefox", firefox.new_page())
        else:
            other = Visitor("ID in Chromium", chromium.visitor(tone=TONES["ID"]).new_page())
        chair.open(meeting.chair.link).enter()
        other.open(guest.link).enter()
        return Room(server, meeting, chair, other)

    yield make
    for each in browsers:
        each.close()


def reaches(host: Host, other: Host, address: str, port: int, kind: socket.SocketKind) -> bool:
    """Whether a packet gets from one host to a port of another, at which nobody listens yet."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with other.inside():
        listener = socket.socket(family, kind)
    with host.inside():
        sender = socket.socket(family, kind)
    with listener, sender:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.settimeout(1)
        sender.settimeout(1)
        try:
            if kind == socket.SOCK_STREAM:
                listener.listen()
            sender.connect((address, port))
            if kind == socket.SOCK_DGRAM:
                sender.send(b"?")
                listener.recv(1)
        except OSError:
            return False
        return True


@pytest.mark.parametrize("browser", ["Chromium", "Firefox"])
def test_tcp_to_the_web_servers_port_alone(
    networks: Callable[..., Network], servers: Callable[..., Server], rooms: Callable[..., Room], browser: str
) -> None:
    network = networks(six=False)
    here, there = network.hosts
    assert reaches(there, here, here.four, PORT, socket.SOCK_DGRAM), "the network does not work at all"
    there.may_only_reach(Door(here.four, "tcp", PORT))
    assert not reaches(there, here, here.four, PORT, socket.SOCK_DGRAM), "UDP gets through"
    assert not reaches(there, here, here.four, 9, socket.SOCK_STREAM), "another port can be reached"
    assert reaches(there, here, here.four, PORT, socket.SOCK_STREAM)
    server = servers(port=PORT, host=here.four, start=False)
    room = rooms(server, here, there, browser=browser)
    with here.inside():
        room.talk()
        for path in room.paths():
            assert path["kind"] != "relay", path
            assert (path["protocol"], path["remote"], path["port"]) == ("tcp", here.four, PORT), path
