"""The least burdensome hours, against every start and every minute counted with Python's zoneinfo."""

from __future__ import annotations

import json
import random
from datetime import date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from support.server import run

ASEAN = {
    "BN": "Asia/Brunei", "KH": "Asia/Phnom_Penh", "ID": "Asia/Jakarta", "LA": "Asia/Vientiane", "MY": "Asia/Kuala_Lumpur",
    "MM": "Asia/Yangon", "PH": "Asia/Manila", "SG": "Asia/Singapore", "TH": "Asia/Bangkok", "VN": "Asia/Ho_Chi_Minh",
}
PLUS_THREE = ASEAN | {"CN": "Asia/Shanghai", "JP": "Asia/Tokyo", "KR": "Asia/Seoul"}
EAST_ASIA = PLUS_THREE | {
    "AU": "Australia/Sydney", "IN": "Asia/Kolkata", "NZ": "Pacific/Auckland", "RU": "Europe/Moscow", "US": "America/New_York",
}
WHO = {"WHO": "Europe/Zurich"}
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def burden(start: datetime, length: int, zone: str) -> int:
    clock = ZoneInfo(zone)
    return sum(not 8 <= (start + timedelta(minutes=minute)).astimezone(clock).hour < 20 for minute in range(length))


def brute_force(
    seats: dict[str, str], start: datetime, end: datetime, length: int, carried: dict[str, int] | None = None
) -> list[tuple[datetime, list[int]]]:
    """Every start of the window with the burden of each seat, the best first (docs/timetable.md)."""
    found = []
    while start < end:
        if start.minute % 15 == 0 and start.second == 0:
            found.append((start, [burden(start, length, zone) for zone in seats.values()]))
        start += timedelta(minutes=1)
    least = min(sum(burdens) for _, burdens in found)
    bound = least + max(60, least // 10)

    def key(slot: tuple[datetime, list[int]]) -> tuple[Any, ...]:
        begin, burdens = slot
        usual = (sum(burdens), max(burdens), begin)
        if not carried:
            return usual
        balance = sorted((carried.get(seat, 0) + each for seat, each in zip(seats, burdens)), reverse=True)
        return (0, balance, *usual) if sum(burdens) <= bound else (1, [], *usual)

    return sorted(found, key=key)


def slots(*arguments: str) -> dict[str, Any]:
    answer = run("slots", "--json", *arguments)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def options(seats: dict[str, str]) -> list[str]:
    return [word for seat, zone in seats.items() for word in ("--seat", f"{seat}={zone}")]


def agree(report: dict[str, Any], seats: dict[str, str], expected: list[tuple[datetime, list[int]]]) -> None:
    assert report["slots"] and len(report["slots"]) <= len(expected)
    for slot, (start, burdens) in zip(report["slots"], expected):
        assert datetime.fromisoformat(slot["start"]) == start
        assert datetime.fromisoformat(slot["end"]) == start + timedelta(minutes=report["length"])
        assert [seat["burden"] for seat in slot["seats"]] == burdens
        assert (slot["total"], slot["greatest"]) == (sum(burdens), max(burdens))
        for seat, (name, zone) in zip(slot["seats"], seats.items(), strict=True):
            assert (seat["seat"], seat["zone"]) == (name, zone)
            for key, moment in (("start", start), ("end", start + timedelta(minutes=report["length"]))):
                local = moment.astimezone(ZoneInfo(zone))
                assert seat[key] == {
                    "date": local.date().isoformat(), "time": f"{local:%H:%M}", "weekday": DAYS[local.weekday()],
                }
            offset = start.astimezone(ZoneInfo(zone)).utcoffset()
            assert offset is not None and seat["offset"] == offset.total_seconds()


def midnight(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), timezone.utc)


def test_the_summit_of_april_2020_and_who() -> None:
    report = slots("--format", "asean-plus-three", "--on", "2020-04-14", "--length", "120", "--seat", "WHO=Europe/Zurich")
    best = report["slots"][0]
    assert best["start"] == "2020-04-14T06:00:00.000Z" and best["total"] == 0
    assert {seat["seat"]: seat["zone"] for seat in best["seats"]} == PLUS_THREE | WHO
    assert report["considered"] == 96


def test_the_ten_capitals() -> None:
    best = slots("--format", "asean", "--on", "2020-04-14", "--length", "120")["slots"][0]
    assert best["total"] == 0 and best["start"] <= "2020-04-14T01:30:00.000Z"
    assert {seat["seat"]: seat["zone"] for seat in best["seats"]} == ASEAN


@pytest.mark.parametrize(
    ("seats", "day", "length"),
    [
        (EAST_ASIA, "2021-08-04", 120),
        (EAST_ASIA, "2021-01-13", 90),
        (EAST_ASIA, "2022-11-06", 180),  # the clocks of New York go back on this day
        (EAST_ASIA, "2022-04-02", 45),  # those of Sydney and Auckland on this
        (PLUS_THREE | WHO, "2020-03-29", 240),  # those of Geneva forward
        (ASEAN | {"EU": "Europe/Brussels", "GB": "Europe/London"}, "2021-10-31", 150),
        ({"CA": "America/St_Johns", "NP": "Asia/Kathmandu", "AU": "Australia/Lord_Howe"}, "2024-10-05", 77),
    ],
)
def test_against_brute_force(seats: dict[str, str], day: str, length: int) -> None:
    report = slots("--on", day, "--length", str(length), "--best", "20", *options(seats))
    agree(report, seats, brute_force(seats, midnight(day), midnight(day) + timedelta(days=1), length))


