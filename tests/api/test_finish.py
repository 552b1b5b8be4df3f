import pytest

from backend.library.packs import Pack
from tests.support.api import Api


def test_the_server_computes_the_score(api: Api, quiz: Pack) -> None:
    attempt = api.start()
    for question, choice in zip(attempt["questions"], "aba", strict=True):
        api.answer(attempt, question, choice)

    result = api.finish(attempt)

    assert (result["score"], result["max_score"]) == (2, 3)
    assert result["finished_at"] is not None


def test_unanswered_questions_earn_nothing_and_are_explained(api: Api, quiz: Pack) -> None:
    attempt = api.start()

    result = api.finish(attempt)

    assert result["score"] == 0
    assert all(question["response"] is None for question in result["questions"])
    assert all(question["verdict"]["explanation"] for question in result["questions"])


def test_finishing_is_idempotent(api: Api, quiz: Pack) -> None:
    attempt = api.start()

    assert api.finish(attempt, "Ann") == api.finish(attempt, "Ann") == api.finish(attempt)


def test_a_name_can_be_added_after_the_end(api: Api, quiz: Pack) -> None:
    attempt = api.start()
    assert api.finish(attempt)["rank"] is None

    result = api.finish(attempt, "Ann")

    assert (result["player_name"], result["rank"]) == ("Ann", 1)


def test_a_name_cannot_be_changed(api: Api, quiz: Pack) -> None:
    attempt = api.start()
    api.finish(attempt, "Ann")

    problem = api.finish(attempt, "Bob", 409)

    assert "Ann" in problem["detail"]
    assert api.get(f"/attempts/{attempt['id']}")["player_name"] == "Ann"


def test_an_unknown_attempt_is_404(api: Api) -> None:
    api.finish({"id": "00000000-0000-4000-8000-000000000000"}, status=404)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ann  ", "Ann"),
        ("Ann   Lee", "Ann Lee"),
        ("Zoe\u0308", "Zoë"),
        ("مرحبا", "مرحبا"),
        ("שלום", "שלום"),
        ("王小明", "王小明"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d🚀🏳\ufe0f\u200d🌈", "👩\u200d🚀🏳\ufe0f\u200d🌈"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("🏳\ufe0f 1\ufe0f\u20e3 葛\U000e0100", "🏳\ufe0f 1\ufe0f\u20e3 葛\U000e0100"),
        ("山田\u3000太郎", "山田 太郎"),
        ("Nguyễn Thị Ngọc Ánh", "Nguyễn Thị Ngọc Ánh"),
        ("שָׁלוֹם בְּנֵי", "שָׁלוֹם בְּנֵי"),
        ("བསྒྲུབས", "བསྒྲུབས"),
        ("x" * 40, "x" * 40),
        ("<b>bold</b>", "<b>bold</b>"),
    ],
)
def test_a_name_may_be_in_any_script(api: Api, quiz: Pack, typed: str, kept: str) -> None:
    assert api.finish(api.start(), typed)["player_name"] == kept


@pytest.mark.parametrize(
    "typed",
    [
        *("", "   ", "x" * 41, "x" * 5000, "a\nb", "a\tb", "a\x00b", "\x1b[31mred"),
        *("\u3164", "\u2800", "\uffa0", "\u115f", "\u1160", "\u115f\u1160", "\u034f"),
        *("Ann\u3164", "Ann\u2800", "An\u034fn", "Ann\U000e0041", "A\u00adnn", "\U0001d159"),
        *("Ann\u200d", "An\u200cn", "Ann\ufe0f", "\u200dAnn", "क्\u200d", "\u0301"),
        *("Z" + "\u0335" * 39, "Ann" + "\u0323\u0335\u0331\u0337\u0334\u0323", "A" + "\u20dd" * 5),
        *("a\u202eb", "a\u2066b", "\u200b", "\u200d\u200d", "\ufeff", "a\u2028b", "\ud800"),
    ],
)
def test_a_name_must_be_visible_and_short(api: Api, quiz: Pack, typed: str) -> None:
    attempt = api.start()

    problem = api.finish(attempt, typed, 422)

    assert problem["errors"][0]["field"] == "player_name"
    assert api.get(f"/attempts/{attempt['id']}")["finished_at"] is None
