"""Make assets/sounds: a few soft sounds, computed. `sounds.py [FOLDER]`; the same bytes each time.

Each sound is a function of time alone: sine waves, their decay, and noise from a fixed seed.
"""

import sys
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Wave = NDArray[np.float64]
RATE = 22050
PEAK = 0.5
FOLDER = Path(__file__).parent.parent / "assets" / "sounds"


def times(seconds: float) -> Wave:
    return np.arange(int(RATE * seconds)) / RATE


def noise(seconds: float, low: float, high: float, seed: int) -> Wave:
    """Return noise between two frequencies."""
    size = int(RATE * seconds)
    spectrum = np.fft.rfft(np.random.default_rng(seed).normal(0, 1, size))
    pitch = np.fft.rfftfreq(size, 1 / RATE)
    band = np.exp(-(((pitch - (low + high) / 2) / ((high - low) / 2)) ** 4))
    made: Wave = np.fft.irfft(spectrum * band, size)
    return made / np.abs(made).max()


def struck(seconds: float, parts: list[tuple[float, float, float]]) -> Wave:
    """Return something struck: pitches with how loud they are and how many seconds they last."""
    t = times(seconds)
    tones = [loud * np.sin(2 * np.pi * pitch * t) * np.exp(-t / lasts) for pitch, loud, lasts in parts]
    made: Wave = np.sum(tones, axis=0) * np.minimum(1, t / 0.004)
    return made


def shaped(sound: Wave, rise: float, lasts: float) -> Wave:
    t = np.arange(len(sound)) / RATE
    made: Wave = sound * np.minimum(1, t / rise) * np.exp(-np.maximum(0, t - rise) / lasts)
    return made


def laid(seconds: float, pieces: list[tuple[float, Wave]]) -> Wave:
    """Return pieces laid over each other, each from a second on."""
    whole = np.zeros(int(RATE * seconds))
    for start, piece in pieces:
        first = int(start * RATE)
        room = whole[first : first + len(piece)]
        room += piece[: len(room)]
    return whole


def page() -> Wave:
    """A page of paper is turned: a swish that rises, and a small fall."""
    swish = shaped(noise(0.34, 1500, 5200, 1), 0.13, 0.06)
    fall = shaped(noise(0.12, 500, 1800, 2), 0.006, 0.03)
    return laid(0.44, [(0, 0.6 * swish), (0.26, 0.5 * fall)])


def seal() -> Wave:
    """A seal is pressed onto paper: a dull blow on a wooden table."""
    blow = struck(0.5, [(82, 1.0, 0.09), (131, 0.5, 0.06), (212, 0.2, 0.035)])
    paper = shaped(noise(0.12, 700, 3200, 3), 0.003, 0.02)
    return laid(0.6, [(0, blow), (0, 0.45 * paper), (0.17, 0.12 * paper)])


def telegraph() -> Wave:
    """A sounder taps a K, long, short, long: an invitation to transmit."""
    tap = laid(0.03, [(0, struck(0.03, [(1750, 0.5, 0.006), (2900, 0.25, 0.003)]))])
    back = 0.55 * tap
    marks = [(0.0, 0.15), (0.26, 0.05), (0.42, 0.15)]
    return laid(0.72, [piece for at, lasts in marks for piece in ((at, tap), (at + lasts, back))])


def bell() -> Wave:
    """A small bell on the table opens a meeting."""
    parts = [(1046.5, 0.5, 0.5), (2093, 0.22, 0.3), (2815, 0.12, 0.2), (5274, 0.05, 0.08)]
    return struck(1.5, parts)


def turn() -> Wave:
    """It is one's turn: a knock of wood, twice, low."""
    knock = struck(0.14, [(392, 0.5, 0.03), (588, 0.2, 0.02)])
    return laid(0.34, [(0, knock), (0.13, 0.7 * knock)])


def agreement() -> Wave:
    """Something is agreed: two tones that belong together."""
    first = struck(0.8, [(523.25, 0.5, 0.22), (1046.5, 0.1, 0.1)])
    second = struck(0.8, [(783.99, 0.5, 0.26), (1567.98, 0.08, 0.1)])
    return laid(1.0, [(0, first), (0.13, second)])


SOUNDS: dict[str, Callable[[], Wave]] = {
    "page": page,
    "seal": seal,
    "telegraph": telegraph,
    "bell": bell,
    "turn": turn,
    "agreement": agreement,
}


def samples(name: str) -> NDArray[np.int16]:
    """Return a sound as it is kept: even loudness, no click at its end."""
    sound = SOUNDS[name]()
    sound *= np.minimum(1, np.arange(len(sound))[::-1] / (0.02 * RATE))
    return np.round(sound / np.abs(sound).max() * PEAK * 32767).astype("<i2")


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in SOUNDS:
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(samples(name).tobytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
