"""The description of the HTTP API is valid OpenAPI 3.1, and the program answers as it says."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from support.meeting import Meeting
from support.server import Server


@pytest.fixture(scope="module")
def description(installation: Server) -> dict[str, Any]:
    answer = installation.api().get("/api/openapi.json")
    assert answer.status == 200 and answer.headers.get_content_type() == "application/json"
    return answer.json


@pytest.fixture(scope="module")
def summit(installation: Server) -> Meeting:
    segments = [{"segment": "open", "minutes": 20}, {"segment": "restricted", "minutes": 40, "chair": "VN"}]
    title = {"en": "Response", "vi": "Ứng phó"}
    agenda = [{"number": 1, "title": title, "lead": "ID", "documents": ["D/1"], "action": "note", "minutes": 5, "speakers": ["VN"]}]
    meeting = Meeting(installation, "VN", "ID", segments=segments, replyRule={"limitSeconds": [120]}, agenda=agenda)
    indonesia = meeting.head("ID")
    meeting.invite("secretary", "secretariat").enter()
    meeting.open()
    meeting.chair.do("giveFloor", seat="ID")
    meeting.chair.do("endFloor")
    # One of everything that the view and the events can hold.
    meeting.chair.do("takeItem", number=1)
    meeting.chair.do("giveFloor", seat="VN")
    for ruling in ("upheld", "dismissed"):
        indonesia.do("raisePoint")
        meeting.chair.do("hearPoint", seat="ID")
        meeting.chair.do("rulePoint", seat="ID", ruling=ruling)
    indonesia.do("requestReply")
    meeting.chair.do("giveReply", seat="ID", beforeSpeakers=True)
    meeting.chair.do("raisePoint")
    meeting.chair.do("hearPoint", seat="VN")
    meeting.chair.do("nextSegment")
    return meeting


@pytest.fixture(scope="module")
def week(installation: Server) -> str:
    """A conference that was created."""
    name = {"en": "Week", "vi": "Tuần"}
    body = {
        "id": "openapi-week", "title": name, "theme": name, "host": "VN", "timeZone": "Asia/Ho_Chi_Minh",
        "firstDay": "2020-04-14", "lastDay": "2020-04-18",
    }
    answer = installation.admin.post("/api/conferences", body)
    assert answer.status == 201 and answer.headers["Location"] == "/api/conferences/openapi-week"
    seat = {"id": "LA", "name": name, "timeZone": "Asia/Vientiane"}
    assert installation.admin.post("/api/conferences/openapi-week/commands", {"inviteDelegation": {"seat": seat}}).status == 200
    text = {
        "id": "openapi-text", "conference": "openapi-week", "type": "declaration", "title": name, "pen": {"secretariat": {}}, "chair": "LA",
        "delegations": ["LA"], "numbering": "plain",
    }
    assert installation.admin.post("/api/conferences/openapi-week/texts", text).status == 201
    paragraph = {"addParagraphs": {"paragraphs": [{"kind": {"operative": {}}, "words": "We agree."}]}}
    assert installation.admin.post("/api/conferences/openapi-week/texts/openapi-text/commands", paragraph).status == 200
    library = "/api/conferences/openapi-week/library"
    upload = installation.admin.request("POST", f"{library}/files?name=a.txt", b"Words").json["upload"]
    version = {"upload": upload, "language": "en", "standing": "authentic"}
    added = installation.admin.post(f"{library}/commands", {"add": {"facts": {"symbol": "A/1", "title": name}, "access": {"public": {}}, "embargo": {"untilAdopted": {"text": "openapi-text"}}, "version": version}})
    assert added.status == 200
    MADE["document"] = added.json["document"]
    return "openapi-week"


def test_valid(description: dict[str, Any]) -> None:
    validate(description, cls=OpenAPIV31SpecValidator)
    assert description["openapi"].startswith("3.1")


def operations(description: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    methods = ("get", "post", "patch", "delete", "options")
    return [(method, path, item[method]) for path, item in description["paths"].items() for method in methods if method in item]


def test_every_operation_has_an_id_and_says_what_it_answers(description: dict[str, Any]) -> None:
    ids = [operation.get("operationId") for _, _, operation in operations(description)]
    assert all(ids) and len(set(ids)) == len(ids)
    for method, path, operation in operations(description):
        assert any(status.startswith("2") for status in operation["responses"]), f"{method} {path}"


# Ids that the server gave out.
MADE = {"document": "none"}


def filled(path: str, meeting: Meeting) -> str:
    values = {"meeting": meeting.id, "conference": "openapi-week", "participant": "nobody", "person": "nobody", "sequence": "1", "resource": "nothing", "seat": "ID", "token": "nothing", "text": "openapi-text", "act": "1", "language": "vi", "version": "1", **MADE}
    return re.sub(r"{(\w+)}", lambda match: values[match[1]], path)


def check(description: dict[str, Any], operation: dict[str, Any], answer: Any, what: str) -> None:
    """The status is documented, and so are the media type and the shape of the body."""
    documented = operation["responses"]
    assert str(answer.status) in documented, f"{what} answered {answer.status}, documented are {sorted(documented)}: {answer.text}"
    response = documented[str(answer.status)]
    if "$ref" in response:
        response = description["components"]["responses"][response["$ref"].split("/")[-1]]
    if "content" not in response:
        assert not answer.body, f"{what}: a body where none is documented"
        return
    type_ = answer.headers.get_content_type()
    assert type_ in response["content"], f"{what}: {type_} is not documented"
    schema = response["content"][type_].get("schema")
    if schema and type_.endswith("json"):
        whole = {**schema, "components": description["components"]}
        errors = sorted(Draft202012Validator(whole).iter_errors(answer.json), key=lambda error: list(error.path))
        assert not errors, f"{what}: {errors[0].message} at {list(errors[0].path)}"


def test_each_read_answers_as_documented(description: dict[str, Any], summit: Meeting, week: str) -> None:
    for token in (summit.server.admin.token, summit.chair.token, summit.people["id-head"].token, None, "nonsense"):
        for method, path, operation in operations(description):
            if method == "get":
                answer = summit.server.api(token).get(filled(path, summit))
                check(description, operation, answer, f"GET {path} with {(token or 'no token')[:8]}")


def test_each_read_of_no_meeting(description: dict[str, Any], summit: Meeting) -> None:
    for method, path, operation in operations(description):
        if method == "get" and "{meeting}" in path:
            answer = summit.server.admin.get(filled(path, summit).replace(summit.id, "no-such-meeting"))
            check(description, operation, answer, f"GET {path} of no meeting")
            assert answer.status in (401, 403, 404)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"x":1}', b'"text"', b"\xff\xfe", b"{}"])
def test_each_write_refuses_nonsense_as_documented(
    description: dict[str, Any], summit: Meeting, week: str, body: bytes
) -> None:
    for method, path, operation in operations(description):
        if method not in ("post", "patch") or "requestBody" not in operation:
            continue
        types = list(operation["requestBody"]["content"])
        for token in (summit.server.admin.token, summit.chair.token, None):
            for type_ in (*types, "application/x-nothing"):
                headers = {"Content-Type": type_, "If-Match": "*"}
                answer = summit.server.api(token).request(method.upper(), filled(path, summit), body, headers)
                if answer.status < 300 and path == "/api/meetings":
                    continue  # a meeting may be made of very little
                check(description, operation, answer, f"{method} {path} {type_} {body!r}")
                assert answer.status >= 400


def test_writes_answer_as_documented(description: dict[str, Any], summit: Meeting) -> None:
    paths = description["paths"]
    made = summit.server.admin.post("/api/meetings", {"title": {"en": "Another"}, "seats": [{"id": "VN"}]})
    check(description, paths["/api/meetings"]["post"], made, "POST /api/meetings")
    assert made.status == 201
    command = paths["/api/meetings/{meeting}/commands"]["post"]
    check(description, command, summit.chair.api.command(summit.id, "setSpeakingLimit", seconds=90), "a command")
    check(description, command, summit.chair.api.command(summit.id, "openMeeting"), "a refused command")
    check(description, command, summit.chair.api.command(summit.id, "fly"), "an unknown command")
    invite = paths["/api/meetings/{meeting}/invitations"]["post"]
    check(description, invite, summit.server.admin.post(f"{summit.path}/invitations", {"role": "press"}), "an invitation")
    again = {"participant": "chair", "role": "press"}
    check(description, invite, summit.server.admin.post(f"{summit.path}/invitations", again), "an invitation twice")
    note = paths["/api/meetings/{meeting}/notes"]["post"]
    check(description, note, summit.chair.api.post(f"{summit.path}/notes", {"text": "A note"}), "a note")
    revoke = paths["/api/meetings/{meeting}/invitations/{participant}"]["delete"]
    check(description, revoke, summit.server.admin.delete(f"{summit.path}/invitations/nobody"), "revoking nobody")


def test_conferences_answer_as_documented(description: dict[str, Any], installation: Server, week: str) -> None:
    paths = description["paths"]
    facts = installation.admin.get("/api/facts?on=2021-08-05")
    check(description, paths["/api/facts"]["get"], facts, "the facts of a day")
    assert {each["id"]: len(each["table"]) for each in facts.json["formats"]}["eas"] == 18
    again = installation.admin.get(f"/api/conferences/{week}").json["view"]["conference"]
    check(description, paths["/api/conferences"]["post"], installation.admin.post("/api/conferences", again), "a conference twice")
    command = paths["/api/conferences/{conference}/commands"]["post"]
    name = {"en": "Viet Nam", "vi": "Việt Nam"}
    person = {
        "id": "vn-minister", "delegation": "VN", "role": "head", "rank": "deputyMinister", "title": name, "name": name,
        "levels": ["ministers"], "inHall": True,
    }
    meeting = {
        "id": "openapi-amm", "title": name, "level": "ministers", "chair": "VN", "coChairs": [], "length": 60, "table": ["VN"],
        "offstage": [], "agenda": [{"title": name, "documents": ["D/1"], "action": "note"}],
        "segments": [{"segment": "open", "minutes": 30}], "feeds": [], "interpreted": False,
    }
    site = {"id": "hanoi", "name": name, "timeZone": "Asia/Ho_Chi_Minh", "inHall": False, "language": "vi", "equipment": ""}
    cue = {"id": "a", "seconds": 60, "what": name, "who": "", "screen": "", "microphone": "", "interpretation": "", "photo": ""}
    item = {"id": "line", "check": "lineTested", "delegation": "VN", "site": "hanoi", "what": name, "owner": "", "due": "2020-04-13T00:00:00Z"}
    hours = [{"from": "2020-04-14T01:00:00.000Z", "to": "2020-04-14T09:00:00.000Z"}]
    wishes: list[dict[str, Any]] = [
        {"inviteDelegation": {"seat": {"id": "VN", "name": name, "timeZone": "Asia/Ho_Chi_Minh"}}},
        {"registerAll": {"people": [person]}}, {"nameFocalPoint": {"delegation": "VN", "person": "vn-minister"}},
        {"approve": {"person": "vn-minister"}}, {"setSite": {"delegation": "VN", "site": site}},
        {"setFreeHours": {"delegation": "VN", "level": "ministers", "hours": hours}}, {"planMeeting": {"meeting": meeting}},
        {"setCue": {"meeting": "openapi-amm", "cue": cue}}, {"setChecklistItem": {"item": item}},
        {"giveEvidence": {"item": "line", "passed": True, "note": "5 Mbit/s"}},
        {"place": {"placements": [{"meeting": "openapi-amm", "start": "2020-04-14T02:00:00Z"}]}}, {"publishTimetable": {}},
    ]
    for number, wish in enumerate(wishes):
        answer = installation.admin.post(f"/api/conferences/{week}/commands", wish)
        check(description, command, answer, str(wish))
        assert answer.status == 200, f"{number}: {answer.text}"
    refused = installation.admin.post(f"/api/conferences/{week}/commands", {"publishTimetable": {}})
    check(description, command, refused, "nothing to publish")
    assert refused.status == 409 and refused.reason == "nothingToPublish" and refused.json["text"]["vi"]
    view = installation.admin.get(f"/api/conferences/{week}")
    check(description, paths["/api/conferences/{conference}"]["get"], view, "the view")
    assert [each["freeHours"] for each in view.json["view"]["delegations"] if each["seat"]["id"] == "VN"] == [{"ministers": hours}]
    own = installation.admin.get(f"/api/conferences/{week}/people/vn-minister/token")
    check(description, paths["/api/conferences/{conference}/people/{person}/token"]["get"], own, "a token")
    minister = installation.api(own.json["token"])
    assert "placements" not in minister.get(f"/api/conferences/{week}").json["view"]
    assert minister.post(f"/api/conferences/{week}/commands", {"publishTimetable": {}}).status == 403
    hours = {"setFreeHours": {"delegation": "VN", "level": "ministers", "hours": []}}
    assert minister.post(f"/api/conferences/{week}/commands", hours).status == 200
    assert minister.get(f"/api/conferences/{week}/people/vn-minister/token").status == 403
    assert [conference["id"] for conference in minister.get("/api/conferences").json] == [week]
    revoked = {"revoke": {"person": "vn-minister", "reason": "Replaced"}}
    assert installation.admin.post(f"/api/conferences/{week}/commands", revoked).status == 200
    gone = minister.get(f"/api/conferences/{week}")
    check(description, paths["/api/conferences/{conference}"]["get"], gone, "the view of somebody who was revoked")
    assert gone.status == 410
    assert [seat["id"] for seat in installation.admin.get("/api/meetings/openapi-amm").json["view"]["seats"]] == ["VN"]


def test_every_event_is_described(description: dict[str, Any], summit: Meeting) -> None:
    schema = {"$ref": "#/components/schemas/SequencedEvent", "components": description["components"]}
    for event in summit.server.admin.get(f"{summit.path}/events?after=0").json:
        errors = list(Draft202012Validator(schema).iter_errors(event))
        assert not errors, f"{json.dumps(event)}: {errors[0].message}"


def test_methods_that_are_not_there(summit: Meeting) -> None:
    answer = summit.server.admin.request("PUT", f"/api/meetings/{summit.id}", b"{}", {"Content-Type": "application/json"})
    assert answer.status in (404, 405) and answer.headers.get_content_type() == "application/problem+json"
