"""Labels: words that each user sorts quizzes by. No one else sees them."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field
from sqlalchemy import delete, func, select

from ..models import Quiz, QuizLabel, User, db
from ..names import clean_name

MOST = 10
"""Labels of one quiz."""
MOST_LISTED = 200

Label = Annotated[str, Field(min_length=1, max_length=60), AfterValidator(clean_name)]


class LabelCount(BaseModel):
    label: str
    quizzes: int


class LabelList(BaseModel):
    labels: list[LabelCount]


def set_labels(user: User, quiz: Quiz, labels: list[str]) -> None:
    """Give the quiz exactly these labels of the user's."""
    db.session.execute(
        delete(QuizLabel).where(QuizLabel.user_id == user.id, QuizLabel.quiz_id == quiz.id)
    )
    db.session.add_all(
        QuizLabel(user_id=user.id, quiz_id=quiz.id, label=label) for label in dict.fromkeys(labels)
    )
    db.session.commit()


def list_labels(user: User) -> LabelList:
    """The user's labels by name, at most MOST_LISTED, with how many quizzes have each."""
    rows = db.session.execute(
        select(QuizLabel.label, func.count().label("quizzes"))
        .join(Quiz, Quiz.id == QuizLabel.quiz_id)
        .where(QuizLabel.user_id == user.id, Quiz.deleted_at.is_(None))
        .group_by(QuizLabel.label)
        .order_by(func.lower(QuizLabel.label), QuizLabel.label)
        .limit(MOST_LISTED)
    )
    return LabelList(labels=[LabelCount(label=row.label, quizzes=row.quizzes) for row in rows])
