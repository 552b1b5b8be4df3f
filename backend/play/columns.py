"""The columns of a question, told apart by who may see them when."""

from ..models import Question

SHOWN = (
    Question.id,
    Question.type,
    Question.prompt,
    Question.html["prompt"].astext.label("prompt_html"),
    Question.view,
    Question.difficulty,
)
"""The columns of a question that players may see. The key is in none of them."""

REVEALED = (
    Question.body,
    Question.explanation,
    Question.html["explanation"].astext.label("explanation_html"),
    Question.tags,
)
"""The columns that a verdict tells, or is made from."""
