"""The library at the desk: documents are added, found, held back, released and withdrawn; what is not for somebody to read is not there for them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from support import waiting
from support.api import Api
from support.chromium import Chromium
from support.desk import PATIENCE, Desk
from support.server import Server
from support.words import foreign_words
from test_screens import LANGUAGES, SIZES, findings, overflow

expect.set_options(timeout=PATIENCE * 1000)
CONFERENCE = "/api/conferences/amm-54"
LIBRARY = f"{CONFERENCE}/library"
NAMES = {"VN": ("Viet Nam", "Việt Nam", "Asia/Ho_Chi_Minh"), "LA": ("Lao PDR", "Lào", "Asia/Vientiane"), "ID": ("Indonesia", "In-đô-nê-xi-a", "Asia/Jakarta")}
PLAIN = {"name": {"en": "", "vi": ""}, "title": {"en": "", "vi": ""}, "inHall": False, "levels": ["ministers"]}


@pytest.fixture(scope="module")
def week(servers: Callable[..., Server]) -> Iterator[Server]:
    """Three delegations with a head and an adviser each, an officer of the secretariat and somebody of the press."""
    server = servers("serve", MUFAKAT_LIBRARY_MEGABYTES="120")
    name = {"en": "54th AMM", "vi": "AMM lần thứ 54"}
    facts = {"id": "amm-54", "title": name, "theme": name, "host": "VN", "timeZone": "Asia/Ho_Chi_Minh", "firstDay": "2021-08-02", "lastDay": "2021-08-06"}
    assert server.admin.post("/api/conferences", facts).status == 201
    for seat, (english, vietnamese, zone) in NAMES.items():
        plan(server, {"inviteDelegation": {"seat": {"id": seat, "name": {"en": english, "vi": vietnamese}, "flag": seat.lower(), "timeZone": zone}}})
        for role in ("head", "adviser"):
            plan(server, {"register": {"person": {"id": f"{seat.lower()}-{role}", "delegation": seat, "role": role, **PLAIN}}})
    for person, role in (("officer", "secretariat"), ("press", "press")):
        plan(server, {"register": {"person": {"id": person, "role": role, **PLAIN}}})
    people = [f"{seat.lower()}-{role}" for seat in NAMES for role in ("head", "adviser")] + ["officer", "press"]
    plan(server, {"approveAll": {"people": people}})
    agenda = [{"title": {"en": "Response", "vi": "Ứng phó"}, "documents": [], "speakers": []}]
    meeting = {"id": "amm", "title": {"en": "Ministers", "vi": "Phiên Bộ trưởng"}, "level": "ministers", "chair": "ID", "coChairs": [], "length": 60, "table": list(NAMES), "offstage": [], "agenda": agenda, "segments": [], "feeds": [], "interpreted": False}
    plan(server, {"planMeeting": {"meeting": meeting}})
    yield server
    server.stop()


def plan(server: Server, asked: dict[str, Any]) -> None:
    answer = server.admin.post(f"{CONFERENCE}/commands", asked)
    assert answer.status == 200, answer.text


def api(server: Server, person: str) -> Api:
    return server.api(server.admin.get(f"{CONFERENCE}/people/{person}/token").json["token"])


def upload(caller: Api, content: bytes, name: str) -> Any:
    return caller.request("POST", f"{LIBRARY}/files?name={quote(name)}", content, {"Content-Type": "application/octet-stream"}, seconds=120)


def add(caller: Api, symbol: str, access: dict[str, Any], content: bytes = b"Words", name: str = "paper.txt", **more: Any) -> str:
    sent = upload(caller, content, name)
    assert sent.status == 201, sent.text
    version = {"upload": sent.json["upload"], "language": "en", "standing": "authentic"}
    asked = {"facts": {"symbol": symbol, "title": {"en": f"Paper {symbol}", "vi": f"Văn kiện {symbol}"}}, "access": access, "version": version, **more}
    answer = caller.post(f"{LIBRARY}/commands", {"add": asked})
    assert answer.status == 200, answer.text
    return answer.json["document"]


def until(what: str, probe: Callable[[], Any]) -> None:
    waiting.until(what, probe, seconds=PATIENCE)


@pytest.fixture
def sit(week: Server, chromium: Chromium) -> Iterator[Callable[..., Desk]]:
    desks: list[Desk] = []

    def make(person: str, thing: str = "", **options: Any) -> Desk:
        desk = Desk(chromium, week, f"{week.url}{week.admin.get(f'{CONFERENCE}/people/{person}/token').json['path']}", **options)
        desks.append(desk)
        return desk.shown().go(f"amm-54/library{thing and f'/{thing}'}")

    yield make
    faults = [fault for desk in desks for fault in desk.faults]
    for desk in desks:
        desk.close()
    assert not faults


def symbols(desk: Desk) -> set[str]:
    return set(desk.page.locator("[data-testid=library-list] .library-symbol").all_inner_texts())


def test_a_document_is_added_found_released_and_withdrawn(week: Server, sit: Callable[..., Desk], tmp_path: Path) -> None:
    officer, adviser = sit("officer"), sit("la-adviser")
    paper, translation = tmp_path / "Code of Conduct.txt", tmp_path / "Bộ quy tắc.txt"
    paper.write_text("The parties shall exercise self-restraint in the conduct of activities.")
    translation.write_text("Các bên kiềm chế trong việc tiến hành các hoạt động, trên đường lối hòa bình.")
    officer["add-open-open"].click()
    officer["add-document-send"].click()
    expect(officer["add-symbol-problem"]).to_be_visible()
    officer["add-symbol"].fill("AMM/54/COC")
    officer["add-title-en"].fill("Code of Conduct")
    officer["add-title-vi"].fill("Bộ quy tắc ứng xử")
    officer["add-meeting"].select_option("amm")
    officer["add-item"].fill("1")
    officer["add-file"].set_input_files(paper)
    officer["add-embargo"].select_option("untilReleased")
    officer["add-document-send"].click()
    officer["document-symbol"].wait_for()
    assert officer.text("document-symbol") == "AMM/54/COC" and "Ministers, item 1" in officer.text("document-about")
    expect(officer["document-embargo"]).to_be_visible()
    # Nobody else knows of it yet.
    adviser.go("amm-54/library")
    assert symbols(adviser) == set()
    officer["version-open-open"].click()
    assert officer["next-language"].input_value() == "vi" and officer["next-standing"].input_value() == "officialTranslation"
    officer["next-file"].set_input_files(translation)
    officer["next-version-send"].click()
    until("the translation", lambda: officer.page.locator(".version-row").count() == 2)
    officer["acts-open-open"].click()
    officer["release"].click()
    officer["release-confirm"].click()
    expect(officer["document-embargo"]).to_be_hidden()
    adviser.go("amm-54/library")
    until("the document", lambda: symbols(adviser) == {"AMM/54/COC"})
    # What is typed without signs is found with them.
    def found() -> bool:
        adviser["library-find"].fill("")
        adviser["library-find"].fill("duong loi hoa binh")
        adviser.page.wait_for_timeout(700)
        return adviser.page.locator(".library-excerpt mark").count() > 0
    until("the words", found)
    assert "đường lối" in adviser.text("excerpt") and symbols(adviser) == {"AMM/54/COC"}
    adviser["library-find"].fill("no such words")
    expect(adviser["nothing-found"]).to_be_visible()
    adviser["library-find"].fill("")
    until("all again", lambda: symbols(adviser) == {"AMM/54/COC"})
    with adviser.page.expect_download() as download:
        adviser.page.locator("[data-testid=file-2]").click()
    assert download.value.suggested_filename == "Bộ quy tắc.txt" and Path(download.value.path()).read_text() == translation.read_text()
    # By keyboard, with a reason.
    officer["withdraw"].focus()
    officer.page.keyboard.press("Enter")
    officer.page.keyboard.type("Superseded by Rev.1")
    officer.page.keyboard.press("Enter")
    officer.says("document-withdrawn", "Superseded by Rev.1")
    adviser.go("amm-54/library")
    until("that it was withdrawn", lambda: adviser.page.locator(".library-row[data-withdrawn]").count() == 1)
    assert adviser.page.locator(".library-files a:visible").count() == 0


def test_a_delegation_keeps_its_own_papers(week: Server, sit: Callable[..., Desk], tmp_path: Path) -> None:
    notes = tmp_path / "red lines.txt"
    notes.write_text("Our red lines are secret.")
    head = sit("la-head")
    head["add-open-open"].click()
    assert head["add-class"].input_value() == "delegationPrivate" and head.page.locator("[data-testid=add-class] option").count() == 1
    head["add-symbol"].fill("LA/notes")
    head["add-title-en"].fill("Red lines")
    head["add-file"].set_input_files(notes)
    head["add-document-send"].click()
    head["document-symbol"].wait_for()
    assert "the secretariat neither" in head.text("document-readers")
    document = head.address.rsplit("/", 1)[1]
    for person in ("officer", "vn-head"):
        desk = sit(person)
        until("the library", lambda: "AMM/54/COC" in symbols(desk))
        assert "LA/notes" not in symbols(desk)
        desk.go(f"amm-54/library/{document}")
        expect(desk["no-document"]).to_be_visible()
        for caller in (api(week, person), week.admin):
            for path in ("", "/versions/1", "/versions/1/text"):
                assert caller.get(f"{LIBRARY}/documents/{document}{path}").status == 404
            assert all(each["symbol"] != "LA/notes" for each in caller.get(f"{LIBRARY}?q=red").json["documents"])
    adviser = sit("la-adviser")
    until("the paper", lambda: "LA/notes" in symbols(adviser))
    # Nor is there a word of it in what the program exports and counts.
    for path in ("/metrics", f"{CONFERENCE}", f"{CONFERENCE}/changes"):
        assert "LA/notes" not in week.admin.get(path).text and document not in week.admin.get(path).text


def test_a_document_waits_for_the_adoption_of_a_text(week: Server, sit: Callable[..., Desk]) -> None:
    title = {"en": "Statement on the Response", "vi": "Tuyên bố về ứng phó"}
    text = {"id": "response", "conference": "amm-54", "type": "declaration", "title": title, "pen": {"secretariat": {}}, "chair": "ID", "delegations": ["ID", "VN"], "meeting": "amm", "numbering": "plain"}
    texts = f"{CONFERENCE}/texts"
    assert week.admin.post(texts, text).status == 201

    def ask(person: str, command: dict[str, Any]) -> None:
        answer = api(week, person).post(f"{texts}/response/commands", command)
        assert answer.status == 200, answer.text

    ask("officer", {"addParagraphs": {"paragraphs": [{"kind": {"operative": {}}, "words": "We respond together."}]}})
    document = add(api(week, "officer"), "AMM/54/PR", {"public": {}}, b"For the press")
    officer, press = sit("officer", document), api(week, "press")
    officer["acts-open-open"].click()
    officer["set-embargo"].select_option("untilAdopted")
    officer["embargo-form-send"].click()
    expect(officer["set-text-problem"]).to_be_visible()
    until("the text", lambda: officer.page.locator("[data-testid=set-text] option").count() == 2)
    officer["set-text"].select_option("response")
    officer["embargo-form-send"].click()
    officer.says("document-embargo", "until “Statement on the Response” is adopted")
    assert press.get(f"{LIBRARY}/documents/{document}/versions/1").status == 404
    # What is no adoption leaves it withheld, and is said.
    ask("id-head", {"defer": {"reason": "The capitals need time"}})
    officer.go(f"amm-54/library/{document}")
    officer.says("document-embargo", "The text is deferred: the document stays withheld.")
    ask("id-head", {"resume": {"reason": "They had it"}})
    ask("id-head", {"finalise": {}})
    ask("officer", {"setRules": {"rules": {"silenceSeconds": 1, "silencePassesUnconfirmed": True, "silenceGraceSeconds": 1, "decidesWithBrackets": False}, "reason": "A trial"}})
    end = datetime.now(UTC) + timedelta(seconds=5)
    ask("id-head", {"beginSilence": {"verb": "adopt", "until": end.strftime("%Y-%m-%dT%H:%M:%S.000Z")}})
    assert press.get(f"{LIBRARY}/documents/{document}").status == 404
    until("that it is opened", lambda: press.get(f"{LIBRARY}/documents/{document}/versions/1").status == 200)
    assert api(week, "vn-head").get(f"{texts}/response").json["view"]["course"]["standing"] == "decided"
    until("the notice", lambda: any(each["kind"] == "embargoLifted" for each in press.get(f"{CONFERENCE}/notices").json["notices"]))


def test_files_that_mean_harm(week: Server) -> None:
    officer = api(week, "officer")
    for content, name, reason in (
        (b"", "a.pdf", "fileEmpty"), (b"MZ\x90", "a.exe", "fileKind"), (b"MZ\x90", "a.pdf", "fileContent"), (b"x", "..", "fileKind"),
        (b"x", "a.txt\x00.exe", "fileKind"), (b"<svg onload=alert(1)>", "a.svg", "fileKind"),
    ):
        assert upload(officer, content, name).reason == reason, name
    huge = upload(officer, b"x" * (50 * 1024 * 1024 + 1), "huge.txt")
    assert huge.status == 413 and huge.reason == "fileTooLarge"
    # Its length is not told beforehand.
    token, address = officer.token, f"{week.url}{LIBRARY}/files?name=huge.txt"
    streamed = subprocess.run(
        ["curl", "-ks", "-o", "-", "-w", "%{http_code}", "-X", "POST", "-H", f"Authorization: Bearer {token}", "-H", "Transfer-Encoding: chunked", "-T", "-", address],
        input=b"x" * (51 * 1024 * 1024), capture_output=True, timeout=120, check=False,
    )
    assert streamed.stdout.endswith(b"413"), streamed.stdout[-300:]
    page = b"<script>fetch('/api/conferences/amm-54/library')</script>"
    document = add(officer, "HTML/1", {"public": {}}, page, "../../../etc/\u202efoo.html".replace("\u202e", ""))
    answer = api(week, "press").get(f"{LIBRARY}/documents/{document}/versions/1")
    assert answer.body == page and answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Content-Disposition"] == "attachment; filename=\"foo.html\"; filename*=UTF-8''foo.html"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert officer.get(f"{LIBRARY}/documents/..%2F..%2F..%2Fadmin-token/versions/1").status == 404
    assert week.running


def test_words_of_every_kind(week: Server, tmp_path: Path) -> None:
    """PDF and word processors' files are searched by their words."""
    officer = api(week, "officer")
    source = tmp_path / "a.md"
    source.write_text("Quadripartite arrangement")
    for kind in ("docx", "odt", "html"):
        subprocess.run(["pandoc", str(source), "-s", "--metadata", "title=x", "-o", str(tmp_path / f"a.{kind}")], check=True, timeout=60)
    subprocess.run(["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "a.docx")], check=True, timeout=120, capture_output=True)
    for kind in ("docx", "odt", "html", "pdf"):
        add(officer, f"KIND/{kind}", {"delegations": {}}, (tmp_path / f"a.{kind}").read_bytes(), f"a.{kind}")
    # What is broken is found by its title, and does no harm.
    add(officer, "KIND/broken", {"delegations": {}}, b"PK\x03\x04 no zip", "broken.docx")
    reader = api(week, "vn-adviser")
    wanted = {f"KIND/{kind}" for kind in ("docx", "odt", "html", "pdf")}
    until("the words of all", lambda: {each["symbol"] for each in reader.get(f"{LIBRARY}?q=quadripartite+arrange").json["documents"]} == wanted)
    assert {each["symbol"] for each in reader.get(f"{LIBRARY}?q=broken").json["documents"]} == {"KIND/broken"}
    assert reader.get(f"{LIBRARY}?q=quadripartite").text.count("PRESS") == 0
    assert api(week, "press").get(f"{LIBRARY}?q=quadripartite").json["documents"] == []


def test_what_is_there_survives_a_kill(week: Server) -> None:
    officer = api(week, "officer")
    document = add(officer, "KILL/1", {"public": {}}, b"Still here")
    week.kill()
    (week.data / "library" / "index.sqlite").unlink()
    week.start()
    officer = api(week, "officer")
    assert officer.get(f"{LIBRARY}/documents/{document}/versions/1").text == "Still here"
    until("the index", lambda: [each["symbol"] for each in officer.get(f"{LIBRARY}?q=still+here").json["documents"]] == ["KILL/1"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_screens(week: Server, sit: Callable[..., Desk], screenshots: Path, language: str) -> None:
    officer = api(week, "officer")
    first = add(officer, f"LOOK/{language}/1", {"delegations": {}}, embargo={"untilReleased": {}})
    add(officer, f"LOOK/{language}/2", {"chairOnly": {}})
    problems: list[str] = []
    for name, thing, opens in (("library", "", "add-open-open"), ("document", first, "acts-open-open"), ("version", first, "version-open-open")):
        desk = sit("officer", thing, language=language, bypass_csp=True)
        desk[opens].click()
        if name == "library":
            desk["add-embargo"].select_option("untilAdopted")
        for size, (width, height) in SIZES.items():
            desk.page.set_viewport_size({"width": width, "height": height})
            desk.page.wait_for_timeout(300)
            desk.page.screenshot(path=screenshots / f"{name}-{language}-{size}.png", full_page=True)
            problems += [f"{name} {language} {size}: {finding}" for finding in findings(desk.page)]
            if wide := overflow(desk.page):
                problems.append(f"{name} {language} {size}: wider than the screen: {wide}")
        problems += [f"{name} {language}: {words}" for words in foreign_words(desk, language)]
    assert not problems, "\n".join(problems)
