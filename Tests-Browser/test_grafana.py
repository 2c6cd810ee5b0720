"""The dashboard for Grafana asks only for what the server tells."""

import json
import re
from pathlib import Path

from support.server import Server

DASHBOARD = Path(__file__).parent.parent / "docs" / "grafana-media.json"


def test_every_metric_of_the_dashboard_is_there(installation: Server) -> None:
    told = set(re.findall(r"^# TYPE (\S+)", installation.admin.get("/metrics").text, re.MULTILINE))
    asked = {
        name
        for panel in json.loads(DASHBOARD.read_text())["panels"]
        for target in panel["targets"]
        for name in re.findall(r"mufakat_\w+", target["expr"])
    }
    assert len(asked) > 10
    assert asked <= told
