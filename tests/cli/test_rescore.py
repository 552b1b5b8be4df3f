"""`manage.py rescore`: what the studio does, without its limit."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import select, text

from backend.errors.results import PublishedMeanwhile
from backend.library.packs import load_pack
from backend.models import Attempt, AuditEntry, FormerVerdict, Question, Rescore, db
from backend.results.rescoring import batches, regrading
from backend.results.rescoring.batches import carry_out, plan
from tests.support.accounts import sign_in_as
from tests.support.api import Api
from tests.support.attempts import choose, play
from tests.support.command_line import manage
from tests.support.questions import pack, single
from tests.support.tables import only_quiz

GAMES = ("aa", "ba", "ca", "ab", "bb")
"""What was chosen in each of the five games; every key is `a` then."""


@pytest.fixture
def played(api: Api) -> Api:
    """Five games of the small quiz, whose first question's key is `b` afterwards."""
    load_pack(pack(2))
    for number, choices in enumerate(GAMES, start=1):
        play(api, "small", choose(*choices), f"Ann {number}")
    correct("b")
    return api


def correct(key: str, place: int = 1) -> None:
    """Another key of the question at this place."""
    questions = [single(f"q{n}", key=key if n == place else "a") for n in (1, 2)]
    load_pack(pack(of=questions))


def scores() -> list[tuple[float | None, float | None]]:
    """Scores now and before, in the order of the games."""
    db.session.rollback()
    rows = db.session.scalars(select(Attempt).order_by(Attempt.number))
    return [(row.score, row.first_score) for row in rows]


BEFORE = [(2.0, None), (1.0, None), (1.0, None), (1.0, None), (0.0, None)]
AFTER = [(1.0, 2.0), (2.0, 1.0), (1.0, None), (0.0, 1.0), (1.0, 0.0)]


def noted() -> list[tuple[str, dict[str, object]]]:
    db.session.rollback()
    rows = db.session.query(AuditEntry).filter_by(action="quiz.rescore").order_by(AuditEntry.id)
    return [(row.actor, row.detail) for row in rows]


def newest_of_first() -> int:
    """The id of the question that is the first one now."""
    found = db.session.scalar(
        select(Question.id).where(Question.prompt == "Prompt of q1").order_by(Question.id.desc())
    )
    assert found
    return found


def test_rescore_shows_what_would_change_and_asks(played: Api, database_uri: str) -> None:
    dry = manage("rescore", "small", "--dry-run", uri=database_uri)
    refused = manage("rescore", "small", uri=database_uri, says="n\n")

    assert (dry.returncode, refused.returncode) == (0, 1)
    preview = dry.stdout
    assert refused.stdout.startswith(preview)
    assert "Re-score 4 attempts of 'Small'? [y/N]" in refused.stdout
    assert f"Question 1 (id {newest_of_first()}): Prompt of q1\n" in preview
    assert "5 answers to older editions: 2 up, 2 down\n" in preview
    assert "4 attempts would change: 2 up, 2 down.\n" in preview
    assert " 90-100 %         1         1\n" in preview
    assert "       5         0         1     2  Ann 5\n" in preview
    assert scores() == BEFORE
    assert noted() == []


def test_rescore_keeps_both_scores_and_is_audited(played: Api, database_uri: str) -> None:
    done = manage("rescore", "small", uri=database_uri, says="y\n")

    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("4 attempts re-scored.\n")
    assert scores() == AFTER
    former = db.session.scalars(select(FormerVerdict.points).order_by(FormerVerdict.points))
    assert list(former) == [0, 0, 1, 1]
    assert noted() == [("command line", {"questions": [newest_of_first()], "attempts": 4})]
    again = manage("rescore", "small", "--yes", uri=database_uri)
    assert again.stdout.startswith("Nothing to re-score")
    assert scores() == AFTER
    assert len(noted()) == 1


