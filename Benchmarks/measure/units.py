"""The units under measurement: how to start one, publish to it and receive from it."""
import http.client
import importlib.util
import json
import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import time

from . import description

HERE = pathlib.Path(__file__).resolve().parent.parent


class HTTP:
    """A kept connection; JSON or text."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def __call__(self, method, path, body=None, **headers):
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {text[:200]}")
        return text


class Unit:
    """A server process pinned to one core, with its data in a temporary folder."""
    address = "127.0.0.1"

    def __init__(self, core, counting=False, shards=None):
        """`counting`: with every allocation counted, which takes time of its own (``allocations``). `shards`: media threads."""
        self.shards = shards
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-"))
        counter = self.folder / "allocations"
        counter.write_bytes(bytes(8))
        preload = {"LD_PRELOAD": os.environ["ALLOCATIONS_LIBRARY"], "ALLOCATIONS": str(counter)} if counting else {}
        self.log = open(self.folder / "log", "w")
        self.launch = (["taskset", "-c", str(core), *self.command()], {**os.environ, **self.environment(), **preload})
        self.start(0.05)
        time.sleep(0.5)
        self.prepare()

    def start(self, pause):
        """Returns as soon as it answers; asks every `pause` seconds."""
        command, environment = self.launch
        self.process = subprocess.Popen(command, env=environment, stdout=self.log, stderr=subprocess.STDOUT)
        for _ in range(int(60 / pause)):
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended:\n{(self.folder / 'log').read_text()[-2000:]}")
            try:
                self.http = HTTP(self.port)
                self.http.connection.connect()
                self.greet()
                return
            except (OSError, http.client.HTTPException):
                time.sleep(pause)
        raise RuntimeError(f"{self.name} does not answer")

    def greet(self):
        """Whether it answers; a connection alone may be one that is tried and closed again while it starts."""

    def environment(self):
        return {}

    def cpu(self):
        """CPU seconds of all threads so far."""
        return time.clock_gettime((~self.process.pid << 3) | 2)

    def media_threads(self):
        """CPU seconds of each media thread so far."""
        tasks = sorted(pathlib.Path(f"/proc/{self.process.pid}/task").iterdir(), key=lambda task: int(task.name))
        return [int((task / "schedstat").read_text().split()[0]) / 1e9 for task in tasks
                if (task / "comm").read_text().strip() == "media"]

    def resident(self):
        """Resident memory, kB."""
        for line in open(f"/proc/{self.process.pid}/smaps_rollup"):
            if line.startswith("Rss:"):
                return int(line.split()[1])

    def allocations(self):
        """Calls of malloc and its kin so far, of a unit that counts them."""
        return int.from_bytes((self.folder / "allocations").read_bytes(), "little")

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Mufakat(Unit):
    name = "mufakat"
    port = 18443

    def command(self):
        return [os.environ["MUFAKAT"], "serve", "--data", str(self.folder / "data"), "--listen", f"127.0.0.1:{self.port}"]

    def environment(self):
        # Hundreds of WebSocket clients in one Python process answer pings late, above all while they all join.
        return {"MUFAKAT_HTTP_TLS": "off", "MUFAKAT_LOG_LEVEL": "warning", "MUFAKAT_LIVE_SILENCE_MILLISECONDS": "60000",
                "MUFAKAT_MEDIA_SHARDS": str(self.shards or 1)}

    def greet(self):
        self.http("GET", "/healthz")

    def prepare(self):
        specification = importlib.util.spec_from_file_location("hook", HERE / "neutral" / "hook.py")
        hook = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(hook)
        self.settings = {"ready_url": f"http://127.0.0.1:{self.port}/", "data": str(self.folder / "data")}
        self.room = random.randint(1, 10**6)
        hook.setup(self.settings, self.room)

    def _post(self, path, offer, token):
        return self.http("POST", path, offer, **{
            "Content-Type": "application/sdp", "Authorization": "Bearer " + self.settings[token]})

    def publish(self, feed, peer, ssrcs):
        offer = description.describe(
            peer, [("audio", "0", "sendonly", ssrcs[0]), ("video", "1", "sendonly", ssrcs[1])], "actpass")
        return self._post(f"/whip/room-{self.room}/{feed}", offer, "publish_token"), None

    def subscribe(self, feeds, peer, exclude=None):
        sections = [(kind, str(2 * n + k), "recvonly", None)
                    for n in range(len(feeds)) for k, kind in enumerate(("audio", "video"))]
        query = f"seat={feeds[0]}" if len(feeds) == 1 else f"exclude={exclude or ''}"
        return self._post(
            f"/whep/room-{self.room}?{query}", description.describe(peer, sections, "actpass"), "subscribe_token"), None


class Janus(Unit):
    """Debian's Janus, videoroom plugin, by its HTTP interface."""
    name = "janus"
    port = 18088

    def command(self):
        # Janus leaves loopback addresses out; traffic to the host's own address stays on the machine all the same.
        self.address = subprocess.run(["hostname", "-I"], capture_output=True, text=True, check=True).stdout.split()[0]
        (self.folder / "janus.jcfg").write_text(
            'general: {\n configs_folder = "%s"\n plugins_folder = "/usr/lib/x86_64-linux-gnu/janus/plugins"\n'
            ' transports_folder = "/usr/lib/x86_64-linux-gnu/janus/transports"\n debug_level = 2\n event_loops = 1\n'
            ' admin_secret = "bench"\n server_name = "bench"\n}\nmedia: {\n ipv6 = false\n}\n'
            'nat: {\n ice_lite = true\n ice_enforce_list = "%s"\n}\n'
            'plugins: { disable = "libjanus_audiobridge.so,libjanus_recordplay.so,libjanus_sip.so,libjanus_streaming.so,'
            'libjanus_textroom.so,libjanus_videocall.so,libjanus_voicemail.so,libjanus_echotest.so,libjanus_nosip.so" }\n'
            'transports: { disable = "libjanus_websockets.so,libjanus_pfunix.so,libjanus_mqtt.so,libjanus_rabbitmq.so,libjanus_nanomsg.so" }\n'
            % (self.folder, self.address))
        (self.folder / "janus.transport.http.jcfg").write_text(
            'general: {\n base_path = "/janus"\n http = true\n port = %d\n interface = "lo"\n https = false\n}\nadmin: { admin_http = false }\n' % self.port)
        (self.folder / "janus.plugin.videoroom.jcfg").write_text("general: {}\n")
        return ["janus", "-F", str(self.folder), "-C", str(self.folder / "janus.jcfg"), "--disable-colors"]

    def _call(self, path, message):
        message["transaction"] = f"{random.getrandbits(48):x}"
        answer = json.loads(self.http("POST", path, json.dumps(message)))
        if answer["janus"] == "error":
            raise RuntimeError(f"janus: {answer}")
        return answer

    def _ask(self, handle, body, jsep=None):
        """A request whose outcome comes as an event."""
        message = {"janus": "message", "body": body}
        if jsep:
            message["jsep"] = jsep
        answer = self._call(f"{self.session}/{handle}", message)
        if answer["janus"] == "success":
            return answer
        while True:
            for event in json.loads(self.http("GET", f"{self.session}?maxev=10")):
                if event.get("transaction") == message["transaction"] and event["janus"] == "event":
                    if "error" in event["plugindata"]["data"]:
                        raise RuntimeError(f"janus: {event['plugindata']['data']}")
                    return event

    def _handle(self):
        return self._call(self.session, {"janus": "attach", "plugin": "janus.plugin.videoroom"})["data"]["id"]

    def prepare(self):
        self.session = "/janus"
        self.session = f"/janus/{self._call('/janus', {'janus': 'create'})['data']['id']}"
        self._ask(self._handle(), {
            "request": "create", "room": 1, "publishers": 100, "bitrate": 0, "audiocodec": "opus", "videocodec": "vp8",
            "notify_joining": False})

    def publish(self, feed, peer, ssrcs):
        offer = description.describe(
            peer, [("audio", "0", "sendonly", ssrcs[0]), ("video", "1", "sendonly", ssrcs[1])], "active")
        event = self._ask(self._handle(), {
            "request": "joinandconfigure", "ptype": "publisher", "room": 1, "id": feed, "audio": True, "video": True,
            "bitrate": 0}, {"type": "offer", "sdp": offer})
        return event["jsep"]["sdp"], None

    def _join(self, handle, feeds):
        """A feed is there a moment after its publisher has connected."""
        for left in range(20, 0, -1):
            try:
                return self._ask(handle, {
                    "request": "join", "ptype": "subscriber", "room": 1, "streams": [{"feed": feed} for feed in feeds]})
            except RuntimeError as problem:
                if "No such feed" not in str(problem) or left == 1:
                    raise
                time.sleep(0.05)

    def subscribe(self, feeds, peer, exclude=None):
        handle = self._handle()
        event = self._join(handle, feeds)
        offer = event["jsep"]["sdp"]
        mids = [line[6:] for line in offer.replace("\r", "").split("\n") if line.startswith("a=mid:")]
        kinds = [line[2:7] for line in offer.replace("\r", "").split("\n") if line.startswith("m=")]
        answer = description.describe(
            peer, [(kind, mid, "recvonly", None) for kind, mid in zip(kinds, mids)], "active")
        for kind, theirs in zip(("audio", "video"), ("111", "96")):
            number = next((p for k, p in zip(kinds, description.payload_types(offer)) if k == kind), None)
            if number is not None and str(number) != theirs:
                answer = (answer.replace(f"SAVPF {theirs}", f"SAVPF {number}").replace(f"rtpmap:{theirs} ", f"rtpmap:{number} ")
                          .replace(f"fmtp:{theirs} ", f"fmtp:{number} ").replace(f"rtcp-fb:{theirs} ", f"rtcp-fb:{number} "))
        return offer, lambda: self._ask(handle, {"request": "start"}, {"type": "answer", "sdp": answer})
