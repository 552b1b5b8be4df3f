"""The users a quiz is shared with."""

from typing import Annotated

from flask import Response
from flask_openapi3 import Tag
from pydantic import Field

from ...accounts.permissions import quiz_for
from ...accounts.shares import MOST, Share, ShareList, list_shares, set_shares
from ..blueprint import LazyBlueprint
from ..responses import json_answer
from ..signed_in import signed_in
from .asked import Asked, QuizPath, reading, writing

api = LazyBlueprint(
    "studio_shares",
    __name__,
    url_prefix="/api/studio/quizzes/<int:quiz_id>/shares",
    abp_tags=[Tag(name="Studio")],
)


class Shares(Asked):
    shares: Annotated[list[Share], Field(max_length=MOST)]


@api.get("", responses={200: ShareList, **reading()})
def index(path: QuizPath) -> Response:
    """List the users a quiz is shared with; for its owner"""
    return json_answer(list_shares(quiz_for(signed_in(), path.quiz_id, "own")))


@api.put("", responses={200: ShareList, **writing()})
def change(path: QuizPath, body: Shares) -> Response:
    """Share a quiz with exactly these users; for its owner"""
    user = signed_in()
    return json_answer(set_shares(user, quiz_for(user, path.quiz_id, "own"), body.shares))
