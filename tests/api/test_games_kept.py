"""What a live game leaves: results, re-scoring, erasing and removal cover its players."""

from typing import Any

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import func, select, text

from backend.library.deleted import remove_due
from backend.library.packs import load_pack
from backend.models import Attempt, Game, GameResult, db
from tests.support.api import Api
from tests.support.authors import Author, new_author
from tests.support.command_line import ROOT
from tests.support.games import GamePlayer, Host
from tests.support.questions import pack, single

QUIZ = "/studio/quizzes/1"


@pytest.fixture
def admin(app: OpenAPI) -> Author:
    return new_author(app, "Root", "admin")


IN_ORDER = {"shuffle_questions": False}


@pytest.fixture
def played(app: OpenAPI) -> tuple[Host, list[GamePlayer]]:
    """Two rounds, q1 and q2: Ann is right twice, Bea is wrong and then silent; Bot was removed."""
    load_pack(pack(settings=IN_ORDER))
    host = Host(app, speed_weight=0)
    players = [GamePlayer(Api(app.test_client()), host.id, name) for name in ("Ann", "Bea", "Bot")]
    opened = host.begin()
    for player, choice in zip(players, "abb", strict=True):
        player.answer(opened, choice)
    host.kick(players[2].me["number"])
    host.close()
    players[0].answer(host.begin())
    host.close()
    host.give("end")
    return host, players[:2]


@pytest.mark.usefixtures("played")
def test_results_cover_the_players(admin: Author) -> None:
    summary: Any = admin.get(f"{QUIZ}/summary")
    assert (summary["total"], summary["finished"]) == (2, 2)
    listed = {one["player_name"]: one for one in admin.get(f"{QUIZ}/attempts")["attempts"]}
    assert {name: (one["score"], one["max_score"]) for name, one in listed.items()} == {
        "Ann": (2, 2),
        "Bea": (0, 2),
    }
    sheet = admin.client.get(f"/api{QUIZ}/results/download?format=csv").get_data(as_text=True)
    assert "Ann" in sheet
    assert "Bot" not in sheet


@pytest.mark.usefixtures("played")
def test_statistics_cover_the_players(admin: Author) -> None:
    first, second = admin.get(f"{QUIZ}/figures")["questions"]  # the third was never asked
    assert (first["asked"], first["answered"], first["correct"]) == (2, 2, 1)
    assert (second["asked"], second["answered"], second["correct"]) == (2, 1, 1)
    assert {one["label"]: one["count"] for one in first["labels"]} == {
        **{"choice a": 1, "choice b": 1},
        **{"choice c": 0, "choice d": 0},
    }
    rows = admin.get(f"{QUIZ}/matrix")["attempts"]
    assert sorted(row["player_name"] for row in rows) == ["Ann", "Bea"]


def test_re_scoring_covers_the_players(
    admin: Author, played: tuple[Host, list[GamePlayer]]
) -> None:
    _, (ann, bea) = played
    corrected = [single("q1", key="b"), single("q2"), single("q3")]
    load_pack(pack(of=corrected, settings=IN_ORDER))
    preview = admin.post(f"{QUIZ}/rescoring/preview", {}, 200)
    ids = [one["id"] for one in preview["questions"]]
    admin.post(f"{QUIZ}/rescoring", {"questions": ids, "expected": preview["attempts"]})
    assert [one.api.get(f"/attempts/{one.id}")["score"] for one in (ann, bea)] == [1, 1]


@pytest.mark.parametrize("by", ["summary", "new game"])
def test_a_game_that_its_host_left_becomes_results(app: OpenAPI, admin: Author, by: str) -> None:
    load_pack(pack(settings=IN_ORDER))
    host = Host(app)
    ann = GamePlayer(Api(app.test_client()), host.id, "Ann")
    ann.answer(host.begin())
    host.close()
    assert admin.get(f"{QUIZ}/summary")["finished"] == 0
    db.session.execute(text("UPDATE game SET commanded_at = now() - interval '3 hours'"))
    db.session.commit()
    if by == "new game":  # which may get the same PIN
        Host(app)
        assert db.session.scalar(text("SELECT count(*) FROM game WHERE ended_at IS NULL")) == 1
    summary = admin.get(f"{QUIZ}/summary")
    assert (summary["finished"], summary["total"]) == (1, 1)
    assert ann.api.get(f"/attempts/{ann.id}")["score"] == 1


def test_erasing_a_player_leaves_no_name(
    admin: Author, played: tuple[Host, list[GamePlayer]]
) -> None:
    host, _ = played
    assert [place["name"] for place in host.state()["outcome"]["top"]] == ["Ann", "Bea"]
    erased = admin.post(f"{QUIZ}/player/erase", {"name": "Ann", "expected": 1}, 200)
    assert erased["attempts"] == 1
    assert "Ann" not in str(host.state())
    assert db.session.scalar(select(func.count()).select_from(GameResult)) == 0


def columns_with(words: str) -> set[str]:
    """The columns of the database that have these words in any row, as `table.column`."""
    return {
        f"{table.name}.{column.name}"
        for table in db.metadata.sorted_tables
        for column in table.columns
        if db.session.scalar(
            text(f'SELECT EXISTS (SELECT FROM "{table.name}" WHERE "{column.name}"::text ~* :w)'),
            {"w": words},
        )
    }


@pytest.mark.parametrize("ended", [False, True])
def test_the_privacy_page_names_everything_that_holds_a_players_name(
    app: OpenAPI, admin: Author, ended: bool
) -> None:
    load_pack(pack())
    host = Host(app)
    player = GamePlayer(Api(app.test_client()), host.id, "Zaphod")
    player.answer(host.begin())
    host.close()
    if ended:
        host.give("end")
    found = columns_with("zaphod")
    assert found == {"attempt.player_name", "attempt.name_key", "game_result.body"}
    page = (ROOT / "docs/privacy.md").read_text()
    for column in found:
        assert f"`{column}`" in page, column

    admin.post(f"{QUIZ}/player/erase", {"name": "Zaphod", "expected": 1})
    assert columns_with("zaphod") == set()


@pytest.mark.usefixtures("played")
def test_removing_a_quiz_removes_its_games() -> None:
    db.session.execute(text("UPDATE quiz SET deleted_at = now() - interval '40 days'"))
    db.session.commit()
    [removed] = remove_due()
    assert (removed.attempts, removed.questions) == (2, 3)
    for table in (Game, Attempt):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0
