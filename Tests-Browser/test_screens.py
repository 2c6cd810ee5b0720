"""Every screen, in both languages and three sizes: no finding of axe, nothing wider than the screen, every control by keyboard.

The screenshots in screenshots/ are for people to look at.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from conftest import say
from support.chromium import Chromium
from support.firefox import Firefox, FirefoxPage
from support.meeting import Meeting
from support.server import Server
from support.visitor import Visitor
from support.words import foreign_words
from test_summit import invitation

SIZES = {"phone": (360, 740), "laptop": (1366, 768), "wall": (2560, 1440)}
LANGUAGES = ("en", "vi")
MODES = {"room": "speaker", "gallery": "gallery", "photo": "photo", "bare": "bare"}


@dataclass
class Stage:
    """A running summit with a page for each screen."""

    server: Server
    visitors: dict[str, Visitor]

    def mode(self, visitor: Visitor, key: str) -> None:
        visitor.page.evaluate("() => document.activeElement?.blur()")
        visitor.page.keyboard.press(key)  # type: ignore[union-attr]


@pytest.fixture(scope="module", params=LANGUAGES)
def stage(request: pytest.FixtureRequest, demo: Server, chromium: Chromium) -> Iterator[tuple[str, Stage]]:
    """The chair at the console, Indonesia in the room, Korea in the lobby."""
    language: str = request.param
    say(f"waiting for the screens in {language}")
    contexts = []
    visitors = {}
    for name, (role, seat) in {"console": ("chair", "VN"), "room": ("head", "ID"), "lobby": ("head", "KR")}.items():
        context = chromium.visitor(language=language, bypass_csp=True)
        contexts.append(context)
        visitors[name] = Visitor(f"{seat} ({language})", context.new_page()).open(invitation(demo, role, seat)["link"])
        if visitors[name].ask("mufakat.session.screen") != "room" and name != "lobby":
            visitors[name].enter()
    chair = visitors["console"]
    chair.until("the room", "mufakat.session.screen === 'room'")
    api = demo.api(invitation(demo, "chair", "VN")["token"])
    meeting = chair.view["meeting"]["id"]
    if chair.view["sitting"] == "scheduled":
        chair.until("Indonesia in the lobby", "mufakat.view.participants.some((each) => each.standing === 'lobby' && each.seat === 'ID')")
        api.do(meeting, "admitAll")
        api.do(meeting, "openMeeting")
    visitors["room"].until("the room", "mufakat.session.screen === 'room'")
    korea = visitors["lobby"]
    if korea.ask("mufakat.session.screen") == "room":
        api.do(meeting, "returnToLobby", participant=korea.ask("mufakat.session.you"))
    korea.until("the lobby", "mufakat.session.screen === 'lobby'")
    if korea.ask("mufakat.media.capture") == "none":
        korea.click("use-devices")
        korea.until("the camera", "mufakat.media.capture === 'ready'")
    if not chair.view["floor"]:
        for seat in ("JP", "TH"):
            api.command(meeting, "inscribe", seat=seat)
        api.command(meeting, "giveFloor", seat="SG")
    visitors["room"].sees("SG", "JP")
    # They stand still from here on: to decode and paint three pages of pictures would take most of the machine.
    for visitor in visitors.values():
        visitor.ask("document.querySelectorAll('video').forEach((each) => each.pause())")
    yield language, Stage(demo, visitors)
    for context in contexts:
        context.close()


# From the top: what a header that stays covers while one scrolls is no small target.
AXE = f"async (options) => {{ {AXE_SCRIPT}\n; const [left, top] = [scrollX, scrollY]; scrollTo(0, 0); const {{ violations }} = await axe.run(options); scrollTo(left, top); return violations; }}"
RULES = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def findings(page: Page | FirefoxPage) -> list[str]:
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']}: "
        + "; ".join(f"{node['target']} {node['html'][:120]} [{first_line(node)}]" for node in violation["nodes"][:4])
        for violation in page.evaluate(AXE, RULES)
    ]


def first_line(node: dict[str, Any]) -> str:
    return (node.get("failureSummary") or "").replace("\n", " ")[:160]


# Where a name of a country does not fit. On a phone all of it is there to be scrolled to.
CUT = """() => [...document.querySelectorAll(".tile-name, .name-plate-country, .speakers-name, .line-row .grow")]
    .filter((each) => each.checkVisibility() && (each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== "inline"))
    .map((each) => each.textContent)"""

# Which tiles of the table are neither on the screen nor above or below it.
HIDDEN = """() => [...document.querySelectorAll(".tile")].filter((each) => {
    const box = each.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + 8);
    return box.width > 0 && (box.right > innerWidth || !each.contains(top));
}).map((each) => each.dataset.seat)"""


def overflow(page: Page | FirefoxPage) -> str | None:
    """What makes the page wider than the screen."""
    return page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return null;
            const wide = [...document.querySelectorAll("body *")].filter((each) => each.getBoundingClientRect().right > width + 1);
            const names = wide.slice(0, 5).map((each) => `${each.tagName}.${each.className}`);
            return `${document.documentElement.scrollWidth} > ${width}: ${names.join(", ")}`;
        }"""
    )


