"""A text under negotiation by 27 delegations, those who follow it, and its words."""
import json
import pathlib
import random
import selectors
import socket
import threading
import time

from .units import HTTP, Mufakat

SEATS = ("VN ID MY PH SG BN KH LA MM TH AU CN IN JP NZ KR RU US CA EU BD KP MN PK PG LK TL").split()
VOCABULARY = ("the and of to in we shall reaffirm our commitment regional cooperation recovery resilience public health supplies "
              "trade open markets food security members states dialogue partners centre fund response pandemic vaccine fair access "
              "economic social plan strengthen support welcome note encourage further effective timely peoples community").split()


class Negotiation:
    """A server of its own with one text; three advisers of each of the 27 delegations may follow it."""

    def __init__(self):
        self.unit = Mufakat(core=0)
        try:
            self._begin()
        except BaseException:
            self.unit.stop()
            raise

    def _begin(self):
        # Another connection: the first has waited until all was prepared.
        self.unit.http = HTTP(self.unit.port)
        self.token = (pathlib.Path(self.unit.settings["data"]) / "admin-token").read_text().strip()
        name = {"en": "Measured", "vi": "Đo"}
        self.post("/api/conferences", {
            "id": "c", "title": name, "theme": name, "host": "VN", "timeZone": "Asia/Ho_Chi_Minh",
            "firstDay": "2020-06-26", "lastDay": "2020-06-26"})
        for seat in SEATS:
            self.post("/api/conferences/c/commands", {"inviteDelegation": {"seat": {"id": seat, "name": name, "timeZone": "Asia/Ho_Chi_Minh"}}})
        people = [(f"{seat.lower()}-{n}", seat) for seat in SEATS for n in range(3)]
        places = {"name": name, "title": name, "inHall": False, "levels": ["leaders"], "role": "adviser"}
        self.post("/api/conferences/c/commands", {"registerAll": {"people": [{"id": id, "delegation": seat, **places} for id, seat in people]}})
        self.post("/api/conferences/c/commands", {"approveAll": {"people": [id for id, _ in people]}})
        self.post("/api/conferences/c/texts", {
            "id": "t", "conference": "c", "type": "declaration", "title": name, "pen": {"secretariat": {}}, "chair": "VN",
            "delegations": SEATS, "numbering": "resolution"})
        self.tokens = {id: json.loads(self.get(f"/api/conferences/c/people/{id}/token"))["token"] for id, _ in people}

    def stop(self):
        self.unit.stop()

    def get(self, path, token=None, http=None):
        return (http or self.unit.http)("GET", path, **{"Authorization": "Bearer " + (token or self.token)})

    def post(self, path, body, token=None, http=None):
        return json.loads((http or self.unit.http)("POST", path, json.dumps(body), **{
            "Content-Type": "application/json", "Authorization": "Bearer " + (token or self.token)}) or "{}")

    def command(self, name, /, token=None, http=None, **members):
        return self.post("/api/conferences/c/texts/t/commands", {name: members}, token, http)["sequence"]

    def view(self, token=None):
        return self.get("/api/conferences/c/texts/t", token)

    def write(self, paragraphs):
        """Adds paragraphs of these words, a hundred at a time. Returns each one's id and its first element."""
        written = []
        for start in range(0, len(paragraphs), 100):
            these = paragraphs[start:start + 100]
            act = self.command("addParagraphs", behind=written[-1][0] if written else None, paragraphs=[
                {"kind": {"operative": {}}, "words": words} for words in these])
            place = 0
            for number, words in enumerate(these):
                written.append((f"{act}.{number}", (act, place)))
                place += len(words)
        return written


def prose(paragraphs, words=50):
    """Paragraphs of 50 words, the same every time."""
    chance = random.Random(36)
    return [" ".join(chance.choice(VOCABULARY) for _ in range(words)) + "." for _ in range(paragraphs)]


