"""The run of show: two write one script, it is rehearsed, and its line of now stands in the room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from support.chromium import Chromium
from support.visitor import Visitor
from support.waiting import until
from support.week import Conference


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
