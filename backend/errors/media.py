"""Images and sounds."""

from http import HTTPStatus
from typing import Literal

from .kind import Fault, Problem


class MediaNotFound(Problem):
    """No image or sound with this id is stored.

    It may have been removed, since nothing used it any more: upload it again.
    """

    status = HTTPStatus.NOT_FOUND
    template = "There is no such image or sound."


class MediaTooLarge(Problem):
    """An image or a sound has more bytes than can be stored.

    Scale the image down, or shorten the sound.
    """

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    template = "An {kind} can have {megabytes} MB at most."
    kind: Literal["image", "sound"]
    megabytes: int

    @property
    def detail(self) -> str:
        article = "An" if self.kind == "image" else "A"
        return f"{article} {self.kind} can have {self.megabytes} MB at most."


class MediaQuotaReached(Problem):
    """The images and sounds that an author uploaded would take more space than each author has.

    Remove some from your quizzes: what nothing uses is deleted after a day, if the operator has set
    that up. Or ask the operator for a larger `MEDIA_QUOTA_MB`.
    """

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    template = (
        "Your images and sounds take {used} MB of {limit} MB:"
        " there is no room for {needed} MB more."
    )
    used: float
    needed: float
    limit: float


class MediaRefused(Problem):
    """The file is no image or sound that can be stored."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class FileEmpty(MediaRefused):
    """The file has no content.

    Choose another file.
    """

    template = "The file is empty."


class SvgRefused(MediaRefused):
    """SVG files can hold programs, so they are not stored.

    Export the image as PNG.
    """

    template = "SVG is not stored, because it can hold programs: export it as PNG."


class HeicRefused(MediaRefused):
    """Photos of iPhones are HEIC files, which most browsers do not show.

    Export the photo as JPEG, or choose "Most Compatible" in the camera's settings.
    """

    template = "HEIC is not stored, because most browsers do not show it: export the photo as JPEG."


class FormatRefused(MediaRefused):
    """The file is in no format that every browser shows or plays.

    Use JPEG, PNG, GIF or WebP for an image; MP3, M4A (AAC) or Ogg Opus for a sound.
    """

    template = (
        "This is no image or sound that can be stored. Images: JPEG, PNG, GIF, WebP."
        " Sounds: MP3, M4A (AAC), Ogg Opus."
    )


class ImageDamaged(MediaRefused):
    """The image cannot be read to its end.

    Export or download it again.
    """

    template = "The image is damaged: it cannot be read to its end."


class SoundDamaged(MediaRefused):
    """The sound cannot be read to its end.

    Export or download it again.
    """

    template = "The sound is damaged: it cannot be read to its end."


class TooManyPixels(MediaRefused):
    """The image has more pixels than the server decodes.

    Scale it down.
    """

    template = "The image has more than {megapixels} million pixels: scale it down first."
    megapixels: int


class VideoRefused(MediaRefused):
    """The file is a video. Only images and sounds can be stored.

    Link to the video instead.
    """

    template = "This is a video: only images and sounds can be stored."


class OggWithoutOpus(MediaRefused):
    """Of Ogg files, not every browser plays those without Opus.

    Convert it to Opus or MP3.
    """

    template = "Of Ogg files only those with Opus can be stored."


class MediaMissing(Problem):
    """A question uses an image or a sound that is not stored, or uses it in the wrong place.

    `errors` says which and why.
    """

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    template = "An image or a sound is not stored, or is in the wrong place."
    question: str | None = None

    @property
    def detail(self) -> str:
        where = f"question {self.question!r}: " if self.question else ""
        return f"{where}{self.faults[0].fault}"


class MediaNotTaken(Fault):
    """An image or a sound of a file cannot be stored; `reason` is the code that says why.

    The questions come without it: replace it before the quiz is published.
    """

    severity = "warning"
    template = "The image or sound {name!r} was not stored: {reason}."
    name: str
    reason: str


class MediaNotStored(Fault):
    """The question uses an image or a sound that is not stored here.

    Upload it first.
    """

    template = "There is no image or sound {media!r}: upload it first."
    media: str


class SoundMisplaced(Fault):
    """A sound is used where only an image can be shown.

    Put it into the prompt or into the explanation.
    """

    template = "{media!r} is a sound: it can be used in the prompt or in the explanation."
    media: str


class MediaNotDescribed(Fault):
    """An image or a sound has no description, which those need who do not see or hear it.

    Write it between the brackets: `![description](...)`.
    """

    template = "The image or sound {source!r} has no description."
    source: str


class MediaElsewhere(Fault):
    """An image or a sound is on another server. Only what is uploaded here is shown.

    Upload it.
    """

    template = "{source!r} is not on this server: only what is uploaded is shown."
    source: str
