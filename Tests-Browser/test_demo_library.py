"""The demo's library: papers of every kind lie in it when a newcomer opens the desk, and it is filled once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from support import waiting
from support.api import Api
from support.desk import PATIENCE, Desk
from support.server import Server

expect.set_options(timeout=PATIENCE * 1000)
LIBRARY = "/api/conferences/amm-54/library"
FOR_ALL = {"AMM/53/OUT", "AMM/54/1", "AMM/54/CN/1"}
READERS = {"secretary": FOR_ALL | {"EAS/PR/1"}, "bn-focal": FOR_ALL, "au-focal": FOR_ALL | {"AU/EAS/1"}}


def api(house: Server, person: str) -> Api:
    link = next(each["link"] for each in house.description["week"]["people"] if each["id"] == person)
    return house.api(link.rsplit("/", 1)[1])


def papers(caller: Api, query: str = "") -> dict[str, dict[str, Any]]:
    return {each["symbol"]: each for each in caller.get(f"{LIBRARY}{query}").json["documents"]}


def read_by_each(house: Server) -> None:
    for person, symbols in READERS.items():
        caller = api(house, person)
        found = papers(caller)
        assert set(found) == symbols, person
        for paper in found.values():
            for version in paper["versions"]:
                file = caller.get(f"{LIBRARY}/documents/{paper['id']}/versions/{version['number']}")
                assert file.status == 200 and f"<html lang=\"{version['language']}\">" in file.text and "<p></p>" not in file.text


def test_papers_of_every_kind_are_there(house: Server, sit: Callable[..., Desk]) -> None:
    read_by_each(house)
    found = papers(api(house, "secretary"))
    assert [(each["language"], each["standing"]) for each in found["AMM/54/1"]["versions"]] == [("en", "authentic"), ("vi", "officialTranslation")]
    assert "made up" in found["AMM/53/OUT"]["title"]["en"]
    awaits = found["EAS/PR/1"]["awaits"]
    assert found["EAS/PR/1"]["embargo"] == {"untilAdopted": {"text": "eas-recovery"}} and (awaits["standing"], awaits["isSame"]) == ("negotiated", True)
    waiting.until("the words", lambda: set(papers(api(house, "bn-focal"), "?q=quan+chuc+cao+cap")) == {"AMM/54/1"}, seconds=PATIENCE)
    desk = sit("secretary", language="vi").shown().go(f"amm-54/library/{found['EAS/PR/1']['id']}")
    desk.says("document-embargo", "Chưa công bố cho đến khi “Tuyên bố về phục hồi bền vững” được thông qua.")


def test_it_is_filled_once(house: Server) -> None:
    officer = api(house, "secretary")
    known = papers(officer)
    answer = officer.post(f"{LIBRARY}/commands", {"withdraw": {"document": known["AMM/54/CN/1"]["id"], "reason": "Superseded"}})
    assert answer.status == 200, answer.text
    house.stop()
    house.restart()
    again = papers(api(house, "secretary"))
    assert {symbol: each["id"] for symbol, each in again.items()} == {symbol: each["id"] for symbol, each in known.items()}
    assert again["AMM/54/CN/1"]["withdrawal"]["reason"] == "Superseded"
