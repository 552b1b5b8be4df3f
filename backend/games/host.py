"""What the host sees: the players, and how many have answered."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import Connection, text

from ..errors.games import WrongGameSecret
from ..models import autocommit
from ..play.caches import question_for_grading
from ..play.rules.others import Others
from ..prepared import Prepared
from .bars import Given, others_of
from .documents import HostState, Player
from .find import controls, read_game
from .phase import GameRow
from .state import driven, shown

SEEN = text("UPDATE game SET host_seen_at = clock_timestamp() WHERE id = :game_id")
SEEN_EVERY = timedelta(seconds=5)
# Answers are sought one by one: for an EXISTS or a join, PostgreSQL may read all that were ever
# given.
PLAYERS = Prepared(
    "list_game_players",
    """
        SELECT number, player_name, team, kicked_at IS NOT NULL,
            (SELECT true FROM answer
                WHERE attempt_id = attempt.id AND question_id = :question_id) IS NOT NULL
        FROM attempt WHERE game_id = :game_id ORDER BY number
    """,
    lambda number, name, team, kicked, answered: Player.model_construct(
        number=number, name=name, team=team, kicked=kicked, answered=answered
    ),
)
RESPONSES = text("""
    SELECT response FROM attempt CROSS JOIN LATERAL (
        SELECT response FROM answer
        WHERE attempt_id = attempt.id AND question_id = :question_id LIMIT 1
    ) AS given
    WHERE game_id = :game_id AND kicked_at IS NULL
""")


def host_state(game_id: UUID, secret: str) -> HostState:
    """Return what the host's screen shows, or a second screen.

    A host's request shows that the host is there. Raises GameNotFound or WrongGameSecret.
    """
    with autocommit() as connection:
        game = read_game(connection, game_id)
        in_control = controls(game, secret)
        if in_control and game.now - game.host_seen_at > SEEN_EVERY:
            connection.execute(SEEN, {"game_id": game_id})
            game = read_game(connection, game_id)
        game = driven(connection, game)
        question_id = game.question_ids[game.round - 1] if game.round else None
        players = PLAYERS.rows(connection, game_id=str(game_id), question_id=question_id)
        return HostState(
            state=shown(connection, game, game.phase),
            answered=sum(one.answered for one in players if not one.kicked),
            players=players,
            words=_words(connection, game, question_id),
            hides_names=game.hides_names,
            quiz_id=game.quiz_id if game.host_id is not None and in_control else None,
            controls=in_control,
        )


def _words(connection: Connection, game: GameRow, question_id: int | None) -> Others | None:
    """The words that players have sent while their round is open; None for other types.

    Those that the author hides are left out. Votes wait for the end: they would sway others.
    """
    if question_id is None or game.phase not in ("open", "grace"):
        return None
    question = question_for_grading(connection, question_id)
    if question is None or question.kind.graded or question.kind.options(question.body):
        return None
    values = {"game_id": game.id, "question_id": question_id}
    parse = question.kind.Response.model_validate
    sent = connection.execute(RESPONSES, values).scalars()
    return others_of(question, [Given(parse(response), credit=0.0) for response in sent])


def hosted(game_id: UUID, secret: str) -> GameRow:
    """Return the game that this secret controls. Raises GameNotFound or WrongGameSecret."""
    with autocommit() as connection:
        game = read_game(connection, game_id)
    if not controls(game, secret):
        raise WrongGameSecret
    return game
