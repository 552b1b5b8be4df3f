"""nginx and uWSGI's own router (for `make run`) send every route to the same workers."""

import re
from pathlib import Path

from flask import Flask

ROOT = Path(__file__).parents[2]
PLAYERS = {
    "attempts",
    "certificates",
    "connection",
    "games",
    "health",
    "media",
    "quizzes",
    "site",
    "version",
}


def only(pattern: str, file: str) -> str:
    """The group of the pattern's only match in a project file."""
    [found] = re.findall(pattern, (ROOT / file).read_text(), re.M)
    return str(found)


def test_nginx_and_uwsgi_route_players_to_player_workers_only(app: Flask) -> None:
    nginx = only(r'^ +"~(.+)" web:3033;$', "deploy/nginx/nginx.conf")
    unhindered = only(r'^ +"~(.+)" web:3035;$', "deploy/nginx/nginx.conf")
    uwsgi = only(r"^route = (\S+) addvar:POPQUIZ_PASSED_ON", "uwsgi.ini")
    rules = {rule.rule for rule in app.url_map.iter_rules()}

    game = f"/api/games/{'0' * 8}{'-0000' * 3}-{'0' * 12}/"
    paths = {rule.replace("/api/games/<uuid:game_id>/", game) for rule in rules}
    assert {
        path.removeprefix(game)
        for path in paths
        if re.search(unhindered, re.sub(r"<[^>]+>", "7", path))
    } == {
        *("state", "rounds/<int:round>/shards/<int:shard>"),
        *("host", "commands", "kicked", "names/<int:number>"),
    }
    for path in {re.sub(r"<[^>]+>", "7", rule) for rule in rules} | {"/api/quizzesx", "/api/none"}:
        for_players = path.split("/")[1] == "api" and path.split("/")[2] in PLAYERS
        assert bool(re.search(nginx, path)) == for_players, path
        assert bool(re.search(uwsgi, path)) != for_players, path
