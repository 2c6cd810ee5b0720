"""What the program's clocks show, against Python's zoneinfo, for every zone of a tz database: `make zones`.

    zones.py [--near] [FOLDER]

In full every zone is asked at every quarter of an hour of the years 2019 to 2031. With --near Python is asked at every quarter
of an hour for a day on each side of every change, and once a day elsewhere; the program at every quarter of an hour in both.
"""

from __future__ import annotations

import bisect
import hashlib
import os
import sys
import time
import zoneinfo
from datetime import datetime, timezone
from multiprocessing import Pool
from pathlib import Path

from support.server import run

YEARS = (2019, 2031)
BEGIN = int(datetime(YEARS[0], 1, 1, tzinfo=timezone.utc).timestamp())
END = int(datetime(YEARS[1] + 1, 1, 1, tzinfo=timezone.utc).timestamp())
QUARTER, DAY = 900, 86_400

Run = tuple[int, int, str]


def of_program(folder: Path) -> dict[str, list[Run]]:
    """For each zone the seconds at which what is shown changes, with offset and abbreviation from there on."""
    answer = run("zones", "--from", str(YEARS[0]), "--to", str(YEARS[1]), seconds=600, TZDIR=str(folder))
    assert answer.returncode == 0, answer.stderr
    zones: dict[str, list[Run]] = {}
    for line in answer.stdout.splitlines():
        name, *runs = line.split("\t")
        zones[name] = [(int(second), int(offset), short) for second, offset, short in (each.split(" ") for each in runs)]
    return zones


def shown(zone: zoneinfo.ZoneInfo, second: int) -> tuple[int, str]:
    local = datetime.fromtimestamp(second, zone)
    offset = local.utcoffset()
    assert offset is not None
    return int(offset.total_seconds()), str(local.tzname())


def of_python(zone: zoneinfo.ZoneInfo) -> list[Run]:
    runs: list[Run] = []
    before = None
    for second in range(BEGIN, END, QUARTER):
        now = shown(zone, second)
        if now != before:
            runs.append((second, *now))
            before = now
    return runs


def load(folder: Path, name: str) -> zoneinfo.ZoneInfo:
    with (folder / name).open("rb") as file:
        return zoneinfo.ZoneInfo.from_file(file, key=name)


def in_full(job: tuple[Path, str]) -> list[Run]:
    return of_python(load(*job))


def near(zone: zoneinfo.ZoneInfo, runs: list[Run]) -> tuple[int, str | None]:
    """How many moments were compared, and the first difference."""
    moments = set(range(BEGIN, END, DAY))
    days = sorted(moments)
    changes = [second for second, _, _ in runs[1:]]
    changes += [day for day, next in zip(days, days[1:]) if shown(zone, day) != shown(zone, next)]
    for change in changes:
        first = change - change % QUARTER - DAY
        moments.update(range(max(first, BEGIN), min(first + 3 * DAY, END), QUARTER))
    starts = [second for second, _, _ in runs]
    for second in sorted(moments):
        _, *ours = runs[bisect.bisect_right(starts, second) - 1]
        if tuple(ours) != shown(zone, second):
            return len(moments), f"at {second}: {ours}, Python {shown(zone, second)}"
    return len(moments), None


def names_of(folder: Path) -> set[str]:
    """As the database lists them, read here again."""
    lines = [line.split() for line in (folder / "tzdata.zi").read_text().splitlines()]
    return {line[1] for line in lines if line[:1] == ["Z"]} | {line[2] for line in lines if line[:1] == ["L"]}


def compare_near(folder: Path) -> tuple[int, int, list[str]]:
    """Zones, moments, differences."""
    program = of_program(folder)
    assert set(program) == names_of(folder)
    moments, differences = 0, []
    for name, runs in program.items():
        count, difference = near(load(folder, name), runs)
        moments += count
        if difference:
            differences.append(f"{name} {difference}")
    return len(program), moments, differences


def compare_in_full(folder: Path) -> tuple[int, int, list[str]]:
    program = of_program(folder)
    assert set(program) == names_of(folder)
    # Names with the same file are asked of Python once; the program was asked for each.
    files = {name: hashlib.sha256((folder / name).read_bytes()).digest() for name in program}
    one = {digest: name for name, digest in files.items()}
    with Pool(os.cpu_count()) as pool:
        python = dict(zip(one, pool.map(in_full, [(folder, name) for name in one.values()], chunksize=4)))
    differences = []
    for name, runs in program.items():
        theirs = python[files[name]]
        if runs != theirs:
            first = next((pair for pair in zip(runs, theirs) if pair[0] != pair[1]), (len(runs), len(theirs)))
            differences.append(f"{name}: {first[0]}, Python {first[1]}")
    return len(program), len(program) * (END - BEGIN) // QUARTER, differences


def main() -> int:
    arguments = [argument for argument in sys.argv[1:] if argument != "--near"]
    folder = Path(arguments[0] if arguments else "/usr/share/zoneinfo")
    began = time.monotonic()
    zones, moments, differences = (compare_near if "--near" in sys.argv else compare_in_full)(folder)
    release = run("zones", "--release", TZDIR=str(folder)).stdout.strip()
    print(f"tzdata {release}: {zones} zones, {moments} moments, {len(differences)} differences, {time.monotonic() - began:.0f} s")
    for difference in differences[:20]:
        print(difference, file=sys.stderr)
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
