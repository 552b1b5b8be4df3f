"""Every kind of problem is documented where its `type` leads; nothing is refused without one."""

import ast
import re
from http import HTTPStatus
from pathlib import Path
from string import Formatter
from typing import Annotated

import pytest
from flask.testing import FlaskClient
from pydantic import Field, TypeAdapter, ValidationError

from backend.api.contract import document
from backend.errors import KINDS, Fault, Kind, Problem
from backend.errors.accounts import SignedOut
from backend.errors.requests import BodyTooLarge, ServerAway, TooManyRequests
from backend.errors.validation import faults_of
from tests.support.api import Api

ROOT = Path(__file__).parents[2]
CHECKED = (
    "questions",
    "document",
    "formats",
    "library",
    "play",
    "results",
    "api",
    "markdown.py",
    "names.py",
)
"""What raises faults that end in an answer or a report."""


@pytest.mark.parametrize("code", sorted(KINDS))
def test_each_problem_page_explains_cause_and_fix(client: FlaskClient, code: str) -> None:
    kind = KINDS[code]
    page = client.get(f"/problems/{code}")
    entry = client.get(f"/problems/{code}", headers={"Accept": "application/json"}).json

    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert "<script" not in page.text
    assert "style=" not in page.text
    assert entry
    assert (entry["code"], entry["type"]) == (code, f"/problems/{code}")
    assert set(entry["params"]) == set(kind.parameters)
    assert re.fullmatch(r"[A-Z`].*[.)]", entry["meaning"]), entry["meaning"]
    if issubclass(kind, Problem):
        assert isinstance(kind.status, HTTPStatus)
        assert entry["remedy"], "what to do: the second paragraph of its docstring"
    else:
        assert issubclass(kind, Fault)
        assert entry["status"] is None


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_each_sentence_uses_only_declared_parameters(kind: type[Kind]) -> None:
    used = {name for _, name, _, _ in Formatter().parse(kind.template) if name}

    if "detail" not in vars(kind):
        assert used <= set(kind.parameters)


def test_every_problem_is_listed(client: FlaskClient) -> None:
    listed = client.get("/problems/", headers={"Accept": "application/json"}).json
    page = client.get("/problems/")

    assert listed
    assert [entry["code"] for entry in listed] == sorted(KINDS)
    assert all(f'href="/problems/{code}"' in page.text for code in KINDS)
    assert client.get("/problems/none").status_code == 404


def test_the_contract_lists_every_code_and_its_parameters(client: FlaskClient) -> None:
    schemas = document()["components"]["schemas"]
    params = schemas["ProblemParams"]["properties"]

    assert schemas["ProblemCode"]["enum"] == sorted(KINDS) == sorted(params)
    assert {code: set(params[code]["properties"]) for code in KINDS} == {
        code: set(kind.parameters) for code, kind in KINDS.items()
    }
    types = schemas["Problem"]["properties"]["type"]["enum"]
    assert types == [
        f"/problems/{code}" for code in sorted(KINDS) if issubclass(KINDS[code], Problem)
    ]


def test_a_problem_has_its_type_and_parameters(api: Api) -> None:
    problem = api.get("/quizzes/none", 404)

    assert problem == {
        "type": "/problems/quiz-not-found",
        "title": "Quiz not found",
        "status": 404,
        "detail": "There is no quiz 'none'.",
        "params": {"slug": "none"},
    }


def test_every_refusal_has_a_code() -> None:
    """Modules that report faults raise only our problem classes, or catch what they raise."""
    for path in CHECKED:
        place = ROOT / "backend" / path
        for file in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            for node in ast.walk(ast.parse(file.read_text())):
                if not isinstance(node, ast.Raise) or not isinstance(node.exc, ast.Call):
                    continue
                called = ast.unparse(node.exc.func)
                assert called not in ("ValueError", "PydanticCustomError", "AssertionError"), (
                    f"{file}:{node.lineno}"
                )


def test_a_pydantic_error_without_our_code_is_still_a_fault() -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Annotated[int, Field(multiple_of=5)]).validate_python(3)

    [(field, fault, _)] = faults_of(refused.value)
    assert (field, fault.code) == ("", "invalid")


@pytest.mark.parametrize("kind", [BodyTooLarge, SignedOut, TooManyRequests, ServerAway])
def test_nginx_returns_the_same_problems(kind: type[Problem]) -> None:
    conf = (ROOT / "deploy/nginx/snippets/site.conf").read_text()
    [body] = re.findall(rf"return {kind.status.value} '(\{{.*\}})';", conf)

    assert body.replace("\\'", "'") == (
        f'{{"type":"/problems/{kind.code}","title":"{kind.title}","status":{kind.status.value},'
        f'"detail":"{kind.template}","params":{{}}}}'
    )


def test_sentences_show_names_without_python_syntax(client: FlaskClient) -> None:
    kinds = client.get("/problems/", headers={"Accept": "application/json"}).json
    assert isinstance(kinds, list)
    shown = {kind["code"]: kind["detail"] for kind in kinds}

    assert shown["quiz-not-found"] == "There is no quiz {slug}."
    assert "{accept: [answer]}" in shown["gaps-expected"]
    assert [code for code, text in shown.items() if "!r}" in text or "{{" in text] == []
