"""The bank: the questions of all quizzes that a user may see, as their editor shows them.

A quiz with a draft has its drafted questions in it, any other one its published questions.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, NamedTuple
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import (
    CTE,
    Select,
    Text,
    and_,
    cast,
    exists,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
    tuple_,
    union_all,
)

from ...document.timestamp import read_timestamp
from ...errors.requests import WrongPageKey, refused
from ...models import Question, QuestionDraft, Quiz, QuizDraft, QuizQuestion, QuizShare, User, db
from ..drafts.content import Content, content_from_row
from ..drafts.draft import Origin
from ..words import drafts_with, query_of, questions_with

Show = Literal["all", "mine", "shared"]
MOST_TAGS = 200
ANY_TIME = datetime(1970, 1, 1, tzinfo=UTC)


class BankQuestion(BaseModel):
    """A question of a quiz, key included."""

    quiz_id: int
    quiz: Annotated[str, Field(description="The quiz's title, as drafted.")]
    may: Annotated[str, Field(description="What you may do with the quiz.")]
    draft_id: Annotated[
        UUID | None, Field(description="Its id in the draft; null: the quiz has no draft.")
    ]
    question_id: Annotated[int | None, Field(description="The published question it began as.")]
    version: Annotated[int, Field(description="Send it with a change; 0 without a draft.")]
    content: Content
    origin: Origin | None
    edited_at: datetime


class BankPage(BaseModel):
    questions: list[BankQuestion]
    next: Annotated[
        str | None, Field(description="Pass it as `after` for the following page; null at the end.")
    ]


class TagList(BaseModel):
    tags: Annotated[list[str], Field(description=f"The {MOST_TAGS} most frequent ones, by name.")]


class Wanted(NamedTuple):
    """Which questions."""

    show: Show = "all"
    search: str | None = None
    """Beginnings of words."""
    type: str | None = None
    tag: str | None = None
    difficulty: int | None = None
    quiz_id: int | None = None
    """Of this quiz only, in its order; else the question changed last comes first."""


class Place(NamedTuple):
    """Where a question is."""

    quiz_id: int
    draft_id: UUID | None
    question_id: int | None


def list_bank(user: User, wanted: Wanted, after: str | None, limit: int) -> BankPage:
    """List at most `limit` questions after the key `after`. Raises InvalidRequest for a bad key."""
    query = query_of(wanted.search) if wanted.search else None
    if wanted.search and query is None:
        return BankPage(questions=[], next=None)
    places = _places(user, wanted, query)
    if after is not None:
        places = places.where(tuple_(*_order(places, wanted)) < tuple_(*_key(after)))
    order = [column.desc() for column in _order(places, wanted)]
    rows = db.session.execute(places.order_by(*order).limit(limit + 1)).all()
    more = len(rows) > limit
    found = [Place(row.quiz_id, row.draft_id, row.question_id) for row in rows[:limit]]
    return BankPage(
        questions=entries(user, found), next=_key_of(rows[limit - 1], wanted) if more else None
    )


def list_tags(user: User) -> TagList:
    """The tags of all questions in the user's bank."""
    reach = _reach(user, Wanted())
    drafted = select(
        func.jsonb_array_elements_text(
            func.jsonb_path_query_array(QuestionDraft.content, '$.tags[*] ? (@.type() == "string")')
        ).label("tag")
    ).join(reach, reach.c.id == QuestionDraft.quiz_id)
    published = (
        select(func.unnest(Question.tags).label("tag"))
        .join(QuizQuestion, QuizQuestion.question_id == Question.id)
        .join(reach, reach.c.id == QuizQuestion.quiz_id)
        .where(~reach.c.drafted)
    )
    tags = union_all(drafted, published).subquery()
    most = (
        select(tags.c.tag)
        .group_by(tags.c.tag)
        .order_by(func.count().desc(), tags.c.tag)
        .limit(MOST_TAGS)
    )
    return TagList(tags=sorted(db.session.scalars(most)))


def entries(user: User, places: Sequence[Place]) -> list[BankQuestion]:
    """Load these questions, in this order; those that are gone are left out."""
    quizzes = _quizzes(user, {place.quiz_id for place in places})
    drafts = {
        row.id: row
        for row in db.session.scalars(
            select(QuestionDraft)
            .where(QuestionDraft.id.in_([place.draft_id for place in places if place.draft_id]))
            .execution_options(populate_existing=True)
        )
    }
    published = _published(place for place in places if not place.draft_id)
    found = []
    for place in places:
        title, may = quizzes[place.quiz_id]
        named = {"quiz_id": place.quiz_id, "quiz": title, "may": may}
        draft = drafts.get(place.draft_id) if place.draft_id else None
        if draft is not None:
            found.append(_drafted_entry(draft, named))
        elif place in published:
            found.append(_published_entry(*published[place], named))
    return found


def _drafted_entry(row: QuestionDraft, named: dict[str, Any]) -> BankQuestion:  # Any: fields
    return BankQuestion.model_construct(
        **named,
        draft_id=row.id,
        question_id=row.question_id,
        version=row.version,
        content=row.content,
        origin=Origin.of(row.origin),
        edited_at=row.edited_at,
    )


