"""An annotated agenda, points of order, rights of reply, planned segments and two co-chairs, on the real pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from support.chromium import Chromium
from support.meeting import Meeting
from support.visitor import Visitor
from test_screens import look_at

TABLE = ("VN", "ID", "KR", "JP", "TH", "SG", "MY", "PH", "LA", "KH", "MM", "BN", "CN")


def texts(en: str, vi: str) -> dict[str, str]:
    return {"en": en, "vi": vi}


PLAN: dict[str, Any] = {
    "title": texts("22nd ASEAN-Republic of Korea Summit", "Hội nghị Cấp cao ASEAN - Hàn Quốc lần thứ 22"),
    "host": "VN", "speakingLimitSeconds": 300,
    "segments": [
        {"segment": "open", "minutes": 20}, {"segment": "restricted", "minutes": 60, "chair": "KR"},
        {"segment": "retreat", "minutes": 45, "chair": "VN"},
    ],
    "agenda": [
        {"number": 1, "title": texts("Opening remarks by the Co-Chairs", "Phát biểu khai mạc của các Đồng Chủ tọa"), "minutes": 15},
        {
            "number": 2, "title": texts("Review of ASEAN-Republic of Korea cooperation", "Kiểm điểm hợp tác ASEAN - Hàn Quốc"),
            "lead": "TH", "documents": ["ASEAN-ROK/2021/1", "ASEAN-ROK/2021/2"], "action": "endorse", "minutes": 40,
            "speakingLimitSeconds": 180, "speakers": ["SG", "TH", "MY"],
        },
    ],
}


class Summit:
    """Open; VN's chair at the console, KR's co-chair and Indonesia's head on their pages; everybody else by the API."""

    def __init__(self, meeting: Meeting, chromium: Chromium, language: str = "en") -> None:
        self.meeting = meeting
        self.korea = meeting.invite("kr-co", "coChair", "KR").enter()
        heads = [meeting.invite(f"{seat.lower()}-head", "head", seat) for seat in TABLE if seat not in ("VN", "KR")]
        for head in heads:
            head.enter()
        meeting.chair.do("admitAll")
        meeting.open()
        self._contexts = [chromium.visitor(language=language, bypass_csp=True) for _ in range(3)]
        people = [meeting.chair, self.korea, meeting.people["id-head"]]
        names = ["the chair", "the co-chair", "Indonesia"]
        self.chair, self.co_chair, self.indonesia = (
            Visitor(f"{name} ({language})", context.new_page()).open(person.link)
            for name, context, person in zip(names, self._contexts, people, strict=True)
        )
        self.chair.until("the console", "mufakat.session.mode === 'console'")
        self.indonesia.until("the room", "mufakat.session.screen === 'room'")

    def shown(self, visitor: Visitor) -> list[str]:
        """The list of speakers as a page shows it."""
        return visitor.ask("[...document.querySelectorAll('[data-testid=speakers] > li')].map((row) => `${row.dataset.as} ${row.dataset.seat}`)")

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def summit(meeting: Callable[..., Meeting], chromium: Chromium) -> Iterator[Summit]:
    made = Summit(meeting(*TABLE, lobby=True, **PLAN), chromium)
    yield made
    made.close()


def press(visitor: Visitor, key: str) -> None:
    visitor.ask("document.activeElement?.blur()")
    visitor.page.keyboard.press(key)  # type: ignore[union-attr]


def act_twice(visitor: Visitor, testid: str) -> str:
    """Presses, reads the consequence, confirms."""
    visitor.click(testid)
    words = visitor.ask(f"document.querySelector('.press-twice-armed:has([data-testid=\"{testid}-confirm\"]) .press-twice-words').innerText")
    visitor.click(f"{testid}-confirm")
    return words


