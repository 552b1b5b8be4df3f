"""What authors comment on answers. Players read it in their result."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field
from sqlalchemy import delete, func
from sqlalchemy.dialects.postgresql import insert

from ..audit import audit
from ..errors.library import QuestionNotFound
from ..models import AnswerComment, Quiz, User, db
from .detail import attempt_numbered

LONGEST = 2_000


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).strip()


CommentText = Annotated[
    str,
    Field(
        max_length=LONGEST,
        pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$",
        description="Plain text; empty: no comment.",
    ),
    AfterValidator(_trimmed),
]


class Comment(BaseModel):
    text: str


def comment(user: User, quiz: Quiz, number: int, question_id: int, text: str) -> Comment:
    """Replace the comment on an answer; an empty text removes it.

    Raises ResultNotFound, or QuestionNotFound if the attempt did not draw the question.
    """
    attempt = attempt_numbered(quiz, number)
    if question_id not in attempt.question_ids:
        raise QuestionNotFound(question=question_id)
    key = {"attempt_id": attempt.id, "question_id": question_id}
    if text:
        new = {"text": text, "written_by": user.id, "written_at": func.now()}
        db.session.execute(
            insert(AnswerComment)
            .values(**key, **new)
            .on_conflict_do_update(index_elements=[*key], set_=new)
        )
    else:
        db.session.execute(delete(AnswerComment).filter_by(**key))
    # Neither the text nor the player, who may be erased.
    audit(user, "answer.comment", quiz.id, characters=len(text))
    db.session.commit()
    return Comment(text=text)
