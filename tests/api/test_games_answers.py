"""What the host and the players of a live game see of others' answers."""

import pytest
from flask_openapi3 import OpenAPI

from backend.library.packs import load_pack
from tests.support.games import Host, play
from tests.support.questions import pack, poll, typed, wordcloud
from tests.support.shown import shown_id

pytestmark = pytest.mark.usefixtures("quiz")


def test_only_host_screens_see_the_words_of_an_open_cloud(app: OpenAPI) -> None:
    load_pack(pack(slug="cloud", of=[wordcloud("w")]))
    host = Host(app, "cloud")
    ann, bea, bot = play(app, host, "Ann", "Bea", "Bot")
    host.give("start")
    assert host.look()["words"] is None
    host.pass_time(9)
    assert host.look()["words"] == {"players": 0, "answers": [], "more": 0}
    for player, word in ((ann, "calm"), (bea, "calm"), (bot, "noise")):
        player.send(1, {"words": [word, "spammer"]})

    host.kick(bot.me["number"])
    seen = host.look(secret=host.created["screen_secret"])
    assert seen["words"] == {"players": 2, "answers": [{"label": "calm", "count": 2}], "more": 0}
    assert "calm" not in str(host.state()).lower()
    settled = host.close()
    assert settled["outcome"]["others"] == seen["words"]
    assert host.look()["words"] is None


def test_votes_are_secret_until_the_poll_is_closed(app: OpenAPI) -> None:
    load_pack(pack(slug="poll", of=[poll("p")]))
    host = Host(app, "poll")
    [ann] = play(app, host, "Ann")
    ann.send(1, {"votes": [shown_id(host.begin()["question"], "a")]})
    assert host.look()["words"] is None


def test_typed_answers_are_shown_as_most_players_spelled_them(app: OpenAPI) -> None:
    load_pack(pack(slug="typed", of=[typed("q1")]))
    host = Host(app, "typed")
    players = play(app, host, *"ABCDEF")
    opened = host.begin()
    words = ("Canberra", "canberra", " Canberra", "SYDNEY", "SYDNEY", "Perth")
    for player, word in zip(players, words, strict=True):
        player.send(opened["round"], {"text": word})

    bars = host.close()["outcome"]["bars"]

    # One wrong answer alone is not shown.
    assert [(bar["text"], bar["count"], bar["right"]) for bar in bars] == [
        ("Canberra", 3, True),
        ("SYDNEY", 2, False),
    ]