def test_an_item_brings_its_speakers_and_its_limit(summit: Summit) -> None:
    summit.chair.page.select_option("[data-testid=agenda]", "2")  # type: ignore[union-attr]
    summit.chair.click("take-item")
    summit.indonesia.until("the item", "mufakat.view.item === 2")
    assert summit.shown(summit.indonesia) == ["listed TH", "listed SG", "listed MY"], "the lead first, each once"
    facts = summit.indonesia.text("item-facts")
    for word in ("Thailand", "ASEAN-ROK/2021/1", "To endorse", "0 of 40 min"):
        assert word in facts, facts
    assert "Singapore" in summit.chair.text("annotated-agenda")
    press(summit.chair, "n")
    summit.indonesia.until("Thailand on the floor", "mufakat.view.floor?.seat === 'TH'")
    assert summit.indonesia.view["floor"]["limitSeconds"] == 180


def test_a_point_of_order_interrupts_and_the_time_stands_still(summit: Summit) -> None:
    chair, korea, indonesia = summit.chair, summit.co_chair, summit.indonesia
    summit.meeting.chair.do("giveFloor", seat="ID")
    indonesia.until("its floor", "mufakat.view.floor?.seat === 'ID'")
    press(korea, "o")
    chair.until("the point of order", "!!document.querySelector('[data-testid=points]').offsetParent")
    assert "Republic of Korea" in chair.text("points") and "Republic of Korea" in chair.text("next-act")
    for visitor in (chair, korea, indonesia):
        visitor.until("a notice", "document.querySelector('[data-testid=notices]').innerText.length > 0")
    chair.click("hear-KR")
    indonesia.until("that it waits", "mufakat.view.interrupted?.seat === 'ID'")
    assert summit.shown(indonesia) == ["speaks KR", "waits ID"]
    assert "stands still" in indonesia.text("floor-place")
    spoken = indonesia.view["interrupted"]["spokenMilliseconds"]
    assert summit.meeting.chair.refused("nextSpeaker") == "noSpeakers"
    assert summit.meeting.chair.refused("giveFloor", seat="JP") == "ruleFirst"
    words = act_twice(chair, "dismissed-KR")
    assert "Republic of Korea" in words and "Indonesia then goes on" in words
    indonesia.until("its floor again", "mufakat.view.floor?.seat === 'ID' && mufakat.view.interrupted === null")
    assert indonesia.view["floor"]["spokenMilliseconds"] == spoken
    indonesia.until("the ruling", "document.querySelector('[data-testid=notices]').innerText.includes('dismisses')")
    # What the page folded is what the server says.
    for visitor, person in ((chair, summit.meeting.chair), (indonesia, summit.meeting.people["id-head"])):
        page, server = visitor.view, person.view()
        for name in ("floor", "interrupted", "points", "ruling", "replies", "replied", "speakers", "spoken", "itemTime", "segmentNumber"):
            assert page[name] == server[name], name


def test_replies_come_after_the_list_and_are_counted(summit: Summit) -> None:
    chair, indonesia = summit.chair, summit.indonesia
    summit.meeting.chair.do("inscribe", seat="JP")
    press(indonesia, "r")
    chair.until("the request", "!!document.querySelector('[data-testid=replies]').offsetParent")
    assert "0 of 2" in indonesia.text("reply-count")
    assert summit.meeting.chair.refused("giveReply", seat="ID") == "speakersRemain"
    assert "not exhausted" in act_twice(chair, "reply-ID"), "the chair decides, and is told what about"
    indonesia.until("the reply", "mufakat.view.floor?.kind === 'reply'")
    assert indonesia.view["floor"]["limitSeconds"] == 300
    assert summit.shown(indonesia) == ["speaks ID", "listed JP"]
    press(indonesia, "y")
    indonesia.until("the end", "mufakat.view.floor === null")
    summit.meeting.chair.do("strike", seat="JP")
    press(indonesia, "r")
    chair.until("the likely act", "document.querySelector('[data-testid=next-act]').innerText.includes('right of reply')")
    chair.click("next-act")
    indonesia.until("the second reply", "mufakat.view.floor?.limitSeconds === 180")
    assert "2 of 2" in indonesia.text("reply-count")
    assert indonesia.ask("document.querySelector('[data-testid=reply]').disabled")
    assert summit.meeting.people["id-head"].refused("requestReply") == "noRepliesLeft"


