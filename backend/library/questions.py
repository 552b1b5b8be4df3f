"""Store questions. Rows are immutable: a changed question is a new row that supersedes the old."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from ..errors import MediaMissing
from ..markdown import MediaFacts, described, knowing, render
from ..models import Question
from ..questions import TYPES
from .media import facts_of
from .named_media import named

TEXT_LIMIT = 20_000


class QuestionDraft(BaseModel):
    """A question as an author wrote it, checked by its type."""

    model_config = ConfigDict(extra="forbid")

    type: str
    prompt: Annotated[str, Field(min_length=1, max_length=TEXT_LIMIT), AfterValidator(described)]
    body: dict[str, Any]  # Any: the type's own shape, validated below
    explanation: Annotated[str, Field(max_length=TEXT_LIMIT), AfterValidator(described)]
    tags: list[Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9 .+#-]{0,39}$")]]
    difficulty: Annotated[int, Field(ge=1, le=3)]

    @model_validator(mode="after")
    def _type_accepts_body(self) -> "QuestionDraft":
        kind = TYPES.get(self.type)
        if kind is None:
            raise ValueError(f"no such type {self.type!r}; there are: {', '.join(sorted(TYPES))}")
        self.body = kind.Body.model_validate(self.body).model_dump()
        return self


def media_of(draft: QuestionDraft) -> dict[str, MediaFacts]:
    """What is known of the images and sounds that the draft names, by id."""
    ids = named(draft.model_dump())
    return facts_of(ids) if ids else {}


def media_faults(draft: QuestionDraft, media: dict[str, MediaFacts]) -> list[str]:
    """What is wrong with the images and sounds that the draft names, one sentence each."""
    missing = sorted(named(draft.model_dump()) - set(media))
    sounds = sorted(name for name in named(draft.body) & set(media) if media[name].is_sound)
    return [
        *(f"There is no image or sound {name!r}: upload it first." for name in missing),
        *(
            f"{name!r} is a sound: it can stand in the prompt or in the explanation."
            for name in sounds
        ),
    ]


def new_question(
    draft: QuestionDraft, source: dict[str, Any], supersedes: Question | None = None
) -> Question:
    """A row, not yet added to the session; its Markdown is rendered here, once.

    Raises MediaMissing.
    """
    media = media_of(draft)
    for fault in media_faults(draft, media):
        raise MediaMissing(fault)
    kind = TYPES[draft.type]
    stored = _as_stored(draft, media)
    with knowing(media):
        html = {"prompt": render(draft.prompt), "explanation": render(draft.explanation)}
        view = kind.view(kind.Body.model_validate(stored["body"])).model_dump()
    return Question(
        **stored,
        html=html,
        view=view,
        source=source,
        supersedes_id=supersedes.id if supersedes else None,
    )


def same_content(question: Question, draft: QuestionDraft, source: dict[str, Any]) -> bool:
    """Whether the stored question says exactly what the draft says."""
    stored = {name: getattr(question, name) for name in QuestionDraft.model_fields}
    return stored == _as_stored(draft, media_of(draft)) and question.source == source


def _as_stored(draft: QuestionDraft, media: dict[str, MediaFacts]) -> dict[str, Any]:
    """The columns of a question. Its body is complete: the type knows its media."""
    kind = TYPES[draft.type]
    body = kind.with_media(kind.Body.model_validate(draft.body), media)
    return {**draft.model_dump(), "body": body.model_dump()}
