"""What authors type to find questions, as a query of the indexes of words."""

import re

from sqlalchemy import ColumnElement, literal_column, select, union
from sqlalchemy.sql.selectable import CTE, CompoundSelect

from ..models import Question, QuestionDraft, QuizQuestion, db
from ..models.draft import DRAFT_WORDS
from ..models.question import QUESTION_WORDS

SEPARATOR = re.compile(r"[\W_]+")
MOST = 10
"""Words of a query; more are ignored."""


def query_of(text: str) -> str | None:
    """The query: each word begins a word of the question. None: there is no word in the text."""
    words = [word for word in SEPARATOR.split(text) if word][:MOST]
    return " & ".join(f"{word}:*" for word in words) or None


def drafts_with(query: str) -> CTE:
    """The ids of all drafted questions with these words. Materialized, so that the index is used.

    Without it, PostgreSQL may read all questions of an author and take their words apart again.
    """
    found = select(QuestionDraft.id).where(_matches(DRAFT_WORDS, query))
    return found.cte("drafts_with_words").prefix_with("MATERIALIZED")


def questions_with(query: str) -> CTE:
    """The ids of all questions, of any edition, with these words."""
    found = select(Question.id).where(_matches(QUESTION_WORDS, query))
    return found.cte("questions_with_words").prefix_with("MATERIALIZED")


def quizzes_with(query: str) -> CompoundSelect[int]:
    """The ids of all quizzes, drafted or published, with a question that has these words."""
    drafts, questions = drafts_with(query), questions_with(query)
    drafted = select(QuestionDraft.quiz_id).join(drafts, drafts.c.id == QuestionDraft.id)
    published = select(QuizQuestion.quiz_id).join(
        questions, questions.c.id == QuizQuestion.question_id
    )
    return union(drafted, published)


def _matches(words: str, query: str) -> ColumnElement[bool]:
    return literal_column(words).op("@@")(db.func.to_tsquery("simple", query))
