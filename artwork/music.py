"""Make the sounds of the pack "Music and sound" from sines and noise.

MP3, mono, 24 kbit/s: 3 kB a second. The melodies are older than any copyright.
"""

import random
import subprocess
from array import array
from collections.abc import Callable, Iterable, Sequence
from math import exp, pi, sin, sqrt
from pathlib import Path

MEDIA = Path(__file__).parents[1] / "backend/packs/media"
RATE = 16000
"""Samples a second."""
EDGE = 0.008
"""Seconds in which a tone begins and ends, so that it does not click."""

Samples = list[float]
Partials = Sequence[float]
"""The strength of each multiple of a tone's frequency, beginning with 1."""

PURE = (1.0,)
PLUCKED = (1.0, 0.5, 0.33, 0.2, 0.12, 0.08, 0.05)
REED = tuple(1 / n for n in range(1, 16))

STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


def hertz(note: str) -> float:
    """The frequency of a note such as A4, C#4 or Eb4, in equal temperament with A4 = 440 Hz."""
    step = STEPS[note[0]] + note.count("#") - note.count("b")
    return float(440 * 2 ** ((step - 9) / 12 + int(note[-1]) - 4))


def tone(
    frequency: float, seconds: float, partials: Partials = PLUCKED, decay: float = 2.5
) -> Samples:
    """A tone whose strength falls by a factor of e in each `1 / decay` seconds."""
    heard = [(n, part) for n, part in enumerate(partials, 1) if part and n * frequency < 7500]
    loudness = 1 / sqrt(sum(part * part for _, part in heard))

    def at(time: float) -> float:
        wave = sum(part * sin(2 * pi * n * frequency * time) for n, part in heard)
        return loudness * wave * exp(-decay * time)

    return sampled(at, seconds)


def sampled(wave: Callable[[float], float], seconds: float) -> Samples:
    """The wave (a function of the time in seconds), with soft edges."""
    return [
        wave(time) * min(1.0, time / EDGE, (seconds - time) / EDGE)
        for time in (n / RATE for n in range(int(seconds * RATE)))
    ]


def drum(strength: float = 1.0, frequency: float = 110, seconds: float = 0.18) -> Samples:
    """A beat: a tone that falls, and a little noise."""
    noise = random.Random(int(frequency))  # the same noise each time

    def at(time: float) -> float:
        fallen = frequency * (time + 0.03 * (1 - exp(-time / 0.03)))
        hit = 0.25 * noise.uniform(-1, 1) * exp(-time / 0.012)
        return strength * (sin(2 * pi * fallen) * exp(-time / 0.06) + hit)

    return sampled(at, seconds)


def silence(seconds: float) -> Samples:
    return [0.0] * int(seconds * RATE)


def placed(parts: Iterable[tuple[float, Samples]]) -> Samples:
    """The parts together, each from its time in seconds on."""
    whole: Samples = []
    for start, part in parts:
        first = int(start * RATE)
        whole += [0.0] * (first + len(part) - len(whole))
        for at, sample in enumerate(part, first):
            whole[at] += sample
    return whole


def melody(notes: str, beat: float) -> Samples:
    """Notes such as `E4 F4:1.5 -:2`; a number after the colon is the length in beats."""
    parts, start = [], 0.0
    for word in notes.split():
        note, _, beats = word.partition(":")
        length = float(beats or 1) * beat
        if note != "-":
            parts.append((start, tone(hertz(note), length * 0.95)))
        start += length
    return placed(parts)


def chord(*notes: str, seconds: float = 1.3) -> Samples:
    return placed((0, tone(hertz(note), seconds, decay=1.5)) for note in notes)


def morse(code: str, unit: float = 0.09) -> Samples:
    """Dots, dashes, and a space between letters."""
    sent: Samples = []
    for sign in code:
        if sign == " ":
            sent += silence(2 * unit)
        else:
            sent += tone(600, unit * (1 if sign == "." else 3), PURE, 0) + silence(unit)
    return sent


