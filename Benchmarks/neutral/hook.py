"""Makes the meeting that a scene of the neutral generator needs, through the HTTP API.

One room is one meeting of an informal exchange (`floorRule: free`, no lobby), so that every publisher is heard and
seen by all; its seats are numbered 1 to 13, like the generator's feeds. One secretariat's token publishes for every seat.
"""
import http.client
import json
import os
import pathlib
import urllib.parse

SEATS = 13


def setup(conf, room):
    address = urllib.parse.urlsplit(conf["ready_url"])
    administration = (pathlib.Path(os.environ.get("MUFAKAT_BENCH_DATA", conf.get("data", "/tmp/mufakat-bench"))) / "admin-token").read_text().strip()

    def call(method, path, body=None, bearer=administration):
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=20)
        connection.request(
            method, path, json.dumps(body) if body is not None else None,
            {"Content-Type": "application/json", "Authorization": f"Bearer {bearer}"})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {text[:300]}")
        return json.loads(text) if text else {}

    meeting = f"room-{room}"

    def invite(participant, role, seat=None):
        body = {"participant": participant, "role": role, "name": {"en": participant}}
        if seat:
            body["seat"] = seat
        return call("POST", f"/api/meetings/{meeting}/invitations", body)["token"]

    call("POST", "/api/meetings", {
        "id": meeting, "title": {"en": "Forwarding measured", "vi": "Đo chuyển tiếp"},
        "lobby": False, "floorRule": "free",
        "seats": [{"id": str(n), "name": {"en": f"Seat {n}", "vi": f"Ghế {n}"}} for n in range(1, SEATS + 1)],
    })
    heads = [invite(f"head-{n}", "chair" if n == 1 else "head", str(n)) for n in range(1, SEATS + 1)]
    for head in heads:
        call("POST", f"/api/meetings/{meeting}/commands", {"type": "enterLobby"}, head)
    call("POST", f"/api/meetings/{meeting}/commands", {"type": "openMeeting"}, heads[0])
    for key, participant in (("publish_token", "desk"), ("subscribe_token", "receiving-desk")):
        conf[key] = invite(participant, "secretariat")
        call("POST", f"/api/meetings/{meeting}/commands", {"type": "enterLobby"}, conf[key])
