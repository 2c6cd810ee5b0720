"""Firefox, headless, through its built-in WebDriver BiDi (https://www.w3.org/TR/webdriver-bidi/): no geckodriver."""

from __future__ import annotations

import base64
import itertools
import json
import os
import queue
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from websockets.sync.client import connect

from support.machine import ends_with_parent

PREFERENCES: dict[str, Any] = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "devtools.jsonview.enabled": False,  # JSON as the server sends it, not as a page of Firefox's own
    "dom.disable_beforeunload": True,
    "dom.min_background_timeout_value": 4,
    "dom.timeout.enable_budget_timer_throttling": False,
    "layout.frame_rate": 10,  # without a graphics card, painting costs more than decoding
    "media.autoplay.default": 0,
    "media.autoplay.blocking_policy": 0,
    "media.gmp-manager.url": "",
    "media.navigator.permission.disabled": True,
    "media.navigator.streams.fake": True,
    "media.peerconnection.ice.obfuscate_host_addresses": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "remote.prefs.recommended": True,
    "services.settings.server": "",
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}


FIND_TARGET = """async (selector) => {
    const it = document.querySelector(selector);
    if (!it || it.disabled) return null;
    it.scrollIntoView({ block: "center" });
    const place = () => { const box = it.getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2]; };
    const before = place();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const after = place();
    if (before.join() !== after.join() || !it.contains(document.elementFromPoint(...after))) return null;
    window.harnessClicked = false;
    it.addEventListener("click", () => { window.harnessClicked = true; }, { once: true, capture: true });
    return after;
}"""


class BiDiError(Exception):
    """What the browser or the page's script said went wrong."""


class Firefox:
    """One browser process with a profile of its own. `frequency`: of its fake microphone, in Hz."""

    def __init__(self, *, frequency: int = 440, language: str = "en", logs: Path | None = None) -> None:
        self._profile = Path(tempfile.mkdtemp(prefix="mufakat-firefox-"))
        preferences = PREFERENCES | {
            "media.navigator.audio.fake_frequency": frequency,
            "intl.accept_languages": language,
        }
        (self._profile / "user.js").write_text(
            "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items())
        )
        self._log = (logs or self._profile) / f"firefox-{os.getpid()}-{id(self)}.log"
        self._process = subprocess.Popen(
            ["firefox-esr", "--headless", "--no-remote", "--new-instance", "--profile", str(self._profile),
             "--remote-debugging-port", "0", "about:blank"],
            stdout=self._log.open("wb"), stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=ends_with_parent,
            env=os.environ | {"MOZ_HEADLESS_WIDTH": "1366", "MOZ_HEADLESS_HEIGHT": "768", "MOZ_CRASHREPORTER_DISABLE": "1"},
        )
        self._ids = itertools.count(1)
        self._answers: dict[int, queue.Queue[dict[str, Any]]] = {}
        self.console: list[str] = []
        try:
            self._socket = connect(self._address() + "/session", max_size=None, open_timeout=30)
            threading.Thread(target=self._read, name="bidi", daemon=True).start()
            self.call("session.new", capabilities={"alwaysMatch": {"acceptInsecureCerts": True}})
            self.call("session.subscribe", events=["log.entryAdded"])
        except BaseException:
            self.close()
            raise

    def _address(self) -> str:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            found = re.search(rb"WebDriver BiDi listening on (ws://\S+)", self._log.read_bytes())
            if found:
                return found[1].decode()
            if self._process.poll() is not None:
                break
            time.sleep(0.05)
        raise BiDiError(f"Firefox did not start: {self._log.read_text(errors='replace')[-2000:]}")

    def _read(self) -> None:
        try:
            for text in self._socket:
                message = json.loads(text)
                if "id" in message and (answer := self._answers.pop(message["id"], None)):
                    answer.put(message)
                elif message.get("method") == "log.entryAdded":
                    self.console.append(f"{message['params'].get('level')}: {message['params'].get('text')}")
        except Exception as problem:  # the browser is gone: everyone waiting hears it
            for answer in list(self._answers.values()):
                answer.put({"type": "error", "error": "disconnected", "message": str(problem)})

    def call(self, method: str, *, seconds: float = 60, **params: Any) -> dict[str, Any]:
        number = next(self._ids)
        answer = self._answers[number] = queue.Queue()
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        try:
            message = answer.get(timeout=seconds)
        except queue.Empty:
            raise BiDiError(f"{method}: no answer in {seconds:g} s") from None
        if message["type"] == "error":
            raise BiDiError(f"{method}: {message['error']}: {message['message']}")
        return message["result"]

    def preload(self, script: str) -> None:
        """Runs `script` in every page opened from now on, before the page's own."""
        self.call("script.addPreloadScript", functionDeclaration=f"() => {{ {script} }}")

    def new_page(self, url: str | None = None) -> FirefoxPage:
        page = FirefoxPage(self, self.call("browsingContext.create", type="tab")["context"])
        if url:
            page.goto(url)
        return page

    def close(self) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                pass
        try:
            os.killpg(self._process.pid, signal.SIGKILL)  # its content processes, should any be left
        except ProcessLookupError:
            pass
        self._process.wait()
        shutil.rmtree(self._profile, ignore_errors=True)


class FirefoxPage:
    def __init__(self, browser: Firefox, context: str) -> None:
        self.browser, self._context = browser, context

    def goto(self, url: str) -> None:
        self.browser.call("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def reload(self) -> None:
        self.browser.call("browsingContext.reload", context=self._context, wait="complete")

    def viewport(self, width: int, height: int) -> None:
        self.browser.call("browsingContext.setViewport", context=self._context, viewport={"width": width, "height": height})

    def evaluate(self, expression: str, argument: Any = None, *, seconds: float = 60) -> Any:
        """The value of a JavaScript expression, or of the function it is, called with `argument`; promises are awaited."""
        wrapped = (
            f"(async () => {{ const it = ({expression}\n); "
            f"const value = typeof it === 'function' ? await it({json.dumps(argument)}) : await it; "
            "return JSON.stringify(value === undefined ? null : value); })()"
        )
        result = self.browser.call(
            "script.evaluate", expression=wrapped, target={"context": self._context}, awaitPromise=True,
            userActivation=True, seconds=seconds,
        )
        if result["type"] == "exception":
            raise BiDiError(result["exceptionDetails"]["text"])
        return json.loads(result["result"]["value"])

    def click(self, selector: str, *, seconds: float = 15) -> None:
        """A real pointer click in the middle of the element, once it is there, lies still and is not covered."""
        deadline = time.monotonic() + seconds
        while True:
            point = self.evaluate(FIND_TARGET, selector)
            if point:
                self.browser.call(
                    "input.performActions", context=self._context,
                    actions=[{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": [
                        {"type": "pointerMove", "x": round(point[0]), "y": round(point[1])},
                        {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0},
                    ]}],
                )
                if self.evaluate("() => window.harnessClicked"):  # else it moved away at the last moment
                    return
            if time.monotonic() > deadline:
                raise AssertionError(f"waited {seconds:g} s to click {selector} in Firefox")
            time.sleep(0.1)

    def press(self, key: str) -> None:
        self.browser.call(
            "input.performActions", context=self._context,
            actions=[{"type": "key", "id": "keyboard",
                      "actions": [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]}],
        )

    def screenshot(self, path: Path) -> None:
        data = self.browser.call("browsingContext.captureScreenshot", context=self._context)["data"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(data))

    def close(self) -> None:
        self.browser.call("browsingContext.close", context=self._context)
