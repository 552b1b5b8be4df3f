"""Stored images in the sizes and formats that others read: link previews and installed apps."""

from io import BytesIO

from PIL import Image, ImageOps

from .images import decoded

CARD = (1200, 630)
"""Pixels of the image of a link preview (https://ogp.me), as all large services show it."""
PAPER = (255, 255, 255)
"""Behind what is transparent: a logo is made for paper."""


def card(content: bytes) -> bytes:
    """Return a JPEG that fills a link preview, with its edges cut off. Raises MediaRefused."""
    return as_jpeg(ImageOps.fit(_on_paper(decoded(content)), CARD, Image.Resampling.LANCZOS))


def whole_card(content: bytes) -> bytes:
    """Return a JPEG with the whole image in the middle of a link preview. Raises MediaRefused."""
    return as_jpeg(_in_the_middle(decoded(content), CARD, 0.7))


def icon(content: bytes, side: int, share: float) -> bytes:
    """Return a square PNG of so many pixels, the whole image in this share (0..1) of its side.

    Raises MediaRefused.
    """
    written = BytesIO()
    _in_the_middle(decoded(content), (side, side), share).save(written, "PNG", optimize=True)
    return written.getvalue()


def as_jpeg(image: Image.Image) -> bytes:
    written = BytesIO()
    # Sharp edges between flat colours need the full resolution of the colours.
    image.save(written, "JPEG", quality=88, subsampling=0, optimize=True)
    return written.getvalue()


def _in_the_middle(image: Image.Image, size: tuple[int, int], share: float) -> Image.Image:
    """The image on paper of this size, in this share (0..1) of its width or height."""
    room = (round(size[0] * share), round(size[1] * share))
    fitted = ImageOps.contain(_on_paper(image), room, Image.Resampling.LANCZOS)
    paper = Image.new("RGB", size, PAPER)
    paper.paste(fitted, ((size[0] - fitted.width) // 2, (size[1] - fitted.height) // 2))
    return paper


def _on_paper(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, PAPER)
    paper.paste(image, mask=image.getchannel("A"))
    return paper
