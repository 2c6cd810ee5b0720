"""WHIP (RFC 9725) and WHEP: status codes, headers, trickle, ICE restart, the end, and which source comes where."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from support.api import Answer, Api
from support.background import Background
from support.meeting import Meeting, Person
from support.waiting import until
from support.webrtc import Publisher, Receiver, offer

SDP = "application/sdp"
FRAGMENT = "application/trickle-ice-sdpfrag"
TONES = {"VN": 600, "ID": 800, "KR": 1000}


@pytest.fixture(scope="module")
def summit(installation: object) -> Meeting:
    meeting = Meeting(installation, *TONES, floor_rule="free")  # type: ignore[arg-type]
    meeting.head("ID")
    meeting.head("KR")
    meeting.invite("secretary", "secretariat").enter()
    return meeting.open()


@pytest.fixture(scope="module")
def publishers(summit: Meeting, background: Background) -> Iterator[dict[str, Publisher]]:
    people = {"VN": summit.chair, "ID": summit.people["id-head"], "KR": summit.people["kr-head"]}
    made = {
        seat: Publisher(background, person.api, f"/whip/{summit.id}", frequency=TONES[seat]) for seat, person in people.items()
    }
    for publisher in made.values():
        publisher.connected()
    yield made
    for publisher in made.values():
        publisher.close()


@pytest.fixture
def secretary(summit: Meeting) -> Person:
    return summit.people["secretary"]


@pytest.fixture
def resource(summit: Meeting, secretary: Person, background: Background) -> Iterator[tuple[Api, Answer]]:
    """A WHEP session that nobody uses."""
    answer = secretary.api.sdp(f"/whep/{summit.id}", offer(background))
    assert answer.status == 201, answer.text
    yield secretary.api, answer
    secretary.api.delete(answer.headers["Location"])


def patch(api: Api, created: Answer, body: str, *, match: str | None = None, type_: str = FRAGMENT) -> Answer:
    headers = {"Content-Type": type_} | ({"If-Match": match} if match is not None else {})
    return api.request("PATCH", created.headers["Location"], body, headers)


def restart_fragment(ufrag: str = "abcdEFGH", password: str = "0123456789abcdefghijklmn") -> str:
    return f"a=ice-ufrag:{ufrag}\r\na=ice-pwd:{password}\r\n"


def trickle(mid: str = "0") -> str:
    return (
        f"m=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:{mid}\r\n"
        "a=candidate:1 1 udp 2130706431 192.0.2.77 50000 typ host\r\na=end-of-candidates\r\n"
    )


# Creating


@pytest.mark.parametrize("path", ["/whip/{m}", "/whep/{m}"])
def test_created(summit: Meeting, background: Background, path: str) -> None:
    person = summit.people["kr-head"]
    direction = "sendonly" if "whip" in path else "recvonly"
    answer = person.api.sdp(path.format(m=summit.id), offer(background, direction=direction))
    assert answer.status == 201, answer.text
    assert answer.headers.get_content_type() == SDP
    assert re.fullmatch(r'"[^"]+"', answer.headers["ETag"])
    assert "a=ice-lite" in answer.text and "a=group:BUNDLE" in answer.text and "a=rtcp-mux" in answer.text
    assert "a=candidate:" in answer.text
    assert person.api.delete(answer.headers["Location"]).status == 200


@pytest.mark.parametrize("path", ["/whip/{m}", "/whep/{m}"])
@pytest.mark.parametrize(
    ("token", "body", "type_", "status"),
    [
        (None, "offer", SDP, 401),
        ("nonsense", "offer", SDP, 401),
        ("own", "offer", "text/plain", 415),
        ("own", "v=0\r\nnonsense", SDP, 400),
        ("own", "", SDP, 400),
        ("own", "x" * 2_000_000, SDP, 413),
    ],
    ids=["no token", "wrong token", "wrong type", "nonsense", "empty", "too long"],
)
def test_not_created(
    summit: Meeting, background: Background, path: str, token: str | None, body: str, type_: str, status: int
) -> None:
    api = summit.people["kr-head"].api if token == "own" else summit.server.api(token)
    text = offer(background, direction="sendonly" if "whip" in path else "recvonly") if body == "offer" else body
    answer = api.request("POST", path.format(m=summit.id), text, {"Content-Type": type_})
    assert answer.status == status, answer.text
    assert answer.headers.get_content_type() == "application/problem+json"
    assert "Location" not in answer.headers


def test_an_offer_with_nothing_to_accept(summit: Meeting, background: Background) -> None:
    text = re.sub(r"(opus|VP8|VP9|H264|AV1|H265)/", "unheard-of/", offer(background))
    assert summit.people["kr-head"].api.sdp(f"/whep/{summit.id}", text).status == 422


def test_a_participant_publishes_for_their_own_seat_only(summit: Meeting, secretary: Person, background: Background) -> None:
    text = offer(background, direction="sendonly")
    assert summit.people["kr-head"].api.sdp(f"/whip/{summit.id}/ID", text).status == 403
    assert secretary.api.sdp(f"/whip/{summit.id}/XX", text).status == 404


def test_no_meeting_no_media(summit: Meeting, background: Background) -> None:
    assert summit.people["kr-head"].api.sdp("/whep/no-such-meeting", offer(background)).status in (403, 404)


def test_options(summit: Meeting) -> None:
    for path in (f"/whip/{summit.id}", f"/whep/{summit.id}"):
        answer = summit.server.api().request("OPTIONS", path)
        assert answer.status == 204
        assert SDP in answer.headers["Accept-Post"]


# A session's life


def test_trickle(resource: tuple[Api, Answer]) -> None:
    api, created = resource
    assert patch(api, created, trickle(), match=created.headers["ETag"]).status == 204


def test_trickle_to_an_older_session_is_refused(resource: tuple[Api, Answer]) -> None:
    api, created = resource
    assert patch(api, created, trickle(), match='"something-else"').status == 412
    assert patch(api, created, trickle()).status == 428


def test_restart(resource: tuple[Api, Answer]) -> None:
    api, created = resource
    answer = patch(api, created, restart_fragment(), match="*")
    assert answer.status == 200, answer.text
    assert answer.headers.get_content_type() == FRAGMENT

    def fragment(text: str) -> str:
        return re.search(r"a=ice-ufrag:(\S+)", text)[1]  # type: ignore[index]

    assert fragment(answer.text) != fragment(created.text)
    assert "a=ice-pwd:" in answer.text
    assert answer.headers["ETag"] != created.headers["ETag"]
    assert patch(api, created, trickle(), match=created.headers["ETag"]).status == 412
    assert patch(api, created, trickle(), match=answer.headers["ETag"]).status == 204


@pytest.mark.parametrize(
    ("body", "type_", "status"),
    [
        ("a=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n", FRAGMENT, 400),
        ("nonsense", FRAGMENT, 400),
        ("{}", "application/json", 415),
        ("a=x\r\n" * 20_000, FRAGMENT, 413),
    ],
    ids=["no credentials", "nonsense", "wrong type", "too long"],
)
def test_bad_fragments(resource: tuple[Api, Answer], body: str, type_: str, status: int) -> None:
    api, created = resource
    assert patch(api, created, body, match=created.headers["ETag"], type_=type_).status == status


def test_a_session_belongs_to_who_made_it(summit: Meeting, resource: tuple[Api, Answer]) -> None:
    _, created = resource
    other = summit.people["id-head"].api
    assert other.delete(created.headers["Location"]).status in (403, 404)
    assert summit.server.api().delete(created.headers["Location"]).status == 401
    assert patch(other, created, restart_fragment(), match="*").status in (403, 404)


def test_deleted_is_gone(summit: Meeting, secretary: Person, background: Background) -> None:
    created = secretary.api.sdp(f"/whep/{summit.id}", offer(background))
    location = created.headers["Location"]
    assert secretary.api.delete(location).status == 200
    assert secretary.api.delete(location).status == 404
    assert patch(secretary.api, created, trickle(), match=created.headers["ETag"]).status == 404


# What comes


def assert_sources(receiver: Receiver, *seats: str) -> None:
    for number, seat in enumerate(seats):
        until(f"{seat} in audio line {number}", lambda: receiver.listen(number, seconds=0.5).is_(TONES[seat]), seconds=15)
        until(f"{seat} in video line {number}", lambda: receiver.of("video")[number].frames > 3, seconds=15)


def test_sources_come_in_order_of_precedence(
    summit: Meeting, publishers: dict[str, Publisher], secretary: Person, background: Background
) -> None:
    receiver = Receiver(background, secretary.api, f"/whep/{summit.id}", audio=3, video=3)
    try:
        assert_sources(receiver, "VN", "ID", "KR")
    finally:
        receiver.close()


@pytest.mark.parametrize(("query", "seats"), [("?seat=KR", ["KR"]), ("?exclude=VN", ["ID", "KR"]), ("?seat=ID&quality=thumbnail", ["ID"])])
def test_choice_of_sources(
    summit: Meeting, publishers: dict[str, Publisher], secretary: Person, background: Background, query: str, seats: list[str]
) -> None:
    receiver = Receiver(background, secretary.api, f"/whep/{summit.id}{query}", audio=len(seats), video=len(seats))
    try:
        assert_sources(receiver, *seats)
    finally:
        receiver.close()


def test_more_lines_than_sources_stay_silent(
    summit: Meeting, publishers: dict[str, Publisher], secretary: Person, background: Background
) -> None:
    receiver = Receiver(background, secretary.api, f"/whep/{summit.id}?seat=ID", audio=2, video=2)
    try:
        assert_sources(receiver, "ID")
        assert receiver.listen(1, seconds=0.3).silent
        assert receiver.of("video")[1].frames == 0
    finally:
        receiver.close()


def test_unknown_seat(summit: Meeting, secretary: Person, background: Background) -> None:
    assert secretary.api.sdp(f"/whep/{summit.id}?seat=XX", offer(background)).status == 404


def test_media_ends_with_the_session(
    summit: Meeting, publishers: dict[str, Publisher], secretary: Person, background: Background
) -> None:
    receiver = Receiver(background, secretary.api, f"/whep/{summit.id}?seat=ID", audio=1, video=1)
    try:
        assert_sources(receiver, "ID")
        assert secretary.api.delete(receiver.location).status == 200
        until("aiortc to see the end of the connection", lambda: receiver.state in ("closed", "failed", "disconnected") or quiet(receiver))
    finally:
        receiver.close()


def quiet(receiver: Receiver) -> bool:
    """Nothing came for half a second."""
    before = receiver.packets("audio")
    receiver.listen(seconds=0.01)
    return receiver.packets("audio") == before
