"""Runs the measurements, units in turn within each repetition, and writes the table."""
import argparse
import json
import os
import pathlib
import platform
import statistics
import subprocess

from . import document, forwarding, live, machine, promises
from .units import Janus, Mufakat

RESULTS = pathlib.Path(__file__).resolve().parent.parent.parent / "results"
UNITS = {"mufakat": Mufakat, "janus": Janus}


def medians(rows):
    numbers = [key for key, value in rows[0].items() if isinstance(value, (int, float))]
    return {key: statistics.median(row[key] for row in rows) for key in numbers}


def main():
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--quick", action="store_true", help="one short repetition: to see that everything runs")
    parser.add_argument("--document", action="store_true", help="the table into docs/media/performance.md as well")
    parser.add_argument("--only", default="floor,fanout,party,peak,threads,allocations,live,appends,join")
    options = parser.parse_args()
    if options.quick:
        options.runs, options.seconds = 1, 1.5
    wanted = options.only.split(",")
    load = os.environ["LOAD"]
    scenes = {}
    if "fanout" in wanted:
        for receivers in (10, 100, 400):
            scenes[f"1 → {receivers}"] = lambda unit, n=receivers: forwarding.fanout(unit, load, n, options.seconds)
    if "party" in wanted:
        scenes["13 all-to-all + 30"] = lambda unit: forwarding.party(unit, load, options.seconds)
    if "peak" in wanted:
        scenes["peak, 4 × 25"] = lambda unit: forwarding.peak(unit, load, options.seconds)

    raw, other = {}, {}

    def save():
        """After each part, so that a run which is cut short has measured something all the same."""
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / "bench.json").write_text(json.dumps({"raw": raw, "other": other, "runs": options.runs}, indent=1))
        (RESULTS / "bench.md").write_text(report(raw, other, options))

    def measure_floor():
        """Before each repetition: the machine may be slower in one than in another."""
        if "floor" in wanted:
            floors.append(machine.floor(options.seconds))
            other[promises.FLOOR] = medians(floors)

    floors = []
    for run in range(options.runs):
        measure_floor()
        for scene, measure in scenes.items():
            for name, unit in UNITS.items():
                result = measure(unit)
                raw.setdefault(scene, {}).setdefault(name, []).append(result)
                print(f"run {run + 1}  {scene:20} {name:8} {summary(result)}", flush=True)
        save()

    parts = {}
    if "threads" in wanted:
        parts["media threads, 4 × 25, 300 pictures' packets/s each"] = lambda: forwarding.threads(Mufakat, load, options.seconds)
    if "allocations" in wanted:
        for name, unit in UNITS.items():
            parts[f"allocations, 1 → 100, {name}"] = lambda unit=unit: forwarding.allocations(unit, load, options.seconds)
    if "live" in wanted:
        parts["event fan-out to 500 WebSocket clients"] = live.fan_out
    if "appends" in wanted:
        parts["durable record appends"] = lambda: live.appends(options.seconds)
    if "join" in wanted:
        from . import browser
        parts["join in Chromium"] = browser.join
    for what, measure in parts.items():
        other[what] = medians([measure() for _ in range(options.runs)])
        save()
    print("\n" + report(raw, other, options))
    if options.document:
        document.write("bench", report(raw, other, options).strip())
    if not options.quick and not promised(raw, other)[1]:
        raise SystemExit("a promise is not kept")


def promised(raw, other):
    units = {name: {scene: medians([row for row in rows[name] if row]) for scene, rows in raw.items() if any(rows.get(name, []))} for name in UNITS}
    return promises.judge(units["mufakat"] | other, units["janus"])


def summary(result):
    if result is None:
        return "no rate without loss"
    return (f"{result['packets_per_second']:9.0f} packets/s  {result['cpu_us_per_packet']:5.2f} µs  loss {result['loss'] * 100:.3f} %  "
            f"p50 {result['p50_ms']:.2f} p99 {result['p99_ms']:.2f} ms  generator {result['generator_share'] * 100:.0f} %")


def report(raw, other, options):
    release = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=RESULTS.parent).stdout.strip()
    lines = [f"Medians of {options.runs} runs of {options.seconds:g} s, {release}, {os.cpu_count()} cores, {platform.machine()}; units in turn.", "",
             "| scene | unit | packets/s | CPU µs/packet | loss % | p50 ms | p99 ms | kB/receiver | idle % of a core | join: connected → first packet, ms |",
             "|---|---|---|---|---|---|---|---|---|---|"]
    for scene, units in raw.items():
        for name, rows in units.items():
            rows = [row for row in rows if row]
            if not rows:
                continue
            m = medians(rows)
            cell = lambda key, form, factor=1: format(m[key] * factor, form) if key in m else ""
            join = f"{m['join_connected_ms']:.1f} → {m['join_first_ms']:.1f}" if "join_first_ms" in m else ""
            lines.append("| " + " | ".join([
                scene, name, cell("packets_per_second", ".0f"), cell("cpu_us_per_packet", ".2f"), cell("loss", ".3f", 100), cell("p50_ms", ".2f"),
                cell("p99_ms", ".2f"), cell("memory_kb_per_receiver", ".0f"), cell("idle_core_share", ".1f", 100), join]) + " |")
    if other:
        lines += ["", "| what | figure | median |", "|---|---|---|"]
        for what, values in other.items():
            lines += [f"| {what} | {key} | {value:.{1 if value >= 0.1 else 6}f} |" for key, value in values.items()]
    if rows := promised(raw, other)[0]:
        lines += ["", "| promise | scene | limit | reached | |", "|---|---|---|---|---|", *rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    with machine.ready():
        main()
