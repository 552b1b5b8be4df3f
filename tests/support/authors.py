"""Authors in the studio, who change everything through the API."""

from typing import Any

from flask_openapi3 import OpenAPI

from backend.accounts.identity import Role
from tests.support.accounts import SignedIn, add_user

Json = Any  # whatever the API answers


def content(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: JSON
    """A single choice with the key `a`, as a draft has it."""
    choices = [{"id": c, "text": f"choice {c}"} for c in "abcd"]
    return {
        "id": question_id,
        "type": "single",
        "prompt": f"Prompt of {question_id}",
        "body": {"choices": choices, "key": "a", "shuffle": True},
        "explanation": "Because.",
        "tags": ["test"],
        "difficulty": 1,
        "points": 1,
        "source": {},
        **changes,
    }


class Author(SignedIn):
    """A signed-in author who works on one quiz at a time."""

    def new_quiz(
        self,
        *questions: dict[str, Any],
        title: str = "Small",
        public: bool = True,
        names: str = "end",
    ) -> int:
        """A quiz of these questions, published unless there are none; its id. Any: JSON."""
        quiz_id: int = self.post("/studio/quizzes", {"title": title, "names": names}, 201)["id"]
        for question in questions:
            self.add(quiz_id, question)
        if questions:
            self.publish(quiz_id, visibility="public" if public else "private")
        return quiz_id

    def draft(self, quiz_id: int) -> Json:
        return self.get(f"/studio/quizzes/{quiz_id}/draft")

    def add(self, quiz_id: int, question: Json, before: str | None = None) -> Json:
        body = {"content": question, "before": before}
        return self.post(f"/studio/quizzes/{quiz_id}/draft/questions", body, 201)

    def put_question(self, quiz_id: int, question: Json, status: int = 200, **changes: Any) -> Json:
        """Change a question of the draft, as it was read. Any: fields of its content."""
        body = {"version": question["version"], "content": {**question["content"], **changes}}
        return self.put(f"/studio/quizzes/{quiz_id}/draft/questions/{question['id']}", body, status)

    def publish(self, quiz_id: int, status: int = 200, **body: Any) -> Json:
        return self.post(f"/studio/quizzes/{quiz_id}/draft/publish", body, status)


def prompts(draft: Json) -> list[str]:
    return [question["content"]["prompt"] for question in draft["questions"]]


def new_author(app: OpenAPI, name: str, role: Role = "author") -> Author:
    """A signed-in user with an account of this name."""
    email = f"{name.lower()}@example.org"
    add_user(email, role, name)
    return Author(app, email)


def titles(author: Author, query: str = "") -> list[str]:
    return [quiz["title"] for quiz in author.get(f"/studio/quizzes?{query}")["quizzes"]]
