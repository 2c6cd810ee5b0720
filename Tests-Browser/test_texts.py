"""The drafting room: a text is begun, written before everybody's eyes, proposed to, bracketed and agreed; lines break, and no word is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from support.chromium import Chromium
from support.desk import Desk
from support.drafting import PARAGRAPHS, ask, begin, line, lines, link, sit, stretch, table, until, view, words
from support.firefox import Firefox
from support.server import Server
from support.words import foreign_words
from test_screens import LANGUAGES, SIZES, findings, overflow

# The server is far away.
SLOW = "() => { const own = window.fetch; window.fetch = async (...asked) => { await new Promise((go) => setTimeout(go, 700)); return own(...asked); }; }"

# Keys as WebDriver names them.
WEBDRIVER_END, WEBDRIVER_ENTER = "\uE010", "\uE007"


def test_what_the_pen_holder_types_is_seen_by_all(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "typed")
    pen, chair, other = sit("id-head", "typed"), sit("vn-head", "typed"), sit("my-head", "typed")
    assert lines(chair) == [words for _, words in PARAGRAPHS]
    line(pen, 1).click()
    pen.page.keyboard.press("End")
    pen.page.keyboard.type(" Chúng ta cùng nhau hành động.", delay=15)
    wanted = PARAGRAPHS[1][1] + " Chúng ta cùng nhau hành động."
    for desk in (pen, chair, other):
        until("the words everywhere", lambda: lines(desk)[1] == wanted)
    assert words(table, "typed")[1] == wanted
    # In the middle, over a selection, and what others cannot.
    line(pen, 1).click()
    pen.page.keyboard.press("Control+Home")
    for _ in range(3):
        pen.page.keyboard.press("Shift+ArrowRight")
    pen.page.keyboard.type("All of us ")
    until("the change", lambda: lines(other)[1].startswith("All of us agree to"))
    # Whoever goes on typing before the new paragraph has come types in it.
    pen.page.evaluate(SLOW)
    pen.page.keyboard.press("Control+End")
    pen.page.keyboard.press("Enter")
    pen.page.keyboard.type("New oe")
    pen.page.keyboard.press("Backspace")
    pen.page.keyboard.type("ne.")
    until("its words", lambda: lines(chair)[2:3] == ["New one."])
    until("the same at the pen-holder's", lambda: lines(pen)[2] == "New one.")
    assert lines(chair)[1].endswith("hành động.")
    assert line(chair, 1).get_attribute("contenteditable") == "false"


def test_one_writes_on_in_firefox(table: Server, firefox: Firefox) -> None:
    begin(table, "firefox")
    page = firefox.new_page()
    page.viewport(1366, 768)
    page.goto(link(table, "id-head"))
    until("the desk", lambda: page.evaluate("() => document.querySelector('main h1') !== null"))
    page.goto(f"{table.url}/desk/asean-36/texts/firefox")
    until("the text", lambda: page.evaluate("() => document.querySelector('[data-testid=\"line-2.1\"]')?.contentEditable === 'true'"))
    page.click("[data-testid='line-2.1']")
    page.evaluate(SLOW)
    for key in (WEBDRIVER_END, WEBDRIVER_ENTER, *"New one."):
        page.press(key)
    until("its words", lambda: words(table, "firefox")[2:3] == ["New one."])
    assert words(table, "firefox")[1] == PARAGRAPHS[1][1]
    page.close()


def test_two_bracket_fights(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "fights")
    pen, chair, other = sit("id-head", "fights"), sit("vn-head", "fights"), sit("ph-head", "fights")
    line(other, 1).click()
    other["propose-fold-open"].click()
    assert other["propose-words"].input_value() == PARAGRAPHS[1][1]
    other["propose-words"].fill(PARAGRAPHS[1][1].replace("collective", "collective and coordinated"))
    other["propose-reason"].fill("Coordination matters")
    other["propose-send"].click()
    until("the proposal", lambda: "1 proposal" in chair.page.locator(".text-count:visible").all_inner_texts())
    line(chair, 1).click()
    chair.page.locator("[data-testid^=bracket-]", has_text="Put in brackets").first.click()
    until("the bracket", lambda: "[and coordinated ]" in lines(pen)[1])
    assert "+PH" in lines(pen)[1]
    line(other, 1).click()
    expect(other["text-brackets"]).to_be_hidden()
    other["bracket-fold-open"].click()
    my = sit("my-head", "fights")
    line(my, 1).click()
    my["bracket-fold-open"].click()
    my.page.locator("[data-testid^=oppose-]:visible").first.click()
    until("the objection", lambda: "−MY" in lines(chair)[1])
    chair["agree"].click()
    chair.told("There are words in brackets")
    my.page.locator("[data-testid^=neither-]:visible").first.click()
    chair["bracket-fold-open"].click()
    chair.page.locator("[data-testid^=keep-]:visible").first.click()
    until("clean words", lambda: lines(my)[1] == PARAGRAPHS[1][1].replace("collective", "collective and coordinated"))
    chair["agree"].click()
    until("agreement", lambda: "Agreed" in my.page.locator(".text-row").nth(1).inner_text())
    assert line(pen, 1).get_attribute("contenteditable") == "false"
    assert view(table, "fights")["convergence"]["clean"] == 1


def test_what_is_typed_without_a_line_is_kept(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "offline")
    pen, chair = sit("id-head", "offline"), sit("vn-head", "offline")
    pen.context.set_offline(True)
    until("that the line is lost", lambda: "No line" in pen.text("text-state"))
    line(pen, 1).click()
    pen.page.keyboard.press("End")
    pen.page.keyboard.type(" Typed far away.")
    line(pen, 2).click()
    pen.page.keyboard.press("End")
    pen.page.keyboard.type(" And this.")
    assert "kept on this device" in pen.text("text-state")
    # Meanwhile one of the paragraphs is agreed.
    line(chair, 2).click()
    chair["agree"].click()
    until("agreement", lambda: "Agreed" in chair.page.locator(".text-row").nth(2).inner_text())
    pen.context.set_offline(False)
    until("the words that could be taken", lambda: lines(chair)[1].endswith(" Typed far away."))
    until("the others with a reason", lambda: "And this." in pen.text("text-refused"))
    assert words(table, "offline")[2] == PARAGRAPHS[2][1]
    pen["forget-0"].click()
    expect(pen["text-refused"]).to_be_hidden()


def test_the_demo_is_in_mid_negotiation(house: Server, chromium: Chromium) -> None:
    desk = Desk(chromium, house, house.description["week"]["desk"]).shown()
    desk.go("amm-54/texts")
    desk["text-eas-recovery"].click()
    until("the statement and its footnote", lambda: len(lines(desk)) == 23)
    assert "[essential goods]" in lines(desk)[4].replace("\n", "") and "equitable" in lines(desk)[3]
    assert "OP3 alt 1" in desk.page.locator(".text-number").all_inner_texts()
    desk["files-fold-open"].click()
    with desk.page.expect_download() as download:
        desk["file-docx"].click()
    assert download.value.path().read_bytes()[:2] == b"PK"
    desk.close()
    assert not desk.faults


VIEWS = {"texts": None, "texts-work": "", "texts-clean": "?view=clean", "texts-compare": "?view=compare", "texts-state": "?view=state", "texts-translation": "?view=translation", "texts-decision": "?view=decision"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", VIEWS)
def test_every_screen_in_every_size(table: Server, sit: Callable[..., Desk], screenshots: Path, name: str, language: str) -> None:
    text = f"{name}-{language}"
    begin(table, text)
    first, last = stretch(1, "strengthen")
    replace = {"replace": {"paragraph": "2.1", "ranges": [f"2.{first}-{last}"], "words": "deepen"}}
    ask(table, "my-head", text, {"propose": {"change": replace, "seen": 2, "reason": "Stronger"}})
    ask(table, "id-head", text, {"bracketProposal": {"proposal": "3.0"}})
    ask(table, "my-head", text, {"propose": {"change": {"remove": {"paragraph": "2.1"}}, "seen": 2, "reason": "Stronger"}})
    ask(table, "id-head", text, {"circulate": {"name": "Zero draft", "cutOff": "2020-06-25T10:00:00.000Z"}})
    ask(table, "id-head", text, {"putPlaceholder": {"paragraph": "2.1", "subject": "2025", "owner": "PH", "due": "2020-06-25T10:00:00.000Z"}})
    ask(table, "vn-head", text, {"discuss": {"paragraph": "2.1"}})
    ask(table, "ph-head", text, {"comment": {"paragraph": "2.1", "words": "Zero draft", "stretch": {"first": f"2.{first}", "last": f"2.{last}"}}})
    ask(table, "vn-head", text, {"makePackage": {"name": {"en": "Gói A", "vi": "Gói A"}, "paragraphs": ["2.1", "2.2"]}})
    ask(table, "vn-head", text, {"agree": {"paragraph": "2.0", "waiting": ["SG", "ID"]}})
    desk = sit("vn-head", text, language=language, bypass_csp=True)
    query = VIEWS[name]
    desk.go(f"asean-36/texts{'' if query is None else f'/{text}{query}'}")
    if name == "texts-work":
        line(desk, 1).click()
        for fold in ("propose", "bracket", "cite", "comments", "placeholders", "who", "packages", "removed", "keys"):
            desk[f"{fold}-fold-open"].click()
    elif query is not None:
        desk[{"texts-clean": "text-clean", "texts-compare": "text-compared", "texts-state": "held", "texts-translation": "text-translation", "texts-decision": "course-says"}[name]].wait_for()
    problems = []
    for size, (width, height) in SIZES.items():
        desk.page.set_viewport_size({"width": width, "height": height})
        desk.page.evaluate("scrollTo(0, 0)")
        desk.page.wait_for_timeout(300)
        desk.page.screenshot(path=screenshots / f"{name}-{language}-{size}.png", full_page=width < 400)
        problems += [f"{size}: {finding}" for finding in findings(desk.page)]
        if wide := overflow(desk.page):
            problems.append(f"{size} is too wide: {wide}")
    # The text itself, and the reasons that were given, stay in their language.
    own = ["Zero draft", "Stronger", "Gói A", *(words for _, words in PARAGRAPHS)]
    if foreign := [each for each in foreign_words(desk, language) if not any(each in said or said in each for said in own)]:  # type: ignore[arg-type]
        problems.append(f"shows {foreign}")
    assert not problems, "\n".join(problems)
