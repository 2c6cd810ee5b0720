"""Where the media thread's time goes: samples by `perf`, as shares of stages and as a flame graph, into docs/media."""
import collections
import os
import pathlib
import re
import statistics
import subprocess
import tempfile

from . import document, flame, forwarding, machine
from .units import Mufakat

SECONDS = 8
KERNEL, ENCRYPTION, OWN, LIBRARY = "kernel", "encryption", "own", "library"
# The first that fits a sample's innermost frames names its stage: pattern for the frame, where it may stand, stage, colour.
CALLS = [("sendmmsg|sendmsg", "the kernel sends, and on loopback delivers", KERNEL), ("recvmmsg|recvmsg", "the kernel receives", KERNEL),
         ("epoll", "waiting, and being woken", KERNEL)]
PARTS = [
    ("SendPlan|DatagramSender|cmediaio", "messages for the kernel", OWN),
    ("SRTP|Replay|Cipher|AES128", "SRTP around the cipher", OWN),
    ("SentPackets|BandwidthEstimator|ReceiverLine|DelayTrend|ArrivalGroups|AcknowledgedRate", "accounts for the estimate", OWN),
    ("OutgoingSlot|StreamRewriter|HeaderTemplate|FanOut|Outbox|IncomingLayer|ByteWriter", "rewriting and handing on", OWN),
    (".", "everything else of our own", OWN),
]


def stage(frames):
    """`frames`: (name, object), innermost first."""
    name, where = frames[0]
    if "kernel" in where or where == "[unknown]" and name.startswith("0xffff"):
        names = " ".join(name for name, _ in frames)
        for pattern, words, colour in CALLS:
            if re.search(pattern, names):
                return words, colour
        return "the kernel otherwise", KERNEL
    if "libcrypto" in where:
        return "encryption", ENCRYPTION
    if "libswift" in where:
        return "Swift's runtime", LIBRARY
    if "mufakat" not in where:
        return "the C library: copies, clock, calls", LIBRARY
    return next((words, colour) for pattern, words, colour in PARTS if re.search(pattern, name))


def record(scene):
    """Samples of the media thread while `scene(bed)` is loaded: lists of frames, innermost first."""
    bed = forwarding.Bed(Mufakat, os.environ["LOAD"])
    data = pathlib.Path(tempfile.mkdtemp()) / "perf.data"
    try:
        scene(bed)
        tasks = pathlib.Path(f"/proc/{bed.unit.process.pid}/task").iterdir()
        thread = next(task.name for task in tasks if (task / "comm").read_text().strip() == "media")
        bed.generator("go")
        subprocess.run(["perf", "record", "-q", "-e", "cpu-clock", "-F", "1999", "-g", "-t", thread, "-o", data, "--", "sleep", str(SECONDS)],
                       check=True, stderr=subprocess.DEVNULL)
        bed.generator("pause")
    finally:
        bed.close()
    text = subprocess.run(["perf", "script", "--no-inline", "-F", "ip,sym,dso", "-i", data], capture_output=True, text=True, check=True).stdout
    data.unlink()
    return demangled([[frame(line) for line in block.splitlines() if line.strip()] for block in text.split("\n\n") if block.strip()])


def frame(line):
    address, rest = line.split(None, 1)
    name, _, where = rest.rpartition(" (")
    where = where.rstrip(")")
    return (name if name != "[unknown]" else f"0x{address}"), where if "/" not in where else os.path.basename(where)


def demangled(samples):
    mangled = sorted({name for sample in samples for name, _ in sample if name.startswith("$s")})
    plain = subprocess.run(["swift", "demangle", "--compact", "--simplified"], input="\n".join(mangled), capture_output=True, text=True, check=True)
    names = dict(zip(mangled, plain.stdout.splitlines()))
    return [[(names.get(name, name), where) for name, where in sample] for sample in samples]


def short(name):
    """Without arguments and what the compiler added."""
    name = re.sub(r"^(specialized|closure #\d+ in|partial apply for|protocol witness for|merged|outlined) ", "", re.sub(r"\(.*", "", name))
    return "unknown" if name.startswith("0x") else name or "unknown"


def stack(sample):
    """From the media thread's loop on. Libraries without frame pointers lose their callers; the loop is among them all the same."""
    names = [short(name) if "libcrypto" not in where else "libcrypto" for name, where in reversed(sample)]
    names = [name for index, name in enumerate(names) if index == 0 or name != names[index - 1]]
    if "ShardLoop.run" in names:
        names = names[names.index("ShardLoop.run"):]
    else:
        names = ["ShardLoop.run", "(callers unknown)", *names[-1:]]
    return names


def main():
    scenes = {
        "1 → 10": lambda bed: (bed.publish(1, 120), [bed.subscribe([1]) for _ in range(10)]),
        "1 → 100": lambda bed: (bed.publish(1, 120), [bed.subscribe([1]) for _ in range(100)]),
        "13 all-to-all + 30": lambda bed: forwarding.everybody(bed),
    }
    shares = {}
    with machine.ready():
        floor = statistics.median(machine.floor(2)["cpu_us_per_packet"] for _ in range(5))
        for name, scene in scenes.items():
            samples = record(scene)
            shares[name] = collections.Counter(stage(sample)[0] for sample in samples)
            if name == "1 → 100":
                stacks = [(stack(sample), stage(sample)[1], 1) for sample in samples]
                (document.MEDIA.with_name("performance.svg")).write_text(
                    flame.svg(stacks, f"The media thread, {name}: {len(samples)} samples. Blue: kernel, yellow: cipher, red: own, grey: libraries"))
    order = sorted({words for counter in shares.values() for words in counter}, key=lambda words: -shares["1 → 100"][words])
    rows = ["| stage | " + " | ".join(f"{name}, %" for name in scenes) + " |", "|---|" + "---|" * len(scenes)]
    for words in order:
        rows.append(f"| {words} | " + " | ".join(f"{counter[words] / counter.total() * 100:.1f}" for counter in shares.values()) + " |")
    rows += ["", f"Samples: {', '.join(f'{counter.total()}' for counter in shares.values())}. Encrypting and sending alone cost {floor:.2f} µs a packet "
             f"on this machine at this time (median of 5), {1 / floor:.2f} million packets a second."]
    document.write("stages", "\n".join(rows))


if __name__ == "__main__":
    main()
