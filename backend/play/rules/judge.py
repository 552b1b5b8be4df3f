"""Judge a response: whether it is in time, its credit, and the verdict with the correct answer."""

from datetime import datetime
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, Field

from ...errors import Problem
from ...errors.play import AttemptFinished, AttemptTimeUp, QuestionComesLater, QuestionTimeUp
from ...errors.responses import InvalidResponse, ResponseOfOtherType
from ...questions import TYPES, QuestionType, Response
from .others import Others, shown
from .records import QuestionKey
from .tally import Tally
from .times import Times


class Verdict(BaseModel):
    """How a response was judged, and the correct answer."""

    credit: Annotated[float, Field(ge=0, le=1, description="0 is wrong, 1 is right.")]
    points: Annotated[
        float, Field(description="Credit times the question's points, adjusted by the rules.")
    ]
    key: Annotated[
        Response | None,
        Field(description="The response that earns full credit; null for an ungraded question."),
    ]
    parts: Annotated[
        dict[str, float] | None,
        Field(description="Credit of each part by name; null if the response has no parts."),
    ]
    feedback: Annotated[
        dict[str, str],
        Field(
            description="Sanitised HTML on what the player picked: by the id of a choice, by `true`"
            " or `false`, or by a gap's name, a space and the id of its choice."
        ),
    ] = {}
    explanation: Annotated[str, Field(description="Markdown source.")]
    explanation_html: str
    tags: list[str]
    wat: Annotated[bool, Field(description="Whether the question is marked as a surprise.")]
    others: Annotated[
        Others | None,
        Field(description="What players answered; null unless it is a poll or a word cloud."),
    ] = None


# Any: each type has its own models.
def credit_of(
    kind: QuestionType[Any, Any], body: BaseModel, response: Response
) -> float | InvalidResponse:
    """Return the credit (0 to 1), or the error in the response.

    The error is not raised, since AttemptNotFound takes precedence.
    """
    if not isinstance(response, kind.Response):
        return ResponseOfOtherType(type=kind.name, fields=[*kind.Response.model_fields])
    try:
        return kind.grade(body, response)
    except InvalidResponse as fault:
        return fault


def refusal(times: Times, place: int, finished_at: datetime | None) -> Problem | None:
    """Return why this question cannot be answered now; None if it can. `place` is its index."""
    if finished_at is not None:
        return AttemptFinished()
    if not times.asked(place):
        return QuestionComesLater()
    if times.over():
        return AttemptTimeUp()
    if times.closed(place):
        return QuestionTimeUp()
    return None


class Judged(NamedTuple):
    """A response with the author's ids, as it is stored, and its credit or the error in it."""

    response: Response
    credit: float | InvalidResponse


# Any: each type has its own models.
def readings(
    kind: QuestionType[Any, Any], body: BaseModel, sent: Response
) -> tuple[Judged, Judged]:
    """Judge what a player sent by the author's ids and by opaque ones, in this order.

    The attempt decides which reading counts. They differ only if the response has ids; then at most
    one of them has a credit.
    """
    own = Judged(sent, credit_of(kind, body, sent))
    if not isinstance(sent, kind.Response):
        return own, own
    try:
        meant = kind.meant(body, sent)
    except InvalidResponse as fault:
        return own, Judged(sent, fault)
    return own, own if meant == sent else Judged(meant, credit_of(kind, body, meant))


def as_shown(key: QuestionKey, response: Any) -> Any:  # Any: the JSON of a response
    """Return a stored response to this question with opaque ids."""
    kind = TYPES[key.type]
    body = kind.stored(key.body)
    return kind.shown(body, kind.Response.model_validate(response)).model_dump(mode="json")


# Any: each type has its own models.
def feedback_on(
    kind: QuestionType[Any, Any],
    feedback: dict[str, str] | None,
    given: Response,
    shown: Response | None = None,
) -> dict[str, str]:
    """Return the feedback on what the response picks; by the ids of `shown`, if those differ."""
    if not feedback:
        return {}
    names = zip(kind.picked(given), kind.picked(shown or given), strict=True)
    return {name: feedback[own] for own, name in names if own in feedback}


# Any: the JSON of a response.
def carried(old: QuestionKey, new: QuestionKey, response: Any) -> Response:
    """Return a stored response to one edition of a question as one to another edition."""
    kind = TYPES[old.type]
    given = kind.Response.model_validate(response)
    found: Response = kind.carried(kind.stored(old.body), kind.stored(new.body), given)
    return found


# Any: the JSON of a stored response.
def others_alone(key: QuestionKey, response: Any) -> Others:
    """Return what the only player of a poll sees, with opaque ids."""
    kind = TYPES[key.type]
    body = kind.stored(key.body)
    tally = Tally(kind, body)
    tally.add(kind.Response.model_validate(response))
    return shown(tally, body, opaque_ids=True)


# Any: the JSON of a response.
def verdict(key: QuestionKey, credit: float, points: float, response: Any = None) -> Verdict:
    """Return the verdict on a response that earned this credit, or on a missing response (None)."""
    kind = TYPES[key.type]
    body = kind.stored(key.body)
    given = None if response is None else kind.Response.model_validate(response)
    return Verdict.model_construct(
        credit=credit,
        points=points,
        key=kind.key(body),
        parts=given and kind.parts(body, given),
        feedback=feedback_on(kind, key.feedback_html, given) if given else {},
        explanation=key.explanation,
        explanation_html=key.explanation_html,
        tags=key.tags,
        wat="wat" in key.tags,
    )
