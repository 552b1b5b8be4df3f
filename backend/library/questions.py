"""Store questions. Rows are immutable: a changed question is a new row that supersedes the old."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ..markdown import render
from ..models import Question
from ..questions import TYPES

TEXT_LIMIT = 20_000


class QuestionDraft(BaseModel):
    """A question as an author wrote it, checked by its type."""

    model_config = ConfigDict(extra="forbid")

    type: str
    prompt: Annotated[str, Field(min_length=1, max_length=TEXT_LIMIT)]
    body: dict[str, Any]  # Any: the type's own shape, validated below
    explanation: Annotated[str, Field(max_length=TEXT_LIMIT)]
    tags: list[Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9 .+#-]{0,39}$")]]
    difficulty: Annotated[int, Field(ge=1, le=3)]

    @model_validator(mode="after")
    def _type_accepts_body(self) -> "QuestionDraft":
        kind = TYPES.get(self.type)
        if kind is None:
            raise ValueError(f"no such type {self.type!r}; there are: {', '.join(sorted(TYPES))}")
        self.body = kind.Body.model_validate(self.body).model_dump()
        return self


def new_question(
    draft: QuestionDraft, source: dict[str, Any], supersedes: Question | None = None
) -> Question:
    """A row, not yet added to the session; its Markdown is rendered here, once."""
    kind = TYPES[draft.type]
    return Question(
        **draft.model_dump(),
        html={"prompt": render(draft.prompt), "explanation": render(draft.explanation)},
        view=kind.view(kind.Body.model_validate(draft.body)).model_dump(),
        source=source,
        supersedes_id=supersedes.id if supersedes else None,
    )


def same_content(question: Question, draft: QuestionDraft, source: dict[str, Any]) -> bool:
    """Whether the stored question says exactly what the draft says."""
    stored = {name: getattr(question, name) for name in QuestionDraft.model_fields}
    return stored == draft.model_dump() and question.source == source
