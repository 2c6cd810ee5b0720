"""Waiting for something to become true, with a deadline that says what was missing."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")


def until(what: str, probe: Callable[[], Value], *, seconds: float = 20, every: float = 0.1) -> Value:
    """Calls `probe` until it returns something true, and returns that. `what` completes "waited for ..."."""
    deadline = time.monotonic() + seconds
    last: object = None
    while True:
        last = probe()
        if last:
            return last
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds:g} s for {what}; last seen: {last!r}")
        time.sleep(every)
