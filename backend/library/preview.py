"""Show and grade unpublished questions as for players. Stores nothing."""

from random import Random

from ..document.question import QuestionDocument
from ..document.quiz_settings import PLAIN
from ..play.rules.judge import Verdict, feedback_on, others_alone, readings, verdict
from ..play.rules.question_view import QuestionView, view_question
from ..play.rules.records import QuestionKey, QuestionShown
from ..play.rules.score import earned
from ..questions import TYPES, InvalidResponse, Response
from .question_rows import rendered


def preview_question(question: QuestionDocument, seed: int) -> QuestionView:
    """Return the question, arranged as in an attempt with this seed. Raises MediaMissing."""
    content = rendered(question.content())
    shown = QuestionShown(
        id=0,
        type=question.type,
        prompt=content["prompt"],
        prompt_html=content["html"]["prompt"],
        view=content["view"],
        difficulty=content["difficulty"],
    )
    view = view_question(shown, Random(seed), _worth(question))
    if question.hint:  # authors need not ask for their own
        view["hint"] = {"text": question.hint, "html": content["html"]["hint"]}
    return QuestionView.model_validate(view)


def try_out(question: QuestionDocument, response: Response) -> Verdict:
    """Return the verdict on a response. Raises InvalidResponse or MediaMissing."""
    content = rendered(question.content())
    key = QuestionKey(
        type=question.type,
        body=content["body"],
        explanation=content["explanation"],
        explanation_html=content["html"]["explanation"],
        tags=content["tags"],
        feedback_html=content["html"].get("feedback"),
    )
    kind = TYPES[question.type]
    body = kind.stored(key.body)
    _, (meant, credit) = readings(kind, body, response)
    if isinstance(credit, InvalidResponse):
        raise credit
    points = round(earned(_worth(question), credit, PLAIN), 4)
    found = verdict(key, credit, points, meant.model_dump(mode="json"))
    if found.key is None:
        alone = others_alone(key, meant.model_dump(mode="json"))
        return found.model_copy(update={"others": alone})
    feedback = feedback_on(kind, key.feedback_html, meant, kind.shown(body, meant))
    return found.model_copy(update={"key": kind.shown(body, found.key), "feedback": feedback})


def _worth(question: QuestionDocument) -> float:
    return question.points if TYPES[question.type].graded else 0.0