def look_at(page: Page, name: str, language: str, screenshots: Path) -> list[str]:
    problems = []
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(350)  # transitions last at most 200 ms
        page.screenshot(path=screenshots / f"{name}-{language}-{size}.png")
        if size == "phone":  # at full length, because axe calls small what the toolbar covers in part
            page.set_viewport_size({"width": width, "height": max(height, page.evaluate("document.documentElement.scrollHeight"))})
        problems += [f"{name} {language} {size}: {finding}" for finding in findings(page)]
        if wide := overflow(page):
            problems.append(f"{name} {language} {size} is too wide: {wide}")
        if cut := page.evaluate(CUT):
            problems.append(f"{name} {language} {size} cuts names: {cut}")
        if size != "phone" and (hidden := page.evaluate(HIDDEN)):
            problems.append(f"{name} {language} {size} hides the tiles of {hidden}")
    page.set_viewport_size({"width": 1366, "height": 768})
    return problems


def test_the_lobby(stage: tuple[str, Stage], screenshots: Path) -> None:
    language, summit = stage
    page = summit.visitors["lobby"].page
    assert page.evaluate("document.documentElement.lang") == language  # type: ignore[call-arg]
    assert [seat["id"] for seat in summit.visitors["lobby"].view["seats"]] == ["VN", "KR"], "the host's seat and one's own"
    assert re.search("Ha Noi|Hà Nội", summit.visitors["lobby"].text("clocks")), "the lobby shows the host's time"
    assert not look_at(page, "lobby", language, screenshots)  # type: ignore[arg-type]


@pytest.mark.parametrize("screen", MODES)
def test_the_room(stage: tuple[str, Stage], screenshots: Path, screen: str) -> None:
    language, summit = stage
    visitor = summit.visitors["room"]
    summit.mode(visitor, str(list(MODES).index(screen) + 1))
    visitor.until(f"the view {screen}", f"mufakat.session.mode === '{MODES[screen]}'")
    # A notice lies over the tiles until it is read; what is to be seen here is the rest.
    for close in visitor.page.locator(".notice button").all():
        close.click()
    problems = look_at(visitor.page, screen, language, screenshots)  # type: ignore[arg-type]
    summit.mode(visitor, "1")
    assert not problems


@pytest.mark.parametrize("panel", ["notes", "devices", "people", "keys"])
def test_the_side_panels(stage: tuple[str, Stage], screenshots: Path, panel: str) -> None:
    language, summit = stage
    visitor = summit.visitors["console"]
    summit.mode(visitor, "1")
    visitor.click(f"open-{panel}" if panel != "keys" else "open-keys")
    visitor.until("the panel", "!!document.querySelector('[data-testid=panel]')?.offsetParent")
    problems = look_at(visitor.page, f"panel-{panel}", language, screenshots)  # type: ignore[arg-type]
    visitor.page.keyboard.press("Escape")  # type: ignore[union-attr]
    assert not problems


@pytest.mark.parametrize("who,mode", [("room", "1"), ("room", "2"), ("console", "5")])
def test_a_panel_beside_the_room_on_a_tablet(stage: tuple[str, Stage], screenshots: Path, who: str, mode: str) -> None:
    """Narrow, but not a phone: the panel stands beside the table, not over it."""
    language, summit = stage
    visitor = summit.visitors[who]
    summit.mode(visitor, mode)
    visitor.click("open-people")
    page: Page = visitor.page  # type: ignore[assignment]
    page.set_viewport_size({"width": 900, "height": 700})
    page.wait_for_timeout(350)
    page.screenshot(path=screenshots / f"tablet-{who}-{mode}-{language}.png")
    problems = [overflow(page), *page.evaluate(CUT), *page.evaluate(HIDDEN), *findings(page)]
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 1366, "height": 768})
    summit.mode(visitor, "5" if who == "console" else "1")
    assert not [problem for problem in problems if problem]


