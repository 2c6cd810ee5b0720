"""Recognising who is heard: every source of a test has a pitch of its own."""

from __future__ import annotations

import math

import numpy

SILENCE = -60.0  # dBFS: below it nobody is heard; the sources are at about -10


class Sound:
    """Some samples, mono, -1...1."""

    def __init__(self, samples: numpy.ndarray, rate: int) -> None:
        self.samples, self.rate = samples, rate
        self._window = numpy.hanning(len(samples))
        self._lines = numpy.abs(numpy.fft.rfft(samples * self._window)) if len(samples) >= rate // 10 else numpy.zeros(1)
        self._width = rate / max(len(samples), 1)

    def level(self, frequency: float, *, tolerance: float = 0.02) -> float:
        """dBFS of the strongest component within `tolerance` of `frequency` Hz."""
        low, high = (int(frequency * (1 + side) / self._width) for side in (-tolerance, tolerance))
        band = self._lines[low : high + 2]
        if not len(band):
            return -200.0
        amplitude = float(band.max()) / (len(self.samples) / 4)  # a sine's line holds half of it, a Hann window half again
        return 20 * math.log10(max(amplitude, 1e-10))

    @property
    def pitch(self) -> float:
        """Hz of the strongest component between 80 Hz and 4 kHz."""
        frequencies = numpy.arange(len(self._lines)) * self._width
        heard = numpy.where((frequencies >= 80) & (frequencies <= 4000), self._lines, 0)
        return float(frequencies[int(numpy.argmax(heard))])

    @property
    def loudness(self) -> float:
        """dBFS of the whole, root mean square."""
        power = float(numpy.mean(numpy.square(self.samples))) if len(self.samples) else 0.0
        return 10 * math.log10(max(power, 1e-20))

    @property
    def silent(self) -> bool:
        return self.loudness < SILENCE

    def is_(self, frequency: float) -> bool:
        """Whether `frequency` is what is heard above everything else."""
        return not self.silent and abs(self.pitch - frequency) < max(4.0, 0.02 * frequency)

    def __repr__(self) -> str:
        return "silence" if self.silent else f"{self.pitch:.0f} Hz at {self.loudness:.0f} dBFS"
