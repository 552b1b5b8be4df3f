"""A draft is played as players will, and nothing of it is stored."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from backend.models import Answer, Attempt, Question, db
from tests.support.api import Api
from tests.support.authors import Author, content

Json = Any  # whatever the API answers


class Tried:
    """A trial of the draft, as its author's browser keeps it."""

    def __init__(self, author: Author, quiz_id: int) -> None:
        self.author, self.path = author, f"/studio/quizzes/{quiz_id}/trial"
        self.attempt: Json = {}
        self.trial: Json = {}
        self._take(author.post(f"{self.path}/start", {}))

    def move(self, name: str, status: int = 200, **body: Json) -> Json:
        return self._take(
            self.author.post(f"{self.path}/{name}", {"trial": self.trial, **body}, status)
        )

    def answer(self, number: int, text: str, status: int = 200) -> Json:
        """Answer by the text of a choice."""
        view = self.attempt["questions"][number - 1]["view"]
        ids = {choice["html"]: choice["id"] for choice in view["choices"]}
        [choice] = [ids[html] for html in ids if text in html]
        response = {"choice": choice}
        done = self.move("answer", status, question=number, response=response)
        return done["answer"] if status == 200 else done

    def _take(self, answer: Json) -> Json:
        self.trial = answer.get("trial", self.trial)
        self.attempt = answer.get("attempt", self.attempt)
        return answer


@pytest.fixture
def quiz_id(ada: Author) -> int:
    """A quiz of two questions that was never published."""
    made: int = ada.new_quiz()
    ada.add(made, content("one"))
    ada.add(made, content("two", points=2))
    return made


def change(author: Author, quiz_id: int, **settings: Json) -> None:
    draft = author.draft(quiz_id)
    body = {
        "version": draft["version"],
        "settings": {**draft["fields"]["settings"], **settings},
    }
    author.patch(f"/studio/quizzes/{quiz_id}/draft", body)


def test_it_goes_from_the_first_screen_to_the_result_and_leaves_no_trace(
    ada: Author, quiz_id: int
) -> None:
    first = ada.get(f"/studio/quizzes/{quiz_id}/trial")
    assert (first["quiz"]["title"], first["quiz"]["draw"], first["left_out"]) == ("Small", 2, 0)

    tried = Tried(ada, quiz_id)
    assert [question["verdict"] for question in tried.attempt["questions"]] == [None, None]
    worths = [question["points"] for question in tried.attempt["questions"]]
    verdict = tried.answer(1, "choice a")["verdict"]
    assert (verdict["credit"], verdict["points"]) == (1, worths[0])
    assert "Because." in verdict["explanation_html"]
    assert tried.answer(2, "choice b")["verdict"]["credit"] == 0
    result = tried.move("finish")["attempt"]

    assert (result["score"], result["max_score"]) == (worths[0], 3)
    assert all(question["verdict"] for question in result["questions"])
    for table in (Attempt, Answer, Question):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0


def test_the_first_answer_counts_and_none_after_the_end(ada: Author, quiz_id: int) -> None:
    tried = Tried(ada, quiz_id)

    tried.answer(1, "choice a")
    assert tried.answer(1, "choice b")["verdict"]["credit"] == 1
    tried.move("finish")

    assert tried.move("read")["attempt"]["finished_at"] is not None
    assert "finished" in tried.answer(2, "choice a", 409)["type"]


def test_back_and_forth_the_last_answer_counts(ada: Author, quiz_id: int) -> None:
    cleared = {"question": 1, "response": None}
    final = Tried(ada, quiz_id)
    assert final.move("answer", 409, **cleared)["type"].endswith("answer-stays")
    change(ada, quiz_id, navigation="free", feedback="at_end")
    tried = Tried(ada, quiz_id)

    tried.answer(1, "choice b")
    assert tried.answer(1, "choice a")["verdict"] is None
    tried.answer(2, "choice a")
    done = tried.move("answer", question=2, response=None)
    assert done["answer"]["response"] is None
    given = [question["response"] for question in tried.move("read")["attempt"]["questions"]]
    assert [one is not None for one in given] == [True, False]
    result = tried.move("finish")["attempt"]

    assert [question["verdict"]["credit"] for question in result["questions"]] == [1, 0]
    assert tried.move("answer", 409, **cleared)["type"].endswith("attempt-finished")


