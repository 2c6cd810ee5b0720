"""Sound for interpretation: what a conference microphone hears arrives as it is, in its two channels; a laptop's stays a voice."""

from __future__ import annotations

import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy
import pytest
from playwright.sync_api import BrowserContext, Playwright

from support.chromium import Chromium
from support.meeting import Meeting, Person
from support.visitor import Visitor
from support.waiting import until

LEFT, RIGHT = 600, 1500

# Looks on: what was asked of the devices, and the page's connections. Changes nothing.
WATCH = """
window.seen = { asked: [], connections: [] };
const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = (wish) => (seen.asked.push(Object.keys(wish).sort().join("+")), ask(wish));
const Native = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Native {
    answers = 0;
    constructor(...settings) { super(...settings); seen.connections.push(this); }
    setRemoteDescription(...answer) { this.answers += 1; return super.setRemoteDescription(...answer); }
};
const sound = (connection) => connection.getSenders().find(({ track }) => track?.kind === "audio");
// Of the connection that sends sound alone: the other one follows who is shown.
seen.answers = () => seen.connections.find(sound).answers;
seen.settings = () => {
    const sender = sound(seen.connections.find(sound));
    const { echoCancellation, noiseSuppression, autoGainControl, channelCount } = sender.track.getSettings();
    return { processed: [echoCancellation, noiseSuppression, autoGainControl], channels: channelCount };
};
seen.sound = async () => {
    for (const connection of seen.connections) {
        if (connection.connectionState !== "connected") continue;
        const stats = await connection.getStats();
        for (const entry of stats.values()) {
            if (entry.type !== "outbound-rtp" || entry.kind !== "audio") continue;
            return { ssrc: entry.ssrc, target: entry.targetBitrate, packets: entry.packetsSent, bytes: entry.bytesSent,
                said: stats.get(entry.codecId)?.sdpFmtpLine, time: entry.timestamp };
        }
    }
    return null;
};
seen.channels = async (tones) => {
    const tracks = seen.connections.flatMap((each) => each.getReceivers()).map(({ track }) => track).filter(({ kind, muted }) => kind === "audio" && !muted);
    const context = new AudioContext();
    await context.resume();
    const analysers = [0, 1].map(() => new AnalyserNode(context, { fftSize: 16384 }));
    const sum = context.createGain();
    const splitter = context.createChannelSplitter(2);
    sum.connect(splitter);
    analysers.forEach((analyser, channel) => splitter.connect(analyser, channel));
    for (const track of tracks) context.createMediaStreamSource(new MediaStream([track])).connect(sum);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    const levels = analysers.map((analyser) => {
        const bins = new Float32Array(analyser.frequencyBinCount);
        analyser.getFloatFrequencyData(bins);
        return tones.map((tone) => {
            const middle = Math.round((tone * 16384) / context.sampleRate);
            return Math.max(...bins.slice(middle - 4, middle + 5));
        });
    });
    await context.close();
    return levels;
};
"""


@pytest.fixture(scope="module")
def hall(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """A browser whose microphone has two channels, a tone in each."""
    path = tmp_path_factory.mktemp("sound") / "two-channels.wav"
    time = numpy.arange(2 * 48_000) / 48_000
    tones = numpy.stack([0.3 * numpy.sin(2 * numpy.pi * tone * time) for tone in (LEFT, RIGHT)], axis=1)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes((tones * 32767).astype("<i2").tobytes())
    chromium = Chromium(playwright, sound=path)
    yield chromium
    chromium.close()


def visitor(context: BrowserContext, person: Person) -> Visitor:
    context.add_init_script(WATCH)
    return Visitor(person.id, context.new_page()).open(person.link)


def rate(page: Visitor) -> float:
    """kbit/s of sound that the page sends, over two seconds."""
    first = page.page.evaluate("seen.sound()")
    page.page.wait_for_timeout(2000)
    last = page.page.evaluate("seen.sound()")
    return (last["bytes"] - first["bytes"]) * 8 / (last["time"] - first["time"])


def separate(levels: list[list[float]]) -> bool:
    """Each tone in its own channel and not in the other, by 40 dB."""
    (left, other), (another, right) = levels
    return min(left, right) > -70 and left - another > 40 and right - other > 40


def test_a_conference_microphone_is_heard_in_two_channels(hall: Chromium, meeting: Callable[..., Meeting]) -> None:
    room = meeting("ID", floor_rule="free").open()
    context = hall.visitor(harness=False)
    chair = visitor(context, room.chair)
    chair.until("camera and microphone", "mufakat.media.capture === 'ready'", seconds=20)
    chair.until("the voice to be sent", "mufakat.media.publish === 'connected' && mufakat.media.microphoneOpen")
    guest = visitor(hall.visitor(harness=False), room.invite("listener", "secretariat").enter())

    def sound() -> dict[str, Any]:
        return until("sound to be sent", lambda: chair.page.evaluate("seen.sound()"))

    def heard() -> list[list[float]]:
        return guest.page.evaluate("(tones) => seen.channels(tones)", [LEFT, RIGHT])

    # A laptop's microphone: one channel at the encoder's own rate.
    voice = sound()
    assert chair.ask("seen.settings()") == {"processed": [True, True, True], "channels": 1}
    assert voice["target"] < 50_000 and "stereo=0" in voice["said"] and "usedtx=0" in voice["said"], voice
    asked, connections, answers = chair.ask("[seen.asked.length, seen.connections.length, seen.answers()]")

    chair.click("open-devices")
    chair.page.get_by_test_id("conference").check()
    chair.until("the plain sound", "JSON.stringify(seen.settings()) === JSON.stringify({processed: [false, false, false], channels: 2})")
    until("a higher rate", lambda: sound()["target"] == 128_000)
    assert chair.page.get_by_test_id("headphones").is_visible()
    stereo = sound()
    assert "stereo=1" in stereo["said"] and "usedtx=0" in stereo["said"] and "useinbandfec=1" in stereo["said"]
    # The same connection and stream; the microphone alone was opened once more, and one more offer was answered.
    assert stereo["ssrc"] == voice["ssrc"]
    assert chair.ask("seen.asked.slice(-1)[0]") == "audio"
    assert chair.ask("[seen.asked.length, seen.connections.length, seen.answers()]") == [asked + 1, connections, answers + 1]
    # Each packet goes out with the one before it (RFC 2198): twice the rate, and not more than that.
    assert 120 < rate(chair) < 2 * 128 + 40
    until("each tone in its own channel", lambda: separate(heard()), seconds=30, every=0.5)

    # Remembered on this device; and back.
    chair.page.reload()
    chair.until("the plain sound again", "window.mufakat?.media.publish === 'connected' && seen.settings().channels === 2", seconds=40)
    until("the higher rate", lambda: sound()["target"] == 128_000)
    chair.click("open-devices")
    chair.page.get_by_test_id("conference").uncheck()
    until("a voice", lambda: sound()["target"] < 50_000)
    assert chair.ask("seen.settings()") == {"processed": [True, True, True], "channels": 1}
    until("both channels to be one", lambda: not separate(heard()), seconds=30, every=0.5)
    context.close()
