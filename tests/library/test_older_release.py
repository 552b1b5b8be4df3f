"""A database of an older release, with data, works with this one."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask_migrate import downgrade, upgrade
from flask_openapi3 import OpenAPI
from sqlalchemy import Table, exists, select

from backend.models import db
from backend.questions import TYPES
from tests.support import older_release
from tests.support.older_release import EMAIL, PASSWORD, STUDIO, Browser, Made
from tests.support.questions import (
    blanks,
    categorise,
    matching,
    multiple,
    number,
    ordering,
    picture,
    poll,
    single,
    truefalse,
    typed,
)
from tests.support.tables import empty_tables

ROOT = Path(__file__).parents[2]
RELEASED = "fb1b3dff087963e1540b900217a9932e5c9286ec"
"""The last release's commit."""
DOCUMENT = {
    "slug": "small",
    "title": "Small",
    "language": "en",
    "description": "A *small* quiz.",
    "settings": {"draw": 11, "penalty": 0.25, "pass_mark": 60, "quiz_seconds": 3600},
    "questions": [
        *(single("one"), multiple("two"), number("three"), typed("four"), truefalse("five")),
        *(poll("six"), ordering("seven"), matching("eight"), categorise("nine"), blanks("ten")),
        picture("eleven"),
    ],
}
MOVING = {"now", "published_by"}
"""Fields that differ whenever one looks, or without the address that this release leaves out."""


