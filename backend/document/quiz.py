"""A quiz as data: the one model behind packs, files and drafts."""

from collections import Counter
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from ..errors.questions import SameQuestionId
from ..names import readable
from .question import QuestionDocument, Slug, Source, without_edges
from .quiz_settings import DRAW_ONCE, QUESTIONS_LIMIT, QuizSettings
from .storable import storable

Title = Annotated[
    str,
    Field(min_length=1, max_length=120, pattern=r"^[^\x00-\x1f\x7f]*[^\s][^\x00-\x1f\x7f]*$"),
    AfterValidator(readable),
]
Description = Annotated[str, Field(max_length=2000), AfterValidator(without_edges)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)]


class QuizDocument(BaseModel):
    """A quiz and its questions."""

    model_config = ConfigDict(extra="forbid")

    version: Annotated[
        Literal[1, 2],
        Field(
            description="The version of this format. In version 1, which files without a version"
            f" have, `settings.draw` is {DRAW_ONCE} by default; in version 2 it is all."
        ),
    ] = 2
    slug: Annotated[Slug | None, Field(description="The quiz's name in URLs.")] = None
    title: Title
    description: Annotated[Description, Field(description="Markdown.")] = ""
    language: Annotated[Language, Field(description="BCP 47 tag.")] = "en"
    settings: QuizSettings = QuizSettings()
    source: Annotated[Source, Field(description="Of all questions without one.")] = Source()
    questions: Annotated[list[QuestionDocument], Field(max_length=QUESTIONS_LIMIT)] = []

    @model_validator(mode="before")
    @classmethod
    def _storable(cls, data: Any) -> Any:  # Any: what an author wrote
        return _newest(storable(data))

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        counts = Counter(question.id for question in self.questions)
        twice = [question_id for question_id, count in counts.items() if count > 1]
        if twice:
            raise SameQuestionId(id=twice[0])
        return self


def _newest(data: Any) -> Any:  # Any: what an author wrote
    """The same quiz in the newest version of the format."""
    if not (isinstance(data, dict) and data.get("version") == 1):
        return data
    settings = data.get("settings", {})
    if isinstance(settings, dict):
        settings = {"draw": DRAW_ONCE, **settings}
    return {**data, "version": 2, "settings": settings}


def quiz_fields(document: QuizDocument) -> dict[str, Any]:  # Any: JSON
    """Everything but the questions. Defaults are left out, except the version."""
    own = document.model_dump(mode="json", exclude={"questions", "version"}, exclude_defaults=True)
    return {"version": document.version, **own}
