"""The live protocol and the record: fan-out of events, durable appends, join of a real browser."""
import asyncio
import json
import pathlib
import tempfile
import threading
import time

import websockets

from .units import HTTP, Mufakat


def quantile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]


def _meeting(unit, observers=0):
    """A small meeting with a chair, and tokens of its chair and of devices that follow it."""
    administration = (pathlib.Path(unit.settings["data"]) / "admin-token").read_text().strip()
    meeting = f"live-{time.time_ns() % 10**9}"

    def call(path, body, token=administration):
        return json.loads(unit.http("POST", path, json.dumps(body), **{
            "Content-Type": "application/json", "Authorization": "Bearer " + token}) or "{}")

    call("/api/meetings", {"id": meeting, "title": {"en": "Fan-out measured"}, "lobby": False,
                           "seats": [{"id": "VN", "name": {"en": "Viet Nam"}}]})
    tokens = {}
    invitations = [("chair", "chair", "VN")] + [(f"observer-{n}", "observer", "VN") for n in range(observers)]
    for participant, role, seat in invitations:
        tokens[participant] = call(f"/api/meetings/{meeting}/invitations", {
            "participant": participant, "role": role, "seat": seat, "name": {"en": participant}})["token"]
        call(f"/api/meetings/{meeting}/commands", {"type": "enterLobby"}, tokens[participant])
    return meeting, tokens


async def _fan_out(port, meeting, tokens, rounds):
    followers = [name for name in tokens if name.startswith("observer-")]
    moments, arrived, left = [], asyncio.Event(), 0

    async def follow(name, ready):
        nonlocal left
        async with websockets.connect(
                f"ws://127.0.0.1:{port}/live?meeting={meeting}&participant={name}", max_size=None, compression=None,
                ping_interval=None, open_timeout=60,
                additional_headers={"Authorization": "Bearer " + tokens[name]}) as socket:
            await socket.send(json.dumps({"type": "hello", "version": 1, "device": name}))
            async for text in socket:
                if '"snapshot"' in text:
                    ready.set()
                elif '"speakingLimitSet"' in text:
                    moments.append(time.perf_counter())
                    left -= 1
                    if left == 0:
                        arrived.set()

    ready = [asyncio.Event() for _ in followers]
    tasks = []
    # A few at a time: everybody is told of everybody's arrival, and one process reads it all.
    for start in range(0, len(followers), 20):
        these = slice(start, start + 20)
        tasks += [asyncio.create_task(follow(name, event)) for name, event in zip(followers[these], ready[these])]
        await asyncio.gather(*(asyncio.wait_for(event.wait(), 60) for event in ready[these]))
    await asyncio.sleep(3)
    chair, delays = HTTP(port), []
    for number in range(rounds):
        moments.clear()
        arrived.clear()
        left = len(followers)
        begun = time.perf_counter()
        await asyncio.to_thread(
            chair, "POST", f"/api/meetings/{meeting}/commands",
            json.dumps({"type": "setSpeakingLimit", "seconds": 60 + number}),
            **{"Content-Type": "application/json", "Authorization": "Bearer " + tokens["chair"]})
        await asyncio.wait_for(arrived.wait(), 30)
        delays += [(moment - begun) * 1e3 for moment in moments]
        await asyncio.sleep(0.1)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return delays


def fan_out(clients=500, rounds=20):
    """One event to `clients` WebSocket clients: command sent -> event read, of every client and round."""
    unit = Mufakat(core=0)
    try:
        meeting, tokens = _meeting(unit, observers=clients)
        delays = asyncio.run(_fan_out(unit.port, meeting, tokens, rounds))
        return {"clients": clients, "p50_ms": quantile(delays, 0.5), "p99_ms": quantile(delays, 0.99)}
    finally:
        unit.stop()


def _append(unit, meeting, connections, seconds):
    """Commands a second over so many connections, each of which waits for its answer before it sends the next."""
    # The administration: a participant may not command without pause.
    token = (pathlib.Path(unit.settings["data"]) / "admin-token").read_text().strip()
    headers = {"Content-Type": "application/json", "Authorization": "Bearer " + token}
    counts = [0] * connections
    end = time.perf_counter() + seconds

    def write(which):
        http = HTTP(unit.port)
        while time.perf_counter() < end:
            # Each command changes something, so that each is a line of the record.
            http("POST", f"/api/meetings/{meeting}/commands",
                 json.dumps({"type": "setSpeakingLimit", "seconds": 60 + which * 200 + counts[which] % 200}), **headers)
            counts[which] += 1

    threads = [threading.Thread(target=write, args=(which,)) for which in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def appends(seconds=5.0):
    """Commands a second, each durable before it is answered; the same writes by SQLite alone; HTTP without a write."""
    import sqlite3

    unit = Mufakat(core=0)
    try:
        meeting, _ = _meeting(unit)
        result = {f"by_http_{connections}_connections_per_second": _append(unit, meeting, connections, seconds)
                  for connections in (1, 8)}
        count, end = 0, time.perf_counter() + seconds
        while time.perf_counter() < end:
            unit.http("GET", "/healthz")
            count += 1
        result["http_without_write_per_second"] = count / seconds
    finally:
        unit.stop()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        database = sqlite3.connect(pathlib.Path(folder) / "peer.sqlite", isolation_level=None)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("CREATE TABLE line (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
        alone, end = 0, time.perf_counter() + seconds
        while time.perf_counter() < end:
            database.execute("INSERT INTO line (bytes) VALUES (?)", (b"x" * 300,))
            alone += 1
        database.close()
    return {**result, "sqlite_alone_per_second": alone / seconds}
