"""The drafting room follows the chair, shows what one wants to see, and says how near the text is to being agreed."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from support.desk import Desk
from support.drafting import PARAGRAPHS, ask, begin, line, sit, stretch, table, until
from support.server import Server

MANY = [({"heading": {"level": 1}}, "Measures"), *(({"operative": {}}, f"We agree on measure {number}. " + "It is taken. " * 30) for number in range(1, 31))]


def chosen(desk: Desk) -> str:
    return desk.text("chosen-paragraph") if desk["chosen-paragraph"].is_visible() else ""


def shown_rows(desk: Desk) -> list[str]:
    return [key for key in desk.page.locator(".text-row:visible").evaluate_all("rows => rows.map((row) => row.dataset.key)")]


def test_all_go_with_the_chair_until_they_move_away(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "follow", MANY)
    pen, other = sit("id-head", "follow"), sit("my-head", "follow")
    assert other["follow"].is_checked() and not pen["follow"].is_checked()
    assert other.text("discussion") == "No paragraph is under discussion."
    ask(table, "vn-head", "follow", {"discuss": {"paragraph": "2.27"}})
    until("the discussion", lambda: other.text("discussion") == "Under discussion: OP27")
    until("the paragraph", lambda: chosen(other) == "Paragraph OP27")
    expect(line(other, 27)).to_be_in_viewport()
    until("it for the pen-holder", lambda: pen.text("discussion") == "Under discussion: OP27")
    assert chosen(pen) == ""
    for desk in (pen, other):
        assert desk.page.locator(".text-row[aria-current=true]").get_attribute("data-key") == "2.27"
    # Who moves away stays where they are, and comes back when they want to.
    line(other, 3).click()
    ask(table, "vn-head", "follow", {"discuss": {"paragraph": "2.9"}})
    until("the discussion", lambda: other.text("discussion") == "Under discussion: OP9")
    assert chosen(other) == "Paragraph OP3" and not other["follow"].is_checked()
    other["discussion-back"].click()
    until("the way back", lambda: chosen(other) == "Paragraph OP9")
    expect(line(other, 9)).to_be_in_viewport()
    expect(other["discussion-back"]).to_be_hidden()
    assert other["follow"].is_checked()
    # What somebody is writing is not taken away from them.
    other["propose-fold-open"].click()
    other["propose-words"].fill("We disagree.")
    ask(table, "vn-head", "follow", {"discuss": {"paragraph": "2.27"}})
    until("the discussion", lambda: other.text("discussion") == "Under discussion: OP27")
    assert chosen(other) == "Paragraph OP9" and other["propose-words"].input_value() == "We disagree."
    expect(other["discussion-back"]).to_be_visible()
    # Nor is the caret taken from a pen-holder in the middle of a word, who wants to follow too.
    pen["follow"].check()
    until("the paragraph", lambda: chosen(pen) == "Paragraph OP27")
    line(pen, 5).click()
    pen["discussion-back"].click()
    line(pen, 27).click()
    ask(table, "vn-head", "follow", {"discuss": {"paragraph": "2.9"}})
    until("the discussion", lambda: pen.text("discussion") == "Under discussion: OP9")
    assert chosen(pen) == "Paragraph OP27" and pen["follow"].is_checked()
    expect(pen["discussion-back"]).to_be_visible()
    # The device remembers what was chosen.
    other["follow"].uncheck()
    other.page.reload()
    until("the discussion", lambda: other["discussion"].count() == 1 and other.text("discussion") == "Under discussion: OP9")
    assert not other["follow"].is_checked() and chosen(other) == ""


def test_one_sees_what_a_delegation_holds(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "filter", MANY)
    ask(table, "ph-head", "filter", {"propose": {"change": {"insert": {"paragraph": "2.4", "words": "x"}}, "seen": 2, "reason": ""}})
    ask(table, "ph-head", "filter", {"comment": {"paragraph": "2.8", "words": "Why?"}})
    ask(table, "vn-head", "filter", {"agree": {"paragraph": "2.12", "waiting": ["PH"]}})
    ask(table, "id-head", "filter", {"putPlaceholder": {"paragraph": "2.20", "subject": "a date", "owner": "PH"}})
    ask(table, "my-head", "filter", {"propose": {"change": {"remove": {"paragraph": "2.8"}}, "seen": 2, "reason": ""}})
    ask(table, "vn-head", "filter", {"agree": {"paragraph": "2.2", "waiting": []}})
    desk = sit("vn-head", "filter")
    assert desk.text("filter-count") == "31 paragraphs"
    desk["filter-by"].select_option("PH")
    until("those alone", lambda: shown_rows(desk) == ["2.4", "2.8", "2.12", "2.20"])
    assert desk.text("filter-count") == "4 of 31 paragraphs" and "by=PH" in desk.address
    desk["filter-by"].focus()
    for key, number in (("F8", "OP4"), ("F8", "OP8"), ("F8", "OP12"), ("F8", "OP20"), ("F8", "OP4"), ("Shift+F8", "OP20"), ("Shift+F8", "OP12")):
        desk.page.keyboard.press(key)
        until(f"{number} by {key}", lambda: chosen(desk) == f"Paragraph {number}")
    desk["filter-standing"].select_option("proposals")
    until("fewer", lambda: desk.text("filter-count") == "2 of 31 paragraphs" and shown_rows(desk) == ["2.4", "2.8"])
    # The address alone says what is shown.
    desk.page.reload()
    until("the same", lambda: shown_rows(desk) == ["2.4", "2.8"])
    desk["filter-clear"].click()
    until("all", lambda: len(shown_rows(desk)) == 31)
    for standing, rows in (("agreed", ["2.2"]), ("agreedAdReferendum", ["2.12"]), ("proposals", ["2.4", "2.8"]), ("brackets", [])):
        desk["filter-standing"].select_option(standing)
        until(standing, lambda: shown_rows(desk) == rows)
    expect(desk["filter-none"]).to_be_visible()


def test_how_near_the_text_is(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "near")
    first, last = stretch(1, "collective ")
    ask(table, "id-head", "near", {"circulate": {"name": "Zero draft"}})
    ask(table, "id-head", "near", {"bracket": {"paragraph": "2.1", "stretch": {"first": f"2.{first}", "last": f"2.{last}"}, "wanting": ["PH"], "opposing": ["MY"]}})
    ask(table, "my-head", "near", {"propose": {"change": {"add": {"behind": "2.2", "kind": {"operative": {}}, "words": "We also agree."}}, "seen": 2, "reason": ""}})
    ask(table, "vn-head", "near", {"agree": {"paragraph": "2.0", "waiting": ["SG"]}})
    ask(table, "sg-head", "near", {"confirm": {"paragraph": "2.0", "name": "The Minister"}})
    ask(table, "id-head", "near", {"circulate": {"name": "Rev.1"}})
    ask(table, "vn-head", "near", {"agree": {"paragraph": "2.2", "waiting": ["SG"]}})
    desk = sit("my-head", "near")
    desk["view-state"].click()
    numbers = desk["convergence"].locator("li")
    until("the numbers", lambda: [each.replace("\n", " ") for each in numbers.all_inner_texts()] == ["1 of 3 agreed paragraphs", "1 brackets", "0 placeholders", "1 proposals on the table"])
    assert desk["held"].locator("h3").all_inner_texts() == ["You, Malaysia, still hold 2 points", "Philippines still holds 1 point", "Singapore still holds 1 point"]
    assert [each.replace("\n", " ") for each in desk["held-MY"].locator("li").all_inner_texts()] == ["OP1 a bracket: “collective”", "OP2 a proposal on the table: “We also agree.”"]
    assert [each.replace("\n", " ") for each in desk["capitals"].locator("li").all_inner_texts()] == ["OP2 Singapore"]
    rows = desk["versions"].locator("tbody tr")
    assert [(row.locator("th").inner_text(), *row.locator("td:nth-child(n+3)").all_inner_texts()) for row in rows.all()] == [
        ("Zero draft", "0 of 3", "0"), ("Rev.1", "1 of 3", "1"), ("now", "1 of 3", "1"),
    ]
    # As something is settled, it is no longer held; and each link leads to its paragraph.
    ask(table, "sg-head", "near", {"confirm": {"paragraph": "2.2", "name": "The Minister"}})
    until("what is left", lambda: desk["held-SG"].count() == 0 and numbers.first.inner_text().startswith("2 of 3"))
    desk["held-MY"].get_by_role("link", name="OP2").click()
    until("its paragraph", lambda: chosen(desk) == "Paragraph OP2")
    assert "We also agree." in desk.text("text-proposals")
    assert lines_with(desk, "[collective ]") and PARAGRAPHS[1][1] not in desk.text("text-sheet")


def lines_with(desk: Desk, words: str) -> bool:
    return any(words in each for each in desk.page.locator(".text-line").all_inner_texts())