def test_no_key_is_shown_before_its_time(ada: Author, quiz_id: int) -> None:
    change(ada, quiz_id, feedback="at_end", penalty=0.5)
    tried = Tried(ada, quiz_id)

    assert tried.answer(1, "choice b")["verdict"] is None
    assert tried.move("read")["attempt"]["score"] is None
    tried.answer(2, "choice a")
    [wrong, right] = tried.move("finish")["attempt"]["questions"]

    assert wrong["verdict"]["points"] == -wrong["points"] / 2
    assert right["verdict"]["points"] == right["points"]


def test_results_at_a_date_are_withheld_from_its_author_as_well(ada: Author, quiz_id: int) -> None:
    change(ada, quiz_id, feedback="after", feedback_after="2999-01-01T00:00:00Z")
    tried = Tried(ada, quiz_id)
    tried.answer(1, "choice a")

    result = tried.move("finish")["attempt"]

    assert (result["score"], result["questions"][0]["verdict"]) == (None, None)


def earlier(trial: Json, seconds: float) -> Json:
    """The trial as if it had begun earlier."""

    def moved(moment: str) -> str:
        return (datetime.fromisoformat(moment) - timedelta(seconds=seconds)).isoformat()

    return {
        **trial,
        "started_at": moved(trial["started_at"]),
        "asked_at": [moved(moment) for moment in trial["asked_at"] or []] or None,
    }


def test_timers_run_and_close_questions(ada: Author, quiz_id: int) -> None:
    change(ada, quiz_id, question_seconds=20, speed_weight=50)
    tried = Tried(ada, quiz_id)
    assert (len(tried.attempt["questions"]), tried.attempt["unasked"]) == (1, [2])

    assert (
        "question-comes-later"
        in tried.move("answer", 409, question=2, response={"choice": "x"})["type"]
    )
    tried.trial = earlier(tried.trial, 12)
    worth = tried.attempt["questions"][0]["points"]
    assert tried.answer(1, "choice a")["verdict"]["points"] == pytest.approx(worth * 0.75, abs=0.1)
    tried.move("ask", question=2)
    assert (len(tried.attempt["questions"]), tried.attempt["unasked"]) == (2, [])
    tried.trial = earlier(tried.trial, 30)
    assert "question-time-up" in tried.answer(2, "choice a", 409)["type"]
    assert tried.move("read")["attempt"]["questions"][1]["closed"]


def test_a_question_may_have_its_own_time(ada: Author, quiz_id: int) -> None:
    ada.add(quiz_id, content("three", seconds=10))
    change(ada, quiz_id, shuffle_questions=False)
    assert ada.get(f"/studio/quizzes/{quiz_id}/trial")["quiz"]["rules"]["own_times"]

    tried = Tried(ada, quiz_id)
    assert len(tried.attempt["questions"]) == 1
    tried.trial = earlier(tried.trial, 100)
    tried.answer(1, "choice a")
    tried.move("ask", question=2)
    tried.move("ask", question=3)
    tried.trial = earlier(tried.trial, 20)
    assert "question-time-up" in tried.answer(3, "choice a", 409)["type"]


def test_the_time_of_the_quiz_ends_it(ada: Author, quiz_id: int) -> None:
    change(ada, quiz_id, quiz_seconds=60)
    tried = Tried(ada, quiz_id)
    tried.trial = earlier(tried.trial, 70)

    assert "attempt-time-up" in tried.answer(1, "choice a", 409)["type"]


def test_neither_dates_nor_codes_nor_attempts_keep_an_author_out(ada: Author, quiz_id: int) -> None:
    change(ada, quiz_id, closes_at="2020-01-01T00:00:00Z", code="secret", attempts=1)

    first = ada.get(f"/studio/quizzes/{quiz_id}/trial")["quiz"]["rules"]
    assert (first["needs_code"], first["attempts"]) == (True, 1)
    for _ in range(2):
        Tried(ada, quiz_id).answer(1, "choice a")


def test_it_draws_as_the_settings_say(ada: Author, quiz_id: int) -> None:
    ada.add(quiz_id, content("three", tags=["other"]))
    change(ada, quiz_id, draw=1, tags=["test"])
    assert ada.get(f"/studio/quizzes/{quiz_id}/trial")["quiz"]["draw"] == 1

    prompts = {Tried(ada, quiz_id).attempt["questions"][0]["prompt"] for _ in range(12)}

    assert prompts == {"Prompt of one", "Prompt of two"}
    change(ada, quiz_id, draw=1, tags=["missing"])
    refused = ada.post(f"/studio/quizzes/{quiz_id}/trial/start", {}, 409)
    assert refused["type"] == "/problems/no-questions-match"


