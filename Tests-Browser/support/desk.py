"""Somebody at the organiser's desk, in Chromium: does what a person would do there."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page

from support.chromium import Chromium
from support.server import Server
from support.waiting import until


class Desk:
    def __init__(self, chromium: Chromium, server: Server, link: str, *, language: str = "en", **options: Any) -> None:
        self.server = server
        self.context: BrowserContext = chromium.visitor(language=language, harness=False, **options)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.goto(link)

    def close(self) -> None:
        self.context.close()

    def go(self, path: str = "") -> Desk:
        self.page.goto(f"{self.server.url}/desk{path and f'/{path}'}")
        return self.shown()

    def shown(self) -> Desk:
        """The screen stands, with what was fetched for it."""
        self.page.wait_for_selector("html[data-standing=shown]")
        return self

    def __getitem__(self, testid: str) -> Locator:
        return self.page.locator(f'[data-testid="{testid}"]').first

    def text(self, testid: str) -> str:
        return self[testid].inner_text()

    def until(self, what: str, expression: str, *, seconds: float = 20) -> None:
        until(what, lambda: self.page.evaluate(f"() => ({expression})"), seconds=seconds)

    def says(self, testid: str, words: str) -> None:
        until(f"{testid} to say {words!r}", lambda: words in self.text(testid) if self[testid].count() else False)

    def told(self, words: str) -> None:
        """A notice says so."""
        until(f"a notice {words!r}", lambda: any(words in text for text in self.page.locator(".notice").all_inner_texts()))

    def focused(self) -> str:
        return self.page.evaluate("() => document.activeElement?.dataset.testid ?? document.activeElement?.className ?? ''")

    def view(self, conference: str) -> dict[str, Any]:
        """What the server says to the administration."""
        return json.loads(self.server.admin.get(f"/api/conferences/{conference}").body)["view"]
