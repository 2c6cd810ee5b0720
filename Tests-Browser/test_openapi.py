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
    meeting = Meeting(installation, "VN", "ID")
    meeting.head("ID")
    meeting.invite("secretary", "secretariat").enter()
    meeting.open()
    meeting.chair.do("giveFloor", seat="ID")
    meeting.chair.do("endFloor")
    return meeting


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


def filled(path: str, meeting: Meeting) -> str:
    values = {"meeting": meeting.id, "participant": "nobody", "sequence": "1", "resource": "nothing", "seat": "ID"}
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


def test_each_read_answers_as_documented(description: dict[str, Any], summit: Meeting) -> None:
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
def test_each_write_refuses_nonsense_as_documented(description: dict[str, Any], summit: Meeting, body: bytes) -> None:
    for method, path, operation in operations(description):
        if method not in ("post", "patch"):
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


def test_every_event_is_described(description: dict[str, Any], summit: Meeting) -> None:
    schema = {"$ref": "#/components/schemas/SequencedEvent", "components": description["components"]}
    for event in summit.server.admin.get(f"{summit.path}/events?after=0").json:
        errors = list(Draft202012Validator(schema).iter_errors(event))
        assert not errors, f"{json.dumps(event)}: {errors[0].message}"


def test_methods_that_are_not_there(summit: Meeting) -> None:
    answer = summit.server.admin.request("PUT", f"/api/meetings/{summit.id}", b"{}", {"Content-Type": "application/json"})
    assert answer.status in (404, 405) and answer.headers.get_content_type() == "application/problem+json"
