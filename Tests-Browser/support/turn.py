"""A real TURN server: Debian's coturn, with the configuration that docs/operations.md shows, at one host of a test's network."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from support.machine import ends_with_parent
from support.network import Host
from support.server import ROOT

PROGRAM = shutil.which("turnserver") or "/usr/bin/turnserver"


def why_not() -> str | None:
    return None if Path(PROGRAM).exists() else "coturn is not installed: tools/setup test"


def documented() -> str:
    """The configuration that operators are told to copy."""
    text = (ROOT / "docs" / "operations.md").read_text()
    found = re.search(r"```\n# /etc/turnserver\.conf\n(.*?)```", text, re.DOTALL)
    assert found, "docs/operations.md shows no /etc/turnserver.conf"
    return found[1]


def credential(secret: str, *, expires: float, name: str = "test") -> tuple[str, str]:
    """As coturn computes it, and everybody who knows the secret."""
    username = f"{int(expires)}:{name}"
    digest = hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()
    return username, base64.b64encode(digest).decode()


class TurnServer:
    """coturn at `host`, for the summit's media at `media` and nothing else."""

    def __init__(self, host: Host, folder: Path, *, secret: str, media: str) -> None:
        self.host, self.log = host, folder / "turnserver.log"
        folder.mkdir(parents=True, exist_ok=True)
        certificate, key = folder / "turn-certificate.pem", folder / "turn-key.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
             "-keyout", str(key), "-out", str(certificate), "-subj", "/CN=turn.summit.example",
             "-addext", f"subjectAltName=IP:{host.four}"],
            check=True, capture_output=True,
        )
        replacements = {
            "203.0.113.20": host.four,
            "203.0.113.10": media,
            "THE-SECRET": secret,
            "/etc/letsencrypt/live/turn.summit.example/fullchain.pem": str(certificate),
            "/etc/letsencrypt/live/turn.summit.example/privkey.pem": str(key),
        }
        text = documented()
        for shown, real in replacements.items():
            assert shown in text, f"the documented configuration has no {shown}"
            text = text.replace(shown, real)
        configuration = folder / "turnserver.conf"
        configuration.write_text(text)
        with host.inside(), self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [PROGRAM, "-c", str(configuration), "--userdb", str(folder / "turndb"), "--pidfile", str(folder / "pid"),
                 "--log-file", "stdout", "--verbose"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, preexec_fn=ends_with_parent, cwd=folder,
            )
        deadline = time.monotonic() + 20
        while not self._listens():
            assert self._process.poll() is None and time.monotonic() < deadline, f"coturn does not listen: {self.words()[-2000:]}"
            time.sleep(0.05)

    def _listens(self) -> bool:
        with self.host.inside(), socket.socket() as one:
            one.settimeout(1)
            return one.connect_ex((self.host.four, 443)) == 0

    def words(self) -> str:
        return self.log.read_text(errors="replace")

    def close(self) -> None:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
