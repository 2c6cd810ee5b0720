"""The organiser's desk: signing in, calling a conference, people in sheets, free hours, approval, meetings, readiness, and its looks."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from support import waiting
from support.desk import PATIENCE, Desk
from support.firefox import Firefox
from support.server import Server
from support.words import foreign_words
from test_screens import LANGUAGES, SIZES, findings, overflow

WEEK = "amm-54"
expect.set_options(timeout=PATIENCE * 1000)


def until(what: str, probe: Callable[[], Any]) -> None:
    waiting.until(what, probe, seconds=PATIENCE)


def test_the_administrations_link_opens_every_desk(sit: Callable[..., Desk]) -> None:
    desk = sit().shown()
    assert desk.address.endswith("/desk")
    desk["conferences"].get_by_role("link").first.click()
    desk.says("page-title", "Overview")
    assert desk.address.endswith(f"/desk/{WEEK}/overview")
    assert desk.page.evaluate("document.activeElement.matches('h1')"), "the focus begins at the heading"
    assert "Overview" in desk.page.title() and "54th" in desk.page.title()
    desk["nav-meetings"].click()
    desk.says("page-title", "Meetings")
    desk.page.go_back()
    desk.says("page-title", "Overview")


def test_without_a_link_there_is_a_kind_notice(house: Server, chromium: Chromium) -> None:
    context = chromium.visitor(harness=False)
    try:
        page = context.new_page()
        page.goto(f"{house.url}/desk/{WEEK}/delegations")
        assert page.locator("#app").count() == 0
        assert page.get_by_role("heading").count() == 1
        assert page.evaluate(f"fetch('/api/conferences/{WEEK}').then((answer) => answer.status)") == 401
    finally:
        context.close()


def test_who_signs_out_is_a_stranger_again(sit: Callable[..., Desk]) -> None:
    desk = sit("bn-focal").shown()
    desk.says("page-title", "Brunei Darussalam")
    desk["sign-out"].click()
    until("the notice", lambda: desk.page.locator("#app").count() == 0)
    assert desk.page.evaluate(f"fetch('/api/conferences/{WEEK}').then((answer) => answer.status)") == 401


def test_a_focal_point_sees_their_own_delegation_and_the_programme(sit: Callable[..., Desk]) -> None:
    desk = sit("au-focal").shown()
    desk.says("page-title", "Australia")
    names = [each.split("\n")[0] for each in desk.page.locator(".desk-nav-list a").all_inner_texts()]
    assert names == ["Our delegation", "Timetable", "Texts", "Library", "Notices"]
    for elsewhere in ("delegations", "delegations/VN", "readiness", "meetings"):
        desk.go(f"{WEEK}/{elsewhere}")
        until("their own page", lambda: desk.address.endswith(f"/desk/{WEEK}/delegations/AU"))
    assert desk["focal-part"].is_hidden() and desk["seat-part"].is_hidden()
    assert desk.page.locator('[data-testid^="approve-"]:visible').count() == 0
    desk["nav-timetable"].click()
    until("the programme", lambda: desk.address.endswith(f"/desk/{WEEK}/timetable"))


def test_a_conference_is_called_from_a_template(sit: Callable[..., Desk]) -> None:
    desk = sit().shown()
    desk["call-conference"].click()
    desk["calling-send"].click()
    desk.says("calling-title-en-problem", "needed")
    expect(desk["calling-host-problem"]).to_contain_text("No country")
    assert desk["calling-title-en"].get_attribute("aria-invalid") == "true", "what is wrong stands beside its field"
    assert desk.focused() == "calling-title-en"
    desk["template-leaders-summit"].check()
    desk["calling-title-en"].fill("Special Summit on Recovery")
    desk["calling-title-vi"].fill("Hội nghị Cấp cao đặc biệt")
    assert desk["calling-id"].input_value() == "special-summit-on"
    desk["calling-id"].fill(WEEK)
    desk["calling-first"].fill("2020-11-12")
    desk["calling-last"].fill("2020-11-11")
    desk["calling-host"].fill("viet nam")
    desk["calling-send"].click()
    desk.says("calling-last-problem", "not before")
    desk["calling-last"].fill("2020-11-14")
    desk["calling-send"].click()
    desk.says("calling-id-problem", "Another conference")
    desk["calling-id"].fill("recovery")
    desk["calling-send"].click()
    desk.says("conference-title", "Special Summit on Recovery")
    assert desk.address.endswith("/desk/recovery/overview")
    view = desk.view("recovery")
    assert view["conference"]["host"] == "VN" and view["conference"]["timeZone"] == "Asia/Ho_Chi_Minh"
    assert len(view["meetings"]) == 4 and desk.text("figure-meetings").split()[1] == "4"
    desk.go()
    desk.says("conferences", "Special Summit on Recovery")


def test_people_come_in_sheets_or_not_at_all(sit: Callable[..., Desk]) -> None:
    desk = sit().go(f"{WEEK}/delegations")
    before = len(desk.view(WEEK)["people"])
    desk["sheets-open"].click()
    desk["sheet-text"].fill("id,delegation,role,levels,name_en\nvn-one,VN,head,ministers,One\nBad Id,VN,king,ministers,Two\nvn-three,XX,adviser,working,Three\n")
    desk["sheet-form-send"].click()
    desk.says("sheet-problems", "king")
    rows = [row.inner_text().split("\t")[:2] for row in desk["sheet-problems"].locator("tbody tr").all()]
    assert ["3", "id"] in rows and ["3", "role"] in rows
    assert len(desk.view(WEEK)["people"]) == before, "nothing was changed"
    desk["sheet-text"].fill("id;delegation;role;levels;name_en\nvn-one;VN;adviser;ministers;Đỗ Thị One\n")
    desk["sheet-form-send"].click()
    desk.says("sheet-done", "1 added")
    assert desk["sheet-problems"].is_hidden()
    one = next(each for each in desk.view(WEEK)["people"] if each["person"]["id"] == "vn-one")
    assert one["person"]["name"]["en"] == "Đỗ Thị One" and one["accreditation"] == "registered"
    sheet = desk.page.evaluate(f"fetch('/api/conferences/{WEEK}/people').then((answer) => answer.text())")
    assert "Đỗ Thị One" in sheet and desk["download-people"].get_attribute("href") == f"/api/conferences/{WEEK}/people"


def test_somebody_is_registered_approved_and_revoked(sit: Callable[..., Desk]) -> None:
    desk = sit().go(f"{WEEK}/delegations/TH")
    desk["add-person"].click()
    desk["person-name-en"].fill("Somchai Jaidee")
    desk["person-form-send"].click()
    expect(desk["person-form"]).to_contain_text("Choose at least one level")
    desk["person-levels-ministers"].check()
    desk["person-form-send"].click()
    desk.says("accreditation-th-somchai-jaidee", "Registered")

    def standing() -> str:
        return next(each["accreditation"] for each in desk.view(WEEK)["people"] if each["person"]["id"] == "th-somchai-jaidee")

    desk["approve-th-somchai-jaidee"].click()
    desk.says("accreditation-th-somchai-jaidee", "Approved")
    assert standing() == "approved"
    desk["link-th-somchai-jaidee"].click()
    until("the link", lambda: "/d/" in desk["link-th-somchai-jaidee-address"].input_value())
    desk["revoke-th-somchai-jaidee"].click()
    desk["revoke-th-somchai-jaidee-confirm"].click()
    desk.says("revoke-th-somchai-jaidee-reason-problem", "reason")
    assert standing() == "approved", "without a reason nobody is revoked"
    desk.page.keyboard.press("Escape")
    assert desk["revoke-th-somchai-jaidee"].is_visible()
    desk["revoke-th-somchai-jaidee"].click()
    desk["revoke-th-somchai-jaidee-reason"].fill("Recalled")
    desk.page.keyboard.press("Enter")
    desk.says("accreditation-th-somchai-jaidee", "Revoked")
    assert standing() == "revoked"


def test_free_hours_are_painted_by_the_delegations_own_clock(sit: Callable[..., Desk]) -> None:
    desk = sit("au-focal").go(f"{WEEK}/delegations/AU?level=working")
    desk.says("hours-state", "Not entered")
    row = desk.page.locator(".hours-row", has=desk.page.get_by_text("Tue 3 Aug", exact=True)).locator(".hours-cell")
    desk["hours-grid"].scroll_into_view_if_needed()
    first, last = row.nth(18).bounding_box(), row.nth(23).bounding_box()
    assert first and last
    desk.page.mouse.move(first["x"] + 4, first["y"] + 6)
    desk.page.mouse.down()
    desk.page.mouse.move(last["x"] + 4, last["y"] + 6, steps=12)
    desk.page.mouse.up()
    desk.says("hours-state", "Not saved yet: 3 h 00 min")
    # By keyboard: from where the mouse began, the half hour below, and two more that follow it.
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("Space")
    desk.page.keyboard.press("Shift+ArrowRight")
    desk.page.keyboard.press("Shift+ArrowRight")
    desk.says("hours-state", "Not saved yet: 4 h 30 min")
    assert row.nth(18).get_attribute("aria-selected") == "true"
    assert "host" in (row.nth(18).get_attribute("aria-label") or "")
    desk["hours-save"].click()
    desk.says("hours-state", "Entered: 4 h 30 min")
    hours = next(each for each in desk.view(WEEK)["delegations"] if each["seat"]["id"] == "AU")["freeHours"]["working"]
    # Canberra is ten hours ahead: 09:00 to 12:00 on the 3rd, and 09:00 to 10:30 on the 4th.
    assert [(each["from"][:16], each["to"][:16]) for each in hours] == [
        ("2021-08-02T23:00", "2021-08-03T02:00"), ("2021-08-03T23:00", "2021-08-04T00:30"),
    ]
    desk["hours-text-open"].click()
    assert desk["hours-lines"].input_value() == "2021-08-03 09:00-12:00\n2021-08-04 09:00-10:30"
    desk["hours-lines"].fill("2021-08-05 22:00-02:00\nsome day")
    desk["hours-take"].click()
    desk.says("hours-lines-problem", "2")
    desk["hours-lines"].fill("2021-08-05 22:00-02:00")
    desk["hours-take"].click()
    desk.says("hours-state", "Not saved yet: 4 h 00 min")
    desk["hours-back"].click()
    desk.says("hours-state", "Entered: 4 h 30 min")


def test_a_meeting_is_changed_and_another_order_needs_its_reason(sit: Callable[..., Desk]) -> None:
    desk = sit().go(f"{WEEK}/meetings")
    desk["find"].fill("plus three foreign")
    until("one meeting", lambda: desk.page.locator('[data-testid="meetings"] tbody tr').count() == 1)
    assert "q=plus" in desk.address
    desk["meetings"].get_by_role("link").click()
    desk.says("page-title", "Plus Three")
    meeting = desk.address.rsplit("/", 1)[1]

    def planned() -> dict[str, Any]:
        return next(each for each in desk.view(WEEK)["meetings"] if each["id"] == meeting)

    table = planned()["table"]
    desk.until("the formats", "document.querySelector('[data-testid=meeting-format]').options.length > 5")
    assert desk["departure"].is_hidden()
    desk["table-rows"].locator("li").nth(1).locator('[data-act="up"]').click()
    expect(desk["departure"]).to_be_visible()
    desk["meeting-save"].click()
    desk.says("order-reason-problem", "reason")
    assert planned()["table"] == table
    desk["order-reason"].fill("Agreed by the senior officials")
    desk["agenda-add"].click()
    desk["item-0-title-en"].fill("Opening of the meeting")
    item = desk.page.locator('[data-testid="agenda-rows"] > li').count() - 1
    desk[f"item-{item}-title-en"].fill("Pandemic response")
    desk[f"item-{item}-action"].select_option("exchangeViews")
    desk[f"item-{item}-speakers-open"].click()
    for seat in ("JP", "VN"):
        desk[f"item-{item}-speakers-who"].select_option(seat)
        desk[f"item-{item}-speakers-add"].click()
    desk[f"item-{item}-speakers"].locator("li").nth(1).locator('[data-act="up"]').click()
    # Somebody else saves meanwhile: it is said, and what was entered stays.
    other = planned() | {"length": planned()["length"] + 15}
    assert desk.server.admin.post(f"/api/conferences/{WEEK}/commands", {"changeMeeting": {"meeting": other}}).status == 200
    expect(desk["changed-elsewhere"]).to_be_visible()
    assert desk["item-0-title-en"].input_value() == "Opening of the meeting"
    desk["meeting-save"].click()
    desk.told("is saved")
    saved = planned()
    assert saved["table"] == [table[1], table[0], *table[2:]]
    assert saved["agenda"][0]["title"]["en"] == "Opening of the meeting" and saved["agenda"][-1]["action"] == "exchangeViews"
    assert saved["agenda"][-1]["speakers"] == ["VN", "JP"]
    assert saved["orderReason"] == "Agreed by the senior officials", "the reason is in the record"


def test_a_meeting_is_planned_and_cancelled_with_a_reason(sit: Callable[..., Desk]) -> None:
    desk = sit().go(f"{WEEK}/meetings/+")
    desk["meeting-save"].click()
    expect(desk["meeting-title-en"]).to_have_attribute("aria-invalid", "true")
    desk["meeting-title-en"].fill("Working breakfast")
    desk["duty-US"].select_option("chair")
    desk["meeting-save"].click()
    until("its own page", lambda: desk.address.endswith(f"/meetings/{WEEK}-working-breakfast"))
    planned = next(each for each in desk.view(WEEK)["meetings"] if each["id"] == f"{WEEK}-working-breakfast")
    assert planned["chair"] == "US"
    desk["cancel-meeting"].click()
    desk["cancel-meeting-reason"].fill("No time for it")
    desk["cancel-meeting-confirm"].click()
    until("all meetings", lambda: desk.address.endswith(f"/desk/{WEEK}/meetings"))
    assert all(each["id"] != f"{WEEK}-working-breakfast" for each in desk.view(WEEK)["meetings"])


def test_a_check_is_asked_for_and_ticked_with_evidence(sit: Callable[..., Desk]) -> None:
    desk = sit().go(f"{WEEK}/readiness?view=items")
    desk["add-item-open"].click()
    desk["new-what-en"].fill("Spare line to the hall")
    desk["new-what-vi"].fill("Đường truyền dự phòng tới hội trường")
    desk["new-delegation"].select_option("KR")
    desk["item-form-send"].click()
    desk.told("Spare line to the hall")
    entry = next(each for each in desk.view(WEEK)["checklist"] if each["item"]["what"]["en"] == "Spare line to the hall")
    item = entry["item"]["id"]
    desk.go(f"{WEEK}/readiness?view=items&delegation=KR&check=other&only=all")
    row = desk.page.locator(f'[data-key="{item}"]')
    desk[f"tick-{item}"].click()
    desk[f"note-{item}"].fill("Loss 8 %")
    desk[f"failed-{item}"].click()
    expect(row).to_contain_text("Failed")
    expect(row).to_contain_text("Loss 8 %")
    desk.go(f"{WEEK}/readiness")
    expect(desk.page.get_by_label("Republic of Korea, Other: Failed")).to_be_visible()
    desk.go(f"{WEEK}/readiness?view=items&delegation=KR&check=other&only=all")
    desk[f"tick-{item}"].click()
    desk[f"passed-{item}"].click()
    expect(row.locator("[data-state]")).to_have_attribute("data-state", "ready")


def test_published_meetings_have_links_into_their_rooms(sit: Callable[..., Desk]) -> None:
    desk = sit().shown()
    placements = [
        {"meeting": meeting["id"], "start": f"2021-08-0{2 + index // 7}T{8 + index % 7 * 2 - 8:02}:00:00.000Z", "room": None}
        for index, meeting in enumerate(desk.view(WEEK)["meetings"])
    ]
    for command in ({"place": {"placements": placements}}, {"publishTimetable": {}}):
        answer = desk.server.admin.post(f"/api/conferences/{WEEK}/commands", command)
        assert answer.status == 200, answer.text
    desk.go(f"{WEEK}/meetings/{WEEK}-amm")
    desk["room-links"].click()
    expect(desk.page.locator(".room-links-row").first).to_be_visible()
    paths = [each.input_value() for each in desk.page.locator(".room-links input").all()]
    assert len(paths) > 10 and all(f"{desk.server.url}/i/" in path for path in paths)
    answer = desk.server.admin.get(f"/api/conferences/{WEEK}/meetings/{WEEK}-arf/invitations")
    all_of_arf = [f"{desk.server.url}{each['path']}" for each in answer.json]
    focal = sit("au-focal").go(f"{WEEK}/delegations/AU")
    focal["room-links-" + f"{WEEK}-arf"].click()
    own = focal.page.locator(".room-links-row input:visible")
    until("their own links", lambda: own.count() > 0)
    assert {each.input_value() for each in own.all()} < set(all_of_arf), "of their own delegation, and of no other"
    page = focal.context.new_page()
    page.goto(own.first.input_value())
    until("the room", lambda: "/room/" in page.evaluate("location.pathname"))


def test_rows_and_cells_are_reached_by_keyboard(sit: Callable[..., Desk]) -> None:
    desk = sit().go(f"{WEEK}/delegations")
    links = desk["delegations"].locator("tbody .table-link")
    links.first.focus()
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("ArrowDown")
    assert links.nth(2).evaluate("(each) => each === document.activeElement")
    desk.page.keyboard.press("End")
    assert links.last.evaluate("(each) => each === document.activeElement")
    desk.page.keyboard.press("Home")
    desk.page.keyboard.press("Enter")
    until("a delegation", lambda: "/delegations/" in desk.address)
    assert desk.page.evaluate("document.activeElement.matches('h1')")


def test_a_lost_connection_is_said_and_nothing_vanishes(sit: Callable[..., Desk]) -> None:
    desk = sit().go(f"{WEEK}/delegations")
    desk.until("it is up to date", "document.querySelector('[data-testid=connection]').dataset.status === 'live'")
    desk.context.set_offline(True)
    desk["find"].fill("viet")
    desk.page.locator('[data-testid="delegations"] .table-link').first.click()
    desk["add-person"].click()
    desk["person-name-en"].fill("Nguyễn Văn An")
    desk["person-levels-working"].check()
    desk["person-form-send"].click()
    desk.says("person-form-problem", "server is not reached")
    assert desk["person-name-en"].input_value() == "Nguyễn Văn An"
    desk.context.set_offline(False)
    desk["person-form-send"].click()
    desk.says("accreditation-vn-nguyen-van-an", "Registered")


SCREENS = {
    "desk-conferences": "", "desk-overview": f"{WEEK}/overview", "desk-meetings": f"{WEEK}/meetings", "desk-meeting": f"{WEEK}/meetings/{WEEK}-arf",
    "desk-delegations": f"{WEEK}/delegations", "desk-delegation": f"{WEEK}/delegations/US", "desk-readiness": f"{WEEK}/readiness",
    "desk-go": f"{WEEK}/readiness?view=meetings", "desk-items": f"{WEEK}/readiness?view=items&check=accredited", "desk-facts": f"{WEEK}/facts",
    "desk-missing": "nowhere/overview",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_in_every_size(sit: Callable[..., Desk], screenshots: Path, name: str, language: str) -> None:
    desk = sit(language=language, bypass_csp=True)
    page = desk.page
    path = SCREENS[name]
    page.goto(f"{desk.server.url}/desk{path and f'/{path}'}")
    page.wait_for_selector("h1:visible")
    page.wait_for_function("document.documentElement.dataset.standing !== 'loading' && document.querySelectorAll('main *').length > 4")
    if name == "desk-conferences":
        desk["call-conference"].click()
    if name == "desk-facts":
        page.locator(".facts-orders details").first.locator("summary").click()
    problems = []
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)
        page.screenshot(path=screenshots / f"{name}-{language}-{size}.png")
        problems += [f"{size}: {finding}" for finding in findings(page)]
        if wide := overflow(page):
            problems.append(f"{size} is too wide: {wide}")
    # Names, owners and sources are data, and stand as they were entered.
    conference = desk.server.admin.get(f"/api/conferences/{WEEK}").json
    day = conference["view"]["conference"]["firstDay"]
    facts = [desk.server.admin.get(f"/api/{each}?on={day}").json for each in ("facts", "facts/terms")]
    data = json.dumps([conference, facts], ensure_ascii=False)
    if words := [each for each in foreign_words(desk, language) if each not in data]:  # type: ignore[arg-type]
        problems.append(f"shows {words}")
    assert not problems, "\n".join(problems)


def test_in_firefox(house: Server, firefox: Firefox, screenshots: Path) -> None:
    """The desk once more in the other engine."""
    page = firefox.new_page()
    problems = []
    try:
        page.goto(house.description["week"]["desk"])
        for name in ("overview", "timetable", "timetable?view=delegations", "meetings", "delegations", "readiness"):
            page.goto(f"{house.url}/desk/{WEEK}/{name}")
            until(name, lambda: page.evaluate("document.documentElement.dataset.standing === 'shown' && document.querySelectorAll('main *').length > 4"))
            for size in ("phone", "laptop"):
                page.viewport(*SIZES[size])
                time.sleep(0.4)
                page.screenshot(screenshots / f"firefox-desk-{re.sub(r'[^a-z]+', '-', name)}-{size}.png")
                problems += [f"{name} {size}: {finding}" for finding in findings(page)]
                if wide := overflow(page):
                    problems.append(f"{name} {size} is too wide: {wide}")
    finally:
        page.close()
    assert not problems, "\n".join(problems)
