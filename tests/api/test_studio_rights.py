"""Permissions: each studio route, with each right to a quiz."""

from typing import Any

import pytest
from flask_openapi3 import OpenAPI

from tests.support.authors import Author, content

NO_ID = "00000000-0000-4000-8000-000000000000"
TRIAL = {"seed": 1, "drawn": [NO_ID], "started_at": "2026-01-01T00:00:00Z"}
ROUTES: list[tuple[str, str, str, Any]] = [
    # right, method, path below the quiz, body
    ("view", "GET", "", None),
    ("view", "GET", "/draft", None),
    ("view", "GET", "/access", None),
    ("view", "GET", "/handout", None),
    ("view", "GET", "/export", None),
    ("view", "GET", "/questions/1/history", None),
    ("view", "GET", "/trial", None),
    ("view", "POST", "/trial/start", {}),
    ("view", "POST", "/trial/read", {"trial": TRIAL}),
    ("view", "POST", "/trial/ask", {"trial": TRIAL, "question": 1}),
    ("view", "POST", "/trial/answer", {"trial": TRIAL, "question": 1, "response": {"choice": "x"}}),
    ("view", "POST", "/trial/hint", {"trial": TRIAL, "question": 1}),
    ("view", "POST", "/trial/finish", {"trial": TRIAL}),
    ("view", "POST", "/duplicate", {"title": "Copy"}),
    ("view", "GET", "/summary", None),
    ("view", "GET", "/figures", None),
    ("view", "GET", "/attempts", None),
    ("view", "GET", "/not-played", None),
    ("view", "GET", "/list", None),
    ("edit", "PUT", "/list", {"list": None}),
    ("view", "GET", "/newest", None),
    ("view", "GET", "/matrix", None),
    ("view", "GET", "/attempts/999", None),
    ("edit", "PUT", "/attempts/999/questions/1/comment", {"text": "Well done"}),
    ("view", "GET", "/results/download?of=attempts", None),
    ("view", "PUT", "/labels", {"labels": ["7b"]}),
    ("edit", "PUT", "/cover", {"media": None}),
    ("edit", "DELETE", "/attempts/999", None),
    ("edit", "PUT", "/questions/999/hidden", {"hidden": []}),
    ("edit", "GET", "/player?name=Ada", None),
    ("edit", "POST", "/player/erase", {"name": "Ada", "expected": 0}),
    ("edit", "POST", "/rescoring/preview", {}),
    ("edit", "POST", "/rescoring", {"questions": [1], "expected": 0}),
    ("edit", "GET", "/accommodations", None),
    ("edit", "POST", "/accommodations", {"label": "Ada", "time_factor": 2}),
    ("edit", "DELETE", "/accommodations/999", None),
    ("edit", "POST", "/draft", {}),
    ("edit", "PATCH", "/draft", {"version": 1, "title": "New"}),
    ("edit", "POST", "/draft/questions", {"content": content("three")}),
    ("edit", "PUT", f"/draft/questions/{NO_ID}", {"version": 1, "content": {}}),
    ("edit", "DELETE", f"/draft/questions/{NO_ID}?version=1", None),
    ("edit", "POST", f"/draft/questions/{NO_ID}/move", {"before": None}),
    ("edit", "POST", "/draft/restore", {"question_id": 1}),
    ("edit", "POST", "/draft/publish", {}),
    ("edit", "DELETE", "/draft", None),
    ("own", "POST", "/draft/publish", {"visibility": "public"}),
    ("own", "PATCH", "", {"visibility": "private"}),
    ("own", "POST", "/archive", {}),
    ("own", "POST", "/restore", {}),
    ("own", "GET", "/deletion", None),
    ("own", "DELETE", "", None),
    ("own", "POST", "/undelete", {}),
    ("own", "GET", "/shares", None),
    ("own", "PUT", "/shares", {"shares": []}),
]
RANK = {"view": 1, "edit": 2, "own": 3}
MAY = {"other": 0, "view": 1, "edit": 2, "owner": 3, "admin": 3}


@pytest.mark.parametrize(
    ("right", "method", "path", "body"), ROUTES, ids=[f"{r[1]} {r[2]} {r[0]}" for r in ROUTES]
)
def test_each_route_checks_its_permission(
    people: dict[str, Author], right: str, method: str, path: str, body: Any
) -> None:
    for name, person in sorted(people.items(), key=lambda item: MAY[item[0]]):
        answer = person.client.open(f"/api/studio/quizzes/1{path}", method=method, json=body)
        assert right == "own" or "@" not in answer.text, name  # addresses are for the owner
        if MAY[name] == 0:
            assert answer.status_code == 404, name
            assert "not shared with you" in answer.text
        elif MAY[name] < RANK[right]:
            assert answer.status_code == 403, name
        elif NO_ID in path or "999" in path:
            assert answer.status_code == 404, name
            assert "not shared" not in answer.text
        else:
            assert answer.status_code in (200, 201, 204, 404, 409), (name, answer.text)
            if answer.status_code == 404:  # discarded, or deleted, by the one before
                assert "draft" in answer.text or (method, path) == ("DELETE", "")


def test_a_copy_hides_the_original_authors_address(people: dict[str, Author]) -> None:
    viewer = people["view"]
    copy = viewer.post("/studio/quizzes/1/duplicate", {"title": "Copy"}, 201)
    question = viewer.draft(copy["id"])["questions"][0]

    path = f"/studio/quizzes/{copy['id']}/questions/{question['question_id']}/history"
    editions = viewer.get(path)["editions"]

    assert [edition["published_by"] for edition in editions] == ["Ada"]
    assert "@" not in str([copy, viewer.draft(copy["id"]), editions])


def test_every_studio_route_checks_a_permission(app: OpenAPI) -> None:
    """Routes that are not about one quiz are exempt."""
    asking = set()
    for _, method, path, _ in ROUTES:
        rule = path.partition("?")[0].replace(NO_ID, "<uuid:draft_id>")
        rule = rule.replace("questions/1", "questions/<int:question_id>")
        rule = rule.replace("questions/999", "questions/<int:question_id>")
        rule = rule.replace("attempts/999", "attempts/<int:number>")
        asking.add(
            (method, rule.replace("accommodations/999", "accommodations/<int:accommodation_id>"))
        )
    below = "/api/studio/quizzes/<int:quiz_id>"
    found = {
        (method, rule.rule.removeprefix(below))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith(below)
    }
    others = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/studio") and not rule.rule.startswith(below)
    }

    assert found == asking
    bank = {f"/api/studio/bank/{name}" for name in ("questions", "tags", "copy", "move")}
    assert others == {
        *("/api/studio/quizzes", "/api/studio/imports", "/api/studio/preview", "/api/studio/try"),
        *("/api/studio/media", "/api/studio/types", "/api/studio/imports/file"),
        *("/api/studio/labels", "/api/studio/bank/change", "/api/studio/bank/delete"),
        *("/api/studio/site", "/api/studio/site/preview"),  # for admins
        *("/api/studio/quizzes/copies", "/api/studio/players", "/api/studio/players/download"),
        # tests/api/test_class_lists.py asks for their rights
        *("/api/studio/lists", "/api/studio/lists/<int:list_id>"),
        # and tests/api/test_class_results.py for these
        "/api/studio/lists/<int:list_id>/results",
        "/api/studio/lists/<int:list_id>/results/download",
        *bank,  # tests/api/test_bank.py asks for their rights
    }
