"""`manage.py remove_deleted` as an operator uses it, and at each deployment."""

from flask_openapi3 import OpenAPI
from sqlalchemy import text

from backend.models import Quiz, db
from tests.support.authors import content, new_author
from tests.support.command_line import manage
from tests.support.tables import count


def test_it_lists_then_removes_those_whose_grace_is_over(app: OpenAPI, database_uri: str) -> None:
    ada = new_author(app, "Ada")
    for title, days in (("Long gone", 31), ("Just gone", 29), ("Here", None)):
        quiz_id = ada.new_quiz(content("one"), title=title)
        if days:
            ada.delete(f"/studio/quizzes/{quiz_id}")
            ago = "UPDATE quiz SET deleted_at = now() - make_interval(days => :days) WHERE id = :id"
            db.session.execute(text(ago), {"days": days, "id": quiz_id})
            db.session.commit()

    dry = manage("remove_deleted", "--dry-run", uri=database_uri)
    assert count(Quiz) == 3
    wet = manage("remove_deleted", uri=database_uri)
    again = manage("remove_deleted", uri=database_uri)

    assert (dry.returncode, wet.returncode, again.returncode) == (0, 0, 0)
    assert "long-gone  deleted 20" in dry.stdout
    assert dry.stdout.endswith("1 quiz would be removed.\n")
    assert "0 attempts, 1 questions\n1 quiz removed.\n" in wet.stdout
    assert again.stdout == "Nothing to remove.\n"
    assert count(Quiz) == 2


def test_a_deployment_removes_them_too(app: OpenAPI, database_uri: str) -> None:
    ada = new_author(app, "Ada")
    ada.delete(f"/studio/quizzes/{ada.new_quiz(content('one'), title='Long gone')}")
    db.session.execute(text("UPDATE quiz SET deleted_at = now() - interval '31 days'"))
    db.session.commit()

    done = manage("prepare_db", "--if-empty", uri=database_uri)

    assert done.returncode == 0, done.stderr
    assert "1 quiz removed." in done.stdout
    assert count(Quiz) == 0
