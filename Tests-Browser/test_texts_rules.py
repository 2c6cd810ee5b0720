"""The rules of a body at the screen, after a text was begun: all who read it see them, the secretariat changes them with a reason, and nobody while silence lasts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from support.desk import Desk
from support.drafting import CONFERENCE, PLAIN, api, ask, begin, command, sit, table, until, view  # noqa: F401
from support.server import Server
from support.words import foreign_words
from test_screens import LANGUAGES, findings

BEGUN = {"silenceSeconds": 72 * 3600, "silencePassesUnconfirmed": False, "silenceGraceSeconds": 3600, "decidesWithBrackets": False}


@pytest.fixture(scope="module")
def office(table: Server) -> Iterator[Server]:  # noqa: F811
    """With an officer of the secretariat."""
    command(table, {"register": {"person": {"id": "officer", "role": "secretariat", "levels": [], **PLAIN}}})
    command(table, {"approve": {"person": "officer"}})
    yield table


def rules(server: Server, text: str) -> dict[str, Any]:
    return view(server, text)["text"]["rules"]


def opened(desk: Desk, text: str) -> Desk:
    desk.go(f"asean-36/texts/{text}?view=decision")
    desk["rules-fold-open"].click()
    desk["rules-words"].wait_for()
    return desk


def test_the_secretariat_changes_them_with_a_reason(office: Server, sit: Callable[..., Desk]) -> None:  # noqa: F811
    begin(office, "rules")
    chair, officer = opened(sit("vn-head", "rules"), "rules"), opened(sit("officer", "rules"), "rules")
    chair.says("rules-words", "at least 72 hours")
    assert "confirmed that it received" in chair.text("rules-words") and "60 minutes" in chair.text("rules-words") and "stand in brackets" in chair.text("rules-words")
    # What the screen does not offer, the server refuses.
    expect(chair["rules-set"]).to_be_hidden()
    asked = {"setRules": {"rules": {**BEGUN, "silenceSeconds": 0}, "reason": "We are in a hurry"}}
    assert api(office, "vn-head").post(f"{CONFERENCE}/texts/rules/commands", asked).reason == "needsSecretariat"
    assert rules(office, "rules") == BEGUN
    assert officer["rules-silence"].input_value() == "72" and officer["rules-grace"].input_value() == "60"
    officer["rules-silence"].fill("")
    officer["rules-set"].click()
    officer["rules-set-reason"].fill("As the Summit decided")
    officer["rules-set-confirm"].click()
    expect(officer["rules-silence-problem"]).to_be_visible()
    assert rules(office, "rules") == BEGUN
    officer["rules-silence"].fill("48")
    officer["rules-grace"].fill("90")
    officer["rules-brackets"].check()
    officer["rules-set-confirm"].click()
    changed = {**BEGUN, "silenceSeconds": 48 * 3600, "silenceGraceSeconds": 5400, "decidesWithBrackets": True}
    until("the rules", lambda: rules(office, "rules") == changed)
    # Everybody sees them at once, and they hold.
    chair.says("rules-words", "at least 48 hours")
    chair.says("rules-words", "may be decided on with words in brackets")
    assert "decided on while" not in chair.text("rules-words")
    act = office.admin.get(f"{CONFERENCE}/texts/rules/changes").json["sequence"]
    assert office.admin.get(f"{CONFERENCE}/texts/rules/acts/{act}").json["event"] == "rulesSet"
    # Without a reason nothing changes.
    officer["rules-silence"].fill("1")
    officer["rules-set"].click()
    officer["rules-set-confirm"].click()
    expect(officer["rules-set-reason-problem"]).to_be_visible()
    assert rules(office, "rules") == changed


def test_nothing_of_them_changes_while_silence_lasts(office: Server, sit: Callable[..., Desk]) -> None:  # noqa: F811
    begin(office, "still")
    ask(office, "vn-head", "still", {"finalise": {}})
    officer = opened(sit("officer", "still"), "still")
    officer["rules-set"].wait_for()
    end = datetime.now(UTC) + timedelta(hours=73)
    ask(office, "vn-head", "still", {"beginSilence": {"verb": "adopt", "until": end.strftime("%Y-%m-%dT%H:%M:%S.000Z")}})
    officer.says("rules-who", "While silence lasts")
    expect(officer["rules-set"]).to_be_hidden()
    asked = {"setRules": {"rules": {**BEGUN, "silencePassesUnconfirmed": True}, "reason": "x"}}
    assert api(office, "officer").post(f"{CONFERENCE}/texts/still/commands", asked).reason == "wrongStanding"
    assert rules(office, "still") == BEGUN
    ask(office, "vn-head", "still", {"withdrawSilence": {"reason": "Another word"}})
    expect(officer["rules-set"]).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_read_in_each_language_and_by_everybody(office: Server, sit: Callable[..., Desk], screenshots: Path, language: str) -> None:  # noqa: F811
    text = f"words-{language}"
    begin(office, text)
    officer = opened(sit("officer", text, language=language, bypass_csp=True), text)
    officer["rules-set"].click()
    officer.page.screenshot(path=screenshots / f"text-rules-{language}.png", full_page=True)
    problems = findings(officer.page) + list(foreign_words(officer, language))
    assert not problems, "\n".join(map(str, problems))
