"""iCalendar files as four foreign programs read them: icalendar, vobject, libical, khal."""

from __future__ import annotations

import json
import random
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from support.khal import khal
from support.libical import Calendar
from support.server import run

ZONES = [
    "Pacific/Auckland", "America/New_York", "Europe/Dublin", "Africa/Casablanca", "Australia/Lord_Howe", "Asia/Ho_Chi_Minh", "Etc/UTC",
]
LONG = ("Hội nghị Cấp cao đặc biệt ASEAN+3 về ứng phó dịch bệnh COVID-19, trực tuyến; phiên toàn thể\\riêng. " * 4).strip()
TEXTS = {
    "summary": "Hội nghị Cấp cao ASEAN+3, phiên 1; \"đặc biệt\"",
    "description": f"Dòng một, rồi\ndòng hai; hết\\n không phải dòng mới\n\n{LONG}",
    "location": "Hà Nội, Việt Nam; Trung tâm Hội nghị Quốc gia",
    "url": "https://summit.example/m/asean-plus-three?seat=VN,KR;x=1#top",
}
assert len(LONG) > 300


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def entry(start: datetime, zone: str, number: int = 1, **more: Any) -> dict[str, Any]:
    def text(moment: datetime) -> str:
        return moment.isoformat().replace("+00:00", "Z")

    return {
        "uid": f"{number}@summit.example", "sequence": 0, "stamp": "2020-04-01T00:00:00Z", "start": text(start),
        "end": text(start + timedelta(hours=2)), "zone": zone, "summary": f"Sitting {number}",
    } | more


def written(folder: Path, entries: list[dict[str, Any]], *options: str) -> bytes:
    file = folder / "entries.json"
    file.write_text(json.dumps({"entries": entries}))
    answer = run("calendar", str(file), *options)
    assert answer.returncode == 0, answer.stderr
    # Universal newlines have eaten the returns.
    return answer.stdout.replace("\n", "\r\n").encode()


@pytest.fixture(scope="module", params=ZONES)
def sittings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[datetime], bytes]:
    """In one zone, at any minute of two years and around every change of its clocks, both like hours included."""
    zone = request.param
    dice = random.Random(zone)
    first = datetime(2021, 1, 1, tzinfo=timezone.utc)
    starts = {first + timedelta(minutes=dice.randrange(2 * 365 * 1_440)) for _ in range(150)}
    clock = ZoneInfo(zone)
    for hour in range(2 * 365 * 24):
        now = first + timedelta(hours=hour)
        if now.astimezone(clock).utcoffset() != (now + timedelta(hours=1)).astimezone(clock).utcoffset():
            starts |= {now + timedelta(minutes=minutes) for minutes in range(-180, 240, 15)}
    ordered = sorted(starts)
    folder = tmp_path_factory.mktemp("calendar")
    return zone, ordered, written(folder, [entry(start, zone, number) for number, start in enumerate(ordered)])


def test_lines_are_short_and_whole(sittings: tuple[str, list[datetime], bytes], tmp_path: Path) -> None:
    for text in (sittings[2], written(tmp_path, [entry(sittings[1][0], "Asia/Ho_Chi_Minh", **TEXTS)])):
        for line in text.split(b"\r\n"):
            assert len(line) <= 75
            line.decode()


def test_icalendar_reads_the_same_instants(sittings: tuple[str, list[datetime], bytes]) -> None:
    zone, starts, text = sittings
    calendar = icalendar.Calendar.from_ical(text)
    events = calendar.walk("VEVENT")
    assert [event["DTSTART"].dt.astimezone(timezone.utc) for event in events] == starts
    assert all(event["DTEND"].dt.astimezone(timezone.utc) == start + timedelta(hours=2) for event, start in zip(events, starts))
    zones = calendar.walk("VTIMEZONE")
    assert len(zones) == (zone != "Etc/UTC")
    if zones:
        # By the file's own rules, not by those that the library knows under this name.
        own = zones[0].to_tz(lookup_tzid=False)
        clock = ZoneInfo(zone)
        for start in starts:
            local = start.astimezone(clock)
            if local.fold == 0:
                assert local.replace(tzinfo=own).utcoffset() == local.utcoffset(), local


def test_vobject_reads_the_same_instants(sittings: tuple[str, list[datetime], bytes]) -> None:
    zone, starts, text = sittings
    calendar = vobject.readOne(text.decode())
    assert [event.dtstart.value.astimezone(timezone.utc) for event in calendar.vevent_list] == starts
    if zone != "Etc/UTC":
        own, clock = calendar.vtimezone.tzinfo, ZoneInfo(zone)
        for start in starts:
            local = start.astimezone(clock)
            if local.fold == 0:
                assert local.replace(tzinfo=own).utcoffset() == local.utcoffset(), local


def test_libical_reads_the_same_instants(sittings: tuple[str, list[datetime], bytes]) -> None:
    _, starts, text = sittings
    with Calendar(text) as calendar:
        assert calendar.method == "PUBLISH" and calendar.errors == 0
        entries = calendar.entries
        assert [entry.start for entry in entries] == [int(start.timestamp()) for start in starts]
        assert [entry.end - entry.start for entry in entries] == [7_200] * len(starts)


