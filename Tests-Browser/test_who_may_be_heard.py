"""The server decides who is heard: a client that sends sound without the floor is not forwarded, whatever it does."""

from __future__ import annotations

import time
from collections.abc import Callable

from support.background import Background
from support.meeting import Meeting, Person
from support.waiting import until
from support.webrtc import Publisher, Receiver, offer

TONE = 937


def rule_breaker(background: Background, person: Person) -> Publisher:
    publisher = Publisher(background, person.api, f"/whip/{person.meeting.id}", frequency=TONE)
    publisher.connected()
    return publisher


def listener(background: Background, person: Person, query: str = "") -> Receiver:
    receiver = Receiver(background, person.api, f"/whep/{person.meeting.id}{query}", audio=1, video=1)
    receiver.connected()
    return receiver


def sent(publisher: Publisher) -> int:
    return sum(entry.packetsSent for entry in publisher.statistics() if entry.type == "outbound-rtp" and entry.kind == "audio")


def assert_nothing_arrives(receiver: Receiver, publisher: Publisher, *, seconds: float = 2) -> None:
    """Not one packet of sound arrives, while the publisher does send."""
    before, was_sent = receiver.packets("audio"), sent(publisher)
    time.sleep(seconds)
    assert sent(publisher) > was_sent + 10 * seconds, "the publisher did not even send"
    assert receiver.packets("audio") == before


def test_only_the_floor_is_heard(meeting: Callable[..., Meeting], background: Background) -> None:
    summit = meeting("VN", "ID", "KR")
    indonesia, korea = summit.head("ID"), summit.head("KR")
    publisher = rule_breaker(background, indonesia)
    receiver = listener(background, korea, "?seat=ID")
    try:
        until("Indonesia's picture", lambda: receiver.of("video")[0].frames > 5)
        assert receiver.packets("audio") == 0, "heard before the meeting is open"

        summit.open()
        assert_nothing_arrives(receiver, publisher)
        assert receiver.packets("audio") == 0

        summit.chair.do("giveFloor", seat="ID")
        until("Indonesia's tone", lambda: receiver.listen(seconds=0.5).is_(TONE), seconds=10)

        summit.chair.do("mute", seat="ID")
        time.sleep(0.3)  # what was under way arrives
        assert_nothing_arrives(receiver, publisher, seconds=1)
        summit.chair.do("unmute", seat="ID")
        until("Indonesia's tone after unmute", lambda: receiver.listen(seconds=0.5).is_(TONE), seconds=10)

        summit.chair.do("endFloor")
        time.sleep(0.3)
        assert_nothing_arrives(receiver, publisher)
        assert receiver.listen(seconds=0.5).silent

        summit.chair.do("giveFloor", seat="KR")
        assert_nothing_arrives(receiver, publisher, seconds=1)

        summit.chair.do("giveFloor", seat="ID")
        until("Indonesia's tone again", lambda: receiver.listen(seconds=0.5).is_(TONE), seconds=10)
        summit.chair.do("suspendMeeting")
        time.sleep(0.3)
        assert_nothing_arrives(receiver, publisher, seconds=1)
    finally:
        publisher.close()
        receiver.close()


def test_an_adviser_without_the_microphone_is_never_heard(meeting: Callable[..., Meeting], background: Background) -> None:
    """The seat has the floor, but the sound comes from one who does not hold its microphone."""
    summit = meeting("VN", "ID", "KR")
    summit.head("ID")
    adviser = summit.invite("id-adviser", "adviser", "ID").enter()
    korea = summit.head("KR")
    summit.open()
    summit.chair.do("giveFloor", seat="ID")

    answer = adviser.api.sdp(f"/whip/{summit.id}", offer(background, direction="sendonly"))
    if answer.status != 201:  # a refusal is as good as silence
        assert answer.status in (403, 409), answer.text
        return
    publisher = rule_breaker(background, adviser)
    receiver = listener(background, korea, "?seat=ID")
    try:
        assert_nothing_arrives(receiver, publisher)
        assert receiver.packets("audio") == 0
    finally:
        publisher.close()
        receiver.close()


def test_the_lobby_gets_no_media(meeting: Callable[..., Meeting], background: Background) -> None:
    summit = meeting("VN", "ID", "KR", lobby=True, floor_rule="free")
    indonesia = summit.head("ID")
    summit.chair.do("admit", participant=indonesia.id)
    summit.open()
    publisher = rule_breaker(background, indonesia)
    waiting = summit.head("KR")
    receiver: Receiver | None = None
    try:
        answer = waiting.api.sdp(f"/whep/{summit.id}", offer(background))
        if answer.status == 201:  # connected at most; not one packet
            receiver = listener(background, waiting, "?seat=ID")
            assert_nothing_arrives(receiver, publisher)
            assert receiver.packets("audio") == receiver.packets("video") == 0
        else:
            assert answer.status in (403, 409), answer.text

        summit.chair.do("admit", participant=waiting.id)
        if receiver is None:
            receiver = listener(background, waiting, "?seat=ID")
        until("Indonesia's tone once admitted", lambda: receiver.listen(seconds=0.5).is_(TONE), seconds=10)
        until("Indonesia's picture once admitted", lambda: receiver.of("video")[0].frames > 5)

        summit.chair.do("returnToLobby", participant=waiting.id)
        time.sleep(0.3)
        if receiver.state == "connected":
            video = receiver.packets("video")
            assert_nothing_arrives(receiver, publisher, seconds=1)
            assert receiver.packets("video") == video, "pictures go on into the lobby"
    finally:
        publisher.close()
        if receiver:
            receiver.close()


KEPT_OUT: dict[str, set[str]] = {"open": set(), "restricted": {"press", "observer"}, "retreat": {"press", "observer", "adviser"}}


def test_each_segment_is_for_those_who_may_follow_it(meeting: Callable[..., Meeting], background: Background) -> None:
    seats = [{"id": "VN"}, {"id": "ID"}, {"id": "KR"}, {"id": "WHO", "name": {"en": "World Health Organization"}, "place": "offstage"}]
    summit = meeting("VN", "ID", "KR", floor_rule="free", seats=seats)
    indonesia = summit.head("ID")
    people = {
        "head": summit.head("KR"), "adviser": summit.invite("kr-adviser", "adviser", "KR").enter(),
        "observer": summit.invite("observer", "observer", "WHO").enter(), "press": summit.invite("press", "press").enter(),
    }
    summit.open()
    publisher = rule_breaker(background, indonesia)
    receivers = {name: listener(background, person, "?seat=ID") for name, person in people.items()}

    def packets(names: set[str]) -> dict[str, tuple[int, int]]:
        return {name: (receivers[name].packets("audio"), receivers[name].packets("video")) for name in names}

    try:
        for segment in ("open", "restricted", "retreat", "open"):
            if summit.chair.view()["segment"] != segment:
                summit.chair.do("setSegment", segment=segment)
            kept_out = KEPT_OUT[segment]
            for name in people.keys() - kept_out:
                until(
                    f"the {name} to hear the segment {segment}",
                    lambda receiver=receivers[name]: receiver.listen(seconds=0.5).is_(TONE), seconds=10,  # type: ignore[misc]
                )
            time.sleep(0.3)
            before, was_sent = packets(kept_out), sent(publisher)
            time.sleep(2)
            assert sent(publisher) > was_sent + 20, "the publisher did not even send"
            assert packets(kept_out) == before, f"sound or pictures of the segment {segment} reach whom it is closed to"
    finally:
        publisher.close()
        for receiver in receivers.values():
            receiver.close()
