"""A conference whose delegations negotiate texts, and somebody at one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from support import waiting
from support.chromium import Chromium
from support.desk import PATIENCE, Desk
from support.server import Server

expect.set_options(timeout=PATIENCE * 1000)
CONFERENCE = "/api/conferences/asean-36"
SEATS = ("VN", "ID", "MY", "PH", "SG")
MEETING = "summit-36"
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


def api(server: Server, person: str) -> Any:
    """The server as one of the people asks it."""
    return server.api(server.admin.get(f"{CONFERENCE}/people/{person}/token").json["token"])


def ask(server: Server, person: str, text: str, asked: dict[str, Any]) -> int:
    """A command of somebody; the act that came of it."""
    answer = api(server, person).post(f"{CONFERENCE}/texts/{text}/commands", asked)
    assert answer.status == 200, answer.text
    return answer.json["sequence"]


def view(server: Server, text: str) -> dict[str, Any]:
    """What the record says of a text."""
    return server.admin.get(f"{CONFERENCE}/texts/{text}").json["view"]


def stretch(paragraph: int, words: str) -> tuple[int, int]:
    """Where words of a paragraph stand that the second act made: from which of its elements to which."""
    first = sum(len(each) for _, each in PARAGRAPHS[:paragraph]) + PARAGRAPHS[paragraph][1].index(words)
    return first, first + len(words) - 1


def hold(server: Server) -> dict[str, str]:
    """The five delegations' meeting has its room, unless it has; the links into it, by person."""
    if server.admin.get(f"{CONFERENCE}/meetings/{MEETING}/invitations").status != 200:
        name = {"en": "36th ASEAN Summit", "vi": "Hội nghị Cấp cao ASEAN 36"}
        command(server, {"planMeeting": {"meeting": {
            "id": MEETING, "title": name, "format": "asean", "level": "leaders", "chair": "VN", "coChairs": [], "length": 120, "table": list(SEATS), "offstage": [], "agenda": [],
            "segments": [], "feeds": [], "interpreted": False, "wishes": {"rooms": []},
        }}})
        command(server, {"place": {"placements": [{"meeting": MEETING, "start": "2020-06-26T02:00:00Z"}]}})
        command(server, {"publishTimetable": {}})
    return {each["participant"]: each["path"] for each in server.admin.get(f"{CONFERENCE}/meetings/{MEETING}/invitations").json}