def test_the_console(stage: tuple[str, Stage], screenshots: Path) -> None:
    language, summit = stage
    visitor = summit.visitors["console"]
    summit.mode(visitor, "5")
    visitor.until("the console", "mufakat.session.mode === 'console'")
    assert not look_at(visitor.page, "console", language, screenshots)  # type: ignore[arg-type]


def test_endings_and_kind_pages(stage: tuple[str, Stage], chromium: Chromium, screenshots: Path) -> None:
    """Closed, removed, held out of a segment; a link that is revoked, and one that never was."""
    language, summit = stage
    meeting = Meeting(summit.server, "VN", "ID")
    meeting.head("ID")
    press = meeting.invite("press", "press").enter()
    removed = meeting.invite("id-adviser", "adviser", "ID").enter()
    gone = meeting.invite("gone", "press")
    meeting.open()
    meeting.chair.do("giveFloor", seat="ID")
    context = chromium.visitor(language=language, bypass_csp=True)
    problems = []
    try:
        page = context.new_page()
        visitor = Visitor("a guest", page)

        meeting.chair.do("setSegment", segment="restricted")
        visitor.open(press.link).until("the hold", "document.documentElement.dataset.screen === 'hold'")
        problems += look_at(page, "hold", language, screenshots)

        visitor.open(removed.link)
        meeting.chair.do("remove", participant=removed.id)
        visitor.until("that they were removed", "document.documentElement.dataset.screen === 'removed'")
        problems += look_at(page, "removed", language, screenshots)

        visitor.open(meeting.chair.link)
        meeting.chair.do("closeMeeting")
        visitor.until("the end", "document.documentElement.dataset.screen === 'closed'")
        problems += look_at(page, "closed", language, screenshots)

        meeting.server.admin.delete(f"{meeting.path}/invitations/{gone.id}")
        page.goto(gone.link)
        problems += look_at(page, "revoked", language, screenshots)
        page.goto(f"{meeting.server.url}/i/nonsense")
        problems += look_at(page, "not-found", language, screenshots)
    finally:
        context.close()
    assert not problems


def test_slow_and_offline(stage: tuple[str, Stage], screenshots: Path) -> None:
    """A room without a connection says so and stays readable."""
    language, summit = stage
    visitor = summit.visitors["room"]
    context = visitor.page.context  # type: ignore[union-attr]
    context.set_offline(True)
    try:
        visitor.until("that the line is lost", "!!document.querySelector('[data-testid=reconnecting]').offsetParent", seconds=20)
        problems = look_at(visitor.page, "offline", language, screenshots)  # type: ignore[arg-type]
    finally:
        context.set_offline(False)
    visitor.until("the line again", "mufakat.session.status === 'open'")
    assert not problems


def test_in_firefox(installation: Server, firefox: Firefox, screenshots: Path) -> None:
    """Lobby, room and console once more in the other engine."""
    meeting = Meeting(installation, "VN", "ID", "KR", lobby=True)
    page = firefox.new_page()
    visitor = Visitor("Indonesia in Firefox", page)
    problems = []

    def look(name: str) -> None:
        for size in ("phone", "laptop"):
            page.viewport(*SIZES[size])
            time.sleep(0.4)
            page.screenshot(screenshots / f"firefox-{name}-{size}.png")
            page.viewport(SIZES[size][0], max(SIZES[size][1], page.evaluate("document.documentElement.scrollHeight")))
            problems.extend(f"{name} {size}: {finding}" for finding in findings(page))
        page.viewport(*SIZES["laptop"])

    try:
        visitor.open(meeting.invite("id-head", "head", "ID").link)
        look("lobby")
        visitor.enter()
        visitor.until("that they wait", "!!document.querySelector('[data-testid=waiting]').offsetParent")
        meeting.chair.do("admitAll")
        visitor.until("the room", "mufakat.session.screen === 'room'")
        meeting.open().chair.do("giveFloor", seat="ID")
        for mode in ("gallery", "photo", "speaker"):
            visitor.click(f"view-{mode}")
            look(mode)
        visitor.open(meeting.chair.link).until("the console", "mufakat.session.mode === 'console'")
        look("console")
    finally:
        page.close()
    assert not problems


