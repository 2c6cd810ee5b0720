"""A text before a meeting: the paragraph under discussion is on the stage, with its words as they are written, and in the record of who speaks on it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from support.chromium import Chromium
from support.desk import Desk
from support.drafting import CONFERENCE, MEETING, PLAIN, SEATS, ask, command, hold, line, sit, table, until, view  # noqa: F401
from support.server import Server
from support.visitor import Visitor

TEXT = "staged"


def test_what_is_spoken_about_is_on_the_stage(table: Server, sit: Callable[..., Desk], chromium: Chromium) -> None:  # noqa: F811
    command(table, {"register": {"person": {"id": "my-observer", "delegation": "MY", "role": "observer", "levels": ["leaders"], **PLAIN}}})
    command(table, {"approve": {"person": "my-observer"}})
    paths = hold(table)
    facts = {
        "id": TEXT, "conference": "asean-36", "type": "declaration", "title": {"en": "Vision", "vi": "Tầm nhìn"}, "pen": {"delegation": {"seat": "ID"}}, "chair": "VN", "meeting": MEETING,
        # Singapore sits in the meeting and does not negotiate this text.
        "delegations": [seat for seat in SEATS if seat != "SG"], "numbering": "resolution",
    }
    assert table.admin.post(f"{CONFERENCE}/texts", facts).status == 201
    ask(table, "id-head", TEXT, {"addParagraphs": {"paragraphs": [{"kind": {"operative": {}}, "words": words} for words in ("We act together.", "We pay our share.")]}})
    first, second = (each["id"] for each in view(table, TEXT)["paragraphs"])

    contexts = [chromium.visitor() for _ in range(3)]
    chair, malaysia, singapore = (
        Visitor(name, context.new_page()).open(table.url + paths[person]).enter() for (name, person), context in zip((("the chair", "vn-head"), ("Malaysia", "my-head"), ("Singapore", "sg-head")), contexts, strict=True)
    )
    # Who only follows has no camera to be asked for.
    observer = Visitor("an observer", chromium.visitor().new_page()).open(table.url + paths["my-observer"])
    observer.click("enter")
    contexts.append(observer.page.context)
    room = table.api(paths["vn-head"].split("/")[-1])
    until("all before the door", lambda: all(each["standing"] in ("lobby", "admitted") for each in room.view(MEETING)["participants"] if each["id"] in ("my-head", "sg-head", "my-observer")))
    room.do(MEETING, "admitAll")
    room.do(MEETING, "openMeeting")
    ask(table, "vn-head", TEXT, {"discuss": {"paragraph": first}})
    # An observer of a delegation that negotiates it follows what is spoken about.
    for visitor in (chair, malaysia, observer):
        expect(visitor.page.get_by_test_id("staged-words")).to_have_text("We act together.", timeout=20_000)
        expect(visitor.page.get_by_test_id("staged-number")).to_contain_text("OP1")
    # Who does not negotiate it sees what is spoken about, and not what it says.
    expect(singapore.page.get_by_test_id("staged-number")).to_have_text("Under discussion: OP1", timeout=20_000)
    expect(singapore.page.get_by_test_id("staged-words")).to_be_hidden()
    assert table.api(paths["sg-head"].split("/")[-1]).get(f"/api/meetings/{MEETING}/paragraph").status == 404
    assert table.api(paths["sg-head"].split("/")[-1]).get(f"/api/meetings/{MEETING}/texts").json == []

    # The words with their digest are for who decides.
    for person, texts in (("my-head", [TEXT]), ("my-observer", [])):
        assert [each["id"] for each in table.api(paths[person].split("/")[-1]).get(f"/api/meetings/{MEETING}/texts").json] == texts, person

    pen = sit("id-head", TEXT)
    line(pen, 0).click()
    pen.page.keyboard.press("Control+End")
    pen.page.keyboard.type(" Today.")
    expect(malaysia.page.get_by_test_id("staged-words")).to_have_text("We act together. Today.", timeout=20_000)

    room.do(MEETING, "giveFloor", seat="MY")
    ask(table, "vn-head", TEXT, {"discuss": {"paragraph": second}})
    expect(malaysia.page.get_by_test_id("staged-words")).to_have_text("We pay our share.", timeout=20_000)
    # Words that may be old say so, and the server is sought until it is there again.
    expect(malaysia.page.get_by_test_id("staged-stale")).to_be_empty()
    table.kill()
    expect(malaysia.page.get_by_test_id("staged-stale")).not_to_be_empty(timeout=20_000)
    expect(malaysia.page.get_by_test_id("staged-words")).to_have_text("We pay our share.")
    table.start()
    expect(malaysia.page.get_by_test_id("staged-stale")).to_be_empty(timeout=30_000)
    ask(table, "vn-head", TEXT, {"discuss": {"paragraph": first}})
    expect(malaysia.page.get_by_test_id("staged-words")).to_have_text("We act together. Today.", timeout=20_000)
    ask(table, "vn-head", TEXT, {"discuss": {"paragraph": second}})
    room.do(MEETING, "endFloor")
    room.do(MEETING, "takeParagraph")
    expect(malaysia.page.get_by_test_id("staged")).to_be_hidden(timeout=20_000)
    minutes = room.get(f"/api/meetings/{MEETING}/minutes").text
    spoken = next(row for row in minutes.splitlines() if "Malaysia" in row and "intervention" in row)
    assert "OP1, OP2" in spoken
    for context in contexts:
        context.close()
