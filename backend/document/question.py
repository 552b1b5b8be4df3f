"""A question as data: its content as an author wrote it, validated by its type."""

from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from ..errors.questions import NoSuchType, NoText
from ..errors.validation import BodyFaults, faults_of
from ..markdown import described
from ..questions import TYPES
from .storable import as_written, storable

TEXT_LIMIT = 20_000
"""Characters of a prompt or an explanation."""
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def without_edges(markdown: str) -> str:
    """Strip blank lines before and after: they mean nothing, but would make texts differ."""
    lines = markdown.rstrip().split("\n")
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    return "\n".join(lines[first:])


Slug = Annotated[str, Field(pattern=SLUG, max_length=80)]
Markdown = Annotated[str, Field(max_length=TEXT_LIMIT), AfterValidator(without_edges)]
Tag = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9 .+#-]{0,39}$")]


class Source(BaseModel):
    """Where a question comes from, and its licence."""

    model_config = ConfigDict(extra="forbid")

    author: Annotated[str | None, Field(max_length=200)] = None
    licence: Annotated[str | None, Field(max_length=200)] = None
    url: Annotated[str | None, Field(max_length=500, pattern=r"^https?://\S+$")] = None


def _has_text(markdown: str) -> str:
    if not markdown.strip():
        raise NoText
    return markdown


class QuestionContent(BaseModel):
    """A question as an author wrote it, validated by its type; compared to detect changes."""

    model_config = ConfigDict(extra="forbid")

    type: Annotated[str, Field(max_length=40)]
    prompt: Annotated[Markdown, AfterValidator(_has_text), AfterValidator(described)]
    body: Annotated[dict[str, Any], BeforeValidator(storable)]  # Any: the type's own shape
    hint: Annotated[
        Markdown,
        AfterValidator(described),
        Field(description="Shown to players who ask for it."),
    ] = ""
    explanation: Annotated[Markdown, AfterValidator(described)] = ""
    tags: Annotated[list[Tag], Field(max_length=20)] = []
    difficulty: Annotated[int, Field(ge=1, le=3)] = 2

    @model_validator(mode="before")
    @classmethod
    def _storable(cls, data: Any) -> Any:  # Any: what an author wrote
        return storable(data)

    @field_validator("body")
    @classmethod
    def _type_accepts_body(cls, body: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
        name = info.data.get("type")
        if name is None:
            return body  # the invalid type itself is reported
        if name not in TYPES:
            raise NoSuchType(type=name, known=sorted(TYPES))
        try:
            checked: BaseModel = TYPES[name].Body.model_validate(body)
            return checked.model_dump()
        except ValidationError as error:
            raise BodyFaults(faults_of(error)) from None


class QuestionDocument(QuestionContent):
    """One question of a document: its content, its id there, and its points."""

    id: Annotated[Slug, Field(description="Stays the same when the question is edited.")]
    points: Annotated[float, Field(gt=0, le=1000)] = 1
    seconds: Annotated[
        int | None, Field(ge=5, le=3600, description="Its own time limit; null: the quiz's.")
    ] = None
    source: Source = Source()
    proof: dict[str, Any] | None = None  # Any: parsed by cli/verify_code, which runs it

    def content(self) -> QuestionContent:
        """The part that makes it the same question."""
        return QuestionContent.model_construct(
            **{name: getattr(self, name) for name in QuestionContent.model_fields}
        )


OWN_FIELDS = tuple(name for name in QuestionDocument.model_fields if name != "body")
"""The fields that all questions share; in files, the body's fields are next to them."""
BEGIN = ("id", "type", "difficulty", "tags", "points", "seconds")
END = ("hint", "explanation", "source", "proof")


def nested(question: Any) -> Any:  # Any: what an author wrote; the model reports faults
    """Convert a question from the form of files, with the type's fields inline, to the model's."""
    if not isinstance(question, dict):
        return question
    own = {name: question[name] for name in question if name in OWN_FIELDS}
    return {**own, "body": {name: question[name] for name in question if name not in own}}


def flat(question: QuestionDocument) -> dict[str, Any]:  # Any: JSON
    """Convert a question to the form of files. Defaults are left out."""
    own = question.model_dump(include=set(OWN_FIELDS), exclude_defaults=True)
    own = as_written(own)
    begin = {name: own.pop(name) for name in BEGIN if name in own}
    end = {name: own.pop(name) for name in END if name in own}
    return {**begin, "prompt": question.prompt, **body_of(question), **end}


def body_of(question: QuestionDocument) -> dict[str, Any]:  # Any: JSON of the type's body
    """The body without defaults, unless it would then be read differently."""
    model: type[BaseModel] = TYPES[question.type].Body
    body = model.model_validate(question.body)
    short: dict[str, Any] = as_written(body.model_dump(mode="json", exclude_defaults=True))
    try:
        same = model.model_validate(short) == body
    except ValidationError:
        same = False
    return short if same else body.model_dump(mode="json")