# Words


def test_every_word_is_translated(stage: tuple[str, Stage]) -> None:
    """No key of the catalogue stands on a screen, and no words of the other language."""
    language, summit = stage
    for name, visitor in summit.visitors.items():
        text = visitor.ask("document.body.innerText")
        keys = re.findall(r"\b(?:lobby|room|console|act|why|role|device|notice|panel|view|check|ending|people|tile)\.[a-z][A-Za-z]+\b", text)
        assert not keys, f"{name} in {language} shows {keys}"
        assert not (words := foreign_words(visitor, language)), f"{name} in {language} shows {words}"


# Keyboard

CONTROLS = """() => {
    const all = [...document.querySelectorAll("button, a[href], input, select, textarea, [tabindex]")];
    const reachable = (each) => each.tabIndex >= 0 && !each.disabled && each.checkVisibility({ visibilityProperty: true }) && !each.closest("[inert]");
    window.controls = all.filter(reachable);
    return window.controls.map((each) => each.dataset.testid || each.id || each.className || each.textContent.trim().slice(0, 30));
}"""


@pytest.mark.parametrize("screen", ["lobby", "room", "console"])
def test_keyboard_reaches_everything(stage: tuple[str, Stage], screen: str) -> None:
    language, summit = stage
    visitor = summit.visitors[screen]
    page: Page = visitor.page  # type: ignore[assignment]
    summit.mode(visitor, "5" if screen == "console" else "1")
    page.wait_for_timeout(300)
    names = page.evaluate(CONTROLS)
    assert len(names) > 4
    page.evaluate("() => { document.activeElement?.blur(); window.scrollTo(0, 0); }")
    reached: set[int] = set()
    unseen = []
    for _ in range(3 * len(names) + 10):
        page.keyboard.press("Tab")
        index, visible = page.evaluate(
            """() => {
                const it = document.activeElement;
                const style = getComputedStyle(it);
                const shown = it === document.body || style.outlineStyle !== "none" || style.boxShadow !== "none";
                return [window.controls.indexOf(it), shown];
            }"""
        )
        if index >= 0:
            reached.add(index)
            if not visible:
                unseen.append(names[index])
        if len(reached) == len(names):
            break
    missing = [name for index, name in enumerate(names) if index not in reached and page.evaluate("(index) => controls[index].isConnected", index)]
    assert not missing, f"Tab does not reach {missing} of {names}"
    assert not unseen, f"the focus is not seen on {unseen}"


def test_the_chair_gives_the_floor_by_one_key(stage: tuple[str, Stage]) -> None:
    language, summit = stage
    visitor = summit.visitors["console"]
    summit.mode(visitor, "5")
    meeting = visitor.view["meeting"]["id"]
    api = summit.server.api(invitation(summit.server, "chair", "VN")["token"])
    if not visitor.view["speakers"]:
        api.command(meeting, "inscribe", seat="TH" if (visitor.view["floor"] or {}).get("seat") != "TH" else "JP")
    visitor.until("a list of speakers", "mufakat.view.speakers.length > 0")
    first = visitor.view["speakers"][0]["seat"]
    summit.mode(visitor, "n")
    visitor.until(f"the floor with {first}", f"mufakat.view.floor?.seat === '{first}'", seconds=5)


def test_reduced_motion(stage: tuple[str, Stage], chromium: Chromium) -> None:
    language, summit = stage
    if language != "en":
        pytest.skip("once is enough")
    context = chromium.visitor(reduced_motion="reduce")
    try:
        page = context.new_page()
        page.goto(Meeting(summit.server, "VN").chair.link)
        page.wait_for_timeout(500)
        long = page.evaluate(
            """() => [...document.querySelectorAll("*")].filter((each) => {
                const style = getComputedStyle(each);
                const seconds = (text) => Math.max(...text.split(",").map(parseFloat));
                return seconds(style.transitionDuration) > 0.01 || (style.animationName !== "none" && seconds(style.animationDuration) > 0.01);
            }).map((each) => each.className)"""
        )
        assert not long
    finally:
        context.close()
