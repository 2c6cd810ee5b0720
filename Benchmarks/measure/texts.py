"""Texts: keystrokes to those who follow, versions compared, a long record opened, a long text. Benchmarks/run texts"""
import argparse
import json
import os
import pathlib
import platform
import statistics
import subprocess
import tempfile
import time

from . import document, machine, negotiation, promises
from .live import quantile
from .negotiation import Negotiation
from .promises import Promise

RESULTS = pathlib.Path(__file__).resolve().parent.parent.parent / "results"

PROMISES = [
    Promise("a keystroke to each of 81 followers, p95", "keystrokes", "p95_ms", 150, unit="ms"),
    Promise("comparison of two versions of 50 pages", "comparison", "route_ms", 200, unit="ms"),
    Promise("opening a text of 100,000 edits", "record", "open_ms", 2_000, unit="ms"),
]

TITLES = {
    "keystrokes": "27 delegations × 3 followers, ten letters a second",
    "comparison": "two versions of 50 pages: 500 paragraphs, 25,000 words, 2,000 words replaced",
    "record": "{edits:,.0f} edits of one letter in 500 paragraphs",
    "200 pages": "200 pages: 2,000 paragraphs, 100,000 words",
}


def clocked(action):
    """Milliseconds, and what came of it."""
    begun = time.monotonic()
    result = action()
    return (time.monotonic() - begun) * 1e3, result


def spread(delays):
    return {"p50_ms": quantile(delays, 0.5), "p95_ms": quantile(delays, 0.95), "max_ms": max(delays)}


def typing(options):
    """Yields a figure for each run."""
    text = Negotiation()
    try:
        [(id, (act, place))] = text.write(["We agree."])
        text.command("handPen", to={"delegation": {"seat": "ID"}})
        for _ in range(options.runs):
            yield spread(negotiation.keystrokes(text, list(text.tokens), id, f"{act}.{place + 7}", options.keys))
    finally:
        text.stop()


def comparison(options):
    text = Negotiation()
    try:
        words = negotiation.prose(500)
        written = text.write(words)
        first = text.command("circulate", name="Rev.1", cutOff=None)
        negotiation.replaced(text, written, words, options.replaced)
        second = text.command("circulate", name="Rev.2", cutOff=None)
        address = f"/api/conferences/c/texts/t/comparison?from={first}&to={second}"
        text.get(address)
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            files = [plain(text, version, pathlib.Path(folder)) for version in (first, second)]
            for _ in range(options.runs):
                own, answer = clocked(lambda: text.get(address))
                changed = sum(piece["fate"] == "removed" for paragraph in json.loads(answer)["paragraphs"] for piece in paragraph["pieces"])
                if changed != options.replaced:
                    raise RuntimeError(f"{changed} of {options.replaced} words are taken out, it says")
                peer, _ = clocked(lambda: subprocess.run(
                    ["git", "diff", "--no-index", "--word-diff=porcelain", *files], capture_output=True, cwd=folder))
                yield {"route_ms": own, "kB": len(answer.encode()) / 1e3, "git diff --word-diff, ms": peer}
    finally:
        text.stop()


def plain(text, version, folder):
    """A version as pandoc writes it: a paragraph a line."""
    connection = text.unit.http.connection
    connection.request("GET", f"/api/conferences/c/texts/t/export?format=docx&version={version}", headers={"Authorization": "Bearer " + text.token})
    file = folder / f"{version}.docx"
    file.write_bytes(connection.getresponse().read())
    target = folder / f"{version}.txt"
    subprocess.run(["pandoc", "--to=plain", "--wrap=none", "--output", target, file], check=True)
    return str(target)


def record(options):
    """Killed and started again: until it answers (it replays before), and until a reader has the text then."""
    text = Negotiation()
    try:
        empty = []
        for _ in range(options.runs):
            empty.append(restarted(text))
        typing_ms, _ = clocked(lambda: negotiation.typed(text, text.write(negotiation.prose(500)), options.edits))
        for run in range(options.runs):
            start = restarted(text)
            opening, view = clocked(lambda: text.view(text.tokens["my-0"]))
            again = min(clocked(lambda: text.view(text.tokens["my-0"]))[0] for _ in range(3))
            yield {"edits": options.edits, "start_ms": start, "start without the text, ms": empty[run], "open_ms": opening,
                   "open again, ms": again, "view, kB": len(view.encode()) / 1e3, "edits_per_second": options.edits / typing_ms * 1e3,
                   "resident, MB": text.unit.resident() / 1e3}
    finally:
        text.stop()


def restarted(text):
    text.unit.process.kill()
    text.unit.process.wait()
    return clocked(lambda: text.unit.start(0.005))[0]


def pages(options):
    text = Negotiation()
    try:
        written = text.write(negotiation.prose(2_000))
        text.command("handPen", to={"delegation": {"seat": "ID"}})
        id, (act, place) = written[1_000]
        for run in range(options.runs):
            opening, view = clocked(lambda: text.view(text.tokens["my-0"]))
            keys = spread(negotiation.keystrokes(text, ["my-0"], id, f"{act}.{place + 20}", options.keys))
            # An act that is no edit: what changed is found by holding the text before it against the text with it.
            turn, _ = clocked(lambda: text.command("discuss", text.tokens["vn-0"], paragraph=written[run % 2][0]))
            yield {"view, kB": len(view.encode()) / 1e3, "open_ms": opening, **{f"keystroke_{key}": value for key, value in keys.items()},
                   "act that is no edit, ms": turn}
    finally:
        text.stop()


SCENES = {"keystrokes": typing, "comparison": comparison, "record": record, "200 pages": pages}


def report(measured, options):
    release = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=RESULTS.parent).stdout.strip()
    lines = [f"Medians of {options.runs} runs, {release}, {os.cpu_count()} cores, {platform.machine()}, {time.strftime('%Y-%m-%d')}.", "",
             "| scene | figure | median |", "|---|---|---|"]
    for scene, figures in measured.items():
        title = TITLES[scene].format(**figures)
        lines += [f"| {title} | {figure.replace('_ms', ', ms').replace('_', ' ')} | {value:,.1f} |" for figure, value in figures.items()]
    rows, kept = promises.judge(measured, {}, PROMISES)
    return "\n".join(lines + ["", "| promise | scene | limit | reached | |", "|---|---|---|---|---|", *rows]) + "\n", kept


def main():
    parser = argparse.ArgumentParser(prog="make bench ARGUMENTS=texts")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keys", type=int, default=100, help="letters typed in a run")
    parser.add_argument("--replaced", type=int, default=2_000, help="words replaced between the versions compared")
    parser.add_argument("--edits", type=int, default=100_000, help="in the record that is replayed")
    parser.add_argument("--only", default=",".join(SCENES))
    parser.add_argument("--document", action="store_true", help="the table into docs/text-performance.md as well")
    options = parser.parse_args()
    measured = {}
    for name in options.only.split(","):
        rows = []
        for row in SCENES[name](options):
            rows.append(row)
            print(f"{name:12} " + "  ".join(f"{key} {value:,.1f}" for key, value in row.items()), flush=True)
        measured[name] = {key: statistics.median(row[key] for row in rows) for key in rows[0]}
    text, kept = report(measured, options)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "texts.md").write_text(text)
    print("\n" + text)
    if options.document:
        document.write("texts", text.strip(), document.TEXTS)
    if not kept:
        raise SystemExit("a promise is not kept")


if __name__ == "__main__":
    with machine.ready():
        main()