@pytest.fixture
def made(migrated: OpenAPI, database_uri: str, tmp_path: Path) -> Iterator[Made]:
    """The older release's data, on its own schema."""
    archive = ["git", "archive", RELEASED, "backend"]
    done = subprocess.run(archive, cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("the history of this clone does not reach the last release")
    subprocess.run(["tar", "-x", "-C", tmp_path], input=done.stdout, check=True)
    with migrated.app_context():
        downgrade(revision="base")
        db.session.remove()
    try:
        filled = subprocess.run(
            [sys.executable, older_release.__file__],
            env={
                **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
                "PYTHONPATH": str(tmp_path),
                "QUIZ_ENV": "development",
                "SQLALCHEMY_DATABASE_URI": database_uri,
            },
            input=json.dumps(DOCUMENT),
            capture_output=True,
            text=True,
            check=False,
        )
        assert filled.returncode == 0, filled.stderr[-3000:]
        yield Made(**json.loads(filled.stdout.splitlines()[-1]))
    finally:
        with migrated.app_context():
            upgrade()
            empty_tables()


def filled(table: Table) -> bool:
    """Whether it has rows; otherwise this test proves nothing."""
    return bool(db.session.scalar(select(exists(select(table)))))


@pytest.fixture
def browser(migrated: OpenAPI, made: Made) -> Browser:
    """The same browser, after the migration to this release: still signed in."""
    with migrated.app_context():
        upgrade()
        empty = [table.name for table in db.metadata.sorted_tables if not filled(table)]
        # What deploy/backup fills, and what the older release did not have.
        assert empty == [
            *("backup", "class_list", "site", "game", "quiz_label", "game_result", "game_round"),
            *("answer_comment", "answer_revision", "certificate"),
        ]
        db.session.remove()
    client = migrated.test_client()
    client.set_cookie("popquiz", made.session)
    client.environ_base["HTTP_X_CSRF_TOKEN"] = made.csrf
    return Browser(client)


def spelled(before: str, now: str) -> str:
    return before if now.casefold() == before else now


def still(before: Any, now: Any) -> Any:  # Any: JSON
    """`now` without new fields; fields that change by design keep the old value."""
    if isinstance(before, dict) and isinstance(now, dict):
        moving = MOVING | ({"version"} if "$schema" in now else set())  # files are of the newest
        if "median" in now:
            moving |= {"running"}  # attempts without an answer are counted apart now
        if {"label", "right"} <= now.keys():
            moving |= {"right"}  # what earned a part of the credit counts as right now
            # Words are shown as players spelled them.
            now = now | {"label": spelled(before["label"], now["label"])}
        if "drafted_count" in now:
            moving |= {"updated_at"}  # changes of the draft count now, too
        return {
            name: value if name in moving else still(value, now[name])
            for name, value in before.items()
            if name in now
        }
    if isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        return [still(*pair) for pair in zip(before, now, strict=True)]
    if isinstance(now, str):
        return now.replace("version: 2\n", "version: 1\n", 1)  # so are YAML and Markdown
    return now


def test_data_of_an_older_release_is_read_and_playable(browser: Browser, made: Made) -> None:
    for path, before in zip(made.paths, made.answers, strict=True):
        assert still(before, browser.send("GET", path)) == before, path

    finish_the_running_attempt(browser, made)
    answer_in_the_open_tabs(browser, made)
    start_by_the_personal_link(browser, made)
    publish_what_was_drafted(browser)
    accept_the_invitation(browser, made)
    browser.post("/session", {"email": EMAIL, "password": PASSWORD})


def finish_the_running_attempt(browser: Browser, made: Made) -> None:
    path = f"/attempts/{made.running['id']}"
    running = browser.send("GET", path)
    assert sum(question["response"] is not None for question in running["questions"]) == 1
    while unanswered := [
        one for one in browser.send("GET", path)["questions"] if not one["response"]
    ]:
        browser.answer({**running, "questions": unanswered}, 1)
    assert browser.post(f"{path}/finish")["score"] is not None


def answer_in_the_open_tabs(browser: Browser, made: Made) -> None:
    """Players of the older client know the author's ids, and get verdicts with them."""
    first, second = made.tabs
    keys = {}
    for question in first["questions"]:
        kind = TYPES[question["view"]["type"]]
        response = kind.guess(question["view"], browser.random)
        answer = respond(browser, first, question, response)
        sent = kind.Response.model_validate(response).model_dump(mode="json")
        assert answer["response"] == sent
        if kind.graded:
            keys[question["id"]] = answer["verdict"]["key"]
    assert "b" in [key.get("choice") for key in keys.values()]
    for question in second["questions"]:
        if question["id"] in keys:
            answer = respond(browser, second, question, keys[question["id"]])
            assert answer["verdict"]["credit"] == 1
    for tab in made.tabs:
        seen = browser.post(f"/attempts/{tab['id']}/finish")["questions"]
        assert [one["view"] for one in seen] == [one["view"] for one in tab["questions"]]


def respond(browser: Browser, attempt: Any, question: Any, response: Any) -> Any:  # Any: JSON
    body = {"question": question["id"], "response": response}
    return browser.post(f"/attempts/{attempt['id']}/answers", body)


def start_by_the_personal_link(browser: Browser, made: Made) -> None:
    attempt = browser.post("/quizzes/small/attempts", {"accommodation": made.personal})
    assert attempt["id"] != made.running["id"]
    [question] = [one for one in attempt["questions"] if one["view"]["type"] == "single"]
    assert all(len(choice["id"]) == 12 for choice in question["view"]["choices"])
    body = {"question": question["id"], "response": {"choice": "a"}}
    refused = browser.client.post(f"/api/attempts/{attempt['id']}/answers", json=body)
    assert refused.status_code == 422


def publish_what_was_drafted(browser: Browser) -> None:
    assert browser.send("GET", f"{STUDIO}")["draft"] == "changed"
    browser.post(f"{STUDIO}/draft/publish")
    [rescored] = browser.post(f"{STUDIO}/rescoring/preview")["questions"]
    assert rescored["answers"] == 4


def accept_the_invitation(browser: Browser, made: Made) -> None:
    person = {"name": "Bo", "password": PASSWORD}
    made_for = browser.post(f"/links/{made.invitation.rpartition('/')[2]}", person)
    assert made_for["user"]["email"] == "new@example.org"
