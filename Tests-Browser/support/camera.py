"""A camera's picture that costs an encoder as much as a person in a room does: a file for Chromium."""

from __future__ import annotations

from pathlib import Path

import numpy


def _texture(random: numpy.random.Generator, height: int, width: int, grain: int) -> numpy.ndarray:
    """Smooth noise, `grain` pixels wide, 40...200."""
    coarse = random.uniform(40, 200, (height // grain + 2, width // grain + 2))
    rows, columns = numpy.arange(height) / grain, numpy.arange(width) / grain
    across = numpy.stack([numpy.interp(columns, numpy.arange(coarse.shape[1]), row) for row in coarse])
    return numpy.stack([numpy.interp(rows, numpy.arange(coarse.shape[0]), column) for column in across.T], axis=1)


def person(path: Path, *, width: int, height: int, rate: int, seconds: int = 2) -> Path:
    """A face that moves about before a wall, with a sensor's noise; the end joins the beginning. Y4M."""
    random = numpy.random.default_rng(1)
    wall = _texture(random, height, width, 24)
    face = _texture(random, height, width, 6)
    rows, columns = numpy.mgrid[0:height, 0:width]
    grey = numpy.full(height * width // 2, 128, numpy.uint8).tobytes()
    with path.open("wb") as file:
        file.write(f"YUV4MPEG2 W{width} H{height} F{rate}:1 Ip A1:1 C420jpeg\n".encode())
        for frame in range(rate * seconds):
            angle = 2 * numpy.pi * frame / (rate * seconds)
            x, y = width * (0.5 + 0.06 * numpy.sin(angle)), height * (0.55 + 0.03 * numpy.sin(2 * angle))
            is_face = ((columns - x) / (0.17 * width)) ** 2 + ((rows - y) / (0.4 * height)) ** 2 < 1
            moved = numpy.roll(face, (round(y), round(x)), axis=(0, 1))
            picture = numpy.where(is_face, moved, wall) + random.normal(0, 2, (height, width))
            file.write(b"FRAME\n" + picture.clip(16, 235).astype(numpy.uint8).tobytes() + grey)
    return path
