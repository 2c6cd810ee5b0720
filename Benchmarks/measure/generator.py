"""The load generator (Targets/Load) as a child process: one line of JSON to it, one back."""
import json
import subprocess
import threading
import time


class Generator:
    def __init__(self, program, core):
        self.process = subprocess.Popen(
            ["taskset", "-c", str(core), program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        self.lock = threading.Lock()

    def __call__(self, op, **arguments):
        with self.lock:
            self.process.stdin.write(json.dumps({"op": op, **arguments}) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the load generator ended")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer

    def wait(self, peer, what, seconds=15):
        """The moment (ns since 1970) at which `what` happened to a peer: connected, or first packet."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            moment = self("state")["peers"][peer][what]
            if moment:
                return moment
            time.sleep(0.0005)
        raise RuntimeError(f"peer {peer}: not {what} within {seconds} s")

    def close(self):
        try:
            self.process.stdin.write('{"op":"quit"}\n')
            self.process.stdin.flush()
            self.process.wait(5)
        except (OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
