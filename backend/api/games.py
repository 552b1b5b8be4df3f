"""Live games: create, join, follow, answer; and the host's commands."""

import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, TypeVar
from uuid import UUID

from flask import Response, current_app, request
from flask_openapi3 import Tag
from pydantic import BaseModel, Field

from .. import questions
from ..accounts import waits
from ..accounts.permissions import sees_quiz
from ..errors.games import GameNotFound, GuestsMayNotHost, HostingReserved
from ..games.answer import Sent, answer
from ..games.commands import Command, Kick, Rename, give, kick, rename
from ..games.create import create
from ..games.documents import Created, Found, GameState, HostState, Me, Received, Shard
from ..games.host import host_state, hosted
from ..games.join import Joining, find, join, me
from ..games.options import Options
from ..games.state import Document, document, shard
from ..library.catalogue import QuizView, get_quiz
from ..names import PlayerName
from ..play.entry import Token
from ..questions.type import Strict
from .blueprint import LazyBlueprint
from .problems import documented
from .requests import Parameters
from .responses import json_answer, no_content, posted
from .signed_in import check_same_origin, client_address, found_user

api = LazyBlueprint("games", __name__, url_prefix="/api/games", abp_tags=[Tag(name="Games")])

YEAR = 31_536_000
RAISED = "popquiz.raised"
"""Key in a request's environ: what it raised, when rush.py tried."""
MoveT = TypeVar("MoveT", bound=BaseModel)
PlayerId = Annotated[UUID, Field(strict=False, description="The player's secret id.")]


class NewGame(Strict):
    """A quiz, and how its game is played."""

    quiz: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,80}$", description="The quiz's link name.")]
    options: Options = Options()


class SlugPath(BaseModel):
    slug: Annotated[str, Field(description="The quiz's link name.")]


class GamePath(BaseModel):
    game_id: UUID


class PinPath(BaseModel):
    pin: Annotated[str, Field(pattern=r"^[0-9]{7}$")]


class PlayerPath(GamePath):
    attempt_id: Annotated[UUID, Field(description="The player's secret.")]


class NumberPath(GamePath):
    number: Annotated[int, Field(ge=1, le=2**63 - 1, description="The player's number.")]


class ShardPath(GamePath):
    round: Annotated[int, Field(ge=1, le=2_000)]
    shard: Annotated[int, Field(ge=0, le=63)]


class HostHeader(Parameters):
    secret: Annotated[
        str, Field(alias="X-Game-Secret", max_length=100, description="From the host's link.")
    ] = ""


class JoinRequest(Strict):
    """A player. The id is made on the player's device and stays secret: it is the player's key."""

    attempt: PlayerId
    name: Annotated[PlayerName | None, Field(description="Unless names are generated.")] = None
    team: Annotated[int | None, Field(ge=0, le=11, description="If teams are chosen.")] = None
    accommodation: Annotated[
        Token | None, Field(description="Token of a personal link: no points depend on speed.")
    ] = None


class GameAnswer(Strict):
    """A response to a round. Sending it again is safe: the first one counts."""

    attempt: PlayerId
    round: Annotated[int, Field(ge=1, le=2_000)]
    response: questions.Response
    elapsed_ms: Annotated[
        int, Field(ge=0, le=86_400_000, description="Since the device showed it as open.")
    ]


def joined(game_id: UUID, sent: JoinRequest) -> Me:
    return join(game_id, Joining(sent.attempt, sent.name, sent.team, sent.accommodation))


def answered(game_id: UUID, sent: GameAnswer) -> Received:
    return answer(Sent(game_id, sent.attempt, sent.round, sent.response, sent.elapsed_ms))


def _move(make: Callable[[UUID, MoveT], BaseModel], game_id: UUID, sent: MoveT) -> Response:
    """Make the move, unless it was made and refused before it came here."""
    _raise_again()
    return json_answer(make(game_id, sent))


def _raise_again() -> None:
    raised: Exception | None = request.environ.pop(RAISED, None)
    if raised is not None:
        raise raised


def state_headers(found: Document) -> dict[str, str]:
    return {
        "Cache-Control": "no-cache",
        # For nginx alone, which takes it out: its copies serve to the end of this second.
        "X-Accel-Expires": f"@{found.second}",
        "X-Time": f"{time.time():.3f}",
        "ETag": f'"{found.tag}"',
    }


def _host_of(slug: str) -> int | None:
    """The id of the user if they see the quiz in the studio; None: a guest of it."""
    user = found_user()
    if user is None and not current_app.config["GUEST_HOSTS"]:
        raise GuestsMayNotHost
    return user.id if user is not None and sees_quiz(user, slug) else None


