"""The timetable at the desk: the week is solved, moved by mouse and keyboard, published, planned anew, printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from support.visitor import Visitor
from support.waiting import until
from support.week import Conference, block, drag
from support.words import foreign_words

SIZES = {"phone": (360, 740), "laptop": (1366, 768), "wall": (2560, 1440)}
AXE = f"async (options) => {{ {AXE_SCRIPT}\n; return (await axe.run(options)).violations; }}"
# In the choice of the language each is called by its own name.
ENDONYMS = ("English", "Tiếng Việt")
RULES = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


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