@pytest.mark.parametrize("zone", ZONES)
def test_khal_lists_the_same_instants(tmp_path: Path, zone: str) -> None:
    starts = [moment(f"2021-11-07T{hour:02}:30:00Z") for hour in range(0, 22)]
    text = written(tmp_path, [entry(start, zone, number) for number, start in enumerate(starts)])
    lines = khal(tmp_path, text, "2021-11-07", "{uid} {start-long} {end-long}").split("\n")
    expected = {
        f"{number}@summit.example {start:%Y-%m-%d %H:%M} {start + timedelta(hours=2):%Y-%m-%d %H:%M}" for number, start in enumerate(starts)
    }
    assert {line for line in lines if line.strip()} == expected


def test_texts_survive(tmp_path: Path) -> None:
    start = moment("2020-04-14T02:00:00Z")
    text = written(tmp_path, [entry(start, "Asia/Ho_Chi_Minh", sequence=7, **TEXTS)])

    event = icalendar.Calendar.from_ical(text).walk("VEVENT")[0]
    assert {name: str(event[name]) for name in TEXTS} == TEXTS
    assert (int(event["SEQUENCE"]), str(event["STATUS"])) == (7, "CONFIRMED")

    other = vobject.readOne(text.decode()).vevent
    assert {name: getattr(other, name).value for name in TEXTS} == TEXTS

    with Calendar(text) as calendar:
        assert calendar.errors == 0
        (third,) = calendar.entries
        assert (third.summary, third.description, third.location) == (TEXTS["summary"], TEXTS["description"], TEXTS["location"])
        assert (third.sequence, calendar.status(third)) == (7, "CONFIRMED")

    # khal's icalendar 4 takes a backslash before an n for a new line, also where the backslash itself is escaped.
    plain = TEXTS | {"description": TEXTS["description"].replace("\\n", "")}
    text = written(tmp_path, [entry(start, "Asia/Ho_Chi_Minh", **plain)])
    listed = khal(tmp_path, text, "2020-04-14", "<{title}|{description}|{location}|{url}>")
    assert listed.strip() == f"<{plain['summary']}|{plain['description']}|{plain['location']}|{plain['url']}>"


def test_a_cancellation_is_seen(tmp_path: Path) -> None:
    start = moment("2020-04-14T02:00:00Z")
    text = written(tmp_path, [entry(start, "Asia/Ho_Chi_Minh", sequence=1)], "--cancel")
    calendar = icalendar.Calendar.from_ical(text)
    assert str(calendar["METHOD"]) == "CANCEL" and str(calendar.walk("VEVENT")[0]["STATUS"]) == "CANCELLED"
    assert vobject.readOne(text.decode()).vevent.status.value == "CANCELLED"
    with Calendar(text) as third:
        assert third.method == "CANCEL" and third.status(third.entries[0]) == "CANCELLED"
    assert "CANCELLED" in khal(tmp_path, text, "2020-04-14", "{uid} {status}")


def test_slots_as_tentative_entries() -> None:
    answer = run(
        "slots", "--format", "asean", "--on", "2020-04-14", "--length", "90", "--ics", "--zone", "Asia/Ho_Chi_Minh",
        "--title", "Cấp cao ASEAN, dự kiến", "--best", "3",
    )
    assert answer.returncode == 0, answer.stderr
    events = icalendar.Calendar.from_ical(answer.stdout).walk("VEVENT")
    assert [event["DTSTART"].dt.astimezone(timezone.utc) for event in events] == [
        moment("2020-04-14T01:30:00Z") + timedelta(minutes=15) * index for index in range(3)
    ]
    assert all(str(event["STATUS"]) == "TENTATIVE" and str(event["SUMMARY"]) == "Cấp cao ASEAN, dự kiến" for event in events)
    assert all("Asia/Yangon" in str(event["DESCRIPTION"]) for event in events)
    assert len({str(event["UID"]) for event in events}) == 3


GOOD = entry(moment("2020-04-14T02:00:00Z"), "Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("{", 65, ""),
        ("{}", 65, "entries"),
        ('{"entries": []}', 65, "entries"),
        (json.dumps({"entries": [GOOD, GOOD]}), 65, "entries[1].uid"),
        (json.dumps({"entries": [GOOD | {"end": "2020-04-14T02:00:00Z"}]}), 65, "entries[0].end"),
        (json.dumps({"entries": [GOOD | {"zone": "Mars/Olympus"}]}), 65, "entries[0].zone"),
        (json.dumps({"entries": [GOOD | {"zone": "../../etc/passwd"}]}), 65, "entries[0].zone"),
        (json.dumps({"entries": [GOOD | {"url": "javascript alert"}]}), 65, "entries[0].url"),
        (json.dumps({"entries": [GOOD | {"start": "yesterday"}]}), 65, "entries[0].start"),
        (json.dumps({"entries": [GOOD | {"status": "perhaps"}]}), 65, "entries[0].status"),
        (None, 66, "cannot be read"),
    ],
)
def test_bad_entries_are_named(tmp_path: Path, text: str | None, code: int, place: str) -> None:
    file = tmp_path / "entries.json"
    if text is not None:
        file.write_text(text)
    answer = run("calendar", str(file))
    assert answer.returncode == code and not answer.stdout, answer.stderr
    lines = answer.stderr.strip().splitlines()
    assert len(lines) == 1 and place in lines[0], answer.stderr
