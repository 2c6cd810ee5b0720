"""The live protocol (docs/protocol.md, section 3) over a WebSocket, as a script would speak it."""

from __future__ import annotations

import itertools
import json
import secrets
import time
from typing import Any
from urllib.parse import urlsplit

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from support.api import UNCHECKED


class Live:
    """One connection of one participant. Everything that arrives is kept in `messages`."""

    def __init__(
        self, url: str, meeting: str, participant: str, token: str | None, *,
        resume: int | None = None, origin: str | None = "own", hello: bool = True, device: str | None = None,
    ) -> None:
        parts = urlsplit(url)
        self.device = device or secrets.token_hex(8)
        self.messages: list[dict[str, Any]] = []
        self.closed: ConnectionClosed | None = None
        self._ids = itertools.count(1)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.socket = connect(
            f"wss://{parts.netloc}/live?meeting={meeting}&participant={participant}",
            ssl=UNCHECKED, origin=url if origin == "own" else origin, additional_headers=headers,  # type: ignore[arg-type]
            open_timeout=15, close_timeout=3, max_size=None, compression=None, ping_interval=None,
        )
        if hello:
            message: dict[str, Any] = {"type": "hello", "version": 1, "device": self.device}
            if resume is not None:
                message["resume"] = resume
            self.send(message)

    def send(self, message: dict[str, Any]) -> None:
        self.socket.send(json.dumps(message))

    def pump(self, seconds: float = 0.0) -> bool:
        """Takes one message in, waiting at most `seconds`. False: none came, or the connection is closed."""
        if self.closed:
            return False
        try:
            self.messages.append(json.loads(self.socket.recv(timeout=seconds)))
            return True
        except TimeoutError:
            return False
        except ConnectionClosed as closed:
            self.closed = closed
            return False

    def wait(self, type_: str, *, seconds: float = 10, after: int = 0, **fields: Any) -> dict[str, Any]:
        """The first message from index `after` of this type with these fields; what came before stays in `messages`."""
        deadline, looked = time.monotonic() + seconds, after
        while True:
            while looked < len(self.messages):
                message = self.messages[looked]
                looked += 1
                if message["type"] == type_ and all(message.get(name) == value for name, value in fields.items()):
                    return message
            left = deadline - time.monotonic()
            if left <= 0 or self.closed:
                seen = [message["type"] for message in self.messages[-12:]]
                raise AssertionError(f"no {type_} {fields} within {seconds:g} s; closed: {self.closed}; last seen: {seen}")
            self.pump(left)

    def event(self, type_: str, *, seconds: float = 10, after: int = 0) -> dict[str, Any]:
        """The first event message of this event type from index `after`."""
        deadline, looked = time.monotonic() + seconds, after
        while True:
            while looked < len(self.messages):
                message = self.messages[looked]
                looked += 1
                if message["type"] == "event" and message["event"]["type"] == type_:
                    return message
            left = deadline - time.monotonic()
            if left <= 0 or self.closed:
                raise AssertionError(f"no event {type_} within {seconds:g} s; closed: {self.closed}")
            self.pump(left)

    def command(self, type_: str, *, within: float = 10, **fields: Any) -> dict[str, Any]:
        """Sends a command and returns its `accepted` or `refused`."""
        number, after = f"c{next(self._ids)}", len(self.messages)
        self.send({"type": "command", "id": number, "command": {"type": type_, **fields}})
        deadline = time.monotonic() + within
        while time.monotonic() < deadline and not self.closed:
            for message in self.messages[after:]:
                if message.get("id") == number:
                    return message
            self.pump(deadline - time.monotonic())
        raise AssertionError(f"no answer to {type_} within {within:g} s; closed: {self.closed}")

    @property
    def sequence(self) -> int:
        """The last sequence number seen."""
        return max((message["sequence"] for message in self.messages if message["type"] in ("snapshot", "event")), default=0)

    def until_closed(self, seconds: float = 10) -> dict[str, Any] | None:
        """Reads to the end; the `bye`, if there was one."""
        deadline = time.monotonic() + seconds
        while not self.closed and time.monotonic() < deadline:
            self.pump(max(0.0, deadline - time.monotonic()))
        assert self.closed, f"still open after {seconds:g} s"
        return next((message for message in self.messages if message["type"] == "bye"), None)

    def close(self) -> None:
        self.socket.close()

    def __enter__(self) -> Live:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
