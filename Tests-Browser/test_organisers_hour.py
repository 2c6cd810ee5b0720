"""The hour of an organiser, from an empty installation: a week by its template, the delegations' sheets, free hours, a timetable that is found, changed by
hand and published; a delegate's calendar; a minister who cannot come, and two meetings of the week at the same time with synthetic delegates."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from typing import Any

import icalendar
import pytest
from playwright.sync_api import expect

from conftest import say
from support.chromium import Chromium
from support.desk import Desk
from support.server import BINARY, DELEGATES, Server
from support.tones import voice
from support.visitor import Visitor
from support.waiting import until
from support.week import Conference, block, drag, spot

WEEK = "amm"
ZONES = {"NZ": "Pacific/Auckland", "US": "America/New_York"}
# By the delegation's own clock.
HOURS = {"US": ("18:00", "23:30"), "EU": ("08:00", "13:00"), "JP": ("09:00", "21:00"), "CN": ("09:00", "19:00")}
PLAYED = ("ID", "VN")


@pytest.fixture(scope="module")
def house(servers: Callable[..., Server]) -> Iterator[Server]:
    server = servers()
    yield server
    server.stop()


def paste(desk: Desk, kind: str, text: str) -> str:
    """Imports a sheet at the delegations' screen."""
    desk.go(f"{WEEK}/delegations")
    desk["sheets-open"].click()
    desk["sheet-kind"].select_option(kind)
    desk["sheet-text"].fill(text)
    desk["sheet-form-send"].click()
    until(f"the {kind} to be taken", lambda: desk["sheet-done"].is_visible() or desk["sheet-problems"].is_visible(), seconds=60)
    assert desk["sheet-done"].is_visible(), desk.text("sheet-problems")
    return desk.text("sheet-done")


def people(codes: list[str]) -> str:
    """A minister, a leader of officials, a director and a focal point of each delegation, and one conference officer."""
    rows = ["id,delegation,role,rank,title_en,title_vi,levels", "officer,,secretariat,,Conference officer,Cán bộ hội nghị,"]
    for code in codes:
        name = code.lower()
        rows += [
            f"{name}-minister,{code},head,minister,Minister of Foreign Affairs,Bộ trưởng Ngoại giao,ministers",
            f"{name}-som,{code},head,seniorOfficial,SOM Leader,Trưởng SOM,seniorOfficials",
            f"{name}-director,{code},head,other,Director-General,Vụ trưởng,working",
            f"{name}-focal,{code},adviser,other,Focal point,Đầu mối,ministers seniorOfficials working",
        ]
    return "\n".join(rows) + "\n"


def free_hours() -> str:
    rows = ["delegation,level,from,to"]
    for code, (start, end) in HOURS.items():
        # Of the delegation's own days: in Washington the evening before.
        days = range(1, 6) if code == "US" else range(2, 7)
        rows += [f"{code},ministers,2021-08-{day:02} {start},2021-08-{day:02} {end}" for day in days]
    return "\n".join(rows) + "\n"


def entries(server: Server, path: str) -> dict[str, Any]:
    """What a calendar that subscribes reads, by meeting."""
    answer = server.api().get(path)
    assert answer.status == 200 and answer.headers.get_content_type() == "text/calendar"
    calendar = icalendar.Calendar.from_ical(answer.text)
    return {str(event["UID"]).split(".")[0]: event for event in calendar.walk("VEVENT")}


def moment(event: Any) -> str:
    return event["DTSTART"].dt.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M")


class Hall:
    """One meeting of the week with its chair in a browser."""

    def __init__(self, house: Server, chromium: Chromium, meeting: str, chair: str) -> None:
        self.house, self.meeting = house, meeting
        invited = house.admin.get(f"/api/conferences/{WEEK}/meetings/{meeting}/invitations").json
        path = next(each["path"] for each in invited if each["participant"] == chair)
        self.token = path.split("/")[-1]
        self.context = chromium.visitor()
        self.chair = Visitor(f"the chair of {meeting}", self.context.new_page()).open(house.url + path).enter()

    def do(self, type_: str, **fields: Any) -> None:
        self.house.api(self.token).do(self.meeting, type_, **fields)

    def view(self) -> dict[str, Any]:
        return self.house.api(self.token).view(self.meeting)

    def admit(self, *seats: str) -> None:
        def there() -> bool:
            standing = {each["seat"]: each["standing"] for each in self.view()["participants"] if each["role"] == "head"}
            return all(standing.get(seat) in ("lobby", "admitted") for seat in seats)

        until(f"{seats} before the door of {self.meeting}", there, seconds=120)
        self.do("admitAll")
        self.do("openMeeting")


