"""A network of its own for a test: namespaces of the kernel around a router that lets one path through.

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
from dataclasses import dataclass
from pathlib import Path

_libc = ctypes.CDLL(None, use_errno=True)
_CLONE_NEWNET = 0x4000_0000
_numbers = itertools.count(1)


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr.strip() or done.stdout.strip()}"


def _set(namespace: str, name: str, value: int) -> None:
    """A setting of a namespace's network, by its path below /proc/sys/net."""
    _run("ip", "netns", "exec", namespace, "sh", "-c", f"echo {value} >/proc/sys/net/{name}")


def _forget_the_dead() -> None:
    """Takes away what tests that were killed left behind: the number in a name is their process."""
    for path in Path("/run/netns").glob("mufakat-*-*"):
        number = path.name.split("-")[1]
        if number.isdigit() and not Path(f"/proc/{number}").exists():
            with contextlib.suppress(AssertionError):
                _run("ip", "netns", "delete", path.name)


@functools.cache
def why_not() -> str | None:
    """Why namespaces with rules cannot be made here; None: they can."""
    name = f"mufakat-probe-{os.getpid()}"
    try:
        _run("ip", "netns", "add", name)
    except (AssertionError, FileNotFoundError) as problem:
        return f"network namespaces cannot be made here: {problem}"
    try:
        _run("ip", "-n", name, "rule", "add", "pref", "100", "ipproto", "udp", "blackhole")
        _run("ip", "-n", name, "-6", "rule", "add", "pref", "100", "ipproto", "udp", "blackhole")
        return None
    except AssertionError as problem:
        return f"routing rules by protocol are not known here: {problem}"
    finally:
        _run("ip", "netns", "delete", name)


class Host:
    """One namespace: a machine of its own, as far as its network is concerned."""

    def __init__(self, network: Network, number: int) -> None:
        self.network, self.number = network, number
        self.name = f"{network.name}-{number}"
        self.port = f"port{number}"  # of the router, where this host's cable ends
        self.four, self.four_router = f"192.0.2.{16 * number + 2}", f"192.0.2.{16 * number + 1}"
        self.six, self.six_router = f"2001:db8:{number}::2", f"2001:db8:{number}::1"

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

    def may_only_reach(self, *doors: Door) -> None:
        """A firewall at the host's end of the network: only these connections of it get through, and their answers.

        Everything else vanishes without a word, as in many an office.
        """
        for number, door in enumerate(doors):
            family = "-6" if ":" in door.address else "-4"
            own = self.six if family == "-6" else self.four
            there = ("ipproto", door.protocol, "dport", str(door.port))
            back = ("ipproto", door.protocol, "sport", str(door.port))
            self.network.rule(family, 100 + number, "iif", self.port, "to", door.address, *there, "lookup", "main")
            self.network.rule(family, 100 + number, "from", door.address, "to", own, *back, "lookup", "main")
        for family, own in (("-4", self.four), ("-6", self.six)):
            self.network.rule(family, 200, "iif", self.port, "blackhole")
            self.network.rule(family, 200, "to", own, "blackhole")


@dataclass
class Door:
    """Where a firewall lets somebody through."""

    address: str
    protocol: str
    port: int


def _enter(descriptor: int) -> None:
    if _libc.setns(descriptor, _CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "entering a network namespace")


class Network:
    """Hosts around one router, each on a network of its own. `four`/`six`: which families there are."""

    def __init__(self, hosts: int = 2, *, four: bool = True, six: bool = True) -> None:
        self.name = f"mufakat-{os.getpid()}-{next(_numbers)}"
        self._router = f"{self.name}-router"
        _forget_the_dead()
        _run("ip", "netns", "add", self._router)
        self.hosts: list[Host] = []
        try:
            for family in ("ipv4", "ipv6"):
                _set(self._router, f"{family}/conf/all/forwarding", 1)
            _set(self._router, "ipv6/conf/default/accept_dad", 0)  # addresses are good at once
            for number in range(1, hosts + 1):
                self.hosts.append(self._attach(number, four=four, six=six))
        except BaseException:
            self.close()
            raise

    def _attach(self, number: int, *, four: bool, six: bool) -> Host:
        host = Host(self, number)
        _run("ip", "netns", "add", host.name)
        host.ip("link", "set", "lo", "up")
        _set(host.name, "ipv6/conf/default/accept_dad", 0)
        _run("ip", "-n", self._router, "link", "add", host.port, "type", "veth", "peer", "name", "wire", "netns", host.name)
        if not six:
            _set(host.name, "ipv6/conf/all/disable_ipv6", 1)
        for where, device in ((self._router, host.port), (host.name, "wire")):
            _run("ip", "-n", where, "link", "set", device, "up")
            is_host = where == host.name
            if four:
                _run("ip", "-n", where, "address", "add", f"{host.four if is_host else host.four_router}/28", "dev", device)
            if six:
                _run("ip", "-n", where, "address", "add", f"{host.six if is_host else host.six_router}/64", "dev", device, "nodad")
        if four:
            host.ip("route", "add", "default", "via", host.four_router)
        if six:
            host.ip("-6", "route", "add", "default", "via", host.six_router)
        return host

    def rule(self, family: str, preference: int, *words: str) -> None:
        _run("ip", "-n", self._router, family, "rule", "add", "pref", str(preference), *words)

    def close(self) -> None:
        for name in [*(host.name for host in self.hosts), self._router]:
            with contextlib.suppress(AssertionError):
                _run("ip", "netns", "delete", name)