def test_only_the_named_questions_are_rescored(played: Api, database_uri: str) -> None:
    first = newest_of_first()
    load_pack(pack(of=[single("q1", key="b"), single("q2", key="b")]))

    done = manage("rescore", "small", "--yes", "--question", str(first), uri=database_uri)

    assert done.returncode == 0, done.stderr
    assert scores() == AFTER


def test_unknown_names_print_one_sentence(played: Api, database_uri: str) -> None:
    for command, message in (
        (("nothing",), "There is no quiz 'nothing'."),
        (("small", "--question", "999"), "This quiz has no question 999."),
    ):
        done = manage("rescore", *command, "--yes", uri=database_uri)
        assert done.returncode == 1
        assert message in done.stderr
    assert scores() == BEFORE


def test_rescore_matches_the_studios_preview(
    app: OpenAPI, played: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = sign_in_as(app, "admin")
    shown = admin.post("/studio/quizzes/1/rescoring/preview", {})
    for size in (1, 2, 500):
        monkeypatch.setattr(batches, "ATTEMPTS_AT_ONCE", size)
        assert plan(only_quiz(), None).effect.model_dump(mode="json") == shown


def test_the_studio_suggests_the_command_for_many_attempts(
    app: OpenAPI, played: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = sign_in_as(app, "admin")
    monkeypatch.setattr(regrading, "MOST", 4)

    refused = admin.post("/studio/quizzes/1/rescoring/preview", {}, 422)

    assert "`python manage.py rescore small`" in refused["detail"]
    assert list(carry_out(only_quiz(), plan(only_quiz(), None)))[-1] == 4
    assert scores() == AFTER


def test_an_interrupted_rescore_continues(played: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "ATTEMPTS_AT_ONCE", 2)
    cut = carry_out(only_quiz(), plan(only_quiz(), None))
    assert next(cut) == 2
    cut.close()
    assert scores() == BEFORE[:3] + AFTER[3:]
    assert [detail["attempts"] for _, detail in noted()] == [2]

    assert list(carry_out(only_quiz(), plan(only_quiz(), None))) == [1, 2]

    assert scores() == AFTER
    assert [detail["attempts"] for _, detail in noted()] == [2, 2]
    assert db.session.query(Rescore).count() == 2


def test_a_key_changed_during_rescoring_stops_it(
    played: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "ATTEMPTS_AT_ONCE", 2)
    going = carry_out(only_quiz(), plan(only_quiz(), None))
    next(going)
    correct("c")

    with pytest.raises(PublishedMeanwhile, match="published meanwhile"):
        next(going)

    assert scores() == BEFORE[:3] + AFTER[3:]
    list(carry_out(only_quiz(), plan(only_quiz(), None)))
    assert [score for score, _ in scores()] == [1.0, 1.0, 2.0, 0.0, 0.0]


def test_other_changes_to_the_quiz_do_not_stop_it(
    played: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "ATTEMPTS_AT_ONCE", 2)
    going = carry_out(only_quiz(), plan(only_quiz(), None))
    next(going)
    db.session.execute(text("UPDATE quiz SET revision = revision + 1, visibility = 'unlisted'"))
    db.session.commit()

    assert list(going) == [3, 4]
    assert scores() == AFTER


def test_attempts_deleted_or_finished_during_rescoring_are_harmless(played: Api) -> None:
    made = plan(only_quiz(), None)
    db.session.execute(text("DELETE FROM attempt WHERE number = 5"))
    db.session.commit()
    play(played, "small", choose("a", "a"))

    assert list(carry_out(only_quiz(), made)) == [3]
    assert scores() == [*AFTER[:4], (1.0, None)]


def test_players_can_start_during_a_batch(app: OpenAPI, played: Api) -> None:
    batches._lock_quiz(only_quiz(), plan(only_quiz(), None))

    with ThreadPoolExecutor(1) as pool:
        started = pool.submit(lambda: Api(app.test_client()).start())
        assert started.result(5)["questions"]
    db.session.rollback()
