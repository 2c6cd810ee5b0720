"""A network of its own for a test: namespaces of the kernel, joined by a virtual cable, that let one path through.

Nothing leaves them: they have no way to the machine's own interfaces.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import itertools
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

_libc = ctypes.CDLL(None, use_errno=True)
_CLONE_NEWNET = 0x4000_0000
_numbers = itertools.count(1)


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr.strip() or done.stdout.strip()}"


@functools.cache
def why_not() -> str | None:
    """Why namespaces with rules cannot be made here; None: they can."""
    name = f"mufakat-probe-{os.getpid()}"
    try:
        _run("ip", "netns", "add", name)
    except (AssertionError, FileNotFoundError) as problem:
        return f"network namespaces cannot be made here: {problem}"
    try:
        _run("ip", "-n", name, "rule", "add", "pref", "100", "ipproto", "udp", "prohibit")
        _run("ip", "-n", name, "-6", "rule", "add", "pref", "100", "ipproto", "udp", "prohibit")
        return None
    except AssertionError as problem:
        return f"routing rules by protocol are not known here: {problem}"
    finally:
        _run("ip", "netns", "delete", name)


class Host:
    """One namespace: a machine of its own, as far as its network is concerned."""

    def __init__(self, network: Network, number: int) -> None:
        self.network = network
        self.name = f"{network.name}-{number}"
        self.four, self.six = f"192.0.2.{number}", f"2001:db8::{number:x}"

    def ip(self, *words: str) -> None:
        _run("ip", "-n", self.name, *words)

    @contextlib.contextmanager
    def inside(self) -> Iterator[None]:
        """This thread, and the processes that it starts, are in the namespace meanwhile."""
        with open("/proc/thread-self/ns/net") as home, open(f"/run/netns/{self.name}") as there:
            _enter(there.fileno())
            try:
                yield
            finally:
                _enter(home.fileno())

    def allow_only(self, *allowed: tuple[str, ...]) -> None:
        """What may leave this host: rules of `ip rule`, such as ("to", "192.0.2.1", "ipproto", "tcp", "dport", "443").

        Everything else is refused by the kernel before it is sent, but for the host's talk with itself and, for IPv6, the
        search for its neighbours.
        """
        self.ip("-6", "rule", "add", "pref", "90", "ipproto", "ipv6-icmp", "lookup", "main")
        for family in ("-4", "-6"):
            for number, rule in enumerate(allowed):
                if any(":" in word for word in rule) == (family == "-6"):
                    self.ip(family, "rule", "add", "pref", str(100 + number), *rule, "lookup", "main")
            self.ip(family, "rule", "add", "pref", "200", "prohibit")


def _enter(descriptor: int) -> None:
    if _libc.setns(descriptor, _CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "entering a network namespace")


class Network:
    """Hosts on one bridge. `four`/`six`: which families their cables have."""

    def __init__(self, hosts: int = 2, *, four: bool = True, six: bool = True) -> None:
        self.name = f"mufakat-{os.getpid()}-{next(_numbers)}"
        self._bridge = f"{self.name}-0"
        _run("ip", "netns", "add", self._bridge)
        self.hosts: list[Host] = []
        try:
            _run("ip", "-n", self._bridge, "link", "add", "bridge", "type", "bridge")
            _run("ip", "-n", self._bridge, "link", "set", "bridge", "up")
            for number in range(1, hosts + 1):
                self.hosts.append(self._attach(number, four=four, six=six))
        except BaseException:
            self.close()
            raise

    def _attach(self, number: int, *, four: bool, six: bool) -> Host:
        host = Host(self, number)
        _run("ip", "netns", "add", host.name)
        host.ip("link", "set", "lo", "up")
        _run("ip", "-n", self._bridge, "link", "add", f"port{number}", "type", "veth", "peer", "name", "wire", "netns", host.name)
        _run("ip", "-n", self._bridge, "link", "set", f"port{number}", "master", "bridge", "up")
        if not six:
            with host.inside():
                for where in ("all", "default"):
                    Path(f"/proc/sys/net/ipv6/conf/{where}/disable_ipv6").write_text("1")
        if four:
            host.ip("address", "add", f"{host.four}/24", "dev", "wire")
        if six:
            host.ip("address", "add", f"{host.six}/64", "dev", "wire", "nodad")
        host.ip("link", "set", "wire", "up")
        return host

    def close(self) -> None:
        for host in self.hosts:
            with contextlib.suppress(AssertionError):
                _run("ip", "netns", "delete", host.name)
        with contextlib.suppress(AssertionError):
            _run("ip", "netns", "delete", self._bridge)
