"""A whole short summit: the demo with its synthetic delegates, three delegations in Chromium and one in Firefox.

Lobby, admission, opening, three interventions with the floor passing, a reload, kill -9 of the server, closing; and then
the minutes and the record.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from conftest import say
from support.chromium import Chromium
from support.firefox import Firefox
from support.record import Record
from support.server import Server, run
from support.tones import FIREFOX, voice
from support.visitor import Visitor
from support.waiting import until

# Singapore's delegate is synthetic at first and gives way to the person who opens its link.
CHAIR, FIRST, SECOND, IN_FIREFOX = "VN", "ID", "SG", "KR"
# Three visitors share one Chromium: each has a voice of its own, and one of them a clock that is seven minutes wrong.
VOICES = {CHAIR: 1700, FIRST: 2000, SECOND: 2300, IN_FIREFOX: FIREFOX}
SHIFTED = SECOND
ROUNDING = 50  # ms: what a page rounds off its clocks, and may wait between two of its readings


@dataclass
class Summit:
    server: Server
    visitors: dict[str, Visitor] = field(default_factory=dict)
    spoken: list[str] = field(default_factory=list)

    @property
    def chair(self) -> Visitor:
        return self.visitors[CHAIR]

    def everyone(self, but: str = "") -> list[Visitor]:
        return [visitor for seat, visitor in self.visitors.items() if seat != but]

    def tone(self, seat: str) -> int:
        return VOICES.get(seat) or voice(seat)


def invitation(server: Server, role: str, seat: str) -> dict[str, str]:
    """Of the demo's printed description."""
    for entry in server.description["participants"]:
        if entry["role"] == role and entry.get("seat") == seat:
            return entry
    raise AssertionError(f"no {role} of {seat} in {server.description}")


@pytest.fixture(scope="module")
def summit(servers: Callable[..., Server], chromium: Chromium, firefox: Firefox) -> Iterator[Summit]:
    # On two media threads, where there are two processors.
    server = servers("demo", "--without", f"{FIRST},{IN_FIREFOX}", MUFAKAT_MEDIA_SHARDS="2")
    summit = Summit(server)
    contexts = []
    for seat in (CHAIR, FIRST, SECOND):
        context = chromium.visitor(harness=False)
        shift = 437_000 if seat == SHIFTED else 0
        context.add_init_script(f"window.harnessTone = {VOICES[seat]}; window.harnessShift = {shift};")
        from support.page import HARNESS

        context.add_init_script(HARNESS)
        contexts.append(context)
        summit.visitors[seat] = Visitor(f"{seat} in Chromium", context.new_page())
    page = firefox.new_page()
    page.viewport(1366, 768)
    summit.visitors[IN_FIREFOX] = Visitor(f"{IN_FIREFOX} in Firefox", page)
    yield summit
    for context in contexts:
        context.close()
    page.close()


def give_floor(summit: Summit, seat: str) -> None:
    """The chair calls upon the first on the list if it is this one, and out of turn otherwise."""
    page = summit.chair.page
    page.evaluate(
        """(seat) => {
            const select = document.querySelector('[data-testid="inscribe"]');
            select.value = seat;
            select.dispatchEvent(new Event("change", { bubbles: true }));
        }""",
        seat,
    )
    summit.chair.click("give-floor")
    for visitor in summit.everyone():
        visitor.until(f"the floor with {seat}", f"mufakat.view.floor?.seat === '{seat}'", seconds=10)
    summit.spoken.append(seat)


def assert_countdown_alike(summit: Summit) -> None:
    """Everybody counts by the server's clock, whatever their own says. All of them run on this machine: its clock is the truth."""
    skews = []
    for visitor in summit.everyone():
        visitor.until("a round trip", "mufakat.clock.roundTrip !== null")
        skew, round_trip = visitor.ask("[mufakat.clock.now() - harness.realNow(), mufakat.clock.roundTrip]")
        # An offset is wrong by half of its round trip at most; in a browser that fills the machine that can be a second.
        assert abs(skew) < round_trip / 2 + ROUNDING, f"the clock of {visitor.name} is {skew:.0f} ms wrong after {round_trip:.0f} ms"
        skews.append(skew)

    def end(visitor: Visitor) -> float:
        """When the time is up by what the screen says, in seconds on this machine's clock: both read in one breath."""
        face, now = visitor.ask("[document.querySelector('[data-testid=\"countdown\"]')?.innerText ?? '', harness.realNow() / 1000]")
        left = re.search(r"(\u2212?)(\d+):(\d\d)", face)
        assert left, f"no countdown on the screen of {visitor.name}: {face!r}"
        return (-1 if left[1] else 1) * (int(left[2]) * 60 + int(left[3])) + now

    def apart() -> float:
        ends = [end(visitor) for visitor in summit.everyone()]
        return max(ends) - min(ends)

    # The screens show whole seconds. A busy machine may paint one late for a moment; a clock that is wrong stays wrong.
    allowed = 1 + (max(skews) - min(skews) + 2 * ROUNDING) / 1000
    until("countdowns that are alike", lambda: apart() < allowed)


