"""Images as they are kept: decoded, scaled down and encoded anew as WebP.

What is kept was made here, pixel by pixel: nothing of the file that came is in it, so neither is
where and with what it was taken, nor what was hidden behind it.
"""

from io import BytesIO
from threading import Lock
from typing import NamedTuple

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from ..errors.media import ImageDamaged, TooManyPixels

LONGER_SIDE = 2000
"""Pixels; what comes larger is scaled down."""
MAX_PIXELS = 30_000_000
"""What is decoded at all: some 200 MB of memory."""
LOSSLESS_LIMIT = 400_000
"""Bytes up to which an image that came without loss is kept without loss."""
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")

# Second wall, should a decoder ever meet more than the file's head says.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
# One at a time in each process: two threads with large images would not fit the memory.
_one = Lock()


class KeptImage(NamedTuple):
    content: bytes
    media_type: str
    width: int
    height: int


def is_image(content: bytes) -> bool:
    """Whether the first bytes are those of a format that is read."""
    return content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")) or (
        content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    )


def encode_anew(content: bytes) -> KeptImage:
    """The image as WebP, upright, in sRGB, without metadata. Raises MediaRefused.

    WebP, because every browser shows it since 2020 and it is smaller than JPEG and PNG. Without
    loss if it came so and stays small, as drawings and screenshots do. Of an animation the first
    frame is kept: nobody could stop it (WCAG 2.2.2).
    """
    with _one:
        image = _decoded(content)
        width, height = image.size
        lossy = _webp(image, quality=82)
        if not _came_lossless(content):
            return KeptImage(lossy, "image/webp", width, height)
        lossless = _webp(image, lossless=True)
        best = lossless if len(lossless) <= max(LOSSLESS_LIMIT, len(lossy)) else lossy
        return KeptImage(best, "image/webp", width, height)


def size_of(content: bytes) -> tuple[str, int, int]:
    """Media type, width and height of an image that is kept as it is. Raises MediaRefused."""
    with _one:
        media_type = Image.MIME[_opened(content).format or ""]
        width, height = _decoded(content).size
        return media_type, width, height


def _opened(content: bytes) -> Image.Image:
    """The image, nothing of it decoded yet."""
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise ImageDamaged from None
    if image.width * image.height > MAX_PIXELS:
        raise _too_many_pixels()
    return image


def _too_many_pixels() -> TooManyPixels:
    return TooManyPixels(megapixels=MAX_PIXELS // 1_000_000)


def _decoded(content: bytes) -> Image.Image:
    image = _opened(content)
    try:
        # JPEG can be decoded at a half, a quarter or an eighth, which is faster.
        image.draft(None, (LONGER_SIDE, LONGER_SIDE))
        image.load()
        image = _in_srgb(ImageOps.exif_transpose(image))
        image.thumbnail((LONGER_SIDE, LONGER_SIDE), Image.Resampling.LANCZOS)
    # Pillow's decoders raise whatever their format makes of broken data.
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, OverflowError):
        raise ImageDamaged from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    image.info.clear()  # Pillow would write some of it again
    return image


def _in_srgb(image: Image.Image) -> Image.Image:
    """As RGB, or RGBA where something is transparent, in the colours that every screen assumes."""
    if image.mode.startswith("I"):  # 16 bits of grey, of which convert() would keep the lower 8
        image = image.convert("I").point(lambda level: level / 256).convert("L")
    profile = image.info.get("icc_profile")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), outputMode=mode
            )
            if converted is not None:
                return converted
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile that cannot be used: as if there were none
    return image.convert(mode)


def _came_lossless(content: bytes) -> bool:
    return content[:3] in (b"\x89PN", b"GIF") or b"VP8L" in content[12:256]


def _webp(image: Image.Image, **options: object) -> bytes:
    written = BytesIO()
    image.save(written, "WEBP", method=4, **options)
    return written.getvalue()
