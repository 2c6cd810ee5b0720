"""A WebSocket client in a process of its own that can be frozen: what a dead machine looks like to the server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from support.machine import ends_with_parent
from support.meeting import Person

SCRIPT = """
import sys
from support.live import Live
live = Live(*sys.argv[1:])
live.wait("snapshot")
print("ready", flush=True)
while live.pump(3600): pass
"""


class FrozenClient:
    def __init__(self, person: Person) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, person.meeting.server.url, person.meeting.id, person.id, person.token],
            stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1], preexec_fn=ends_with_parent,
        )
        assert self._process.stdout and self._process.stdout.readline() == "ready\n", "the client did not connect"

    def freeze(self) -> None:
        """The connection stays open, and nothing comes any more: no data, no pong, no goodbye."""
        os.kill(self._process.pid, signal.SIGSTOP)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
