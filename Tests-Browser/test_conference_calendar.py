"""A conference's calendars over HTTP, as subscriptions: read by icalendar, vobject, libical and khal."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject

from support.khal import khal
from support.libical import Calendar
from support.server import Server

WEEK = "calendar-week"
UTC = timezone.utc
NAME = {"en": "AMM, plenary; \"54\"", "vi": "AMM, phiên toàn thể; \"54\""}
STARTS = {"cal-amm": datetime(2021, 8, 3, 1, tzinfo=UTC), "cal-moved": datetime(2021, 8, 4, 1, tzinfo=UTC), "cal-off": datetime(2021, 8, 5, 1, tzinfo=UTC)}


def text(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


@pytest.fixture(scope="module")
def paths(installation: Server) -> dict[str, str]:
    """A week of Brunei and New Zealand: one meeting as published, one moved, one cancelled; the addresses of the calendars."""
    admin = installation.admin

    def do(**command: Any) -> None:
        answer = admin.post(f"/api/conferences/{WEEK}/commands", command)
        assert answer.status == 200, answer.text

    body = {
        "id": WEEK, "title": {"en": "Week, 54", "vi": "Tuần lễ; 54"}, "theme": {"en": ""}, "host": "BN", "timeZone": "Asia/Brunei",
        "firstDay": "2021-08-02", "lastDay": "2021-08-06", "venue": {"en": "Hall; one", "vi": "Hội trường, một"},
    }
    assert admin.post("/api/conferences", body).status == 201
    sheet = {"Content-Type": "text/csv"}
    assert admin.request("POST", f"/api/conferences/{WEEK}/delegations", "code\nBN\nNZ\n".encode(), sheet).status == 200
    people = "id,delegation,role,levels\ncal-nz,NZ,head,ministers\ncal-nobody,NZ,adviser,\n"
    assert admin.request("POST", f"/api/conferences/{WEEK}/people", people.encode(), sheet).status == 200
    do(approve={"person": "cal-nz"})
    for meeting in STARTS:
        plan = {"id": meeting, "title": NAME, "level": "ministers", "chair": "BN", "length": 90, "table": ["BN", "NZ"]}
        plan |= {name: [] for name in ("coChairs", "offstage", "agenda", "segments", "feeds")}
        do(planMeeting={"meeting": plan | {"interpreted": False}})
    do(place={"placements": [{"meeting": meeting, "start": text(start), "room": "Room 1"} for meeting, start in STARTS.items()]})
    do(publishTimetable={})
    do(place={"placements": [{"meeting": "cal-moved", "start": text(STARTS["cal-moved"] + timedelta(hours=1))}]})
    do(publishTimetable={})
    do(cancelMeeting={"meeting": "cal-off", "reason": "Merged"})
    view = admin.get(f"/api/conferences/{WEEK}").json["view"]
    found = {entry["seat"]["id"]: entry["calendar"] for entry in view["delegations"]}
    return found | {entry["person"]["id"]: entry["calendar"] for entry in view["people"]}


EXPECTED = {
    "cal-amm": (STARTS["cal-amm"], 0, "CONFIRMED"),
    "cal-moved": (STARTS["cal-moved"] + timedelta(hours=1), 1, "CONFIRMED"),
    "cal-off": (STARTS["cal-off"], 1, "CANCELLED"),
}


def fetched(installation: Server, path: str) -> bytes:
    # Without a token: a calendar program has nothing but the address.
    answer = installation.api().get(path)
    assert answer.status == 200 and answer.headers.get_content_type() == "text/calendar"
    return answer.body


@pytest.mark.parametrize("owner", ["NZ", "cal-nz"])
def test_four_readers_agree(installation: Server, paths: dict[str, str], owner: str, tmp_path: Path) -> None:
    body = fetched(installation, paths[owner])
    calendar = icalendar.Calendar.from_ical(body)
    assert str(calendar["METHOD"]) == "PUBLISH"
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(minutes=15)
    events = calendar.walk("VEVENT")
    assert {
        str(event["UID"]).split(".")[0]: (event["DTSTART"].dt.astimezone(UTC), int(event["SEQUENCE"]), str(event["STATUS"])) for event in events
    } == EXPECTED
    for event in events:
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=90)
        assert str(event["SUMMARY"]) == f"{NAME['en']} / {NAME['vi']}"
        assert event["ORGANIZER"].params["CN"] == "Brunei Darussalam"
        assert "(Pacific/Auckland): 2021-08-0" in str(event["DESCRIPTION"]) and "(Asia/Brunei): 2021-08-0" in str(event["DESCRIPTION"])
    assert {str(event["UID"]).split("@")[1] for event in events} == {str(events[0]["UID"]).split("@")[1]}

    other = vobject.readOne(body.decode())
    assert other.x_wr_calname.value.replace("\\", "").startswith("Week, 54 / Tuần lễ; 54")
    assert {
        event.uid.value.split(".")[0]: (event.dtstart.value.astimezone(UTC), int(event.sequence.value), event.status.value)
        for event in other.vevent_list
    } == EXPECTED
    assert other.vevent.organizer.params["CN"] == ["Brunei Darussalam"]

    with Calendar(body) as third:
        assert third.errors == 0 and third.method == "PUBLISH"
        assert {
            entry.uid.split(".")[0]: (datetime.fromtimestamp(entry.start, UTC), entry.sequence, third.status(entry)) for entry in third.entries
        } == EXPECTED

    listed = khal(tmp_path, body, "2021-08-04", "{title}|{start-long}|{location}|{organizer}")
    assert listed.startswith(f"{NAME['en']} / {NAME['vi']}|2021-08-04 02:00|") and "Brunei Darussalam" in listed


def test_the_hall_is_for_those_who_are_there(installation: Server, paths: dict[str, str]) -> None:
    locations = [str(event["LOCATION"]) for event in icalendar.Calendar.from_ical(fetched(installation, paths["NZ"])).walk("VEVENT")]
    assert locations[0] == "Room 1; Hall; one / Hội trường, một"
    events = icalendar.Calendar.from_ical(fetched(installation, paths["cal-nz"])).walk("VEVENT")
    assert all("LOCATION" not in event for event in events)
    assert str(events[0]["URL"]).endswith("/room/cal-amm/cal-nz")


def test_an_empty_calendar_is_one(installation: Server, paths: dict[str, str], tmp_path: Path) -> None:
    body = fetched(installation, paths["cal-nobody"])
    assert not icalendar.Calendar.from_ical(body).walk("VEVENT") and len(icalendar.Calendar.from_ical(body).walk("VTIMEZONE")) == 1
    assert not hasattr(vobject.readOne(body.decode()), "vevent")
    with Calendar(body) as third:
        assert third.errors == 0 and not third.entries


def test_nothing_new_is_not_sent_again(installation: Server, paths: dict[str, str]) -> None:
    first = installation.api().get(paths["BN"])
    again = installation.api().request("GET", paths["BN"], headers={"If-None-Match": first.headers["ETag"]})
    assert again.status == 304 and not again.body
