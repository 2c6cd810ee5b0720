"""A person with the real page, in Chromium or Firefox: clicks what a person would click, and looks inside by `window.mufakat`."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page as PlaywrightPage

from support.firefox import FirefoxPage
from support.page import listen, received
from support.sound import Sound
from support.waiting import until


class Visitor:
    def __init__(self, name: str, page: PlaywrightPage | FirefoxPage) -> None:
        self.name, self.page = name, page

    # What a person does

    def open(self, link: str) -> Visitor:
        self.page.goto(link)
        self.until("the page", "window.mufakat?.session.status === 'open' && mufakat.view !== null")
        return self

    def click(self, testid: str) -> None:
        selector = f'[data-testid="{testid}"]'
        self.until(f"{testid} to be there", f"!!(() => {{ const it = document.querySelector({json.dumps(selector)}); return it && it.offsetParent && !it.disabled; }})()")
        self.page.click(selector)

    def enter(self) -> Visitor:
        """Through the device check into the lobby, or the room; one who has been admitted before is in the room at once."""
        self.until("the lobby or the room", "['lobby', 'room'].includes(mufakat.session.screen)")
        if self.ask("mufakat.session.screen") == "room":
            self.until("camera and microphone", "mufakat.media.capture === 'ready'", seconds=20)
            return self
        if self.ask("mufakat.media.capture") == "none":
            self.click("use-devices")
        self.until("camera and microphone", "mufakat.media.capture === 'ready'", seconds=20)
        self.click("enter")
        return self

    # What a person sees and hears

    def ask(self, expression: str) -> Any:
        return self.page.evaluate(f"() => ({expression})")

    def until(self, what: str, expression: str, *, seconds: float = 30) -> None:
        try:
            until(f"{self.name} to see {what}", lambda: self.ask(expression), seconds=seconds)
        except AssertionError as problem:
            raise AssertionError(f"{problem}; {self.state()}") from None

    def state(self) -> str:
        """Everything that helps to understand a failure."""
        try:
            return json.dumps({"url": self.ask("location.pathname"), **self.ask(
                "window.mufakat ? {session: mufakat.session, media: mufakat.media, sitting: mufakat.view?.sitting} : {}"
            )})
        except Exception as problem:  # noqa: BLE001
            return f"(the page does not answer: {problem})"

    @property
    def view(self) -> dict[str, Any]:
        return self.ask("mufakat.view")

    def text(self, testid: str) -> str:
        return self.ask(f"document.querySelector('[data-testid=\"{testid}\"]')?.innerText ?? ''")

    def pictures(self) -> dict[str, int]:
        """Decoded frames per seat that is shown in some slot."""
        shown = self.ask("mufakat.session.shown")
        frames: dict[str, int] = {}
        for line in received(self.page):  # type: ignore[arg-type]
            seat = shown.get(line["mid"])
            if line["kind"] == "video" and seat:
                frames[seat] = frames.get(seat, 0) + line["frames"]
        return frames

    def sees(self, *seats: str, seconds: float = 30) -> None:
        """The pictures of all these seats move."""
        first = self.pictures()
        deadline = time.monotonic() + seconds
        while True:
            now = self.pictures()
            # A connection that took the place of another counts anew.
            first = {seat: min(count, now.get(seat, count)) for seat, count in first.items()}
            still = [seat for seat in seats if now.get(seat, 0) < first.get(seat, 0) + 3]
            if not still:
                return
            assert time.monotonic() < deadline, f"{self.name} does not see {still} move: {first} -> {now}; {self.state()}"
            time.sleep(0.3)

    def sounds(self, *, milliseconds: int = 1000) -> dict[str, Sound]:
        """What is heard from each seat that is in an audio slot."""
        audible = self.ask("mufakat.session.audible")
        heard = listen(self.page, milliseconds=milliseconds)  # type: ignore[arg-type]
        return {audible[mid]: sound for mid, sound in heard.items() if audible.get(mid)}

    def hears(self, seat: str, frequency: float, *, seconds: float = 20) -> None:
        last: dict[str, Sound] = {}

        def heard() -> bool:
            nonlocal last
            last = self.sounds()
            return seat in last and last[seat].is_(frequency)

        try:
            until(f"{self.name} to hear {seat} at {frequency} Hz", heard, seconds=seconds)
        except AssertionError as problem:
            raise AssertionError(f"{problem}; heard {last}; {self.state()}") from None

    def screenshot(self, path: Path) -> None:
        if isinstance(self.page, FirefoxPage):
            self.page.screenshot(path)
        else:
            self.page.screenshot(path=path)
