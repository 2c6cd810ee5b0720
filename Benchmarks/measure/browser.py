"""Join: the click on "enter" to the first decoded picture of somebody else, in Chromium, in the demo summit."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

from playwright.sync_api import sync_playwright

FIRST_PICTURE = """() => new Promise(done => {
    const begun = performance.now();
    document.querySelector('[data-testid="enter"]').click();
    const look = async () => {
        const reports = (await window.mufakat.stats()).receive.flat();
        if (reports.some(r => r.type === 'inbound-rtp' && r.kind === 'video' && r.framesDecoded > 0)) done(performance.now() - begun);
        else if (performance.now() - begun > 30000) done(null);
        else setTimeout(look, 10);
    };
    look();
})"""


def join():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-"))
    media = pathlib.Path(__file__).resolve().parents[2] / ".cache" / "delegates"
    server = subprocess.Popen(
        [os.environ["MUFAKAT"], "demo", "--json", "--data", str(folder / "data"), "--media", str(media), "--listen", "127.0.0.1:18446"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=media.parents[1])
    try:
        text = ""
        while True:
            text += server.stdout.readline()
            try:
                printed = json.loads(text)
                break
            except json.JSONDecodeError:
                if server.poll() is not None:
                    raise RuntimeError("the demo ended before it was ready")
        link = next(person["link"] for person in printed["participants"] if person["role"] == "chair")
        time.sleep(4)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[
                "--no-sandbox", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"])
            page = browser.new_context(ignore_https_errors=True, permissions=["camera", "microphone"]).new_page()
            page.goto(link)
            page.get_by_test_id("enter").wait_for()
            time.sleep(2)
            elapsed = page.evaluate(FIRST_PICTURE)
            browser.close()
        if elapsed is None:
            raise RuntimeError("no picture within 30 s")
        return {"click_to_picture_ms": elapsed}
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        shutil.rmtree(folder, ignore_errors=True)
