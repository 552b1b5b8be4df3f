"""Packs: quizzes as YAML files, and how they are loaded into the database."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, model_validator
from sqlalchemy import func, select

from ..document.media_ids import with_media_ids
from ..document.question import QuestionDocument, Slug, nested
from ..document.quiz import QuizDocument
from ..errors.media import MediaMissing, MediaRefused, MediaTooLarge
from ..formats import read_file
from ..media.store import keep
from ..models import Quiz, db
from .store import store_file

PACKS = Path(__file__).parent.parent / "packs"
ORIGIN = "pack"
LOADING = 7_208_001
"""Key of the advisory lock that keeps two processes from loading packs at the same time."""

MEDIA_ID = re.compile(r"[0-9a-f]{64}")
MEDIA_FIELD = re.compile(r"(?m)^( +media: +)([A-Za-z0-9][\w.-]*)(?= *$)")


class PackError(Exception):
    """A pack cannot be used; the message names the file, the question and the fault."""


class Pack(QuizDocument):
    """A document with a slug and questions, which may be flat, as in files."""

    slug: Slug
    questions: Annotated[list[QuestionDocument], Field(min_length=1)]
    media: Annotated[dict[str, Path], Field(default_factory=dict, exclude=True)]
    """Files of images and sounds, by their future ids. Not part of the pack's file."""

    @model_validator(mode="before")
    @classmethod
    def _nest(cls, data: Any) -> Any:  # Any: what an author wrote
        flat = isinstance(data, dict) and isinstance(data.get("questions"), list)
        if not flat:
            return data
        questions = [q if "body" in q else nested(q) for q in data["questions"]]
        return {**data, "questions": questions}


def read_pack(path: Path) -> Pack:
    """Read the pack in a file. Raises PackError."""
    try:
        content, media = _with_media(path.read_text(encoding="utf-8"), path.parent / "media")
    except (OSError, UnicodeDecodeError, PackError) as error:
        raise PackError(f"{path.name}: {error}") from None
    report = read_file(path.name, content.encode())
    if report.faults or report.quiz is None:
        raise PackError(f"{path.name}: {report.faults[0]}")
    if report.quiz.slug is None or not report.quiz.questions:
        raise PackError(f"{path.name}: a pack needs a slug and questions")
    pack = Pack.model_validate(dict(report.quiz))
    pack.media = media
    return pack


def _with_media(text: str, folder: Path) -> tuple[str, dict[str, Path]]:
    """Replace the names of files next to the pack with ids; also return these files by id.

    Raises PackError or OSError.
    """
    files: dict[str, Path] = {}

    def id_of(name: str) -> str:
        if MEDIA_ID.fullmatch(name):
            return name
        file = folder / name
        if not file.is_file():
            raise PackError(f"file {name!r} not found in {folder.name}/")
        media_id = sha256(file.read_bytes()).hexdigest()
        files[media_id] = file
        return media_id

    text = MEDIA_FIELD.sub(lambda found: found[1] + id_of(found[2]), text)
    return with_media_ids(text, id_of), files


def shipped_packs() -> Iterator[Pack]:
    """The packs that come with Popquiz, by file name."""
    for path in sorted(PACKS.glob("*.yaml")):
        yield read_pack(path)


def load_pack(pack: Pack) -> int | None:
    """Load this pack's quiz into the database; return how many questions were stored.

    A question with changed content becomes a new row; one removed from the pack leaves the quiz,
    but not the database. Loading the same pack again changes nothing. None: the quiz was edited
    in the studio, or another quiz has this slug, so nothing was loaded.
    """
    db.session.execute(select(func.pg_advisory_xact_lock(LOADING)))
    _store_media(pack)
    quiz = db.session.scalar(select(Quiz).where(Quiz.slug == pack.slug))
    if quiz is None:
        quiz = Quiz(slug=pack.slug, origin=ORIGIN)
    elif quiz.origin != ORIGIN:
        db.session.rollback()
        return None
    try:
        stored = store_file(quiz, pack, {"pack": pack.slug})
    except MediaMissing as error:
        raise PackError(f"{pack.slug}: {error}") from None
    db.session.commit()
    return stored


def _store_media(pack: Pack) -> None:
    for file in pack.media.values():
        try:
            keep(file.read_bytes())
        except (MediaRefused, MediaTooLarge) as error:
            raise PackError(f"{file.name}: {error}") from None
