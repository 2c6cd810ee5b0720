"""khal, a calendar for terminals: what it lists after it has taken in a file."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path


def khal(folder: Path, text: bytes, day: str, form: str) -> str:
    (folder / "entries").mkdir()
    (folder / "calendar.ics").write_bytes(text)
    (folder / "config").write_text(
        f"[calendars]\n[[all]]\npath = {folder}/entries\n[sqlite]\npath = {folder}/khal.db\n[locale]\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\ndefault_timezone = UTC\nlocal_timezone = UTC\n"
    )
    program = shutil.which("khal", path="/usr/bin")
    assert program, "tools/setup test installs khal"
    command = [program, "-c", str(folder / "config")]
    for words in (["import", "--batch", "-a", "all", str(folder / "calendar.ics")], ["list", "--format", form, "--day-format", "", day, "1d"]):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        answer = subprocess.run([*command, *words], capture_output=True, text=True, timeout=60, check=False, env=environment)
        assert answer.returncode == 0, answer.stderr
    return answer.stdout
