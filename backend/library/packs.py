"""Packs: quizzes as YAML files, and how they come into the database."""

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from sqlalchemy import delete, func, select

from ..errors import MediaMissing, MediaRefused, MediaTooLarge
from ..markdown import render
from ..models import Question, Quiz, QuizQuestion, db
from ..models.quiz_settings import QuizSettings
from .media import keep
from .named_media import named, renamed
from .questions import QuestionDraft, new_question, same_content

PACKS = Path(__file__).parent.parent / "packs"
LOADING = 7_208_001
"""Key of the advisory lock: two processes never load packs at the same time."""

MEDIA_FILE = re.compile(r"[A-Za-z0-9][\w.-]*")
COMMON_FIELDS = {"type", "prompt", "explanation", "tags", "difficulty"}


class PackError(Exception):
    """A pack cannot be used; the message names the file, the question and the fault."""


class PackQuestion(BaseModel):
    """One question of a pack: the draft, its id in the pack, what it is worth, its proof."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    points: Annotated[float, Field(gt=0, le=1000)] = 1
    draft: QuestionDraft
    proof: dict[str, Any] | None = None  # Any: read by the tests that run it

    @model_validator(mode="before")
    @classmethod
    def _split(cls, data: dict[str, Any]) -> dict[str, Any]:
        """What is neither common to all questions nor the pack's business is the type's body."""
        own: dict[str, Any] = {
            name: data[name] for name in ("id", "points", "proof") if name in data
        }
        common = {name: data[name] for name in COMMON_FIELDS if name in data}
        body = {k: v for k, v in data.items() if k not in own and k not in common}
        return {**own, "draft": {**common, "body": body}}


class Pack(BaseModel):
    model_config = ConfigDict(extra="forbid")

    slug: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
    title: Annotated[str, Field(min_length=1, max_length=120)]
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    description: Annotated[str, Field(max_length=2000)]
    settings: QuizSettings = QuizSettings()
    source: dict[str, str] = {}
    questions: Annotated[list[PackQuestion], Field(min_length=1)]
    media: dict[str, Path] = {}
    """The files of images and sounds, by the id that they get. Not written in the file."""

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "Pack":
        counts = Counter(question.id for question in self.questions)
        twice = [question_id for question_id, count in counts.items() if count > 1]
        if twice:
            raise ValueError(f"two questions have the id {twice[0]!r}")
        return self


def read_pack(path: Path) -> Pack:
    """The pack in the file. Raises PackError."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Pack.model_validate(_with_media(data, path.parent / "media"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, PackError) as error:
        raise PackError(f"{path.name}: {error}") from None
    except ValidationError as error:
        raise PackError(f"{path.name}: {_first_fault(data, error)}") from None


def _with_media(data: Any, folder: Path) -> Any:  # Any: what the file holds
    """The pack with ids in place of the names of files beside it. Raises PackError or OSError."""
    if not isinstance(data, dict):
        return data
    files: dict[str, Path] = {}
    ids: dict[str, str] = {}
    for name in sorted(named(data.get("questions"))):
        file = folder / name
        if not MEDIA_FILE.fullmatch(name) or not file.is_file():
            raise PackError(f"there is no file {name!r} in {folder.name}/")
        ids[name] = sha256(file.read_bytes()).hexdigest()
        files[ids[name]] = file
    questions = renamed(data.get("questions"), lambda name: ids[name])
    return {**data, "questions": questions, "media": files}


def _first_fault(data: object, error: ValidationError) -> str:
    fault = error.errors(include_url=False)[0]
    where = list(fault["loc"])
    if isinstance(data, dict) and where[:1] == ["questions"] and len(where) > 1:
        question = data["questions"][where[1]]
        where[:2] = [f"question {question.get('id', where[1])!r}"]
    return f"{' / '.join(str(part) for part in where)}: {fault['msg']}"


def shipped_packs() -> Iterator[Pack]:
    """The packs that come with Popquiz, by file name."""
    for path in sorted(PACKS.glob("*.yaml")):
        yield read_pack(path)


def load_pack(pack: Pack) -> int:
    """Bring the quiz of this pack into the database; return how many questions were stored.

    A question whose content changed becomes a new row; one that left the pack leaves the quiz,
    but not the database. Loading the same pack again changes nothing.
    """
    db.session.execute(select(func.pg_advisory_xact_lock(LOADING)))
    _keep_media(pack)
    quiz = db.session.scalar(select(Quiz).where(Quiz.slug == pack.slug))
    if quiz is None:
        quiz = Quiz(slug=pack.slug, origin="pack")
        db.session.add(quiz)
    quiz.title = pack.title
    quiz.language = pack.language
    if quiz.description != pack.description:
        quiz.description = pack.description
        quiz.description_html = render(pack.description)
    quiz.settings = pack.settings.model_dump()
    db.session.flush()

    present = _present(quiz)
    questions = [_question_for(pack, entry, present.get(entry.id)) for entry in pack.questions]
    stored = [question for question in questions if question.id is None]
    db.session.add_all(stored)
    db.session.flush()
    _put_in_order(quiz, questions, [entry.points for entry in pack.questions])
    db.session.commit()
    return len(stored)


def _keep_media(pack: Pack) -> None:
    for file in pack.media.values():
        try:
            keep(file.read_bytes())
        except (MediaRefused, MediaTooLarge) as error:
            raise PackError(f"{file.name}: {error}") from None


def _present(quiz: Quiz) -> dict[str, Question]:
    """The quiz's questions by their id in the pack."""
    rows = db.session.scalars(
        select(Question).join(QuizQuestion).where(QuizQuestion.quiz_id == quiz.id)
    )
    return {question.source["id"]: question for question in rows if "id" in question.source}


def _question_for(pack: Pack, entry: PackQuestion, present: Question | None) -> Question:
    source = {**pack.source, "pack": pack.slug, "id": entry.id}
    try:
        if present and same_content(present, entry.draft, source):
            return present
        return new_question(entry.draft, source, supersedes=present)
    except MediaMissing as error:
        raise PackError(f"{pack.slug}: question {entry.id!r}: {error}") from None


def _put_in_order(quiz: Quiz, questions: list[Question], points: list[float]) -> None:
    """Positions 1, 2, 3 ... without gaps, which drawing relies on."""
    wanted = [
        (position, question.id, worth)
        for position, (question, worth) in enumerate(zip(questions, points, strict=True), start=1)
    ]
    rows = db.session.scalars(
        select(QuizQuestion).where(QuizQuestion.quiz_id == quiz.id).order_by(QuizQuestion.position)
    )
    if [(row.position, row.question_id, row.points) for row in rows] == wanted:
        return
    db.session.execute(delete(QuizQuestion).where(QuizQuestion.quiz_id == quiz.id))
    db.session.add_all(
        QuizQuestion(quiz_id=quiz.id, position=position, question_id=question_id, points=worth)
        for position, question_id, worth in wanted
    )
