"""Decode uploaded images, scale them down and re-encode them as WebP.

Only pixels survive: neither metadata, such as place and camera, nor data hidden in the uploaded
file.
"""

from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from ..errors.media import ImageDamaged, TooManyPixels

LONGER_SIDE = 2000
"""Pixels; larger images are scaled down."""
MAX_PIXELS = {"JPEG": 30_000_000, "PNG": 20_000_000, "GIF": 20_000_000, "WEBP": 12_000_000}
"""By format. Larger images are refused: these take up to 230 MB of memory. JPEG takes least, since
it can be decoded smaller; WebP most, since its decoder keeps two copies."""
LOSSLESS_LIMIT = 400_000
"""A lossless image of up to this many bytes stays lossless."""
QUICK = 2
"""Times that a quickly written lossless image may be larger than a well compressed one."""

# Second line of defence, should a file contain more pixels than its header says.
Image.MAX_IMAGE_PIXELS = max(MAX_PIXELS.values())


class KeptImage(NamedTuple):
    content: bytes
    media_type: str
    width: int
    height: int


def is_image(content: bytes) -> bool:
    """Whether the content begins like one of the accepted formats."""
    return content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")) or (
        content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    )


def reencode(content: bytes) -> KeptImage:
    """Return the image as WebP, upright, in sRGB, without metadata. Raises MediaRefused.

    WebP is supported by all browsers since 2020 and smaller than JPEG and PNG. A lossless image,
    such as a drawing or a screenshot, stays lossless if it stays small. Of an animation only the
    first frame is kept: players could not stop it (WCAG 2.2.2).
    """
    image = decoded(content)
    width, height = image.size
    lossy = _webp(image, quality=82)
    if not _came_lossless(content):
        return KeptImage(lossy, "image/webp", width, height)
    most = max(LOSSLESS_LIMIT, len(lossy))
    # Compressing a photo well takes seconds, only to find that it is large.
    if len(_webp(image, lossless=True, method=0, quality=0)) <= QUICK * most:
        lossless = _webp(image, lossless=True)
        if len(lossless) <= most:
            return KeptImage(lossless, "image/webp", width, height)
    return KeptImage(lossy, "image/webp", width, height)


def size_of(content: bytes) -> tuple[str, int, int]:
    """Return media type, width and height of an unchanged image. Raises MediaRefused."""
    media_type = Image.MIME[_opened(content).format or ""]
    width, height = decoded(content).size
    return media_type, width, height


def _opened(content: bytes) -> Image.Image:
    """Open the image without decoding it."""
    try:
        image = Image.open(BytesIO(content), formats=tuple(MAX_PIXELS))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise ImageDamaged from None
    most = MAX_PIXELS[image.format or ""]
    if image.width * image.height > most:
        raise _too_many_pixels(most)
    return image


def _too_many_pixels(most: int = max(MAX_PIXELS.values())) -> TooManyPixels:
    return TooManyPixels(megapixels=most // 1_000_000)


def decoded(content: bytes) -> Image.Image:
    """Return it upright, in sRGB, at most LONGER_SIDE wide and high. Raises MediaRefused."""
    image = _opened(content)
    try:
        # JPEG can be decoded at a half, a quarter or an eighth, which is faster.
        image.draft(None, (LONGER_SIDE, LONGER_SIDE))
        image.load()
        # Each step copies the image, so the first makes it small.
        image = _with_channels(image)
        image.thumbnail((LONGER_SIDE, LONGER_SIDE), Image.Resampling.LANCZOS)
        image = _in_srgb(ImageOps.exif_transpose(image))
    # Pillow's decoders raise many kinds of errors for broken data.
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, OverflowError):
        raise ImageDamaged from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    image.info.clear()  # Pillow would write some of it to the new file
    return image


def _with_channels(image: Image.Image) -> Image.Image:
    """Convert what has no channels of 8 bits, which cannot be scaled well."""
    if image.mode.startswith("I"):  # 16-bit grey, of which convert() would keep the lower 8 bits
        return image.convert("I").point(lambda level: level / 256).convert("L")
    if image.mode in ("RGB", "RGBA", "CMYK", "L", "LA"):
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _in_srgb(image: Image.Image) -> Image.Image:
    """Convert to sRGB, as RGB, or as RGBA if the image has transparency."""
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
            pass  # ignore an unusable profile
    return image.convert(mode)


def _came_lossless(content: bytes) -> bool:
    return content[:3] in (b"\x89PN", b"GIF") or b"VP8L" in content[12:256]


def _webp(image: Image.Image, **options: object) -> bytes:
    written = BytesIO()
    image.save(written, "WEBP", **{"method": 4, **options})
    return written.getvalue()
