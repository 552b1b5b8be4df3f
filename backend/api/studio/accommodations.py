"""Personal links to a quiz: more time, or no timer, for one player."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from flask import Response
from flask_openapi3 import Tag
from pydantic import AfterValidator, BaseModel, Field

from ...accounts.permissions import quiz_for
from ...library.accommodations import (
    grant_accommodation,
    list_accommodations,
    revoke_accommodation,
)
from ...models import Accommodation, Quiz
from ...names import readable
from ..blueprint import LazyBlueprint
from ..responses import json_answer, no_content
from ..signed_in import signed_in
from .asked import BIGGEST_ID, Asked, QuizPath, reading, writing

api = LazyBlueprint(
    "studio_accommodations",
    __name__,
    url_prefix="/api/studio/quizzes/<int:quiz_id>/accommodations",
    abp_tags=[Tag(name="Studio")],
)
Label = Annotated[
    str,
    Field(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f]*\S[^\x00-\x1f\x7f]*$"),
    AfterValidator(readable),
]
TimeFactor = Annotated[
    float | None, Field(ge=1, le=10, description="Multiplies the time; null: no timer.")
]


class NewAccommodation(Asked):
    label: Annotated[Label, Field(description="Who it is for; players do not see it.")]
    time_factor: TimeFactor = None


class AccommodationView(BaseModel):
    id: int
    label: str
    time_factor: TimeFactor
    link: Annotated[str, Field(description="The path to send to the player.")]
    created_at: datetime


class AccommodationList(BaseModel):
    accommodations: list[AccommodationView]


class AccommodationPath(QuizPath):
    accommodation_id: Annotated[int, Field(ge=1, le=BIGGEST_ID)]


@api.get("", responses={200: AccommodationList, **reading()})
def index(path: QuizPath) -> Response:
    """List a quiz's personal links"""
    quiz = quiz_for(signed_in(), path.quiz_id, "edit")
    found = [_view(quiz, row) for row in list_accommodations(quiz.id)]
    return json_answer(AccommodationList(accommodations=found))


@api.post("", responses={201: AccommodationView, **writing()})
def add(path: QuizPath, body: NewAccommodation) -> Response:
    """Create a personal link"""
    user = signed_in()
    quiz = quiz_for(user, path.quiz_id, "edit")
    row = grant_accommodation(user, quiz, body.label, body.time_factor)
    return json_answer(_view(quiz, row), HTTPStatus.CREATED)


@api.delete("/<int:accommodation_id>", responses={204: None, **reading()})
def remove(path: AccommodationPath) -> Response:
    """Revoke a personal link; attempts that began with it keep their time"""
    user = signed_in()
    quiz = quiz_for(user, path.quiz_id, "edit")
    revoke_accommodation(user, quiz, path.accommodation_id)
    return no_content()


def _view(quiz: Quiz, row: Accommodation) -> AccommodationView:
    return AccommodationView(
        id=row.id,
        label=row.label,
        time_factor=row.time_factor,
        link=f"/quiz/{quiz.slug}?for={row.token}",
        created_at=row.created_at,
    )