@pytest.mark.parametrize("seed", range(6))
def test_random_meetings(seed: int) -> None:
    """Seats anywhere, a window that begins at any minute, and in half of them a past."""
    dice = random.Random(seed)
    names = run("zones").stdout.split()
    seats = {f"S{index}": dice.choice(names) for index in range(dice.randint(2, 9))}
    start = datetime(dice.randint(2019, 2031), dice.randint(1, 12), dice.randint(1, 28), dice.randint(0, 23), dice.randint(0, 59), tzinfo=timezone.utc)
    end = start + timedelta(minutes=dice.randint(60, 1_800))
    length = dice.randint(1, 200)
    carried = {seat: dice.randint(0, 600) for seat in seats} if seed % 2 else {}
    words = [word for seat, minutes in carried.items() for word in ("--carried", f"{seat}={minutes // 60}h{minutes % 60}m")]
    window = ["--from", start.isoformat().replace("+00:00", "Z"), "--to", end.isoformat().replace("+00:00", "Z")]
    report = slots("--length", str(length), "--best", "100", *window, *words, *options(seats))
    agree(report, seats, brute_force(seats, start, end, length, carried))


def test_who_has_carried_much_is_spared() -> None:
    seats = {"US": "America/New_York", "VN": "Asia/Ho_Chi_Minh"}
    fresh = slots("--on", "2021-01-13", "--length", "120", *options(seats))["slots"][0]
    spared = slots("--on", "2021-01-13", "--length", "120", "--carried", "US=6h", *options(seats))["slots"][0]
    assert [seat["burden"] for seat in fresh["seats"]] == [60, 60]
    assert [seat["burden"] for seat in spared["seats"]] == [0, 120]


def test_seats_that_stay_empty() -> None:
    report = slots("--format", "asean", "--on", "2020-04-14", "--length", "60", "--without", "VN,LA", "--without", "MM")
    assert {seat["seat"] for seat in report["slots"][0]["seats"]} == set(ASEAN) - {"VN", "LA", "MM"}


@pytest.mark.parametrize(("language", "words"), [("en", ["Tuesday", "burden 0 min"]), ("vi", ["Thứ Ba", "bất tiện 0 phút"])])
def test_the_table(language: str, words: list[str]) -> None:
    answer = run("slots", "--format", "asean-plus-three", "--on", "2020-04-14", "--length", "120", "--language", language, "--best", "2")
    assert answer.returncode == 0
    assert all(word in answer.stdout for word in words), answer.stdout
    assert "Asia/Ho_Chi_Minh" in answer.stdout and "2020-04-14 01:30 UTC" in answer.stdout


GOOD = ["slots", "--format", "asean", "--on", "2021-08-04", "--length", "60"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["slots", "--format", "g20", "--on", "2021-08-04", "--length", "60"],
        ["slots", "--format", "asean", "--on", "2021-02-30", "--length", "60"],
        ["slots", "--format", "asean", "--on", "2021-08-04", "--length", "0"],
        ["slots", "--format", "asean", "--on", "2021-08-04", "--length", "1441"],
        ["slots", "--format", "asean", "--on", "2021-08-04", "--length", "-5"],
        ["slots", "--format", "asean", "--on", "2021-08-04", "--length", "99999999999999999999"],
        ["slots", "--format", "asean", "--on", "2021-08-04"],
        ["slots", "--format", "asean", "--length", "60"],
        ["slots", "--on", "2021-08-04", "--length", "60"],
        ["slots", "--format", "asean", "--length", "60", "--from", "2021-08-04T00:00:00Z"],
        ["slots", "--format", "asean", "--length", "60", "--from", "2021-08-05T00:00:00Z", "--to", "2021-08-04T00:00:00Z"],
        ["slots", "--format", "asean", "--length", "60", "--from", "2021-08-05T00:01:00Z", "--to", "2021-08-05T00:14:00Z"],
        ["slots", "--format", "asean", "--length", "60", "--from", "0000-01-01T00:00:00Z", "--to", "9999-12-31T00:00:00Z"],
        [*GOOD, "--from", "2021-08-05T00:00:00Z", "--to", "2021-08-06T00:00:00Z"],
        [*GOOD, "--seat", "WHO=Mars/Olympus"],
        [*GOOD, "--seat", "WHO=../../etc/passwd"],
        [*GOOD, "--seat", "WHO"],
        [*GOOD, "--seat", "who=Europe/Zurich"],
        [*GOOD, "--without", "XX"],
        [*GOOD, "--carried", "KR=6h"],
        [*GOOD, "--carried", "VN=six"],
        [*GOOD, "--carried", "VN="],
        [*GOOD, "--carried", "VN=99999h"],
        [*GOOD, "--carried", "VN=1h", "--carried", "VN=2h"],
        [*GOOD, "--best", "0"],
        [*GOOD, "--language", "fr"],
        [*GOOD, "--json", "--ics"],
        [*GOOD, "--ics", "--zone", "Mars/Olympus"],
    ],
)
def test_bad_input_is_one_sentence(arguments: list[str]) -> None:
    assert run(*GOOD).returncode == 0
    answer = run(*arguments)
    assert answer.returncode == 64, f"{answer.returncode}: {answer.stderr}"
    assert not answer.stdout
    lines = answer.stderr.strip().splitlines()
    assert len(lines) == 1 and lines[0].endswith((".", ")")) and "Fatal" not in lines[0], answer.stderr