def _as_host(game_id: UUID, secret: str) -> Response:
    sent = json_answer(host_state(game_id, secret))
    sent.headers["X-Time"] = f"{time.time():.3f}"
    return sent


@api.post(
    "",
    responses={
        201: Created,
        **posted(HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
    },
)
def new_game(body: NewGame) -> Response:
    """Create a game; the host's secret is shown only here"""
    check_same_origin()
    created = create(body.quiz, body.options, _host_of(body.quiz))
    return json_answer(created, HTTPStatus.CREATED, f"/api/games/{created.id}/state")


@api.get(
    "/quizzes/<slug:slug>",
    responses={200: QuizView, **documented(HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)},
)
def show_quiz(path: SlugPath) -> Response:
    """Show a quiz to those who may host it; in the studio, also a private one"""
    guest = _host_of(path.slug) is None
    quiz = get_quiz(path.slug, private=not guest)
    if guest and not quiz.guests_may_host:
        raise HostingReserved
    return json_answer(quiz)


@api.get(
    "/pins/<string:pin>",
    responses={
        200: Found,
        **documented(
            HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.TOO_MANY_REQUESTS
        ),
    },
)
def find_game(path: PinPath) -> Response:
    """Find the game with this PIN; after many wrong ones, their network has to wait"""
    network = waits.network(client_address())
    waits.check(waits.WRONG_PINS, network)
    try:
        return json_answer(find(path.pin))
    except GameNotFound:
        waits.take(waits.WRONG_PINS, network)
        raise


@api.get("/<uuid:game_id>/state", responses={200: GameState, **documented(HTTPStatus.NOT_FOUND)})
def show_state(path: GamePath) -> Response:
    """Show the game as all its players see it; ask again after `poll_ms`"""
    _raise_again()
    found = document(path.game_id, time.time())
    sent = Response(found.content, content_type="application/json")
    sent.headers.update(state_headers(found))
    sent.make_conditional(request)
    return sent


@api.get(
    "/<uuid:game_id>/rounds/<int:round>/shards/<int:shard>",
    responses={200: Shard, **documented(HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)},
)
def show_shard(path: ShardPath) -> Response:
    """Show what the players of this shard earned in a settled round; it never changes"""
    content = shard(path.game_id, path.round, path.shard)
    sent = Response(content, content_type="application/json")
    sent.headers["Cache-Control"] = f"private, max-age={YEAR}, immutable"
    return sent


@api.post(
    "/<uuid:game_id>/players",
    responses={
        200: Me,
        **posted(HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
    },
)
def new_player(path: GamePath, body: JoinRequest) -> Response:
    """Join the game; sending it again joins once"""
    return _move(joined, path.game_id, body)


@api.get(
    "/<uuid:game_id>/players/<uuid:attempt_id>",
    responses={200: Me, **documented(HTTPStatus.NOT_FOUND)},
)
def show_player(path: PlayerPath) -> Response:
    """Return to a game: who the player is, and what they answered"""
    return json_answer(me(path.game_id, path.attempt_id))


@api.post(
    "/<uuid:game_id>/answers",
    responses={
        200: Received,
        **posted(HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
    },
)
def new_answer(path: GamePath, body: GameAnswer) -> Response:
    """Answer the question of a round"""
    return _move(answered, path.game_id, body)


@api.get(
    "/<uuid:game_id>/host",
    responses={
        200: HostState,
        **documented(HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY),
    },
)
def show_host(path: GamePath, header: HostHeader) -> Response:
    """Show the game as its host sees it, or a second screen"""
    return _as_host(path.game_id, header.secret)


@api.post(
    "/<uuid:game_id>/commands",
    responses={
        200: HostState,
        **posted(HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
    },
)
def new_command(path: GamePath, header: HostHeader, body: Command) -> Response:
    """Give a command; on a state that is not current any more it changes nothing"""
    hosted(path.game_id, header.secret)
    give(path.game_id, body)
    return _as_host(path.game_id, header.secret)


@api.post(
    "/<uuid:game_id>/kicked",
    responses={
        200: HostState,
        **posted(HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
    },
)
def kick_players(path: GamePath, header: HostHeader, body: Kick) -> Response:
    """Remove players from the game; their names stay reserved"""
    hosted(path.game_id, header.secret)
    kick(path.game_id, body.numbers)
    return _as_host(path.game_id, header.secret)


@api.put(
    "/<uuid:game_id>/names/<int:number>",
    responses={
        204: None,
        **posted(HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
    },
)
def rename_player(path: NumberPath, header: HostHeader, body: Rename) -> Response:
    """Give a player another name"""
    hosted(path.game_id, header.secret)
    rename(path.game_id, path.number, body.name)
    return no_content()
