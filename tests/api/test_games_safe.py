"""What neither players, guests who host, nor strangers can do to a live game."""

from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import text

from backend.games import commands, crowd
from backend.library.packs import load_pack
from backend.models import db
from tests.support.api import Api
from tests.support.authors import new_author
from tests.support.games import GamePlayer, Host
from tests.support.questions import pack

pytestmark = pytest.mark.usefixtures("quiz")


def try_pins(api: Api, count: int, address: str = "192.0.2.1", pin: str = "") -> list[int]:
    """Statuses of so many look-ups: of this PIN, or of wrong ones."""
    taken = set(db.session.scalars(text("SELECT pin FROM game")))
    wrong = (one for n in range(10**7) if (one := f"{n:07}") not in taken)
    return [
        api.client.get(
            f"/api/games/pins/{pin or next(wrong)}", environ_overrides={"REMOTE_ADDR": address}
        ).status_code
        for _ in range(count)
    ]


def test_a_network_that_guesses_pins_has_to_wait(app: OpenAPI, api: Api) -> None:
    pin = Host(app).created["pin"]
    assert set(try_pins(api, 101)) == {404}
    assert try_pins(api, 1) == [429]
    assert try_pins(api, 1, pin=pin) == [429]  # or a guess would show itself
    assert try_pins(api, 1, "198.51.100.1", pin) == [200]
    for _ in range(6):
        db.session.execute(text("UPDATE wait SET until = now() - interval '1 second'"))
        db.session.commit()
        assert try_pins(api, 2) == [404, 429]
    longest = "SELECT extract(epoch FROM max(until - tried_at)) FROM wait"
    assert 10 < db.session.scalar(text(longest)) <= 15


def test_right_pins_are_never_too_many(app: OpenAPI, api: Api) -> None:
    pin = Host(app).created["pin"]
    assert set(try_pins(api, 150, pin=pin)) == {200}
    assert db.session.scalar(text("SELECT count(*) FROM wait")) == 0


def test_secrets_follow_from_nothing_that_players_see(app: OpenAPI) -> None:
    host, other = Host(app), Host(app)
    created = [host.created, other.created]
    secrets = [one[name] for one in created for name in ("host_secret", "screen_secret")]
    assert len({*secrets}) == 4
    assert all(len(secret) >= 32 for secret in secrets)
    rows = db.session.execute(text("SELECT host_key, screen_key FROM game ORDER BY number"))
    keys = [key for row in rows for key in row]
    assert keys == [sha256(secret.encode()).hexdigest() for secret in secrets]

    [ann] = [GamePlayer(Api(app.test_client()), host.id, "Ann")]
    opened = host.begin()
    seen = [opened, ann.me, ann.answer(opened), host.close(), ann.line(1), ann.look()]
    seen += [host.api.get(f"/games/pins/{host.created['pin']}")]
    for hidden in (*secrets, *keys):
        assert hidden not in str(seen)


def test_a_player_cannot_act_for_another(app: OpenAPI) -> None:
    host, other = Host(app), Host(app)
    ann, bea = (GamePlayer(Api(app.test_client()), host.id, name) for name in ("Ann", "Bea"))
    opened = host.begin()
    bea.answer(opened, "b")
    seen = [opened, host.look(), host.close(), bea.line(1), bea.look()]
    assert ann.id not in str(seen)  # it is the only right to be Ann
    for known in (ann.me["number"], "Ann", host.id, str(uuid4())):
        bea.api.get(f"/games/{host.id}/players/{known}", 404)
    assert ann.look()["answers"] == {}

    # In another game, the same id is no one.
    stranger = GamePlayer.__new__(GamePlayer)
    stranger.api, stranger.game, stranger.id = ann.api, other.id, ann.id
    assert stranger.answer(other.begin(), status=404)["type"] == "/problems/game-not-found"
    ann.api.get(f"/games/{other.id}/players/{ann.id}", 404)


def test_a_kicked_player_is_out_everywhere(app: OpenAPI) -> None:
    host = Host(app)
    ann, bea = (GamePlayer(Api(app.test_client()), host.id, name) for name in ("Ann", "Bea"))
    opened = host.begin()
    ann.answer(opened)
    bea.answer(opened)
    host.kick(ann.me["number"])

    assert ann.answer(opened, "b", 403)["type"] == "/problems/kicked"
    assert ann.api.post(f"/games/{host.id}/players", ann.asked)["kicked"]  # joins no second time
    outcome = host.close()["outcome"]
    assert (outcome["answered"], [one["name"] for one in outcome["top"]]) == (1, ["Bea"])
    assert ann.line(1) is None
    statuses = dict(attempt_routes(app, ann))
    assert set(statuses.values()) <= {403, 404, 409}, statuses

    host.give("end")
    statuses = dict(attempt_routes(app, ann))
    assert set(statuses.values()) == {404}, statuses
    ann.api.get(f"/games/{host.id}/players/{ann.id}", 404)
    assert ann.api.post(f"/games/{host.id}/players", ann.asked, 409)


