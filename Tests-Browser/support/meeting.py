"""Meetings made through the HTTP API, as a secretariat's script would."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

from support.api import Api
from support.live import Live
from support.server import Server

_numbers = itertools.count(1)


@dataclass
class Person:
    meeting: Meeting
    id: str
    token: str
    link: str

    @property
    def api(self) -> Api:
        return self.meeting.server.api(self.token)

    def do(self, type_: str, **fields: Any) -> int:
        """A command that must be accepted."""
        return self.api.do(self.meeting.id, type_, **fields)

    def refused(self, type_: str, **fields: Any) -> str | None:
        """A command that must be refused; the reason's id."""
        answer = self.api.command(self.meeting.id, type_, **fields)
        assert answer.status in (403, 409), f"{self.id} {type_} {fields}: {answer.status} {answer.text}"
        assert answer.headers.get_content_type() == "application/problem+json"
        return answer.reason

    def enter(self) -> Person:
        self.do("enterLobby")
        return self

    def live(self, **options: Any) -> Live:
        return Live(self.meeting.server.url, self.meeting.id, self.id, self.token, **options)

    def view(self) -> dict[str, Any]:
        return self.api.view(self.meeting.id)


class Meeting:
    """A meeting with table seats in order of precedence; `chair` holds the first of them and is in the room."""

    def __init__(self, server: Server, *seats: str, lobby: bool = False, floor_rule: str = "chair", **setup: Any) -> None:
        self.server = server
        self.people: dict[str, Person] = {}
        answer = server.admin.post("/api/meetings", {
            "id": f"test-{next(_numbers)}", "title": {"en": "A test", "vi": "Một phép thử"}, "lobby": lobby,
            "floorRule": floor_rule, "seats": [{"id": seat} for seat in seats], **setup,
        })
        assert answer.status == 201, f"{answer.status} {answer.text}"
        self.id: str = answer.headers["Location"].rstrip("/").split("/")[-1]
        self.chair = self.invite("chair", "chair", seats[0]).enter()

    def invite(self, participant: str, role: str, seat: str | None = None) -> Person:
        body: dict[str, Any] = {"participant": participant, "role": role} | ({"seat": seat} if seat else {})
        answer = self.server.admin.post(f"/api/meetings/{self.id}/invitations", body)
        assert answer.status == 201, f"{answer.status} {answer.text}"
        person = Person(self, answer.json["participant"]["id"], answer.json["token"], answer.json["link"])
        self.people[person.id] = person
        return person

    def head(self, seat: str) -> Person:
        """A head of delegation, in the room if there is no lobby."""
        return self.invite(f"{seat.lower()}-head", "head", seat).enter()

    def open(self) -> Meeting:
        self.chair.do("openMeeting")
        return self

    @property
    def path(self) -> str:
        return f"/api/meetings/{self.id}"

    def record(self) -> bytes:
        answer = self.server.admin.get(f"{self.path}/record")
        assert answer.status == 200, answer.text
        return answer.body
