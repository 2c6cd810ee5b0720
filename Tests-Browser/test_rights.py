"""What each role may do, over the HTTP API and the WebSocket alike: every refusal by its stable id."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from support.meeting import Meeting


@pytest.fixture
def summit(meeting: Callable[..., Meeting]) -> Meeting:
    """Open; Indonesia and Korea in the room with an adviser of Indonesia, an observer, an interpreter and the press."""
    made = meeting("VN", "ID", "KR", agenda=[{"number": 1, "title": {"en": "Opening", "vi": "Khai mạc"}}])
    made.head("ID")
    made.head("KR")
    made.invite("id-adviser", "adviser", "ID").enter()
    made.invite("vn-co", "coChair", "VN").enter()
    made.invite("interpreter", "interpreter").enter()
    made.invite("press", "press").enter()
    made.invite("secretary", "secretariat").enter()
    return made.open()


PRESIDING_ONLY: list[dict[str, Any]] = [
    {"type": "suspendMeeting"}, {"type": "closeMeeting"}, {"type": "giveFloor", "seat": "ID"}, {"type": "nextSpeaker"},
    {"type": "mute", "seat": "KR"}, {"type": "setSegment", "segment": "retreat"}, {"type": "takeItem", "number": 1},
    {"type": "handChair", "participant": "vn-co"}, {"type": "nextSegment"}, {"type": "giveReply", "seat": "ID"},
    {"type": "hearPoint", "seat": "ID"}, {"type": "rulePoint", "seat": "ID", "ruling": "upheld"},
]


@pytest.mark.parametrize("role", ["id-head", "id-adviser", "interpreter", "press", "secretary", "vn-co"])
def test_conducting_is_for_who_presides(summit: Meeting, role: str) -> None:
    person = summit.people[role]
    with person.live() as live:
        live.wait("snapshot")
        for command in PRESIDING_ONLY:
            assert person.refused(**command_fields(command)) == "notAllowed", command
            refused = live.command(**command_fields(command))
            assert (refused["type"], refused["reason"]) == ("refused", "notAllowed"), command
            assert refused["text"]["en"] and refused["text"]["vi"]


def command_fields(command: dict[str, Any]) -> dict[str, Any]:
    return {"type_": command["type"], **{name: value for name, value in command.items() if name != "type"}}


@pytest.mark.parametrize("role", ["id-head", "id-adviser", "press"])
def test_admitting_is_for_chair_and_secretariat(summit: Meeting, role: str) -> None:
    person = summit.people[role]
    assert person.refused("admitAll") == "notAllowed"
    assert person.refused("remove", participant="kr-head") == "notAllowed"
    assert person.refused("returnToLobby", participant="kr-head") == "notAllowed"
    assert person.refused("setSpeakingLimit", seconds=60) == "notAllowed"


def test_the_list_of_speakers(summit: Meeting) -> None:
    chair, indonesia, adviser, press = (summit.people[name] for name in ("chair", "id-head", "id-adviser", "press"))
    assert chair.refused("nextSpeaker") == "noSpeakers"
    indonesia.do("raiseFlag")
    assert indonesia.refused("raiseFlag") == "alreadyRaised"
    assert adviser.refused("raiseFlag") == "alreadyRaised"  # any member of the seat may; the flag is the seat's
    assert press.refused("raiseFlag") in ("notAllowed", "notAtTable")
    summit.people["kr-head"].do("raiseFlag")
    chair.do("moveSpeaker", seat="KR", position=0)
    assert [speaker["seat"] for speaker in chair.view()["speakers"]] == ["KR", "ID"]
    assert chair.refused("moveSpeaker", seat="VN", position=0) == "notRaised"
    chair.do("nextSpeaker")
    assert chair.view()["floor"]["seat"] == "KR"
    assert summit.people["kr-head"].refused("raiseFlag") == "hasFloor"
    indonesia.do("lowerFlag")
    assert indonesia.refused("lowerFlag") == "notRaised"


def test_the_floor(summit: Meeting) -> None:
    chair, indonesia, korea = (summit.people[name] for name in ("chair", "id-head", "kr-head"))
    assert chair.refused("endFloor") == "noFloor"
    chair.do("giveFloor", seat="ID")
    assert chair.refused("giveFloor", seat="ID") == "hasFloor"
    assert chair.refused("giveFloor", seat="XX") == "noSuchSeat"
    assert korea.refused("endFloor") == "notAllowed"
    indonesia.do("endFloor")
    ended = summit.server.admin.get(f"{summit.path}/events?after=0").json[-1]["event"]
    assert ended["type"] == "floorEnded" and ended["reason"] == "yielded" and ended["participant"] == "id-head"


def test_points_of_order_and_replies(summit: Meeting) -> None:
    chair, indonesia, korea, press = (summit.people[name] for name in ("chair", "id-head", "kr-head", "press"))
    assert press.refused("raisePoint") in ("notAllowed", "notAtTable")
    assert press.refused("requestReply") in ("notAllowed", "notAtTable")
    assert korea.refused("withdrawPoint") == "noPoint" and korea.refused("withdrawReply") == "notRequested"
    assert chair.refused("hearPoint", seat="KR") == "noPoint" and chair.refused("giveReply", seat="KR") == "notRequested"
    chair.do("giveFloor", seat="ID")
    assert indonesia.refused("raisePoint") == "hasFloor"
    korea.do("raisePoint")
    assert korea.refused("raisePoint") == "pointRaised"
    chair.do("hearPoint", seat="KR")
    assert chair.refused("giveFloor", seat="VN") == "ruleFirst"
    assert indonesia.refused("raiseFlag") == "hasFloor"
    chair.do("rulePoint", seat="KR", ruling="upheld")
    assert chair.view()["floor"]["seat"] == "ID"
    korea.do("requestReply")
    assert korea.refused("requestReply") == "alreadyRequested"
    chair.do("inscribe", seat="VN")
    assert chair.refused("giveReply", seat="KR") == "speakersRemain"
    assert chair.refused("nextSegment") == "noNextSegment"


def test_a_seat_without_a_microphone_cannot_be_called(meeting: Callable[..., Meeting]) -> None:
    summit = meeting("VN", "ID").open()
    assert summit.chair.refused("giveFloor", seat="ID") == "noMicrophone"


def test_the_sitting(meeting: Callable[..., Meeting]) -> None:
    summit = meeting("VN", "ID")
    indonesia = summit.head("ID")
    assert indonesia.refused("raiseFlag") == "notOpen"
    assert summit.chair.refused("suspendMeeting") == "notOpen"
    assert summit.chair.refused("resumeMeeting") == "notSuspended"
    summit.open()
    assert summit.chair.refused("openMeeting") == "alreadyOpen"
    assert summit.chair.refused("setSegment", segment="open") == "sameSegment"
    assert summit.chair.refused("takeItem", number=9) == "noSuchItem"
    assert summit.chair.refused("setSpeakingLimit", seconds=5) == "outOfRange"
    assert summit.chair.refused("unmute", seat="ID") == "notMuted"
    assert summit.chair.refused("remove", participant="chair") == "presiding"
    assert summit.chair.refused("admit", participant="id-head") == "notInLobby"
    assert summit.chair.refused("handChair", participant="id-head") == "notEligible"
    summit.chair.do("closeMeeting")
    assert summit.chair.refused("openMeeting") == "meetingClosed"
    assert indonesia.refused("raiseFlag") in ("meetingClosed", "notOpen")


def test_the_microphone_of_a_seat(summit: Meeting) -> None:
    head, adviser, interpreter = (summit.people[name] for name in ("id-head", "id-adviser", "interpreter"))
    assert head.refused("takeMicrophone") == "alreadyHolds"
    assert interpreter.refused("takeMicrophone") == "notAllowed"
    adviser.do("takeMicrophone")
    seat = next(seat for seat in adviser.view()["seats"] if seat["id"] == "ID")
    assert seat["microphone"] == "id-adviser"


def test_the_lobby_shows_nothing_of_the_room(meeting: Callable[..., Meeting]) -> None:
    summit = meeting("VN", "ID", "KR", lobby=True).open()
    waiting = summit.head("ID")
    view = waiting.view()
    assert [person["id"] for person in view["participants"]] == [waiting.id]
    assert "speakers" not in view and "floor" not in view and "agenda" not in view
    with waiting.live() as live:
        live.wait("snapshot")
        summit.chair.do("setSegment", segment="restricted")
        live.event("withheld")
        assert live.command("raiseFlag")["reason"] == "notAllowed"
        summit.chair.do("admit", participant=waiting.id)
        room = live.wait("snapshot", after=1)
        while "speakers" not in room["view"]:
            room = live.wait("snapshot", after=live.messages.index(room) + 1)
    assert {seat["id"] for seat in room["view"]["seats"]} >= {"VN", "ID", "KR"}
    late = summit.invite("late", "press")
    for path in ("record", "events?after=0", "minutes"):
        answer = late.api.get(f"{summit.path}/{path}")
        text = answer.text if answer.status == 200 else ""
        assert "segmentChanged" not in text, f"{path} tells one who is not admitted what happens inside"


def test_notes_stay_in_the_delegation(summit: Meeting) -> None:
    head, adviser, korea = (summit.people[name] for name in ("id-head", "id-adviser", "kr-head"))
    with head.live() as first, korea.live() as other:
        first.wait("snapshot")
        other.wait("snapshot")
        assert adviser.api.post(f"{summit.path}/notes", {"text": "Stress the stockpile."}).status == 201
        assert first.wait("note")["text"] == "Stress the stockpile."
        while other.pump(0.5):
            pass
        assert "Stress the stockpile." not in str(other.messages)
    assert "Stress the stockpile." not in korea.api.get(f"{summit.path}/notes").text
    assert b"stockpile" not in summit.record()


def test_tokens(summit: Meeting) -> None:
    server = summit.server
    assert server.api().get(summit.path).status == 401
    assert server.api("nonsense").get(summit.path).status == 401
    assert server.api(summit.chair.token[:-4] + "AAAA").get(summit.path).status == 401
    assert summit.chair.api.get("/api/meetings").status == 403
    assert summit.chair.api.post("/api/meetings", {"title": {"en": "x"}}).status == 403
    assert summit.people["id-head"].api.get(f"{summit.path}/invitations").status == 403
    assert summit.people["secretary"].api.get(f"{summit.path}/invitations").status == 200
    other = Meeting(server, "VN")
    assert summit.chair.api.get(other.path).status in (401, 403, 404)
    assert summit.chair.api.command(other.id, "openMeeting").status in (401, 403, 404)


@pytest.mark.parametrize(
    "command",
    [{"type": "fly"}, {"type": "giveFloor"}, {"type": "giveFloor", "seat": 7}, {}, {"type": "moveSpeaker", "seat": "ID", "position": "first"}],
)
def test_nonsense_is_refused_and_changes_nothing(summit: Meeting, command: dict[str, Any]) -> None:
    before = summit.record()
    answer = summit.chair.api.post(f"{summit.path}/commands", command)
    assert answer.status in (400, 409) and answer.headers.get_content_type() == "application/problem+json", answer.text
    assert summit.record() == before