def attempt_routes(app: OpenAPI, player: GamePlayer) -> list[tuple[str, int]]:
    """What every route that changes or shows an attempt answers to the player."""
    game_round = player.api.get(f"/games/{player.game}/state")["question"]
    question = game_round["id"] if game_round else 1
    found = []
    for rule in app.url_map.iter_rules():
        path, last = rule.rule, rule.rule.rpartition("/")[2]
        if (
            not path.startswith("/api/attempts/") or last == "compared"
        ):  # of all players; no verdict
            continue
        path = path.replace("<uuid:attempt_id>", player.id)
        path = path.replace("<int:question_id>", str(question))
        assert "<" not in path
        bodies: dict[str, Any] = {
            "answers": {"question": question, "response": {"choice": "a"}, "revision": 2},
            "clear": {"revision": 2},
        }
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}:
            body = bodies.get(last, {}) if method != "GET" else None
            answer = player.api.client.open(path, method=method, json=body)
            found.append((f"{method} {rule.rule}", answer.status_code))
    return found


@pytest.mark.parametrize(
    ("rules", "options"),
    [
        ({}, {}),
        ({}, {"timer": "none", "speed_weight": 0}),
        ({"navigation": "free", "feedback": "at_end"}, {}),
    ],
)
def test_a_player_answers_in_the_game_only(
    app: OpenAPI, rules: dict[str, Any], options: dict[str, Any]
) -> None:
    """Or a wrong answer could be replaced, and a late one stored, once the solution is known."""
    load_pack(pack(settings=rules))
    host = Host(app, **options)
    ann, bea = (GamePlayer(Api(app.test_client()), host.id, name) for name in ("Ann", "Bea"))
    opened = host.begin()
    ann.answer(opened, "b")
    host.give("close")
    settled = host.close()
    assert settled["phase"] == "solution"
    right = {"question": opened["question"]["id"], "response": settled["outcome"]["key"]}
    for player in (ann, bea):
        player.api.post(f"/attempts/{player.id}/answers", {**right, "revision": 2}, 404)
        statuses = dict(attempt_routes(app, player))
        assert len(statuses) >= 8
        assert set(statuses.values()) <= {404, 409}, statuses
    host.give("end")
    for player in (ann, bea):
        player.api.post(f"/attempts/{player.id}/answers", {**right, "revision": 3}, 404)
        assert player.api.get(f"/attempts/{player.id}")["score"] == 0


def test_a_guest_who_hosts_reaches_nothing_else(app: OpenAPI) -> None:
    author = new_author(app, "Ada")
    host, other = Host(app), Host(app, author=author)
    assert host.look()["quiz_id"] is None
    secret = {"X-Game-Secret": host.created["host_secret"]}
    client = host.api.client
    for method, path, body in (
        ("GET", "host", None),
        ("POST", "commands", {"command": "start", "version": 1}),
        ("POST", "kicked", {"numbers": [1]}),
        ("PUT", "names/1", {"name": "Eve"}),
    ):
        whole = f"/api/games/{other.id}/{path}"
        asked = client.open(whole, method=method, json=body, headers=secret)
        assert asked.status_code == 403
        assert "/problems/wrong-game-secret" in asked.text

    branches = ("/api/studio", "/api/account", "/api/users", "/api/audit")
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith(branches)]
    assert len(rules) > 50
    for rule in rules:
        path = "/".join("1" if part.startswith("<") else part for part in rule.rule.split("/"))
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            status = client.open(path, method=method, headers=secret).status_code
            assert status in (401, 404), (method, rule.rule, status)


def test_a_swarm_of_bots_is_swept_in_one_action(
    app: OpenAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowd, "MOST_PLAYERS", 4)
    monkeypatch.setattr(crowd, "MOST_JOINED", 6)
    host = Host(app)
    api = Api(app.test_client())
    ann, *bots = (GamePlayer(api, host.id, name) for name in ("Ann", "B1", "B2", "B3"))
    body = {"attempt": str(uuid4()), "name": "Bea"}
    full = api.post(f"/games/{host.id}/players", body, 409)
    assert (full["type"], full["params"]) == ("/problems/game-full", {"limit": 4})

    left = host.kick(*(bot.me["number"] for bot in bots))["players"]
    assert [one["name"] for one in left if not one["kicked"]] == ["Ann"]
    api.post(f"/games/{host.id}/players", body)  # there is room again
    GamePlayer(api, host.id, "B4")
    again = {"attempt": str(uuid4()), "name": "B5"}
    assert api.post(f"/games/{host.id}/players", again, 409)["type"] == "/problems/game-full"
    assert not ann.look()["kicked"]


def test_a_thousand_are_removed_with_one_request(app: OpenAPI) -> None:
    host = Host(app)
    ann = GamePlayer(Api(app.test_client()), host.id, "Ann")
    host.kick(ann.me["number"], *range(10**9, 10**9 + commands.MOST_KICKED - 1))
    assert ann.look()["kicked"]
