"""The dated facts at the desk: read by day, changed by the administration with a reason, shown before they are recorded, and kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from support.desk import PATIENCE, Desk
from support.server import Server
from support.waiting import until
from support.words import foreign_words
from test_screens import LANGUAGES, SIZES, findings, overflow

WEEK = "amm-54"


def read(desk: Desk, path: str) -> Desk:
    """The facts are there, and what one may do with them is known."""
    desk.shown().go(path)
    expect(desk["facts-state"]).to_be_hidden(timeout=PATIENCE * 1000)
    desk.until("what one may do", "document.querySelector('[data-testid=facts-read-only]').hidden === false || document.querySelector('[data-testid=view-changes]').hidden === false")
    return desk


def facts(server: Server, day: str) -> dict[str, Any]:
    return server.admin.get(f"/api/facts?on={day}").json


def table(server: Server, day: str, format_: str = "asean") -> dict[str, Any]:
    return next(each for each in facts(server, day)["formats"] if each["id"] == format_)


def changes(server: Server) -> list[dict[str, Any]]:
    return server.admin.get("/api/facts/changes").json


def record(desk: Desk, effect: str) -> None:
    """The effect is shown, and nothing is recorded before the second press."""
    before = len(changes(desk.server))
    desk["fact-form-send"].click()
    desk.says("fact-effects", effect)
    assert len(changes(desk.server)) == before
    desk["fact-record"].click()
    until("the change on record", lambda: len(changes(desk.server)) == before + 1, seconds=PATIENCE)
    expect(desk["fact-change"]).to_be_hidden(timeout=PATIENCE * 1000)


def test_a_day_and_a_format_in_human_words(sit: Callable[..., Desk]) -> None:
    desk = sit().shown()
    desk["all-facts"].click()
    desk.says("page-title", "Facts")
    assert desk.address == "/desk/facts"
    desk["facts-on"].fill("2020-04-14")
    desk["facts-on"].dispatch_event("change")
    desk.says("format-name", "10 at the table")
    desk.says("format-chair", "Chair: Viet Nam")
    assert "on=2020-04-14" in desk.address
    members = desk["format-table"].locator("li").all_inner_texts()
    assert members[0] == "Brunei Darussalam" and members[-1] == "Viet Nam"
    desk["orders-speaking"].locator("summary").click()
    assert desk["order-speaking"].locator("li").first.inner_text() == "Viet Nam"
    desk["facts-format"].select_option("asean-rok")
    desk.says("format-name", "Republic of Korea")
    desk.says("memberships", "Member, through ASEAN")
    desk["facts-on"].fill("1960-01-01")
    desk["facts-on"].dispatch_event("change")
    expect(desk["format-nobody"]).to_be_visible(timeout=PATIENCE * 1000)
    assert desk["change-order"].is_hidden()


def test_the_chair_of_a_year_is_changed_and_a_new_meeting_shows_it(sit: Callable[..., Desk]) -> None:
    desk = read(sit(), "facts/chairs?on=2021-08-02")
    desk.says("chairs-asean", "By rotation")
    assert table(desk.server, "2021-08-02")["chair"] == "BN"
    desk["change-chair-2021"].click()
    desk.says("fact-title", "Change the chair of a year")
    assert desk.focused() == "fact-chair" and desk["fact-year"].input_value() == "2021" and desk["fact-turn"].input_value() == "BN"
    desk["fact-form-send"].click()
    desk.says("fact-chair-problem", "needed")
    assert desk.text("fact-reason-problem") and desk.focused() == "fact-chair", "what is missing stands beside its field"
    desk["fact-chair"].select_option("VN")
    desk["fact-reason"].fill("Exchange of years, decided by the Summit")
    desk["fact-source"].fill("Note verbale 12/2021")
    record(desk, "ASEAN Summit, 2021: Viet Nam presides; until now: Brunei Darussalam.")
    row = desk["chairs-asean"].locator('tr[data-key="2021-01-01"]')
    expect(row).to_contain_text("Decided; the turn is that of Brunei Darussalam", timeout=PATIENCE * 1000)
    expect(row).to_contain_text("Exchange of years, decided by the Summit · The administration · Note verbale 12/2021")
    expect(desk["chairs-asean"].locator('tr[data-key="2022-01-01"]')).to_contain_text("Cambodia")
    assert desk.focused() == "change-chair-2021", "the focus is where it was before the form"
    desk["view-changes"].click()
    desk.says("changes", "ASEAN Summit, 2021: Viet Nam presides, and the year counts as the turn of Brunei Darussalam")
    desk.says("changes", "Counts")

    desk.go(f"{WEEK}/meetings/+")
    desk.until("the formats", "document.querySelector('[data-testid=meeting-format]').options.length > 5")
    desk["meeting-format"].select_option("asean")
    until("the chair", lambda: desk["duty-VN"].input_value() == "chair", seconds=PATIENCE)


def test_an_order_is_decided_with_the_keyboard_alone(sit: Callable[..., Desk]) -> None:
    desk = read(sit(), "facts?on=2030-01-01&format=asean")
    rule = table(desk.server, "2030-06-01")["orders"]["signing"]
    press = desk.page.keyboard.press
    desk["change-order"].focus()
    press("Enter")
    until("the form", lambda: desk.focused() == "fact-order", seconds=PATIENCE)
    press("ArrowDown")
    press("ArrowDown")
    desk.until("the order of signing", "document.querySelector('[data-testid=fact-order]').value === 'signing'")
    for _ in range(40):
        press("Tab")
        if desk.focused() == f"order-handle-{rule[-1]}":
            break
    press("Home")
    assert desk.focused() == f"order-handle-{rule[-1]}", "the focus goes along with the row"
    press("ArrowDown")
    wanted = [rule[0], rule[-1], *rule[1:-1]]
    assert desk["fact-order-list"].locator("li").evaluate_all("rows => rows.map((row) => row.dataset.key)") == wanted
    desk.page.keyboard.down("Shift")
    for _ in range(80):
        press("Tab")
        if desk.focused() == f"order-down-{rule[0]}":
            break
    desk.page.keyboard.up("Shift")
    press("Enter")
    press("Space")
    wanted = [rule[-1], rule[1], rule[0], *rule[2:-1]]
    assert desk["fact-order-list"].locator("li").evaluate_all("rows => rows.map((row) => row.dataset.key)") == wanted
    assert desk.focused() == f"order-down-{rule[0]}"
    for _ in range(80):
        press("Tab")
        if desk.focused() == "fact-reason":
            break
    desk.page.keyboard.type("Decided by the chair after consultations")
    press("Enter")
    desk.says("fact-effects", "ASEAN Summit, Order of signing then:")
    until("the second press", lambda: desk.focused() == "fact-record", seconds=PATIENCE)
    press("Enter")
    expect(desk["fact-change"]).to_be_hidden(timeout=PATIENCE * 1000)
    assert table(desk.server, "2030-06-01")["orders"]["signing"] == wanted
    desk.says("decided", "Decided by the chair after consultations")
    assert desk.focused() == "change-order"


def test_an_order_is_dragged_and_the_rule_comes_back(sit: Callable[..., Desk]) -> None:
    desk = read(sit(), "facts?on=2031-01-01&format=eas")
    desk["change-order"].click()
    desk["fact-order"].select_option("speaking")
    rule = desk["fact-order-list"].locator("li").evaluate_all("rows => rows.map((row) => row.dataset.key)")
    handle, target = desk[f"order-handle-{rule[3]}"], desk[f"order-handle-{rule[0]}"]
    handle.scroll_into_view_if_needed()
    from_, to = handle.bounding_box(), target.bounding_box()
    assert from_ and to
    desk.page.mouse.move(from_["x"] + 8, from_["y"] + 8)
    desk.page.mouse.down()
    desk.page.mouse.move(to["x"] + 8, to["y"] + 1, steps=6)
    desk.page.mouse.up()
    wanted = [rule[3], *rule[:3], *rule[4:]]
    assert desk["fact-order-list"].locator("li").evaluate_all("rows => rows.map((row) => row.dataset.key)") == wanted
    desk["fact-reason"].fill("As agreed")
    record(desk, "East Asia Summit, Order of speaking then:")
    assert table(desk.server, "2031-06-01", "eas")["orders"]["speaking"] == wanted
    desk["change-order"].click()
    desk["fact-order"].select_option("speaking")
    desk["fact-since"].fill("2031-02-01")
    desk["fact-since"].dispatch_event("change")
    desk["fact-by-rule"].check()
    expect(desk["fact-order-list"]).to_be_hidden()
    desk["fact-reason"].fill("No longer needed")
    record(desk, "East Asia Summit, Order of speaking then:")
    assert table(desk.server, "2031-06-01", "eas")["orders"]["speaking"] == rule
    assert table(desk.server, "2031-01-15", "eas")["orders"]["speaking"] == wanted


def test_what_is_refused_says_why_and_keeps_what_was_typed(sit: Callable[..., Desk]) -> None:
    desk = read(sit(language="vi"), "facts/parties?q=timor")
    desk["change-TL"].click()
    desk["fact-zone"].fill("Asia/Dilly")
    desk["fact-reason"].fill("Công hàm")
    desk["fact-form-send"].click()
    desk.says("fact-form-problem", 'Cơ sở dữ liệu múi giờ không có “Asia/Dilly”')
    assert desk["fact-zone"].input_value() == "Asia/Dilly" and desk["fact-reason"].input_value() == "Công hàm"
    assert desk["fact-effect"].is_hidden()
    desk["language"].select_option("en")
    desk.says("fact-title", "Change what is said")
    assert desk["fact-zone"].input_value() == "Asia/Dilly", "another language loses nothing"
    desk["fact-zone"].fill("Asia/Dili")
    desk["fact-form-send"].click()
    desk.says("fact-form-problem", "Nothing would change")
    desk["fact-form-leave"].click()
    assert desk.focused() == "change-TL"
    # What was shown may have become impossible by the second press: that is said, and nothing is lost.
    desk.go("facts?on=2040-01-01&format=asean")
    desk["add-member"].click()
    desk["fact-party"].fill("Papua New Guinea")
    desk["fact-reason"].fill("Accession")
    desk["fact-form-send"].click()
    desk.says("fact-effects", "ASEAN Summit: Papua New Guinea sits at the table, in place 7 by precedence.")
    desk.says("fact-effects", "East Asia Summit: Papua New Guinea sits at the table")
    body = {"type": "membershipAdded", "format": "asean", "party": "PG", "standing": "member", "since": "2039-01-01", "reason": "Earlier"}
    assert desk.server.admin.post("/api/facts/changes", body).status == 201
    desk["fact-record"].click()
    desk.says("fact-record-problem", "overlaps")
    assert desk["fact-party"].input_value() == "Papua New Guinea" and desk["fact-reason"].input_value() == "Accession"
    assert len(table(desk.server, "2040-01-01")["table"]) == 12


def test_membership_coordinator_and_names(sit: Callable[..., Desk]) -> None:
    desk = read(sit(), "facts?on=2034-12-31&format=eas")
    desk["end-RU"].click()
    desk.says("fact-about", "Russian Federation · East Asia Summit")
    desk["fact-reason"].fill("Withdrawal")
    record(desk, "East Asia Summit: Russian Federation no longer sits at the table.")
    row = desk["memberships"].locator('tr[data-key^="RU/"]')
    expect(row).to_contain_text("31 December 2034", timeout=PATIENCE * 1000)
    assert "RU" in table(desk.server, "2034-12-31", "eas")["table"] and "RU" not in table(desk.server, "2035-01-01", "eas")["table"]

    read(desk, "facts/coordinators?on=2035-07-01")
    desk["name-coordinator"].click()
    desk["fact-partner"].select_option("KR")
    desk["fact-coordinator"].select_option("TL")
    desk["fact-reason"].fill("By rotation")
    record(desk, "Timor-Leste coordinates the relations with Republic of Korea from 1 July 2035.")
    desk.says("coordinators", "Until the next is named")

    read(desk, "facts/parties?q=timor")
    desk["change-TL"].click()
    assert desk["fact-name-en"].input_value() == "Timor-Leste"
    desk["fact-name-vi"].fill("Ti-mo Lét-xtê")
    desk["fact-reason"].fill("Asked for by note verbale")
    record(desk, "Timor-Leste is called Timor-Leste")
    party = next(each for each in facts(desk.server, "2035-01-01")["parties"] if each["id"] == "TL")
    assert party["name"] == {"en": "Timor-Leste", "vi": "Ti-mo Lét-xtê"} and party["timeZone"] == "Asia/Dili"


def test_whoever_may_not_change_them_reads_them(sit: Callable[..., Desk], house: Server) -> None:
    desk = read(sit("au-focal"), "facts?on=2021-08-02&format=asean")
    desk.says("facts-read-only", "The administration changes them")
    for name in ("change-order", "add-member", "view-changes"):
        assert desk[name].is_hidden()
    assert desk.page.locator('[data-testid^="end-"]:visible').count() == 0
    read(desk, "facts/changes")
    assert desk["format-name"].is_visible() and desk["changes"].is_hidden(), "the changes are not theirs to see"
    answer = desk.page.evaluate(
        """() => fetch('/api/facts/changes', {method: 'POST', headers: {'content-type': 'application/json'},
        body: JSON.stringify({type: 'partyChanged', party: 'TL', timeZone: 'Asia/Dili', reason: 'r'})}).then((answer) => answer.status)"""
    )
    assert answer in (401, 403)


VIEWS = {"table": "facts?on=2026-07-01&format=eas", "chairs": "facts/chairs?on=2026-07-01", "coordinators": "facts/coordinators?on=2022-07-01", "parties": "facts/parties?on=2026-07-01", "changes": "facts/changes"}
FORMS = {"order": ("table", "change-order"), "member": ("table", "add-member"), "end": ("table", "end-AU"), "chair": ("chairs", "change-chair-2027"), "coordinator": ("coordinators", "name-coordinator"), "party": ("parties", "change-VN")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*VIEWS, *FORMS])
def test_every_view_and_form_in_every_size(sit: Callable[..., Desk], screenshots: Path, name: str, language: str) -> None:
    desk = sit(language=language, bypass_csp=True)
    view, opener = FORMS.get(name, (name, None))
    read(desk, VIEWS[view])
    if opener:
        desk[opener].click()
        if name in ("order", "end"):
            desk["fact-reason"].fill("2/2026")
            desk["fact-form-send"].click()
            desk["fact-effects"].wait_for()
    problems = []
    for size, (width, height) in SIZES.items():
        desk.page.set_viewport_size({"width": width, "height": height})
        # The bar that stays at the top covers no control that is measured.
        desk.page.evaluate("scrollTo(0, 0)")
        desk.page.wait_for_timeout(300)
        desk.page.screenshot(path=screenshots / f"facts-{name}-{language}-{size}.png", full_page=width < 400 and opener is not None)
        problems += [f"{size}: {finding}" for finding in findings(desk.page)]
        if wide := overflow(desk.page):
            problems.append(f"{size} is too wide: {wide}")
    entered = [desk.server.admin.get(each).json for each in ("/api/facts?on=2026-07-01", "/api/facts/terms?on=2026-07-01", "/api/facts/terms?on=2022-07-01", "/api/facts/changes")]
    data = json.dumps(entered, ensure_ascii=False)
    # Reasons and sources stay in the language in which they were entered.
    quoted = set(re.findall(r'"(?:reason|source)": "([^"]+)"', data))
    if words := [each for each in foreign_words(desk, language) if each not in data and not any(said in each for said in quoted)]:  # type: ignore[arg-type]
        problems.append(f"shows {words}")
    assert not problems, "\n".join(problems)


def test_what_was_changed_outlives_the_server(sit: Callable[..., Desk], house: Server) -> None:
    body = {"type": "chairChanged", "group": "asean", "year": 2033, "chair": "ID", "turn": "ID", "reason": "Decided before the failure"}
    assert house.admin.post("/api/facts/changes", body).status == 201
    before = changes(house)
    house.kill()
    house.start()
    assert changes(house) == before
    desk = read(sit(), "facts/chairs?on=2033-01-01")
    desk.says("chairs-asean", "Decided before the failure")
    desk["view-changes"].click()
    desk.says("changes", "ASEAN Summit, 2033: Indonesia presides")
