from backend.library.packs import Pack, load_pack
from backend.models import Quiz, db
from tests.support.api import Api
from tests.support.questions import pack


def test_the_list_has_what_players_need_to_choose(api: Api, quiz: Pack) -> None:
    listed = api.get("/quizzes")

    assert listed["next"] is None
    assert listed["quizzes"] == [
        {
            "slug": "small",
            "title": "Small",
            "description": "A *small* quiz.",
            "description_html": "<p>A <em>small</em> quiz.</p>",
            "language": "en",
            "question_count": 3,
            "draw": 3,
            "feedback": "immediate",
            "names": "end",
            "cover": None,
            "rules": None,
            "guests_may_host": True,
        }
    ]


def test_the_list_is_paged_by_key(api: Api) -> None:
    for slug in ("cc", "aa", "bb"):
        load_pack(pack(slug=slug))

    first = api.get("/quizzes?limit=2")
    second = api.get(f"/quizzes?limit=2&after={first['next']}")

    assert [quiz["slug"] for quiz in first["quizzes"]] == ["aa", "bb"]
    assert [quiz["slug"] for quiz in second["quizzes"]] == ["cc"]
    assert second["next"] is None


def test_an_unlisted_quiz_is_playable_by_its_link(api: Api, quiz: Pack) -> None:
    db.session.query(Quiz).update({"visibility": "unlisted"})
    db.session.commit()

    assert api.get("/quizzes")["quizzes"] == []
    assert api.get("/quizzes/small")["title"] == "Small"
    api.start()


def test_an_empty_library_is_an_empty_list(api: Api) -> None:
    assert api.get("/quizzes") == {"quizzes": [], "next": None}


def test_an_unknown_quiz_is_404(api: Api) -> None:
    api.get("/quizzes/nothing", 404)
    api.get("/quizzes/No_Slug%00", 404)
