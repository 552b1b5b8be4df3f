"""Remove the metadata of sounds, without re-encoding them.

MP3, M4A (AAC) and Ogg Opus, which all browsers play. Tags are cut off, or overwritten in place so
that no offset inside the file changes.
"""

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

from ..errors.media import (
    FileEmpty,
    FormatRefused,
    HeicRefused,
    MediaTooLarge,
    OggWithoutOpus,
    SoundDamaged,
    SvgRefused,
    VideoRefused,
)

SOUND_LIMIT = 3 * 1024 * 1024
"""Bytes. Sounds are not re-encoded, so their limit is smaller than that of images."""
HEIC = re.compile(rb".{4}ftyp(hei[cmsx]|hev[cmsx]|mif1|msf1)", re.DOTALL)
SVG = re.compile(rb"\s*(<\?xml|<!--|<!DOCTYPE svg|<svg)", re.IGNORECASE)

BITRATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
BITRATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
"""kbit/s of MPEG 1 and of MPEG 2, layer III, by index (ISO/IEC 11172-3, 13818-3)."""
RATES = (44100, 48000, 32000)
BOXES = {b"moov", b"trak", b"mdia"}
"""Boxes of an MP4 file that contain other relevant ones."""
METADATA = {b"udta", b"meta", b"uuid"}
"""Boxes with metadata, such as place, time and author (ISO/IEC 14496-12)."""


class KeptSound(NamedTuple):
    content: bytes
    media_type: str


