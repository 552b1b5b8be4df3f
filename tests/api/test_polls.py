"""Polls show what others said: with the verdict, never before."""

import json
from typing import Any

import pytest

from backend.library.packs import load_pack
from backend.play import others
from tests.support.api import Api, check_status
from tests.support.authors import Author, content
from tests.support.questions import pack, poll, single, wordcloud
from tests.support.shown import as_shown

Json = Any  # whatever the API answers


@pytest.fixture(autouse=True)
def counted_anew() -> None:
    others.counted.clear()


def respond(api: Api, attempt: Json, response: Json, place: int = 0) -> Json:
    question = attempt["questions"][place]
    body = {"question": question["id"], "response": as_shown(question, response)}
    return api.post(f"/attempts/{attempt['id']}/answers", body)


def said(question: Json, verdict: Json) -> dict[str, int]:
    """Counts by the text of a choice, or by the words; only what was given."""
    found = verdict["others"]["answers"]
    texts = {choice["id"]: choice["text"] for choice in question["view"].get("choices", [])}
    return {texts.get(one["label"], one["label"]): one["count"] for one in found if one["count"]}


def test_a_poll_is_counted_at_once_with_the_own_vote(api: Api) -> None:
    load_pack(pack(of=[poll("p", several=True)]))
    first, second = api.start(), api.start()

    seen = respond(api, first, {"votes": ["a"]})["verdict"]
    assert said(first["questions"][0], seen) == {"choice a": 1}
    assert seen["others"]["players"] == 1
    # The count is kept for a second: the own vote is in it all the same.
    seen = respond(api, second, {"votes": ["a", "c"]})["verdict"]
    assert said(second["questions"][0], seen) == {"choice a": 2, "choice c": 1}
    assert seen["others"]["players"] == 2

    others.counted.clear()
    [again] = api.get(f"/attempts/{first['id']}")["questions"]
    assert said(again, again["verdict"]) == {"choice a": 2, "choice c": 1}
    # All choices are listed, in the author's order, by the ids that players see.
    labels = [one["label"] for one in again["verdict"]["others"]["answers"]]
    ids = {choice["text"]: choice["id"] for choice in again["view"]["choices"]}
    assert labels == [ids[f"choice {name}"] for name in "abcd"]


def test_sending_a_vote_again_counts_it_once(api: Api) -> None:
    load_pack(pack(of=[poll("p")]))
    attempt = api.start()
    respond(api, attempt, {"votes": ["a"]})

    seen = respond(api, attempt, {"votes": ["b"]})["verdict"]

    assert said(attempt["questions"][0], seen) == {"choice a": 1}


def test_nothing_is_shown_before_the_answer(api: Api) -> None:
    load_pack(pack(of=[poll("p"), wordcloud("w")], settings={"shuffle_questions": False}))
    other = api.start()
    respond(api, other, {"votes": ["a"]})
    respond(api, other, {"words": ["Plover"]}, place=1)

    attempt = api.start()
    respond(api, attempt, {"votes": ["a"]})
    seen = api.get(f"/attempts/{attempt['id']}")

    assert "Plover" not in json.dumps(seen)
    assert seen["questions"][1]["verdict"] is None
    finished = api.finish(attempt)
    assert said(finished["questions"][1], finished["questions"][1]["verdict"]) == {"Plover": 1}


def test_feedback_at_the_end_shows_it_at_the_end(api: Api) -> None:
    load_pack(pack(of=[poll("p")], settings={"feedback": "at_end"}))
    attempt = api.start()

    assert respond(api, attempt, {"votes": ["b"]})["verdict"] is None
    assert others.counted == {}
    [question] = api.finish(attempt)["questions"]

    assert said(question, question["verdict"]) == {"choice b": 1}


def test_words_pass_the_filter_of_the_author(ada: Author, api: Api) -> None:
    cloud = content("one", type="wordcloud", body={"entries": 2, "hidden": ["*spam*"]})
    quiz_id = ada.new_quiz(cloud)
    for words in (["Café", "buy spam"], ["café"], ["cafe", "Tea"]):
        attempt = api.start()
        respond(api, attempt, {"words": words})
    [question] = attempt["questions"]

    others.counted.clear()
    [seen] = api.get(f"/attempts/{attempt['id']}")["questions"]
    assert said(seen, seen["verdict"]) == {"Café": 3, "Tea": 1}
    assert seen["verdict"]["others"]["players"] == 3

    # What the author hides since then is hidden, too.
    path = f"/api/studio/quizzes/{quiz_id}/questions/{question['id']}/hidden"
    check_status(ada.client.put(path, json={"hidden": ["*spam*", "tea"]}), 204)
    others.counted.clear()
    [seen] = api.get(f"/attempts/{attempt['id']}")["questions"]
    assert said(seen, seen["verdict"]) == {"Café": 3}


def test_other_types_cost_nothing_and_show_nothing(api: Api) -> None:
    load_pack(pack(of=[single("q1")]))
    attempt = api.start()

    verdict = api.answer(attempt, attempt["questions"][0])["verdict"]
    [seen] = api.finish(attempt)["questions"]

    assert (verdict["others"], seen["verdict"]["others"]) == (None, None)
    assert others.counted == {}


def test_a_preview_shows_the_own_answer(ada: Author) -> None:
    body = {"choices": [{"id": "a", "text": "choice a"}, {"id": "b", "text": "choice b"}]}
    asked = content("one", type="poll", body=body)
    quiz_id = ada.new_quiz()
    ada.add(quiz_id, asked)
    path = f"/studio/quizzes/{quiz_id}/trial"
    started = ada.post(f"{path}/start", {})
    [question] = started["attempt"]["questions"]
    response = as_shown(question, {"votes": ["b"]})
    move = {"trial": started["trial"], "question": 1, "response": response}

    answered = ada.post(f"{path}/answer", move)
    assert said(question, answered["answer"]["verdict"]) == {"choice b": 1}
    [seen] = ada.post(f"{path}/finish", {"trial": answered["trial"]})["attempt"]["questions"]
    assert said(seen, seen["verdict"]) == {"choice b": 1}
    tried = ada.post("/studio/try", {"content": asked, "response": response})
    assert said(question, tried) == {"choice b": 1}
