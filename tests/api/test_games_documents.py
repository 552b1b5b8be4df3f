"""What a live game's documents cost: how often they change, how many there are, what is read."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import text

from backend.games import host as host_documents
from backend.games import settle, state
from backend.games.find import read_game
from backend.models import db
from tests.support.games import Host, play

pytestmark = pytest.mark.usefixtures("quiz")


def test_the_document_stays_the_same_from_the_announcement_to_the_solution(app: OpenAPI) -> None:
    host = Host(app, reading_seconds=0)
    [ann] = play(app, host, "Ann")
    host.give("start")

    def tag() -> str:
        state.documents.clear()
        return str(host.api.client.get(f"/api/games/{host.id}/state").headers["ETag"])

    announced = host.state()
    tags = [tag()]
    with pytest.MonkeyPatch.context() as patch:
        for moment in ("opens_at", "closes_at"):

            def later(connection: Any, game_id: Any, moment: str = moment) -> Any:
                game = read_game(connection, game_id)
                then = getattr(game, moment)
                return game._replace(now=then, host_seen_at=then)

            patch.setattr(state, "read_game", later)
            tags.append(tag())
    assert tags == [tags[0]] * 3

    host.pass_time(9)
    ann.answer(announced)
    assert host.state()["phase"] == "announced"
    assert host.close()["phase"] == "solution"


def test_copies_of_the_document_end_with_the_second(app: OpenAPI) -> None:
    """nginx serves a copy during the second that it expires at."""
    host = Host(app)
    state.documents.clear()
    before = int(time.time())
    sent = host.api.client.get(f"/api/games/{host.id}/state")
    expires = int(sent.headers["X-Accel-Expires"].removeprefix("@"))
    assert before <= expires <= float(sent.headers["X-Time"])


def test_a_game_whose_document_takes_long_holds_up_no_other(
    app: OpenAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, other = Host(app), Host(app)
    begun, released = Event(), Event()
    real = state.state

    def waits(game_id: UUID) -> Any:
        if str(game_id) == slow.id:
            begun.set()
            assert released.wait(30)
        return real(game_id)

    monkeypatch.setattr(state, "state", waits)
    state.documents.clear()
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(lambda: app.test_client().get(f"/api/games/{slow.id}/state"))
        try:
            assert begun.wait(30)
            assert other.api.get(f"/games/{other.id}/state")["id"] == other.id
            assert not asked.done()
        finally:
            released.set()
        assert asked.result().status_code == 200


@pytest.mark.parametrize(
    ("players", "shards"),
    [(0, 1), (1, 1), (80, 1), (81, 2), (250, 4), (1000, 16), (5000, 64), (10_000, 64)],
)
def test_own_results_are_in_as_many_documents_as_players_need(players: int, shards: int) -> None:
    assert settle.shards_for(players) == shards


def test_players_find_their_results_with_and_without_the_number_of_shards(
    app: OpenAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settle, "IN_SHARD", 2)
    host = Host(app)
    players = play(app, host, *(f"P{n}" for n in range(7)))
    opened = host.begin()
    for player in players[:5]:
        player.answer(opened)
    shards = host.close()["outcome"]["shards"]
    assert shards == 4
    found: dict[str, Any] = {}  # Any: JSON
    for number in range(shards):
        lines = host.api.get(f"/games/{host.id}/rounds/1/shards/{number}")["lines"]
        assert all(int(place) % shards == number for place in lines)
        found |= lines
    assert len(found) == 7
    for player in players:
        assert player.line(1) == found[str(player.me["number"])]
    assert [player.line(1)["credit"] for player in players] == [1.0] * 5 + [None] * 2
    stored = "SELECT count(*) FROM game_result WHERE game_id = :game"
    assert db.session.scalar(text(stored), {"game": host.id}) == 1 + shards


@pytest.mark.parametrize(
    "statement",
    [host_documents.PLAYERS._at_once, host_documents.RESPONSES.text, settle.PLAYERS.text],
    ids=["the host's list", "words", "the result"],
)
def test_answers_of_other_games_are_not_read(app: OpenAPI, statement: str) -> None:
    """A second of a game must not cost more, the more was ever played."""
    host = Host(app)
    [ann] = play(app, host, "Ann")
    ann.answer(host.begin())
    others = """
        WITH others AS (
            INSERT INTO attempt (id, quiz_id, question_ids, question_points, feedback, shuffle_seed,
                max_score)
            SELECT gen_random_uuid(), quiz_id, question_ids, question_points, feedback,
                shuffle_seed, max_score
            FROM attempt, generate_series(1, 3000)
            RETURNING id
        )
        INSERT INTO answer (attempt_id, question_id, response, credit, points)
        SELECT others.id, question_id, response, credit, points FROM others, answer
    """
    db.session.execute(text(others))
    more = "INSERT INTO attempt (id, quiz_id, game_id, name_key, question_ids, question_points,"
    more += " feedback, shuffle_seed, max_score) SELECT gen_random_uuid(), quiz_id, game_id, n,"
    more += " question_ids, question_points, feedback, shuffle_seed, max_score"
    more += " FROM attempt, generate_series(1, 300) AS n WHERE game_id IS NOT NULL"
    db.session.execute(text(more))
    db.session.execute(text("ANALYZE attempt, answer"))
    written = statement.replace("%(game_id)s", ":game_id")
    written = written.replace("%(question_id)s", ":question_id")
    question = db.session.scalar(text("SELECT question_id FROM answer LIMIT 1"))
    ids = {"game_id": host.id, "question_id": question}
    plan = db.session.scalars(text(f"EXPLAIN {written}"), ids).all()
    db.session.rollback()

    assert "Index" in "\n".join(plan)
    assert not [line for line in plan if "Seq Scan on answer" in line], "\n".join(plan)
