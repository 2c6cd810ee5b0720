"""What the tests share: one installation, one of each browser, and the logs of whatever failed."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright, sync_playwright

from support.background import Background
from support.chromium import Chromium
from support.desk import Desk
from support.firefox import Firefox
from support.meeting import Meeting
from support.page import HARNESS
from support.server import BINARY, ROOT, Server
from support.tones import CHROMIUM, FIREFOX

DEMO_WITHOUT = ("ID", "KR")  # and the chair, always
RESULTS = ROOT / "results" / "browser-tests"


# Fixtures of their own.
pytest_plugins = ["support.week"]

_config: pytest.Config | None = None


def pytest_configure(config: pytest.Config) -> None:
    global _config
    _config = config


def say(what: str) -> None:
    """Progress that pytest does not swallow."""
    capture = _config and _config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled() if capture else nullcontext():
        print(f"\n  {time.strftime('%H:%M:%S')} {what}", end="", file=sys.stderr, flush=True)


def pytest_sessionstart() -> None:
    if not BINARY.exists():
        pytest.exit(f"{BINARY} is not built: run `make release`, or name another program in MUFAKAT", returncode=2)


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Makes servers on data folders of their own, and ends them all."""
    made: list[Server] = []

    def make(mode: str = "serve", *arguments: str, start: bool = True, **environment: Any) -> Server:
        server = Server(tmp_path_factory.mktemp(mode) / "data", mode, *arguments, **environment)
        made.append(server)
        if start:
            say(f"waiting for `mufakat {mode}` on port {server.port}")
            server.start()
        return server

    yield make
    for server in made:
        server.kill()
        server.keep_log(RESULTS / f"{server.mode}-{server.port}")


@pytest.fixture(scope="session")
def installation(servers: Callable[..., Server]) -> Server:
    """One running `mufakat serve` for every test that does not kill it."""
    return servers()


@pytest.fixture(autouse=True)
def survives(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever a test does to the shared servers, they are alive afterwards; if not, that test fails and the next gets a new one."""
    yield
    for name in ("installation", "demo"):
        server = request.getfixturevalue(name) if name in request.fixturenames else None
        if server and not server.running:
            message = f"the server died: {server.fatal()}"
            server.start()
            pytest.fail(message)


@pytest.fixture(autouse=True)
def leaves_no_page_open(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that fails in the middle would leave its visitors in their meetings, sending, beside all tests that follow."""
    chromium = request.getfixturevalue("chromium") if "chromium" in request.fixturenames else None
    before, failures = list(chromium.browser.contexts) if chromium else [], request.session.testsfailed
    yield
    if chromium and request.session.testsfailed > failures:
        for context in chromium.browser.contexts:
            if context not in before:
                context.close()


@pytest.fixture(scope="module")
def demo(servers: Callable[..., Server]) -> Iterator[Server]:
    """The demo summit, ten of its thirteen delegations synthetic. `description` is what it printed."""
    server = servers("demo", "--without", ",".join(DEMO_WITHOUT))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def house(servers: Callable[..., Server]) -> Iterator[Server]:
    """The demo's ministerial week, without synthetic delegations."""
    server = servers("demo", "--no-delegates")
    yield server
    server.stop()


@pytest.fixture
def sit(house: Server, chromium: Chromium) -> Iterator[Callable[..., Desk]]:
    """Seats somebody at the desk: the administration, or a person by id."""
    desks: list[Desk] = []

    def make(person: str | None = None, **options: Any) -> Desk:
        week = house.description["week"]
        link = next(each["link"] for each in week["people"] if each["id"] == person) if person else week["desk"]
        desks.append(Desk(chromium, house, link, **options))
        return desks[-1]

    yield make
    faults = [fault for desk in desks for fault in desk.faults]
    for desk in desks:
        desk.close()
    assert not faults


@pytest.fixture
def meeting(installation: Server) -> Callable[..., Meeting]:
    def make(*seats: str, **options: Any) -> Meeting:
        return Meeting(installation, *(seats or ("VN", "ID", "KR")), **options)

    return make


@pytest.fixture(scope="session")
def background() -> Iterator[Background]:
    background = Background()
    yield background
    background.close()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Chromium]:
    say("waiting for Chromium")
    chromium = Chromium(playwright, frequency=CHROMIUM)
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def firefox() -> Iterator[Firefox]:
    say("waiting for Firefox")
    RESULTS.mkdir(parents=True, exist_ok=True)
    firefox = Firefox(frequency=FIREFOX, logs=RESULTS)
    firefox.preload(HARNESS)
    yield firefox
    firefox.close()


@pytest.fixture(scope="session")
def screenshots() -> Path:
    folder = ROOT / "screenshots"
    folder.mkdir(exist_ok=True)
    return folder
