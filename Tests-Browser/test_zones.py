"""Every zone of the tz database, against Python's zoneinfo; the whole of it is `make zones`."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import say
from support.server import run
from zones import compare_near

SYSTEM = Path("/usr/share/zoneinfo")


@pytest.fixture(scope="module")
def slim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same database, compiled so that the last line of each file has to tell all of the future."""
    folder = tmp_path_factory.mktemp("slim")
    zic = shutil.which("zic", path="/usr/sbin:/usr/bin:/sbin")
    assert zic, "Debian's libc-bin has zic"
    shutil.copy(SYSTEM / "tzdata.zi", folder)
    subprocess.run([zic, "-b", "slim", "-d", str(folder), str(SYSTEM / "tzdata.zi")], check=True, capture_output=True)
    return folder


def test_the_systems_files() -> None:
    zones, moments, differences = compare_near(SYSTEM)
    say(f"{zones} zones, {moments} moments")
    assert zones > 500 and not differences, differences[:5]


def test_files_with_rules_only(slim: Path) -> None:
    assert (slim / "Europe/Dublin").stat().st_size < (SYSTEM / "Europe/Dublin").stat().st_size / 2
    zones, moments, differences = compare_near(slim)
    say(f"{zones} zones, {moments} moments")
    # zic of glibc 2.36 ends this file at a change to winter time whose date is still summer time by the file's last line.
    differences = [each for each in differences if not each.startswith("America/Ojinaga at 1667116800:")]
    assert zones > 500 and not differences, differences[:5]


def test_the_list() -> None:
    assert "Asia/Ho_Chi_Minh" in run("zones").stdout.splitlines()
    first = (SYSTEM / "tzdata.zi").read_text().splitlines()[0]
    assert run("zones", "--release").stdout.strip() == first.removeprefix("# version ")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["zones", "Mars/Olympus"], 64),
        (["zones", "../../etc/passwd"], 64),
        (["zones", "--from", "2019"], 64),
        (["zones", "--from", "2031", "--to", "2019"], 64),
        (["zones", "--from", "-9223372036854775808", "--to", "9223372036854775807"], 64),
    ],
)
def test_wrong_use(arguments: list[str], code: int) -> None:
    answer = run(*arguments)
    assert answer.returncode == code and len(answer.stderr.strip().splitlines()) == 1, answer.stderr
    assert not answer.stdout


def test_without_a_database(tmp_path: Path) -> None:
    answer = run("zones", TZDIR=str(tmp_path))
    assert answer.returncode == 66 and "tzdata" in answer.stderr
