"""A ministerial week at its desk, by the template of the house."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from support.api import Api
from support.chromium import Chromium
from support.server import Server
from support.waiting import until


@dataclass
class Conference:
    """A ministerial week at its desk."""

    server: Server
    id: str

    @property
    def api(self) -> Api:
        return self.server.admin

    @property
    def view(self) -> dict[str, Any]:
        return self.api.get(f"/api/conferences/{self.id}").json["view"]

    def do(self, name: str, **fields: Any) -> None:
        answer = self.api.post(f"/api/conferences/{self.id}/commands", {name: fields})
        assert answer.status == 200, f"{name} {fields}: {answer.status} {answer.text}"

    def timetable(self, what: str, value: Any) -> Any:
        answer = self.api.post(f"/api/conferences/{self.id}/timetable/{what}", value)
        assert answer.status in (200, 202), f"{what}: {answer.status} {answer.text}"
        return answer.json

    def solve(self, seconds: int = 6) -> list[dict[str, Any]]:
        self.timetable("solve", {"seconds": seconds})
        report = until("a timetable", lambda: (it := self.api.get(f"/api/conferences/{self.id}/timetable/solve").json)["state"] != "running" and it, seconds=90, every=0.5)
        assert report["state"] == "solved", report
        return report["placements"]

    def write_script(self, meeting: str, *cues: dict[str, Any]) -> None:
        """In the place of the template's."""
        for cue in self.view["runs"].get(meeting, {}).get("cues", []):
            self.do("removeCue", meeting=meeting, cue=cue["id"])
        after = None
        for number, cue in enumerate(cues):
            empty = dict.fromkeys(("who", "screen", "microphone", "interpretation", "photo"), "")
            self.do("setCue", meeting=meeting, cue={"id": f"c{number}", "seconds": 60} | empty | cue, after=after)
            after = f"c{number}"

    def placement(self, meeting: str) -> dict[str, Any] | None:
        return next((each for each in self.view["placements"] if each["meeting"] == meeting), None)

    def options(self, meeting: str) -> list[dict[str, Any]]:
        return self.timetable("options", {"meeting": meeting, "placements": self.view["placements"]})

    def elsewhere(self, meeting: str, *, breaks: bool) -> dict[str, Any]:
        """A start at which no room is better: none breaks a rule, or each does."""
        starts: dict[str, list[dict[str, Any]]] = {}
        for option in self.options(meeting):
            starts.setdefault(option["start"], []).append(option)
        here = self.placement(meeting)
        for start, options in starts.items():
            if here and here["start"] == start:
                continue
            if all(bool(option["violations"]) == breaks for option in options):
                return options[0]
        raise AssertionError(f"{meeting} has no other place that {'breaks a rule' if breaks else 'fits'}")

    def person(self, id: str, role: str, delegation: str | None, *, focal: bool = False, levels: tuple[str, ...] = ("ministers",)) -> str:
        """Somebody who is approved; their link to the desk."""
        person = f"{self.id}-{id}"
        self.do("register", person={
            "id": person, "delegation": delegation, "role": role, "title": {"en": "Minister", "vi": "Bộ trưởng"}, "name": {"en": "", "vi": ""},
            "levels": list(levels), "inHall": False,
        })
        if focal:
            self.do("nameFocalPoint", delegation=delegation, person=person)
        self.do("approve", person=person)
        answer = self.api.get(f"/api/conferences/{self.id}/people/{person}/token")
        assert answer.status == 200, answer.text
        return answer.json["path"]


def call(installation: Server) -> Conference:
    """By the template of a ministerial week, nothing placed yet."""
    id = f"w{uuid.uuid4().hex[:8]}"
    answer = installation.admin.post("/api/conferences?template=ministerial-week", {
        "id": id, "title": {"en": "A ministerial week", "vi": "Tuần họp Bộ trưởng"}, "theme": {"en": "", "vi": ""}, "host": "BN", "timeZone": "Asia/Brunei",
        "firstDay": "2027-08-02", "lastDay": "2027-08-06",
    })
    assert answer.status == 201, answer.text
    return Conference(installation, id)


@pytest.fixture
def conference(installation: Server) -> Conference:
    return call(installation)


@pytest.fixture(scope="session")
def answer(installation: Server) -> list[dict[str, Any]]:
    """One solved week; the others of the template are the same but for their ids."""
    first = call(installation)
    return [each | {"meeting": each["meeting"].removeprefix(first.id)} for each in first.solve()]


@pytest.fixture
def solved(conference: Conference, answer: list[dict[str, Any]]) -> Conference:
    """Placed, and not published."""
    conference.do("place", placements=[each | {"meeting": conference.id + each["meeting"]} for each in answer])
    return conference


@pytest.fixture
def desk(chromium: Chromium) -> Iterator[Callable[..., Page]]:
    """Signs in at a conference's desk and opens a part of it."""
    contexts: list[BrowserContext] = []

    def open(conference: Conference, part: str, *, link: str | None = None, language: str = "en", width: int = 1366, height: int = 1300) -> Page:
        context = chromium.visitor(language=language, width=width, height=height, harness=False)
        contexts.append(context)
        page = context.new_page()
        link = link or conference.api.post("/api/desk-pass").json["path"]
        assert page.request.get(conference.server.url + link).ok, "the link signs in"
        page.goto(f"{conference.server.url}/desk/{conference.id}/{part}", wait_until="commit")
        page.get_by_role("heading", level=1).wait_for(timeout=60_000)
        return page

    yield open
    for context in contexts:
        context.close()


def block(page: Page, meeting: str) -> Locator:
    return page.locator(f".week-views-place [data-testid=block-{meeting}]").first


def spot(page: Page, start: str) -> tuple[float, float]:
    """Where in the grid something begins, px; the host is eight hours ahead of UTC and its clocks never change."""
    hour, minute = int(start[11:13]) + 8, int(start[14:16])
    day = int(start[8:10]) + hour // 24
    column = page.locator(f".week-column[data-date='{start[:8]}{day:02d}']").bounding_box()
    first = int(page.locator(".week-hour").first.inner_text()[:2])
    hours = page.locator(".week-hour").count() - 1
    assert column
    return column["x"] + column["width"] / 2, column["y"] + column["height"] * (hour % 24 + minute / 60 - first) / hours


def drag(page: Page, meeting: str, start: str) -> None:
    """By the upper edge of the block to a start; the pointer is still held."""
    block(page, meeting).hover(position={"x": 20, "y": 6})  # waits until the grid stands still
    box = block(page, meeting).bounding_box()
    assert box
    page.mouse.down()
    page.mouse.move(box["x"] + 34, box["y"] + 16)
    expect(page.locator(".week-band").first).to_be_attached()
    x, y = spot(page, start)
    page.mouse.move(x, y + 10, steps=5)