def slowing() -> Samples:
    """The same note eleven times, each pause longer than the one before."""
    parts, start = [], 0.0
    for n in range(11):
        parts.append((start, tone(hertz("G4"), 0.22, decay=8)))
        start += 0.22 * 1.12**n
    return placed(parts)


def passing() -> Samples:
    """A horn of 400 Hz drives past at 25 m/s, heard from 4 m beside the road."""

    def at(time: float) -> float:
        distance = sqrt((25 * (time - 2)) ** 2 + 4**2)
        turns = 400 * (time - distance / 343)
        return sum(sin(2 * pi * n * turns) / n for n in (1, 2, 3, 4)) * 4 / distance

    return sampled(at, 4.0)


FRERE_JACQUES = "C4 D4 E4 C4 C4 D4 E4 C4 E4 F4 G4:2 E4 F4 G4:2"

SOUNDS: dict[str, Callable[[], Samples]] = {
    "fifth": lambda: melody("C4:2 G4:2 -:0.5", 0.6),
    "octave": lambda: melody("A3:2 A4:2", 0.6),
    "tritone": lambda: melody("C4:2 F#4:2", 0.6),
    "two-chords": lambda: placed(
        [(0, chord("C4", "E4", "G4")), (1.5, chord("C4", "Eb4", "G4"))],
    ),
    "every-key": lambda: melody("C4 C#4 D4 D#4 E4 F4 F#4 G4 G#4 A4 A#4 B4 C5:2", 0.24),
    "few-notes": lambda: melody("C4 D4 E4 G4 A4 C5:2", 0.4),
    "dance": lambda: placed(
        (n * 0.4, drum(1 if n % 3 == 0 else 0.35, 110 if n % 3 == 0 else 220)) for n in range(12)
    ),
    "two-drums": lambda: placed(
        [(n * 0.75, drum(1, 100)) for n in range(6)] + [(n * 0.5, drum(0.8, 330)) for n in range(9)]
    ),
    "ticks": lambda: placed((n * 0.5, drum(1, 880, 0.06)) for n in range(9)),
    "slowing": slowing,
    "two-flutes": lambda: sampled(
        lambda time: sin(2 * pi * 440 * time) + sin(2 * pi * 444 * time), 3.0
    ),
    "same-note": lambda: tone(220, 1.2, PURE, 0.3) + silence(0.2) + tone(220, 1.2, REED, 0.3),
    "no-lowest": lambda: (
        tone(250, 1.1, (1, 1, 1, 1, 1), 0.3) + silence(0.2) + tone(250, 1.1, (0, 1, 1, 1, 1), 0.3)
    ),
    "passing": passing,
    "bugle": lambda: placed((n * 0.5, tone(n * 110 + 110, 0.48, REED, 1)) for n in range(5)),
    "signal": lambda: morse("... --- ..."),
    "symphony": lambda: melody("E4 E4 F4 G4 G4 F4 E4 D4 C4 C4 D4 E4 E4:1.5 D4:0.5 D4:2", 0.32),
    "two-voices": lambda: placed(
        [(0, melody(FRERE_JACQUES, 0.32)), (8 * 0.32, melody(FRERE_JACQUES, 0.32))]
    ),
}


def encoded(samples: Samples) -> bytes:
    """MP3, as loud as fits without distortion."""
    peak = max(abs(sample) for sample in samples)
    pcm = array("h", [int(sample / peak * 26000) for sample in samples])
    raw = ["-r", "-s", "16", "-m", "m", "-b", "24", "-q", "0", "-t"]
    command = ["lame", "--quiet", *raw, "-", "-"]
    done = subprocess.run(command, input=pcm.tobytes(), capture_output=True, check=True)  # noqa: S603
    return done.stdout


if __name__ == "__main__":
    for name, made in SOUNDS.items():
        (MEDIA / f"{name}.mp3").write_bytes(encoded(made()))
