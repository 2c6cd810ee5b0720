"""One person: at the keys, on two devices, through a restart of the server, in two languages."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from support.background import Background
from support.chromium import Chromium
from support.meeting import Meeting
from support.server import Server
from support.visitor import Visitor
from support.waiting import until
from support.webrtc import Receiver
from support.words import foreign_words

PUBLISHES = "mufakat.media.publish === 'connected' && !mufakat.media.elsewhere"
MODES = ("speaker", "gallery", "photo", "console")
PANELS = ("people", "notes", "devices", "keys")


@pytest.fixture
def opens(chromium: Chromium) -> Iterator[Callable[[str, str], Visitor]]:
    """Opens a link on a device of its own."""
    contexts = []

    def open_(name: str, link: str) -> Visitor:
        context = chromium.visitor()
        contexts.append(context)
        return Visitor(name, context.new_page()).open(link)

    yield open_
    for context in contexts:
        context.close()


def hold(page: Page, key: str) -> None:
    """The key repeats until it is let go."""
    for _ in range(6):
        page.keyboard.down(key)
        page.wait_for_timeout(80)
    page.keyboard.up(key)
    page.wait_for_timeout(300)


# The keys


def test_a_key_that_is_held_down_acts_once(meeting: Callable[..., Meeting], opens: Callable[[str, str], Visitor]) -> None:
    summit = meeting("VN", "ID", "KR")
    for seat in ("ID", "KR"):
        summit.head(seat)
    summit.open()
    for seat in ("ID", "KR"):
        summit.chair.do("inscribe", seat=seat)
    chair = opens("the chair", summit.chair.link)
    chair.until("the console", "mufakat.session.mode === 'console'")
    page: Page = chair.page  # type: ignore[assignment]

    hold(page, "n")
    chair.until("the floor with Indonesia", "mufakat.view.floor?.seat === 'ID'")
    given = [entry["event"]["seat"] for entry in summit.server.admin.get(f"{summit.path}/events?after=0").json
             if entry["event"]["type"] == "floorGiven"]
    assert given == ["ID"]

    page.keyboard.press("n")
    chair.until("the floor with Korea", "mufakat.view.floor?.seat === 'KR'")


def test_holding_the_first_press_is_no_second_press(meeting: Callable[..., Meeting], opens: Callable[[str, str], Visitor]) -> None:
    summit = meeting("VN", "ID").open()
    summit.chair.do("inscribe", seat="ID")  # so that to close is not the likely act
    chair = opens("the chair", summit.chair.link)
    chair.until("the button", "!!document.querySelector('[data-testid=close]')?.offsetParent")
    page: Page = chair.page  # type: ignore[assignment]

    page.focus('[data-testid="close"]')
    hold(page, "Enter")
    assert chair.ask("document.activeElement.dataset.testid") == "close-confirm"
    assert summit.chair.view()["sitting"] == "open"

    page.keyboard.press("Escape")
    assert chair.ask("document.activeElement.dataset.testid") == "close", "the focus does not come back to what was taken back"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    chair.until("the end", "document.documentElement.dataset.screen === 'closed'")


# Two devices


def test_the_newer_device_publishes_until_the_older_one_is_used(
    meeting: Callable[..., Meeting], opens: Callable[[str, str], Visitor]
) -> None:
    summit = meeting("VN", "ID", lobby=True).open()
    head = summit.invite("id-head", "head", "ID")
    older = opens("the older device", head.link).enter()
    older.until("that it publishes", PUBLISHES)
    newer = opens("the newer device", head.link)
    newer.until("that it publishes", PUBLISHES)
    older.until("that the newer one publishes", "mufakat.media.elsewhere")

    summit.chair.do("admit", participant=head.id)
    for device in (older, newer):
        device.until("the room", "mufakat.session.screen === 'room'")
    stays(newer, older)
    assert "other device" in older.text("mic")

    older.click("mic")
    older.until("that it publishes", PUBLISHES)
    newer.until("that the older one publishes", "mufakat.media.elsewhere")
    stays(older, newer)
    assert older.ask("mufakat.media.microphoneOn")
    summit.chair.do("giveFloor", seat="ID")
    older.until("its microphone open", "mufakat.media.microphoneOpen")
    assert not newer.ask("mufakat.media.microphoneOpen")


def stays(publishing: Visitor, other: Visitor, *, seconds: float = 4) -> None:
    """For so long neither takes the place of the other."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert publishing.ask(PUBLISHES), publishing.state()
        assert other.ask("mufakat.media.elsewhere"), other.state()
        time.sleep(0.3)


# A restart


def test_a_graceful_restart_brings_back_what_was_published(
    servers: Callable[..., Server], opens: Callable[[str, str], Visitor], background: Background
) -> None:
    server = servers()
    summit = Meeting(server, "VN", "ID").open()
    head = opens("Indonesia", summit.invite("id-head", "head", "ID").link).enter()
    head.until("that it publishes", f"mufakat.session.screen === 'room' && {PUBLISHES}")

    assert server.stop() == 0
    head.until("that the line is lost", "mufakat.session.status !== 'open'", seconds=20)
    server.restart()
    head.until("the line again", "mufakat.session.status === 'open'", seconds=30)
    watcher = Receiver(background, summit.chair.api, f"/whep/{summit.id}?seat=ID", audio=1, video=1)
    try:
        watcher.connected()
        until("Indonesia's picture after the restart", lambda: watcher.of("video")[0].frames > 5, seconds=40)
        assert head.ask(PUBLISHES), head.state()
    finally:
        watcher.close()


# Two languages


def test_changing_the_language_in_the_room_leaves_no_word_behind(
    meeting: Callable[..., Meeting], opens: Callable[[str, str], Visitor]
) -> None:
    agenda = [{"number": 1, "title": {"en": "Opening remarks", "vi": "Phát biểu mở đầu"}}]
    summit = meeting("VN", "ID", "KR", lobby=True, agenda=agenda)
    for seat in ("ID", "KR"):
        summit.head(seat)
    summit.chair.do("admit", participant="id-head")
    summit.open()
    summit.chair.do("giveFloor", seat="ID")
    summit.chair.do("inscribe", seat="VN")
    chair = opens("the chair", summit.chair.link)
    chair.until("the console", "mufakat.session.mode === 'console'")
    page: Page = chair.page  # type: ignore[assignment]

    wrong = []
    for language in ("vi", "en"):
        # One panel is open and another was before: both change with the rest.
        chair.click("open-people")
        page.select_option('[data-testid="language"]', language)
        chair.until(language, f"document.documentElement.lang === '{language}'")
        page.wait_for_timeout(300)
        wrong += [f"people, open, {language}: {words}" for words in foreign_words(chair, language)]
        for panel in PANELS:
            if panel != "people":
                chair.click(f"open-{panel}")
            chair.until(f"the panel {panel}", f"document.querySelector('[data-testid=panel]')?.dataset.panel === '{panel}'")
            page.wait_for_timeout(200)
            wrong += [f"{panel} {language}: {words}" for words in foreign_words(chair, language)]
        chair.click("close-panel")
        for mode in MODES:
            chair.click(f"view-{mode}")
            page.wait_for_timeout(200)
            wrong += [f"{mode} {language}: {words}" for words in foreign_words(chair, language)]
    assert not wrong