def checked_sound(content: bytes) -> KeptSound:
    """Return the sound without its tags. Raises MediaRefused or MediaTooLarge."""
    if not content:
        raise FileEmpty
    if SVG.match(content):
        raise SvgRefused
    if HEIC.match(content):
        raise HeicRefused
    kept = sound(content)
    if kept is None:
        raise FormatRefused
    if len(content) > SOUND_LIMIT:
        raise MediaTooLarge(kind="sound", megabytes=SOUND_LIMIT // 1024 // 1024)
    return kept


def sound(content: bytes) -> KeptSound | None:
    """Return the sound without its tags; None for an unknown format. Raises MediaRefused."""
    try:
        if content.startswith(b"OggS"):
            return KeptSound(_opus(content), "audio/ogg")
        if content[4:8] == b"ftyp":
            return KeptSound(_mp4(content), "audio/mp4")
        frames = _mp3(content)
    except (struct.error, IndexError):
        raise SoundDamaged from None
    return KeptSound(frames, "audio/mpeg") if frames else None


def _mp3(content: bytes) -> bytes | None:
    """Return the first frame to the last, without ID3v2 before and APE or ID3v1 after them."""
    start, end = 0, len(content)
    while content[start : start + 3] == b"ID3":
        size = 0
        for byte in content[start + 6 : start + 10]:
            size = size << 7 | byte & 0x7F
        footer = 10 if content[start + 5] & 0x10 else 0
        start += 10 + size + footer
    while start < end and content[start] == 0:  # padding that some programs write
        start += 1
    if content[end - 128 : end - 125] == b"TAG":
        end -= 128
    if content[end - 32 : end - 24] == b"APETAGEX":
        size, _items, flags = struct.unpack_from("<3I", content, end - 20)
        end -= size + (32 if flags & 1 << 31 else 0)
    length = _frame_length(content, start)
    if not length or end <= start:
        return None
    # Two frames in a row rule out a coincidence.
    if start + length < end and not _frame_length(content, start + length):
        return None
    return content[start:end]


def _frame_length(content: bytes, at: int) -> int:
    """Bytes of the MPEG layer III frame at this offset; 0 if there is none."""
    if at + 4 > len(content):
        return 0
    sync, second, third = content[at : at + 3]
    version, layer = second >> 3 & 3, second >> 1 & 3
    bitrate, rate = third >> 4, third >> 2 & 3
    if sync != 0xFF or second >> 5 != 7 or version == 1 or layer != 1:
        return 0
    if bitrate in (0, 15) or rate == 3:
        return 0
    first = version == 3
    kbits = (BITRATES if first else BITRATES_2)[bitrate]
    hertz = RATES[rate] // {3: 1, 2: 2, 0: 4}[version]
    return (144 if first else 72) * kbits * 1000 // hertz + (third >> 1 & 1)


def _mp4(content: bytes) -> bytes:
    """Replace boxes of metadata with free space, which players skip."""
    cleaned = bytearray(content)
    kinds, handlers = set(), set()
    for box in _boxes(content, 0, len(content)):
        kinds.add(box.kind)
        if box.kind == b"hdlr":
            handlers.add(content[box.body + 8 : box.body + 12])
        if box.kind in METADATA:
            cleaned[box.start + 4 : box.start + 8] = b"free"
            cleaned[box.body : box.end] = bytes(box.end - box.body)
    if b"vide" in handlers:
        raise VideoRefused
    if b"soun" not in handlers or not {b"moov", b"mdat"} <= kinds:
        raise SoundDamaged
    return bytes(cleaned)


class Box(NamedTuple):
    kind: bytes
    start: int
    body: int
    end: int


def _boxes(content: bytes, at: int, end: int, depth: int = 0) -> Iterator[Box]:
    """The boxes between these offsets, including nested ones."""
    while at < end:
        size, kind = struct.unpack_from(">I4s", content, at)
        body = at + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", content, body)
            body = at + 16
        elif size == 0:
            size = end - at
        if at + size < body or at + size > end:
            raise SoundDamaged
        yield Box(kind, at, body, at + size)
        if kind in BOXES and depth < len(BOXES):
            yield from _boxes(content, body, at + size, depth + 1)
        at += size


def _opus(content: bytes) -> bytes:
    """Empty the comments (RFC 7845, section 5.2): the rest of their packet becomes padding."""
    cleaned = bytearray(content)
    pages = list(_pages(content))
    if content[pages[0].body : pages[0].body + 8] != b"OpusHead":
        raise OggWithoutOpus
    if len(pages) < 3 or content[pages[1].body : pages[1].body + 8] != b"OpusTags":
        raise SoundDamaged
    for number, page in enumerate(pages[1:]):
        # The packet begins on the second page and ends with the first segment that is not full.
        lacing = content[page.start + 27 : page.body]
        last = next((index for index, size in enumerate(lacing) if size < 255), None)
        length = sum(lacing if last is None else lacing[: last + 1])
        kept = 8 if number == 0 else 0
        cleaned[page.body + kept : page.body + length] = bytes(length - kept)
        cleaned[page.start + 22 : page.start + 26] = bytes(4)
        checksum = _ogg_checksum(cleaned[page.start : page.end])
        cleaned[page.start + 22 : page.start + 26] = struct.pack("<I", checksum)
        if last is not None:
            break
    return bytes(cleaned)


class Page(NamedTuple):
    start: int
    body: int
    end: int


def _pages(content: bytes) -> Iterator[Page]:
    """The pages of an Ogg file (RFC 3533)."""
    at = 0
    while at < len(content):
        if content[at : at + 4] != b"OggS":
            raise SoundDamaged
        segments = content[at + 26]
        body = at + 27 + segments
        end = body + sum(content[at + 27 : body])
        if end > len(content):
            raise SoundDamaged
        yield Page(at, body, end)
        at = end


def _ogg_table() -> list[int]:
    table = []
    for byte in range(256):
        remainder = byte << 24
        for _ in range(8):
            remainder = (remainder << 1) ^ (0x04C11DB7 if remainder & 0x80000000 else 0)
        table.append(remainder & 0xFFFFFFFF)
    return table


TABLE = _ogg_table()


def _ogg_checksum(page: bytes | bytearray) -> int:
    """CRC-32 as in Ogg: not reflected, starting from 0 (RFC 3533, section 6)."""
    crc = 0
    for byte in page:
        crc = (crc << 8 & 0xFFFFFFFF) ^ TABLE[crc >> 24 ^ byte]
    return crc
