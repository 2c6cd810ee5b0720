"""The timetable and the run of show at the desk: the week is solved, moved by mouse and keyboard, published, planned anew, printed; two write one script;
and the script's line of now in the room."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Locator, Page, expect

from support.api import Api
from support.chromium import Chromium
from support.server import Server, run
from support.visitor import Visitor
from support.waiting import until
from support.words import foreign_words

SIZES = {"phone": (360, 740), "laptop": (1366, 768), "wall": (2560, 1440)}
AXE = f"async (options) => {{ {AXE_SCRIPT}\n; return (await axe.run(options)).violations; }}"
# In the choice of the language each is called by its own name.
ENDONYMS = ("English", "Tiếng Việt")
RULES = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


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


@pytest.fixture(scope="module")
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
    box = block(page, meeting).bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 6)
    page.mouse.down()
    page.mouse.move(box["x"] + 34, box["y"] + 16)
    expect(page.locator(".week-band").first).to_be_attached()
    x, y = spot(page, start)
    page.mouse.move(x, y + 10, steps=5)


def unfold(page: Page) -> None:
    """The clocks of the world out of the way, so that the whole grid is on the screen."""
    page.get_by_test_id("clocks-head").click()
    page.set_viewport_size({"width": 1366, "height": 1700})


def test_the_week_is_solved_used_and_published(conference: Conference, desk: Callable[..., Page]) -> None:
    page = desk(conference, "timetable")
    expect(page.locator("[data-testid=tray] .week-block")).to_have_count(25)
    page.get_by_test_id("tool-solve").click()
    page.get_by_test_id("solve-seconds").fill("6")
    page.get_by_test_id("solve-start").click()
    expect(page.get_by_test_id("solve-status")).to_contain_text("Searching")
    expect(page.get_by_test_id("solve-status")).to_contain_text("25 meetings move", timeout=90_000)
    expect(page.locator("[data-testid=week-solve] [data-testid=differences] li")).to_have_count(25)
    expect(page.locator("[data-testid=week-solve] [data-testid=burden] tbody tr").first).to_be_visible()
    assert conference.view["placements"] == [], "a proposal is not the timetable"
    page.get_by_test_id("use-timetable").click()
    expect(page.locator(".week-solve .press-twice-words")).to_contain_text("Nobody is told")
    page.get_by_test_id("use-timetable-confirm").click()
    expect(page.get_by_test_id("tray")).to_be_hidden()
    expect(page.locator(".week-grid .week-block")).to_have_count(25)
    expect(page.get_by_test_id("week-state")).to_contain_text("All rules are kept")
    assert len(conference.view["placements"]) == 25
    until("the line tests to be on the checklist", lambda: any(each["item"]["check"] == "lineTested" for each in conference.view["checklist"]))

    page.get_by_test_id("publish").click()
    expect(page.locator(".week-tools .press-twice-words")).to_contain_text("25 meetings in all, 25 of them new or moved")
    assert conference.view.get("published") is None, "the first press publishes nothing"
    page.get_by_test_id("publish-confirm").click()
    expect(page.get_by_test_id("week-state")).to_contain_text("Published.")
    assert len(conference.view["published"]) == 25
    expect(page.get_by_test_id("publish")).to_be_disabled()


def test_a_meeting_is_dragged_where_it_fits(solved: Conference, desk: Callable[..., Page]) -> None:
    page = desk(solved, "timetable")
    unfold(page)
    meeting = f"{solved.id}-closing"
    solved.do("unplace", meeting=meeting)
    expect(page.locator("[data-testid=tray] .week-block")).to_have_count(1)
    there = solved.elsewhere(meeting, breaks=False)
    drag(page, meeting, there["start"])
    expect(page.get_by_test_id("week-move")).to_contain_text("no rule is broken")
    expect(page.locator(".week-band[data-free]").first).to_contain_text("free")
    page.mouse.up()
    expect(page.locator(f".week-grid [data-testid=block-{meeting}]")).to_be_visible()
    until("the server to have it", lambda: (solved.placement(meeting) or {}).get("start") == there["start"])
    expect(page.locator(f".week-grid [data-testid=block-{meeting}]")).not_to_have_attribute("data-pending", "")


def test_a_drop_that_breaks_a_rule_is_explained_and_takes_a_second_press(solved: Conference, desk: Callable[..., Page]) -> None:
    page = desk(solved, "timetable")
    unfold(page)
    meeting = f"{solved.id}-amm"
    before = solved.placement(meeting)
    there = solved.elsewhere(meeting, breaks=True)
    drag(page, meeting, there["start"])
    panel = page.get_by_test_id("week-move")
    expect(panel).to_contain_text("would be broken")
    words = panel.locator("li").first.inner_text()
    assert solved.id not in words, f"names, and not ids, are read: {words}"
    page.mouse.up()
    expect(page.get_by_test_id("place-anyway")).to_be_visible()
    assert solved.placement(meeting) == before
    page.get_by_test_id("place-keep").click()
    expect(panel).to_be_hidden()
    assert solved.placement(meeting) == before

    drag(page, meeting, there["start"])
    page.mouse.up()
    page.get_by_test_id("place-anyway").click()
    until("the server to have it", lambda: (solved.placement(meeting) or {}).get("start") == there["start"])
    expect(page.get_by_test_id("week-state")).to_contain_text("broken")
    expect(block(page, meeting)).to_contain_text("broken")


def test_a_meeting_is_moved_by_keys_alone(solved: Conference, desk: Callable[..., Page]) -> None:
    page = desk(solved, "timetable")
    meeting = f"{solved.id}-closing"
    before = solved.placement(meeting)
    assert before
    block(page, meeting).focus()
    page.keyboard.press("Enter")
    said = page.get_by_test_id("week-said")
    expect(said).to_contain_text("picked up")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(said).to_contain_text("stays where it was")
    assert solved.placement(meeting) == before

    starts = sorted({each["start"] for each in solved.options(meeting)})
    index = starts.index(before["start"])
    by, key = (1, "ArrowDown") if index + 1 < len(starts) else (-1, "ArrowUp")
    page.keyboard.press("Enter")
    expect(said).to_contain_text("picked up")
    page.keyboard.press(key)
    page.keyboard.press("Enter")
    if page.get_by_test_id("place-anyway").is_visible():
        expect(said).to_contain_text("Enter once more")
        page.keyboard.press("Enter")
    until("the server to have it", lambda: (solved.placement(meeting) or {}).get("start") == starts[index + by])
    expect(block(page, meeting)).to_be_focused()
    page.keyboard.press("Enter")
    expect(said).to_contain_text("picked up")
    page.keyboard.press("Delete")
    until("it to have no place", lambda: solved.placement(meeting) is None)


def test_a_meeting_is_moved_by_the_form(solved: Conference, desk: Callable[..., Page]) -> None:
    """For whoever has a phone, and neither mouse nor keys."""
    meeting = f"{solved.id}-closing"
    there = solved.elsewhere(meeting, breaks=False)
    page = desk(solved, "timetable", width=360, height=740)
    page.get_by_test_id(f"list-{meeting}").click()
    page.get_by_test_id("move-find").click()
    room = there.get("room") or ""
    page.get_by_test_id("move-room").select_option(room)
    milliseconds = page.evaluate("(start) => String(Date.parse(start))", there["start"])
    page.get_by_test_id("move-start").select_option(milliseconds)
    page.get_by_test_id("move-place").click()
    until("the server to have it", lambda: (solved.placement(meeting) or {}).get("start") == there["start"])


def test_hours_change_after_publication(solved: Conference, desk: Callable[..., Page]) -> None:
    solved.do("publishTimetable")
    meeting = f"{solved.id}-pmc-us"
    published = next(each for each in solved.view["published"] if each["meeting"] == meeting)
    # The minister of the United States is free all week, but not then.
    day = published["start"][:10]
    solved.do("setFreeHours", delegation="US", level="ministers", hours=[
        {"from": "2027-07-30T00:00:00.000Z", "to": published["start"]},
        {"from": f"{day}T23:30:00.000Z", "to": "2027-08-09T00:00:00.000Z"},
    ])
    page = desk(solved, "timetable")
    expect(page.get_by_test_id("week-state")).to_contain_text("broken")
    page.get_by_test_id("tool-replan").click()
    page.get_by_test_id("replan-find").click()
    expect(page.get_by_test_id("replan-status")).to_contain_text("would move", timeout=60_000)
    moves = page.locator("[data-testid=replan-moves] li")
    assert 1 <= moves.count() <= 5
    assert solved.id not in moves.first.inner_text()
    page.get_by_test_id("replan-apply").click()
    page.get_by_test_id("replan-apply-confirm").click()
    expect(page.get_by_test_id("week-state")).to_contain_text("changed since")
    page.get_by_test_id("publish").click()
    page.get_by_test_id("publish-confirm").click()
    expect(page.get_by_test_id("week-state")).to_have_text(re.compile(r"^Published\."))
    assert next(each for each in solved.view["published"] if each["meeting"] == meeting)["start"] != published["start"]


def test_rules_that_collide_are_named(conference: Conference, desk: Callable[..., Page]) -> None:
    meeting = f"{conference.id}-pmc-us"
    conference.do("setFreeHours", delegation="US", level="ministers", hours=[])
    page = desk(conference, "timetable")
    page.get_by_test_id("tool-solve").click()
    page.get_by_test_id("solve-seconds").fill("20")
    page.get_by_test_id("solve-start").click()
    expect(page.get_by_test_id("week-solve")).to_have_attribute("data-state", "infeasible", timeout=120_000)
    rules = page.get_by_test_id("solve-conflict")
    expect(rules).to_contain_text("United States")
    assert meeting not in rules.inner_text()


def test_line_tests_that_have_no_place_any_more_are_named(tmp_path: Path) -> None:
    """`mufakat timetable replan` of a week to which a delegation came: its line cannot be tested in the only hour there is."""
    zone = "Asia/Brunei"
    week = {
        "zone": zone, "days": [{"date": "2031-08-04", "from": "08:00", "to": "12:00"}],
        "delegations": [{"id": "BN", "zone": zone}, {"id": "VN", "zone": "Asia/Ho_Chi_Minh"}],
        "meetings": [{"id": "amm", "length": 60, "delegations": ["BN", "VN"]}],
        "lineTests": {"daysBefore": 1, "length": 60, "atOnce": 1, "hours": {"from": "10:00", "to": "11:00"}},
    }
    published = {
        "placements": [{"meeting": "amm", "start": "2031-08-04T00:00:00Z"}],
        "tests": [{"site": "BN", "start": "2031-08-03T02:00:00Z"}],
    }
    files = [tmp_path / "week.json", tmp_path / "timetable.json"]
    for file, value in zip(files, (week, published), strict=True):
        file.write_text(json.dumps(value))
    answer = run("timetable", "replan", "--json", *map(str, files))
    assert answer.returncode == 1, answer.stderr
    report = json.loads(answer.stdout)
    assert report["status"] == "impossible" and report["proven"] and report["irreducible"]
    assert (report["mustMove"], report["others"], "timetable" in report) == ([], [], False)
    assert [rule["id"] for rule in report["conflict"]] == ["test:BN:2031-08-03", "test:VN:2031-08-03", "tests-at-once"]
    assert all(rule["words"]["en"] and rule["words"]["vi"] for rule in report["conflict"])
    spoken = run("timetable", "replan", "--language", "vi", *map(str, files))
    assert spoken.returncode == 1
    assert [rule["words"]["vi"] for rule in report["conflict"]] == [line.strip() for line in spoken.stdout.splitlines()[1:]]
    for each in (answer, spoken):
        assert each.stderr.strip().endswith("have no place any more.") and len(each.stderr.strip().splitlines()) == 1
    week["lineTests"]["atOnce"] = 2
    files[0].write_text(json.dumps(week))
    report = json.loads(run("timetable", "replan", "--json", *map(str, files)).stdout)
    assert report["status"] == "moved" and report["moves"] == []
    assert [test["site"] for test in report["timetable"]["tests"]] == ["BN", "VN"]


def test_the_rules_of_the_week_are_changed(conference: Conference, desk: Callable[..., Page]) -> None:
    page = desk(conference, "timetable")
    page.get_by_test_id("tool-rules").click()
    page.get_by_test_id("rule-gap").fill("30")
    page.get_by_test_id("rule-to-0").fill("20:00")
    page.get_by_test_id("add-room").click()
    rooms = len(conference.view["planning"]["rooms"])
    page.get_by_test_id(f"rule-room-{rooms}").fill("Garden pavilion")
    # Somebody else changes them meanwhile: it is said, and what was entered stays.
    conference.do("setPlanning", planning=conference.view["planning"] | {"turnaround": 45})
    expect(page.get_by_test_id("week-rules")).to_contain_text("Somebody else has changed the rules")
    expect(page.get_by_test_id("rule-gap")).to_have_value("30")
    page.get_by_test_id("rules-save").click()
    until("the server to have them", lambda: conference.view["planning"]["gap"] == 30)
    planning = conference.view["planning"]
    assert planning["days"][0]["to"] == "20:00" and planning["rooms"][-1]["name"]["en"] == "Garden pavilion"


def test_the_views_stand_in_the_address(solved: Conference, desk: Callable[..., Page]) -> None:
    page = desk(solved, "timetable")
    page.get_by_test_id("by-delegation").click()
    expect(page.locator(".week-lines .week-rows > li")).to_have_count(27)
    page.get_by_test_id("delegation").select_option("US")
    expect(page.locator(".week-lines .week-rows > li")).to_have_count(1)
    mine = [each for each in solved.view["meetings"] if "US" in each["table"] + each["offstage"]]
    expect(page.locator(".week-lines .week-block")).to_have_count(len(mine))
    page.get_by_test_id("zone").select_option("US")
    page.get_by_test_id("choose-2027-08-04").click()
    page.reload()
    assert {"by=delegation", "delegation=US", "zone=US", "day=2027-08-04"} <= set(page.url.split("?")[1].split("&"))
    expect(page.locator(".week-lines .week-rows > li")).to_have_count(1)
    page.get_by_test_id("delegation").select_option("")
    page.get_by_test_id("by-room").click()
    expect(page.locator(".week-lines .week-rows > li")).to_have_count(len(solved.view["planning"]["rooms"]))


def test_local_times_are_right_across_midnight(solved: Conference, desk: Callable[..., Page]) -> None:
    meeting = f"{solved.id}-pmc-us"
    # 09:00 in Brunei is 21:00 of the day before in Washington in summer.
    solved.do("place", placements=[(solved.placement(meeting) or {}) | {"meeting": meeting, "start": "2027-08-04T01:00:00.000Z"}])
    page = desk(solved, f"timetable?zone=US&meeting={meeting}")
    expect(block(page, meeting)).to_contain_text("Tue 3 Aug 21:00")
    detail = page.get_by_test_id("week-meeting")
    expect(detail).to_contain_text("Wed 4 Aug 09:00")
    expect(detail.locator("tr", has_text="United States")).to_contain_text("Tue 3 Aug 21:00")
    expect(page.locator(".week-clocks-line", has_text="Washington")).to_contain_text("Tue 3 Aug 21:00")


def test_a_delegate_reads_the_published_week(solved: Conference, desk: Callable[..., Page]) -> None:
    link = solved.person("us-desk", "head", "US", focal=True)
    page = desk(solved, "timetable", link=link)
    expect(page.get_by_text("has not been published yet")).to_be_visible()
    solved.do("publishTimetable")
    expect(page.locator(".week-grid .week-block")).to_have_count(25)
    expect(page.get_by_test_id("zone")).to_have_value("US")
    own = [each for each in solved.view["meetings"] if "US" in each["table"] + each["offstage"]]
    expect(page.locator(".week-grid .week-block[data-own]")).to_have_count(len(own))
    expect(page.get_by_test_id("publish")).to_be_hidden()
    expect(page.get_by_test_id("tray")).to_be_hidden()
    block(page, f"{solved.id}-pmc-us").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("week-move")).to_be_hidden()
    subscription = page.get_by_test_id("calendar-subscribe").get_attribute("href") or ""
    assert subscription.startswith("webcal://"), subscription
    path = page.get_by_test_id("calendar-download").get_attribute("href") or ""
    assert subscription.endswith(path) and path.startswith("/calendar/")
    calendar = page.request.get(solved.server.url + path)
    assert calendar.ok and calendar.text().count("BEGIN:VEVENT") >= len(own)


def test_the_programme_on_paper(solved: Conference, desk: Callable[..., Page], tmp_path: Path) -> None:
    solved.do("publishTimetable")
    page = desk(solved, "timetable?zone=US")
    expect(page.locator(".week-grid .week-block")).to_have_count(25)
    page.emulate_media(media="print")
    expect(page.locator(".week-list tbody tr")).to_have_count(25)
    expect(page.locator(".week-print-title")).to_have_text("A ministerial week")
    for hidden in (".week-grid", ".week-bar", ".desk-nav", ".desk-bar", ".week-clocks"):
        expect(page.locator(hidden)).to_be_hidden()
    pdf = page.pdf(prefer_css_page_size=True)
    (tmp_path / "programme.pdf").write_bytes(pdf)
    boxes = {tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", pdf)}
    assert boxes and all(abs(width - 842) < 1 and abs(height - 595) < 1 for _, _, width, height in boxes), boxes
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) <= 4


def findings(page: Page) -> list[str]:
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']}: " + "; ".join(f"{node['target']} {(node.get('failureSummary') or '')[:200]}" for node in violation["nodes"][:3])
        for violation in page.evaluate(AXE, RULES)
    ]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_width_and_both_languages(solved: Conference, desk: Callable[..., Page], language: str, screenshots: Path) -> None:
    amm = f"{solved.id}-amm"
    solved.write_script(amm, {"what": {"en": "Opening", "vi": "Khai mạc"}, "who": "BN"}, {"what": {"en": "Statements", "vi": "Phát biểu"}, "seconds": 900})
    solved.do("beginCue", meeting=amm, cue="c0")
    parts = {
        "week": f"timetable?meeting={amm}", "week-delegations": "timetable?by=delegation", "week-rooms": "timetable?by=room", "run-of-show": f"run-of-show/{amm}", "run-of-show-list": "run-of-show",
    }
    problems = []
    page = desk(solved, "timetable", language=language)
    for name, part in parts.items():
        page.goto(f"{solved.server.url}/desk/{solved.id}/{part}")
        page.get_by_role("heading", level=1).wait_for()
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(350)
            page.screenshot(path=screenshots / f"{name}-{language}-{size}.png")
            if size == "laptop":
                problems += [f"{name} {language}: {words}" for words in foreign_words(Visitor(name, page), language) if words not in ENDONYMS]
            if size != "wall":  # there everything is the laptop's, larger
                problems += [f"{name} {language} {size}: {finding}" for finding in findings(page)]
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                problems.append(f"{name} {language} {size} is {wide} wide")
    page.goto(f"{solved.server.url}/desk/{solved.id}/timetable")
    for tool in ("solve", "rules", "burden"):
        page.get_by_test_id(f"tool-{tool}").click()
        page.wait_for_timeout(300)
        problems += [f"{tool} {language}: {finding}" for finding in findings(page)]
    assert not problems, "\n".join(problems)


def test_two_write_one_script(solved: Conference, desk: Callable[..., Page]) -> None:
    amm = f"{solved.id}-amm"
    solved.write_script(amm)
    first = desk(solved, f"run-of-show/{amm}")
    second = desk(solved, f"run-of-show/{amm}")
    first.get_by_test_id("use-template").click()
    for page in (first, second):
        expect(page.locator("[data-testid=script] tbody tr")).to_have_count(9, timeout=20_000)

    def field(page: Page, name: str, number: int = 2) -> Locator:
        return page.locator(f"[data-testid=cue-{number}] [data-field={name}]")

    def saved(name: str) -> str:
        return solved.view["runs"][amm]["cues"][1][name]

    # Each writes in another field of the same row: both are kept.
    field(first, "who").fill("Viet Nam")
    field(second, "screen").fill("Flags")
    field(second, "screen").press("Enter")
    expect(field(first, "screen")).to_have_value("Flags")
    expect(field(first, "who")).to_have_value("Viet Nam")
    field(first, "who").press("Enter")
    expect(field(second, "who")).to_have_value("Viet Nam")
    assert (saved("who"), saved("screen")) == ("Viet Nam", "Flags")

    # Both write in the same field: nothing is lost, and one chooses.
    field(first, "photo").fill("On the stairs")
    field(second, "photo").fill("In the garden")
    field(second, "photo").press("Enter")
    conflict = first.get_by_test_id("conflict-photo")
    expect(conflict).to_contain_text("In the garden")
    expect(field(first, "photo")).to_have_value("On the stairs")
    field(first, "photo").press("Enter")
    assert saved("photo") == "In the garden", "what collides is not saved before one has chosen"
    conflict.get_by_role("button", name="Keep mine").click()
    expect(field(second, "photo")).to_have_value("On the stairs")

    # What one writes in is removed by the other.
    field(first, "who").fill("Indonesia")
    second.locator("[data-testid=cue-2] [data-testid=remove-cue]").click()
    second.locator("[data-testid=cue-2] [data-testid=remove-cue-confirm]").click()
    expect(first.locator(".show-conflict:visible")).to_contain_text("Somebody else removed this cue")
    first.get_by_role("button", name="Put it back").click()
    expect(second.locator("[data-testid=script] tbody tr")).to_have_count(9)
    assert solved.view["runs"][amm]["cues"][-1]["who"] == "Indonesia"

    # Order, and a length that means nothing.
    first.locator("[data-testid=cue-1]").get_by_role("button", name="Later").click()
    expect(first.get_by_test_id("cue-2")).to_have_attribute("data-cue", "cue-1")
    field(first, "seconds").fill("soon")
    expect(field(first, "seconds")).to_have_attribute("aria-invalid", "true")
    field(first, "seconds").fill("2:30")
    field(first, "seconds").press("Enter")
    until("the length to be saved", lambda: saved("seconds") == 150)


def test_a_rehearsal_and_what_runs(solved: Conference, desk: Callable[..., Page]) -> None:
    amm = f"{solved.id}-amm"
    solved.write_script(amm)
    page = desk(solved, f"run-of-show/{amm}")
    page.get_by_test_id("template").select_option("signing")
    page.get_by_test_id("use-template").click()
    expect(page.locator("[data-testid=script] tbody tr")).to_have_count(7, timeout=20_000)
    page.get_by_test_id("rehearse").click()
    page.get_by_test_id("rehearse-confirm").click()
    expect(page.get_by_test_id("rehearsal")).to_be_visible()
    page.get_by_test_id("begin-next").click()
    expect(page.get_by_test_id("show-now")).to_have_text("Lines and sound are checked")
    page.get_by_test_id("begin-next").click()
    expect(page.get_by_test_id("show-now")).to_have_text("The text to be signed is announced")
    expect(page.get_by_test_id("cue-1")).to_have_attribute("data-state", "done")
    expect(page.get_by_test_id("cue-2")).to_have_attribute("data-state", "now")
    # The first took no fifteen minutes.
    expect(page.get_by_test_id("show-delay")).to_contain_text("early")
    page.get_by_test_id("rehearse").click()
    page.get_by_test_id("rehearse-confirm").click()
    expect(page.get_by_test_id("rehearsal")).to_be_hidden()
    until("nothing to have begun", lambda: solved.view["runs"][amm]["begun"] == {})


def test_the_line_of_now_in_the_room(solved: Conference, chromium: Chromium, screenshots: Path) -> None:
    amm = f"{solved.id}-amm"
    presides = next(each["chair"] for each in solved.view["meetings"] if each["id"] == amm)
    solved.person("chair", "head", presides)
    solved.person("secretary", "secretariat", None)
    solved.write_script(amm, {"what": {"en": "Family photo", "vi": "Chụp ảnh chung"}}, {"what": {"en": "Opening", "vi": "Khai mạc"}})
    solved.do("publishTimetable")
    links = {each["participant"]: each["path"] for each in solved.api.get(f"/api/conferences/{solved.id}/meetings/{amm}/invitations").json}
    consoles = {}
    contexts = []
    for who in ("chair", "secretary"):
        contexts.append(chromium.visitor())
        visitor = Visitor(who, contexts[-1].new_page())
        visitor.open(solved.server.url + links[f"{solved.id}-{who}"])
        if who == "secretary":
            visitor.click("enter")  # without a seat there is nothing to try out
        else:
            visitor.enter()
        until("them to be admitted", lambda: solved.api.command(amm, "admit", participant=f"{solved.id}-{who}").status == 200 or visitor.ask("mufakat.session.screen") == "room")
        visitor.until("the room", "mufakat.session.screen === 'room'")
        visitor.page.keyboard.press("5")
        consoles[who] = visitor.page
    chair, secretary = consoles["chair"], consoles["secretary"]
    for page in (chair, secretary):
        expect(page.get_by_test_id("console-show")).to_be_visible()
        expect(page.get_by_test_id("show-next")).to_have_text("Family photo")
    expect(chair.get_by_test_id("show-begin")).to_be_hidden()
    secretary.get_by_test_id("show-begin").click()
    for page in (chair, secretary):
        expect(page.get_by_test_id("show-now")).to_have_text("Family photo")
        expect(page.get_by_test_id("show-next")).to_have_text("Opening")
    assert "c0" in solved.view["runs"][amm]["begun"]
    secretary.screenshot(path=screenshots / "console-script.png")
    for context in contexts:
        context.close()
