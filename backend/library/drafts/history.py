"""The history of a question: the rows that it superseded."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import exists, literal, or_, select
from sqlalchemy.orm import aliased

from ...errors.library import EditionNotFound, QuestionNotFound
from ...models import AuditEntry, Question, QuestionDraft, Quiz, QuizQuestion, User, db
from .content import Content, content_from_row
from .draft import QuestionDraftView, committed_view, lock_draft, touch
from .questions import drafted_question, insert_question, replace_content

LONGEST = 100
"""Maximum rows of a history; older ones are left out."""


class Edition(BaseModel):
    """One version of a question, published at `created_at`."""

    question_id: int
    created_at: datetime
    published_by: Annotated[
        str | None, Field(description="A name. Null: a pack, a file, or unknown.")
    ]
    content: Content


class History(BaseModel):
    editions: Annotated[list[Edition], Field(description="The newest first.")]


def history(quiz: Quiz, question_id: int) -> History:
    """Return a question's editions, itself included. Raises QuestionNotFound.

    The question must be in the quiz or in its draft.
    """
    place = _place(quiz, question_id)
    editions = [
        Edition.model_construct(
            question_id=question.id,
            created_at=question.created_at,
            published_by=publisher,
            content=content_from_row(question, place),
        )
        for question, publisher in _chain(quiz, question_id)
    ]
    if not editions:
        raise QuestionNotFound(question=question_id)
    return History(editions=editions)


def restore(
    user: User, quiz: Quiz, question_id: int, into: UUID | None, version: int | None
) -> QuestionDraftView:
    """Restore an edition in the draft: into one of its questions, or as a new one.

    Raises QuestionNotFound, EditionNotFound, or ChangedMeanwhile if the question's version differs.
    """
    draft = lock_draft(quiz)
    if into is None:
        chain = _chain(quiz, question_id)
        if not chain:
            raise QuestionNotFound(question=question_id)
        old, _publisher = chain[0]
        content = content_from_row(old, _place(quiz, question_id))
        question = insert_question(
            quiz, user, content, question_id=old.id, origin=old.source.get("origin")
        )
    else:
        question = drafted_question(quiz, into)
        old = _older(quiz, question, question_id)
        content = content_from_row(old, _place(quiz, question.question_id or 0))
        content["id"] = question.content.get("id")
        replace_content(question, user, version or 0, content)
    touch(draft, user)
    return committed_view(question, user.name)


def _older(quiz: Quiz, question: QuestionDraft, question_id: int) -> Question:
    """Find the row with this id among the editions of the draft's question."""
    for old, _publisher in _chain(quiz, question.question_id or 0):
        if old.id == question_id:
            return old
    raise EditionNotFound


def _place(quiz: Quiz, question_id: int) -> QuizQuestion | None:
    """What the quiz keeps of its current edition, such as its points."""
    return db.session.scalars(
        select(QuizQuestion)
        .where(QuizQuestion.quiz_id == quiz.id, QuizQuestion.question_id == question_id)
        .limit(1)
    ).one_or_none()


def _chain(quiz: Quiz, question_id: int) -> list[tuple[Question, str | None]]:
    """The rows from this one backwards, with the publisher of each.

    Empty if it is neither in the quiz nor in its draft: other quizzes' questions stay hidden.
    """
    in_quiz = exists().where(
        QuizQuestion.quiz_id == quiz.id, QuizQuestion.question_id == question_id
    )
    in_draft = exists().where(
        QuestionDraft.quiz_id == quiz.id, QuestionDraft.question_id == question_id
    )
    chain = (
        select(Question.id, Question.supersedes_id, literal(1).label("age"))
        .where(Question.id == question_id, or_(in_quiz, in_draft))
        .cte("chain", recursive=True)
    )
    older = aliased(Question)
    chain = chain.union_all(
        select(older.id, older.supersedes_id, chain.c.age + 1).where(
            older.id == chain.c.supersedes_id, chain.c.age < LONGEST
        )
    )
    # now() is the start of the transaction, so rows stored together have the same time.
    # The name only: an entry's `actor` contains the address, which viewers must not see.
    publisher = (
        select(User.name)
        .join(AuditEntry, AuditEntry.user_id == User.id)
        .where(AuditEntry.action == "quiz.publish", AuditEntry.at == Question.created_at)
        .limit(1)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Question, publisher.label("publisher"))
        .join(chain, chain.c.id == Question.id)
        .order_by(chain.c.age)
    )
    return [(row.Question, row.publisher) for row in rows]