def test_it_draws_the_set_number_of_each_tag(ada: Author, quiz_id: int) -> None:
    for name in ("three", "four", "five"):
        ada.add(quiz_id, content(name, tags=["other"]))
    change(ada, quiz_id, draw_per_tag={"other": 2, "test": 1})

    assert ada.get(f"/studio/quizzes/{quiz_id}/trial")["quiz"]["draw"] == 3
    asked = [question["prompt"] for question in Tried(ada, quiz_id).attempt["questions"]]
    tagged_test = {"Prompt of one", "Prompt of two"}
    assert (len(asked), len(tagged_test & set(asked))) == (3, 1)


def test_questions_with_errors_are_left_out(ada: Author, quiz_id: int) -> None:
    ada.add(quiz_id, content("three", prompt=""))
    picture = f"![x](media:{64 * '0'})"
    ada.add(quiz_id, content("four", prompt=picture))

    assert ada.get(f"/studio/quizzes/{quiz_id}/trial")["left_out"] == 2
    assert len(Tried(ada, quiz_id).attempt["questions"]) == 2


def test_a_draft_that_cannot_be_played_says_why(ada: Author, quiz_id: int) -> None:
    empty = ada.new_quiz()
    refused = ada.post(f"/studio/quizzes/{empty}/trial/start", {}, 422)
    assert [fault["code"] for fault in refused["errors"]] == ["no-questions"]

    change(ada, quiz_id, speed_weight=50)
    refused = ada.get(f"/studio/quizzes/{quiz_id}/trial", 422)
    assert [fault["field"] for fault in refused["errors"]] == ["settings.speed_weight"]


def test_removing_a_question_ends_the_trial(ada: Author, quiz_id: int) -> None:
    tried = Tried(ada, quiz_id)
    for question in ada.draft(quiz_id)["questions"]:
        ada.put_question(quiz_id, question, prompt="")

    assert tried.move("finish", 409)["type"] == "/problems/trial-outdated"


def test_without_a_draft_the_published_quiz_is_played(people: dict[str, Author], api: Api) -> None:
    people["owner"].delete("/studio/quizzes/1/draft")

    for name in ("view", "edit", "owner"):
        tried = Tried(people[name], 1)
        tried.answer(1, "choice a")

    assert api.get("/quizzes/small/scores")["scores"] == []
    people["other"].post("/studio/quizzes/1/trial/start", {}, 404)


@pytest.mark.parametrize(
    "change",
    [
        {"drawn": []},
        {"seed": -1},
        {"asked_at": ["2026-01-01T00:00:00"]},
        {"started_at": "0001-01-01T00:00:00Z"},
        {"answers": [{"question": 0, "response": {"choice": "x"}, "at": "2026-01-01T00:00:00Z"}]},
        {"score": 100},
    ],
)
def test_a_state_that_no_trial_has_is_refused(
    ada: Author, quiz_id: int, change: dict[str, Json]
) -> None:
    tried = Tried(ada, quiz_id)
    tried.trial = {**tried.trial, **change}

    tried.move("read", 422)


def test_a_hint_is_shown_on_request(ada: Author, quiz_id: int) -> None:
    ada.add(quiz_id, content("three", hint="Think of **tea**."))
    tried = Tried(ada, quiz_id)
    shown = [question.get("hint") for question in tried.attempt["questions"]]
    number = shown.index({"text": None, "html": None}) + 1

    tried.move("hint", question=number)

    shown = [question.get("hint") for question in tried.attempt["questions"]]
    html = "<p>Think of <strong>tea</strong>.</p>"
    assert shown[number - 1] == {"text": "Think of **tea**.", "html": html}
    assert tried.move("read")["trial"]["hinted"] == [number]
    tried.move("hint", 404, question=number % 3 + 1)
    tried.move("hint", 422, question=4)


def test_a_hint_costs_what_it_will_cost_players(ada: Author, quiz_id: int) -> None:
    change(ada, quiz_id, hint_cost=25)
    ada.add(quiz_id, content("three", hint="Think of **tea**."))
    tried = Tried(ada, quiz_id)
    places = [question.get("hint") is not None for question in tried.attempt["questions"]]
    number = places.index(True) + 1

    tried.move("hint", question=number)

    assert tried.answer(number, "choice a")["verdict"]["points"] == 0.75


def test_a_question_that_was_not_drawn_is_not_answered(ada: Author, quiz_id: int) -> None:
    tried = Tried(ada, quiz_id)

    for question in (3, 2000):
        body = {"question": question, "response": {"choice": "x"}}
        assert tried.move("answer", 422, **body)["type"] == "/problems/question-not-drawn"
    invalid = tried.move("answer", 422, question=1, response={"choice": "nowhere"})
    assert invalid["type"].startswith("/problems/")
    assert tried.trial["answers"] == []