def _published_entry(
    row: Question,
    place: QuizQuestion,
    named: dict[str, Any],  # Any: fields
) -> BankQuestion:
    return BankQuestion.model_construct(
        **named,
        draft_id=None,
        question_id=row.id,
        version=0,
        content=content_from_row(row, place),
        origin=Origin.of(row.source.get("origin")),
        edited_at=row.created_at,
    )


def _published(places: Iterable[Place]) -> dict[Place, tuple[Question, QuizQuestion]]:
    pairs = [(place.quiz_id, place.question_id) for place in places]
    rows = db.session.execute(
        select(Question, QuizQuestion)
        .join(QuizQuestion, QuizQuestion.question_id == Question.id)
        .where(tuple_(QuizQuestion.quiz_id, QuizQuestion.question_id).in_(pairs))
    )
    return {
        Place(row.QuizQuestion.quiz_id, None, row.Question.id): (row.Question, row.QuizQuestion)
        for row in rows
    }


TITLE = func.coalesce(QuizDraft.content["title"].astext, Quiz.title)


def _quizzes(user: User, ids: set[int]) -> dict[int, tuple[str, str]]:
    """Title, and what the user may do, of each quiz."""
    rows = db.session.execute(
        select(Quiz.id, Quiz.owner_id, TITLE.label("title"), QuizShare.may)
        .outerjoin(QuizDraft, QuizDraft.quiz_id == Quiz.id)
        .outerjoin(QuizShare, and_(QuizShare.quiz_id == Quiz.id, QuizShare.user_id == user.id))
        .where(Quiz.id.in_(ids))
    )
    return {
        row.id: (
            row.title,
            "own" if user.role == "admin" or row.owner_id == user.id else row.may,
        )
        for row in rows
    }


def _reach(user: User, wanted: Wanted) -> CTE:
    """The quizzes whose questions are wanted, and whether each has a draft.

    Admins may see all quizzes, but theirs are enough here: those of others, one at a time.
    """
    mine = Quiz.owner_id == user.id
    shared = exists().where(QuizShare.quiz_id == Quiz.id, QuizShare.user_id == user.id)
    admin = user.role == "admin"
    every = or_(mine, shared, Quiz.owner_id.is_(None) if admin else false())
    reach = {"all": true() if admin and wanted.quiz_id else every, "mine": mine, "shared": shared}
    drafted = exists().where(QuizDraft.quiz_id == Quiz.id)
    query = select(Quiz.id, drafted.label("drafted")).where(
        reach[wanted.show], Quiz.deleted_at.is_(None)
    )
    if wanted.quiz_id is not None:
        query = query.where(Quiz.id == wanted.quiz_id)
    return query.cte("reach")


def _places(user: User, wanted: Wanted, query: str | None) -> Select[*tuple[Any, ...]]:
    """Place and order of each question that is wanted. Any: the columns."""
    reach = _reach(user, wanted)
    drafted = select(
        QuestionDraft.quiz_id,
        QuestionDraft.id.label("draft_id"),
        QuestionDraft.question_id,
        (-QuestionDraft.position).label("backwards"),
        QuestionDraft.edited_at,
        cast(QuestionDraft.id, Text).label("ref"),
    ).join(reach, reach.c.id == QuestionDraft.quiz_id)
    published = (
        select(
            QuizQuestion.quiz_id,
            null().label("draft_id"),
            Question.id.label("question_id"),
            (-QuizQuestion.position).label("backwards"),
            Question.created_at.label("edited_at"),
            cast(Question.id, Text).label("ref"),
        )
        .join(QuizQuestion, QuizQuestion.question_id == Question.id)
        .join(reach, reach.c.id == QuizQuestion.quiz_id)
        .where(~reach.c.drafted)
    )
    content = QuestionDraft.content
    if wanted.type is not None:
        drafted = drafted.where(content["type"].astext == wanted.type)
        published = published.where(Question.type == wanted.type)
    if wanted.tag is not None:
        drafted = drafted.where(content.contains({"tags": [wanted.tag]}))
        published = published.where(Question.tags.contains([wanted.tag]))
    if wanted.difficulty is not None:
        drafted = drafted.where(content.contains({"difficulty": wanted.difficulty}))
        published = published.where(Question.difficulty == wanted.difficulty)
    if query is not None:
        drafts, questions = drafts_with(query), questions_with(query)
        drafted = drafted.join(drafts, drafts.c.id == QuestionDraft.id)
        published = published.join(questions, questions.c.id == Question.id)
    return select(union_all(drafted, published).subquery("places"))


def _order(places: Select[*tuple[Any, ...]], wanted: Wanted) -> list[Any]:  # Any: columns
    """All descending."""
    columns = places.selected_columns
    at = literal(ANY_TIME) if wanted.quiz_id is not None else columns.edited_at
    return [at, columns.quiz_id, columns.backwards, columns.ref]


def _key_of(row: Any, wanted: Wanted) -> str:  # Any: a row of _places
    at = ANY_TIME if wanted.quiz_id is not None else row.edited_at
    return "~".join([at.isoformat(), str(row.quiz_id), repr(float(row.backwards)), row.ref])


def _key(after: str) -> tuple[datetime, int, float, str]:
    try:
        at, quiz_id, backwards, ref = after.split("~")
        key = read_timestamp(at), int(quiz_id), float(backwards), ref
    except ValueError:
        raise refused("after", WrongPageKey()) from None
    if not 0 < key[1] < 2**63:
        raise refused("after", WrongPageKey())
    return key