def typed(negotiation, written, edits, connections=8):
    """So many edits of one letter each, as fast as they are taken; paragraph by paragraph, each behind the one before."""
    def write(which):
        http = HTTP(negotiation.unit.port)
        for number in range(which, len(written), connections):
            id, (act, place) = written[number]
            last = f"{act}.{place}"
            for _ in range(edits // len(written)):
                last = f"{negotiation.command('edit', http=http, paragraph=id, edits=[{'put': {'words': 'a', 'behind': last}}])}.0"

    together([threading.Thread(target=write, args=(which,)) for which in range(connections)])


def replaced(negotiation, written, texts, edits, connections=8):
    """So many edits that put one word in the place of another: the second words from the end of the paragraphs, and so on towards the beginning."""
    chance = random.Random(37)

    def write(which):
        http = HTTP(negotiation.unit.port)
        for number in range(which, len(written), connections):
            id, (act, start) = written[number]
            ends = [place for place, letter in enumerate(texts[number]) if letter == " "][1:]
            for turn in range(edits // len(written)):
                end = ends[-1 - turn]
                first = texts[number].rindex(" ", 0, end) + 1
                put = {"words": chance.choice(VOCABULARY), "behind": f"{act}.{start + end - 1}"}
                negotiation.command("edit", http=http, paragraph=id, edits=[
                    {"remove": {"range": f"{act}.{start + first}-{start + end - 1}"}}, {"put": put}])

    together([threading.Thread(target=write, args=(which,)) for which in range(connections)])


def together(threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Followers:
    """Connections with server-sent events, all read by one thread: when each act came to each of them."""

    def __init__(self, negotiation, people):
        self.arrived = {}
        self.selector = selectors.DefaultSelector()
        after = json.loads(negotiation.get("/api/conferences/c/texts/t/changes"))["sequence"]
        for person in people:
            connection = socket.create_connection(("127.0.0.1", negotiation.unit.port))
            connection.sendall((f"GET /api/conferences/c/texts/t/changes?after={after} HTTP/1.1\r\nHost: localhost\r\n"
                                f"Authorization: Bearer {negotiation.tokens[person]}\r\nAccept: text/event-stream\r\n\r\n").encode())
            begun = b""
            while b"retry: 1000" not in begun:
                begun += connection.recv(65536)
            self.selector.register(connection, selectors.EVENT_READ, bytearray())
        self.ends = False
        self.thread = threading.Thread(target=self._read)
        self.thread.start()

    def _read(self):
        while not self.ends:
            for key, _ in self.selector.select(0.2):
                received, moment = key.fileobj.recv(1 << 20), time.monotonic()
                if not received:
                    self.selector.unregister(key.fileobj)
                    continue
                key.data.extend(received)
                *lines, rest = bytes(key.data).split(b"\n")
                key.data[:] = rest
                for line in lines:
                    if line.startswith(b"id: "):
                        self.arrived.setdefault(int(line[4:]), []).append(moment)

    def stop(self):
        self.ends = True
        self.thread.join()
        for key in list(self.selector.get_map().values()):
            key.fileobj.close()


def keystrokes(negotiation, followers, paragraph, element, count, pause=0.1):
    """The pen-holder of a delegation types; milliseconds from sending each letter until each of the followers has it."""
    following = Followers(negotiation, followers)
    http, token = HTTP(negotiation.unit.port), negotiation.tokens["id-0"]
    sent, last = {}, element
    for _ in range(count):
        begun = time.monotonic()
        act = negotiation.command("edit", token, http, paragraph=paragraph, edits=[{"put": {"words": "a", "behind": last}}])
        sent[act], last = begun, f"{act}.0"
        time.sleep(max(0, pause - (time.monotonic() - begun)))
    time.sleep(1)
    following.stop()
    delays = [(moment - sent[act]) * 1e3 for act in sent for moment in following.arrived.get(act, [])]
    if len(delays) != count * len(followers):
        raise RuntimeError(f"{count * len(followers) - len(delays)} keystrokes did not come to a follower")
    return delays
