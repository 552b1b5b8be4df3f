"""What authors say to players who pick a choice: with the verdict, and only on what was picked."""

from typing import Any

import pytest
from sqlalchemy import select

from backend.library.packs import load_pack
from backend.models import Question, db
from tests.support.api import Api
from tests.support.questions import blanks, multiple, pack, single, truefalse
from tests.support.shown import as_shown

CHOICES = [{"id": c, "text": f"choice {c}", "feedback": f"*{c}* is it?"} for c in "abc"] + [
    {"id": "d", "text": "choice d"}
]
OPTIONS = ["end", {"text": "sep", "feedback": "Between."}, {"text": "stop", "feedback": "No such."}]
GAPS = {"last": {"choices": OPTIONS, "key": "end"}, "city": {"accept": ["Canberra"]}}
CASES: dict[str, tuple[Any, Any, list[str]]] = {
    "single": (single("one", choices=CHOICES), {"choice": "b"}, ["<p><em>b</em> is it?</p>"]),
    "single without": (single("one", choices=CHOICES), {"choice": "d"}, []),
    "multiple": (
        multiple("one", choices=CHOICES),
        {"choices": ["c", "d", "a"]},
        ["<p><em>c</em> is it?</p>", "<p><em>a</em> is it?</p>"],
    ),
    "truefalse": (
        truefalse("one", true_feedback="Yes.", false_feedback="**No.**"),
        {"answer": False},
        ["<p><strong>No.</strong></p>"],
    ),
    "blanks": (
        blanks("one", text="[[last]] [[city]]", gaps=GAPS),
        {"gaps": {"last": "stop", "city": "Bern"}},
        ["<p>No such.</p>"],
    ),
}


@pytest.mark.parametrize(("question", "response", "expected"), CASES.values(), ids=CASES)
def test_a_verdict_has_the_feedback_on_what_was_picked(
    api: Api, question: Any, response: Any, expected: list[str]
) -> None:
    load_pack(pack(of=[question]))
    attempt = api.start()
    [shown] = attempt["questions"]
    assert "feedback" not in str(shown)
    assert "is it" not in str(shown)
    sent = as_shown(shown, response)
    if "gaps" in sent:  # where a choice has the id that its player sees
        [listed] = [gap for gap in shown["view"]["gaps"] if gap["kind"] == "choice"]
        [stop] = [choice["id"] for choice in listed["choices"] if choice["text"] == "stop"]
        sent = {"gaps": {**response["gaps"], "last": stop}}

    body = {"question": shown["id"], "response": sent}
    answer = api.post(f"/attempts/{attempt['id']}/answers", body)
    [resumed] = api.get(f"/attempts/{attempt['id']}")["questions"]

    feedback = answer["verdict"]["feedback"]
    assert list(feedback.values()) == expected
    assert resumed["verdict"]["feedback"] == feedback
    [looked_back] = api.finish(attempt)["questions"]
    assert looked_back["verdict"]["feedback"] == feedback
    # By what the view shows, for the player's page to find it.
    picked = str([*sent.values(), *(sent.get("gaps") or {}).items()])
    for name in feedback:
        assert name in ("true", "false") or name.rpartition(" ")[2] in picked


def test_an_unanswered_question_shows_no_feedback_on_its_choices(api: Api) -> None:
    load_pack(pack(of=[single("one", choices=CHOICES)]))
    attempt = api.start()

    [question] = api.finish(attempt)["questions"]

    assert question["verdict"]["feedback"] == {}


def test_verdicts_that_come_later_have_it_later(api: Api) -> None:
    load_pack(pack(of=[single("one", choices=CHOICES)], settings={"feedback": "at_end"}))
    attempt = api.start()

    assert api.answer(attempt, attempt["questions"][0])["verdict"] is None
    assert "is it" not in str(api.get(f"/attempts/{attempt['id']}"))
    assert "is it" in str(api.finish(attempt))


@pytest.mark.usefixtures("app")
def test_questions_without_any_are_stored_as_the_release_before_reads_them() -> None:
    gap = {"last": {"choices": ["end", "sep"], "key": "end"}}
    plain = [single("one"), truefalse("two"), blanks("three", text="[[last]]", gaps=gap)]
    load_pack(pack(of=plain))

    stored = db.session.scalars(select(Question).order_by(Question.id)).all()

    assert stored[0].body["choices"][0] == {"id": "a", "text": "choice a"}
    assert stored[1].body == {"key": True}
    assert stored[2].body["gaps"]["last"]["choices"] == ["end", "sep"]
    assert all(set(question.html) == {"prompt", "explanation"} for question in stored)
