"""Networks that let one path through and nothing else: picture and sound arrive all the same, and the path is known.

Each test makes a network of its own out of the kernel's namespaces; what it blocks, it proves to be blocked.
"""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aioice.stun
import aioice.turn
import pytest
from playwright.sync_api import Playwright

from conftest import RESULTS
from support import turn
from support.background import Background
from support.chromium import Chromium
from support.firefox import Firefox
from support.meeting import Meeting
from support.network import Door, Host, Network, why_not
from support.page import HARNESS
from support.server import Server
from support.tones import FIREFOX
from support.visitor import Visitor
from support.waiting import until
from support.webrtc import offer

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

    def shows(self, transport: str, family: int, relay: str | None, words: str) -> None:
        """The server knows the paths: everybody's lines, the chair's console, the metrics and the log say the same."""
        path = json.dumps({"transport": transport, "family": family, "relay": relay}, sort_keys=True)
        for seat in TONES:
            for direction in ("up", "down"):
                self.guest.until(
                    f"the path {direction} of {seat} to be {path}",
                    f"((path) => path && JSON.stringify(path, Object.keys(path).sort()) === JSON.stringify({path}))"
                    f"(mufakat.session.lines.{seat}?.{direction})", seconds=20,
                )
        wanted = f"{words}, IPv{family}"
        until("the words in the console", lambda: self.chair.text("seat-lines").count(wanted) == 2)
        metrics = self.server.admin.get("/metrics").text
        assert f'mufakat_media_connections{{path="{transport}-ipv{family}"}} 4' in metrics, metrics
        assert relay is None or f'mufakat_media_relayed{{relay="{relay}"}} 4' in metrics, metrics
        kept = [line for line in self.server.tail(1_000_000).splitlines() if "A media path" in line]
        said = f"path={transport} ipv{family}" + (f" by a relay over {relay}" if relay else "")
        for participant in ("chair", "id-head"):
            assert any(f"participant={participant}" in line and said in line for line in kept), kept


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
            if not server.running:
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
        room.shows("tcp", 4, None, "direct (TCP)")


# TURN over TLS

GATHER = """async ({ url, username, credential }) => {
    const connection = new RTCPeerConnection({ iceServers: [{ urls: [url], username, credential }], iceTransportPolicy: "relay" });
    const result = { relays: [], errors: [] };
    connection.onicecandidate = ({ candidate }) => candidate?.candidate && result.relays.push(candidate.candidate);
    connection.onicecandidateerror = ({ errorCode }) => result.errors.push(errorCode);
    connection.addTransceiver("audio");
    await connection.setLocalDescription();
    const end = performance.now() + 15000;
    while (connection.iceGatheringState !== "complete" && performance.now() < end) await new Promise((next) => setTimeout(next, 50));
    await new Promise((next) => setTimeout(next, 100));
    connection.close();
    return result;
}"""


async def permission(address: tuple[str, int], credential: tuple[str, str], peer: tuple[str, int]) -> int:
    """What coturn says to a relay that wants to lead to `peer`: 0, it may; otherwise the error's code."""
    unchecked = ssl.create_default_context()
    unchecked.check_hostname, unchecked.verify_mode = False, ssl.CERT_NONE
    transport, _ = await aioice.turn.create_turn_endpoint(
        asyncio.DatagramProtocol, address, *credential, ssl=unchecked, transport="tcp",
    )
    try:
        # The library's own words for "from now on I shall send to this peer".
        await transport._TurnTransport__inner_protocol.channel_bind(0x4000, peer)  # noqa: SLF001
        return 0
    except aioice.stun.TransactionFailed as failure:
        return failure.response.error_code
    finally:
        transport.close()


