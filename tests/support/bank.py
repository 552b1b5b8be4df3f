"""Requests to the bank of questions."""

from typing import Any
from urllib.parse import urlencode

from tests.support.authors import Author

Json = Any  # whatever the API answers


def found(author: Author, **query: Any) -> list[Json]:
    return list(author.get(f"/studio/bank/questions?{urlencode(query)}")["questions"])


def ids(author: Author, **query: Any) -> list[str]:
    return [question["content"]["id"] for question in found(author, **query)]


def which(question: Json) -> Json:
    return {name: question[name] for name in ("quiz_id", "draft_id", "question_id", "version")}


def act(author: Author, action: str, questions: list[Json], status: int = 200, **more: Any) -> Json:
    body = {"questions": [which(question) for question in questions], **more}
    return author.post(f"/studio/bank/{action}", body, status)


def change(author: Author, questions: list[Json], status: int = 200, **fields: Any) -> Json:
    changes = [{"question": which(question), "fields": fields} for question in questions]
    return author.post("/studio/bank/change", {"changes": changes}, status)
