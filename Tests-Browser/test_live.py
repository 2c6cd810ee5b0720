"""The WebSocket's manners: resume, slow readers, floods, oversized frames, strangers, revoked links."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from support.live import Live
from support.meeting import Meeting


@pytest.fixture
def summit(meeting: Callable[..., Meeting]) -> Meeting:
    made = meeting("VN", "ID", "KR")
    made.head("ID")
    return made.open()


def test_snapshot_then_every_event_once(summit: Meeting) -> None:
    with summit.people["id-head"].live() as live:
        assert live.wait("welcome")["you"] == "id-head"
        first = live.wait("snapshot")["sequence"]
        accepted = live.command("raiseFlag")
        assert accepted["type"] == "accepted"
        summit.chair.do("nextSpeaker")
        live.event("floorGiven")
        sequences = [message["sequence"] for message in live.messages if message["type"] == "event" and message["sequence"] > first]
        assert sequences == list(range(first + 1, first + 1 + len(sequences)))
        raised = live.event("flagRaised")
        assert raised["by"] == "id-head" and raised["event"]["seat"] == "ID" and raised["sequence"] == accepted["sequence"]


def test_resume_gives_what_was_missed_and_nothing_else(summit: Meeting) -> None:
    head = summit.people["id-head"]
    with head.live() as live:
        live.wait("snapshot")
        live.command("raiseFlag")
        live.event("flagRaised")
        last, device = live.sequence, live.device
    summit.chair.do("giveFloor", seat="ID")
    summit.chair.do("endFloor")
    with head.live(resume=last, device=device) as again:
        again.event("floorEnded")
        assert not [message for message in again.messages if message["type"] == "snapshot"], "resumed from the beginning"
        assert next(message["sequence"] for message in again.messages if message["type"] == "event") == last + 1
        folded = [message["event"]["type"] for message in again.messages if message["type"] == "event"]
        assert "floorGiven" in folded and "floorEnded" in folded


def test_resume_from_the_future_starts_anew(summit: Meeting) -> None:
    with summit.people["id-head"].live(resume=1_000_000) as live:
        live.wait("snapshot")


def test_the_clock(summit: Meeting) -> None:
    with summit.people["id-head"].live() as live:
        live.wait("snapshot")
        live.send({"type": "ping", "clientTime": 12345.5})
        pong = live.wait("pong")
        assert pong["clientTime"] == 12345.5 and pong["serverTime"].endswith("Z")


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", None])
def test_a_foreign_page_is_refused(summit: Meeting, origin: str | None) -> None:
    """A browser sends the cookie from any page: the origin must be the server's own."""
    token = summit.chair.token
    cookie = summit.server.api().get(f"/i/{token}").headers["Set-Cookie"].split(";")[0]
    from websockets.sync.client import connect

    from support.api import UNCHECKED

    url = f"wss://{summit.server.url.removeprefix('https://')}/live?meeting={summit.id}&participant=chair"
    with pytest.raises(InvalidStatus) as refused:
        connect(url, ssl=UNCHECKED, origin=origin, additional_headers={"Cookie": cookie}, open_timeout=10)  # type: ignore[arg-type]
    assert refused.value.response.status_code in (400, 401, 403, 404)


@pytest.mark.parametrize(("participant", "token"), [("id-head", None), ("id-head", "nonsense"), ("chair", "of id-head")])
def test_a_stranger_is_refused(summit: Meeting, participant: str, token: str | None) -> None:
    head = summit.people["id-head"]
    with pytest.raises(InvalidStatus) as refused:
        Live(summit.server.url, summit.id, participant, head.token if token == "of id-head" else token)
    assert refused.value.response.status_code in (401, 403, 404)


@pytest.mark.parametrize(
    "frame",
    ["not json", "[]", '{"type":"hello","version":99,"device":"x"}', '{"type":"command"}', '{"type":"fly"}'],
)
def test_nonsense_ends_the_connection_politely(summit: Meeting, frame: str) -> None:
    live = summit.people["id-head"].live(hello=False)
    live.socket.send(frame)
    bye = live.until_closed()
    assert bye and bye["reason"] == "protocol" and bye["text"]["en"] and bye["text"]["vi"]


@pytest.mark.parametrize("data", [b"\x00\x01", b"\xff" * 1000], ids=["short", "long"])
def test_binary_frames_end_the_connection(summit: Meeting, data: bytes) -> None:
    live = summit.people["id-head"].live()
    live.wait("snapshot")
    live.socket.send(data)
    live.until_closed()
    assert live.closed and live.closed.rcvd and live.closed.rcvd.code in (1002, 1003, 1007, 1008)


def test_an_oversized_frame(summit: Meeting) -> None:
    live = summit.people["id-head"].live()
    live.wait("snapshot")
    try:
        live.send({"type": "note", "id": "n1", "text": "x" * 300_000})
    except ConnectionClosed:
        pass
    live.until_closed()
    assert summit.people["id-head"].view()["sitting"] == "open", "the server suffered"


