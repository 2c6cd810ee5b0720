"""`mufakat timetable` at the command line."""

from __future__ import annotations

import json
from pathlib import Path

from support.server import run


def test_line_tests_that_have_no_place_any_more_are_named(tmp_path: Path) -> None:
    """`mufakat timetable replan` of a week to which a delegation came: its line cannot be tested in the only hour there is."""
    zone = "Asia/Brunei"
    week = {
        "zone": zone, "days": [{"date": "2031-08-04", "from": "08:00", "to": "12:00"}],
        "delegations": [{"id": "BN", "zone": zone}, {"id": "VN", "zone": "Asia/Ho_Chi_Minh"}],
        "meetings": [{"id": "amm", "length": 60, "delegations": ["BN", "VN"]}],
        "lineTests": {"daysBefore": 1, "length": 60, "atOnce": 1, "hours": {"from": "10:00", "to": "11:00"}},
    }
    published = {
        "placements": [{"meeting": "amm", "start": "2031-08-04T00:00:00Z"}],
        "tests": [{"site": "BN", "start": "2031-08-03T02:00:00Z"}],
    }
    files = [tmp_path / "week.json", tmp_path / "timetable.json"]
    for file, value in zip(files, (week, published), strict=True):
        file.write_text(json.dumps(value))
    answer = run("timetable", "replan", "--json", *map(str, files))
    assert answer.returncode == 1, answer.stderr
    report = json.loads(answer.stdout)
    assert report["status"] == "impossible" and report["proven"] and report["irreducible"]
    assert (report["mustMove"], report["others"], "timetable" in report) == ([], [], False)
    assert [rule["id"] for rule in report["conflict"]] == ["test:BN:2031-08-03", "test:VN:2031-08-03", "tests-at-once"]
    assert all(rule["words"]["en"] and rule["words"]["vi"] for rule in report["conflict"])
    spoken = run("timetable", "replan", "--language", "vi", *map(str, files))
    assert spoken.returncode == 1
    assert [rule["words"]["vi"] for rule in report["conflict"]] == [line.strip() for line in spoken.stdout.splitlines()[1:]]
    for each in (answer, spoken):
        assert each.stderr.strip().endswith("have no place any more.") and len(each.stderr.strip().splitlines()) == 1
    week["lineTests"]["atOnce"] = 2
    files[0].write_text(json.dumps(week))
    report = json.loads(run("timetable", "replan", "--json", *map(str, files)).stdout)
    assert report["status"] == "moved" and report["moves"] == []
    assert [test["site"] for test in report["timetable"]["tests"]] == ["BN", "VN"]
