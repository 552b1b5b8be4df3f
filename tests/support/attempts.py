"""Attempts played to their end through the API, for tests of their results."""

from typing import Any

from tests.support.api import Api
from tests.support.shown import as_shown

Json = Any  # whatever the API answers


def play(api: Api, slug: str, responses: dict[str, Json], name: str | None = None) -> Json:
    """Play a quiz to its end, with a response for each prompt; a missing one is no answer."""
    attempt = api.start(slug)
    for question in attempt["questions"]:
        if question["prompt"] in responses:
            response = as_shown(question, responses[question["prompt"]])
            body = {"question": question["id"], "response": response}
            api.post(f"/attempts/{attempt['id']}/answers", body)
    return api.finish(attempt, name)


def choose(*choices: str) -> dict[str, Json]:
    """Responses to the prompts of q1, q2 …, which are single choices."""
    return {
        f"Prompt of q{place}": {"choice": choice} for place, choice in enumerate(choices, start=1)
    }


def leaders(api: Api, query: str = "") -> list[str]:
    """The players on the leaderboard of the small quiz, the best first."""
    return [score["player_name"] for score in api.get(f"/quizzes/small/scores{query}")["scores"]]