def assert_speaker(summit: Summit, seat: str) -> None:
    """All others see and hear the speaker, and nobody hears the rest."""
    for visitor in summit.everyone(but=seat):

        def hears_the_speaker() -> bool:
            if summit.chair.view["floor"] is None:  # A synthetic delegate has said everything; it may speak again.
                give_floor(summit, seat)
            in_the_first_slot = visitor.ask("mufakat.session.shown[mufakat.media.videoMids[0]]")
            heard = visitor.sounds().get(seat)
            return in_the_first_slot == seat and heard is not None and heard.is_(summit.tone(seat))

        until(f"{visitor.name} to hear {seat}", hears_the_speaker, seconds=40)
        visitor.sees(seat, seconds=40)
    for visitor in summit.everyone():
        silent = set(summit.visitors) - {seat, CHAIR}
        heard = visitor.sounds(milliseconds=600)
        assert not silent & {other for other, sound in heard.items() if not sound.silent}, f"{visitor.name} hears {heard}"


@pytest.mark.timeout(600)
def test_a_whole_short_summit(summit: Summit, screenshots: object) -> None:
    server = summit.server
    began = time.monotonic()

    # The lobby.
    invitations = {seat: invitation(server, "chair" if seat == CHAIR else "head", seat) for seat in VOICES}
    for seat, visitor in summit.visitors.items():
        visitor.open(invitations[seat]["link"]).enter()
    for seat in (CHAIR, SECOND):
        summit.visitors[seat].until("the room", "mufakat.session.screen === 'room'")
    for seat in (FIRST, IN_FIREFOX):
        visitor = summit.visitors[seat]
        visitor.until("that they wait", "mufakat.session.screen === 'lobby' && !!document.querySelector('[data-testid=waiting]').offsetParent")
        assert not visitor.ask("'speakers' in mufakat.view"), "the lobby shows the room"
    say(f"{time.monotonic() - began:.0f} s: the lobby is full")
    summit.chair.until("two who wait", "mufakat.view.participants.filter((each) => each.standing === 'lobby').length === 2", seconds=60)

    # Admission and opening.
    summit.chair.click("console-admit-all")
    for visitor in summit.everyone():
        visitor.until("the room", "mufakat.session.screen === 'room'")
    summit.chair.click("next-act")
    summit.chair.click("next-act-confirm")
    for visitor in summit.everyone():
        visitor.until("the meeting open", "mufakat.view.sitting === 'open'")
    table = [seat["id"] for seat in summit.chair.view["seats"] if seat["place"] == "table"]
    assert len(table) == 13
    for seat, visitor in summit.visitors.items():
        visitor.sees(*(other for other in table if other != seat), seconds=60)
    # Firefox proposes every way that works, TCP too: the one that it uses is taken.
    until("everything to come by UDP", lambda: {
        line["down"]["transport"] for line in summit.chair.ask("mufakat.session.lines").values() if line["down"]
    } == {"udp"})
    say(f"{time.monotonic() - began:.0f} s: all thirteen are seen by all four")
    for seat, visitor in summit.visitors.items():
        visitor.screenshot(screenshots / f"summit-{seat}.png")  # type: ignore[operator]

    # Three interventions: a person in Chromium, a synthetic delegate, a person in Firefox.
    first = summit.visitors[FIRST]
    first.click("flag")
    summit.chair.until("Indonesia's flag", f"mufakat.view.speakers.some((each) => each.seat === '{FIRST}')")
    give_floor(summit, FIRST)
    assert_speaker(summit, FIRST)
    assert_countdown_alike(summit)
    first.click("yield")
    summit.chair.until("the floor free", "mufakat.view.floor === null")
    say(f"{time.monotonic() - began:.0f} s: {FIRST} has spoken")

    give_floor(summit, "JP")
    assert_speaker(summit, "JP")

    give_floor(summit, IN_FIREFOX)  # takes the floor from Japan
    assert_speaker(summit, IN_FIREFOX)
    assert_countdown_alike(summit)
    say(f"{time.monotonic() - began:.0f} s: {IN_FIREFOX} speaks")

    # A reload: same seat, same view, nobody admits anybody.
    first.page.reload()
    first.until("the room again", "window.mufakat?.session.screen === 'room'", seconds=40)
    assert first.view["floor"]["seat"] == IN_FIREFOX
    first.hears(IN_FIREFOX, summit.tone(IN_FIREFOX), seconds=40)
    first.sees(IN_FIREFOX, CHAIR, seconds=40)
    summit.chair.sees(FIRST, seconds=40)
    say(f"{time.monotonic() - began:.0f} s: {FIRST} has reloaded")

    # The power fails.
    before = summit.chair.view
    server.kill()
    for visitor in summit.everyone():
        visitor.until("that the line is lost", "mufakat.session.status !== 'open'", seconds=15)
    server.restart()
    back, back_at = time.monotonic(), time.time()
    for visitor in summit.everyone():
        visitor.until("the line again", "mufakat.session.status === 'open' && mufakat.session.screen === 'room'", seconds=40)
        view = visitor.view
        assert view["sitting"] == "open" and view["floor"]["seat"] == IN_FIREFOX
        assert view["floor"]["since"] == before["floor"]["since"], "the intervention began anew"
        assert view["presiding"] == before["presiding"]
    for seat, visitor in summit.visitors.items():
        if seat != IN_FIREFOX:
            visitor.hears(IN_FIREFOX, summit.tone(IN_FIREFOX), seconds=40)
            visitor.sees(IN_FIREFOX, seconds=40)
        visitor.sees(*(other for other in table if other != seat), seconds=60)
    assert_countdown_alike(summit)
    # Each was looked at in turn, which takes long: when the last sound and picture had come back, the pages know.
    last = max(visitor.ask("Math.max(...harness.arrivals)") for visitor in summit.everyone()) / 1000 - back_at
    say(f"{time.monotonic() - began:.0f} s: everything was back {last:.1f} s after the server, and seen to be after {time.monotonic() - back:.1f} s")

    # Closing.
    summit.chair.click("close")
    summit.chair.click("close-confirm")
    for visitor in summit.everyone():
        visitor.until("the end", "document.documentElement.dataset.screen === 'closed'", seconds=15)

    check_the_record(summit, invitations[CHAIR]["token"])
    say(f"{time.monotonic() - began:.0f} s in all")


