"""The program under test: started, killed, restarted by its own process id, never left behind."""

from __future__ import annotations

import fcntl
import json
import os
import queue
import shutil
import signal
import ssl
import subprocess
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from support.api import UNCHECKED, Api
from support.machine import ends_with_parent, free_port, own_address

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("MUFAKAT", ROOT / ".build/release/mufakat"))

# The synthetic delegates' pictures and voices: made by the first demo that needs them, kept for the next.
DELEGATES = ROOT / ".cache" / "delegates"

# Tests come all from one address.
ENVIRONMENT = {
    "MUFAKAT_LIMITS_JOINS_PER_MINUTE": "100000",
    "MUFAKAT_LIMITS_FAILED_TOKENS_PER_MINUTE": "100000",
}


def run(*arguments: str, seconds: float = 30, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command, to its end."""
    return subprocess.run(
        [str(BINARY), *arguments], capture_output=True, text=True, timeout=seconds, check=False,
        env=os.environ | ENVIRONMENT | environment, cwd=ROOT,
    )


class Server:
    """`mufakat serve` or `mufakat demo --json` on a data folder and a port of its own."""

    def __init__(
        self, data: Path, mode: str = "serve", *arguments: str, port: int | None = None, host: str | None = None,
        listen: str = "0.0.0.0", **environment: str,
    ) -> None:
        self.listen = listen
        self.data, self.mode, self.arguments, self.environment = data, mode, arguments, environment
        self.port = port or free_port()
        host = host or own_address()
        self.url = f"https://{f'[{host}]' if ':' in host else host}:{self.port}"
        self.log = data.parent / f"{data.name}.log"
        self.description: dict[str, Any] = {}
        self._process: subprocess.Popen[str] | None = None
        self._lines: queue.Queue[str | None] = queue.Queue()

    @property
    def pid(self) -> int:
        assert self._process
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self, *, seconds: float | None = None) -> Server:
        """Returns when /readyz says so; of the demo, `description` is then what it printed."""
        assert not self.running
        if self.mode != "demo":
            return self._start(seconds or 60)
        DELEGATES.parent.mkdir(exist_ok=True)
        with (DELEGATES.parent / "delegates.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # Tests in another process may be making them.
            return self._start(seconds or 300)

    def _start(self, seconds: float) -> Server:
        command = [str(BINARY), self.mode, "--data", str(self.data), "--listen", f"{self.listen}:{self.port}", *self.arguments]
        if self.mode == "demo":
            command += ["--json", "--media", str(DELEGATES)]
        with self.log.open("a") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True, cwd=ROOT,
                env=os.environ | ENVIRONMENT | self.environment, start_new_session=True, preexec_fn=ends_with_parent,
            )
        self._lines = queue.Queue()
        threading.Thread(target=self._collect, args=(self._process, self._lines), daemon=True).start()
        deadline = time.monotonic() + seconds
        try:
            self._ready(deadline)
            if self.mode == "demo":
                self.description = self._json(deadline)
        except BaseException:
            self.kill()
            raise
        return self

    @staticmethod
    def _collect(process: subprocess.Popen[str], lines: queue.Queue[str | None]) -> None:
        assert process.stdout
        for line in process.stdout:
            lines.put(line)
        lines.put(None)

    def _ready(self, deadline: float) -> None:
        while True:
            assert self.running, f"{self.mode} ended with {self._process and self._process.poll()}: {self.tail()}"
            assert time.monotonic() < deadline, f"{self.mode} was not ready in time: {self.tail()}"
            try:
                with urllib.request.urlopen(f"{self.url}/readyz", timeout=2, context=UNCHECKED) as answer:
                    if answer.status == 200:
                        return
            except (OSError, ssl.SSLError, urllib.error.URLError):
                pass
            time.sleep(0.05)

    def _json(self, deadline: float) -> dict[str, Any]:
        text = ""
        while True:
            line = self._lines.get(timeout=max(0.1, deadline - time.monotonic()))
            assert line is not None, f"the demo's JSON ended early: {text!r}"
            text += line
            try:
                return json.loads(text)
            except ValueError:
                continue

    def tail(self, count: int = 3000) -> str:
        return self.log.read_text(errors="replace")[-count:] if self.log.exists() else ""

    def fatal(self) -> str:
        """What the program's last words were."""
        lines = self.tail(200_000).splitlines()
        return "; ".join(line for line in lines if "Fatal error" in line or "crashed" in line) or self.tail(400)

    def kill(self) -> None:
        """kill -9, as a power failure would."""
        self._end(signal.SIGKILL)

    def stop(self, *, seconds: float = 20) -> int:
        """A graceful end; its exit code."""
        return self._end(signal.SIGTERM, seconds)

    def _end(self, how: signal.Signals, seconds: float = 10) -> int:
        if self._process is None:
            return 0
        if self._process.poll() is None:
            os.kill(self._process.pid, how)
        try:
            code = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.kill(self._process.pid, signal.SIGKILL)
            self._process.wait()
            raise AssertionError(f"the server did not end within {seconds:g} s of {how.name}: {self.tail()}") from None
        self._process = None
        return code

    def restart(self) -> Server:
        return self.start()

    @property
    def admin(self) -> Api:
        return Api(self.url, (self.data / "admin-token").read_text().strip())

    def api(self, token: str | None = None) -> Api:
        return Api(self.url, token)

    def keep_log(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if self.log.exists():
            shutil.copy(self.log, folder / self.log.name)
