"""Quizzes as a whole: create, copy, archive, and change slug and visibility."""

from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import insert, literal, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError

from .. import bounded
from ..audit import audit
from ..document.quiz_settings import Names, QuizSettings
from ..errors.library import SlugTaken
from ..errors.start import QuizNotFound
from ..markdown import render
from ..models import ClassList, QuestionDraft, Quiz, QuizDraft, QuizQuestion, User, db
from .catalogue import PRESENT
from .drafts.content import fields_from_row
from .packs import ORIGIN
from .slugs import free_slug, suggested

Visibility = Literal["public", "unlisted", "private"]


def create_quiz(
    user: User, title: str, language: str, time_zone: str = "UTC", names: Names = "start"
) -> Quiz:
    """Create a private quiz of the user's without questions, and its empty draft."""
    quiz = new_quiz(user, title, language)
    quiz.settings = QuizSettings(time_zone=time_zone, names=names).stored()
    db.session.add(
        QuizDraft(
            quiz_id=quiz.id,
            content=fields_from_row(quiz),
            changed=False,
            edited_by=user.id,
        )
    )
    audit(user, "quiz.create", quiz.id, title=title)
    db.session.commit()
    return quiz


def new_quiz(user: User | None, title: str, language: str, slug: str | None = None) -> Quiz:
    """Insert a row, with this slug or the title's, or the next free one. Does not commit."""
    row = {
        "title": title,
        "description": "",
        "description_html": "",
        "language": language,
        "visibility": "private",
        "settings": QuizSettings().stored(),
        "owner_id": user.id if user else None,
    }
    quiz = None
    while quiz is None:
        # Nothing is inserted if a concurrent transaction took the slug. By then it has ended, so
        # the next free slug is another one.
        statement = (
            postgresql.insert(Quiz)
            .values(slug=free_slug(slug or suggested(title)), **row)
            .on_conflict_do_nothing(index_elements=[Quiz.slug])
            .returning(Quiz)
        )
        quiz = db.session.scalars(statement).one_or_none()
    return quiz


def copy_shipped(user: User, slug: str, title: str) -> Quiz:
    """Create a private copy that the user owns, of a pack's quiz that is on the front page.

    Anyone may see its keys, since they ship with Popquiz; but not the draft of an admin who is
    editing it. Raises QuizNotFound, also once the quiz belongs to the studio.
    """
    shipped = db.session.scalar(
        select(Quiz).where(
            Quiz.slug == slug, Quiz.origin == ORIGIN, Quiz.visibility == "public", *PRESENT
        )
    )
    if shipped is None:
        raise QuizNotFound(slug=slug)
    return duplicate(user, shipped, title, drafted=False)


def duplicate(user: User, quiz: Quiz, title: str, drafted: bool = True) -> Quiz:
    """Create a private copy that the user owns, of the published quiz and its draft, if any.

    Without the draft unless it is `drafted`. Question rows are immutable, so both quizzes share
    them until one is edited.
    """
    copy = new_quiz(user, title, quiz.language)
    copy.description = quiz.description
    copy.description_html = bounded.run(render, quiz.description)
    copy.settings = quiz.settings
    copy.cover_id = quiz.cover_id
    chosen = db.session.get(ClassList, quiz.class_list_id) if quiz.class_list_id else None
    if chosen and chosen.owner_id == user.id:  # those of others may be used for their quizzes only
        copy.class_list_id = chosen.id
    order = QuizQuestion
    kept = (order.position, order.question_id, order.points, order.seconds, order.notes)
    db.session.execute(
        insert(order).from_select(
            [order.quiz_id, *kept],
            select(literal(copy.id), *kept).where(order.quiz_id == quiz.id),
        )
    )
    draft = db.session.get(QuizDraft, quiz.id) if drafted else None
    if draft:
        _copy_draft(user, draft, copy)
    audit(user, "quiz.duplicate", copy.id, title=title, of=quiz.id)
    db.session.commit()
    return copy


def _copy_draft(user: User, draft: QuizDraft, copy: Quiz) -> None:
    db.session.add(
        QuizDraft(
            quiz_id=copy.id,
            content={**draft.content, "title": copy.title},
            changed=draft.changed,
            edited_by=user.id,
        )
    )
    db.session.flush()
    db.session.execute(
        insert(QuestionDraft).from_select(
            ["id", "quiz_id", "position", "content", "question_id", "origin"],
            select(
                db.func.gen_random_uuid(),
                literal(copy.id),
                QuestionDraft.position,
                QuestionDraft.content,
                QuestionDraft.question_id,
                QuestionDraft.origin,
            ).where(QuestionDraft.quiz_id == draft.quiz_id),
        )
    )


def change_quiz(user: User, quiz: Quiz, changes: dict[str, Any]) -> None:
    """Change the slug or the visibility. Any: values of columns. Raises SlugTaken."""
    news = {name: value for name, value in changes.items() if getattr(quiz, name) != value}
    if not news:
        return
    audit(user, "quiz.change", quiz.id, **news)
    for name, value in news.items():
        setattr(quiz, name, value)
    quiz.revision = Quiz.revision + 1
    try:
        db.session.flush()
    except IntegrityError:
        db.session.rollback()
        raise SlugTaken from None
    db.session.commit()


def set_archived(user: User, quiz: Quiz, archived: bool) -> None:
    """Archive or restore a quiz. An archived one is neither listed nor started; attempts go on."""
    if (quiz.archived_at is not None) == archived:
        return
    quiz.archived_at = datetime.now(UTC) if archived else None
    quiz.revision = Quiz.revision + 1
    audit(user, "quiz.archive" if archived else "quiz.restore", quiz.id, title=quiz.title)
    db.session.commit()
