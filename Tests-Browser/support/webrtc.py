"""aiortc as a foreign client: a WHIP publisher and a WHEP receiver that counts and listens. Blocking calls with a limit."""

from __future__ import annotations

import asyncio
import fractions
import math
import time
from dataclasses import dataclass, field
from typing import Any

import numpy
from aiortc import RTCBundlePolicy, RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack
from av import AudioFrame, VideoFrame

from support.api import Api
from support.background import Background
from support.sound import Sound

SAMPLES = 960  # 20 ms at 48 kHz
# With its default policy aiortc 1.16 leaves the second video m-line on a transport that it has closed.
CONFIGURATION = RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE)


class Tone(MediaStreamTrack):
    """A sine of `frequency` Hz in real time."""

    kind = "audio"

    def __init__(self, frequency: float) -> None:
        super().__init__()
        self.frequency, self._sample, self._began = frequency, 0, time.monotonic()

    async def recv(self) -> AudioFrame:
        ahead = self._began + self._sample / 48_000 - time.monotonic()
        if ahead > 0:
            await asyncio.sleep(ahead)
        phase = 2 * math.pi * self.frequency * (self._sample + numpy.arange(SAMPLES)) / 48_000
        mono = (0.3 * 32767 * numpy.sin(phase)).astype(numpy.int16)
        frame = AudioFrame.from_ndarray(numpy.repeat(mono, 2).reshape(1, -1), format="s16", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = 48_000, self._sample, fractions.Fraction(1, 48_000)
        self._sample += SAMPLES
        return frame


class Picture(MediaStreamTrack):
    """A grey ramp that moves, ten times a second."""

    kind = "video"

    def __init__(self, width: int = 320, height: int = 240) -> None:
        super().__init__()
        self._frame, self._began = 0, time.monotonic()
        self._ramp = numpy.tile(numpy.linspace(0, 255, width, dtype=numpy.uint8), (height, 1))

    async def recv(self) -> VideoFrame:
        ahead = self._began + self._frame / 10 - time.monotonic()
        if ahead > 0:
            await asyncio.sleep(ahead)
        frame = VideoFrame.from_ndarray(numpy.roll(self._ramp, 4 * self._frame, axis=1), format="gray").reformat(format="yuv420p")
        frame.pts, frame.time_base = self._frame * 9_000, fractions.Fraction(1, 90_000)
        self._frame += 1
        return frame


@dataclass
class Received:
    """One m-line of a receiver."""

    mid: str
    kind: str
    frames: int = 0
    width: int = 0
    height: int = 0
    rate: int = 48_000
    sound: numpy.ndarray = field(default_factory=lambda: numpy.zeros(0, numpy.float32))  # the last second


class Peer:
    """What a publisher and a receiver share: signalling by WHIP/WHEP."""

    def __init__(self, background: Background, api: Api) -> None:
        self.background, self.api = background, api
        self.location = self.etag = self.answer = ""
        self.connection: RTCPeerConnection = background.run(self._make())

    async def _make(self) -> RTCPeerConnection:
        return RTCPeerConnection(CONFIGURATION)

    def _offer(self) -> str:
        async def offer() -> str:
            await self.connection.setLocalDescription(await self.connection.createOffer())
            return self.connection.localDescription.sdp

        return self.background.run(offer())

    def _signal(self, path: str) -> None:
        answer = self.api.sdp(path, self._offer())
        assert answer.status == 201, f"{path}: {answer.status} {answer.text}"
        self.location, self.etag, self.answer = answer.headers["Location"], answer.headers.get("ETag", ""), answer.text
        self.background.run(self.connection.setRemoteDescription(RTCSessionDescription(sdp=answer.text, type="answer")))

    @property
    def state(self) -> str:
        return self.connection.connectionState

    def connected(self, seconds: float = 15) -> None:
        deadline = time.monotonic() + seconds
        while self.state != "connected":
            assert time.monotonic() < deadline and self.state not in ("failed", "closed"), f"aiortc's connection: {self.state}"
            time.sleep(0.05)

    def statistics(self) -> list[Any]:
        async def ask() -> list[Any]:
            return list((await self.connection.getStats()).values())

        return self.background.run(ask())

    def close(self) -> None:
        self.background.run(self.connection.close())


def offer(background: Background, *, audio: int = 1, video: int = 1, direction: str = "recvonly") -> str:
    """The offer of a connection that is thrown away."""

    async def make() -> str:
        connection = RTCPeerConnection(CONFIGURATION)
        for kind, count in (("audio", audio), ("video", video)):
            for _ in range(count):
                connection.addTransceiver(kind, direction=direction)
        await connection.setLocalDescription(await connection.createOffer())
        text = connection.localDescription.sdp
        await connection.close()
        return text

    return background.run(make())


class Publisher(Peer):
    """Sends a picture and a tone, whatever the rules of the meeting say."""

    def __init__(self, background: Background, api: Api, path: str, *, frequency: float = 440, video: bool = True) -> None:
        super().__init__(background, api)
        self.frequency = frequency

        async def add() -> None:
            self.connection.addTransceiver(Tone(frequency), direction="sendonly")
            if video:
                self.connection.addTransceiver(Picture(), direction="sendonly")

        background.run(add())
        self._signal(path)


class Receiver(Peer):
    """Receives `audio` and `video` m-lines and decodes all of them."""

    def __init__(self, background: Background, api: Api, path: str, *, audio: int = 1, video: int = 1) -> None:
        super().__init__(background, api)
        self.lines: dict[str, Received] = {}
        self._tasks: list[asyncio.Task[None]] = []

        async def add() -> None:
            for kind, count in (("audio", audio), ("video", video)):
                for _ in range(count):
                    self.connection.addTransceiver(kind, direction="recvonly")

        background.run(add())
        self._signal(path)
        background.run(self._listen())

    async def _listen(self) -> None:
        for transceiver in self.connection.getTransceivers():
            line = self.lines[transceiver.mid] = Received(transceiver.mid, transceiver.kind)
            self._tasks.append(asyncio.ensure_future(self._decode(transceiver.receiver.track, line)))

    async def _decode(self, track: MediaStreamTrack, line: Received) -> None:
        try:
            while True:
                frame = await track.recv()
                line.frames += 1
                if isinstance(frame, VideoFrame):
                    line.width, line.height = frame.width, frame.height
                else:
                    line.rate = frame.sample_rate
                    channels = len(frame.layout.channels)
                    mono = frame.to_ndarray().reshape(-1, channels).mean(axis=1).astype(numpy.float32) / 32768
                    line.sound = numpy.concatenate([line.sound, mono])[-frame.sample_rate :]
        except MediaStreamError:
            return

    def of(self, kind: str) -> list[Received]:
        """The lines of one kind in the order of the offer."""
        return [line for _, line in sorted(self.lines.items(), key=lambda pair: int(pair[0])) if line.kind == kind]

    def listen(self, number: int = 0, *, seconds: float = 1) -> Sound:
        """What the n-th audio line sounds like from now on, for `seconds` (less, if less arrived in that time and one more second)."""
        line = self.of("audio")[number]
        line.sound = numpy.zeros(0, numpy.float32)
        deadline = time.monotonic() + seconds + 1
        while len(line.sound) < seconds * line.rate * 0.95 and time.monotonic() < deadline:
            time.sleep(0.05)
        return Sound(line.sound, line.rate)

    def packets(self, kind: str) -> int:
        """RTP packets of one kind that arrived and could be decrypted, over all lines."""
        return sum(entry.packetsReceived for entry in self.statistics() if entry.type == "inbound-rtp" and entry.kind == kind)

    def close(self) -> None:
        super().close()
        for task in self._tasks:
            self.background.loop.call_soon_threadsafe(task.cancel)
