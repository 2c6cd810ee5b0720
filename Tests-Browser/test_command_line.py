"""What can go wrong at the start ends with one sentence and the documented exit code, and touches no data."""

from __future__ import annotations

import hashlib
import os
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest

from support.machine import free_port
from support.meeting import Meeting
from support.server import Server, run


def sentence(text: str) -> str:
    """Exactly one line for people on standard error."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    assert len(lines) == 1, f"not one sentence: {text!r}"
    assert lines[0].rstrip().endswith((".", "'.", ")")) and "Fatal" not in lines[0], lines[0]
    return lines[0]


def fingerprint(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_an_occupied_port(servers: Callable[..., Server], installation: Server, tmp_path: Path) -> None:
    first = servers()
    Meeting(first, "VN")
    first.stop()
    before = fingerprint(first.data)
    answer = run("serve", "--data", str(first.data), "--listen", f"0.0.0.0:{installation.port}")
    assert answer.returncode == 69, answer.stderr
    assert str(installation.port) in sentence(answer.stderr)
    assert fingerprint(first.data) == before, "data was touched"
    assert installation.api().get("/healthz").status == 200


def test_an_unwritable_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/nothing")):
        answer = run("serve", "--data", str(folder), "--listen", f"127.0.0.1:{free_port()}")
        assert answer.returncode == 73, f"{folder}: {answer.returncode} {answer.stderr}"
        sentence(answer.stderr)
    assert (tmp_path / "file").read_text() == "not a folder"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    answer = run("serve", "--data", str(tmp_path / "data"), "--listen", f"127.0.0.1:{free_port()}")
    assert answer.returncode == 73


def test_a_folder_in_use(installation: Server) -> None:
    before = {name: digest for name, digest in fingerprint(installation.data).items() if name in ("admin-token", "tls-certificate.pem")}
    answer = run("serve", "--data", str(installation.data), "--listen", f"127.0.0.1:{free_port()}")
    assert answer.returncode == 75, answer.stderr
    sentence(answer.stderr)
    assert before.items() <= fingerprint(installation.data).items()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["serve", "--no-such-option"], 64),
        (["no-such-command"], 64),
        (["serve", "--listen", "somewhere"], 64),
        (["serve", "--listen", "0.0.0.0:99999"], 64),
        (["record", "verify", "/no/such/file"], 66),
    ],
)
def test_wrong_use(tmp_path: Path, arguments: list[str], code: int) -> None:
    data = ["--data", str(tmp_path / "data")] if arguments[0] == "serve" else []
    answer = run(*arguments, *data)
    assert answer.returncode == code, f"{answer.returncode}: {answer.stderr}"
    assert answer.stderr.strip() and "Fatal error" not in answer.stderr
    assert not (tmp_path / "data").exists(), "data was made by a command that was wrong"


def test_a_wrong_setting_names_itself(tmp_path: Path) -> None:
    answer = run("serve", "--data", str(tmp_path / "data"), MUFAKAT_HTTP_CONNECTIONS="many")
    assert answer.returncode == 78
    assert "http.connections" in sentence(answer.stderr)
    assert not (tmp_path / "data").exists()


def test_help_names_every_command() -> None:
    answer = run("--help")
    assert answer.returncode == 0
    for command in ("serve", "demo", "record", "create", "invite", "list", "export", "text", "library", "slots", "calendar", "zones"):
        assert command in answer.stdout


def test_secrets_are_private_and_never_logged(installation: Server) -> None:
    meeting = Meeting(installation, "VN")
    token = installation.data / "admin-token"
    assert token.stat().st_mode & 0o077 == 0
    assert installation.data.stat().st_mode & 0o077 == 0
    log = installation.tail(10_000_000)
    assert token.read_text().strip() not in log and meeting.chair.token not in log


def test_the_demo_says_everything_in_json(demo: Server) -> None:
    description = demo.description
    roles = {person["role"] for person in description["participants"]}
    assert roles >= {"chair", "coChair", "head", "adviser", "observer", "interpreter", "press", "secretariat"}
    assert len([seat for seat in description["seats"] if seat["place"] == "table"]) == 13
    assert sum(seat["synthetic"] for seat in description["seats"]) == 10
    assert description["port"] == demo.port and description["mediaPort"] > 0
    assert description["adminToken"] == (demo.data / "admin-token").read_text().strip()
    for person in description["participants"]:
        assert demo.api(person["token"]).get(f"/api/meetings/{description['meeting']}").status == 200
    certificate = ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate((demo.url.split("/")[2].split(":")[0], demo.port)))
    printed = description["fingerprint"].replace(":", "").lower()
    assert hashlib.sha256(certificate).hexdigest() == printed
