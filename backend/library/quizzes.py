"""The quizzes on offer."""

from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy import Select, func, select

from ..errors import NotFound
from ..models import Quiz, QuizQuestion, db
from ..models.quiz_settings import QuizSettings


class QuizView(BaseModel):
    slug: str
    title: str
    description: Annotated[str, Field(description="Markdown source.")]
    description_html: str
    language: Annotated[str, Field(description="BCP 47 tag of the content's language.")]
    question_count: Annotated[int, Field(description="Questions in the bank.")]
    draw: Annotated[int, Field(description="Questions that an attempt gets.")]
    feedback: str


class QuizList(BaseModel):
    quizzes: list[QuizView]
    next: Annotated[
        str | None, Field(description="Pass it as `after` for the following page; null at the end.")
    ]


def _quizzes() -> Select[tuple[Quiz, int | None]]:
    bank_size = (
        select(func.max(QuizQuestion.position))
        .where(QuizQuestion.quiz_id == Quiz.id)
        .scalar_subquery()
    )
    return select(Quiz, bank_size.label("bank_size"))


def _view(quiz: Quiz, bank_size: int | None) -> QuizView:
    settings = QuizSettings.model_validate(quiz.settings)
    count = bank_size or 0
    return QuizView(
        slug=quiz.slug,
        title=quiz.title,
        description=quiz.description,
        description_html=quiz.description_html,
        language=quiz.language,
        question_count=count,
        draw=min(settings.draw, count),
        feedback=settings.feedback,
    )


def list_quizzes(after: str | None, limit: int) -> QuizList:
    """Public quizzes by slug, at most `limit`, from behind the slug `after`."""
    public = (Quiz.visibility == "public", Quiz.archived_at.is_(None))
    query = _quizzes().where(*public).order_by(Quiz.slug).limit(limit + 1)
    if after is not None:
        query = query.where(Quiz.slug > after)
    rows = db.session.execute(query).all()
    views = [_view(row.Quiz, row.bank_size) for row in rows[:limit]]
    return QuizList(quizzes=views, next=views[-1].slug if len(rows) > limit else None)


def get_quiz(slug: str) -> QuizView:
    """The quiz, public or unlisted. Raises NotFound, for archived ones, too."""
    row = db.session.execute(
        _quizzes().where(
            Quiz.slug == slug, Quiz.visibility != "private", Quiz.archived_at.is_(None)
        )
    ).one_or_none()
    if row is None:
        raise NotFound(f"There is no quiz {slug!r}.")
    return _view(row.Quiz, row.bank_size)
