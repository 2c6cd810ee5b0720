"""What the real page in Chromium hears and sees over bad lines, beside what the simulated calls say.

    .venv/bin/python Tests-Browser/resilience.py docs/media/resilience.md

Replaces the table between the two markers of the document. A chair sends on a good line; a guest who only listens is
behind a relay. A machine that is busy with something else spoils the figures: a run in which the chair's browser sent
fewer pictures than the camera gave, or the relay was late, is made again, and the first cell is a good line, where nothing
may be missed.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field, fields
from pathlib import Path

from playwright.sync_api import sync_playwright

from support.camera import person
from support.chromium import Chromium
from support.line import Conditions, Line
from support.meeting import Meeting
from support.relay import relayed
from support.server import Server
from support.visitor import Visitor

SETTLING, SECONDS, RUNS = 10, 30, 2
# A run counts if at least this share of the camera's pictures was sent, and 99 of 100 datagrams were not later, ms; the last
# attempt counts anyway.
ENOUGH, LATE, ATTEMPTS = 0.9, 3, 4
WIDTH, HEIGHT, RATE = 960, 540, 15
BEGINNING, END = "<!-- measured in Chromium -->\n", "<!-- until here -->\n"


@dataclass(frozen=True)
class Cell:
    """A line, its name, and where the document has the simulated figure: the heading, the row, the column."""

    name: str
    line: Conditions
    place: tuple[str, str, int]
    # What becomes of it in the measured time: the capacity from a second on.
    changes: dict[int, float] = field(default_factory=dict)


def of_matrix(loss: float, capacity: float) -> Cell:
    share, limit = f"{loss * 100:.0f} %", f"{capacity / 1000:.0f} kbit/s"
    return Cell(f"{share}, {limit}, 150 ms", Conditions(loss, 150, capacity), (limit, share, 2))


def other(name: str, line: Conditions, changes: dict[int, float] | None = None) -> Cell:
    return Cell(name, line, ("Other lines", name, 1), changes or {})


CELLS = [
    other("0 %, no limit, 20 ms", Conditions()),
    of_matrix(0.05, 5e6), of_matrix(0.1, 5e6), of_matrix(0.3, 5e6),
    of_matrix(0, 1e6), of_matrix(0, 3e5), of_matrix(0.1, 3e5),
    other("0 %, 10, then 0.8, then 10 Mbit/s, each for 10 s, 100 ms", Conditions(0, 100, 1e7), {10: 8e5, 20: 1e7}),
]


@dataclass
class Figures:
    """Shares in percent, pictures a second, the estimate in kbit/s, the relay's lateness (99 of 100) in ms."""

    concealed: float
    silent: float
    frozen: float
    pictures: float
    estimate: float
    sent: float
    lateness: float


# The chair's sound and largest picture at the guest.
COUNTS = """async () => {
    const all = (await mufakat.stats()).receive.filter(({ type }) => type === "inbound-rtp");
    const audio = all.find(({ mid }) => mufakat.session.audible[mid] === "VN") ?? {};
    const video = all.find(({ mid }) => mid === mufakat.media.videoMids[1]) ?? {};
    return {
        samples: audio.totalSamplesReceived ?? 0, concealed: audio.concealedSamples ?? 0, silent: audio.silentConcealedSamples ?? 0,
        frozen: video.totalFreezesDuration ?? 0, pictures: video.framesDecoded ?? 0, estimate: mufakat.session.lines.ID?.carries ?? 0,
    };
}"""

# How many pictures the chair's browser has sent of each layer.
SENT = """async () => Object.fromEntries((await mufakat.stats()).publish.filter(({ rid }) => rid).map(({ rid, framesSent }) => [rid, framesSent ?? 0]))"""


