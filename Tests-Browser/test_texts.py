"""The drafting room: a text is begun, written before everybody's eyes, proposed to, bracketed and agreed; lines break, and no word is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from support import waiting
from support.chromium import Chromium
from support.desk import PATIENCE, Desk
from support.server import Server
from support.words import foreign_words
from test_screens import LANGUAGES, SIZES, findings, overflow

expect.set_options(timeout=PATIENCE * 1000)
CONFERENCE = "/api/conferences/asean-36"
SEATS = ("VN", "ID", "MY", "PH", "SG")
PLAIN = {"name": {"en": "", "vi": ""}, "title": {"en": "", "vi": ""}, "inHall": False}
PARAGRAPHS = [
    ({"preambular": {}}, "RECALLING the purposes and principles of the ASEAN Charter;"),
    ({"operative": {}}, "We agree to strengthen our collective response to the pandemic."),
    ({"operative": {}}, "We task our ministers to report at the next Summit."),
]


@pytest.fixture(scope="module")
def table(servers: Callable[..., Server]) -> Iterator[Server]:
    """A conference of five delegations, an approved head of each, and a text whose pen Indonesia holds."""
    server = servers("serve")
    name = {"en": "36th ASEAN Summit", "vi": "Hội nghị Cấp cao ASEAN 36"}
    facts = {"id": "asean-36", "title": name, "theme": name, "host": "VN", "timeZone": "Asia/Ho_Chi_Minh", "firstDay": "2020-06-26", "lastDay": "2020-06-26"}
    assert server.admin.post("/api/conferences", facts).status == 201
    zones = {"VN": "Asia/Ho_Chi_Minh", "ID": "Asia/Jakarta", "MY": "Asia/Kuala_Lumpur", "PH": "Asia/Manila", "SG": "Asia/Singapore"}
    names = {"VN": ("Viet Nam", "Việt Nam"), "ID": ("Indonesia", "In-đô-nê-xi-a"), "MY": ("Malaysia", "Ma-lai-xi-a"), "PH": ("Philippines", "Phi-líp-pin"), "SG": ("Singapore", "Xin-ga-po")}
    for seat in SEATS:
        said = {"id": seat, "name": dict(zip(("en", "vi"), names[seat])), "flag": seat.lower(), "timeZone": zones[seat]}
        command(server, {"inviteDelegation": {"seat": said}})
        command(server, {"register": {"person": {"id": f"{seat.lower()}-head", "delegation": seat, "role": "head", "levels": ["leaders"], **PLAIN}}})
        command(server, {"approve": {"person": f"{seat.lower()}-head"}})
    yield server
    server.stop()


def command(server: Server, asked: dict[str, Any], address: str = CONFERENCE) -> None:
    answer = server.admin.post(f"{address}/commands", asked)
    assert answer.status == 200, answer.text


def link(server: Server, person: str) -> str:
    return f"{server.url}{server.admin.get(f'{CONFERENCE}/people/{person}/token').json['path']}"


def begin(server: Server, text: str, paragraphs: list[tuple[dict[str, Any], str]] = PARAGRAPHS) -> None:
    title = {"en": f"Declaration {text}", "vi": f"Tuyên bố {text}"}
    facts = {"id": text, "conference": "asean-36", "type": "declaration", "title": title, "pen": {"delegation": {"seat": "ID"}}, "chair": "VN", "delegations": list(SEATS), "numbering": "resolution"}
    assert server.admin.post(f"{CONFERENCE}/texts", facts).status == 201
    pen = server.api(server.admin.get(f"{CONFERENCE}/people/id-head/token").json["token"])
    added = {"addParagraphs": {"paragraphs": [{"kind": kind, "words": words} for kind, words in paragraphs]}}
    assert pen.post(f"{CONFERENCE}/texts/{text}/commands", added).status == 200


@pytest.fixture
def sit(table: Server, chromium: Chromium) -> Iterator[Callable[..., Desk]]:
    """Seats somebody at a text."""
    desks: list[Desk] = []

    def make(person: str, text: str | None, **options: Any) -> Desk:
        desk = Desk(chromium, table, link(table, person), **options)
        desks.append(desk)
        desk.shown().go(f"asean-36/texts{f'/{text}' if text else ''}")
        if text:
            desk["text-sheet"].wait_for()
            until("the line", lambda: desk.page.locator(".text-state[data-status=live]").count() == 1)
        return desk

    yield make
    faults = [fault for desk in desks for fault in desk.faults]
    for desk in desks:
        desk.close()
    assert not faults


def until(what: str, probe: Callable[[], Any]) -> None:
    waiting.until(what, probe, seconds=PATIENCE)


def lines(desk: Desk) -> list[str]:
    return desk.page.locator("[data-testid=text-sheet] .text-line").all_inner_texts()


def words(server: Server, text: str) -> list[str]:
    """What the record says: the letters that are there, by paragraph."""
    view = server.admin.get(f"{CONFERENCE}/texts/{text}").json["view"]
    return ["".join(run[1] for run in paragraph["runs"] if isinstance(run[1], str) and len(run[2] if len(run) > 2 else []) % 2 == 0) for paragraph in view["paragraphs"]]


def line(desk: Desk, place: int) -> Any:
    return desk.page.locator("[data-testid=text-sheet] .text-line").nth(place)


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
    pen.page.keyboard.press("Enter")
    until("a new paragraph", lambda: len(lines(other)) == 4)
    pen.page.keyboard.type("New one.")
    until("its words", lambda: lines(chair)[2] == "New one.")
    assert line(chair, 1).get_attribute("contenteditable") == "false"


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
    assert table.admin.get(f"{CONFERENCE}/texts/fights").json["view"]["convergence"]["clean"] == 1


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
    until("the statement", lambda: len(lines(desk)) == 11)
    assert "[essential goods]" in lines(desk)[4].replace("\n", "") and "equitable" in lines(desk)[3]
    assert "OP3 alt 1" in desk.page.locator(".text-number").all_inner_texts()
    desk["files-fold-open"].click()
    with desk.page.expect_download() as download:
        desk["file-docx"].click()
    assert download.value.path().read_bytes()[:2] == b"PK"
    desk.close()
    assert not desk.faults


VIEWS = {"texts": None, "texts-work": "", "texts-clean": "?view=clean", "texts-compare": "?view=compare"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", VIEWS)
def test_every_screen_in_every_size(table: Server, sit: Callable[..., Desk], screenshots: Path, name: str, language: str) -> None:
    text = f"{name}-{language}"
    begin(table, text)
    pen, other = (table.api(table.admin.get(f"{CONFERENCE}/people/{person}/token").json["token"]) for person in ("id-head", "my-head"))
    address = f"{CONFERENCE}/texts/{text}/commands"
    at = len(PARAGRAPHS[0][1]) + PARAGRAPHS[1][1].index("strengthen")
    proposal = {"propose": {"change": {"replace": {"paragraph": "2.1", "ranges": [f"2.{at}-{at + 9}"], "words": "deepen"}}, "seen": 2, "reason": "Stronger"}}
    assert other.post(address, proposal).status == 200
    assert pen.post(address, {"bracketProposal": {"proposal": "3.0"}}).status == 200
    assert other.post(address, proposal | {"propose": {**proposal["propose"], "change": {"remove": {"paragraph": "2.1"}}}}).status == 200
    assert pen.post(address, {"circulate": {"name": "Zero draft"}}).status == 200
    desk = sit("vn-head", text, language=language, bypass_csp=True)
    view = VIEWS[name]
    desk.go(f"asean-36/texts{'' if view is None else f'/{text}{view}'}")
    if name == "texts-work":
        line(desk, 1).click()
        for fold in ("propose-fold-open", "bracket-fold-open"):
            desk[fold].click()
    elif view is not None:
        desk["text-clean" if "clean" in view else "text-compared"].wait_for()
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
    own = ["Zero draft", "Stronger", *(words for _, words in PARAGRAPHS)]
    if foreign := [each for each in foreign_words(desk, language) if not any(each in said or said in each for said in own)]:  # type: ignore[arg-type]
        problems.append(f"shows {foreign}")
    assert not problems, "\n".join(problems)