def check_the_record(summit: Summit, token: str) -> None:
    server = summit.server
    meeting = server.description["meeting"]
    record = Record(server.admin.get(f"/api/meetings/{meeting}/record").body)
    record.verify_chain()
    assert len(record.events("admitted")) == 13, "somebody was admitted twice"
    given = [entry["event"]["seat"] for entry in record.events("floorGiven")]
    assert given == summit.spoken
    ended = record.events("floorEnded")
    assert [entry["event"]["seat"] for entry in ended] == summit.spoken
    first, *between, last = [entry["event"]["reason"] for entry in ended]
    # On a slow machine the synthetic delegate is done before the chair goes on.
    assert first == "yielded" and set(between) <= {"chair", "yielded"} and last == "closed"

    minutes = server.api(token).get(f"/api/meetings/{meeting}/minutes?language=en").body.decode()
    names = {seat["id"]: seat["name"]["en"] for seat in server.admin.view(meeting)["seats"]}
    # | # | Delegation | As | From | To | Duration | Paragraph |
    rows = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in minutes.splitlines()]
    interventions = [row for row in rows if len(row) == 7 and row[0].isdigit()]
    assert [row[1] for row in interventions] == [names[seat] for seat in summit.spoken], minutes
    for row, entry in zip(interventions, ended):
        parts = [int(part) for part in row[5].split(":")]
        seconds = sum(part * 60**power for power, part in enumerate(reversed(parts)))
        assert abs(seconds - entry["event"]["seconds"]) <= 1, f"{row} but {entry}"

    assert server.stop() == 0
    verified = run("record", "verify", "--data", str(server.data))
    assert verified.returncode == 0, verified.stdout + verified.stderr
