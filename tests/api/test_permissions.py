from collections.abc import Callable

import pytest
from flask_openapi3 import OpenAPI

from backend.accounts.permissions import Right, may, quiz_for
from backend.errors.accounts import Forbidden, QuizNotShared
from backend.library.packs import Pack
from backend.models import QuizShare, User, db
from tests.support.accounts import add_user
from tests.support.tables import only_quiz


@pytest.fixture
def user(quiz: Pack) -> User:
    return db.session.get_one(User, add_user("ada@example.org"))


def share(user: User, right: Right | None) -> None:
    quiz = only_quiz()
    if right == "own":
        quiz.owner_id = user.id
    elif right:
        db.session.add(QuizShare(quiz_id=quiz.id, user_id=user.id, may=right))
    db.session.commit()


@pytest.mark.parametrize("right", [None, "view", "edit", "own"])
def test_authors_have_the_rights_shared_with_them(user: User, right: Right | None) -> None:
    share(user, right)

    assert may(user, only_quiz()) == right


def test_admins_have_every_right(user: User) -> None:
    user.role = "admin"

    assert may(user, only_quiz()) == "own"
    assert quiz_for(user, only_quiz().id, "own").slug == "small"


def test_an_unshared_quiz_is_404(user: User) -> None:
    quiz_id = only_quiz().id
    for missing in (quiz_id, quiz_id + 1):
        with pytest.raises(QuizNotShared):
            quiz_for(user, missing, "view")


@pytest.mark.parametrize(("has", "needed"), [("view", "edit"), ("view", "own"), ("edit", "own")])
def test_viewing_does_not_allow_editing(user: User, has: Right, needed: Right) -> None:
    share(user, has)

    assert quiz_for(user, only_quiz().id, has).slug == "small"
    with pytest.raises(Forbidden):
        quiz_for(user, only_quiz().id, needed)


def test_a_permission_check_takes_one_query(
    app: OpenAPI, user: User, queries: Callable[[], list[str]]
) -> None:
    share(user, "edit")
    quiz_id, _ = only_quiz().id, user.id
    queries()

    quiz_for(user, quiz_id, "edit")
    assert len(queries()) == 1