def test_co_chairs(summit: Summit) -> None:
    """Both seats are named as co-chairs, both admit, and the next segment is the other's to conduct."""
    chair, korea, indonesia = summit.chair, summit.co_chair, summit.indonesia
    assert "Republic of Korea" in indonesia.text("co-chairs")
    marks = indonesia.ask("Object.fromEntries([...document.querySelectorAll('.tile')].map((tile) => [tile.dataset.seat, tile.querySelector('.mark-chair').hidden ? '' : tile.querySelector('.mark-chair').innerText]))")
    assert (marks["VN"], marks["KR"], marks["ID"]) == ("Presiding", "Co-chair", "")
    assert indonesia.text("stage-role").lower() == "co-chair"
    first = summit.meeting.invite("jp-adviser", "adviser", "JP").enter()
    second = summit.meeting.invite("jp-adviser-2", "adviser", "JP").enter()
    chair.click(f"console-admit-{first.id}")
    press(korea, "5")
    korea.click(f"console-admit-{second.id}")
    korea.until("both in the room", "mufakat.view.participants.filter((each) => each.id.startsWith('jp-adviser') && each.standing === 'admitted').length === 2")

    words = act_twice(chair, "next-segment")
    assert "Republic of Korea presides" in words
    for visitor in (chair, korea, indonesia):
        visitor.until("the co-chair in the chair", "mufakat.view.presiding === 'kr-co' && mufakat.view.segment === 'restricted'")
    states = indonesia.ask("[...document.querySelectorAll('[data-testid=running-segments] > li')].map((row) => row.dataset.state)")
    assert states == ["done", "now", "ahead"]
    assert summit.meeting.chair.refused("nextSegment") == "notAllowed"
    korea.until("their own console", "!!document.querySelector('[data-testid=next-segment]').offsetParent")
    # Nobody of Viet Nam is there to take over: the segment begins all the same.
    chair.page.close()  # type: ignore[union-attr]
    korea.until("that the chair is away", "mufakat.view.participants.find((each) => each.id === 'chair').connected === false", seconds=40)
    assert "is not here" in act_twice(korea, "next-segment")
    korea.until("the retreat", "mufakat.view.segment === 'retreat'")
    assert korea.view["presiding"] == "kr-co"


@pytest.mark.parametrize("language", ["en", "vi"])
def test_screens(meeting: Callable[..., Meeting], chromium: Chromium, screenshots: Path, language: str) -> None:
    """The room and the console while a point of order is heard, with everything else waiting."""
    summit = Summit(meeting(*TABLE, lobby=True, **PLAN), chromium, language)
    try:
        people = summit.meeting.people
        summit.meeting.chair.do("takeItem", number=2)
        summit.meeting.chair.do("giveFloor", seat="LA")
        people["id-head"].do("requestReply")
        people["cn-head"].do("requestReply")
        people["jp-head"].do("raisePoint")
        summit.korea.do("raisePoint")
        summit.meeting.chair.do("hearPoint", seat="JP")
        for visitor in (summit.chair, summit.indonesia):
            visitor.until("the point", "mufakat.view.floor?.kind === 'point'")
            visitor.page.wait_for_timeout(300)  # type: ignore[union-attr]
            # A notice lies over the picture until it is read; what is to be seen here is the rest.
            visitor.ask("document.querySelectorAll('.notice button').forEach((each) => each.click())")
        problems = look_at(summit.chair.page, "procedure-console", language, screenshots)  # type: ignore[arg-type]
        problems += look_at(summit.indonesia.page, "procedure-room", language, screenshots)  # type: ignore[arg-type]
        press(summit.indonesia, "?")
        problems += look_at(summit.indonesia.page, "procedure-keys", language, screenshots)  # type: ignore[arg-type]
    finally:
        summit.close()
    assert not problems
