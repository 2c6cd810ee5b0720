"""What is done with one paragraph beside its words: comments, placeholders, packages, variants, sides, and whose each word is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from support.desk import Desk
from support.drafting import PARAGRAPHS, ask, begin, line, lines, sit, stretch, table, until, view, words
from support.server import Server

# Marks words of a line as somebody does with the pointer.
MARK = """([line, from, to]) => {
    const text = line.firstChild;
    getSelection().setBaseAndExtent(text, from, text, to);
}"""


def mark(desk: Desk, place: int, marked: str) -> None:
    line(desk, place).click()
    first = PARAGRAPHS[place][1].index(marked)
    desk.page.evaluate(MARK, [line(desk, place).element_handle(), first, first + len(marked)])


def test_words_are_commented_and_comments_resolved(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "comments")
    other, chair = sit("my-head", "comments"), sit("vn-head", "comments")
    mark(other, 1, "collective response")
    other["comments-fold-open"].click()
    other["comment-on-said"].wait_for()
    assert other.text("comment-on-said") == "Chosen: “collective response”"
    other["comment-words"].fill("Whose response?")
    other["comment-send"].click()
    until("the count in the margin", lambda: chair["remarks-2.1"].is_visible() and chair.text("remarks-2.1") == "1")
    chair["remarks-2.1"].click()
    until("the comment", lambda: "Whose response?" in chair.text("text-comments"))
    assert "Malaysia" in chair.text("text-comments") and "collective response" in chair.text("text-comments")
    first, last = stretch(1, "collective response")
    assert view(table, "comments")["comments"][0]["stretch"] == {"first": f"2.{first}", "last": f"2.{last}"}
    # Another delegation does not close it; its maker, the pen-holder and the chair do.
    third = sit("sg-head", "comments")
    third["remarks-2.1"].click()
    third["text-comments"].wait_for()
    expect(third["resolve-3.0"]).to_be_hidden()
    expect(other["resolve-3.0"]).to_be_visible()
    chair["resolve-3.0"].click()
    until("nothing in the margin", lambda: not other["remarks-2.1"].is_visible())
    # By keys alone, on the whole paragraph.
    line(chair, 2).click()
    chair["comment-words"].focus()
    chair.page.keyboard.type("Which summit?")
    chair["comment-send"].focus()
    chair.page.keyboard.press("Enter")
    until("the second", lambda: len(view(table, "comments")["comments"]) == 2)
    assert "stretch" not in view(table, "comments")["comments"][1]


def test_a_place_is_kept_for_text_to_come(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "places")
    pen, other = sit("id-head", "places"), sit("my-head", "places")
    line(pen, 2).click()
    pen.page.keyboard.press("Control+Home")
    for _ in range(len("We task our ministers")):
        pen.page.keyboard.press("ArrowRight")
    pen["placeholders-fold-open"].click()
    pen["placeholder-send"].click()
    expect(pen["placeholder-subject-problem"]).to_be_visible()
    pen["placeholder-subject"].fill("list of ministers")
    pen["placeholder-owner"].select_option("PH")
    pen["placeholder-due"].fill((datetime.now() - timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"))
    assert pen.text("placeholder-where").endswith("We task our ministers”.")
    pen["placeholder-send"].click()
    until("the chip", lambda: "We task our ministers[… list of ministers · Philippines · overdue since" in lines(other)[2])
    placeholder = view(table, "places")["placeholders"][0]
    assert placeholder["owner"] == "PH" and datetime.fromisoformat(placeholder["due"]) < datetime.now(UTC)
    line(other, 2).click()
    other["placeholders-fold-open"].click()
    other["text-placeholders"].wait_for()
    expect(other.page.locator("[data-testid^=placeholder-take-]")).to_be_hidden()
    pen.page.locator("[data-testid^=placeholder-take-]").click()
    until("that it is gone", lambda: lines(other)[2] == PARAGRAPHS[2][1])
    until("that nobody holds it", lambda: not other["text-placeholders"].is_visible())
    other["view-state"].click()
    other["convergence"].wait_for()
    assert "PH" not in view(table, "places")["convergence"]["held"] and other["held"].is_hidden()


def test_paragraphs_are_agreed_together(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "package")
    chair, other = sit("vn-head", "package"), sit("my-head", "package")
    expect(other["packages-fold"]).to_be_hidden()
    chair["packages-fold-open"].click()
    for place in (1, 2):
        line(chair, place).click()
        chair["package-add"].click()
    chair["package-name-en"].fill("Recovery")
    chair["package-name-vi"].fill("Phục hồi")
    chair["package-send"].click()
    until("the package at its paragraph", lambda: other.text("packaged-2.1") == "Agreed only together with OP2 (Recovery)" if other["packaged-2.1"].is_visible() else False)
    assert other.text("packaged-2.2") == "Agreed only together with OP1 (Recovery)"
    ask(table, "vn-head", "package", {"agree": {"paragraph": "2.1", "waiting": []}})
    assert view(table, "package")["convergence"]["clean"] == 0
    chair["package-undo-3.0"].click()
    chair["package-undo-3.0-confirm"].click()
    until("each by itself", lambda: not other["packaged-2.1"].is_visible())
    assert view(table, "package")["convergence"]["clean"] == 1


def test_sides_are_taken_on_variants_and_for_others(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "variants")
    ask(table, "ph-head", "variants", {"propose": {"change": {"alternative": {"to": "2.1", "words": "We agree to act."}}, "seen": 2, "reason": ""}})
    ask(table, "id-head", "variants", {"bracketProposal": {"proposal": "3.0"}})
    other, chair = sit("my-head", "variants"), sit("vn-head", "variants")
    line(other, 1).click()
    until("both", lambda: other["text-variants"].locator("li").count() == 2)
    other["support-variant-2.1"].click()
    line(chair, 1).click()
    until("the choice", lambda: "Preferred by Malaysia" in chair["text-variants"].locator("li").nth(0).inner_text())
    assert "Preferred by Philippines" in chair["text-variants"].locator("li").nth(1).inner_text()
    # The chair notes what Singapore said in the room; nobody else may.
    expect(other["sides-for"]).to_be_hidden()
    chair["sides-for"].select_option("SG")
    chair["support-variant-4.0"].click()
    until("it noted", lambda: "Philippines, Singapore" in other.text("text-variants"))
    expect(other.page.locator("[data-testid='choose-4.0']")).to_be_hidden()
    chair["choose-4.0"].click()
    chair["choose-4.0-confirm"].click()
    until("one variant", lambda: len(lines(other)) == 3 and lines(other)[1] == "We agree to act.")


def test_one_proposal_takes_up_another(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "merge")
    for seat, put in (("ph", "quickly "), ("my", "swiftly ")):
        ask(table, f"{seat}-head", "merge", {"propose": {"change": {"insert": {"paragraph": "2.1", "words": put}}, "seen": 2, "reason": ""}})
    pen, other = sit("id-head", "merge"), sit("my-head", "merge")
    line(other, 1).click()
    other["text-proposals"].wait_for()
    expect(other["merging-3.0"]).to_be_hidden()
    line(pen, 1).click()
    pen["merging-3.0-open"].click()
    assert pen["into-3.0"].locator("option").all_inner_texts() == ["Malaysia would add: swiftly "]
    pen["merge-3.0"].click()
    until("one on the table", lambda: pen["text-proposals"].locator("li").count() == 1)
    assert [(each["state"], each.get("into")) for each in view(table, "merge")["proposals"]] == [("merged", "4.0"), ("tabled", None)]
    until("it among the decided", lambda: other["decided-fold"].is_visible())
    other["decided-fold-open"].click()
    assert "Taken up by another" in other.text("decided-fold")


def test_who_wrote_a_word(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "who")
    ask(table, "ph-head", "who", {"propose": {"change": {"insert": {"paragraph": "2.1", "words": "gladly ", "behind": f"2.{stretch(1, 'We ')[1]}"}}, "seen": 2, "reason": ""}})
    ask(table, "id-head", "who", {"acceptProposal": {"proposal": "3.0"}})
    pen, other = sit("id-head", "who"), sit("my-head", "who")
    assert words(table, "who")[1].startswith("We gladly agree")
    line(pen, 1).click()
    pen.page.keyboard.press("Control+Home")
    for _ in range(len("We gl")):
        pen.page.keyboard.press("ArrowRight")
    pen.page.keyboard.press("F9")
    until("the hand", lambda: pen["text-who"].is_visible() and "gladly" in pen.text("text-who"))
    told = pen.text("text-who")
    assert "Indonesia" in told and "taken in from a proposal (act 4)" in told and "proposed by Philippines" in told and " UTC" in told
    assert pen["text-who"].locator("li").count() == 1
    # Without a caret: the whole paragraph, piece by piece.
    other.page.locator("[data-testid='line-2.1']").focus()
    other.page.evaluate("getSelection().removeAllRanges()")
    other["who-fold-open"].click()
    other["who-ask"].click()
    until("three pieces", lambda: other["text-who"].locator("li").count() == 3)
    assert [each.strip() for each in other["text-who"].locator("q").all_inner_texts()] == ["We", "gladly", PARAGRAPHS[1][1].removeprefix("We ")]
    assert "added with the paragraph (act 2)" in other["text-who"].locator("li").nth(0).inner_text()


def test_a_final_paragraph_is_still_remarked_on(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "over")
    ask(table, "vn-head", "over", {"finalise": {}})
    other = sit("my-head", "over")
    line(other, 1).click()
    other["comments-fold-open"].click()
    other["comment-words"].fill("In the archive under OP1")
    other["comment-send"].click()
    until("the comment", lambda: "In the archive under OP1" in other.text("text-comments"))
    for hidden in ("propose-fold", "bracket-fold", "pen-fold", "placeholders-fold", "footnote-put"):
        expect(other[hidden]).to_be_hidden()
    chair = sit("vn-head", "over")
    line(chair, 1).click()
    expect(chair["comments-fold"]).to_be_visible()
    for hidden in ("agree", "discuss", "capitals-fold", "sides-for"):
        expect(chair[hidden]).to_be_hidden()
