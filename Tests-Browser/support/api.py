"""The HTTP API as a script of a secretariat would use it. Standard library only; the demo's certificate is its own, so unchecked."""

from __future__ import annotations

import http.client
import json
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

UNCHECKED = ssl.create_default_context()
UNCHECKED.check_hostname = False
UNCHECKED.verify_mode = ssl.CERT_NONE


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def reason(self) -> str | None:
        """The stable id of a refusal (application/problem+json)."""
        try:
            return self.json.get("reason")
        except (ValueError, AttributeError):
            return None


class Api:
    """One caller: the address of the installation and a bearer token."""

    def __init__(self, url: str, token: str | None = None) -> None:
        self.url, self.token = url.rstrip("/"), token

    def as_(self, token: str | None) -> Api:
        return Api(self.url, token)

    def request(
        self, method: str, path: str, body: bytes | str | None = None, headers: dict[str, str] | None = None, *, seconds: float = 20
    ) -> Answer:
        parts = urlsplit(self.url)
        connection = http.client.HTTPSConnection(parts.hostname or "", parts.port, timeout=seconds, context=UNCHECKED)
        if path.startswith("https://"):
            target = urlsplit(path)
            path = target.path + (f"?{target.query}" if target.query else "")
        try:
            own = {"Authorization": f"Bearer {self.token}"} if self.token else {}
            connection.request(method, path, body.encode() if isinstance(body, str) else body, own | (headers or {}))
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.request("GET", path, headers=headers)

    def post(self, path: str, value: Any = None) -> Answer:
        return self.request("POST", path, json.dumps(value if value is not None else {}), {"Content-Type": "application/json"})

    def delete(self, path: str) -> Answer:
        return self.request("DELETE", path)

    def sdp(self, path: str, offer: str) -> Answer:
        return self.request("POST", path, offer, {"Content-Type": "application/sdp"})

    def command(self, meeting: str, type_: str, **fields: Any) -> Answer:
        return self.post(f"/api/meetings/{meeting}/commands", {"type": type_, **fields})

    def do(self, meeting: str, type_: str, **fields: Any) -> int:
        """A command that must be accepted; its sequence number."""
        answer = self.command(meeting, type_, **fields)
        assert answer.status == 200, f"{type_} {fields}: {answer.status} {answer.text}"
        return answer.json["sequence"]

    def view(self, meeting: str) -> dict[str, Any]:
        answer = self.get(f"/api/meetings/{meeting}")
        assert answer.status == 200, f"view of {meeting}: {answer.status} {answer.text}"
        return answer.json.get("view", answer.json)

    def stream(self, path: str, *, seconds: float = 10) -> Iterator[dict[str, str]]:
        """Server-sent events, one dictionary of fields each, until `seconds` pass without one."""
        parts = urlsplit(self.url)
        connection = http.client.HTTPSConnection(parts.hostname or "", parts.port, timeout=seconds, context=UNCHECKED)
        connection.request("GET", path, headers={"Authorization": f"Bearer {self.token}", "Accept": "text/event-stream"})
        answer = connection.getresponse()
        assert answer.status == 200, f"{path}: {answer.status}"
        fields: dict[str, str] = {}
        try:
            while line := answer.readline():
                name, _, value = line.decode().rstrip("\r\n").partition(":")
                if name:
                    fields[name] = value.removeprefix(" ")
                elif "data" in fields:  # an empty line ends an event; a line that begins with a colon is a comment
                    yield fields
                    fields = {}
        finally:
            connection.close()
