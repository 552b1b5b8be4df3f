"""How players get to a quiz."""

from flask import Response, current_app
from flask_openapi3 import Tag

from ...accounts.permissions import quiz_for
from ...library.access import QuizAccess, quiz_access
from ..blueprint import LazyBlueprint
from ..responses import json_answer
from ..signed_in import signed_in
from .asked import QuizPath, reading

api = LazyBlueprint(
    "studio_access",
    __name__,
    url_prefix="/api/studio/quizzes/<int:quiz_id>/access",
    abp_tags=[Tag(name="Studio")],
)


@api.get("", responses={200: QuizAccess, **reading()})
def show(path: QuizPath) -> Response:
    """Show the access code, the opening times, and the sites that may embed the quiz"""
    quiz = quiz_for(signed_in(), path.quiz_id, "view")
    return json_answer(quiz_access(quiz, current_app.config["FRAME_ANCESTORS"]))
