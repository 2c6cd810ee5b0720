"""Footnotes of a text: put at the caret, written, proposed, followed both ways, taken out with their mark and put back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from support.desk import Desk
from support.drafting import PARAGRAPHS, ask, begin, line, lines, sit, stretch, table, until, view, words
from support.server import Server
from test_screens import LANGUAGES, SIZES, findings, overflow

BEHIND = f"2.{stretch(1, 'response')[1]}"
WITH_ONE = PARAGRAPHS[1][1].replace("response", "response1")


def go_behind(desk: Desk, place: int, letters: str) -> None:
    """The caret, by keys."""
    line(desk, place).click()
    desk.page.keyboard.press("Control+Home")
    for _ in range(PARAGRAPHS[place][1].index(letters) + len(letters)):
        desk.page.keyboard.press("ArrowRight")


def notes(server: Server, text: str) -> list[tuple[str, str]]:
    """The footnotes that are there: their numbers and their words."""
    there = [each for each in view(server, text)["paragraphs"] if "anchor" in each]
    return [(each["number"], "".join(run[1] for run in each["runs"] if isinstance(run[1], str) and len(run[2] if len(run) > 2 else []) % 2 == 0)) for each in there]


def settled(desk: Desk) -> None:
    until("all is in the record", lambda: desk.text("text-state") == "Everything is in the record.")


def test_a_footnote_is_put_at_the_caret_and_goes_with_its_mark(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "notes")
    pen, other = sit("id-head", "notes"), sit("my-head", "notes")
    go_behind(pen, 1, "response")
    pen.page.keyboard.press("Control+Alt+f")
    until("the caret in it", lambda: pen.focused() == "line-3.0")
    pen.page.keyboard.type("As of 2020.")
    until("its words with everybody", lambda: lines(other) == [PARAGRAPHS[0][1], WITH_ONE, "As of 2020.", PARAGRAPHS[2][1]])
    assert notes(table, "notes") == [("fn 1", "As of 2020.")]
    # Written: on where its mark stands. The next one is behind it, the button does as the key.
    pen.page.keyboard.press("Enter")
    until("the caret behind the mark", lambda: pen.focused() == "line-2.1")
    pen.page.keyboard.type("!")
    until("what is typed there", lambda: lines(other)[1] == PARAGRAPHS[1][1].replace("response", "response1!"))
    pen.page.keyboard.press("Control+Home")
    for _ in "We":
        pen.page.keyboard.press("ArrowRight")
    pen["footnote-put"].click()
    until("the caret in a second one", lambda: len(notes(table, "notes")) == 2 and pen.focused() == f"line-{view(table, 'notes')['paragraphs'][2]['id']}")
    pen.page.keyboard.type("All of us.")
    until("both, as their marks stand", lambda: notes(table, "notes") == [("fn 1", "All of us."), ("fn 2", "As of 2020.")])
    assert lines(other)[1] == PARAGRAPHS[1][1].replace("response", "response2!").replace("We", "We1")
    # A mark is deleted as a letter is, and its footnote goes with it; then it is put back.
    line(pen, 1).focus()
    pen.page.keyboard.press("Control+Home")
    for _ in "We1":
        pen.page.keyboard.press("ArrowRight")
    pen.page.keyboard.press("Backspace")
    until("one that is the first now", lambda: lines(other)[1:3] == [PARAGRAPHS[1][1].replace("response", "response1!"), "As of 2020."])
    pen["removed-fold-open"].click()
    gone = view(table, "notes")["removed"][0]["id"]
    assert "All of us." in pen.text("text-removed")
    pen[f"restore-{gone}"].click()
    until("two again", lambda: [said for _, said in notes(table, "notes")] == ["All of us.", "As of 2020."])
    until("with everybody", lambda: lines(other)[2:4] == ["All of us.", "As of 2020."])
    # What is agreed in it stays.
    ask(table, "vn-head", "notes", {"agree": {"paragraph": gone, "waiting": []}})
    until("agreement", lambda: line(pen, 2).get_attribute("contenteditable") == "false")
    line(pen, 1).focus()
    pen.page.keyboard.press("Control+Home")
    for _ in "We1":
        pen.page.keyboard.press("ArrowRight")
    pen.page.keyboard.press("Backspace")
    until("the mark is there", lambda: lines(pen)[1].startswith("We1 agree"))
    settled(pen)
    assert len(notes(table, "notes")) == 2


def test_an_empty_footnote_is_taken_back_and_paragraphs_join_past_it(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "past")
    pen = sit("id-head", "past")
    go_behind(pen, 0, "Charter;")
    pen.page.keyboard.press("Control+Alt+f")
    until("the caret in it", lambda: pen.focused() == "line-3.0")
    pen.page.keyboard.press("Backspace")
    until("none", lambda: notes(table, "past") == [] and pen.focused() == "line-2.0")
    pen.page.keyboard.press("Control+Alt+f")
    until("the caret in another", lambda: len(notes(table, "past")) == 1 and pen.focused() == f"line-{view(table, 'past')['paragraphs'][1]['id']}")
    pen.page.keyboard.type("2008.")
    until("its words", lambda: notes(table, "past") == [("fn 1", "2008.")])
    settled(pen)
    line(pen, 2).click()
    pen.page.keyboard.press("Control+Home")
    pen.page.keyboard.press("Backspace")
    until("two paragraphs and the footnote", lambda: words(table, "past") == [f"{PARAGRAPHS[0][1]} {PARAGRAPHS[1][1]}", "2008.", PARAGRAPHS[2][1]])


def test_marks_lead_to_footnotes_and_back(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "ways")
    note = ask(table, "id-head", "ways", {"addFootnote": {"paragraph": "2.1", "behind": BEHIND, "words": "As of 2020."}})
    reader = sit("my-head", "ways")
    there = reader.page.locator("[role=doc-noteref][aria-label='Footnote 1']")
    there.click()
    until("the footnote", lambda: reader.focused() == f"line-{note}.0")
    assert reader.text("chosen-paragraph") == "Footnote 1"
    reader.page.locator("[role=doc-backlink][aria-label='Footnote 1: back to its mark']").press("Enter")
    until("the paragraph", lambda: reader.focused() == "line-2.1")
    reader["view-clean"].click()
    reader["text-clean"].wait_for()
    assert reader["text-clean"].locator(".text-line").all_inner_texts() == [PARAGRAPHS[0][1], WITH_ONE, PARAGRAPHS[2][1]]
    assert reader["text-footnotes"].locator(".text-line").all_inner_texts() == ["As of 2020."]
    reader["text-clean"].locator("[role=doc-noteref]").press("Enter")
    until("the footnote under the text", lambda: reader.page.evaluate("document.activeElement.id") == f"footnote-{note}.0")
    reader["text-footnotes"].locator("[role=doc-backlink]").press("Enter")
    until("its mark", lambda: reader.page.evaluate("document.activeElement.id") == f"mark-{note}.0")


def test_a_delegation_proposes_a_footnote_and_other_words_for_one(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "asked")
    other, pen = sit("my-head", "asked"), sit("id-head", "asked")
    line(other, 1).focus()
    end = PARAGRAPHS[1][1].index("response") + len("response")
    other.page.evaluate("([line, end]) => getSelection().collapse(line.firstChild, end)", [line(other, 1).element_handle(), end])
    other.page.keyboard.press("Control+Alt+f")
    other["propose-where"].wait_for()
    assert other["propose-what"].input_value() == "footnote" and "collective response" in other.text("propose-where")
    other["propose-words"].fill("As of 2020.")
    other["propose-send"].click()
    until("the proposal", lambda: len(view(table, "asked")["proposals"]) == 1)
    assert view(table, "asked")["proposals"][0]["change"] == {"footnote": {"paragraph": "2.1", "behind": BEHIND, "words": "As of 2020."}}
    line(pen, 1).focus()
    pen["accept-3.0"].wait_for()
    assert "Malaysia would add a footnote" in pen.text("text-proposals")
    pen["accept-3.0"].click()
    until("the footnote", lambda: notes(table, "asked") == [("fn 1", "As of 2020.")])
    # Other words for it: as for every paragraph, but no variant of it.
    line(other, 2).click()
    until("the choices", lambda: other["propose-what"].locator("option").all_inner_texts() == ["Other words", "That it goes"])
    other["propose-words"].fill("As of 26 June 2020.")
    other["propose-send"].click()
    until("the second", lambda: len(view(table, "asked")["proposals"]) == 2)
    second = view(table, "asked")["proposals"][1]["id"]
    ask(table, "vn-head", "asked", {"bracketProposal": {"proposal": second}})
    until("brackets in it", lambda: "[" in lines(other)[2] and "26 June" in lines(other)[2])
    other["view-state"].click()
    until("where it waits", lambda: "Footnote 1" in other.page.locator(".text-convergence").inner_text())
    # In the comparison it is new, and its mark too.
    other["view-compare"].click()
    until("it is new", lambda: other.page.locator("[data-testid=text-compared] [data-kind=footnote][data-fate=added]").count() == 1)
    expect(other.page.locator("[data-testid=text-compared] ins sup")).to_have_text("1")


def test_a_translation_has_the_mark(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "said")
    note = ask(table, "id-head", "said", {"addFootnote": {"paragraph": "2.1", "behind": BEHIND, "words": "As of 2020."}})
    pen = sit("id-head", "said")
    pen["view-translation"].click()
    pen["translation-footnotes"].wait_for()
    assert "response[^] to" in pen["text-translation"].inner_text()
    pen["translation-words-2.1"].fill("Chúng tôi nhất trí[^] tăng cường.")
    pen["translation-save-2.1"].click()
    until("it is current", lambda: pen.text("translation-state-2.1") == "Up to date")
    ask(table, "id-head", "said", {"removeParagraph": {"paragraph": f"{note}.0"}})
    until("it is out of date", lambda: pen.text("translation-state-2.1").startswith("Out of date"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_in_every_size(table: Server, sit: Callable[..., Desk], screenshots: Path, language: str) -> None:
    text = f"seen-{language}"
    begin(table, text)
    for said in ("As of 26 June 2020, with the members that ASEAN has on that day.", "Singapore will report in writing."):
        note = ask(table, "id-head", text, {"addFootnote": {"paragraph": "2.1", "behind": BEHIND, "words": said}})
    ask(table, "sg-head", text, {"propose": {"change": {"footnote": {"paragraph": "2.1", "words": "In August."}}, "seen": note, "reason": ""}})
    desk = sit("id-head", text, language=language, bypass_csp=True)
    line(desk, 1).focus()
    desk["footnote-put"].wait_for()
    desk["keys-fold-open"].click()
    problems = []
    for shown in ("work", "clean", "compare", "translation"):
        desk[f"view-{shown}"].click()
        until("the footnotes", lambda: desk.page.locator(".text-main .text-footnote-mark:visible, [data-testid=translation-footnotes]:visible").count() > 0)
        for size, (width, height) in SIZES.items():
            desk.page.set_viewport_size({"width": width, "height": height})
            desk.page.wait_for_timeout(300)
            desk.page.screenshot(path=screenshots / f"footnotes-{shown}-{language}-{size}.png", full_page=width < 400)
            problems += [f"{shown} {size}: {finding}" for finding in findings(desk.page)]
            if wide := overflow(desk.page):
                problems.append(f"{shown} {size} is too wide: {wide}")
    assert not problems, "\n".join(problems)
