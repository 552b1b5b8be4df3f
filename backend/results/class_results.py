"""A class list over several quizzes: the best finished attempt of each member at each quiz."""

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import BaseModel, Field
from sqlalchemy import ARRAY, Text, bindparam, func, select
from sqlalchemy.dialects.postgresql import distinct_on

from ..models import Attempt, ClassList, Quiz, User, db
from .player import seen_by
from .table import Cell, Table

MOST_QUIZZES = 100
"""Only the newest: a wider table cannot be read."""


class ClassQuiz(BaseModel):
    """A quiz that uses the list, or that one of its members played."""

    id: int
    title: str
    played: Annotated[int, Field(description="Members who finished it.")]
    average: Annotated[float | None, Field(description="Of their shares of the maximum, 0 to 1.")]


class MemberScore(BaseModel):
    """The best finished attempt of a member at a quiz, or the newest if none is finished."""

    number: Annotated[int, Field(description="The attempt's number.")]
    score: Annotated[float | None, Field(description="Null: it is in progress.")]
    max_score: float


class Member(BaseModel):
    name: str
    played: Annotated[int, Field(description="Quizzes that the member finished.")]
    average: Annotated[float | None, Field(description="Of the shares of the maximum, 0 to 1.")]
    scores: Annotated[
        list[MemberScore | None],
        Field(description="One for each of `quizzes`; null: not played yet."),
    ]


class ClassResults(BaseModel):
    """Members in the order of the list, quizzes newest first."""

    title: str
    quizzes: list[ClassQuiz]
    left_out: Annotated[bool, Field(description=f"Whether there are more than {MOST_QUIZZES}.")]
    members: list[Member]


def class_results(user: User, listed: ClassList) -> ClassResults:
    """Return the table of one of the user's lists, over the quizzes that the user may view.

    Attempts are a member's by their name, typed or chosen; case does not matter, as for one player.
    """
    best = _best(user, listed)
    quizzes = _quizzes(user, listed, {row.quiz_id for row in best})
    shown = quizzes[:MOST_QUIZZES]
    scores = {(row.place, row.quiz_id): row for row in best}
    members = [
        _member(name, [scores.get((place, quiz.id)) for quiz in shown])
        for place, name in enumerate(listed.names, start=1)
    ]
    return ClassResults(
        title=listed.title,
        quizzes=[_quiz(quiz, [one.scores[at] for one in members]) for at, quiz in enumerate(shown)],
        left_out=len(quizzes) > len(shown),
        members=members,
    )


def class_table(user: User, listed: ClassList) -> Table:
    """One row per member; per quiz the score and the maximum, blank if it is not finished."""
    found = class_results(user, listed)
    header = ["Player", "Quizzes played", "Average (%)"]
    for quiz in found.quizzes:
        header += [quiz.title, f"{quiz.title}: out of"]
    return Table(header, iter([_cells(one) for one in found.members]), len(found.members))


def _cells(member: Member) -> list[Cell]:
    share = None if member.average is None else round(100 * member.average, 1)
    cells: list[Cell] = [member.name, member.played, share]
    for one in member.scores:
        finished = one is not None and one.score is not None
        cells += [one.score, one.max_score] if one and finished else [None, None]
    return cells


def _best(user: User, listed: ClassList) -> Sequence[Any]:  # Any: place, quiz_id, number, scores
    """One row for each member and quiz with an attempt; `place` is that in the list, from 1."""
    names = bindparam("names", listed.names, type_=ARRAY(Text))
    member = func.unnest(names).table_valued("name", with_ordinality="place").render_derived()
    key = (member.c.place, Attempt.quiz_id)
    share = Attempt.score / func.nullif(Attempt.max_score, 0)
    return db.session.execute(
        select(*key, Attempt.number, Attempt.score, Attempt.max_score, Attempt.finished_at)
        .ext(distinct_on(*key))
        .join_from(Attempt, Quiz)
        .join(member, func.lower(member.c.name) == func.lower(Attempt.player_name))
        .where(seen_by(user))
        .order_by(
            *key,
            Attempt.finished_at.is_(None),
            share.desc().nulls_last(),
            Attempt.number.desc(),
        )
    ).all()


def _quizzes(user: User, listed: ClassList, played: set[int]) -> Sequence[Any]:  # Any: id, title
    """Those that use the list or were played by a member, newest first; one more than shown."""
    return db.session.execute(
        select(Quiz.id, Quiz.title)
        .where(seen_by(user), (Quiz.class_list_id == listed.id) | Quiz.id.in_(played))
        .order_by(Quiz.id.desc())
        .limit(MOST_QUIZZES + 1)
    ).all()


def _member(name: str, rows: list[Any]) -> Member:  # Any: rows of `_best`, or None
    scores = [
        MemberScore(
            number=row.number,
            score=row.score if row.finished_at else None,
            max_score=row.max_score,
        )
        if row
        else None
        for row in rows
    ]
    played, average = _average(scores)
    return Member(name=name, played=played, average=average, scores=scores)


def _quiz(row: Any, scores: list[MemberScore | None]) -> ClassQuiz:  # Any: id, title
    played, average = _average(scores)
    return ClassQuiz(id=row.id, title=row.title, played=played, average=average)


def _average(scores: list[MemberScore | None]) -> tuple[int, float | None]:
    """How many are finished, and the mean share of those that could earn points."""
    finished = [one for one in scores if one and one.score is not None]
    shares = [(one.score or 0) / one.max_score for one in finished if one.max_score > 0]
    return len(finished), sum(shares) / len(shares) if shares else None
