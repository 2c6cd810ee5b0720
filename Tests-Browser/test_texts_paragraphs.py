"""What a pen-holder does with whole paragraphs and with the text: split, join, move, take out, bring in, circulate, hand on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from playwright.sync_api import expect

from support.desk import Desk
from support.drafting import PARAGRAPHS, ask, begin, line, lines, sit, table, until, view, words
from support.server import Server


def go_to(desk: Desk, place: int, offset: int) -> None:
    """The caret, by keys."""
    line(desk, place).click()
    desk.page.keyboard.press("Control+Home")
    for _ in range(offset):
        desk.page.keyboard.press("ArrowRight")


def origins(server: Server, text: str, place: int) -> list[str]:
    """Of each run that is there: its words, and where they come from."""
    return [f"{run[1]}<{run[3]}" if len(run) > 3 else run[1] for run in view(server, text)["paragraphs"][place]["runs"] if len(run[2] if len(run) > 2 else []) % 2 == 0]


def test_a_paragraph_is_split_and_joined_and_words_keep_their_hand(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "split")
    pen, other = sit("id-head", "split"), sit("my-head", "split")
    whole = PARAGRAPHS[1][1]
    at = whole.index(" to strengthen")
    go_to(pen, 1, at)
    pen.page.keyboard.press("Enter")
    until("two paragraphs", lambda: lines(other)[1:3] == [whole[:at], whole[at + 1 :]])
    first = len(PARAGRAPHS[0][1]) + at + 1
    assert origins(table, "split", 2) == [f"{whole[at + 1:]}<2.{first}"]
    until("the caret in the new one", lambda: pen.focused() == f"line-{view(table, 'split')['paragraphs'][2]['id']}")
    pen.page.keyboard.type("We go on ")
    until("what is typed there", lambda: lines(other)[2] == "We go on " + whole[at + 1 :])
    # Whose the words are is asked of the act that first wrote them.
    for _ in range(3):
        pen.page.keyboard.press("ArrowRight")
    pen.page.keyboard.press("F9")
    until("the hand", lambda: pen["text-who"].is_visible() and "added with the paragraph (act 2)" in pen.text("text-who") and "Came here on" in pen.text("text-who"))
    pen.page.keyboard.press("Control+Home")
    pen.page.keyboard.press("Backspace")
    until("one paragraph", lambda: lines(other) == [PARAGRAPHS[0][1], whole[:at] + " We go on " + whole[at + 1 :], PARAGRAPHS[2][1]])
    assert f"{whole[at + 1:]}<2.{first}" in origins(table, "split", 1)
    until("the caret where they meet", lambda: pen.focused() == "line-2.1")
    pen.page.keyboard.type("!")
    until("what is typed there", lambda: lines(other)[1].startswith(whole[:at] + " !We go on"))
    # Nothing is joined with what is agreed, nor split where a bracket stands behind the caret.
    ask(table, "vn-head", "split", {"agree": {"paragraph": "2.0", "waiting": []}})
    until("agreement", lambda: line(pen, 0).get_attribute("contenteditable") == "false")
    go_to(pen, 1, 0)
    pen.page.keyboard.press("Backspace")
    pen.told("Only paragraphs that are open can be joined.")
    ask(table, "vn-head", "split", {"bracket": {"paragraph": "2.1", "stretch": {"first": f"2.{len(PARAGRAPHS[0][1]) + 3}", "last": f"2.{len(PARAGRAPHS[0][1]) + 7}"}, "wanting": [], "opposing": []}})
    until("the bracket", lambda: "[" in lines(pen)[1])
    go_to(pen, 1, 2)
    pen.page.keyboard.press("Enter")
    pen.told("Behind the caret stand brackets, a placeholder or a footnote")
    assert len(view(table, "split")["paragraphs"]) == 3


def test_without_a_line_nothing_is_split(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "no-split")
    pen = sit("id-head", "no-split")
    pen.context.set_offline(True)
    until("that the line is lost", lambda: "No line" in pen.text("text-state"))
    go_to(pen, 1, 5)
    pen.page.keyboard.type("far ")
    pen.page.keyboard.press("Enter")
    pen.told("there is no line now")
    pen.context.set_offline(False)
    until("what was typed", lambda: words(table, "no-split")[1].startswith("We agfar ree"))
    assert len(words(table, "no-split")) == 3


def test_paragraphs_move_go_and_come_back(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "moves")
    pen, other = sit("id-head", "moves"), sit("my-head", "moves")
    go_to(pen, 2, 7)
    pen.page.keyboard.press("Alt+Shift+ArrowUp")
    order = lambda: [each["id"] for each in view(table, "moves")["paragraphs"]]  # noqa: E731
    until("one up", lambda: order() == ["2.0", "2.2", "2.1"])
    until("it at its place", lambda: lines(other)[1] == PARAGRAPHS[2][1] and lines(pen)[1] == PARAGRAPHS[2][1])
    # The caret is where it was.
    until("the focus", lambda: pen.focused() == "line-2.2")
    pen.page.keyboard.type("X")
    until("what is typed there", lambda: lines(other)[1].startswith("We taskX our"))
    pen.page.keyboard.press("Alt+Shift+ArrowDown")
    until("one down", lambda: order() == ["2.0", "2.1", "2.2"])
    pen["pen-fold-open"].click()
    pen["paragraph-up"].click()
    until("by the button", lambda: order() == ["2.0", "2.2", "2.1"])
    pen["paragraph-remove"].click()
    until("one less", lambda: len(lines(other)) == 2)
    other["removed-fold-open"].click()
    assert "We taskX our ministers" in other.text("text-removed")
    expect(other.page.locator("[data-testid='restore-2.2']")).to_be_hidden()
    pen["removed-fold-open"].click()
    pen["restore-2.2"].click()
    until("it again", lambda: order() == ["2.0", "2.2", "2.1"] and len(lines(other)) == 3)


def test_a_file_is_brought_in(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "files")
    pen, other = sit("id-head", "files"), sit("my-head", "files")
    expect(other["import-fold"]).to_be_hidden()
    line(pen, 0).click()
    pen["import-fold-open"].click()
    pen["import-file"].set_input_files({"name": "draft.txt", "mimeType": "text/plain", "buffer": b"OP1 We [shall] meet.\nOP2 We part.\n"})
    pen["import-where"].select_option("behind")
    pen["import-send"].click()
    until("what came in", lambda: pen.text("import-told") == "Came in: 2 paragraphs, 1 bracket.")
    until("it for all", lambda: [each.replace("\n", "") for each in lines(other)[1:3]] == ["We [shall] meet.", "We part."])
    pen["import-file"].set_input_files({"name": "draft.docx", "mimeType": "application/octet-stream", "buffer": b"no word file"})
    pen["import-send"].click()
    expect(pen["import-problem"]).to_be_visible()
    assert pen.text("import-problem") != "" and pen.text("import-told") == ""
    pen["import-file"].set_input_files({"name": "draft.exe", "mimeType": "application/octet-stream", "buffer": b"x"})
    pen["import-send"].click()
    until("what may come in", lambda: pen.text("import-problem") == "The file is none of .docx, .odt, .md and .txt.")
    assert len(words(table, "files")) == 5


def test_a_version_is_circulated_and_the_pen_handed_on(table: Server, sit: Callable[..., Desk]) -> None:
    begin(table, "hand")
    pen, other = sit("id-head", "hand"), sit("my-head", "hand")
    pen["circulate-fold-open"].click()
    pen["version-name"].fill("Rev.1")
    pen["version-cut-off"].fill((datetime.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M"))
    pen["circulate-send"].click()
    until("until when comments are taken", lambda: other["text-cut-off"].is_visible() and other.text("text-cut-off").startswith("Comments on Rev.1 are taken until"))
    assert view(table, "hand")["revisions"][0]["stood"] == {"paragraphs": 3, "clean": 0, "brackets": 0, "placeholders": 0, "proposals": 0}
    expect(other["hand-pen-fold"]).to_be_hidden()
    pen["hand-pen-fold-open"].click()
    pen["pen-to"].select_option("MY")
    pen["pen-hand"].click()
    pen["pen-hand-confirm"].click()
    until("the pen", lambda: line(other, 1).get_attribute("contenteditable") == "true" and line(pen, 1).get_attribute("contenteditable") == "false")
    expect(pen["hand-pen-fold"]).to_be_hidden()
