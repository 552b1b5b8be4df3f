"""The tour's sound, `python -m artwork.sounds`: two tones of the tritone paradox.

Each tone is a stack of octaves, loudest in the middle and fading out at both ends (a Shepard tone),
and the second is half an octave away: whether that is up or down is in the ear of the listener.
See D. Deutsch, "A musical paradox", Music Perception 3 (1986).
"""

from array import array
from math import exp, log2, pi, sin
from pathlib import Path

import lameenc

MEDIA = Path(__file__).parents[1] / "backend/packs/media"
RATE = 22_050  # samples per second
SECONDS, PAUSE, FADE = 0.9, 0.25, 0.05
LOUDEST, SPREAD = 523.25, 1.2  # hertz, octaves


def tone(hertz: float) -> list[float]:
    """Samples of the octaves of a frequency between 60 Hz and 6 kHz, from -1 to 1."""
    octaves = [hertz * 2**octave for octave in range(-6, 7) if 60 <= hertz * 2**octave <= 6000]
    parts = [(part, exp(-((log2(part / LOUDEST) / SPREAD) ** 2) / 2)) for part in octaves]
    whole = sum(loudness for _, loudness in parts)
    samples = []
    for index in range(int(SECONDS * RATE)):
        time = index / RATE
        fading = min(1.0, time / FADE, (SECONDS - time) / FADE)
        wave = sum(loudness * sin(2 * pi * part * time) for part, loudness in parts)
        samples.append(fading * wave / whole)
    return samples


def two_tones() -> list[float]:
    """A C, a pause, and the F sharp half an octave away."""
    silence = [0.0] * int(PAUSE * RATE)
    first, second = (tone(523.25 * 2**step) for step in (0, 0.5))
    return [*first, *silence, *second]


def mp3(samples: list[float]) -> bytes:
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(48)
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(2)
    encoder.silence()
    pcm = array("h", (round(26_000 * sample) for sample in samples))
    return bytes(encoder.encode(pcm.tobytes()) + encoder.flush())


if __name__ == "__main__":
    (MEDIA / "tour-two-tones.mp3").write_bytes(mp3(two_tones()))