def test_a_flood(summit: Meeting) -> None:
    live = summit.people["id-head"].live()
    live.wait("snapshot")
    with summit.chair.live() as other:
        other.wait("snapshot")
        try:
            for number in range(2_000):
                live.send({"type": "ping", "clientTime": number})
        except ConnectionClosed:
            pass
        bye = live.until_closed(15)
        assert bye and bye["reason"] == "flood"
        assert other.command("setSpeakingLimit", seconds=120)["type"] == "accepted", "the others suffered"


def test_a_slow_reader_is_dropped_and_catches_up(summit: Meeting) -> None:
    """It reads nothing while the meeting goes on; the server says why it ends the connection, and nothing is lost."""
    adviser = summit.invite("id-adviser", "adviser", "ID").enter()
    slow = adviser.live()
    slow.wait("snapshot")
    slow.socket.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    last = slow.sequence
    # The library reads ahead in a thread of its own until its own buffer is full; then the sockets' buffers fill.
    note = "x" * 2_000
    with summit.people["id-head"].live() as writer:
        writer.wait("snapshot")
        deadline = time.monotonic() + 90
        number = 0
        while time.monotonic() < deadline:
            for _ in range(40):
                number += 1
                writer.send({"type": "note", "id": f"n{number}", "text": note})
            while writer.pump(0):
                pass
            time.sleep(1.0)
            if not summit.server.running or disconnected(summit, adviser.id):
                break
        else:
            raise AssertionError(f"{number} notes of {len(note)} bytes later the slow reader is still connected")
        summit.chair.do("giveFloor", seat="ID")
    bye = slow.until_closed(20)
    assert bye is None or bye["reason"] == "slow"
    with adviser.live(resume=last, device=slow.device) as again:
        again.event("floorGiven")
        sequences = [message["sequence"] for message in again.messages if message["type"] == "event"]
        assert sequences == list(range(last + 1, last + 1 + len(sequences)))


def disconnected(summit: Meeting, participant: str) -> bool:
    people = summit.chair.view()["participants"]
    return not next(person for person in people if person["id"] == participant)["connected"]


def test_a_revoked_link_ends_within_two_seconds(summit: Meeting) -> None:
    press = summit.invite("press", "press").enter()
    live = press.live()
    live.wait("snapshot")
    began = time.monotonic()
    assert summit.server.admin.delete(f"{summit.path}/invitations/{press.id}").status == 204
    bye = live.until_closed(2.5)
    assert time.monotonic() - began < 2.5
    assert bye and bye["reason"] == "revoked" and bye["text"]["vi"]
    assert press.api.get(summit.path).status in (401, 403, 410)
    page = summit.server.api().request("GET", f"/i/{press.token}", headers={"Accept": "text/html", "Accept-Language": "vi"})
    assert page.status == 410 and page.headers.get_content_type() == "text/html"
    assert "<html" in page.text and "lang=\"vi\"" in page.text


def test_removed(summit: Meeting) -> None:
    live = summit.people["id-head"].live()
    live.wait("snapshot")
    summit.chair.do("remove", participant="id-head")
    bye = live.until_closed(3)
    assert bye and bye["reason"] == "removed"


def test_kind_pages(summit: Meeting) -> None:
    api = summit.server.api()
    good = api.request("GET", f"/i/{summit.chair.token}")
    assert good.status == 303 and good.headers["Location"].endswith(f"/room/{summit.id}/chair")
    cookie = good.headers["Set-Cookie"]
    for word in (f"seat-{summit.id}.chair=", "HttpOnly", "Secure", "SameSite=Lax", "Path=/"):
        assert word in cookie
    malformed = api.get("/i/nonsense")
    assert malformed.status == 404 and malformed.headers.get_content_type() == "text/html"
    assert api.get("/no/such/page").status == 404


def test_headers_of_the_page(summit: Meeting) -> None:
    api = summit.server.api()
    cookie = api.get(f"/i/{summit.chair.token}").headers["Set-Cookie"].split(";")[0]
    page = api.get(f"/room/{summit.id}/chair", Cookie=cookie)
    assert page.status == 200
    policy = page.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy and "unsafe-eval" not in policy and "*" not in policy
    assert "default-src 'none'" in policy or "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert page.headers["Strict-Transport-Security"]
    assert page.headers["X-Content-Type-Options"] == "nosniff"


def test_events_over_http(summit: Meeting) -> None:
    head = summit.people["id-head"]
    events = head.api.get(f"{summit.path}/events?after=0&limit=3").json
    assert len(events) == 3 and [event["sequence"] for event in events] == [1, 2, 3]
    stream = head.api.stream(f"{summit.path}/events?after={events[-1]['sequence']}")
    first = next(stream)
    assert first["id"] == "4" and json.loads(first["data"])["sequence"] == 4
    stream.close()
