"""Debian's Chromium by Playwright, with a fake camera and a microphone that plays a tone of its own."""

from __future__ import annotations

import tempfile
import wave
from pathlib import Path

import numpy
from playwright.sync_api import Browser, BrowserContext, Playwright

from support.page import HARNESS


def tone_file(frequency: float, folder: Path, *, seconds: float = 2) -> Path:
    """A WAV of whole periods, so that it loops without a click: 48 kHz, mono, 16 bits."""
    path = folder / f"tone-{frequency:g}.wav"
    if not path.exists():
        samples = int(48_000 * seconds)
        periods = round(frequency * seconds)
        wave_form = 0.3 * numpy.sin(2 * numpy.pi * periods * numpy.arange(samples) / samples)
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(48_000)
            file.writeframes((wave_form * 32767).astype("<i2").tobytes())
    return path


class Chromium:
    """One browser process; `frequency` (Hz) of its microphone, or a WAV file that it plays; a Y4M file that its camera shows. Pages live in
    contexts: one context, one visitor.

    `namespace`: the name of the network namespace that it runs in, if not the machine's own.
    """

    def __init__(
        self, playwright: Playwright, *, frequency: float = 440, sound: Path | None = None, picture: Path | None = None,
        fps: int = 10, namespace: str | None = None,
    ) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="mufakat-chromium-")
        sound = sound or tone_file(frequency, Path(self._folder.name))
        program = Path("/usr/bin/chromium")
        if namespace:
            program = Path(self._folder.name) / "chromium"
            program.write_text(f'#!/bin/sh\nexec ip netns exec {namespace} /usr/bin/chromium "$@"\n')
            program.chmod(0o755)
        self.browser: Browser = playwright.chromium.launch(
            executable_path=program,
            args=[
                "--no-sandbox", "--ignore-certificate-errors", "--autoplay-policy=no-user-gesture-required",
                "--use-fake-ui-for-media-stream", f"--use-fake-device-for-media-stream=fps={fps}",
                f"--use-file-for-fake-audio-capture={sound}", "--disable-gpu",
                "--disable-background-timer-throttling", "--disable-renderer-backgrounding",
                "--disable-backgrounding-occluded-windows", "--disable-features=WebRtcHideLocalIpsWithMdns",
                *([f"--use-file-for-fake-video-capture={picture}"] if picture else []),
            ],
        )

    def visitor(
        self, *, language: str = "en", width: int = 1366, height: int = 768, harness: bool = True, tone: int | None = None,
        **options: object,
    ) -> BrowserContext:
        """`tone`: a voice of its own, in Hz, where several visitors share the process."""
        context = self.browser.new_context(
            ignore_https_errors=True, locale=language, viewport={"width": width, "height": height},
            permissions=["camera", "microphone"], **options,
        )
        context.set_default_timeout(20_000)
        if tone:
            context.add_init_script(f"window.harnessTone = {tone};")
        if harness:
            context.add_init_script(HARNESS)
        return context

    def close(self) -> None:
        self.browser.close()
        self._folder.cleanup()
