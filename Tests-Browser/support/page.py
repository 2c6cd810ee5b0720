"""The same words for a page in Chromium (Playwright) and in Firefox (BiDi): publish, receive, count, listen."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any, Protocol

import numpy

from support.sound import Sound

HARNESS = (Path(__file__).parent / "harness.js").read_text()


class Page(Protocol):
    """What Playwright's page and `FirefoxPage` have in common."""

    def evaluate(self, expression: str, arg: Any = None) -> Any: ...


def publish(page: Page, url: str, token: str, **options: Any) -> int:
    """WHIP from the page's fake devices; the number of the connection."""
    return page.evaluate("(options) => harness.publish(options)", {"url": url, "token": token, **options})


def receive(page: Page, url: str, token: str, *, audio: int = 1, video: int = 1, descriptors: bool = False) -> int:
    """WHEP with so many m-lines; the number of the connection."""
    options = {"url": url, "token": token, "audio": audio, "video": video, "descriptors": descriptors}
    return page.evaluate("(options) => harness.receive(options)", options)


def received(page: Page, connection: int | None = None) -> list[dict[str, Any]]:
    return page.evaluate("(index) => harness.received(index)", connection)


def pictures(page: Page, connection: int | None = None) -> dict[str, int]:
    """Decoded frames per mid of the video lines."""
    return {line["mid"]: line["frames"] for line in received(page, connection) if line["kind"] == "video"}


def listen(page: Page, connection: int | None = None, *, milliseconds: int = 1000) -> dict[str, Sound]:
    """What every audio line sounds like, by mid."""
    lines = page.evaluate("(options) => harness.listen(options)", {"index": connection, "milliseconds": milliseconds})
    return {line["mid"]: Sound(_samples(line["samples"]), 12_000) for line in lines}


def _samples(text: str) -> numpy.ndarray:
    return numpy.frombuffer(base64.b64decode(text), dtype="<i2").astype(numpy.float32) / 32768