def in_a_loop(work: Coroutine[Any, Any, int]) -> int:
    """On another thread, which begins in the namespace of this one: here Playwright has a loop already."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@pytest.mark.skipif(turn.why_not() is not None, reason=str(turn.why_not()))
def test_turn_over_tls_alone(
    networks: Callable[..., Network], servers: Callable[..., Server], rooms: Callable[..., Room], tmp_path: Path,
    background: Background,
) -> None:
    network = networks(3, six=False)
    here, relay, there = network.hosts
    there.may_only_reach(Door(here.four, "tcp", PORT), Door(relay.four, "tcp", 443))
    url = f"turns:{relay.four}:443?transport=tcp"
    # Without media over TCP the summit's port is for pages and signalling only.
    server = servers(port=PORT, host=here.four, start=False, MUFAKAT_MEDIA_TURN=url, MUFAKAT_MEDIA_TCP="off")
    with here.inside():
        server.start()
    secret = (server.data / "turn-secret").read_text().strip()
    coturn = turn.TurnServer(relay, tmp_path / "turn", secret=secret, media=here.four)
    try:
        room = rooms(server, here, there)
        with here.inside():
            room.talk()
            for path in room.paths():
                assert (path["kind"], path["relay"], path["remote"], path["port"]) == ("relay", "tls", here.four, PORT), path
            room.shows("udp", 4, "tls", "by a relay (TLS)")

        # What lets a visitor in, and what does not.
        hour = 3600
        genuine = turn.credential(secret, expires=time.time() + hour)
        forged = turn.credential(secret + "?", expires=time.time() + hour)
        stretched = (turn.credential(secret, expires=time.time() + 2 * hour)[0], genuine[1])
        expired = turn.credential(secret, expires=time.time() - 60)

        def gathers(username: str, credential: str) -> dict[str, list[Any]]:
            return room.chair.page.evaluate(GATHER, {"url": url, "username": username, "credential": credential})

        assert len(gathers(*genuine)["relays"]) == 1
        for bad in (forged, stretched, expired, ("nobody", "nothing")):
            found = gathers(*bad)
            assert not found["relays"] and 401 in found["errors"], (bad, found)

        # Where a relay leads: to the summit's media, and nowhere else.
        with there.inside():
            address = (relay.four, 443)
            assert in_a_loop(permission(address, genuine, (here.four, PORT))) == 0
            for elsewhere in (relay.four, there.four, "127.0.0.1", "10.0.0.1"):
                assert in_a_loop(permission(address, genuine, (elsewhere, 9))) == 403, elsewhere

        # Equipment learns of the relay from the answer.
        with here.inside():
            answer = server.api(room.meeting.chair.token).sdp(f"/whep/{room.meeting.id}", offer(background))
            assert answer.status == 201, answer.text
            link = answer.headers["Link"]
        assert link.startswith(f"<{url}>; rel=\"ice-server\"; username=\"") and link.endswith("; credential-type=\"password\"")
        assert secret not in server.tail(1_000_000)
    finally:
        coturn.close()


# IPv6


@pytest.mark.parametrize(("browser", "tcp"), [("Chromium", False), ("Chromium", True), ("Firefox", False)],
                         ids=["Chromium, UDP", "Chromium, TCP", "Firefox, UDP"])
def test_ipv6_alone(
    networks: Callable[..., Network], servers: Callable[..., Server], rooms: Callable[..., Room], browser: str, tcp: bool
) -> None:
    network = networks(four=False)
    here, there = network.hosts
    doors = [Door(here.six, "tcp", PORT)] + ([] if tcp else [Door(here.six, "udp", PORT)])
    assert reaches(there, here, here.six, 9, socket.SOCK_DGRAM), "the network does not work at all"
    there.may_only_reach(*doors)
    assert not reaches(there, here, here.six, 9, socket.SOCK_DGRAM), "another port can be reached"
    assert reaches(there, here, here.six, PORT, socket.SOCK_DGRAM) is not tcp
    room = rooms(servers(port=PORT, host=here.six, listen="[::]", start=False), here, there, browser=browser)
    with here.inside():
        room.talk()
        for path in room.paths():
            assert (path["protocol"], path["remote"].strip("[]"), path["port"]) == ("tcp" if tcp else "udp", here.six, PORT), path
        room.shows("tcp" if tcp else "udp", 6, None, f"direct ({'TCP' if tcp else 'UDP'})")
