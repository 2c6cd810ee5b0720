"""Notices at the desk, and as letters through a real mail server on this machine: one that is down, comes up, asks for a password and speaks TLS."""

from __future__ import annotations

import email
import email.policy
import ssl
import subprocess
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from support import waiting
from support.chromium import Chromium
from support.desk import Desk
from support.machine import free_port
from support.server import Server
from support.words import foreign_words
from test_library import CONFERENCE, LIBRARY, add, api, plan, until
from test_screens import LANGUAGES, SIZES, findings, overflow

TITLE = {"en": "54th AMM", "vi": "AMM lần thứ 54"}
PLAIN = {"name": {"en": "", "vi": ""}, "title": {"en": "", "vi": ""}, "inHall": False, "levels": ["ministers"]}


class Postbox:
    """What came in, each with its envelope."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], EmailMessage]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.letters.append((list(envelope.rcpt_tos), email.message_from_bytes(envelope.content, policy=email.policy.default)))  # type: ignore[arg-type]
        return "250 taken"

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for recipients, letter in self.letters if recipients == [address]]


@pytest.fixture(scope="module")
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def week(servers: Callable[..., Server], port: int) -> Iterator[Server]:
    """Two delegations; the mail server is not there yet."""
    server = servers("serve", MUFAKAT_MAIL_SERVER=f"127.0.0.1:{port}", MUFAKAT_MAIL_TLS="none", MUFAKAT_MAIL_FROM="desk@summit.example", MUFAKAT_MAIL_QUIET_HOURS="")
    facts = {"id": "amm-54", "title": TITLE, "theme": TITLE, "host": "VN", "timeZone": "Asia/Ho_Chi_Minh", "firstDay": "2021-08-02", "lastDay": "2021-08-06"}
    assert server.admin.post("/api/conferences", facts).status == 201
    for seat in ("VN", "LA"):
        plan(server, {"inviteDelegation": {"seat": {"id": seat, "name": {"en": seat, "vi": seat}, "timeZone": "Asia/Vientiane"}}})
    people = {"vn-head": ("VN", "head"), "la-head": ("LA", "head"), "la-adviser": ("LA", "adviser"), "officer": (None, "secretariat"), "press": (None, "press")}
    for person, (seat, role) in people.items():
        address = {} if person == "la-adviser" else {"email": f"{person}@mofa.example"}
        plan(server, {"register": {"person": {"id": person, "role": role, **({"delegation": seat} if seat else {}), **PLAIN, **address}}})
    plan(server, {"approveAll": {"people": list(people)}})
    yield server
    server.stop()


def test_addresses_that_could_do_more_are_refused(week: Server) -> None:
    for address in ("a@b.c\r\nBcc: x@y.z", "a b@c.d", "<a@b.c>", "a@b.c,d@e.f", "", "ă@b.c"):
        person = {"id": "x", "role": "press", **PLAIN, "email": address}
        assert week.admin.post(f"{CONFERENCE}/commands", {"register": {"person": person}}).status == 400, address


def test_letters_wait_for_the_server_and_say_no_more_than_they_must(week: Server, postbox: Postbox, port: int) -> None:
    officer = api(week, "officer")
    add(officer, "AMM/54/1", {"delegations": {}})
    title = {"en": "Joint\tCommuniqué — “draft”", "vi": "Thông cáo chung: dự thảo"}
    sent = officer.request("POST", f"{LIBRARY}/files?name=a.txt", b"Words").json["upload"]
    version = {"upload": sent, "language": "en", "standing": "authentic"}
    assert officer.post(f"{LIBRARY}/commands", {"add": {"facts": {"symbol": "PUB/1", "title": title}, "access": {"public": {}}, "version": version}}).status == 200
    add(api(week, "la-head"), "LA/secret", {"delegationPrivate": {"seat": "LA"}})
    until("the notices", lambda: api(week, "la-head").get(f"{CONFERENCE}/notices").json["unread"] == 2)
    until("a try", lambda: "does not take letters" in week.log.read_text())
    # The queue survives a death, and the server comes up.
    week.kill()
    week.start()
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        until("the letters", lambda: len(postbox.letters) >= 5)
    finally:
        controller.stop()
    # One to each, who may read it; nothing to who has no address.
    assert sorted((recipients[0], len(recipients)) for recipients, _ in postbox.letters) == [
        ("la-head@mofa.example", 1), ("la-head@mofa.example", 1), ("press@mofa.example", 1), ("vn-head@mofa.example", 1), ("vn-head@mofa.example", 1),
    ]
    assert len({letter["Message-ID"] for _, letter in postbox.letters}) == 5
    for recipients, letter in postbox.letters:
        assert not letter.defects and [each.addr_spec for each in letter["To"].addresses] == recipients and letter["From"] == "Mufakat <desk@summit.example>"
        assert letter.get_content_type() == "text/plain" and letter["Auto-Submitted"] == "auto-generated" and letter["Bcc"] is None
        body = letter.get_content()
        assert TITLE["en"] in body and TITLE["vi"] in body and f"{week.url.rsplit(':', 1)[0]}" in body or "https://" in body
        assert "AMM/54/1" not in body + letter["Subject"] and "LA/secret" not in body + letter["Subject"]
    (public,) = postbox.to("press@mofa.example")
    assert "PUB/1" in public.get_content() and "Thông cáo chung: dự thảo" in public.get_content() and "PUB/1" in public["Subject"]


def test_notices_at_the_desk(week: Server, chromium: Chromium) -> None:
    link = week.admin.get(f"{CONFERENCE}/people/la-adviser/token").json["path"]
    desk = Desk(chromium, week, f"{week.url}{link}")
    try:
        desk.shown()
        until("the count", lambda: desk["count-notices"].is_visible())
        before = int(desk.text("count-notices").split()[0])
        add(api(week, "officer"), "AMM/54/2", {"delegations": {}})
        desk.told("AMM/54/2")
        until("one more", lambda: int(desk.text("count-notices").split()[0]) == before + 1)
        desk["nav-notices"].click()
        until("the list", lambda: "AMM/54/2" in desk["notice-list"].inner_text())
        desk["read-all"].focus()
        desk.page.keyboard.press("Enter")
        until("all read", lambda: not desk["count-notices"].is_visible())
        desk.page.locator("[data-testid=notice-list] a").first.click()
        desk.says("document-symbol", "AMM/54/2")
        assert not desk.faults
    finally:
        desk.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_screens(week: Server, chromium: Chromium, screenshots: Path, language: str) -> None:
    link = week.admin.get(f"{CONFERENCE}/people/vn-head/token").json["path"]
    desk = Desk(chromium, week, f"{week.url}{link}", language=language, bypass_csp=True)
    try:
        desk.shown().go("amm-54/notices")
        until("the list", lambda: desk.page.locator(".notice-row").count() > 0)
        problems: list[str] = []
        for size, (width, height) in SIZES.items():
            desk.page.set_viewport_size({"width": width, "height": height})
            desk.page.wait_for_timeout(300)
            desk.page.screenshot(path=screenshots / f"notices-{language}-{size}.png")
            problems += [f"{size}: {finding}" for finding in findings(desk.page)]
            if wide := overflow(desk.page):
                problems.append(f"{size}: {wide}")
        problems += foreign_words(desk, language)  # type: ignore[arg-type]
        assert not problems, "\n".join(problems)
    finally:
        desk.close()


class Tarpit(Postbox):
    """Goes away in the middle of each letter to one address."""

    def __init__(self, dropped: str) -> None:
        super().__init__()
        self.dropped = dropped
        self.drops = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if envelope.rcpt_tos == [self.dropped]:
            self.drops += 1
            server.transport.close()
            return "451 gone"
        return await super().handle_DATA(server, session, envelope)


def test_one_letter_that_the_server_drops_holds_up_no_other(servers: Callable[..., Server]) -> None:
    box, port = Tarpit("a@mofa.example"), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        server = servers("serve", MUFAKAT_MAIL_SERVER=f"127.0.0.1:{port}", MUFAKAT_MAIL_TLS="none", MUFAKAT_MAIL_FROM="desk@summit.example", MUFAKAT_MAIL_QUIET_HOURS="")
        facts = {"id": "amm-54", "title": TITLE, "theme": TITLE, "host": "VN", "timeZone": "Asia/Ho_Chi_Minh", "firstDay": "2021-08-02", "lastDay": "2021-08-06"}
        assert server.admin.post("/api/conferences", facts).status == 201
        for person in "abc":
            plan(server, {"register": {"person": {"id": person, "role": "press", **PLAIN, "email": f"{person}@mofa.example"}}})
        for symbol in ("PUB/1", "PUB/2"):
            add(server.admin, symbol, {"public": {}})
        until("all letters of the others", lambda: all(len(box.to(f"{person}@mofa.example")) == 2 for person in "bc"))
        until("the dropped ones were tried", lambda: box.drops >= 2)
        # What waits goes out once the server takes it.
        box.dropped = ""
        waiting.until("the dropped letters", lambda: len(box.to("a@mofa.example")) == 2, seconds=90)
        assert "does not take letters" not in server.log.read_text()
        server.stop()
    finally:
        controller.stop()


def test_a_mail_server_with_a_password_and_tls(servers: Callable[..., Server], tmp_path: Path) -> None:
    """A certificate that nobody vouches for gets no password; without TLS beyond this machine the program does not start."""
    key, certificate, password = tmp_path / "key.pem", tmp_path / "certificate.pem", tmp_path / "password"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True, timeout=60,
    )
    password.write_text("s3cret \"with\\quotes\n")
    tried: list[bytes] = []

    def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        tried.append(data.password)
        return AuthResult(success=data.login == b"mufakat" and data.password == b's3cret "with\\quotes')

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    box, port = Postbox(), free_port()
    controller = Controller(box, hostname="localhost", port=port, tls_context=context, require_starttls=True, authenticator=authenticate, auth_required=True)
    controller.start()
    settings = {"MUFAKAT_MAIL_SERVER": f"localhost:{port}", "MUFAKAT_MAIL_USER": "mufakat", "MUFAKAT_MAIL_PASSWORD_FILE": str(password), "MUFAKAT_MAIL_FROM": "desk@summit.example", "MUFAKAT_MAIL_QUIET_HOURS": ""}
    try:
        for trusted in (False, True):
            server = servers("serve", **settings, **({"MUFAKAT_MAIL_AUTHORITIES": str(certificate)} if trusted else {}))
            facts = {"id": "amm-54", "title": TITLE, "theme": TITLE, "host": "VN", "timeZone": "Asia/Ho_Chi_Minh", "firstDay": "2021-08-02", "lastDay": "2021-08-06"}
            assert server.admin.post("/api/conferences", facts).status == 201
            plan(server, {"register": {"person": {"id": "press", "role": "press", **PLAIN, "email": "press@mofa.example"}}})
            add(server.admin, "PUB/1", {"public": {}})
            if trusted:
                until("the letter", lambda: len(box.to("press@mofa.example")) == 1)
                assert "s3cret" not in server.log.read_text()
            else:
                until("a try", lambda log=server.log: "does not take letters" in log.read_text())
                assert not box.letters and not tried
            server.stop()
    finally:
        controller.stop()
    remote = servers("serve", start=False, **(settings | {"MUFAKAT_MAIL_SERVER": "mail.example:25", "MUFAKAT_MAIL_TLS": "none"}))
    with pytest.raises(Exception):
        remote.start()
