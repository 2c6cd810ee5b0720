"""The chair puts the list of speakers in order: by the mouse, by the keyboard, by single clicks (WCAG 2.5.7). What counts is the server's order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from support.chromium import Chromium
from support.meeting import Meeting
from support.visitor import Visitor
from support.waiting import until

LISTED = ("ID", "KR", "JP", "TH")


class Console:
    def __init__(self, meeting: Meeting, visitor: Visitor) -> None:
        self.meeting, self.visitor = meeting, visitor
        self.page: Page = visitor.page  # type: ignore[assignment]

    def recorded(self) -> list[str]:
        return [speaker["seat"] for speaker in self.meeting.chair.view()["speakers"]]

    def shown(self) -> list[str]:
        return self.visitor.ask("[...document.querySelectorAll('[data-testid=queue] > li')].map((row) => row.dataset.key)")

    def becomes(self, *order: str) -> None:
        until(f"the record to say {order}", lambda: self.recorded() == list(order), seconds=5)
        until(f"the console to show {order}", lambda: self.shown() == list(order), seconds=5)

    def middle(self, selector: str) -> tuple[float, float]:
        box = self.page.locator(selector).bounding_box()
        assert box
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def grasp(self, seat: str) -> None:
        self.page.mouse.move(*self.middle(f'[data-testid="move-{seat}"]'))
        self.page.mouse.down()

    def pull(self, seat: str, by: float) -> None:
        """The pointer goes to this row, `by` rows below its middle."""
        box = self.page.locator(f'[data-key="{seat}"]').bounding_box()
        assert box
        self.page.mouse.move(box["x"] + 20, box["y"] + box["height"] * (0.5 + by), steps=8)

    def marked(self) -> str | None:
        """Where the line shows that the row would land: the row below the line, or `end`."""
        return self.visitor.ask(
            "document.querySelector('[data-drop-before]')?.dataset.key ?? (document.querySelector('[data-drop-after]') ? 'end' : null)"
        )


@pytest.fixture
def console(meeting: Callable[..., Meeting], chromium: Chromium) -> Iterator[Console]:
    summit = meeting("VN", *LISTED).open()
    for seat in LISTED:
        summit.chair.do("inscribe", seat=seat)
    context = chromium.visitor()
    visitor = Visitor("the chair", context.new_page()).open(summit.chair.link)
    visitor.until("the console", "mufakat.session.mode === 'console'")
    yield Console(summit, visitor)
    context.close()


def test_by_the_mouse(console: Console) -> None:
    console.becomes("ID", "KR", "JP", "TH")
    console.grasp("TH")
    console.pull("ID", -0.3)
    assert console.marked() == "ID"
    assert console.recorded() == list(LISTED), "nothing moves before the row is let go"
    console.page.mouse.up()
    console.becomes("TH", "ID", "KR", "JP")
    assert console.marked() is None

    console.grasp("KR")
    console.pull("TH", -0.3)
    assert console.marked() == "TH"
    console.page.keyboard.press("Escape")
    assert console.marked() is None
    console.page.mouse.up()
    assert console.recorded() == ["TH", "ID", "KR", "JP"], "taken back by Escape, and moved all the same"

    console.grasp("ID")
    console.pull("JP", 0.3)
    assert console.marked() == "end"
    console.page.mouse.up()
    console.becomes("TH", "KR", "JP", "ID")

    # Put back where it was: no command.
    before = console.visitor.ask("mufakat.session.sequence")
    console.grasp("KR")
    console.pull("JP", -0.3)
    console.page.mouse.up()
    console.page.wait_for_timeout(300)
    assert console.visitor.ask("mufakat.session.sequence") == before
    console.becomes("TH", "KR", "JP", "ID")


def test_what_changes_meanwhile_does_not_move_the_rows_under_the_pointer(console: Console) -> None:
    console.grasp("JP")
    console.pull("KR", -0.3)
    console.meeting.chair.do("strike", seat="TH")
    console.page.wait_for_timeout(300)
    assert console.shown() == list(LISTED), "the list is redrawn while a row is in the hand"
    console.page.mouse.up()
    console.becomes("ID", "JP", "KR")


def test_by_the_keyboard(console: Console) -> None:
    console.page.focus('[data-testid="move-TH"]')
    for key, order in {
        "ArrowUp": ("ID", "KR", "TH", "JP"), "Home": ("TH", "ID", "KR", "JP"),
        "ArrowDown": ("ID", "TH", "KR", "JP"), "End": ("ID", "KR", "JP", "TH"),
    }.items():
        console.page.keyboard.press(key)
        console.becomes(*order)
        assert console.visitor.ask("document.activeElement.dataset.testid") == "move-TH", f"after {key} the focus is elsewhere"


def test_by_single_clicks(console: Console) -> None:
    console.visitor.click("up-JP")
    console.becomes("ID", "JP", "KR", "TH")
    console.visitor.click("down-ID")
    console.becomes("JP", "ID", "KR", "TH")
    assert console.visitor.ask("document.querySelector('[data-testid=up-JP]').disabled")
    assert console.visitor.ask("document.querySelector('[data-testid=down-TH]').disabled")
    console.visitor.click("strike-KR")
    console.becomes("JP", "ID", "TH")