def measure(cell: Cell, chromium: Chromium, chair: Visitor, link: str, seed: int) -> Figures:
    context = chromium.visitor()
    context.add_init_script("sessionStorage['mufakat.wishes'] ??= JSON.stringify({ listenOnly: true });")
    line = Line(seed)
    line.change(Conditions(round_trip=cell.line.round_trip))
    with relayed(context, line) as relay:
        guest = Visitor("guest", context.new_page()).open(link)
        guest.sees("VN", seconds=60)
        line.change(cell.line)
        time.sleep(SETTLING)
        relay.lateness.clear()
        estimates = []
        sent, before = chair.page.evaluate(SENT), guest.page.evaluate(COUNTS)
        began = moved = time.monotonic()
        now = before
        for second in range(SECONDS):
            line.down.capacity = cell.changes.get(second, line.down.capacity)
            time.sleep(max(0.0, began + second + 1 - time.monotonic()))
            last, now = now, guest.page.evaluate(COUNTS)
            estimates.append(now["estimate"])
            if now["pictures"] > last["pictures"]:
                moved = time.monotonic()
        took = time.monotonic() - began
        sent = max(count - sent.get(layer, 0) for layer, count in chair.page.evaluate(SENT).items())
        lateness = sorted(relay.lateness)
    context.close()
    grown = {name: now[name] - before[name] for name in now}
    # A freeze that has not ended is not counted by the browser.
    standing = max(0.0, began + took - moved - 1)
    heard = max(1, grown["samples"])
    return Figures(
        concealed=100 * grown["concealed"] / heard, silent=100 * grown["silent"] / heard,
        frozen=min(100.0, 100 * (grown["frozen"] + standing) / took), pictures=grown["pictures"] / took,
        estimate=statistics.mean(estimates) / 1000, sent=sent / took, lateness=1000 * lateness[len(lateness) * 99 // 100],
    )


def measured(cell: Cell, chromium: Chromium, chair: Visitor, link: str, seed: int) -> Figures:
    """Of the first run that the machine did not spoil."""
    for _ in range(ATTEMPTS):
        figures = measure(cell, chromium, chair, link, seed)
        if figures.sent >= ENOUGH * RATE and figures.lateness <= LATE:
            break
        print(f"{cell.name}: {figures.sent:.0f} pictures a second, {figures.lateness:.0f} ms late; once more", file=sys.stderr, flush=True)
    return figures


def mean(runs: list[Figures]) -> Figures:
    return Figures(*(statistics.mean(getattr(run, each.name) for run in runs) for each in fields(Figures)))


def simulated(document: str, cell: Cell) -> str:
    """What the tables of the simulated calls say of a cell; a dash where they have none."""
    heading, name, column = cell.place
    section = document.partition(f"### {heading}\n")[2].partition("###")[0]
    rows = ([part.strip() for part in row.strip("|").split("|")] for row in section.splitlines())
    return next((row[column] for row in rows if row[0] == name), "–")


def row(document: str, cell: Cell, figures: Figures) -> str:
    found = f"{figures.concealed:.1f} / {figures.frozen:.1f} / {figures.pictures:.0f} / {figures.estimate:.0f}"
    rest = f"{figures.silent:.1f} | {figures.sent:.0f} | {figures.lateness:.1f}"
    return f"| {cell.name} | {simulated(document, cell)} | {found} | {rest} |\n"


def replaced(document: str, rows: str) -> str:
    words = f"Runs of each cell: {RUNS}, of {SECONDS} s, after {SETTLING} s."
    head = "| line | simulated | Chromium | of it silent | sent | late, ms |\n|---|---|---|---|---|---|\n"
    before, after = document.split(BEGINNING)[0], document.split(END)[1]
    return f"{before}{BEGINNING}\n{words}\n\n{head}{rows}\n{END}{after}"


def main(path: Path) -> None:
    document = path.read_text()
    if BEGINNING not in document or END not in document:
        sys.exit(f"{path} has no lines {BEGINNING}and {END}")
    rows = ""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder) / "data").start()
        camera = person(Path(folder) / "camera.y4m", width=WIDTH, height=HEIGHT, rate=RATE)
        chromium = Chromium(playwright, picture=camera)
        try:
            meeting = Meeting(server, "VN", "ID").open()
            link = meeting.head("ID").link
            context = chromium.visitor()
            context.add_init_script(f"window.harnessVideo = {{ width: {WIDTH}, height: {HEIGHT}, frameRate: {RATE} }};")
            chair = Visitor("chair", context.new_page()).open(meeting.chair.link)
            chair.until("its camera to be sent", "mufakat.media.publish === 'connected'")
            for cell in CELLS:
                runs = [measured(cell, chromium, chair, link, seed) for seed in range(1, RUNS + 1)]
                rows += row(document, cell, mean(runs))
                print(rows.splitlines()[-1], file=sys.stderr, flush=True)
        finally:
            chromium.close()
            server.kill()
    path.write_text(replaced(document, rows))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: resilience.py docs/media/resilience.md")
    main(Path(sys.argv[1]))