@pytest.fixture
def delegates(house: Server) -> Iterator[Callable[..., None]]:
    """Plays delegations in meetings."""
    running: list[subprocess.Popen[str]] = []

    def play(*meetings: str, without: set[str]) -> None:
        process = subprocess.Popen(
            [
                BINARY, "delegates", "--server", house.url, "--token", house.admin.token or "", "--insecure", "--media", str(DELEGATES), "--without", ",".join(sorted(without)),
                "--meeting", *meetings,
            ],
            text=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        running.append(process)

    yield play
    for process in running:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


def test_from_an_empty_system_to_two_meetings_at_once(house: Server, chromium: Chromium, delegates: Callable[..., None]) -> None:
    began = time.monotonic()
    desk = Desk(chromium, house, house.url + house.admin.post("/api/desk-pass").json["path"]).shown()
    conference = Conference(house, WEEK)

    say("the week by its template")
    desk["no-conference"].get_by_role("button").click()
    desk["template-ministerial-week"].check()
    desk["calling-title-en"].fill("54th ASEAN Foreign Ministers' Meeting and Related Meetings")
    desk["calling-title-vi"].fill("Hội nghị Bộ trưởng Ngoại giao ASEAN lần thứ 54")
    desk["calling-id"].fill(WEEK)
    desk["calling-host"].fill("Brunei Darussalam")
    desk["calling-first"].fill("2021-08-02")
    desk["calling-last"].fill("2021-08-06")
    desk["calling-send"].click()
    desk.says("conference-title", "54th ASEAN")
    codes = [each["seat"]["id"] for each in conference.view["delegations"]]
    assert len(codes) == 27 and len(conference.view["meetings"]) == 25

    say("27 delegations and their people")
    sheet = "code,time_zone\n" + "".join(f"{code},{ZONES.get(code, '')}\n" for code in codes)
    paste(desk, "delegations", sheet)
    assert "109" in paste(desk, "people", people(codes))
    desk["approve-all"].click()
    desk["approve-all-confirm"].click()
    until("everybody to be approved", lambda: all(each["accreditation"] == "approved" for each in conference.view["people"]), seconds=30)

    say("free hours")
    paste(desk, "free-hours", free_hours())
    entered = {each["seat"]["id"]: each["freeHours"].get("ministers") for each in conference.view["delegations"]}
    assert {code for code, hours in entered.items() if hours} == set(HOURS)
    # 18:00 in Washington is six in the morning of the next day in Bandar Seri Begawan.
    assert entered["US"][0] == {"from": "2021-08-01T22:00:00.000Z", "to": "2021-08-02T03:30:00.000Z"}

    say("a timetable is found")
    page = desk.page
    page.set_viewport_size({"width": 1366, "height": 1700})
    desk.go(f"{WEEK}/timetable")
    page.get_by_test_id("tool-solve").click()
    page.get_by_test_id("solve-seconds").fill("10")
    page.get_by_test_id("solve-start").click()
    expect(page.get_by_test_id("solve-status")).to_contain_text("25 meetings move", timeout=120_000)
    page.get_by_test_id("use-timetable").click()
    page.get_by_test_id("use-timetable-confirm").click()
    expect(page.get_by_test_id("week-state")).to_contain_text("All rules are kept", timeout=20_000)
    assert len(conference.view["placements"]) == 25

    say("one meeting is dragged")
    page.get_by_test_id("tool-solve").click()
    page.get_by_test_id("clocks-head").click()
    dragged = f"{WEEK}-seanwfz"
    there = conference.elsewhere(dragged, breaks=False)
    block(page, dragged).scroll_into_view_if_needed()
    drag(page, dragged, there["start"])
    expect(page.get_by_test_id("week-move")).to_contain_text("no rule is broken")
    x, y = spot(page, there["start"])
    page.mouse.move(x, y + 10)
    page.mouse.up()
    until("the server to have it", lambda: (conference.placement(dragged) or {}).get("start") == there["start"])

    say("published, and subscribed to by a delegate")
    page.get_by_test_id("publish").click()
    page.get_by_test_id("publish-confirm").click()
    expect(page.get_by_test_id("week-state")).to_contain_text("Published.", timeout=30_000)
    link = house.admin.get(f"/api/conferences/{WEEK}/people/us-focal/token").json["path"]
    conference.do("nameFocalPoint", delegation="US", person="us-focal")
    focal = Desk(chromium, house, house.url + link).shown()
    calendar = next(each["calendar"] for each in house.api(link.split("/")[-1]).get(f"/api/conferences/{WEEK}").json["view"]["delegations"] if each["seat"]["id"] == "US")
    published = {each["meeting"]: each for each in conference.view["published"]}
    own = {each["id"] for each in conference.view["meetings"] if "US" in each["table"] + each["offstage"]}
    events = entries(house, calendar)
    assert set(events) == own
    assert all(moment(events[meeting]) == published[meeting]["start"][:16] and events[meeting]["SEQUENCE"] == 0 for meeting in own)

    say("a minister cannot come")
    meeting = f"{WEEK}-pmc-us"
    start = datetime.fromisoformat(published[meeting]["start"].replace("Z", "+00:00"))
    kept = [each for each in entered["US"] if not each["from"] <= published[meeting]["start"] <= each["to"]]
    assert len(kept) == 4
    focal.go(f"{WEEK}/delegations/US?level=ministers")
    conference.do("setFreeHours", delegation="US", level="ministers", hours=kept)
    focal.close()
    expect(page.get_by_test_id("week-state")).to_contain_text("broken", timeout=20_000)
    page.get_by_test_id("tool-replan").click()
    page.get_by_test_id("replan-find").click()
    expect(page.get_by_test_id("replan-status")).to_contain_text("would move", timeout=60_000)
    moves = page.locator("[data-testid=replan-moves] li")
    others = moves.count()
    assert 1 <= others
    page.get_by_test_id("replan-apply").click()
    page.get_by_test_id("replan-apply-confirm").click()
    expect(page.get_by_test_id("week-state")).to_contain_text("changed since", timeout=20_000)
    page.get_by_test_id("publish").click()
    page.get_by_test_id("publish-confirm").click()
    until("the new timetable", lambda: next(each for each in conference.view["published"] if each["meeting"] == meeting)["start"] != published[meeting]["start"], seconds=30)
    moved = entries(house, calendar)
    assert moved[meeting]["SEQUENCE"] == 1 and moment(moved[meeting]) != start.strftime("%Y-%m-%dT%H:%M")
    still = [each for each in own if moment(moved[each]) == moment(events[each])]
    assert all(moved[each]["SEQUENCE"] == 0 for each in still)
    live = house.admin.view(meeting)
    assert live["meeting"]["startsAt"][:16] == moment(moved[meeting]), "the meeting itself has moved"
    say(f"ready to be held after {time.monotonic() - began:.0f} s")

    say("two meetings at once")
    halls = [Hall(house, chromium, f"{WEEK}-aichr", "bn-minister"), Hall(house, chromium, f"{WEEK}-apsc", "bn-minister")]
    delegates(*(hall.meeting for hall in halls), without=set(codes) - set(PLAYED))
    for hall in halls:
        hall.admit(*PLAYED)
    # The same delegations sit in both, and another speaks in each.
    for hall, speaker in zip(halls, PLAYED, strict=True):
        until(f"{speaker} to have the floor", lambda: (hall.do("giveFloor", seat=speaker) or True) and hall.view()["floor"]["seat"] == speaker, seconds=30)
    for hall, speaker in zip(halls, PLAYED, strict=True):
        hall.chair.sees(*PLAYED, seconds=60)
        hall.chair.hears(speaker, voice(speaker), seconds=40)
    assert halls[0].view()["floor"]["seat"] == PLAYED[0] and halls[1].view()["floor"]["seat"] == PLAYED[1]
    for hall in halls:
        hall.do("closeMeeting")
        hall.context.close()
    assert not desk.faults
    desk.close()
