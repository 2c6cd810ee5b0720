"""What a delegation does at a text beside proposing: drafts among its own people, citations, and the text beside its translation."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from support.desk import Desk
from support.drafting import CONFERENCE, PARAGRAPHS, PLAIN, begin, command, line, sit, table, until
from support.server import Server


def test_a_delegation_drafts_among_its_own_people(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "drafted")
    command(table, {"register": {"person": {"id": "my-adviser", "delegation": "MY", "role": "adviser", "levels": ["leaders"], **PLAIN}}})
    command(table, {"approve": {"person": "my-adviser"}})
    head, adviser, chair = sit("my-head", "drafted"), sit("my-adviser", "drafted"), sit("vn-head", "drafted")
    for desk in (head, adviser, chair):
        line(desk, 1).click()
    head["propose-fold-open"].click()
    head["propose-words"].fill(PARAGRAPHS[1][1].replace("collective", "pooled"))
    head["propose-reason"].fill("Shorter")
    head["propose-draft"].click()
    until("the draft at the adviser's", lambda: "pooled" in adviser.text("text-drafts"))
    adviser.page.locator("[data-testid^=draft-remark-]:visible").first.fill("Say swift too?")
    adviser.page.locator("[data-testid^=draft-say-]:visible").first.click()
    until("the remark at the head's", lambda: "Say swift too?" in head.text("text-drafts"))
    head.page.locator("[data-testid^=draft-revise-][data-testid$=-open]:visible").first.click()
    head.page.locator("[data-testid^=draft-words-]:visible").first.fill("swift and pooled")
    head.page.locator("[data-testid^=draft-save-]:visible").first.click()
    until("the other words", lambda: "swift and pooled" in adviser.text("text-drafts"))
    expect(chair["text-drafts"]).to_be_hidden()
    assert "pooled" not in chair.page.content() and "swift" not in chair.page.content()
    adviser.page.locator("[data-testid^=draft-table-]:visible").first.click()
    until("the proposal", lambda: "swift and pooled" in chair.text("text-proposals"))
    until("that it is tabled", lambda: "Tabled" in head.text("text-drafts"))
    assert "Say swift too?" not in chair.page.content()


def test_words_are_cited_as_they_stand_elsewhere(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "cited")
    pen, other = sit("id-head", "cited"), sit("my-head", "cited")
    for desk in (pen, other):
        line(desk, 1).click()
    other["cite-fold-open"].click()
    other["cite-send"].click()
    expect(other["cite-choose-problem"]).to_be_visible()
    start = PARAGRAPHS[1][1].index("strengthen")
    other["cite-choose"].evaluate(f"(field) => {{ field.focus(); field.setSelectionRange({start}, {start + 14}); }}")
    other["cite-symbol"].fill("ASEAN/36/7")
    other["cite-words"].fill("strengthen the")
    other["cite-send"].click()
    until("the difference", lambda: "differ" in other.text("cite-problem"))
    other["cite-choose"].evaluate(f"(field) => {{ field.focus(); field.setSelectionRange({start}, {start + 14}); }}")
    other["cite-words"].fill("strengthen our")
    other["cite-send"].click()
    until("the citation", lambda: "Verbatim" in pen.text("text-citations"))
    assert "ASEAN/36/7" in pen.text("text-citations")
    line(pen, 1).click()
    pen.page.keyboard.press("Control+Home")
    for _ in range(start + 3):
        pen.page.keyboard.press("ArrowRight")
    pen.page.keyboard.type("XX")
    until("that it was changed", lambda: "Changed since" in other.text("text-citations") and "1 changed since" in other.text("text-sheet"))


def test_a_text_side_by_side(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "beside")
    pen, other = sit("id-head", "beside"), sit("my-head", "beside")
    for desk in (pen, other):
        desk.go("asean-36/texts/beside?view=translation&language=vi")
        desk["text-translation"].wait_for()
    assert other.page.locator("[data-testid^=translation-words-]:visible").count() == 0
    pen["translation-words-2.1"].fill("Chúng tôi nhất trí tăng cường ứng phó chung với đại dịch.")
    pen["translation-official-2.1"].check()
    pen["translation-save-2.1"].click()
    until("the translation", lambda: "nhất trí tăng cường" in other.text("text-translation"))
    assert "Up to date" in other.text("translation-state-2.1") and "Not translated" in other.text("translation-state-2.2")
    edit = {"edit": {"paragraph": "2.1", "edits": [{"put": {"words": "Today "}}]}}
    assert table.api(table.admin.get(f"{CONFERENCE}/people/id-head/token").json["token"]).post(f"{CONFERENCE}/texts/beside/commands", edit).status == 200
    until("that it is out of date", lambda: "Out of date" in other.text("translation-state-2.1"))
    with other.page.expect_download() as download:
        other["translation-html"].click()
    assert "English is authentic" in download.value.path().read_text()
