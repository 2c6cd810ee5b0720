"""`mufakat library`: what the desk does with documents, on the command line, with the rights of whoever has the token."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from support.server import BINARY, ENVIRONMENT, ROOT, Server
from test_library import CONFERENCE, LIBRARY, api, until, week  # noqa: F401


def library(server: Server, person: str, what: str, *arguments: str, input_: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    token = server.admin.token if person == "administration" else api(server, person).token
    return subprocess.run(
        [str(BINARY), "library", what, *arguments, "--conference", "amm-54", "--server", server.url, "--insecure"],
        capture_output=True, input=input_, timeout=60, check=False, env=os.environ | ENVIRONMENT | {"MUFAKAT_TOKEN": str(token)}, cwd=ROOT,
    )


def said(answer: subprocess.CompletedProcess[bytes]) -> str:
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.decode()


def lines(server: Server, person: str, *arguments: str) -> list[str]:
    return said(library(server, person, "list", *arguments)).splitlines()


def test_a_document_is_added_found_and_fetched(week: Server, tmp_path: Path) -> None:  # noqa: F811
    english, vietnamese = tmp_path / "Concept note.txt", tmp_path / "Đề cương.txt"
    english.write_text("Regional stockpile of vaccines.\x1b[2J")
    vietnamese.write_text("Kho dự trữ vắc-xin khu vực.")
    added = said(library(
        week, "officer", "add", str(english), "--symbol", "AMM/54/CN", "--title", "Concept note", "--title-vi", "Đề cương", "--meeting", "amm", "--item", "1",
    )).strip()
    translated = said(library(week, "officer", "add", str(vietnamese), "--to", "AMM/54/CN", "--language", "vi", "--note", "By the secretariat")).strip()
    assert translated == added
    view = week.admin.get(f"{LIBRARY}/documents/{added}").json
    assert (view["symbol"], view["title"], view["meeting"], view["agendaItem"], view["access"]) == ("AMM/54/CN", {"en": "Concept note", "vi": "Đề cương"}, "amm", 1, {"delegations": {}})
    assert [(each["language"], each["standing"], each["name"], each["note"]) for each in view["versions"]] == [
        ("en", "authentic", "Concept note.txt", ""), ("vi", "officialTranslation", "Đề cương.txt", "By the secretariat"),
    ]
    assert any(line.split()[:5] == [added, "AMM/54/CN", "delegations", "en", "vi"] for line in lines(week, "la-adviser"))
    # Signs of letters aside; what is in a file commands no terminal.
    until("the words", lambda: "*Kho* dự trữ" in said(library(week, "la-adviser", "search", "kho", "du", "tru")).replace("*dự*", "dự").replace("*trữ*", "trữ"))
    found = said(library(week, "la-adviser", "search", "stockpile"))
    assert "*stockpile*" in found and "\x1b" not in found
    assert said(library(week, "la-adviser", "search", "no such words")) == ""
    for arguments, content in (((), english), (("--language", "vi"), vietnamese), (("--version", "2"), vietnamese)):
        assert library(week, "la-adviser", "get", "AMM/54/CN", *arguments).stdout == content.read_bytes()
    assert said(library(week, "la-adviser", "get", added, "--words", "--output", str(tmp_path / "words"))) == ""
    assert "Regional stockpile" in (tmp_path / "words").read_text()
    # JSON is the server's own answer.
    listing: dict[str, Any] = json.loads(said(library(week, "press", "list", "--json")))
    assert listing["you"] == {"isSecretariat": False, "delegation": None} and "AMM/54/CN" not in json.dumps(listing)
    again = library(week, "officer", "add", "-", "--name", "a.txt", "--symbol", "JSON/1", "--title", "x", "--class", "public", "--json", input_=b"Words")
    assert json.loads(said(again))["document"] in json.dumps(json.loads(said(library(week, "press", "list", "--json"))))


def test_embargoes_and_own_papers(week: Server) -> None:  # noqa: F811
    title = {"en": "Communiqué", "vi": "Thông cáo"}
    text = {"id": "communique", "conference": "amm-54", "type": "jointCommunique", "title": title, "pen": {"secretariat": {}}, "chair": "ID", "delegations": ["ID", "VN"], "numbering": "plain"}
    assert week.admin.post(f"{CONFERENCE}/texts", text).status == 201
    for symbol, option, state in (
        ("H/1", ["--until", "2999-01-01T00:00:00Z"], "(until 2999-01-01T00:00:00.000Z)"), ("H/2", ["--until-adopted", "communique"], "(until communique is adopted)"),
        ("H/3", ["--until-released"], "(until released)"),
    ):
        said(library(week, "officer", "add", "-", "--name", "a.txt", "--symbol", symbol, "--title", "Held", *option, input_=b"Held back"))
        assert [line for line in lines(week, "officer") if line.split()[1] == symbol][0].endswith(f"Held {state}")
        assert not any(symbol in line for line in lines(week, "vn-head"))
        refused = library(week, "vn-head", "get", symbol)
        assert refused.returncode == 77 and b"no document" in refused.stderr
    said(library(week, "la-head", "add", "-", "--name", "a.txt", "--symbol", "LA/1", "--title", "Own", "--class", "delegationPrivate", "--language", "lo", input_=b"Ours"))
    assert library(week, "la-adviser", "get", "LA/1").stdout == b"Ours"
    assert library(week, "administration", "get", "LA/1").returncode == 77


@pytest.mark.parametrize(("arguments", "code", "words"), [
    (["add", "-", "--name", "a.txt", "--symbol", "W/1"], 64, "--title"),
    (["add", "-", "--name", "a.exe", "--symbol", "W/1", "--title", "x"], 64, "a.exe"),
    (["add", "/no/such/file.txt", "--symbol", "W/1", "--title", "x"], 66, "/no/such/file.txt"),
    (["add", "-", "--name", "a.txt", "--symbol", "W/1", "--title", "x", "--until", "soon"], 64, "soon"),
    (["add", "-", "--name", "a.txt", "--symbol", "W/1", "--title", "x", "--until-released", "--until-adopted", "t"], 64, "--until"),
    (["add", "-", "--name", "a.txt", "--symbol", "W/1", "--title", "x", "--until-adopted", "none"], 77, "noSuchText"),
    (["add", "-", "--name", "a.txt", "--to", "none"], 77, "none"),
    (["add", "-", "--name", "a.txt", "--to", "none", "--symbol", "W/1"], 64, "--to"),
    (["add", "-", "--name", "a.pdf", "--symbol", "W/1", "--title", "x"], 77, "fileContent"),
    (["add", "-", "--name", "a.txt", "--symbol", "W/1", "--title", "x", "--class", "delegationPrivate"], 77, "no papers"),
    (["get", "none"], 77, "none"),
])
def test_what_cannot_be_done_is_said_in_a_sentence(week: Server, arguments: list[str], code: int, words: str) -> None:  # noqa: F811
    answer = library(week, "officer", *arguments, input_=b"Words")
    sentence = answer.stderr.decode().strip()
    assert answer.returncode == code and words in sentence and "Fatal" not in sentence and answer.stdout == b"", (answer.returncode, sentence)
    assert not any("W/1" in line for line in lines(week, "officer"))
