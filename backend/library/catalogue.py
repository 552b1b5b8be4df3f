"""The quizzes that players can see."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy import Select, func, select

from ..document.quiz_settings import Names, QuizSettings, Rules
from ..errors.start import QuizNotFound
from ..models import Quiz, QuizQuestion, db
from ..play.bank import count_drawable, count_per_tag
from ..play.entry import guests_may_host

PRESENT = (Quiz.archived_at.is_(None), Quiz.deleted_at.is_(None))


class QuizRules(Rules):
    """The rules that a player should know before starting."""

    now: Annotated[datetime, Field(description="The server's clock.")]
    opens_at: datetime | None
    closes_at: datetime | None
    attempts: Annotated[int | None, Field(description="Attempts per player; null: unlimited.")]
    needs_code: bool
    own_times: Annotated[bool, Field(description="Whether a question has its own time limit.")]
    draw_per_tag: Annotated[
        dict[str, int], Field(description="Questions of each tag, if it draws by tags.")
    ]


class QuizView(BaseModel):
    slug: str
    title: str
    description: Annotated[str, Field(description="Markdown source.")]
    description_html: str
    language: Annotated[str, Field(description="BCP 47 tag of the content's language.")]
    question_count: Annotated[int, Field(description="Questions in the bank.")]
    draw: Annotated[int, Field(description="Questions per attempt.")]
    feedback: Annotated[str, Field(description="`immediate`, `at_end` or `after`.")]
    names: Annotated[
        Names,
        Field(
            description="Whether a start needs a name: any (`start`), or one of the class list"
            " (`list`); `end`: players may give one at the end; `none`: not at all."
        ),
    ]
    cover: Annotated[
        str | None, Field(description="The address of its cover; null: drawn from the title.")
    ]
    rules: Annotated[
        QuizRules | None,
        Field(description="What to know before starting; null: it starts without anything."),
    ]
    guests_may_host: Annotated[
        bool,
        Field(description="Whether anyone can host a game of it, where the site lets guests host."),
    ]


class QuizList(BaseModel):
    quizzes: list[QuizView]
    next: Annotated[
        str | None, Field(description="Pass it as `after` for the following page; null at the end.")
    ]


def _quizzes() -> Select[tuple[Quiz, int | None, bool, datetime]]:
    bank_size = (
        select(func.max(QuizQuestion.position))
        .where(QuizQuestion.quiz_id == Quiz.id)
        .scalar_subquery()
    )
    own_times = (
        select(QuizQuestion.question_id)
        .where(QuizQuestion.quiz_id == Quiz.id, QuizQuestion.seconds.is_not(None))
        .exists()
    )
    return select(
        Quiz, bank_size.label("bank_size"), own_times.label("own_times"), func.now().label("now")
    )


def _view(quiz: Quiz, bank_size: int | None, own_times: bool, now: datetime) -> QuizView:
    settings = QuizSettings.of_stored(quiz.settings)
    count = bank_size or 0
    drawable_count = count
    if settings.tags or settings.difficulty:
        drawable_count = count_drawable(db.session(), quiz.id)
    draw = min(settings.most_drawn, drawable_count)
    if settings.draw_per_tag:
        ends = settings.first + settings.last
        per_tag = count_per_tag(db.session(), quiz.id, settings.draw_per_tag)
        draw = min(ends + per_tag, drawable_count)
    return QuizView(
        slug=quiz.slug,
        title=quiz.title,
        description=quiz.description,
        description_html=quiz.description_html,
        language=quiz.language,
        question_count=count,
        draw=draw,
        feedback=settings.feedback,
        names=settings.names,
        cover=f"/api/quizzes/{quiz.slug}/cover" if quiz.cover_id else None,
        rules=rules_to_know(settings, own_times, now),
        guests_may_host=guests_may_host(settings, quiz.visibility, now),
    )


def rules_to_know(settings: QuizSettings, own_times: bool, now: datetime) -> QuizRules | None:
    """The rules to show; None if the quiz has none, and asks for no name before the start.

    Never contains the access code.
    """
    asks = settings.names in ("start", "list")
    own_times = own_times and settings.navigation != "free"
    if not (settings.ruled or settings.draw_per_tag or own_times or asks):
        return None
    return QuizRules(
        **settings.rules().model_dump(exclude={"time_zone"}),
        time_zone=settings.time_zone,
        now=now,
        opens_at=settings.opens_at,
        closes_at=settings.closes_at,
        attempts=settings.attempts,
        needs_code=settings.code is not None,
        own_times=own_times,
        draw_per_tag=settings.draw_per_tag,
    )


def list_quizzes(after: str | None, limit: int) -> QuizList:
    """List public quizzes by slug, at most `limit`, after the slug `after`."""
    query = (
        _quizzes().where(Quiz.visibility == "public", *PRESENT).order_by(Quiz.slug).limit(limit + 1)
    )
    if after is not None:
        query = query.where(Quiz.slug > after)
    rows = db.session.execute(query).all()
    views = [_view(row.Quiz, row.bank_size, row.own_times, row.now) for row in rows[:limit]]
    return QuizList(quizzes=views, next=views[-1].slug if len(rows) > limit else None)


def get_quiz(slug: str, private: bool = False) -> QuizView:
    """Return a public or unlisted quiz; a private one only where it is wanted.

    Raises QuizNotFound, also if it is archived or deleted.
    """
    query = _quizzes().where(Quiz.slug == slug, *PRESENT)
    if not private:
        query = query.where(Quiz.visibility != "private")
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise QuizNotFound(slug=slug)
    return _view(row.Quiz, row.bank_size, row.own_times, row.now)
