"""The machine the tests run on: its own address, free ports."""

from __future__ import annotations

import ctypes
import functools
import signal
import socket
import subprocess

_libc = ctypes.CDLL(None)


@functools.cache
def own_address() -> str:
    """The first IPv4 address that is not loopback: Firefox does not pair its candidates with 127.0.0.1."""
    for word in subprocess.run(["hostname", "-I"], capture_output=True, text=True, check=False).stdout.split():
        if ":" not in word and not word.startswith("127."):
            return word
    return "127.0.0.1"


def free_port() -> int:
    """A TCP and UDP port nobody listens on now."""
    while True:
        with socket.socket() as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp:
            tcp.bind(("0.0.0.0", 0))
            port = tcp.getsockname()[1]
            try:
                udp.bind(("0.0.0.0", port))
            except OSError:
                continue
            return port


def ends_with_parent() -> None:
    """For `preexec_fn`: the kernel ends this child when the tests die, however they do (PR_SET_PDEATHSIG)."""
    _libc.prctl(1, signal.SIGKILL, 0, 0, 0)
